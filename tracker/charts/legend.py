"""The legend of a picture, and the signs that it and the drawing share."""

from collections.abc import Sequence

from tracker.charts.page import INK, Ink, Page, Place, text_width
from tracker.charts.words import UNSIGNED, Item, Sign
from tracker.entries.types import Kind

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


def draw_legend(page: Page, items: Sequence[Item], y: float) -> float:
    """Write the legend in lines from a height down; the height below it."""
    x = MARGIN
    for item in items:
        if item.sign is Sign.SO_FAR:
            continue
        swatch = 0 if item.sign in UNSIGNED else SWATCH + 0.1
        width = swatch + text_width(item.text, TEXT)
        if x > MARGIN and x + width > page.width - MARGIN:
            x, y = MARGIN, y - LINE_HEIGHT
        if swatch:
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
        case Sign.LINE:
            page.add(Ink.LINE, (x - 0.04, middle), (right + 0.04, middle))
        case Sign.BEYOND:
            draw_arrow(page, centre, middle - 0.07)
        case Sign.OPEN:
            page.write((centre, middle - 0.045), "?", TEXT, INK, "center")
        case Sign.UNKNOWN | Sign.GIVEN_UNKNOWN | Sign.NOTHING_LEFT | Sign.GIVEN_OF_NOTHING:
            draw_mark(page, sign, centre, middle, 0.06 if sign in FULL else 0.05)


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
