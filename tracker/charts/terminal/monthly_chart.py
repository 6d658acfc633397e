"""The chart in the cells of a terminal: shapes carry the meaning, colours may follow the roles.

Zero is the lower edge of the lowest row, where the base is drawn; a tick's label stands in the row
whose upper edge is its value. Solid blocks are what was given, rounded to an eighth of a row; the
narrow column beside them is what was asked, from low to high, in halves of a row; a dashed line is
my line. Where everything stands depends on all months, never on the chosen one: nothing jumps while
one walks. No sign is drawn that the legend does not explain; where it has no room for an item, the
sign is left out with it.
"""

import textwrap
from collections.abc import Sequence

from tracker.charts import chart_text
from tracker.charts.chart_text import Item, Sign
from tracker.charts.series import Point, Series, View
from tracker.charts.terminal.canvas import Canvas, Line, Role, Segment, cell_width, flowed, plain
from tracker.charts.terminal.grid import GAP, HIGH_DASH, NARROWEST, Scale, Slots
from tracker.charts.terminal.kinds_table import KindsTable, wanted
from tracker.charts.terminal.legend_shortening import in_less_room
from tracker.charts.terminal.plot import ARROW, SIGNS, Asked, Plot, asked_form
from tracker.charts.value_format import Measure
from tracker.i18n import format_month_initial, format_month_name
from tracker.months import Month

__all__ = ["Line", "Role", "Segment", "chart", "in_view", "narrowest", "plain"]

BASE, AXIS, CHOSEN = "▔", "│", "›"
LEAST = 3
"""Rows below which the legend gives way."""
YEAR_WIDTH = 4
SO_FAR_FROM = 4
"""How wide a month must be for "so far" to stand below it and be read as its own."""


def chart(
    series: Series, width: int, height: int, *, chosen: Month | None = None, hidden: bool = False
) -> list[Line]:
    """The chart in at most so many columns and rows; with `hidden` no number is shown.

    Where not all months fit, the last ones are shown, or those around the chosen one.
    """
    if not series.points:
        wrapped = textwrap.wrap(chart_text.nothing(), max(width, 1))
        return [[(line, Role.LABEL)] for line in wrapped[:height]]
    return _fitting(series, width, height, chosen, hidden=hidden).lines()


def _fitting(
    series: Series, width: int, height: int, chosen: Month | None, *, hidden: bool
) -> "_Chart | KindsTable":
    """The drawing, or a table where no drawing of this height would be true."""
    drawing = _Chart(series, width, height, chosen, hidden)
    if series.view is View.KINDS and wanted(series, drawing.scale):
        return KindsTable(series, width, height, chosen, hidden)
    return drawing


def narrowest(series: Series, *, hidden: bool = False) -> int:
    """In how many columns all months fit."""
    left = _left(Measure(series, hidden).ticks(series.axis))
    return left + NARROWEST * len(series.points) - GAP


def in_view(
    series: Series, width: int, height: int, *, chosen: Month | None = None, hidden: bool = False
) -> Series:
    """The months that a chart of so many columns and rows shows."""
    return _fitting(series, width, height, chosen, hidden=hidden).shown if series.points else series


class _Chart:
    """One chart being drawn: first where everything goes, then each part on the canvas."""

    def __init__(
        self, series: Series, width: int, height: int, chosen: Month | None, hidden: bool
    ) -> None:
        """Measure what the width and the height allow."""
        self.whole, self.axis, self.chosen, self.width = series, series.axis, chosen, width
        self.measure = Measure(series, hidden)
        self.labels = self.measure.ticks(self.axis)
        left = _left(self.labels)
        asks = series.view not in (View.AMOUNTS, View.KINDS)
        self.slots = Slots.fitted(left, width - left, len(series.points), asks)
        self.shown = _window(series, max(1, (width - left + GAP) // self.slots.pitch), chosen)
        self.mostly = chart_text.mostly_beyond(series.points, self.axis.top)
        self._arrange(height)
        rows = max(1, height - self.above - 2 - self.years - len(self.key))
        steps = len(self.axis.ticks) - 1
        if rows >= 2 * steps:
            rows -= rows % steps
        self.scale = Scale(self.axis.top, rows)
        self.bottom = self.above + rows - 1
        self.canvas = Canvas(width, min(height, self.bottom + 3 + self.years + len(self.key)))

    def _arrange(self, height: int) -> None:
        """Share the rows: the legend has what it needs, as far as enough is left to draw in."""
        items = chart_text.legend(self.whole, self.axis.top, self.measure.hidden)
        self.years = height > LEAST + 5
        least = max(1, min(LEAST, height - 4))
        while True:
            self.signs = {item.sign for item in items}
            self.above = bool(self.signs & {Sign.BEYOND, Sign.OPEN})
            self.key = self._key(items, self.whole)
            if least + self.above + 2 + self.years + len(self.key) <= height:
                break
            if self.years:
                self.years = False
            elif items:
                items = in_less_room(items)
            else:
                self.key = []
                break
        # Only what is seen is explained, in the room that all would take.
        seen = {item.sign for item in chart_text.legend(self.shown, self.axis.top)}
        key = self._key([item for item in items if item.sign in seen], self.shown)
        self.key = key[: len(self.key)] + [[]] * (len(self.key) - len(key))

    def _asked(self, item: Item, series: Series) -> list[Line]:
        """The ways in which asks are drawn, each explained where it occurs."""
        top, mostly = self.axis.top, self.mostly
        forms = {asked_form(point, top, mostly=mostly) for point in series.points}
        ranges = Asked.RANGE in forms
        texts = {
            Asked.RANGE: item.text,
            Asked.ONE: chart_text.one_amount(ranges=ranges or Asked.FROM in forms),
            Asked.FROM: chart_text.low_end(item.text),
        }
        return [
            [(form.value, Role.ASKED), (f" {texts[form]}", Role.LABEL)]
            for form in Asked
            if form in forms
        ]

    def lines(self) -> list[Line]:
        """Draw it all, what lies behind first."""
        self._draw_axis()
        plot = Plot(self.canvas, self.slots, self.scale, self.bottom, self.mostly)
        for index, point in enumerate(self.shown.points):
            self._draw_month(plot, index, point)
            self._draw_base(index, point)
        if Sign.BEYOND in self.signs:
            self._draw_beyond(plot)
        self._draw_months()
        if so_far := self._so_far():
            x, y = so_far
            self.canvas.put(x, self.bottom + y, chart_text.so_far(), Role.LABEL)
        if self.years:
            self._draw_years()
        drawn = [_with_gaps(line) for line in self.canvas.lines()]
        return drawn[: len(drawn) - len(self.key)] + self.key if self.key else drawn

    def _draw_month(self, plot: Plot, index: int, point: Point) -> None:
        if Sign.LINE in self.signs:
            plot.draw_line(index, point)
        if Sign.ASKED in self.signs:
            plot.draw_band(index, point)
        if Sign.OPEN in self.signs:
            plot.draw_open(index, point)
        if point.parts:
            plot.draw_kinds(index, point)
        else:
            plot.draw_given(index, point)

    def _key(self, items: Sequence[Item], series: Series) -> list[Line]:
        """The legend of some months, first which of all are shown."""
        lines: list[Line] = []
        if len(self.shown.points) < len(self.whole.points):
            # On a line of its own: its length changes with the months, and nothing may jump.
            text = chart_text.months_cut(self.shown, self.whole)
            lines = [[(text, Role.LABEL)] if cell_width(text) <= self.width else []]
        parts: list[Line] = []
        for item in items:
            if item.sign is not Sign.SO_FAR or not self._so_far():
                asked = item.sign is Sign.ASKED
                parts += self._asked(item, series) if asked else [_explained(item)]
        if self.whole.view is View.KINDS and items:
            parts.append([(chart_text.in_whole_rows(), Role.LABEL)])
        key: list[Line] = []
        for part in parts:
            key = flowed(key, part, self.width)
        return lines + key

    def _draw_axis(self) -> None:
        x = self.slots.left - 1
        for y in range(self.above, self.bottom + 1):
            self.canvas.put(x, y, AXIS, Role.AXIS)
        for tick, label in zip(self.axis.ticks, self.labels, strict=True):
            row, rest = divmod(self.scale.eighths(tick), 8)
            # Between the ends only what ends a row: uneven steps would be misread.
            if not rest:
                y = self.bottom + 1 - row
                text = f"{label}{HIGH_DASH}"
                self.canvas.put(x - cell_width(text), y, text, Role.AXIS)
        self.canvas.put(x, self.bottom + 1, BASE, Role.AXIS)

    def _draw_base(self, index: int, point: Point) -> None:
        chosen = point.month == self.chosen
        is_line = point.line == 0 and Sign.LINE in self.signs
        role = Role.CHOSEN if chosen else Role.LIMIT if is_line else Role.AXIS
        self.canvas.put(self.slots.start(index), self.bottom + 1, BASE * self.slots.pitch, role)

    def _draw_beyond(self, plot: Plot) -> None:
        """Mark each month that goes on above the top, its number over it where there is room."""
        beyond = {
            index: point.beyond(self.axis.top)
            for index, point in enumerate(self.shown.points)
            if point.beyond(self.axis.top)
        }
        columns = {index: plot.arrow_column(index, self.shown.points[index]) for index in beyond}
        for x in columns.values():
            self.canvas.put(x, 0, ARROW, Role.MARK)
        if self.measure.hidden or self.mostly:
            return
        for index in sorted(beyond, key=lambda index: -beyond[index]):
            number = f"{ARROW}{self.measure.brief(beyond[index])}"
            self.canvas.put(columns[index], 0, " ", Role.LABEL)
            x, beside = plot.over(index, number, columns[index]), 0
            if self.shown.points[index].asked_open:
                x, beside = columns[index], 1
            if self.canvas.fits(x + beside, 0, number[beside:]):
                self.canvas.put(x, 0, number, Role.MARK)
            else:
                self.canvas.put(columns[index], 0, ARROW, Role.MARK)

    def _draw_months(self) -> None:
        firsts = {point.month.number: point.month.first_day for point in self.whole.points}
        names = {number: format_month_name(first) for number, first in firsts.items()}
        if max(map(cell_width, names.values())) >= self.slots.pitch:
            names = {number: format_month_initial(first) for number, first in firsts.items()}
        for index, point in enumerate(self.shown.points):
            name = names[point.month.number]
            x, y = self.slots.centred(index, name), self.bottom + 2
            if point.month == self.chosen:
                self.canvas.put(x - cell_width(CHOSEN), y, f"{CHOSEN}{name}", Role.CHOSEN)
            elif cell_width(name) < self.slots.pitch or self.canvas.fits(x, y, name):
                self.canvas.put(x, y, name, Role.LABEL)

    def _draw_years(self) -> None:
        months = [point.month for point in self.shown.points]
        y = self.bottom + 3
        for index in [*_januaries(self.shown), 0]:
            year = str(months[index].year)
            x = min(self.slots.bar_start(index), self.canvas.width - len(year))
            if self.canvas.fits(x, y, year):
                self.canvas.put(x, y, year, Role.LABEL)

    def _so_far(self) -> tuple[int, int] | None:
        """Where "so far" stands: below today's month, or beside its name as the last of all.

        None where there is no room for it, or where it would crowd out a year.
        """
        size, months = cell_width(chart_text.so_far()), self.shown.points
        for index, point in enumerate(months):
            if point.so_far and len(months) == len(self.whole.points):
                end = self.slots.start(index + 1)
                if end + size <= self.width and index + 1 == len(months):
                    return end, 2
                x = min(self.slots.centred(index, chart_text.so_far()), min(end, self.width) - size)
                year = self.slots.bar_start(max(0, index + 1 - point.month.number))
                if self.years and self.slots.pitch >= SO_FAR_FROM and x > year + YEAR_WIDTH:
                    return x, 3
        return None


def _left(labels: Sequence[str]) -> int:
    """The columns of the axis: the labels, a tick, the axis itself."""
    return max(map(cell_width, labels)) + 2


def _with_gaps(line: Line) -> Line:
    """The line with each gap as a part of what stands before it: fewer parts are painted faster."""
    joined: Line = []
    for text, role in line:
        if joined and text.isspace():
            joined[-1] = (joined[-1][0] + text, joined[-1][1])
        else:
            joined.append((text, role))
    return joined


def _januaries(shown: Series) -> list[int]:
    return [index for index, point in enumerate(shown.points) if point.month.number == 1]


def _window(series: Series, room: int, chosen: Month | None) -> Series:
    """The last months that there is room for, or those that end where the chosen one is seen."""
    count = len(series.points)
    first = max(0, count - room)
    months = [point.month for point in series.points]
    if chosen in months:
        first = min(first, max(0, months.index(chosen) - room // 2))
    return series.among(first, room)


def _explained(item: Item) -> Line:
    if item.sign not in SIGNS:
        return [(item.text, Role.LABEL)]
    sign, role = SIGNS[item.sign]
    return [(sign, role), (f" {item.text}", Role.LABEL)]
