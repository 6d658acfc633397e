"""The legend of an image, and the signs that legend and chart share."""

import math
from collections.abc import Sequence

from tracker.charts import chart_text
from tracker.charts.chart_text import (
    LegendItem,
    LegendSign,
    build_legend,
    describe_single_amount,
    is_mostly_beyond,
)
from tracker.charts.image.font import measure_text
from tracker.charts.image.page import TEXT_COLOUR, ImagePage, Position, ShapeStyle
from tracker.charts.series import Series
from tracker.entries.types import Kind
from tracker.i18n import _label, format_month

MARGIN = 0.6
TEXT_SIZE = 10
LINE_HEIGHT = 0.24
SWATCH_WIDTH = 0.22
"""The width of a sign in the legend."""

OPEN, GIVEN_OPEN = "?", "+"
"""The signs of an ask, and of a payment, without a known amount."""
DOT_RADIUS, DOT_CORNERS = 0.045, 24
"""The size of the marks of what was seen and heard, and of how many strokes a circle is made."""

KIND_STYLES = {
    Kind.DONATION: ShapeStyle.GIVEN,
    Kind.DUES: ShapeStyle.DUES,
    Kind.MERCH: ShapeStyle.MERCH,
    Kind.EVENT: ShapeStyle.EVENT,
    Kind.LITERATURE: ShapeStyle.LITERATURE,
    Kind.OTHER: ShapeStyle.OTHER,
}
"""How each kind is painted. In grey they differ in lightness or pattern."""
FILLED_MARKS = frozenset({LegendSign.GIVEN_UNKNOWN, LegendSign.GIVEN_OF_NOTHING})
"""The marks that are filled: something was given in such a month."""


def build_image_legend(series: Series) -> list[LegendItem]:
    """Return the legend of an image, which has room for more than a terminal has."""
    items = []
    for item in build_legend(series, series.axis.top):
        if item.sign is LegendSign.ASKED:
            items += _split_asked_item(series, item)
        elif item.sign is LegendSign.BEYOND:
            items.append(_extend_beyond_item(series, item))
        else:
            items.append(item)
    return items


def _split_asked_item(series: Series, item: LegendItem) -> list[LegendItem]:
    """Return separate items for one amount and for a range, where both were asked for."""
    bands = [point.band for point in series.points if point.band]
    ranges = any(low != high for low, high in bands)
    items = [item] if ranges else []
    is_drawn = any(low == high <= series.axis.top for low, high in bands)
    if is_drawn or (not ranges and is_mostly_beyond(series.points, series.axis.top)):
        items.append(LegendItem(LegendSign.ASKED_ONE, describe_single_amount(has_ranges=ranges)))
    return items


def _extend_beyond_item(series: Series, item: LegendItem) -> LegendItem:
    """Add the month or year to an item about asks above the top, where it is about one."""
    points, top = series.points, series.axis.top
    beyond = [point for point in points if point.find_value_above(top)]
    if is_mostly_beyond(points, top) or any((point.given or 0) > top for point in points):
        return item
    most = max(beyond, key=lambda point: point.find_value_above(top))
    month = chart_text.format_point_name(most) if most.last else format_month(most.month.first_day)
    return LegendItem(item.sign, _label("{text}, in {month}").format(text=item.text, month=month))


def draw_legend(page: ImagePage, items: Sequence[LegendItem], y: float) -> float:
    """Write the legend in lines from a height down, and return the height below it."""
    x = MARGIN
    for item in items:
        if item.sign is LegendSign.SO_FAR:
            continue
        swatch = 0 if item.sign is LegendSign.KNOWN_MONTHS else SWATCH_WIDTH + 0.1
        width = swatch + measure_text(item.text, TEXT_SIZE)
        if x > MARGIN and x + width > page.width - MARGIN:
            x, y = MARGIN, y - LINE_HEIGHT
        _draw_sign(page, item.sign, x, y + 0.045)
        page.write_text((x + swatch, y), item.text, TEXT_SIZE, TEXT_COLOUR)
        x += width + 0.35
    return y


def _draw_sign(page: ImagePage, sign: LegendSign | Kind, x: float, middle: float) -> None:
    """Draw the sign of a legend's item around a height."""
    right, centre = x + SWATCH_WIDTH, x + SWATCH_WIDTH / 2
    match sign:
        case Kind():
            page.add_box(KIND_STYLES[sign], x, middle - 0.07, right, middle + 0.07)
        case LegendSign.GIVEN:
            page.add_box(
                ShapeStyle.GIVEN, centre - 0.06, middle - 0.07, centre + 0.06, middle + 0.07
            )
        case LegendSign.ASKED:
            page.add_box(ShapeStyle.ASKED, x, middle - 0.07, right, middle + 0.07)
            for y in (middle - 0.07, middle + 0.07):
                page.add_shape(ShapeStyle.ASKED_EDGE, (x, y), (right, y))
        case LegendSign.ASKED_ONE | LegendSign.NO_BAR | LegendSign.LIMIT:
            _draw_stroke(page, sign, x, middle)
        case LegendSign.BEYOND:
            draw_arrow(page, centre, middle - 0.07)
        case LegendSign.OPEN | LegendSign.GIVEN_OPEN:
            text = OPEN if sign is LegendSign.OPEN else GIVEN_OPEN
            page.write_text((centre, middle - 0.045), text, TEXT_SIZE, TEXT_COLOUR, "center")
        case LegendSign.SEEN | LegendSign.HEARD:
            draw_dot(page, sign, centre, middle, DOT_RADIUS)
        case (
            LegendSign.UNKNOWN
            | LegendSign.GIVEN_UNKNOWN
            | LegendSign.NOTHING_LEFT
            | LegendSign.GIVEN_OF_NOTHING
        ):
            draw_mark(page, sign, centre, middle, 0.06 if sign in FILLED_MARKS else 0.05)


def _draw_stroke(page: ImagePage, sign: LegendSign, x: float, middle: float) -> None:
    """Draw a sign that is a stroke: one amount, the limit, the base that a bar would be on."""
    style, y, more = {
        LegendSign.ASKED_ONE: (ShapeStyle.ASKED_ONE, middle, 0.0),
        LegendSign.NO_BAR: (ShapeStyle.BASE, middle - 0.07, 0.0),
        LegendSign.LIMIT: (ShapeStyle.LIMIT, middle, 0.04),
    }[sign]
    page.add_shape(style, (x - more, y), (x + SWATCH_WIDTH + more, y))


def draw_mark(page: ImagePage, sign: LegendSign, x: float, y: float, half: float) -> None:
    """Draw the mark of a month that nothing can be drawn of to scale, around a place."""
    corners: tuple[Position, ...] = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    if sign in (LegendSign.NOTHING_LEFT, LegendSign.GIVEN_OF_NOTHING):
        corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
    if sign in FILLED_MARKS:
        page.add_shape(ShapeStyle.MARK_FULL, *corners)
    else:
        page.add_shape(ShapeStyle.MARK, *corners, corners[0])


def draw_dot(page: ImagePage, sign: LegendSign, x: float, y: float, radius: float) -> None:
    """Draw the mark of what was seen, full, or of what was heard, hollow, around a place."""
    steps = (2 * math.pi * step / DOT_CORNERS for step in range(DOT_CORNERS + 1))
    corners = [(x + radius * math.cos(step), y + radius * math.sin(step)) for step in steps]
    style = ShapeStyle.MARK_FULL if sign is LegendSign.SEEN else ShapeStyle.MARK
    page.add_shape(style, *corners)


def draw_arrow(page: ImagePage, x: float, y: float) -> None:
    """Draw an arrow upwards from a place: it goes on."""
    tip = y + 0.14
    page.add_shape(ShapeStyle.MARK, (x, y), (x, tip))
    page.add_shape(ShapeStyle.MARK, (x - 0.035, tip - 0.045), (x, tip), (x + 0.035, tip - 0.045))
