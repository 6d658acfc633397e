"""How often money was asked for at meetings and in front of others, and the hours spent there."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tracker.analysis.monthly.monthly_facts import GroupLabel
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
"""The tags that say that others could hear or see."""


def find_meeting_patterns(pattern_facts: PatternFacts, days: DayRange) -> Iterator[Pattern]:
    """Yield the patterns of meetings and the asks made at them."""
    meetings = [time for time in pattern_facts.time_spent if time.form in MEETING_FORMS]
    asks = [ask for ask in pattern_facts.asks if days.contains(ask.day)]
    meeting_of_ask = _match_meetings(asks, meetings)
    yield _count_meetings_with_ask(
        asks, [meeting for meeting in meetings if days.contains(meeting.day)], meeting_of_ask
    )
    yield _count_hours_per_ask(
        [meeting for meeting in meetings if days.contains(meeting.day)], meeting_of_ask
    )


def _match_meetings(asks: list[AskFact], meetings: list[TimeFact]) -> dict[int, int]:
    """Return the meeting of each ask, by the ask's number, without asks outside meetings.

    It is the group's last meeting of that day that was added before the ask, or else the first one
    added after it.
    """
    meetings_by_day: dict[tuple[GroupLabel, date], list[int]] = defaultdict(list)
    for meeting in meetings:
        meetings_by_day[meeting.group, meeting.day].append(meeting.number)
    meeting_of_ask = {}
    for ask in asks:
        numbers = meetings_by_day.get((ask.group, ask.day))
        if numbers:
            meeting_of_ask[ask.number] = numbers[max(0, bisect_left(numbers, ask.number) - 1)]
    return meeting_of_ask


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
        total_entries=tuple(meeting.number for meeting in meetings),
        counted_entries=with_ask,
    )


def _count_hours_per_ask(meetings: list[TimeFact], meeting_of_ask: dict[int, int]) -> Pattern:
    hours = {meeting.number: meeting.hours for meeting in meetings if meeting.hours is not None}
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
    """Count the asks in front of others, of those with tags."""
    asks = [ask.number for ask in pattern_facts.asks if days.contains(ask.day)]
    tagged = [number for number in asks if pattern_facts.tags_by_entry.get(number)]
    counted = tuple(
        number
        for number in tagged
        if not PUBLIC_TAGS.isdisjoint(pattern_facts.tags_by_entry[number])
    )
    return Pattern(
        PatternName.ASKED_IN_PUBLIC,
        count=len(counted),
        total=len(tagged),
        value=None,
        has_enough=len(tagged) >= MIN_COUNT,
        entries=counted,
        aside_count=len(asks) - len(tagged),
        total_entries=tuple(tagged),
        counted_entries=counted,
    )


def sum_time_given(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Sum the hours of meetings, and their mean per month with hours."""
    meetings = [
        time
        for time in pattern_facts.time_spent
        if time.form in MEETING_FORMS and time.hours is not None and days.contains(time.day)
    ]
    hundredths = sum(time.hours or 0 for time in meetings)
    months = len({Month.from_date(time.day) for time in meetings})
    numbers = tuple(time.number for time in meetings)
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
