"""The card as a PDF: one A6 page with its lines, and nothing that tells where it is from."""

import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.strategies import count_examples, texts
from tracker.analysis.asks.card import MOST_CHARACTERS, MOST_LINES
from tracker.export.report.card import typeset_card

LINES = ("Not today. I’ll tell you next week.", "At most 20.", "Call 0800 111 0 111")
A6 = (297.6, 419.5)
"""105 by 148 millimetres, in points."""
TRACES = (b"racker", b"ypst", b"pypdf", b"/Producer", b"/Creator", b"/Metadata", b"/Info", b"/ID")


def read_card(pdf: bytes) -> PdfReader:
    """Return a card that is one page of A6."""
    reader = PdfReader(BytesIO(pdf))
    (page,) = reader.pages
    assert (round(float(page.mediabox.width), 1), round(float(page.mediabox.height), 1)) == A6
    return reader


def read_words(pdf: bytes) -> str:
    """Return the text of a card with single spaces."""
    return " ".join(read_card(pdf).pages[0].extract_text().split())


def test_a_card_is_its_lines_and_nothing_else() -> None:
    assert read_words(typeset_card(LINES)) == " ".join(LINES)


def test_nothing_in_the_file_tells_where_it_is_from() -> None:
    pdf = typeset_card(LINES)
    reader = read_card(pdf)
    assert reader.metadata is None
    assert reader.xmp_metadata is None
    streams = [part.partition(b"endstream")[0] for part in pdf.split(b"stream\n")]
    content = pdf + b"".join(inflate(stream) for stream in streams)
    assert [trace for trace in TRACES if trace in content] == []


def inflate(stream: bytes) -> bytes:
    """Return what a stream of the file holds, or nothing if it is not packed."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def test_the_same_card_is_the_same_file() -> None:
    assert typeset_card(LINES) == typeset_card(LINES)


@pytest.mark.parametrize("letter", ["W", "m ", "ﷺ", "漢"])
def test_the_longest_lines_fit_on_the_page(letter: str) -> None:
    longest = (letter * MOST_CHARACTERS)[:MOST_CHARACTERS]
    read_card(typeset_card([longest] * MOST_LINES + [longest] * 3))


@settings(deadline=None, max_examples=count_examples(40))
@given(st.lists(texts().map(lambda text: text[:MOST_CHARACTERS]), min_size=1, max_size=MOST_LINES))
def test_any_text_is_one_page(lines: list[str]) -> None:
    read_card(typeset_card(lines))


def test_no_text_is_read_as_markup() -> None:
    assert read_words(typeset_card(["*a* $1+1$ #text[b]"])) == "*a* $1+1$ #text[b]"
