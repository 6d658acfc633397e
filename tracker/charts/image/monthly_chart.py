"""The monthly chart as an image: PNG for a screen, PDF for an A4 sheet.

It shows what the terminal shows, from the same series. In grey its parts differ by lightness and
shape: bars are dark, the band is light, the limit is dashed, kinds have patterns.
"""

from collections.abc import Sequence
from datetime import date

from tracker.charts import chart_text
from tracker.charts.chart_text import LegendSign
from tracker.charts.image.font import fit_text_size, measure_text
from tracker.charts.image.legend import (
    DOT_RADIUS,
    GIVEN_OPEN,
    KIND_STYLES,
    MARGIN,
    OPEN,
    TEXT_SIZE,
    build_image_legend,
    draw_arrow,
    draw_dot,
    draw_legend,
    draw_mark,
)
from tracker.charts.image.page import (
    DIM_COLOUR,
    TEXT_COLOUR,
    Align,
    ImageFormat,
    ImagePage,
    Position,
    ShapeStyle,
)
from tracker.charts.series import ChartValue, MonthPoint, Series
from tracker.charts.value_format import ValueFormat
from tracker.i18n import format_month_initial

__all__ = ["ImageFormat", "ImagePlot", "draw_monthly_chart"]

TITLE_SIZE, SMALL_SIZE = 17, 9
WIDEST_BAR = 0.6
"""The widest a bar is drawn. Few months fill the width, but their bars do not become blocks."""
THINNEST_BAND = 0.03
"""The least height of the band."""
SIDE_GAP = 0.06
"""The part of a month that is free on both sides of the line of one amount."""
OVERLAP = 0.004
"""How far a month's band reaches into the next, which hides the seam between them."""
INITIAL_WIDTH = 0.12
"""The least width of a month in which its initial can be read."""
LOWEST_BAR = 0.012
"""The least height of a bar, which keeps every gift visible."""
KIND_GAP = 0.014
"""The white between two kinds."""
OPEN_HEIGHT = 0.15
"""The height of a sign of what has no amount, with the gap to the next one."""
OBSERVED_HEIGHT = 0.2
"""The height of the row of what was seen and heard."""
CUT_BAND_HEIGHT = 0.05
"""The height of a band that is all above the top: it is shown to begin there."""


def draw_monthly_chart(
    series: Series, image_format: ImageFormat, groups: Sequence[str] = ()
) -> bytes:
    """Return the image of a series as the bytes of a file. Its title names the groups."""
    # It takes longer to import than all the rest, and a summary draws months without it.
    from tracker.charts.image.matplotlib_page import render_image

    page = ImagePage(image_format)
    title = chart_text.describe_chart(
        groups, series.view, is_yearly=series.is_yearly, is_given_only=series.is_given_only
    )
    room = page.width - 2 * MARGIN
    top = page.height - 0.75
    page.write_text((MARGIN, top), title, fit_text_size(title, TITLE_SIZE, room), TEXT_COLOUR)
    page.write_text((MARGIN, 0.4), chart_text.describe_source(), SMALL_SIZE)
    if not series.points:
        page.write_text((MARGIN, top - 0.35), chart_text.describe_empty_chart(), TEXT_SIZE)
        return render_image(page)
    page.write_text((MARGIN, top - 0.33), chart_text.describe_shown_months(series), TEXT_SIZE)
    top = draw_legend(page, build_image_legend(series), top - 0.75)
    bottom = 1.35 + measure_observed_height(series)
    ImagePlot(page, series, bottom=bottom, top=top - 0.62).draw()
    return render_image(page)


def measure_observed_height(series: Series) -> float:
    """Return how much more room the row of what was seen and heard takes below the base."""
    is_marked = any(point.seen or point.heard for point in series.points)
    return OBSERVED_HEIGHT if is_marked else 0.0


class TextRow:
    """Texts on one height that never run into each other: the first that comes is written."""

    def __init__(self, page: ImagePage, y: float) -> None:
        """Begin a row at a height."""
        self._page, self._y = page, y
        self._occupied: list[tuple[float, float]] = []

    def write_if_free(self, x: float, text: str, align: Align = "left") -> bool:
        """Write a text where its place is free, and return whether it was."""
        width = measure_text(text, SMALL_SIZE) + 0.06
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        if any(left < end and start < left + width for start, end in self._occupied):
            return False
        self._occupied.append((left, left + width))
        self._page.write_text((x, self._y), text, SMALL_SIZE, DIM_COLOUR, align)
        return True


class ImagePlot:
    """The months side by side above a base, with the axis at the left."""

    def __init__(self, page: ImagePage, series: Series, bottom: float, top: float) -> None:
        """Measure its place on the page."""
        self.page, self.points, self.axis = page, series.points, series.axis
        self.is_yearly = series.is_yearly
        self.observed_height = measure_observed_height(series)
        self.bottom, self.top = bottom, top
        self.is_mostly_beyond = chart_text.is_mostly_beyond(self.points, self.axis.top)
        self.value_format = ValueFormat(series)
        self.labels = self.value_format.format_ticks(self.axis)
        self.left = MARGIN + max(measure_text(label, SMALL_SIZE) for label in self.labels) + 0.12
        self.slot = (page.width - MARGIN - self.left) / len(self.points)
        self.half_bar = min(WIDEST_BAR / 2, self.slot * 0.31)
        # The asked amounts of months are one band over time. Those of years are apart.
        self.band_inset = max(0.0, self.slot / 2 - 1.6 * self.half_bar) if self.is_yearly else 0.0
        self.right = self.find_x(len(self.points))

    def draw(self) -> None:
        """Draw all of it."""
        self._draw_axis()
        for index, point in enumerate(self.points):
            self._draw_band(self.find_x(index), point)
            self._draw_month(self.find_x(index), point)
            self._draw_observed(self.find_x(index) + self.slot / 2, point)
        self._draw_limit()
        self._draw_beyond()
        self._draw_months()

    def find_x(self, index: int) -> float:
        """Return where a month begins."""
        return self.left + index * self.slot

    def find_y(self, value: ChartValue) -> float:
        """Return the height of a value, cut at the top."""
        part = min(value, self.axis.top) / self.axis.top
        return self.bottom + part * (self.top - self.bottom)

    def _draw_axis(self) -> None:
        for tick, label in zip(self.axis.ticks, self.labels, strict=True):
            y = self.find_y(tick)
            style = ShapeStyle.GRID if tick else ShapeStyle.BASE
            self.page.add_shape(style, (self.left, y), (self.right, y))
            self.page.write_text(
                (self.left - 0.1, y - 0.045), label, SMALL_SIZE, DIM_COLOUR, "right"
            )

    def _draw_band(self, left: float, point: MonthPoint) -> None:
        if point.band is None:
            return
        right = left + self.slot - self.band_inset
        left += self.band_inset
        overlap = 0 if self.is_yearly else OVERLAP
        if point.band[0] > self.axis.top:
            # Where each has an arrow and a number, a band at the top would be read as the top.
            if self.is_mostly_beyond:
                self.page.add_box(
                    ShapeStyle.ASKED,
                    left,
                    self.top,
                    right + overlap,
                    self.top + CUT_BAND_HEIGHT,
                )
            return
        low, high = self.find_y(point.band[0]), self.find_y(point.band[1])
        if point.band[0] == point.band[1]:
            free = SIDE_GAP * self.slot
            self.page.add_shape(ShapeStyle.ASKED_ONE, (left + free, high), (right - free, high))
            return
        low = min(low, high - THINNEST_BAND)
        self.page.add_box(ShapeStyle.ASKED, left, low, right + overlap, high)
        self.page.add_shape(ShapeStyle.ASKED_EDGE, (left, low), (right, low))
        if point.band[1] <= self.axis.top:
            self.page.add_shape(ShapeStyle.ASKED_EDGE, (left, high), (right, high))

    def _draw_month(self, left: float, point: MonthPoint) -> None:
        """Draw what was given, or why it cannot be, and asks that no band can show."""
        centre, above = left + self.slot / 2, self.bottom
        mark = chart_text.choose_mark(point)
        if mark is not None:
            draw_mark(self.page, mark, centre, self.bottom + 0.1, min(0.06, self.slot * 0.42))
            above = self.bottom + 0.14
        elif point.given_by_kind:
            self._draw_kinds(centre, point)
        elif point.given_cents:
            above = max(self.find_y(point.given or 0), self.bottom + LOWEST_BAR)
            left, right = centre - self.half_bar, centre + self.half_bar
            self.page.add_box(ShapeStyle.GIVEN, left, self.bottom, right, above)
        if point.given_open:
            if point.given_by_kind:
                above = self.find_y(point.given_cents)
            self._draw_sign(centre, min(above, self.top - 0.17) + 0.05, GIVEN_OPEN, point)
            above += OPEN_HEIGHT
        if point.asked_open:
            above = max(above, self.find_y(point.band[1])) if point.band else above
            self._draw_sign(centre, min(above, self.top - 0.17) + 0.05, OPEN, point)

    def _draw_observed(self, centre: float, point: MonthPoint) -> None:
        """Mark what was seen and heard below the base: full and hollow, side by side."""
        y, radius = self.bottom - OBSERVED_HEIGHT * 0.62, min(DOT_RADIUS, self.slot * 0.2)
        apart = 1.3 * radius if point.seen and point.heard else 0
        if point.seen:
            draw_dot(self.page, LegendSign.SEEN, centre - apart, y, radius)
        if point.heard:
            draw_dot(self.page, LegendSign.HEARD, centre + apart, y, radius)

    def _draw_kinds(self, centre: float, point: MonthPoint) -> None:
        """Draw what was given by kind, one upon the other."""
        half, below = self.half_bar, 0
        for kind, cents in point.given_by_kind:
            bottom = self.find_y(below) + (KIND_GAP if below else 0)
            below += cents
            top = max(self.find_y(below), bottom + LOWEST_BAR)
            self.page.add_box(KIND_STYLES[kind], centre - half, bottom, centre + half, top)

    def _draw_sign(self, centre: float, y: float, sign: str, point: MonthPoint) -> None:
        """Mark what has no amount, clear of the limit, and readable on a bar."""
        line = (
            self.find_y(point.limit)
            if point.limit and point.limit <= self.axis.top
            else self.bottom
        )
        if y - 0.03 < line < y + 0.13:
            y = line + 0.05
        colour = "white" if point.given and y < self.find_y(point.given) else TEXT_COLOUR
        self.page.write_text((centre, y), sign, min(TEXT_SIZE, self.slot * 72), colour, "center")

    def _draw_limit(self) -> None:
        """Draw the limit in steps, where it is known. Above the top only the legend names it."""
        steps: list[Position] = []
        for index, point in enumerate(self.points):
            if point.limit is not None and point.limit <= self.axis.top:
                y = self.find_y(point.limit)
                steps += [(self.find_x(index), y), (self.find_x(index + 1), y)]
            elif steps:
                self.page.add_shape(ShapeStyle.LIMIT, *steps)
                steps = []
        if steps:
            self.page.add_shape(ShapeStyle.LIMIT, *steps)

    def _draw_beyond(self) -> None:
        """Mark each month that goes on above the top, and its number where there is room.

        Where most asks do, the legend says it once, and only what was given is marked.
        """
        over = [
            (point.find_value_above(self.axis.top), index)
            for index, point in enumerate(self.points)
            if not self.is_mostly_beyond or (point.given or 0) > self.axis.top
        ]
        row = TextRow(self.page, self.top + 0.26)
        for value, index in sorted(over, reverse=True):
            if value:
                centre = self.find_x(index) + self.slot / 2
                draw_arrow(self.page, centre, self.top + 0.06)
                row.write_if_free(centre, self.value_format.format_brief(value), "center")

    def _draw_months(self) -> None:
        """Write months and years below, and that today's month is not over."""
        firsts = [point.month.first_day for point in self.points]
        names = self._choose_names(firsts)
        y = self.bottom - 0.2 - self.observed_height
        for index, name in enumerate(names):
            centre = self.find_x(index) + self.slot / 2
            self.page.write_text((centre, y), name, SMALL_SIZE, DIM_COLOUR, "center")
        if names:
            y -= 0.2
        if self.is_yearly:
            self._draw_year_parts(y)
            return
        years, remarks = TextRow(self.page, y), TextRow(self.page, y - 0.2)
        starts = [index for index, first in enumerate(firsts) if first.month == 1]
        for index in [*starts, 0]:
            x = self.find_x(index)
            if index:
                self.page.add_shape(ShapeStyle.YEAR, (x, self.bottom), (x, y - 0.02))
            self._write_year(years, index, names)
        for index, point in enumerate(self.points):
            if not point.is_unfinished:
                continue
            text = chart_text.format_so_far()
            if not names:
                text = chart_text.format_month_so_far(firsts[index])
            x = self.find_x(index) + self.slot / 2 + measure_text(text, SMALL_SIZE) / 2
            x = min(x, self.page.width - MARGIN)
            years.write_if_free(x, text, "right") or remarks.write_if_free(x, text, "right")

    def _draw_year_parts(self, y: float) -> None:
        """Write below a year which part of it there is."""
        row = TextRow(self.page, y)
        for index, point in enumerate(self.points):
            text = chart_text.format_year_part(point)
            half = measure_text(text, SMALL_SIZE) / 2
            centre = self.find_x(index) + self.slot / 2
            row.write_if_free(min(centre, self.page.width - MARGIN - half), text, "center")

    def _choose_names(self, firsts: Sequence[date]) -> list[str]:
        """Return the names of the months, their initials where it is narrow, or none at all."""
        names = [chart_text.format_point_name(point) for point in self.points]
        if max(measure_text(name, SMALL_SIZE) for name in names) + 0.06 <= self.slot:
            return names
        if self.slot <= INITIAL_WIDTH:
            return []
        return [format_month_initial(first) for first in firsts]

    def _write_year(self, years: TextRow, index: int, names: Sequence[str]) -> None:
        """Write the year of a month where it is free, below the beginning of the month's name."""
        inset = 0.05
        if names:
            inset = (self.slot - measure_text(names[index], SMALL_SIZE)) / 2
        year = str(self.points[index].month.year)
        years.write_if_free(self.find_x(index) + inset, year)
