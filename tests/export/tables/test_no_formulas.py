"""No cell of any table we write starts a formula, whatever sign its reader splits it at."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.bundles import prepare_bundle, render_tables
from tests.factories import CURRENCY
from tests.strategies import BookShape, books, count_examples, number_entries
from tracker.entries.types import Entry, Form, Meeting
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.export.tables.formula_guard import SEPARATORS, TRIGGERS

SPLIT_AT = ",;\t|"
"""What spreadsheet programs take for the end of a cell."""
risky = st.one_of(
    st.text(st.sampled_from(SEPARATORS + TRIGGERS + "'a\u00e9"), min_size=1, max_size=12),
    st.text(st.characters(codec="utf-8"), min_size=1),
)


def starting_as_formula(raw: bytes) -> list[tuple[str, bool, str]]:
    """The cells that start so to any reader, with what it splits at and how it takes quotes.

    Where a text ends as a cell may, `;"` and the end of its row look like a quoted line end to a
    reader that splits at `;`. No formula starts there: the next row begins with its number.
    """
    text = raw.decode(ENCODING)
    return [
        (at, quotes, cell)
        for at in SPLIT_AT
        for quotes in (True, False)
        for cell in _cells(text, at, quotes=quotes)
        if cell.removeprefix("\r\n").startswith(tuple(TRIGGERS))
    ]


def _cells(text: str, at: str, *, quotes: bool) -> Iterator[str]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    for row in csv.reader(StringIO(text, newline=""), delimiter=at, quoting=quoting):
        for cell in row:
            yield cell
            # A reader that is told of no quotes may still drop the one that a cell begins with.
            yield cell.removeprefix('"')


@pytest.mark.slow
@settings(max_examples=count_examples(8))
@given(books(BookShape(first=date(2026, 9, 1))), st.sampled_from(Dialect))
def test_no_book_has_one(entries: Sequence[Entry], dialect: Dialect) -> None:
    files = render_tables(prepare_bundle(entries, dialect, ExportSelection(private_notes=True)))
    for name in (ENTRIES_FILE, MONTHS_FILE):
        assert not starting_as_formula(files[name])


@settings(max_examples=count_examples(50))
@given(st.lists(risky, min_size=4, max_size=4), st.sampled_from(Dialect))
def test_no_text_is_one(texts: list[str], dialect: Dialect) -> None:
    group, words, tag, note = texts
    # As no entry line would take it: the tables do not rely on what was refused before them.
    meeting = Meeting(
        day=date(2025, 10, 11),
        form=Form.MEETING,
        group=group,
        words=words,
        circumstances=(tag, tag),
        private_note=note,
    )
    stream = StringIO(newline="")
    EntryTableWriter(CURRENCY).write_table(
        stream, dialect, number_entries([meeting]), private_notes=True
    )
    assert not starting_as_formula(stream.getvalue().encode(ENCODING))


def test_without_the_guard_there_would_be_some() -> None:
    for bare in ("=1+1", "a;=1+1", "a,=1+1", "a\t=1+1"):
        assert starting_as_formula(f'"1","{bare}"\r\n'.encode(ENCODING))
