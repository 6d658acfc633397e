"""The months of a chart in terminal cells, side by side: asks, my line, bars and marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.charts import chart_text
from tracker.charts.chart_text import Sign
from tracker.charts.series import Point, Value
from tracker.charts.terminal.canvas import Canvas, Role, Segment, cell_width
from tracker.charts.terminal.grid import DASH, EIGHTHS, Scale, Slots, stacked, whole_rows
from tracker.entries.types import Kind

ARROW, OPEN = "↑", "?"
LOWER, UPPER, WHOLE = "▖", "▘", "▌"
"""What was asked, by the half of a row that it reaches into: narrower than any bar."""
FILLS = {
    Kind.DONATION: "█",
    Kind.DUES: "░",
    Kind.MERCH: "▌",
    Kind.EVENT: "▚",
    Kind.LITERATURE: "≡",
    Kind.OTHER: "·",
}
"""What the part of each kind is filled with, told apart without colour."""


class Asked(StrEnum):
    """How what was asked in a month can be drawn."""

    RANGE = "▌"
    ONE = "▪"
    FROM = "▴"
    """Where most asks go on above the top, only where each begins: long bands would say little."""


SIGNS: dict[Sign | Kind, Segment] = {
    Sign.GIVEN: (EIGHTHS[8], Role.GIVEN),
    Sign.ASKED: (WHOLE, Role.ASKED),
    Sign.LINE: (f"{DASH} {DASH}", Role.LIMIT),
    Sign.BEYOND: (ARROW, Role.MARK),
    Sign.UNKNOWN: ("◇", Role.MARK),
    Sign.GIVEN_UNKNOWN: ("◆", Role.MARK),
    Sign.NOTHING_LEFT: ("▽", Role.MARK),
    Sign.GIVEN_OF_NOTHING: ("▼", Role.MARK),
    Sign.OPEN: (OPEN, Role.MARK),
    **{kind: (fill * 2, Role.GIVEN) for kind, fill in FILLS.items()},
}


@dataclass(frozen=True, slots=True)
class Plot:
    """The part of a canvas where months stand side by side, upwards from its bottom row."""

    canvas: Canvas
    slots: Slots
    scale: Scale
    bottom: int
    mostly: bool = False
    """Whether most asks go on above the top."""

    def draw_band(self, index: int, point: Point) -> None:
        """Draw what was asked in its own column; what begins above the top has its arrow there."""
        for row, sign in self._band(point).items():
            self.canvas.put(self.slots.start(index), self.bottom - row, sign, Role.ASKED)

    def _band(self, point: Point) -> dict[int, str]:
        """The rows that what was asked reaches into, each with its sign."""
        form = asked_form(point, self.scale.top, mostly=self.mostly)
        if point.band is None or form is None:
            return {}
        halves = self.scale.band(*point.band)
        first, last = halves.start // 2, (halves.stop - 1) // 2
        if form is not Asked.RANGE:
            return {first: form.value}
        if len(halves) == 1:
            return {first: WHOLE}
        signs = dict.fromkeys(range(first, last + 1), WHOLE)
        if halves.stop % 2:
            signs[last] = LOWER
        if halves.start % 2:
            signs[first] = UPPER
        return signs

    def draw_line(self, index: int, point: Point) -> None:
        """Dash my line beside the bars, so that no bar looks higher or lower for it.

        One at 0 is the base, one beyond the top is named in the legend only.
        """
        if not point.line or point.line > self.scale.top:
            return
        row, sign = self.scale.line(point.line)
        for x in self.slots.beside(index):
            self.canvas.put(x, self.bottom - row, sign, Role.LIMIT)

    def draw_given(self, index: int, point: Point) -> None:
        """Draw the bar of what was given, or the mark that nothing can be drawn to scale."""
        mark = chart_text.mark(point)
        if mark is not None:
            sign, role = SIGNS[mark]
            self.canvas.put(self.slots.centred(index, sign), self.bottom, sign, role)
            return
        full, part = divmod(self.scale.bar(point), 8)
        self._fill(index, [EIGHTHS[8]] * full + [EIGHTHS[part]] * bool(part))

    def draw_kinds(self, index: int, point: Point) -> None:
        """Draw what was given by kind, one upon the other, in whole rows: parts have no pattern.

        No kind vanishes, be it ever so small.
        """
        full = max(whole_rows(self.scale.bar(point)), len(point.parts))
        heights = stacked([cents for _kind, cents in point.parts], full)
        rows = [
            FILLS[kind]
            for (kind, _cents), height in zip(point.parts, heights, strict=True)
            for _row in range(height)
        ]
        self._fill(index, rows)

    def _fill(self, index: int, rows: Sequence[str]) -> None:
        x, width = self.slots.bar_start(index), self.slots.bar
        for row, sign in enumerate(rows):
            self.canvas.put(x, self.bottom - row, sign * width, Role.GIVEN)

    def draw_open(self, index: int, point: Point) -> None:
        """Mark an ask without an amount in the row above all: there no height can be read."""
        if point.asked_open:
            self.canvas.put(self.slots.start(index), self.above, OPEN, Role.MARK)

    @property
    def above(self) -> int:
        """The row over the highest one of the scale."""
        return self.bottom - self.scale.rows

    def arrow_column(self, index: int, point: Point) -> int:
        """Over what goes on above the top: the bar, or what was asked."""
        if (point.given or 0) > self.scale.top:
            column = self.slots.centred(index, ARROW)
        else:
            column = self.slots.start(index)
        # Beside the sign of an ask without an amount, not over it.
        return max(column, self.slots.start(index) + bool(point.asked_open))

    def over(self, index: int, number: str, arrow: int) -> int:
        """The column from which a number stands over its own month, never over the axis."""
        size = cell_width(number)
        x = min(arrow, self.slots.start(index) + (self.slots.pitch - size) // 2)
        return max(self.slots.left, min(x, self.canvas.width - size))


def asked_form(point: Point, top: Value, *, mostly: bool) -> Asked | None:
    """How a month's asks are drawn; None where none has an amount, or all begin above the top."""
    if point.band is None or point.band[0] > top:
        return None
    low, high = point.band
    if low == high:
        return Asked.ONE
    return Asked.FROM if mostly and high > top else Asked.RANGE
