"""The months of a chart in terminal cells, side by side: asks, the limit, bars and marks."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from tracker.charts import chart_text
from tracker.charts.chart_text import LegendSign
from tracker.charts.series import ChartValue, MonthPoint
from tracker.charts.terminal.canvas import Canvas, Role, Segment
from tracker.charts.terminal.grid import (
    DASH,
    EIGHTHS,
    MonthSlots,
    Scale,
    round_to_rows,
    stack_parts,
)
from tracker.entries.types import Kind
from tracker.text_width import measure_cells

ARROW, OPEN, GIVEN_OPEN = "↑", "?", "+"
SEEN, HEARD = "•", "°"
"""A full sign for what the person saw, and a hollow one for what they heard of."""
LOWER, UPPER, WHOLE = "▖", "▘", "▌"
"""What was asked, by the half of a row that it reaches into: narrower than any bar."""
KIND_FILLS = {
    Kind.DONATION: "█",
    Kind.DUES: "░",
    Kind.MERCH: "▌",
    Kind.EVENT: "▚",
    Kind.LITERATURE: "≡",
    Kind.OTHER: "·",
}
"""What the part of each kind is filled with, which needs no colour."""


class AskShape(StrEnum):
    """How what was asked in a month can be drawn."""

    RANGE = "▌"
    ONE = "▪"
    FROM = "▴"
    """Where most asks go on above the top, only where each begins: long bands would say little."""


LEGEND_SEGMENTS: dict[LegendSign | Kind, Segment] = {
    LegendSign.GIVEN: (EIGHTHS[8], Role.GIVEN),
    LegendSign.ASKED: (WHOLE, Role.ASKED),
    LegendSign.LIMIT: (f"{DASH} {DASH}", Role.LIMIT),
    LegendSign.BEYOND: (ARROW, Role.MARK),
    LegendSign.UNKNOWN: ("◇", Role.MARK),
    LegendSign.GIVEN_UNKNOWN: ("◆", Role.MARK),
    LegendSign.NOTHING_LEFT: ("▽", Role.MARK),
    LegendSign.GIVEN_OF_NOTHING: ("▼", Role.MARK),
    LegendSign.OPEN: (OPEN, Role.MARK),
    LegendSign.GIVEN_OPEN: (GIVEN_OPEN, Role.MARK),
    LegendSign.SEEN: (SEEN, Role.MARK),
    LegendSign.HEARD: (HEARD, Role.MARK),
    **{kind: (fill * 2, Role.GIVEN) for kind, fill in KIND_FILLS.items()},
}


@dataclass(frozen=True, slots=True)
class CellPlot:
    """The part of a canvas that has the months side by side, upwards from its bottom row."""

    canvas: Canvas
    slots: MonthSlots
    scale: Scale
    bottom: int
    is_mostly_beyond: bool = False
    """Whether most asks go on above the top."""

    def draw_band(self, index: int, point: MonthPoint) -> None:
        """Draw what was asked in its own column. What begins above the top has an arrow there."""
        for row, sign in self._find_band_signs(point).items():
            x = self.slots.find_ask_column(index)
            self.canvas.write(x, self.bottom - row, sign, Role.ASKED)

    def _find_band_signs(self, point: MonthPoint) -> dict[int, str]:
        """The rows that what was asked reaches into, each with its sign."""
        shape = choose_ask_shape(point, self.scale.top, is_mostly_beyond=self.is_mostly_beyond)
        if point.band is None or shape is None:
            return {}
        halves = self.scale.measure_band(*point.band)
        first, last = halves.start // 2, (halves.stop - 1) // 2
        if shape is not AskShape.RANGE:
            return {first: shape.value}
        if len(halves) == 1:
            return {first: WHOLE}
        signs = dict.fromkeys(range(first, last + 1), WHOLE)
        if halves.stop % 2:
            signs[last] = LOWER
        if halves.start % 2:
            signs[first] = UPPER
        return signs

    def draw_limit(self, index: int, point: MonthPoint) -> None:
        """Dash the limit between the bars, without making a bar look higher or lower.

        A limit of 0 is the base. One above the top is only in the legend.
        """
        if not point.limit or point.limit > self.scale.top:
            return
        row, sign = self.scale.place_limit(point.limit)
        for x in self.slots.list_free_columns(index):
            self.canvas.write(x, self.bottom - row, sign, Role.LIMIT)

    def draw_given(self, index: int, point: MonthPoint) -> None:
        """Draw the bar of what was given, or the mark that nothing can be drawn to scale."""
        mark = chart_text.choose_mark(point)
        if mark is not None:
            sign, role = LEGEND_SEGMENTS[mark]
            self.canvas.write(self.slots.find_text_start(index, sign), self.bottom, sign, role)
            return
        full, part = divmod(self.scale.measure_bar(point), 8)
        self._fill_bar(index, [EIGHTHS[8]] * full + [EIGHTHS[part]] * bool(part))

    def draw_kinds(self, index: int, point: MonthPoint) -> None:
        """Draw what was given by kind, one upon the other, in whole rows: parts have no pattern.

        No kind vanishes, be it ever so small.
        """
        full = max(round_to_rows(self.scale.measure_bar(point)), len(point.given_by_kind))
        heights = stack_parts([cents for _kind, cents in point.given_by_kind], full)
        rows = [
            KIND_FILLS[kind]
            for (kind, _cents), height in zip(point.given_by_kind, heights, strict=True)
            for _row in range(height)
        ]
        self._fill_bar(index, rows)

    def _fill_bar(self, index: int, rows: Sequence[str]) -> None:
        x, width = self.slots.find_bar_start(index), self.slots.bar_width
        for row, sign in enumerate(rows):
            self.canvas.write(x, self.bottom - row, sign * width, Role.GIVEN)

    def draw_open_ask(self, index: int, point: MonthPoint) -> None:
        """Mark an ask without an amount in the row above all: there no height can be read."""
        if point.asked_open:
            self.canvas.write(self.slots.find_ask_column(index), self.top_row, OPEN, Role.MARK)

    def draw_open_payment(self, index: int, point: MonthPoint) -> None:
        """Mark payments of an unknown amount right above what is drawn of the known ones.

        Above the top an arrow has the middle of the bar, so the sign is to its right.
        """
        if not point.given_open:
            return
        x = self.slots.find_text_start(index, GIVEN_OPEN)
        if chart_text.choose_mark(point) is not None:
            row = 1
        elif point.given_by_kind:
            row = max(round_to_rows(self.scale.measure_bar(point)), len(point.given_by_kind))
        else:
            row = -(-self.scale.measure_bar(point) // 8)
        is_beyond = (point.given or 0) > self.scale.top
        self.canvas.write(x + is_beyond, self.bottom - row, GIVEN_OPEN, Role.MARK)

    def draw_observed(
        self, index: int, point: MonthPoint, y: int, signs: Set[LegendSign | Kind]
    ) -> None:
        """Mark what was seen and heard, each in a column of its own, as far as it is explained."""
        x = self.slots.find_bar_start(index) + (self.slots.bar_width - 2) // 2
        if point.seen and LegendSign.SEEN in signs:
            self.canvas.write(x, y, SEEN, Role.MARK)
        if point.heard and LegendSign.HEARD in signs:
            self.canvas.write(x + 1, y, HEARD, Role.MARK)

    @property
    def top_row(self) -> int:
        """The row over the highest one of the scale."""
        return self.bottom - self.scale.rows

    def find_arrow_column(self, index: int, point: MonthPoint) -> int:
        """Return the column over the bar, or over the asked amount, that goes above the top."""
        if (point.given or 0) > self.scale.top:
            column = self.slots.find_text_start(index, ARROW)
        else:
            column = self.slots.find_ask_column(index)
        # Beside the sign of an ask without an amount, not over it.
        return max(column, self.slots.find_ask_column(index) + bool(point.asked_open))

    def find_number_column(self, index: int, number: str, arrow: int) -> int:
        """Return the column from which a number is written over its month, never over the axis."""
        size = measure_cells(number)
        x = min(arrow, self.slots.find_start(index) + (self.slots.pitch - size) // 2)
        return max(self.slots.left, min(x, self.canvas.width - size))


def choose_ask_shape(
    point: MonthPoint, top: ChartValue, *, is_mostly_beyond: bool
) -> AskShape | None:
    """Return the shape of a month's asks, or None without one that begins below the top."""
    if point.band is None or point.band[0] > top:
        return None
    low, high = point.band
    if low == high:
        return AskShape.ONE
    return AskShape.FROM if is_mostly_beyond and high > top else AskShape.RANGE
