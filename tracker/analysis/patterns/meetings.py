"""How often money was asked for at meetings, in front of others, and the hours spent there."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.patterns.pattern import MIN_COUNT, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import (
    MEETING_FORMS,
    AskFact,
    DayRange,
    PatternFacts,
    TimeFact,
)
from tracker.analysis.patterns.statistics import round_half_away
from tracker.months import Month

PUBLIC_TAGS = frozenset({"in_public", "public_pledge"})
"""Circumstances that say that others could hear or see."""


def find_meeting_patterns(pattern_facts: PatternFacts, days: DayRange) -> Iterator[Pattern]:
    """The patterns of meetings and asks at them."""
    meetings = [spent for spent in pattern_facts.time_spent if spent.form in MEETING_FORMS]
    asks = [ask for ask in pattern_facts.asks if days.contains(ask.day)]
    at = _match_meetings(asks, meetings)
    yield _count_meetings_with_ask(asks, [each for each in meetings if days.contains(each.day)], at)
    yield _count_hours_per_ask([each for each in meetings if days.contains(each.day)], at)


def _match_meetings(asks: list[AskFact], meetings: list[TimeFact]) -> dict[int, int]:
    """The meeting that each ask belongs to, by its number; none for an ask outside a meeting.

    It is the group's last meeting of that day that was logged before the ask, else the first one
    logged after it.
    """
    of_day: dict[tuple[GroupLabel, date], list[int]] = defaultdict(list)
    for meeting in meetings:
        of_day[meeting.group, meeting.day].append(meeting.number)
    found = {}
    for ask in asks:
        numbers = of_day.get((ask.group, ask.day))
        if numbers:
            found[ask.number] = numbers[max(0, bisect_left(numbers, ask.number) - 1)]
    return found


def _count_meetings_with_ask(
    asks: list[AskFact], meetings: list[TimeFact], meeting_of_ask: dict[int, int]
) -> Pattern:
    with_ask = tuple(sorted(set(meeting_of_ask.values())))
    return Pattern(
        PatternName.MEETINGS_WITH_ASK,
        count=len(with_ask),
        total=len(meetings),
        value=None,
        has_enough=len(meetings) >= MIN_COUNT,
        entries=with_ask,
        aside_count=len(asks) - len(meeting_of_ask),
        total_entries=tuple(each.number for each in meetings),
        counted_entries=with_ask,
    )


def _count_hours_per_ask(meetings: list[TimeFact], meeting_of_ask: dict[int, int]) -> Pattern:
    hours = {each.number: each.hours for each in meetings if each.hours is not None}
    counted = tuple(sorted(ask for ask, meeting in meeting_of_ask.items() if meeting in hours))
    hundredths = sum(hours.values())
    tenths = round_half_away(hundredths, 10)
    return Pattern(
        PatternName.HOURS_PER_ASK,
        count=len(counted),
        total=tenths,
        value=round_half_away(hundredths, 10 * len(counted)) if counted else None,
        has_enough=tenths >= MIN_COUNT * 10,
        entries=counted,
        total_entries=tuple(hours),
        counted_entries=counted,
    )


def count_asked_in_public(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """The asks in front of others, of those where the person noted how they were made."""
    asks = [ask.number for ask in pattern_facts.asks if days.contains(ask.day)]
    noted = [number for number in asks if pattern_facts.tags_by_entry.get(number)]
    counted = tuple(
        number
        for number in noted
        if not PUBLIC_TAGS.isdisjoint(pattern_facts.tags_by_entry[number])
    )
    return Pattern(
        PatternName.ASKED_IN_PUBLIC,
        count=len(counted),
        total=len(noted),
        value=None,
        has_enough=len(noted) >= MIN_COUNT,
        entries=counted,
        aside_count=len(asks) - len(noted),
        total_entries=tuple(noted),
        counted_entries=counted,
    )


def sum_time_given(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """The hours of meetings, and how many they are in a month with hours noted."""
    meetings = [
        spent
        for spent in pattern_facts.time_spent
        if spent.form in MEETING_FORMS and spent.hours is not None and days.contains(spent.day)
    ]
    hundredths = sum(spent.hours or 0 for spent in meetings)
    months = len({Month.from_date(spent.day) for spent in meetings})
    numbers = tuple(spent.number for spent in meetings)
    return Pattern(
        PatternName.TIME_GIVEN,
        count=round_half_away(hundredths, 10),
        total=months,
        value=round_half_away(hundredths, 10 * months) if months else None,
        has_enough=months >= 1,
        entries=numbers,
        total_entries=numbers,
        counted_entries=numbers,
    )
