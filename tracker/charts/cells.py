"""The chart in the cells of a terminal: shapes carry the meaning, colours may follow the roles.

Solid blocks are what was given, a light shade from low to high is what was asked, a dashed line is
my line. Heights are rounded to an eighth of a row, my line to half a row; a bar never stands on the
other side of my line than its month's figures do.
"""

import textwrap
from dataclasses import dataclass

from tracker.charts import words
from tracker.charts.canvas import Canvas, Line, Role, Segment, cell_width, flowed, plain
from tracker.charts.grid import DASH, EIGHTHS, NARROWEST, Scale, Slots, dash
from tracker.charts.series import WHOLE, Point, Series
from tracker.charts.words import HIDDEN, Item, Sign
from tracker.months import Month
from tracker.texts import letter_month, short_month, shown_percent

__all__ = ["Line", "Role", "Segment", "bars", "chart", "plain"]

SHADE, ARROW, OPEN, NO_INCOME, GIVEN_WITHOUT = "░", "↑", "?", "◇", "◆"
BASE, CHOSEN_BASE = "─", "━"
NARROW = 40
"""Below this width the legend takes more lines."""
YEAR = 12
YEAR_WIDTH = 4
SO_FAR_FROM = 4
"""How wide a month must be for "so far" to stand below it and be read as its own."""

SIGNS: dict[Sign, Segment] = {
    Sign.GIVEN: (EIGHTHS[8], Role.GIVEN),
    Sign.ASKED: (SHADE, Role.ASKED),
    Sign.LINE: (f"{DASH} {DASH}", Role.LIMIT),
    Sign.BEYOND: (ARROW, Role.MARK),
    Sign.NO_INCOME: (NO_INCOME, Role.MARK),
    Sign.GIVEN_WITHOUT: (GIVEN_WITHOUT, Role.MARK),
    Sign.OPEN: (OPEN, Role.MARK),
}


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
    scale = Scale(min(max(firm, default=1), WHOLE), height - 1)
    canvas, slots = Canvas(width, height), Slots(0, pitch)
    plot = _Plot(canvas, slots, scale, height - 1)
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


@dataclass(frozen=True, slots=True)
class _Plot:
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
            x = self.slots.start(index)
            self.canvas.put(x, self.bottom - row, SHADE * self.slots.pitch, Role.ASKED)

    def draw_line(self, index: int, point: Point) -> None:
        """Dash my line; one at 0 is the base, one beyond the top is named in the legend only."""
        if not point.line or point.line > self.scale.top:
            return
        row, sign = dash(self.scale.halves(point.line))
        for offset in range(0, self.slots.pitch - 1, 2):
            x = self.slots.start(index) + offset
            self.canvas.put(x, self.bottom - row, sign, Role.LIMIT)

    def draw_given(self, index: int, point: Point) -> None:
        """Draw the bar of what was given, or the mark that no share is known."""
        if point.without_income:
            mark = GIVEN_WITHOUT if point.given_cents else NO_INCOME
            self.canvas.put(self.slots.centred(index, mark), self.bottom, mark, Role.MARK)
            return
        full, part = divmod(self.scale.bar(point), 8)
        for row in range(full + bool(part)):
            sign = EIGHTHS[8 if row < full else part] * self.slots.bar
            self.canvas.put(self.slots.bar_start(index), self.bottom - row, sign, Role.GIVEN)

    def draw_open(self, index: int, point: Point) -> None:
        """Mark an ask without an amount, above all that is drawn in its month."""
        if not point.asked_open:
            return
        band = self.scale.eighths(point.band[1]) if point.band else 0
        row = max(-(-max(self.scale.bar(point), band) // 8), int(point.without_income))
        y = self.bottom - min(row, self.scale.rows - 1)
        self.canvas.put(self.slots.centred(index, OPEN), y, OPEN, Role.MARK)


class _Chart:
    """One chart being drawn: first where everything goes, then each part on the canvas."""

    def __init__(
        self, series: Series, width: int, height: int, chosen: Month | None, hidden: bool
    ) -> None:
        """Measure what the width and the height allow."""
        self.axis, self.chosen, self.hidden = series.axis, chosen, hidden
        self.labels = [self._percent(tick) for tick in self.axis.ticks]
        left = max(map(cell_width, self.labels)) + 2
        self.slots = Slots.fitted(left, width - left, len(series.points))
        self.shown = _window(series, max(1, (width - left) // self.slots.pitch), chosen)
        beyond = any(point.beyond(self.axis.top) for point in self.shown.points)
        self.above = int(height >= 7 and beyond)
        self.years = int(height >= 9)
        self.so_far = self._so_far_below(width)
        self.key = self._key(
            series, width, 1 if height < 9 else max(2, height // (3 if width < NARROW else 4))
        )
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
        plot = _Plot(self.canvas, self.slots, self.scale, self.bottom)
        for index, point in enumerate(self.shown.points):
            plot.draw_band(index, point)
            plot.draw_line(index, point)
            plot.draw_given(index, point)
            plot.draw_open(index, point)
            self._draw_base(index, point)
        if self.above:
            self._draw_beyond()
        self._draw_months()
        if self.years:
            self._draw_years()
        drawn = self.canvas.lines()
        return drawn[: len(drawn) - len(self.key)] + self.key if self.key else drawn

    def _percent(self, tick: int) -> str:
        return f"{HIDDEN} %" if self.hidden else shown_percent(tick, self.axis.decimals)

    def _key(self, whole: Series, width: int, room: int) -> list[Line]:
        """The legend, which months are shown first, as far as there is room for whole items."""
        parts: list[Line] = []
        if len(self.shown.points) < len(whole.points):
            parts.append([(words.months_cut(self.shown, whole), Role.LABEL)])
        items = words.legend(self.shown, self.axis.top, self.hidden)
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
        for tick, label in [zero, top, *between]:
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

    def _draw_beyond(self) -> None:
        beyond = [
            (value, index)
            for index, point in enumerate(self.shown.points)
            if (value := point.beyond(self.axis.top))
        ]
        for _value, index in beyond:
            self.canvas.put(self.slots.centred(index, ARROW), 0, ARROW, Role.MARK)
        for value, index in () if self.hidden else sorted(beyond, reverse=True):
            number, x = shown_percent(value, 0), self.slots.centred(index, ARROW)
            width = cell_width(number)
            if self.canvas.fits(x + 2, 0, number):
                self.canvas.put(x + 1, 0, number, Role.MARK)
            elif self.canvas.fits(x - 1 - width, 0, number):
                self.canvas.put(x - width, 0, number, Role.MARK)

    def _draw_months(self) -> None:
        firsts = [point.month.first for point in self.shown.points]
        names = [short_month(first) for first in firsts]
        if max(map(cell_width, names)) >= self.slots.pitch:
            names = [letter_month(first) for first in firsts]
        for index, (name, point) in enumerate(zip(names, self.shown.points, strict=True)):
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
