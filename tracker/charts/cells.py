"""The chart in the cells of a terminal: shapes carry the meaning, colours may follow the roles.

Solid blocks are what was given, a light shade from low to high is what was asked, a dashed line is
my line. Heights are rounded to an eighth of a row, my line to half a row, a kind to whole rows; a
bar never stands on the other side of my line than its month's figures do.
"""

import textwrap

from tracker.charts import words
from tracker.charts.canvas import Canvas, Line, Role, Segment, cell_width, flowed, plain
from tracker.charts.grid import NARROWEST, Scale, Slots, dash
from tracker.charts.measures import Measure
from tracker.charts.plot import SIGNS, Plot
from tracker.charts.series import WHOLE, Point, Series
from tracker.charts.words import Item, Sign
from tracker.months import Month
from tracker.texts import letter_month, short_month

__all__ = ["Line", "Role", "Segment", "bars", "chart", "plain"]

BASE, CHOSEN_BASE = "─", "━"
NARROW = 40
"""Below this width the legend takes more lines."""
TALL = 15
"""From this height on the legend may take more lines."""
YEAR = 12
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
        wrapped = textwrap.wrap(words.nothing(), max(width, 1))
        return [[(line, Role.LABEL)] for line in wrapped[:height]]
    return _Chart(series, width, height, chosen, hidden).lines()


def bars(series: Series, width: int, height: int) -> list[Line]:
    """A small year of bars under the initials of the months, my line named beside them.

    Only what was given, on a scale of its own; nothing where the width or the height is too small.
    """
    shown = series.among(max(0, len(series.points) - YEAR), YEAR)
    count = len(shown.points)
    pitch = min(4, width // count) if count else 0
    if pitch < NARROWEST or height < 2:
        return []
    firm = [value for point in shown.points for value in (point.given, point.line) if value]
    most = max(firm, default=1)
    scale = Scale(min(most, WHOLE) if series.view.in_percent else most, height - 1)
    canvas, slots = Canvas(width, height), Slots(0, pitch)
    plot = Plot(canvas, slots, scale, height - 1)
    for index, point in enumerate(shown.points):
        letter = letter_month(point.month.first)
        canvas.put(slots.centred(index, letter), 0, letter, Role.LABEL)
        plot.draw_given(index, point)
    line = shown.points[-1].line
    if line and line <= scale.top:
        row, sign = dash(scale.halves(line))
        x, text = slots.start(count) + 1, f"{sign} {sign} {words.my_line()}"
        if canvas.fits(x, plot.bottom - row, text):
            canvas.put(x, plot.bottom - row, text, Role.LIMIT)
    return canvas.lines()


class _Chart:
    """One chart being drawn: first where everything goes, then each part on the canvas."""

    def __init__(
        self, series: Series, width: int, height: int, chosen: Month | None, hidden: bool
    ) -> None:
        """Measure what the width and the height allow."""
        self.axis, self.chosen = series.axis, chosen
        self.measure = Measure(series, hidden)
        self.labels = self.measure.ticks(self.axis)
        left = max(map(cell_width, self.labels)) + 2
        self.slots = Slots.fitted(left, width - left, len(series.points))
        self.shown = _window(series, max(1, (width - left) // self.slots.pitch), chosen)
        beyond = any(point.beyond(self.axis.top) for point in self.shown.points)
        self.above = int(height >= 7 and beyond)
        self.years = int(height >= 9)
        self.so_far = self._so_far_below(width)
        part = 3 if width < NARROW or height >= TALL else 4
        self.key = self._key(series, width, 1 if height < 9 else max(2, height // part))
        rows = max(1, height - self.above - 2 - self.years - len(self.key))
        steps = len(self.axis.ticks) - 1
        if rows >= 2 * steps:
            rows -= rows % steps
        self.scale = Scale(self.axis.top, rows)
        self.bottom = self.above + rows - 1
        self.canvas = Canvas(width, min(height, self.bottom + 3 + self.years + len(self.key)))

    def lines(self) -> list[Line]:
        """Draw it all, what lies behind first."""
        self._draw_axis()
        plot = Plot(self.canvas, self.slots, self.scale, self.bottom)
        for index, point in enumerate(self.shown.points):
            plot.draw_band(index, point)
            plot.draw_line(index, point)
            if point.parts:
                plot.draw_kinds(index, point)
            else:
                plot.draw_given(index, point)
            plot.draw_open(index, point)
            self._draw_base(index, point)
        if self.above:
            self._draw_beyond(plot)
        self._draw_months()
        if self.years:
            self._draw_years()
        drawn = self.canvas.lines()
        return drawn[: len(drawn) - len(self.key)] + self.key if self.key else drawn

    def _key(self, whole: Series, width: int, room: int) -> list[Line]:
        """The legend, which months are shown first, as far as there is room for whole items."""
        parts: list[Line] = []
        if len(self.shown.points) < len(whole.points):
            parts.append([(words.months_cut(self.shown, whole), Role.LABEL)])
        items = words.legend(self.shown, self.axis.top, self.measure.hidden)
        parts += [
            _explained(item)
            for item in items
            if item.sign is not Sign.SO_FAR or self.so_far is None
        ]
        lines: list[Line] = []
        for part in parts:
            longer = flowed(lines, part, width)
            if len(longer) <= room:
                lines = longer
        return lines

    def _draw_axis(self) -> None:
        x = self.slots.left - 1
        for y in range(self.above, self.bottom + 1):
            self.canvas.put(x, y, "│", Role.AXIS)
        zero, *between, top = zip(self.axis.ticks, self.labels, strict=True)
        taken: set[int] = set()
        # Between the ends only what falls on a row: uneven steps would be misread.
        even = [each for each in between if self.scale.eighths(each[0]) % 8 == 0]
        for tick, label in [zero, top, *even]:
            y = self.bottom + 1 - (self.scale.eighths(tick) + 4) // 8
            if y not in taken:
                taken.add(y)
                self.canvas.put(x - 1 - cell_width(label), y, label, Role.AXIS)
                self.canvas.put(x, y, "┤" if tick else "┼", Role.AXIS)

    def _draw_base(self, index: int, point: Point) -> None:
        chosen = point.month == self.chosen
        role = Role.CHOSEN if chosen else Role.LIMIT if point.line == 0 else Role.AXIS
        base = (CHOSEN_BASE if chosen else BASE) * self.slots.pitch
        self.canvas.put(self.slots.start(index), self.bottom + 1, base, role)

    def _draw_beyond(self, plot: Plot) -> None:
        """Mark each month that goes on above the top, and its number where there is room."""
        beyond = [
            (value, *plot.draw_beyond(index, point))
            for index, point in enumerate(self.shown.points)
            if (value := point.beyond(self.axis.top))
        ]
        for value, start, end in () if self.measure.hidden else sorted(beyond, reverse=True):
            number = self.measure.brief(value)
            width = cell_width(number)
            if self.canvas.fits(end + 1, 0, number):
                self.canvas.put(end, 0, number, Role.MARK)
            elif self.canvas.fits(start - 1 - width, 0, number):
                self.canvas.put(start - width, 0, number, Role.MARK)

    def _draw_months(self) -> None:
        firsts = {point.month.number: point.month.first for point in self.shown.points}
        names = {number: short_month(first) for number, first in firsts.items()}
        if max(map(cell_width, names.values())) >= self.slots.pitch:
            names = {number: letter_month(first) for number, first in firsts.items()}
        for index, point in enumerate(self.shown.points):
            name = names[point.month.number]
            x, y = self.slots.centred(index, name), self.bottom + 2
            role = Role.CHOSEN if point.month == self.chosen else Role.LABEL
            if cell_width(name) < self.slots.pitch or self.canvas.fits(x, y, name):
                self.canvas.put(x, y, name, role)

    def _draw_years(self) -> None:
        months = [point.month for point in self.shown.points]
        if self.so_far is not None:
            self.canvas.put(self.so_far, self.bottom + 3, words.so_far(), Role.LABEL)
        for index in [*_januaries(self.shown), 0]:
            year = str(months[index].year)
            x = min(self.slots.bar_start(index), self.canvas.width - len(year))
            if self.canvas.fits(x, self.bottom + 3, year):
                self.canvas.put(x, self.bottom + 3, year, Role.LABEL)

    def _so_far_below(self, width: int) -> int | None:
        """The column of "so far" below today's month; None where it would crowd out a year."""
        current = [index for index, point in enumerate(self.shown.points) if point.so_far]
        if not current or not self.years or self.slots.pitch < SO_FAR_FROM:
            return None
        x = self.slots.centred(current[0], words.so_far())
        x = min(x, width - cell_width(words.so_far()))
        before = max(index for index in [0, *_januaries(self.shown)] if index <= current[0])
        return x if x > self.slots.bar_start(before) + YEAR_WIDTH else None


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
