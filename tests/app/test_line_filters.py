"""What a person wrote is painted without signs that turn a line around or that a terminal obeys."""

import re

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tracker.app.line_filters import ControlCharFilter
from tracker.i18n import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def paint(text: str) -> str:
    (segment,) = ControlCharFilter().apply([Segment(text)], Color(0, 0, 0))
    return segment.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eback to front\u202c", "back to front"),
        ("a\u2066\u061c\u200f\ufeffb", "ab"),
        ("a\x1b]0;title\x07b\x9b\r\n\t", "a]0;titleb"),
        ("half \ud800 of a sign", "half □ of a sign"),
        (f"12.50\u00a0EUR {FAMILY} \u05e9\u05dc", f"12.50\u00a0EUR {FAMILY} \u05e9\u05dc"),
    ],
    ids=ascii,
)
def test_what_is_painted_of_a_text(text: str, shown: str) -> None:
    assert paint(text) == shown


def test_a_line_stays_as_wide_as_it_was() -> None:
    either = re.compile(f"{INVISIBLE_CHARACTERS.pattern}|{CONTROL_CHARACTERS.pattern}")
    codes = (*range(0x3000), 0xD800, 0xDFFF, *range(0xFE00, 0x10000), *range(0xE0000, 0xE0080))
    taken_out = [chr(code) for code in codes if either.match(chr(code))]
    assert len(taken_out) > 150
    for sign in taken_out:
        assert not either.search(paint(f"a{sign}b"))
        assert cell_len(paint(f"a{sign}b")) == 2 + cell_len(sign), ascii(sign)
