"""Two groups at the same age: after as many meetings, or weeks, with each, not by calendar.

An age is as far as both go: the smaller number of meetings, or of whole weeks since the first
entry. All up to and with the day of that meeting, or the last day of that week, is counted, also
what became of a no: a later day would give the older group more time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.analysis.groups.group_activity import GroupPast, up_to
from tracker.analysis.monthly.table import Monthly
from tracker.money import Cents, Hundredths, share
from tracker.months import Month

FEW = 3
"""With fewer meetings of one of them, two groups are laid over each other by weeks."""
WEEK = timedelta(days=7)


class Unit(StrEnum):
    """What an age is counted in."""

    MEETINGS = "meetings"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class AtAge:
    """What is noted of a group up to the day on which it was so old."""

    age: int
    last: date
    asks: int
    noes: int
    """Asks that got a no."""
    asked_again: int
    """Of those the ones that another ask of the kind followed within 30 days, or a further answer
    on the same line.
    """
    given: Cents
    meetings: int
    meetings_with_hours: int
    hours: Hundredths
    """Of the meetings whose hours are noted."""


@dataclass(frozen=True, slots=True)
class Side:
    """One group: from which day on, and how it was at each age."""

    group: str
    first: date
    steps: tuple[AtAge, ...]
    share: Hundredths | None
    """What was given up to the last age, of the income of all months from the first day's to the
    last's; None where the income of one of them is not known, or all of it is 0.
    """

    @property
    def now(self) -> AtAge:
        """How it was at the age that both groups have reached."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class SameAge:
    """Two groups laid over each other."""

    unit: Unit
    ages: tuple[int, ...]
    """1, 2, 4, 8 and so on, and last the age that both have reached."""
    older: Side
    younger: Side

    @property
    def age(self) -> int:
        """The age that both have reached."""
        return self.ages[-1]


def same_age(
    older: GroupPast,
    younger: GroupPast,
    monthly: Monthly,
    left: Mapping[str, date] | None = None,
    unit: Unit | None = None,
) -> SameAge | None:
    """Lay two groups over each other; None while one of them has no meeting and no whole week.

    `left` has the day on which a group was left: with it its weeks end. Without a unit it is
    meetings, or weeks where those are few.
    """
    ends = {
        each.group: min(monthly.today, (left or {}).get(each.group, monthly.today))
        for each in (older, younger)
    }
    reached = {
        Unit.MEETINGS: min(len(older.meetings), len(younger.meetings)),
        Unit.WEEKS: min(_weeks(each, ends[each.group]) for each in (older, younger)),
    }
    if unit is None:
        few = reached[Unit.MEETINGS] < FEW and reached[Unit.WEEKS]
        unit = Unit.WEEKS if few else Unit.MEETINGS
    ages = tuple(_ages(reached[unit]))
    if not ages:
        return None
    return SameAge(
        unit, ages, _side(older, unit, ages, monthly), _side(younger, unit, ages, monthly)
    )


def _weeks(group: GroupPast, end: date) -> int:
    """How many whole weeks lie between a group's first entry and a day, both included."""
    if group.first is None:
        return 0
    return max(0, (end - group.first).days + 1) // WEEK.days


def _ages(reached: int) -> Iterator[int]:
    age = 1
    while age < reached:
        yield age
        age *= 2
    if reached:
        yield reached


def _side(group: GroupPast, unit: Unit, ages: tuple[int, ...], monthly: Monthly) -> Side:
    start = group.meetings[0].day if unit is Unit.MEETINGS else group.first
    first = start or monthly.today
    steps = tuple(_at(group, age, _last_day(group, unit, first, age)) for age in ages)
    begin = min(first, group.first or first)
    return Side(group.group, first, steps, _share(group, begin, steps[-1].last, monthly))


def _last_day(group: GroupPast, unit: Unit, first: date, age: int) -> date:
    if unit is Unit.MEETINGS:
        return group.meetings[age - 1].day
    return first + age * WEEK - timedelta(days=1)


def _at(group: GroupPast, age: int, last: date) -> AtAge:
    asks = [ask for ask in group.asks if ask.day <= last]
    noes = [ask for ask in asks if ask.no_on and ask.no_on <= last]
    met = [each for each in group.meetings if each.day <= last]
    hours = [each.hours for each in met if each.hours is not None]
    return AtAge(
        age=age,
        last=last,
        asks=len(asks),
        noes=len(noes),
        asked_again=sum(ask.again_on is not None and ask.again_on <= last for ask in noes),
        given=up_to(group.given, last),
        meetings=len(met),
        meetings_with_hours=len(hours),
        hours=sum(hours),
    )


def _share(group: GroupPast, first: date, last: date, monthly: Monthly) -> Hundredths | None:
    rows = monthly.rows(Month.of(first), Month.of(last), group=group.group)
    incomes = [row.income for row in rows if row.income is not None]
    if len(incomes) < len(rows):
        return None
    return share(up_to(group.given, last), sum(incomes))
