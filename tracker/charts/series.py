"""What both drawings say: each month's asked and given share, and how high the axis goes.

Nothing here knows how it is drawn, so the terminal and the picture cannot tell different stories.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.figures.monthly import Row
from tracker.money import Cents, Hundredths, share
from tracker.months import Month

WHOLE: Hundredths = 100_00
"""All of a month's income; nothing above it is drawn to scale, its number is said instead."""
ROOM = 3
"""How many times the highest given share or line the axis may reach to show what was asked."""
SMALLEST: Hundredths = 10
"""The lowest axis there is, a tenth of a percent."""
USUAL: Hundredths = 2_00
"""The axis where nothing at all was asked or given."""


@dataclass(frozen=True, slots=True)
class Point:
    """One month as it is drawn; a share is None where there is no income to divide by."""

    month: Month
    given: Hundredths | None
    asked_low: Hundredths | None
    asked_high: Hundredths | None
    asked_open: int
    """Asks that named no amount, which no band can show."""
    line: Hundredths | None
    """My line; a percentage needs no income, an amount does."""
    given_cents: Cents
    income_noted: bool
    """Whether an income, be it 0, is noted; it tells two kinds of months without a share apart."""
    so_far: bool
    """Whether it is today's month, which is not over."""

    @property
    def band(self) -> tuple[Hundredths, Hundredths] | None:
        """What was asked, from low to high; None without an amount or an income."""
        if self.asked_low is None or not self.asked_high:
            return None
        return self.asked_low, self.asked_high

    def beyond(self, top: Hundredths) -> Hundredths:
        """The share that goes on above the top, given before asked; 0 where none does."""
        asked = self.band[1] if self.band else 0
        return next((value for value in (self.given or 0, asked) if value > top), 0)

    @property
    def without_income(self) -> bool:
        """Whether no share can be drawn, which is not the same as a share of 0."""
        return self.given is None


@dataclass(frozen=True, slots=True)
class Axis:
    """The percent axis: where it ends, and three or four ticks from 0 to there."""

    top: Hundredths
    ticks: tuple[Hundredths, ...]

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

    @property
    def axis(self) -> Axis:
        """An axis on which what was given and my line stay readable, whatever was asked.

        An ask of 500 on an income of 950 is 57 percent beside 3.7 percent given. Were the axis to
        hold both, every gift would be a sliver, and looking small is just what a huge ask does to a
        gift. So what was given and my line are always drawn whole, up to all of the income, and the
        axis reaches for what was asked up to `ROOM` times that: a gift keeps a third of the height,
        less what rounding takes. A band that goes on is cut at the top, open, with an arrow and
        its number, so nothing is left out. Without a gift and a line, the ask is all there is.
        """
        firm = max(
            (value for point in self.points for value in (point.given, point.line) if value),
            default=0,
        )
        asked = self.most_asked or 0
        return axis_for(max(firm, min(asked, firm * ROOM if firm else asked)))

    @property
    def most_asked(self) -> Hundredths | None:
        """The highest share asked for in any month; None where none can be known."""
        return max((point.band[1] for point in self.points if point.band), default=None)

    def among(self, first: int, count: int) -> "Series":
        """The same, of so many months from the one at `first`."""
        return Series(self.points[first : first + count], self.currency)


def axis_for(value: Hundredths) -> Axis:
    """The lowest axis with round ticks that reaches a share, all of the income at most."""
    reach = min(max(value, SMALLEST), WHOLE) if value else USUAL
    scales = (10**power for power in range(5))
    steps = (scale * digit for scale in scales for digit in (1, 2, 4, 5))
    ends = ((step * count, step) for step in steps for count in (2, 3))
    top, step = min(end for end in ends if end[0] >= reach)
    return Axis(top, tuple(range(0, top + 1, step)))


def shares_of_income(rows: Sequence[Row], today: Month) -> Series:
    """The series of a group's rows, or of the rows of all: one a month, without a gap."""
    for before, after in pairwise(rows):
        if after.month != before.month.plus(1) or after.group != before.group:
            raise ValueError("a chart takes the rows of one group, month after month")
    points = tuple(_point(row, today) for row in rows)
    return Series(points, rows[0].currency if rows else "")


def _point(row: Row, today: Month) -> Point:
    return Point(
        month=row.month,
        given=row.share_given,
        asked_low=row.share_asked_low,
        asked_high=row.share_asked_high,
        asked_open=row.asked_open,
        line=_line(row),
        given_cents=row.given,
        income_noted=row.income is not None,
        so_far=row.month == today,
    )


def _line(row: Row) -> Hundredths | None:
    if row.limit is None or row.limit.amount is None:
        return row.limit.percent if row.limit else None
    return share(row.limit.amount, row.income)
