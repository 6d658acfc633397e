"""The values of charts: what was asked and given in each month or year, and how high the axis goes.

Nothing here knows how it is drawn, so terminal and image show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.totals import split_by_year, sum_by_year
from tracker.entries.types import Kind
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month

ChartValue: TypeAlias = Hundredths | Cents
"""What is drawn: a share in hundredths of a percent, or an amount, as the view has it."""
WHOLE_INCOME: Hundredths = 100_00
"""All of a month's income. Above it nothing is drawn to scale, and a number is shown."""
ASK_HEADROOM = 2
"""How many times the highest given value or limit the axis may reach to show what was asked."""
NEAR_PERCENT = 125
"""Up to how many hundredths of the axis an ask makes it longer instead of continuing above."""
SMALLEST_AXIS: ChartValue = 10
"""The lowest axis there is: a tenth of a percent, or ten cents."""
DEFAULT_AXIS: ChartValue = 2_00
"""The axis where nothing at all was asked or given."""


class ChartView(StrEnum):
    """What a chart shows of the same months."""

    # Data: in people's notebooks and scripts since 0.1. Never rename.
    INCOME = "income"
    AFTER_NEEDS = "after-needs"
    AMOUNTS = "amounts"
    ASKED_GIVEN = "asked-given"
    KINDS = "kinds"

    @property
    def is_percent(self) -> bool:
        """Whether it shows shares of a whole, else amounts."""
        return self in (ChartView.INCOME, ChartView.AFTER_NEEDS)


class UnknownReason(StrEnum):
    """Why a month has no share."""

    INCOME_UNKNOWN = "income not known"
    NO_INCOME = "no income"
    LIVING_COSTS_UNKNOWN = "living costs not known"
    COSTS_UNKNOWN = "food or rent not known"
    NOTHING_LEFT = "nothing left"


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month, or one year, as it is drawn. A share is None if there is nothing to divide by."""

    month: Month
    """The month, or the first month of a year that there is."""
    given: ChartValue | None
    asked_low: ChartValue | None
    asked_high: ChartValue | None
    asked_open: int
    """Asks that named no amount, which no band can show."""
    limit: ChartValue | None
    """The person's own limit. Only a percentage of income can be drawn without an income."""
    given_cents: Cents
    unknown_reason: UnknownReason | None
    """Why nothing can be drawn to scale, which is not the same as 0, or None if it can."""
    is_unfinished: bool
    """Whether it is today's month or year, which is not over."""
    given_by_kind: tuple[tuple[Kind, Cents], ...] = ()
    """What was given by kind, in the view of kinds."""
    given_open: int = 0
    """Payments of an unknown amount, which no bar can show."""
    seen: int = 0
    """How often the person saw money asked of others or given by them. No height shows it."""
    heard: int = 0
    """How often the person heard of it from someone. No height shows it."""
    last: Month | None = None
    """The last month of a year. None for a month."""
    is_partly_known: bool = False
    """Whether the shares of a year are of a part of its months, those that can be divided by."""

    def includes(self, month: Month | None) -> bool:
        """Return whether it is this month, or the year with this month."""
        return month is not None and self.month <= month <= (self.last or self.month)

    @property
    def band(self) -> tuple[ChartValue, ChartValue] | None:
        """What was asked, from low to high, or None without an amount or a whole to divide by."""
        if self.asked_low is None or not self.asked_high:
            return None
        return self.asked_low, self.asked_high

    def find_value_above(self, top: ChartValue) -> ChartValue:
        """Return the value that goes above the top, given before asked, or 0 if none does."""
        asked = self.band[1] if self.band else 0
        return next((value for value in (self.given or 0, asked) if value > top), 0)


@dataclass(frozen=True, slots=True)
class ChartAxis:
    """The axis of shares or amounts: where it ends, and three or four ticks from 0 to there."""

    top: ChartValue
    ticks: tuple[ChartValue, ...]

    @property
    def decimals(self) -> int:
        """How many decimals the numbers of its ticks need."""
        step = self.ticks[1]
        return 0 if step % 100 == 0 else 1 if step % 10 == 0 else 2


@dataclass(frozen=True, slots=True)
class Series:
    """Consecutive months or years, as both drawings show them."""

    points: tuple[MonthPoint, ...]
    currency: str = ""
    view: ChartView = ChartView.INCOME
    is_yearly: bool = False
    """Whether each point is a year."""
    is_given_only: bool = False
    """Whether nothing is drawn beside what was given and the limit."""

    @property
    def axis(self) -> ChartAxis:
        """An axis on which what was given and the limit stay readable, whatever was asked.

        An ask of 500 on an income of 950 is 57 percent beside 3.7 percent given. Were the axis to
        hold both, every gift would be a sliver, and looking small is just what a huge ask does to a
        gift. So what was given and the limit are always drawn whole, a share up to 100 %, and the
        axis reaches for the median ask up to `ASK_HEADROOM` times that: a gift keeps half of the
        height, less what rounding takes. An ask that is only a little higher makes the axis longer,
        up to `NEAR_PERCENT`: an arrow is for what would flatten all else. A band that goes on is
        cut at the top, open, with an arrow and its number, so nothing is left out. Without a gift
        and a limit, the axis reaches for the highest ask.
        """
        firm = max(
            (value for point in self.points for value in (point.given, point.limit) if value),
            default=0,
        )
        asked = self._median_asked if firm else self.highest_asked or 0
        reach = max(firm, min(asked, firm * ASK_HEADROOM if firm else asked))
        if self.view.is_percent:
            reach = min(reach, WHOLE_INCOME)
        return build_axis(max(reach, self._find_near_ask(build_axis(reach).top)))

    def _find_near_ask(self, top: ChartValue) -> ChartValue:
        """The highest ask that needs a slightly longer axis than one up to the top, or 0."""
        most = top * NEAR_PERCENT // 100
        if self.view.is_percent:
            most = min(most, WHOLE_INCOME)
        asks = (point.band[1] for point in self.points if point.band)
        return max((ask for ask in asks if ask <= most), default=0)

    @property
    def highest_asked(self) -> ChartValue | None:
        """The most that was asked for in any month, or None if that cannot be known."""
        return max((point.band[1] for point in self.points if point.band), default=None)

    @property
    def _median_asked(self) -> ChartValue:
        """The middle one of what was asked for at most in the months, the lower of two, or 0."""
        asks = sorted(point.band[1] for point in self.points if point.band)
        return asks[(len(asks) - 1) // 2] if asks else 0

    def keep_given(self) -> "Series":
        """Return the series without what was asked, seen or heard of."""
        points = (
            replace(point, asked_low=None, asked_high=None, asked_open=0, seen=0, heard=0)
            for point in self.points
        )
        return replace(self, points=tuple(points), is_given_only=True)

    def select_months(self, first: int, count: int) -> "Series":
        """Return the series of so many months or years from the one at `first`."""
        return replace(self, points=self.points[first : first + count])


def build_axis(value: ChartValue) -> ChartAxis:
    """Return the lowest axis with round ticks that reaches a value."""
    reach = max(value, SMALLEST_AXIS) if value else DEFAULT_AXIS
    scales = (10**power for power in range(len(str(reach))))
    steps = (scale * digit for scale in scales for digit in (1, 2, 4, 5))
    ends = ((step * count, step) for step in steps for count in (2, 3))
    top, step = min(end for end in ends if end[0] >= reach)
    return ChartAxis(top, tuple(range(0, top + 1, step)))


def build_series(
    view: ChartView, rows: Sequence[MonthRow], current: Month, *, by_year: bool = False
) -> Series:
    """Return the series that a view draws of the rows of one group, or of all groups together.

    The rows are those of months. With `by_year` each calendar year of them is one point.
    """
    for before, after in pairwise(rows):
        if after.month != before.month.add_months(1) or after.group != before.group:
            raise ValueError("a chart takes the rows of one group, month after month")
    currency = rows[0].currency if rows else ""
    if by_year:
        years = tuple(_build_year(view, months, current) for _year, months in split_by_year(rows))
        return Series(years, currency, view, is_yearly=True)
    return Series(tuple(_build_point(view, row, current) for row in rows), currency, view)


def build_income_series(rows: Sequence[MonthRow], current: Month) -> Series:
    """Return the series of the default view, as shares of income."""
    return build_series(ChartView.INCOME, rows, current)


def _build_point(view: ChartView, row: MonthRow, current: Month) -> MonthPoint:
    given, asked_low, asked_high = _find_given_and_asked(view, row)
    return MonthPoint(
        month=row.month,
        given=given,
        asked_low=asked_low,
        asked_high=asked_high,
        asked_open=0 if view in (ChartView.AMOUNTS, ChartView.KINDS) else row.asked_open,
        limit=_find_limit(view, row),
        given_cents=row.given,
        unknown_reason=_find_unknown_reason(view, row) if given is None else None,
        is_unfinished=row.month == current,
        given_by_kind=_list_given_by_kind(row) if view is ChartView.KINDS else (),
        given_open=row.given_open,
        seen=0 if view is ChartView.KINDS else row.seen,
        heard=0 if view is ChartView.KINDS else row.heard,
    )


def _build_year(view: ChartView, rows: Sequence[MonthRow], current: Month) -> MonthPoint:
    """Return the point of the months of one year. Its shares are of the months that have one.

    What was given and asked in the other months is in the amounts.
    """
    (year,) = sum_by_year(rows)
    known = [row for row in rows if _find_whole(view, row) is not None]
    (basis,) = sum_by_year(known) if known else [year]
    drawn = _build_point(view, basis, current)
    return replace(
        _build_point(view, year, current),
        given=drawn.given,
        asked_low=drawn.asked_low,
        asked_high=drawn.asked_high,
        unknown_reason=drawn.unknown_reason,
        limit=_find_year_limit(view, rows),
        is_unfinished=year.last == current,
        last=year.last,
        is_partly_known=0 < len(known) < len(rows),
    )


def _find_whole(view: ChartView, row: MonthRow) -> Cents | None:
    """Return what a view's shares of a month are of, or None if it is not known."""
    match view:
        case ChartView.INCOME:
            return row.income
        case ChartView.AFTER_NEEDS:
            return calculate_income_after_needs(row)
        case ChartView.AMOUNTS | ChartView.ASKED_GIVEN | ChartView.KINDS:
            return 0


def _find_year_limit(view: ChartView, rows: Sequence[MonthRow]) -> ChartValue | None:
    """Return the limit of a year: a percentage of income that was the same in all its months.

    A limit is of a month, so an amount says nothing of a year.
    """
    limits = {row.limit.percent if row.limit else None for row in rows}
    return limits.pop() if view is ChartView.INCOME and len(limits) == 1 else None


def _find_given_and_asked(
    view: ChartView, row: MonthRow
) -> tuple[ChartValue | None, ChartValue | None, ChartValue | None]:
    match view:
        case ChartView.INCOME:
            return row.share_given, row.share_asked_low, row.share_asked_high
        case ChartView.AFTER_NEEDS:
            whole = calculate_income_after_needs(row)
            return (
                row.share_after_needs,
                calculate_share(row.asked_low, whole),
                calculate_share(row.asked_high, whole),
            )
        case ChartView.ASKED_GIVEN:
            return row.given, row.asked_low, row.asked_high
        case ChartView.AMOUNTS | ChartView.KINDS:
            return row.given, None, None


def calculate_income_after_needs(row: MonthRow) -> Cents | None:
    """Return what is left of the income after living costs, or None if either is unknown."""
    return None if row.left is None or row.income is None else row.income - (row.needs or 0)


def _find_unknown_reason(view: ChartView, row: MonthRow) -> UnknownReason:
    if row.income is None:
        return UnknownReason.INCOME_UNKNOWN
    if view is ChartView.INCOME:
        return UnknownReason.NO_INCOME
    if row.left is not None or not row.income:
        return UnknownReason.NOTHING_LEFT
    return UnknownReason.LIVING_COSTS_UNKNOWN if row.needs is None else UnknownReason.COSTS_UNKNOWN


def _find_limit(view: ChartView, row: MonthRow) -> ChartValue | None:
    if row.limit is None or view in (ChartView.ASKED_GIVEN, ChartView.KINDS):
        return None
    if view is ChartView.INCOME and row.limit.percent is not None:
        return row.limit.percent
    cents = calculate_limit(row)
    if cents is None or view is ChartView.AMOUNTS:
        return cents
    return calculate_share(
        cents, row.income if view is ChartView.INCOME else calculate_income_after_needs(row)
    )


def calculate_limit(row: MonthRow) -> Cents | None:
    """Return the limit as an amount, or None without one, or without an income for a percentage."""
    if row.limit is None or row.limit.percent is None:
        return row.limit.amount if row.limit else None
    # Rounded down: what was given above the exact limit is above this one, too.
    return row.limit.percent * row.income // WHOLE_INCOME if row.income else None


def _list_given_by_kind(row: MonthRow) -> tuple[tuple[Kind, Cents], ...]:
    return tuple((kind, cents) for kind, cents in row.given_by_kind.items() if cents)
