"""The monthly chart in the cells of a terminal: shapes carry the meaning, colours follow roles.

Zero is the lower edge of the lowest row, where the base is drawn. A tick's label is in the row
whose upper edge is its value. Solid blocks are what was given, rounded to an eighth of a row. The
narrow column next to them is what was asked, from low to high, in halves of a row. A dashed line is
the limit. All places depend on all months, never on the chosen one, so nothing jumps when another
month is chosen. What was seen and heard has a row of marks below the base, without a height.
No sign is drawn that the legend does not explain. If the legend has no room for an item, its sign
is left out.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import replace

from tracker.charts import chart_text
from tracker.charts.chart_text import LegendItem, LegendSign
from tracker.charts.series import ChartView, MonthPoint, Series
from tracker.charts.terminal.canvas import (
    Canvas,
    CanvasLine,
    Role,
    Segment,
    flow_line_parts,
    render_plain_text,
)
from tracker.charts.terminal.grid import (
    GAP,
    HIGH_DASH,
    NARROWEST,
    NARROWEST_YEAR,
    MonthSlots,
    Scale,
)
from tracker.charts.terminal.kinds_table import CHOSEN, KindsTable, is_kinds_table_needed
from tracker.charts.terminal.plot import (
    ARROW,
    LEGEND_SEGMENTS,
    AskShape,
    CellPlot,
    choose_ask_shape,
)
from tracker.charts.value_format import ValueFormat
from tracker.i18n import format_month_initial
from tracker.months import Month
from tracker.text_width import measure_cells

__all__ = [
    "CanvasLine",
    "Role",
    "Segment",
    "find_smallest_width",
    "render_monthly_chart",
    "render_plain_text",
    "select_visible_months",
]

BASE, AXIS = "▔", "│"
FEWEST_PLOT_ROWS = 3
"""The fewest rows of the plot: with fewer, the legend becomes shorter."""
ABOVE_SIGNS = frozenset({LegendSign.BEYOND, LegendSign.OPEN, LegendSign.GIVEN_OPEN})
"""The signs that may be above all rows of the scale."""
OBSERVED_SIGNS = frozenset({LegendSign.SEEN, LegendSign.HEARD})
YEAR_WIDTH = 4
SO_FAR_MONTH_WIDTH = 4
"""How wide a month must be to have "so far" below it, read as its own."""


def render_monthly_chart(
    series: Series, width: int, height: int, *, chosen: Month | None = None, hidden: bool = False
) -> list[CanvasLine]:
    """Return the chart in at most so many columns and rows, with `hidden` without numbers.

    If not all months fit, the last ones are shown, or those around the chosen one.
    """
    if not series.points:
        wrapped = textwrap.wrap(chart_text.describe_empty_chart(), max(width, 1))
        return [[(line, Role.LABEL)] for line in wrapped[:height]]
    return _choose_drawing(series, width, height, chosen, hidden=hidden).render_lines()


def _choose_drawing(
    series: Series, width: int, height: int, chosen: Month | None, *, hidden: bool
) -> "_ChartDrawing | KindsTable":
    """The drawing, or a table where no drawing of this height would be true."""
    drawing = _ChartDrawing(series, width, height, chosen, hidden)
    if series.view is ChartView.KINDS and is_kinds_table_needed(series, drawing.scale):
        return KindsTable(series, width, height, chosen, hidden)
    return drawing


def find_smallest_width(series: Series, *, hidden: bool = False) -> int:
    """Return in how many columns all months fit."""
    left = _measure_axis(ValueFormat(series, hidden).format_ticks(series.axis))
    narrowest = NARROWEST_YEAR if series.is_yearly else NARROWEST
    return left + narrowest * len(series.points) - GAP


def select_visible_months(
    series: Series, width: int, height: int, *, chosen: Month | None = None, hidden: bool = False
) -> Series:
    """Return the months that a chart of so many columns and rows shows."""
    return (
        _choose_drawing(series, width, height, chosen, hidden=hidden).visible
        if series.points
        else series
    )


class _ChartDrawing:
    """One chart being drawn: first where everything goes, then each part on the canvas."""

    def __init__(
        self, series: Series, width: int, height: int, chosen: Month | None, hidden: bool
    ) -> None:
        """Measure what the width and the height allow."""
        self.series, self.axis, self.chosen, self.width = series, series.axis, chosen, width
        self.value_format = ValueFormat(series, hidden)
        self.labels = self.value_format.format_ticks(self.axis)
        left = _measure_axis(self.labels)
        self.slots = MonthSlots.from_room(left, width - left, series)
        self.visible = _select_window(
            series, max(1, (width - left + GAP) // self.slots.pitch), chosen
        )
        self.is_mostly_beyond = chart_text.is_mostly_beyond(series.points, self.axis.top)
        self._share_rows(height)
        below = 2 + self.has_observed_row + self.has_year_row + len(self.legend_lines)
        rows = max(1, height - self.has_top_row - below)
        steps = len(self.axis.ticks) - 1
        if rows >= 2 * steps:
            rows -= rows % steps
        self.scale = Scale(self.axis.top, rows)
        self.bottom = self.has_top_row + rows - 1
        self.canvas = Canvas(width, min(height, self.bottom + 1 + below))

    def _share_rows(self, height: int) -> None:
        """Share the rows: the legend has what it needs, as far as enough is left to draw in."""
        items = chart_text.build_legend(self.series, self.axis.top, self.value_format.is_hidden)
        self.has_year_row = height > FEWEST_PLOT_ROWS + 5
        least = max(1, min(FEWEST_PLOT_ROWS, height - 4)) + 2
        while True:
            self.signs = {item.sign for item in items}
            self.has_top_row = bool(self.signs & ABOVE_SIGNS)
            self.has_observed_row = bool(self.signs & OBSERVED_SIGNS)
            self.legend_lines = self._build_legend(items, self.series)
            around = self.has_top_row + self.has_observed_row + self.has_year_row
            if least + around + len(self.legend_lines) <= height:
                break
            if self.has_year_row:
                self.has_year_row = False
            elif items:
                items = _shorten_legend(items)
            else:
                self.legend_lines = []
                break
        # Only what is seen is explained, in the room that all would take.
        visible_signs = {item.sign for item in chart_text.build_legend(self.visible, self.axis.top)}
        legend = self._build_legend(
            [item for item in items if item.sign in visible_signs], self.visible
        )
        self.legend_lines = legend[: len(self.legend_lines)] + [[]] * (
            len(self.legend_lines) - len(legend)
        )

    def _explain_asks(self, item: LegendItem, series: Series) -> list[CanvasLine]:
        """The ways in which asks are drawn, each explained where it occurs."""
        top, mostly = self.axis.top, self.is_mostly_beyond
        shapes = {choose_ask_shape(point, top, is_mostly_beyond=mostly) for point in series.points}
        ranges = AskShape.RANGE in shapes
        texts = {
            AskShape.RANGE: item.text,
            AskShape.ONE: chart_text.describe_single_amount(
                has_ranges=ranges or AskShape.FROM in shapes
            ),
            AskShape.FROM: chart_text.describe_low_end(),
        }
        return [
            [(shape.value, Role.ASKED), (f" {texts[shape]}", Role.LABEL)]
            for shape in AskShape
            if shape in shapes
        ]

    def render_lines(self) -> list[CanvasLine]:
        """Draw it all, from back to front."""
        self._draw_axis()
        plot = CellPlot(self.canvas, self.slots, self.scale, self.bottom, self.is_mostly_beyond)
        for index, point in enumerate(self.visible.points):
            self._draw_month(plot, index, point)
            self._draw_base(index, point)
        if LegendSign.BEYOND in self.signs:
            self._draw_beyond(plot)
        self._draw_months()
        if not self.series.is_yearly and (so_far := self._place_so_far()):
            x, y = so_far
            self.canvas.write(x, self._names_row + y, chart_text.format_so_far(), Role.LABEL)
        if self._has_year_parts():
            self._draw_year_parts()
        elif self.has_year_row and not self.series.is_yearly:
            self._draw_years()
        lines = [_merge_gaps(line) for line in self.canvas.render_lines()]
        return (
            lines[: len(lines) - len(self.legend_lines)] + self.legend_lines
            if self.legend_lines
            else lines
        )

    def _draw_month(self, plot: CellPlot, index: int, point: MonthPoint) -> None:
        if LegendSign.LIMIT in self.signs:
            plot.draw_limit(index, point)
        if LegendSign.ASKED in self.signs:
            plot.draw_band(index, point)
        if LegendSign.OPEN in self.signs:
            plot.draw_open_ask(index, point)
        if point.given_by_kind:
            plot.draw_kinds(index, point)
        else:
            plot.draw_given(index, point)
        if LegendSign.GIVEN_OPEN in self.signs:
            plot.draw_open_payment(index, point)
        if self.has_observed_row:
            plot.draw_observed(index, point, self.bottom + 2, self.signs)

    @property
    def _names_row(self) -> int:
        """The row of the months' names."""
        return self.bottom + 2 + self.has_observed_row

    def _build_legend(self, items: Sequence[LegendItem], series: Series) -> list[CanvasLine]:
        """The legend of some months, first which of all are shown."""
        lines: list[CanvasLine] = []
        if len(self.visible.points) < len(self.series.points):
            # On a line of its own: its length changes with the months, and nothing may jump.
            text = chart_text.describe_cut_months(self.visible, self.series)
            lines = [[(text, Role.LABEL)] if measure_cells(text) <= self.width else []]
        parts: list[CanvasLine] = []
        for item in items:
            if item.sign is not LegendSign.SO_FAR or not self._is_so_far_drawn():
                is_asked = item.sign is LegendSign.ASKED
                parts += self._explain_asks(item, series) if is_asked else [_explain_item(item)]
        if self.series.view is ChartView.KINDS and items:
            parts.append([(chart_text.describe_row_rounding(), Role.LABEL)])
        return lines + flow_line_parts(parts, self.width)

    def _draw_axis(self) -> None:
        x = self.slots.left - 1
        for y in range(self.has_top_row, self.bottom + 1):
            self.canvas.write(x, y, AXIS, Role.AXIS)
        for tick, label in zip(self.axis.ticks, self.labels, strict=True):
            row, rest = divmod(self.scale.measure_eighths(tick), 8)
            # Between the ends only what ends a row: uneven steps would be misread.
            if not rest:
                y = self.bottom + 1 - row
                text = f"{label}{HIGH_DASH}"
                self.canvas.write(x - measure_cells(text), y, text, Role.AXIS)
        self.canvas.write(x, self.bottom + 1, BASE, Role.AXIS)

    def _draw_base(self, index: int, point: MonthPoint) -> None:
        is_chosen = point.includes(self.chosen)
        is_line = point.limit == 0 and LegendSign.LIMIT in self.signs
        role = Role.CHOSEN if is_chosen else Role.LIMIT if is_line else Role.AXIS
        self.canvas.write(
            self.slots.find_start(index), self.bottom + 1, BASE * self.slots.pitch, role
        )

    def _draw_beyond(self, plot: CellPlot) -> None:
        """Mark each month that continues above the top, with its number if there is room."""
        beyond = {
            index: point.find_value_above(self.axis.top)
            for index, point in enumerate(self.visible.points)
            if point.find_value_above(self.axis.top)
        }
        columns = {
            index: plot.find_arrow_column(index, self.visible.points[index]) for index in beyond
        }
        for x in columns.values():
            self.canvas.write(x, 0, ARROW, Role.MARK)
        if self.value_format.is_hidden or self.is_mostly_beyond:
            return
        for index in sorted(beyond, key=lambda index: -beyond[index]):
            number = f"{ARROW}{self.value_format.format_brief(beyond[index])}"
            self.canvas.write(columns[index], 0, " ", Role.LABEL)
            x, beside = plot.find_number_column(index, number, columns[index]), 0
            if self.visible.points[index].asked_open:
                x, beside = columns[index], 1
            if self.canvas.has_room(x + beside, 0, number[beside:]):
                self.canvas.write(x, 0, number, Role.MARK)
            else:
                self.canvas.write(columns[index], 0, ARROW, Role.MARK)

    def _draw_months(self) -> None:
        names = {point.month: chart_text.format_point_name(point) for point in self.series.points}
        if max(map(measure_cells, names.values())) >= self.slots.pitch:
            names = {month: format_month_initial(month.first_day) for month in names}
        for index, point in enumerate(self.visible.points):
            name = names[point.month]
            x, y = self.slots.find_text_start(index, name), self._names_row
            if point.includes(self.chosen):
                self.canvas.write(x - measure_cells(CHOSEN), y, f"{CHOSEN}{name}", Role.CHOSEN)
            elif measure_cells(name) < self.slots.pitch or self.canvas.has_room(x, y, name):
                self.canvas.write(x, y, name, Role.LABEL)

    def _draw_years(self) -> None:
        months = [point.month for point in self.visible.points]
        y = self._names_row + 1
        for index in [*_find_januaries(self.visible), 0]:
            year = str(months[index].year)
            x = min(self.slots.find_bar_start(index), self.canvas.width - len(year))
            if self.canvas.has_room(x, y, year):
                self.canvas.write(x, y, year, Role.LABEL)

    def _draw_year_parts(self) -> None:
        """Write below a year which part of it there is."""
        for index, point in enumerate(self.visible.points):
            part = chart_text.format_year_part(point)
            x = max(self.slots.left, self.slots.find_text_start(index, part))
            self.canvas.write(x, self._names_row + 1, part, Role.LABEL)

    def _has_year_parts(self) -> bool:
        """Whether each part of a year that there is can be named below it."""
        parts = [chart_text.format_year_part(point) for point in self.series.points]
        widest = max(map(measure_cells, parts))
        return self.series.is_yearly and self.has_year_row and 0 < widest < self.slots.pitch

    def _is_so_far_drawn(self) -> bool:
        """Whether the drawing says what the legend would say of months or years in part."""
        if self.series.is_yearly:
            return self._has_year_parts()
        return self._place_so_far() is not None

    def _place_so_far(self) -> tuple[int, int] | None:
        """Return the place of "so far": below today's month, or after its name at the end.

        None if there is no room for it, or if it would crowd out a year.
        """
        size, months = measure_cells(chart_text.format_so_far()), self.visible.points
        for index, point in enumerate(months):
            if point.is_unfinished and len(months) == len(self.series.points):
                end = self.slots.find_start(index + 1)
                if end + size <= self.width and index + 1 == len(months):
                    return end, 0
                x = min(
                    self.slots.find_text_start(index, chart_text.format_so_far()),
                    min(end, self.width) - size,
                )
                year = self.slots.find_bar_start(max(0, index + 1 - point.month.number))
                if (
                    self.has_year_row
                    and self.slots.pitch >= SO_FAR_MONTH_WIDTH
                    and x > year + YEAR_WIDTH
                ):
                    return x, 1
        return None


def _measure_axis(labels: Sequence[str]) -> int:
    """The columns of the axis: the labels, a tick, the axis itself."""
    return max(map(measure_cells, labels)) + 2


def _merge_gaps(line: CanvasLine) -> CanvasLine:
    """Return the line with each gap joined to the text before it, as few parts are painted fast."""
    merged: CanvasLine = []
    for text, role in line:
        if merged and text.isspace():
            merged[-1] = (merged[-1][0] + text, merged[-1][1])
        else:
            merged.append((text, role))
    return merged


def _find_januaries(series: Series) -> list[int]:
    return [index for index, point in enumerate(series.points) if point.month.number == 1]


def _select_window(series: Series, room: int, chosen: Month | None) -> Series:
    """The last months that there is room for, or those that end where the chosen one is seen."""
    count = len(series.points)
    first = max(0, count - room)
    for index, point in enumerate(series.points):
        if point.includes(chosen):
            first = min(first, max(0, index - room // 2))
    return series.select_months(first, room)


def _explain_item(item: LegendItem) -> CanvasLine:
    if item.sign not in LEGEND_SEGMENTS:
        return [(item.text, Role.LABEL)]
    sign, role = LEGEND_SEGMENTS[item.sign]
    return [(sign, role), (f" {item.text}", Role.LABEL)]


def _shorten_legend(items: Sequence[LegendItem]) -> list[LegendItem]:
    """Return the items in brief, or if they are brief, without the least needed one.

    That is the last one. But a bar that is cut at the top is explained before the sign of an ask
    or a payment without an amount.
    """
    brief = [replace(item, text=item.short_text or item.text) for item in items]
    if brief != list(items):
        return brief
    open_signs = (LegendSign.OPEN, LegendSign.GIVEN_OPEN)
    both_above = (
        len(items) > 1 and items[-1].sign is LegendSign.BEYOND and items[-2].sign in open_signs
    )
    return [*items[:-2], items[-1]] if both_above else list(items[:-1])
