"""The chart as a picture to keep and to show: PNG for a screen, PDF for an A4 sheet.

It says what the terminal says, from the same series. It is told apart in grey by lightness and
shape: bars are dark, the band is light, my line is dashed, kinds have patterns. Importing this
imports matplotlib.
"""

from collections.abc import Sequence

from tracker.charts import chart_text
from tracker.charts.image.legend import (
    KIND_INKS,
    MARGIN,
    TEXT,
    draw_arrow,
    draw_legend,
    draw_mark,
    items_of,
)
from tracker.charts.image.matplotlib_page import (
    DIM,
    INK,
    Align,
    Form,
    Ink,
    Page,
    Place,
    fitting_size,
    text_width,
)
from tracker.charts.series import Point, Series, Value
from tracker.charts.value_format import Measure
from tracker.i18n import format_month_initial, format_month_name

__all__ = ["Form", "Plot", "draw"]

TITLE, SMALL = 17, 9
WIDEST = 0.8
"""The widest a month is drawn, so that few months do not become slabs."""
THINNEST = 0.03
"""The least height of the band."""
BESIDE = 0.06
"""What part of a month stays free on both sides of the line of one amount."""
OVERLAP = 0.004
"""How far a month's band reaches into the next, so that no seam shows between them."""
LETTER = 0.12
"""The least width of a month in which its initial can be read."""
HAIR = 0.012
"""The least height of a bar, so that no gift vanishes."""
SEAM = 0.014
"""The white between two kinds."""
CUT = 0.05
"""The height of a band of which nothing lies below the top: it is shown to begin above."""


def draw(series: Series, form: Form, groups: Sequence[str] = ()) -> bytes:
    """The picture of a series as the bytes of a file; groups are named in its title."""
    page = Page(form)
    title = chart_text.sentence(groups, series.view)
    room = page.width - 2 * MARGIN
    top = page.height - 0.75
    page.write((MARGIN, top), title, fitting_size(title, TITLE, room), INK)
    page.write((MARGIN, 0.4), chart_text.source(), SMALL)
    if not series.points:
        page.write((MARGIN, top - 0.35), chart_text.nothing(), TEXT)
        return page.bytes()
    page.write((MARGIN, top - 0.33), chart_text.months_shown(series), TEXT)
    top = draw_legend(page, items_of(series), top - 0.75)
    Plot(page, series, bottom=1.35, top=top - 0.62).draw()
    return page.bytes()


class Row:
    """Texts on one height that never run into each other: the first that comes is written."""

    def __init__(self, page: Page, y: float) -> None:
        """Begin a row at a height."""
        self._page, self._y = page, y
        self._taken: list[tuple[float, float]] = []

    def write(self, x: float, text: str, align: Align = "left") -> bool:
        """Write a text where its place is free; whether it was."""
        width = text_width(text, SMALL) + 0.06
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        if any(left < end and start < left + width for start, end in self._taken):
            return False
        self._taken.append((left, left + width))
        self._page.write((x, self._y), text, SMALL, DIM, align)
        return True


class Plot:
    """The months side by side above a base, with the axis at the left."""

    def __init__(self, page: Page, series: Series, bottom: float, top: float) -> None:
        """Measure where it stands on the page."""
        self.page, self.points, self.axis = page, series.points, series.axis
        self.bottom, self.top = bottom, top
        self.mostly_beyond = chart_text.mostly_beyond(self.points, self.axis.top)
        self.measure = Measure(series)
        self.labels = self.measure.ticks(self.axis)
        self.left = MARGIN + max(text_width(label, SMALL) for label in self.labels) + 0.12
        self.slot = min(WIDEST, (page.width - MARGIN - self.left) / len(self.points))
        self.right = self.x(len(self.points))

    def draw(self) -> None:
        """Draw all of it."""
        self._draw_axis()
        for index, point in enumerate(self.points):
            self._draw_band(self.x(index), point)
            self._draw_month(self.x(index), point)
        self._draw_line()
        self._draw_beyond()
        self._draw_months()

    def x(self, index: int) -> float:
        """Where a month begins."""
        return self.left + index * self.slot

    def y(self, value: Value) -> float:
        """How high a value stands, cut at the top."""
        part = min(value, self.axis.top) / self.axis.top
        return self.bottom + part * (self.top - self.bottom)

    def _draw_axis(self) -> None:
        for tick, label in zip(self.axis.ticks, self.labels, strict=True):
            y = self.y(tick)
            ink = Ink.GRID if tick else Ink.BASE
            self.page.add(ink, (self.left, y), (self.right, y))
            self.page.write((self.left - 0.1, y - 0.045), label, SMALL, DIM, "right")

    def _draw_band(self, left: float, point: Point) -> None:
        if point.band is None:
            return
        if point.band[0] > self.axis.top:
            # Where each has an arrow and a number, a band at the top would be read as the top.
            if self.mostly_beyond:
                self.page.box(Ink.ASKED, left, self.top, left + self.slot + OVERLAP, self.top + CUT)
            return
        low, high = self.y(point.band[0]), self.y(point.band[1])
        if point.band[0] == point.band[1]:
            free = BESIDE * self.slot
            self.page.add(Ink.ASKED_ONE, (left + free, high), (left + self.slot - free, high))
            return
        low = min(low, high - THINNEST)
        right = left + self.slot
        self.page.box(Ink.ASKED, left, low, right + OVERLAP, high)
        self.page.add(Ink.ASKED_EDGE, (left, low), (right, low))
        if point.band[1] <= self.axis.top:
            self.page.add(Ink.ASKED_EDGE, (left, high), (right, high))

    def _draw_month(self, left: float, point: Point) -> None:
        """Draw what was given, or why it cannot be, and asks that no band can show."""
        centre, above = left + self.slot / 2, self.bottom
        mark = chart_text.mark(point)
        if mark is not None:
            draw_mark(self.page, mark, centre, self.bottom + 0.1, min(0.06, self.slot * 0.42))
            above = self.bottom + 0.14
        elif point.parts:
            self._draw_kinds(centre, point)
        elif point.given_cents:
            above = max(self.y(point.given or 0), self.bottom + HAIR)
            half = self.slot * 0.31
            self.page.box(Ink.GIVEN, centre - half, self.bottom, centre + half, above)
        if point.asked_open:
            above = max(above, self.y(point.band[1])) if point.band else above
            self._draw_open(centre, min(above, self.top - 0.17) + 0.05, point)

    def _draw_kinds(self, centre: float, point: Point) -> None:
        """Draw what was given by kind, one upon the other."""
        half, below = self.slot * 0.31, 0
        for kind, cents in point.parts:
            bottom = self.y(below) + (SEAM if below else 0)
            below += cents
            top = max(self.y(below), bottom + HAIR)
            self.page.box(KIND_INKS[kind], centre - half, bottom, centre + half, top)

    def _draw_open(self, centre: float, y: float, point: Point) -> None:
        """Mark an ask without an amount, clear of my line, and to be read on a bar."""
        line = self.y(point.line) if point.line and point.line <= self.axis.top else self.bottom
        if y - 0.03 < line < y + 0.13:
            y = line + 0.05
        colour = "white" if point.given and y < self.y(point.given) else INK
        self.page.write((centre, y), "?", min(TEXT, self.slot * 72), colour, "center")

    def _draw_line(self) -> None:
        """Draw my line in steps, as far as it is known; beyond the top only the legend names it."""
        steps: list[Place] = []
        for index, point in enumerate(self.points):
            if point.line is not None and point.line <= self.axis.top:
                y = self.y(point.line)
                steps += [(self.x(index), y), (self.x(index + 1), y)]
            elif steps:
                self.page.add(Ink.LINE, *steps)
                steps = []
        if steps:
            self.page.add(Ink.LINE, *steps)

    def _draw_beyond(self) -> None:
        """Mark each month that goes on above the top, and its number where there is room.

        Where most asks do, the legend says it once, and only what was given is marked.
        """
        over = [
            (point.beyond(self.axis.top), index)
            for index, point in enumerate(self.points)
            if not self.mostly_beyond or (point.given or 0) > self.axis.top
        ]
        row = Row(self.page, self.top + 0.26)
        for value, index in sorted(over, reverse=True):
            if value:
                centre = self.x(index) + self.slot / 2
                draw_arrow(self.page, centre, self.top + 0.06)
                row.write(centre, self.measure.brief(value), "center")

    def _draw_months(self) -> None:
        """Write months and years below, and that today's month is not over."""
        firsts = [point.month.first_day for point in self.points]
        names = [format_month_name(first) for first in firsts]
        if max(text_width(name, SMALL) for name in names) + 0.06 > self.slot:
            names = [format_month_initial(first) for first in firsts] if self.slot > LETTER else []
        for index, name in enumerate(names):
            centre = self.x(index) + self.slot / 2
            self.page.write((centre, self.bottom - 0.2), name, SMALL, DIM, "center")
        y = self.bottom - 0.2 - (0.2 if names else 0)
        years, remarks = Row(self.page, y), Row(self.page, y - 0.2)
        starts = [index for index, first in enumerate(firsts) if first.month == 1]
        for index in [*starts, 0]:
            if index:
                self.page.add(Ink.YEAR, (self.x(index), self.bottom), (self.x(index), y - 0.02))
            inset = (self.slot - text_width(names[index], SMALL)) / 2 if names else 0.05
            years.write(self.x(index) + inset, str(firsts[index].year))
        for index in (index for index, point in enumerate(self.points) if point.so_far):
            text = chart_text.so_far() if names else chart_text.month_so_far(firsts[index])
            x = self.x(index) + self.slot / 2 + text_width(text, SMALL) / 2
            x = min(x, self.page.width - MARGIN)
            years.write(x, text, "right") or remarks.write(x, text, "right")
