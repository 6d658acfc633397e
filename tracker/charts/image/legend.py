"""The legend of a picture, and the signs that it and the drawing share."""

from collections.abc import Sequence

from tracker.charts.chart_text import Item, Sign, legend, mostly_beyond, one_amount
from tracker.charts.image.matplotlib_page import INK, Ink, Page, Place, text_width
from tracker.charts.series import Series
from tracker.entries.types import Kind
from tracker.i18n import _, format_month

MARGIN = 0.6
TEXT = 10
LINE_HEIGHT = 0.24
SWATCH = 0.22
"""The width of a sign in the legend."""

KIND_INKS = {
    Kind.DONATION: Ink.GIVEN,
    Kind.DUES: Ink.DUES,
    Kind.MERCH: Ink.MERCH,
    Kind.EVENT: Ink.EVENT,
    Kind.LITERATURE: Ink.LITERATURE,
    Kind.OTHER: Ink.OTHER,
}
"""How each kind is painted; in grey they differ in lightness or pattern."""
FULL = frozenset({Sign.GIVEN_UNKNOWN, Sign.GIVEN_OF_NOTHING})
"""The marks that are filled: something was given in such a month."""


def items_of(series: Series) -> list[Item]:
    """What the signs of a picture mean; it has room to say what a terminal has none for."""
    items = []
    for item in legend(series, series.axis.top):
        if item.sign is Sign.ASKED:
            items += _asked(series, item)
        elif item.sign is Sign.BEYOND:
            items.append(_beyond(series, item))
        else:
            items.append(item)
    return items


def _asked(series: Series, item: Item) -> list[Item]:
    """What was asked, apart where it is one amount and where it is a range."""
    bands = [point.band for point in series.points if point.band]
    ranges = any(low != high for low, high in bands)
    found = [item] if ranges else []
    is_drawn = any(low == high <= series.axis.top for low, high in bands)
    if is_drawn or (not ranges and mostly_beyond(series.points, series.axis.top)):
        found.append(Item(Sign.ASKED_ONE, one_amount(ranges=ranges)))
    return found


def _beyond(series: Series, item: Item) -> Item:
    """What goes on above the top; with its month where one does, and nothing given."""
    points, top = series.points, series.axis.top
    beyond = [point for point in points if point.beyond(top)]
    if mostly_beyond(points, top) or any((point.given or 0) > top for point in points):
        return item
    most = max(beyond, key=lambda point: point.beyond(top))
    month = format_month(most.month.first_day)
    return Item(item.sign, _("{what}, in {month}").format(what=item.text, month=month))


def draw_legend(page: Page, items: Sequence[Item], y: float) -> float:
    """Write the legend in lines from a height down; the height below it."""
    x = MARGIN
    for item in items:
        if item.sign is Sign.SO_FAR:
            continue
        swatch = SWATCH + 0.1
        width = swatch + text_width(item.text, TEXT)
        if x > MARGIN and x + width > page.width - MARGIN:
            x, y = MARGIN, y - LINE_HEIGHT
        _draw_sign(page, item.sign, x, y + 0.045)
        page.write((x + swatch, y), item.text, TEXT, INK)
        x += width + 0.35
    return y


def _draw_sign(page: Page, sign: Sign | Kind, x: float, middle: float) -> None:
    """Draw the sign of a legend's item around a height."""
    right, centre = x + SWATCH, x + SWATCH / 2
    match sign:
        case Kind():
            page.box(KIND_INKS[sign], x, middle - 0.07, right, middle + 0.07)
        case Sign.GIVEN:
            page.box(Ink.GIVEN, centre - 0.06, middle - 0.07, centre + 0.06, middle + 0.07)
        case Sign.ASKED:
            page.box(Ink.ASKED, x, middle - 0.07, right, middle + 0.07)
            for y in (middle - 0.07, middle + 0.07):
                page.add(Ink.ASKED_EDGE, (x, y), (right, y))
        case Sign.ASKED_ONE | Sign.NO_BAR | Sign.LINE:
            _draw_stroke(page, sign, x, middle)
        case Sign.BEYOND:
            draw_arrow(page, centre, middle - 0.07)
        case Sign.OPEN:
            page.write((centre, middle - 0.045), "?", TEXT, INK, "center")
        case Sign.UNKNOWN | Sign.GIVEN_UNKNOWN | Sign.NOTHING_LEFT | Sign.GIVEN_OF_NOTHING:
            draw_mark(page, sign, centre, middle, 0.06 if sign in FULL else 0.05)


def _draw_stroke(page: Page, sign: Sign, x: float, middle: float) -> None:
    """Draw the sign of what is a stroke: one amount, my line, the base that a bar would be on."""
    ink, y, more = {
        Sign.ASKED_ONE: (Ink.ASKED_ONE, middle, 0.0),
        Sign.NO_BAR: (Ink.BASE, middle - 0.07, 0.0),
        Sign.LINE: (Ink.LINE, middle, 0.04),
    }[sign]
    page.add(ink, (x - more, y), (x + SWATCH + more, y))


def draw_mark(page: Page, sign: Sign, x: float, y: float, half: float) -> None:
    """Draw the mark of a month that nothing can be drawn of to scale, around a place."""
    corners: tuple[Place, ...] = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    if sign in (Sign.NOTHING_LEFT, Sign.GIVEN_OF_NOTHING):
        corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
    if sign in FULL:
        page.add(Ink.MARK_FULL, *corners)
    else:
        page.add(Ink.MARK, *corners, corners[0])


def draw_arrow(page: Page, x: float, y: float) -> None:
    """Draw an arrow upwards from a place: it goes on."""
    tip = y + 0.14
    page.add(Ink.MARK, (x, y), (x, tip))
    page.add(Ink.MARK, (x - 0.035, tip - 0.045), (x, tip), (x + 0.035, tip - 0.045))
