"""The months of a chart in terminal cells, side by side: bands, my line, bars and marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts import words
from tracker.charts.canvas import Canvas, Role, Segment
from tracker.charts.grid import DASH, EIGHTHS, Scale, Slots, dash, stacked
from tracker.charts.series import Point
from tracker.charts.words import Sign
from tracker.entries.types import Kind

SHADE, ARROW, OPEN = "░", "↑", "?"
FILLS = {
    Kind.DONATION: "█",
    Kind.DUES: "▒",
    Kind.MERCH: "/",
    Kind.EVENT: "▚",
    Kind.LITERATURE: "≡",
    Kind.OTHER: "·",
}
"""What the part of each kind is filled with, told apart without colour."""

SIGNS: dict[Sign | Kind, Segment] = {
    Sign.GIVEN: (EIGHTHS[8], Role.GIVEN),
    Sign.ASKED: (SHADE, Role.ASKED),
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

    def draw_band(self, index: int, point: Point) -> None:
        """Shade what was asked, over a month's whole width, at least one row."""
        if point.band is None or point.band[0] > self.scale.top:
            return
        low, high = map(self.scale.eighths, point.band)
        last = max(-(-high // 8), 1)
        for row in range(min(low // 8, last - 1), last):
            self._shade(index, self.bottom - row)

    def _shade(self, index: int, y: int) -> None:
        self.canvas.put(self.slots.start(index), y, SHADE * self.slots.pitch, Role.ASKED)

    def draw_line(self, index: int, point: Point) -> None:
        """Dash my line; one at 0 is the base, one beyond the top is named in the legend only."""
        if not point.line or point.line > self.scale.top:
            return
        row, sign = dash(self.scale.halves(point.line))
        for offset in range(0, self.slots.pitch - 1, 2):
            x = self.slots.start(index) + offset
            self.canvas.put(x, self.bottom - row, sign, Role.LIMIT)

    def draw_given(self, index: int, point: Point) -> None:
        """Draw the bar of what was given, or the mark that nothing can be drawn to scale."""
        mark = words.mark(point)
        if mark is not None:
            sign, role = SIGNS[mark]
            self.canvas.put(self.slots.centred(index, sign), self.bottom, sign, role)
            return
        full, part = divmod(self.scale.bar(point), 8)
        self._fill(index, [EIGHTHS[8]] * full + [EIGHTHS[part]] * bool(part))

    def draw_kinds(self, index: int, point: Point) -> None:
        """Draw what was given by kind, one upon the other in whole rows."""
        heights = stacked([cents for _kind, cents in point.parts], self.scale)
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
        """Mark an ask without an amount, above all that is drawn in its month."""
        if not point.asked_open:
            return
        band = self.scale.eighths(point.band[1]) if point.band else 0
        row = max(-(-max(self.scale.bar(point), band) // 8), int(point.unknown is not None))
        y = self.bottom - min(row, self.scale.rows - 1)
        self.canvas.put(self.slots.centred(index, OPEN), y, OPEN, Role.MARK)

    def draw_beyond(self, index: int, point: Point) -> tuple[int, int]:
        """Mark above the top that a month goes on there; beside which columns a number may stand.

        A band of which nothing lies below the top is shaded up there.
        """
        x, y = self.slots.centred(index, ARROW), self.bottom - self.scale.rows
        ends = x, x + 1
        if point.band and point.band[0] > self.scale.top:
            self._shade(index, y)
            ends = self.slots.start(index) - 1, self.slots.start(index + 1) + 1
        self.canvas.put(x, y, ARROW, Role.MARK)
        return ends
