"""The font of images: how wide its texts are, and which characters it has.

Its file comes with matplotlib and is read here without it: matplotlib takes longer to import than a
summary takes to make.
"""

import math
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import Struct, iter_unpack, unpack_from
from typing import NamedTuple

from tracker.charts.image.matplotlib_loader import build_image_error

MISSING_GLYPH = "\N{WHITE SQUARE}"
"""The replacement for a character that the font lacks."""
SMALLEST_TEXT = 7
POINTS_PER_INCH = 72
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
"""Characters without a shape that only choose one for the character before."""
_TABLE_RECORD = Struct(">4s4xII")
_ALL_OF_UNICODE = 12
"""The format of a `cmap` that has every character of Unicode."""


class Font(NamedTuple):
    """What a font file says about its characters, in its own units."""

    units: int
    """The units of its size."""
    glyphs: dict[int, int]
    """The glyph of each character."""
    advances: tuple[int, ...]
    """How far each glyph moves on. All others are as wide as the last one."""

    def measure(self, text: str) -> float:
        """Return how wide a text is, times its size."""
        last = len(self.advances) - 1
        glyphs = (self.glyphs.get(ord(sign), 0) for sign in text)
        return sum(self.advances[min(glyph, last)] for glyph in glyphs) / self.units


def find_font_folder() -> Path:
    """Return the folder of the images' font, for the summary that shows them."""
    package = find_spec("matplotlib")
    if package is None or package.origin is None:
        raise build_image_error(ModuleNotFoundError())
    return Path(package.origin).with_name("mpl-data") / "fonts" / "ttf"


@cache
def _load_font() -> Font:
    """Read the font's file as OpenType describes it. Raises ImageError if it is not there."""
    try:
        data = find_font_folder().joinpath("DejaVuSans.ttf").read_bytes()
    except OSError as error:
        raise build_image_error(error) from error
    (count,) = unpack_from(">H", data, 4)
    records = _TABLE_RECORD.iter_unpack(data[12 : 12 + count * _TABLE_RECORD.size])
    tables = {tag: data[start : start + length] for tag, start, length in records}
    (units,) = unpack_from(">H", tables[b"head"], 18)
    (wide,) = unpack_from(">H", tables[b"hhea"], 34)
    advances = tuple(advance for advance, _side in iter_unpack(">Hh", tables[b"hmtx"][: 4 * wide]))
    return Font(units, _read_glyphs(tables[b"cmap"]), advances)


def _read_glyphs(table: bytes) -> dict[int, int]:
    """Return the glyph of each character, from the subtable with all of Unicode."""
    (count,) = unpack_from(">H", table, 2)
    for _platform, _encoding, start in iter_unpack(">HHI", table[4 : 4 + 8 * count]):
        if unpack_from(">H", table, start) == (_ALL_OF_UNICODE,):
            (size,) = unpack_from(">I", table, start + 12)
            ranges = iter_unpack(">III", table[start + 16 : start + 16 + 12 * size])
            return {
                sign: glyph + sign - first
                for first, last, glyph in ranges
                for sign in range(first, last + 1)
            }
    raise ValueError


@lru_cache(16_384)
def measure_text(text: str, size: float) -> float:
    """Return how wide a text will be, in inches."""
    return _load_font().measure(replace_missing_glyphs(text)) * size / POINTS_PER_INCH


def fit_text_size(text: str, largest: float, width: float) -> float:
    """Return the size in whole points in which a text fits a width, but at least a readable one."""
    return max(
        SMALLEST_TEXT, min(largest, math.floor(largest * width / measure_text(text, largest)))
    )


def replace_missing_glyphs(text: str) -> str:
    """Return the text with a square for each character the font lacks, without invisible ones."""
    glyphs = _load_font().glyphs
    signs = []
    for sign in text:
        if sign.isspace():
            signs.append(" ")
        elif not sign.isprintable() or ord(sign) in VARIATION_SELECTORS:
            continue
        else:
            signs.append(sign if ord(sign) in glyphs else MISSING_GLYPH)
    return "".join(signs)
