"""Two groups compared after the same number of meetings or weeks with each, not by calendar.

This number is their age. It goes up to the smaller number of meetings, or of whole weeks since the
first entry. All up to the day of that meeting, or the last day of that week, is counted, also what
followed a no: a later day would give the older group more time.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from tracker.analysis.groups.group_activity import GroupActivity, sum_until
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern_facts import HourSum, sum_hours
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month

MIN_MEETINGS = 3
"""With fewer meetings of one of them, numbers of two groups are not compared."""
WEEK = timedelta(days=7)


class AgeUnit(StrEnum):
    """What the age of a group is counted in."""

    MEETINGS = "meetings"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class GroupAtAge:
    """What happened with a group up to the day of this age."""

    age: int
    last_day: date
    asks: int
    noes: int
    """Asks that got a no."""
    asked_again_count: int
    """How many of the noes another ask of the kind followed within 30 days, or a further answer."""
    given: Cents
    given_estimated: Cents
    """The part of `given` that the person estimated."""
    given_open: int
    """How many payments have no known amount, and are not in `given`."""
    meetings: int
    meetings_with_hours: int
    hours: HourSum
    """Of the meetings with hours."""


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """One group: its first day, and what happened up to each age."""

    group: str
    first_day: date
    steps: tuple[GroupAtAge, ...]
    share: Hundredths | None
    """The share given of the income of all months from the first day to the last age.

    None where the income of one of them is not known, or all of it is 0.
    """

    @property
    def latest(self) -> GroupAtAge:
        """What happened up to the age that both groups have reached."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """Two groups compared at the same ages."""

    unit: AgeUnit
    ages: tuple[int, ...]
    """1, 2, 4, 8 and so on, and at the end the age that both have reached."""
    older: ComparedGroup
    younger: ComparedGroup

    @property
    def age(self) -> int:
        """The age that both have reached."""
        return self.ages[-1]


def can_compare(older: GroupActivity, younger: GroupActivity) -> bool:
    """Return whether there are enough meetings with each group to compare their numbers."""
    return min(len(older.meetings), len(younger.meetings)) >= MIN_MEETINGS


def compare_groups(
    older: GroupActivity,
    younger: GroupActivity,
    table: MonthlyTable,
    leaving_days: Mapping[str, date] | None = None,
    unit: AgeUnit | None = None,
) -> GroupComparison | None:
    """Compare two groups. Return None while one of them has fewer than three meetings.

    `leaving_days` has the day on which a group was left: its weeks end with it. Without a unit, and
    while one of them has no whole week, the age is in meetings.
    """
    if not can_compare(older, younger):
        return None
    ends = {
        activity.group: min(table.today, (leaving_days or {}).get(activity.group, table.today))
        for activity in (older, younger)
    }
    reached = {
        AgeUnit.MEETINGS: min(len(older.meetings), len(younger.meetings)),
        AgeUnit.WEEKS: min(
            _count_weeks(activity, ends[activity.group]) for activity in (older, younger)
        ),
    }
    if unit is None or not reached[unit]:
        unit = AgeUnit.MEETINGS
    ages = tuple(_list_ages(reached[unit]))
    return GroupComparison(
        unit,
        ages,
        _build_compared_group(older, unit, ages, table),
        _build_compared_group(younger, unit, ages, table),
    )


def _count_weeks(group: GroupActivity, end: date) -> int:
    """Return how many whole weeks there are from a group's first entry to a day, both included."""
    if group.first_day is None:
        return 0
    return max(0, (end - group.first_day).days + 1) // WEEK.days


def _list_ages(reached: int) -> Iterator[int]:
    age = 1
    while age < reached:
        yield age
        age *= 2
    yield reached


def _build_compared_group(
    group: GroupActivity, unit: AgeUnit, ages: tuple[int, ...], table: MonthlyTable
) -> ComparedGroup:
    start = group.meetings[0].day if unit is AgeUnit.MEETINGS else group.first_day
    first_day = start or table.today
    steps = tuple(
        _build_group_at_age(group, age, _find_last_day(group, unit, first_day, age)) for age in ages
    )
    begin = min(first_day, group.first_day or first_day)
    return ComparedGroup(
        group.group, first_day, steps, _calculate_share(group, begin, steps[-1].last_day, table)
    )


def _find_last_day(group: GroupActivity, unit: AgeUnit, first: date, age: int) -> date:
    if unit is AgeUnit.MEETINGS:
        return group.meetings[age - 1].day
    return first + age * WEEK - timedelta(days=1)


def _build_group_at_age(group: GroupActivity, age: int, last: date) -> GroupAtAge:
    asks = group.asks[: bisect_right(group.asks, last, key=attrgetter("day"))]
    noes = [ask for ask in asks if ask.no_on and ask.no_on <= last]
    meetings = group.meetings[: bisect_right(group.meetings, last, key=attrgetter("day"))]
    return GroupAtAge(
        age=age,
        last_day=last,
        asks=len(asks),
        noes=len(noes),
        asked_again_count=sum(
            ask.asked_again_on is not None and ask.asked_again_on <= last for ask in noes
        ),
        given=sum_until(group.given_by_day, last),
        given_estimated=sum_until(group.estimated_by_day, last),
        given_open=sum_until(group.unknown_by_day, last),
        meetings=len(meetings),
        meetings_with_hours=sum(meeting.hours is not None for meeting in meetings),
        hours=sum_hours(meetings),
    )


def _calculate_share(
    group: GroupActivity, first: date, last: date, table: MonthlyTable
) -> Hundredths | None:
    rows = table.build_rows(Month.from_date(first), Month.from_date(last), group=group.group)
    incomes = [row.income for row in rows if row.income is not None]
    if len(incomes) < len(rows):
        return None
    return calculate_share(sum_until(group.given_by_day, last), sum(incomes))
