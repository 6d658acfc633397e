"""How often money was asked for at meetings, in front of others, and the hours spent there."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tracker.analysis.monthly.facts import Group
from tracker.analysis.patterns.pattern import FEW, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import MEETINGS, AskMade, Days, Happened, TimeSpent
from tracker.analysis.patterns.statistics import nearest
from tracker.months import Month

IN_FRONT_OF_OTHERS = frozenset({"in_public", "public_pledge"})
"""Circumstances that say that others could hear or see."""


def at_meetings(happened: Happened, days: Days) -> Iterator[Pattern]:
    """The patterns of meetings and asks at them."""
    meetings = [spent for spent in happened.time if spent.form in MEETINGS]
    asks = [ask for ask in happened.asks if days.hold(ask.day)]
    at = _meetings_of(asks, meetings)
    yield _meetings_with_ask(asks, [each for each in meetings if days.hold(each.day)], at)
    yield _hours_per_ask([each for each in meetings if days.hold(each.day)], at)


def _meetings_of(asks: list[AskMade], meetings: list[TimeSpent]) -> dict[int, int]:
    """The meeting that each ask belongs to, by its number; none for an ask outside a meeting.

    It is the group's last meeting of that day that was logged before the ask, else the first one
    logged after it.
    """
    of_day: dict[tuple[Group, date], list[int]] = defaultdict(list)
    for meeting in meetings:
        of_day[meeting.group, meeting.day].append(meeting.number)
    found = {}
    for ask in asks:
        numbers = of_day.get((ask.group, ask.day))
        if numbers:
            found[ask.number] = numbers[max(0, bisect_left(numbers, ask.number) - 1)]
    return found


def _meetings_with_ask(
    asks: list[AskMade], meetings: list[TimeSpent], at: dict[int, int]
) -> Pattern:
    with_ask = tuple(sorted(set(at.values())))
    return Pattern(
        PatternName.MEETINGS_WITH_ASK,
        count=len(with_ask),
        of=len(meetings),
        value=None,
        enough=len(meetings) >= FEW,
        entries=with_ask,
        aside=len(asks) - len(at),
        of_entries=tuple(each.number for each in meetings),
        counted=with_ask,
    )


def _hours_per_ask(meetings: list[TimeSpent], at: dict[int, int]) -> Pattern:
    hours = {each.number: each.hours for each in meetings if each.hours is not None}
    counted = tuple(sorted(ask for ask, meeting in at.items() if meeting in hours))
    hundredths = sum(hours.values())
    tenths = nearest(hundredths, 10)
    return Pattern(
        PatternName.HOURS_PER_ASK,
        count=len(counted),
        of=tenths,
        value=nearest(hundredths, 10 * len(counted)) if counted else None,
        enough=tenths >= FEW * 10,
        entries=counted,
        of_entries=tuple(hours),
        counted=counted,
    )


def asked_in_public(happened: Happened, days: Days) -> Pattern:
    """The asks in front of others, of those where the person noted how they were made."""
    asks = [ask.number for ask in happened.asks if days.hold(ask.day)]
    noted = [number for number in asks if happened.circumstances.get(number)]
    counted = tuple(
        number
        for number in noted
        if not IN_FRONT_OF_OTHERS.isdisjoint(happened.circumstances[number])
    )
    return Pattern(
        PatternName.ASKED_IN_PUBLIC,
        count=len(counted),
        of=len(noted),
        value=None,
        enough=len(noted) >= FEW,
        entries=counted,
        aside=len(asks) - len(noted),
        of_entries=tuple(noted),
        counted=counted,
    )


def time_given(happened: Happened, days: Days) -> Pattern:
    """The hours of meetings, and how many they are in a month with hours noted."""
    meetings = [
        spent
        for spent in happened.time
        if spent.form in MEETINGS and spent.hours is not None and days.hold(spent.day)
    ]
    hundredths = sum(spent.hours or 0 for spent in meetings)
    months = len({Month.of(spent.day) for spent in meetings})
    numbers = tuple(spent.number for spent in meetings)
    return Pattern(
        PatternName.TIME_GIVEN,
        count=nearest(hundredths, 10),
        of=months,
        value=nearest(hundredths, 10 * months) if months else None,
        enough=months >= 1,
        entries=numbers,
        of_entries=numbers,
        counted=numbers,
    )
