"""The width of hard texts: the same everywhere, and the one by which Textual cuts lines."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from tests.strategies import ANY_LETTERS
from tracker import text_width
from tracker.charts.terminal.canvas import Canvas, Role, render_plain_text
from tracker.cli.text_table import format_table
from tracker.text_width import cut_to_cells, find_part, flow_parts, measure_cells, split_signs
from tracker.widgets.text_format import fit_text

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
HARD_TEXTS = {
    "": 0,
    "dues": 4,
    "•••": 3,
    "“no” – 1\u202f234,50\xa0€…": 18,
    "11月": 4,
    "漢字": 4,
    "한국": 4,
    "e\u0301": 1,
    "क्षि": 2,
    FAMILY: 2,
    "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}": 2,
    "\N{HEAVY BLACK HEART}": 1,
    "\N{HEAVY BLACK HEART}\ufe0f": 2,
    "\N{REGIONAL INDICATOR SYMBOL LETTER D}\N{REGIONAL INDICATOR SYMBOL LETTER E}": 2,
    "a\u200bb\u2060c": 3,
    "a\tb": 2,
    "a\x07b": 2,
}
"""Texts and their cells; what a terminal would act on takes none."""


@pytest.mark.parametrize(("text", "cells"), HARD_TEXTS.items(), ids=map(ascii, HARD_TEXTS))
def test_hard_texts_have_their_width_everywhere(text: str, cells: int) -> None:
    assert measure_cells(text) == cells
    assert Content(text).cell_length == cells
    assert Strip([Segment(text)]).cell_length == cells
    canvas = Canvas(20, 1)
    canvas.write(0, 0, f"{text}|", Role.LABEL)
    assert render_plain_text(canvas.render_lines()).endswith("|")
    assert measure_cells(render_plain_text(canvas.render_lines())) == cells + 1


@given(st.text(ANY_LETTERS))
def test_any_text_is_as_wide_as_textual_takes_it(text: str) -> None:
    assert measure_cells(text) == Strip([Segment(text)]).cell_length
    assert "".join(sign for sign, _cells in split_signs(text)) == text


def test_what_is_counted_without_rich_is_one_cell_there() -> None:
    signs = "".join(map(chr, range(sys.maxunicode)))
    counted = "".join(text_width._ONE_CELL_EACH.findall(signs))
    assert len(counted) > 400
    assert {sign for sign in counted if get_character_cell_size(sign) != 1} == set()


@given(st.text(ANY_LETTERS), st.integers(0, 12))
def test_a_cut_is_the_longest_beginning_that_fits(text: str, width: int) -> None:
    start = cut_to_cells(text, width)
    assert text.startswith(start)
    signs = split_signs(text)
    count = len(split_signs(start))
    assert "".join(sign for sign, _cells in signs[:count]) == start
    assert sum(cells for _sign, cells in signs[:count]) <= width
    assert start == text or sum(cells for _sign, cells in signs[: count + 1]) > width


def test_an_emoji_that_was_joined_of_several_is_never_cut_in_two() -> None:
    for width in range(6):
        start = cut_to_cells(f"a{FAMILY}b", width)
        assert start == {0: "", 1: "a", 2: "a", 3: f"a{FAMILY}"}.get(width, f"a{FAMILY}b")
        assert fit_text(FAMILY, 1) in ("…", " ")


def test_a_canvas_keeps_accents_and_joined_emoji() -> None:
    canvas = Canvas(6, 1)
    canvas.write(0, 0, f"e\u0301{FAMILY}क्षि", Role.LABEL)
    assert render_plain_text(canvas.render_lines()) == f"e\u0301{FAMILY}क्षि"


def test_columns_of_the_command_line_stand_below_each_other() -> None:
    names = [text for text in HARD_TEXTS if "\t" not in text]
    lines = list(format_table([("name", "sum"), *((name, "|") for name in names)]))
    starts = {measure_cells(line[: line.rindex("|")]) for line in lines[1:]}
    assert starts == {20}
    assert any("a□b" in line for line in lines)


SIZES = st.lists(st.integers(0, 12), max_size=12)


@given(SIZES, st.integers(0, 4), st.integers(1, 30))
def test_parts_begin_a_line_only_where_they_do_not_fit(
    sizes: list[int], gap: int, width: int
) -> None:
    lines = flow_parts(range(len(sizes)), sizes.__getitem__, gap, width)
    assert [index for line in lines for index in line] == list(range(len(sizes)))
    used = [sum(sizes[index] for index in line) + gap * (len(line) - 1) for line in lines]
    assert all(cells <= width or len(line) == 1 for cells, line in zip(used, lines, strict=True))
    for cells, following in zip(used, lines[1:], strict=False):
        assert cells + gap + sizes[following[0]] > width


def test_a_wrapped_part_leaves_room_beside_its_last_line() -> None:
    lines = flow_parts(["aaaa bb", "cc", "d"], len, 1, 5, wrap=str.split)
    assert lines == [["aaaa"], ["bb", "cc"], ["d"]]


@given(SIZES, st.integers(0, 4), st.integers(1, 30))
def test_each_cell_of_a_part_finds_it(sizes: list[int], gap: int, width: int) -> None:
    lines = flow_parts(range(len(sizes)), sizes.__getitem__, gap, width)
    for y, line in enumerate(lines):
        drawn: list[int | None] = []
        for index in line:
            drawn += [*[index] * sizes[index], *[None] * gap]
        found = [find_part(lines, sizes.__getitem__, gap, (x, y)) for x in range(len(drawn) + 2)]
        assert found == [*drawn, None, None]
    assert find_part(lines, sizes.__getitem__, gap, (0, len(lines))) is None
    assert find_part(lines, sizes.__getitem__, gap, (0, -1)) is None
    assert find_part(lines, sizes.__getitem__, gap, (-1, 0)) is None
