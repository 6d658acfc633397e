"""No cell of text starts a formula in any reader, and every text comes back as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import NAUGHTY
from tracker.export.tables.formula_guard import (
    SEPARATORS,
    TRIGGERS,
    guard_text,
    is_guarded,
    unguard_cell,
)

risky = st.one_of(
    st.text(st.sampled_from(SEPARATORS + TRIGGERS + "'a \u00e9"), max_size=12),
    st.text(st.characters(codec=None)),
    st.sampled_from(NAUGHTY),
)


@given(risky)
def test_every_text_comes_back(text: str) -> None:
    assert unguard_cell(guard_text(text)) == text


@given(risky, risky)
def test_no_two_texts_share_a_cell(one: str, other: str) -> None:
    assert (guard_text(one) == guard_text(other)) is (one == other)


@given(risky, st.sampled_from([*SEPARATORS, "\r\n", SEPARATORS]))
def test_no_piece_starts_with_a_trigger_whatever_a_reader_splits_at(text: str, at: str) -> None:
    pattern = re.escape(at) if at == "\r\n" else f"[{re.escape(at)}]"
    for piece in re.split(pattern, guard_text(text)):
        assert not piece.startswith(tuple(TRIGGERS))


@given(risky)
def test_a_cell_that_nothing_guards_to_is_noticed(cell: str) -> None:
    assert is_guarded(guard_text(cell))
    starts = f"(^|[{re.escape(SEPARATORS)}])"
    risky_start = re.search(f"{starts}[{re.escape(TRIGGERS)}]", cell)
    assert not (risky_start and is_guarded(cell))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("plain words, a comma", "plain words, a comma"),
        ("it's", "it's"),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("a;=b", "a;'=b"),
        ('say "=b"', 'say "\'=b"'),
        ("\uff1d1", "'\uff1d1"),
        ("a|-b", "a|'-b"),
        ("a;|=b", "a;'|'=b"),
    ],
)
def test_where_the_apostrophe_stands(text: str, cell: str) -> None:
    assert guard_text(text) == cell
