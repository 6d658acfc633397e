"""What both drawings say: each month's asked and given, and how high the axis goes.

Nothing here knows how it is drawn, so the terminal and the picture cannot tell different stories.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import Kind
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month

Value: TypeAlias = Hundredths | Cents
"""What is drawn: a share in hundredths of a percent, or an amount, as the view has it."""
WHOLE: Hundredths = 100_00
"""All of a month's income; nothing above it is drawn to scale, its number is said instead."""
ROOM = 2
"""How many times the highest given value or line the axis may reach to show what was asked."""
NEAR = 125
"""Up to how many hundredths of the axis an ask makes it longer instead of going on above it."""
SMALLEST: Value = 10
"""The lowest axis there is: a tenth of a percent, or ten cents."""
USUAL: Value = 2_00
"""The axis where nothing at all was asked or given."""


class View(StrEnum):
    """What a chart shows of the same months."""

    # Data: in people's notebooks and scripts since 0.1; never rename.
    INCOME = "income"
    AFTER_NEEDS = "after-needs"
    AMOUNTS = "amounts"
    ASKED_GIVEN = "asked-given"
    KINDS = "kinds"

    @property
    def in_percent(self) -> bool:
        """Whether it shows parts of a whole; else amounts."""
        return self in (View.INCOME, View.AFTER_NEEDS)


class Unknown(StrEnum):
    """Why a month has no share."""

    NO_INCOME_NOTED = "no income noted"
    NO_INCOME = "no income"
    NO_NEED_NOTED = "no need noted"
    COSTS_UNKNOWN = "food or rent not known"
    NOTHING_LEFT = "nothing left after needs"


@dataclass(frozen=True, slots=True)
class Point:
    """One month as it is drawn; a share is None where there is nothing to divide by."""

    month: Month
    given: Value | None
    asked_low: Value | None
    asked_high: Value | None
    asked_open: int
    """Asks that named no amount, which no band can show."""
    line: Value | None
    """My line; a percentage as a part of income needs no income, any other does."""
    given_cents: Cents
    unknown: Unknown | None
    """Why nothing can be drawn to scale, which is not the same as 0; None where it can."""
    so_far: bool
    """Whether it is today's month, which is not over."""
    parts: tuple[tuple[Kind, Cents], ...] = ()
    """What was given by kind, where the view tells kinds apart."""

    @property
    def band(self) -> tuple[Value, Value] | None:
        """What was asked, from low to high; None without an amount or a whole to divide by."""
        if self.asked_low is None or not self.asked_high:
            return None
        return self.asked_low, self.asked_high

    def beyond(self, top: Value) -> Value:
        """What goes on above the top, given before asked; 0 where nothing does."""
        asked = self.band[1] if self.band else 0
        return next((value for value in (self.given or 0, asked) if value > top), 0)


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of shares or amounts: where it ends, and three or four ticks from 0 to there."""

    top: Value
    ticks: tuple[Value, ...]

    @property
    def decimals(self) -> int:
        """How many decimals the numbers of its ticks need."""
        step = self.ticks[1]
        return 0 if step % 100 == 0 else 1 if step % 10 == 0 else 2


@dataclass(frozen=True, slots=True)
class Series:
    """Consecutive months, as both drawings show them."""

    points: tuple[Point, ...]
    currency: str = ""
    view: View = View.INCOME

    @property
    def axis(self) -> Axis:
        """An axis on which what was given and my line stay readable, whatever was asked.

        An ask of 500 on an income of 950 is 57 percent beside 3.7 percent given. Were the axis to
        hold both, every gift would be a sliver, and looking small is just what a huge ask does to a
        gift. So what was given and my line are always drawn whole, a share up to all of its whole,
        and the axis reaches for the usual ask up to `ROOM` times that: a gift keeps half of the
        height, less what rounding takes. An ask that is but a little higher makes the axis longer,
        up to `NEAR`: an arrow is for what would flatten all else. A band that goes on is cut at
        the top, open, with an arrow and its number, so nothing is left out. Without a gift and a
        line, the ask is all there is.
        """
        firm = max(
            (value for point in self.points for value in (point.given, point.line) if value),
            default=0,
        )
        asked = self._usually_asked if firm else self.most_asked or 0
        reach = max(firm, min(asked, firm * ROOM if firm else asked))
        if self.view.in_percent:
            reach = min(reach, WHOLE)
        return axis_for(max(reach, self._asked_near(axis_for(reach).top)))

    def _asked_near(self, top: Value) -> Value:
        """The highest ask that needs but a little more than an axis up to the top; 0 without."""
        most = top * NEAR // 100
        if self.view.in_percent:
            most = min(most, WHOLE)
        asks = (point.band[1] for point in self.points if point.band)
        return max((ask for ask in asks if ask <= most), default=0)

    @property
    def most_asked(self) -> Value | None:
        """The most that was asked for in any month; None where that cannot be known."""
        return max((point.band[1] for point in self.points if point.band), default=None)

    @property
    def _usually_asked(self) -> Value:
        """The middle one of what was asked for at most in the months, the lower of two; or 0."""
        asks = sorted(point.band[1] for point in self.points if point.band)
        return asks[(len(asks) - 1) // 2] if asks else 0

    def among(self, first: int, count: int) -> "Series":
        """The same, of so many months from the one at `first`."""
        return replace(self, points=self.points[first : first + count])


def axis_for(value: Value) -> Axis:
    """The lowest axis with round ticks that reaches a value."""
    reach = max(value, SMALLEST) if value else USUAL
    scales = (10**power for power in range(len(str(reach))))
    steps = (scale * digit for scale in scales for digit in (1, 2, 4, 5))
    ends = ((step * count, step) for step in steps for count in (2, 3))
    top, step = min(end for end in ends if end[0] >= reach)
    return Axis(top, tuple(range(0, top + 1, step)))


def series_of(view: View, rows: Sequence[MonthRow], current: Month) -> Series:
    """What a view draws of a group's rows, or of the rows of all: one a month, without a gap."""
    for before, after in pairwise(rows):
        if after.month != before.month.add_months(1) or after.group != before.group:
            raise ValueError("a chart takes the rows of one group, month after month")
    points = tuple(_point(view, row, current) for row in rows)
    return Series(points, rows[0].currency if rows else "", view)


def shares_of_income(rows: Sequence[MonthRow], current: Month) -> Series:
    """The part of income, the view that a chart has unless another is chosen."""
    return series_of(View.INCOME, rows, current)


def _point(view: View, row: MonthRow, current: Month) -> Point:
    given, asked_low, asked_high = _given_and_asked(view, row)
    return Point(
        month=row.month,
        given=given,
        asked_low=asked_low,
        asked_high=asked_high,
        asked_open=0 if view in (View.AMOUNTS, View.KINDS) else row.asked_open,
        line=_line(view, row),
        given_cents=row.given,
        unknown=_unknown(view, row) if given is None else None,
        so_far=row.month == current,
        parts=_parts(row) if view is View.KINDS else (),
    )


def _given_and_asked(view: View, row: MonthRow) -> tuple[Value | None, Value | None, Value | None]:
    match view:
        case View.INCOME:
            return row.share_given, row.share_asked_low, row.share_asked_high
        case View.AFTER_NEEDS:
            whole = after_needs(row)
            return (
                row.share_after_needs,
                calculate_share(row.asked_low, whole),
                calculate_share(row.asked_high, whole),
            )
        case View.ASKED_GIVEN:
            return row.given, row.asked_low, row.asked_high
        case View.AMOUNTS | View.KINDS:
            return row.given, None, None


def after_needs(row: MonthRow) -> Cents | None:
    """What is left of the income after needs; None where either is not noted."""
    return None if row.left is None or row.income is None else row.income - (row.needs or 0)


def _unknown(view: View, row: MonthRow) -> Unknown:
    if row.income is None:
        return Unknown.NO_INCOME_NOTED
    if view is View.INCOME:
        return Unknown.NO_INCOME
    if row.left is not None or not row.income:
        return Unknown.NOTHING_LEFT
    return Unknown.NO_NEED_NOTED if row.needs is None else Unknown.COSTS_UNKNOWN


def _line(view: View, row: MonthRow) -> Value | None:
    if row.limit is None or view in (View.ASKED_GIVEN, View.KINDS):
        return None
    if view is View.INCOME and row.limit.percent is not None:
        return row.limit.percent
    cents = line_in_cents(row)
    if cents is None or view is View.AMOUNTS:
        return cents
    return calculate_share(cents, row.income if view is View.INCOME else after_needs(row))


def line_in_cents(row: MonthRow) -> Cents | None:
    """My line as an amount; None without one, or without an income to take a part of."""
    if row.limit is None or row.limit.percent is None:
        return row.limit.amount if row.limit else None
    # Rounded down, so that whatever was given above the exact line is above this one, too.
    return row.limit.percent * row.income // WHOLE if row.income else None


def _parts(row: MonthRow) -> tuple[tuple[Kind, Cents], ...]:
    return tuple((kind, cents) for kind, cents in row.given_by_kind.items() if cents)
