"""What was given by kind as a small table, if rows of blocks would lose a kind or round too far.

A column is a month, a row is a kind. Each amount is shown unchanged, so the smallest gift can be
seen next to the largest.

Below twelve rows blocks lost a kind or drew 30 as 40. The saved image has room and stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from tracker.charts import chart_text
from tracker.charts.series import MonthPoint, Series
from tracker.charts.terminal.canvas import Canvas, CanvasLine, Role
from tracker.charts.terminal.grid import Scale, round_to_rows
from tracker.charts.terminal.text_wrap import ELLIPSIS
from tracker.charts.value_format import format_whole_amount
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.i18n import (
    HIDDEN_NUMBER,
    _label,
    format_amount,
    format_month_initial,
)
from tracker.money import Cents
from tracker.months import Month
from tracker.text_width import measure_cells

CHOSEN = "›"
"""The sign before the name of the chosen month."""
FEWEST_ROWS = 12
"""Rows below which blocks would draw an amount too far from what it is."""
WIDEST = 8
MOST_NOTES = 2
YEAR_WIDTH = 4
COLUMN_GAP = 1
"""Cells between two columns."""

KindRow: TypeAlias = tuple[str, dict[Month, Cents]]
"""The label of a row, and its amounts by month."""


def is_kinds_table_needed(series: Series, scale: Scale) -> bool:
    """Return whether blocks in so many rows would lose a kind, or draw a month too high."""
    return scale.rows < FEWEST_ROWS or any(
        len(point.given_by_kind) > round_to_rows(scale.measure_bar(point)) + 1
        for point in series.points
    )


@dataclass(frozen=True)
class KindsTable:
    """The months of a series by kind in so many columns and rows, around the chosen one."""

    series: Series
    width: int
    height: int
    chosen: Month | None = None
    hidden: bool = False

    @property
    def visible(self) -> Series:
        """The last months that there is room for, or those around the chosen one."""
        room = max(1, (self.width - self._label_width) // self._column_width)
        first = max(0, len(self.series.points) - room)
        for index, point in enumerate(self.series.points):
            if point.includes(self.chosen):
                first = min(first, max(0, index - room // 2))
        return self.series.select_months(first, room)

    def render_lines(self) -> list[CanvasLine]:
        """Draw it: the months, a row a kind, all kinds together, and what there is to know."""
        visible, notes = self.visible, list(self._build_notes())
        rows, height = self._rows, self.height
        # Not from the remarks: one may appear while the person moves on, and nothing should jump.
        most_notes = MOST_NOTES + self._has_open_payments
        years = int(not self.series.is_yearly and len(rows) + 1 + most_notes < height)
        if len(rows) + 1 > height:
            rows = _merge_smallest_rows(rows, max(1, height - 1))
        canvas = Canvas(self.width, min(height, years + 1 + len(rows) + len(notes)))
        canvas.write(0, years, self.series.currency, Role.LABEL)
        for index, point in enumerate(visible.points):
            self._draw_month(canvas, index, point, years)
        for y, (label, amounts) in enumerate(rows, start=years + 1):
            canvas.write(0, y, _cut_label(label, self._label_width), Role.LABEL)
            is_sum = len(self._kinds) < len(rows) and y == years + len(rows)
            self._draw_amounts(canvas, y, amounts, Role.MARK if is_sum else Role.GIVEN)
        for y, note in enumerate(notes, start=years + 1 + len(rows)):
            canvas.write(0, y, note, Role.LABEL)
        return canvas.render_lines()

    def _draw_month(self, canvas: Canvas, index: int, point: MonthPoint, years: int) -> None:
        name = self._month_names[point.month]
        is_chosen = point.includes(self.chosen)
        text = f"{CHOSEN}{name}" if is_chosen else name
        self._write_right_aligned(
            canvas, index, years, text, Role.CHOSEN if is_chosen else Role.LABEL
        )
        if years and (index == 0 or point.month.number == 1):
            year = str(point.month.year)
            x = max(self._label_width, self._find_column_end(index) - len(year))
            if canvas.has_room(x, 0, year):
                canvas.write(x, 0, year, Role.LABEL)

    def _draw_amounts(
        self, canvas: Canvas, y: int, amounts: dict[Month, Cents], role: Role
    ) -> None:
        for index, point in enumerate(self.visible.points):
            cents = amounts.get(point.month)
            if cents:
                is_chosen = point.includes(self.chosen)
                text = self._format_amount(cents)
                self._write_right_aligned(
                    canvas, index, y, text, Role.CHOSEN if is_chosen else role
                )

    def _write_right_aligned(
        self, canvas: Canvas, index: int, y: int, text: str, role: Role
    ) -> None:
        """Write a text that ends where the column of a month ends."""
        canvas.write(self._find_column_end(index) - measure_cells(text), y, text, role)

    def _find_column_end(self, index: int) -> int:
        return self._label_width + (index + 1) * self._column_width

    @cached_property
    def _kinds(self) -> list[Kind]:
        given_kinds = {kind for point in self.series.points for kind, _cents in point.given_by_kind}
        return [kind for kind in Kind if kind in given_kinds]

    @cached_property
    def _rows(self) -> list[KindRow]:
        by_kind: dict[Kind, dict[Month, Cents]] = {kind: {} for kind in self._kinds}
        for point in self.series.points:
            for kind, cents in point.given_by_kind:
                by_kind[kind][point.month] = cents
        rows = [(_label(KIND_LABELS[kind.value]), amounts) for kind, amounts in by_kind.items()]
        together = {point.month: point.given_cents for point in self.series.points}
        return [*rows, (_label("given", "legend"), together)]

    @cached_property
    def _month_names(self) -> dict[Month, str]:
        names = {point.month: chart_text.format_point_name(point) for point in self.series.points}
        if self.series.is_yearly or max(map(measure_cells, names.values())) < self._column_width:
            return names
        return {month: format_month_initial(month.first_day) for month in names}

    @cached_property
    def _label_width(self) -> int:
        """The cells of the labels. With too little room they are cut, but never an amount."""
        longest = max(measure_cells(label) for label, _amounts in self._rows)
        return max(0, min(longest, self.width - self._amount_width))

    @cached_property
    def _amount_width(self) -> int:
        most = max(point.given_cents for point in self.series.points)
        least = measure_cells(CHOSEN) + YEAR_WIDTH if self.series.is_yearly else 0
        return max(least, measure_cells(self._format_amount(most))) + COLUMN_GAP

    @cached_property
    def _column_width(self) -> int:
        room = (self.width - self._label_width) // len(self.series.points)
        return max(self._amount_width, min(WIDEST, room))

    def _format_amount(self, cents: Cents) -> str:
        if self.hidden:
            return HIDDEN_NUMBER
        return format_amount(cents) if self._has_decimals else format_whole_amount(cents)

    @cached_property
    def _has_decimals(self) -> bool:
        """Whether any amount is no whole one: then all have decimals."""
        parts = (cents for point in self.series.points for _kind, cents in point.given_by_kind)
        return any(cents % 100 for cents in parts)

    @cached_property
    def _has_open_payments(self) -> bool:
        return any(point.given_open for point in self.series.points)

    def _build_notes(self) -> Iterator[str]:
        if len(self.visible.points) < len(self.series.points):
            yield chart_text.describe_cut_months(self.visible, self.series)
        yield from (item.text for item in chart_text.build_so_far_items(self.visible))
        if self._has_open_payments:
            yield chart_text.describe_uncounted_payments()


def _cut_label(label: str, width: int) -> str:
    """A label in at most so many cells."""
    while measure_cells(label) > width:
        label = f"{label.removesuffix(ELLIPSIS)[:-1]}{ELLIPSIS}" if width else ""
    return label


def _merge_smallest_rows(rows: Sequence[KindRow], count: int) -> list[KindRow]:
    """So many rows: without the sum, and those for which there is no room put together."""
    kinds = list(rows[:-1])
    if len(kinds) <= count:
        return kinds
    rest: dict[Month, Cents] = {}
    for _name, amounts in kinds[count - 1 :]:
        for month, cents in amounts.items():
            rest[month] = rest.get(month, 0) + cents
    return [*kinds[: count - 1], (_label("the rest"), rest)]
