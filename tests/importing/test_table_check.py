"""A genuine table never differs from the notebook, whatever was left out; a changed cell does."""

from collections.abc import Sequence
from contextlib import suppress
from io import StringIO

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.export.bundles import render_tables
from tests.factories import CURRENCY, make_book_in_memory
from tests.strategies import LAST_DAY, books, count_examples, number_entries
from tracker.entries.types import Entry
from tracker.export.bundle import DATAPACKAGE_FILE, ENTRIES_FILE, load_bundle
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS
from tracker.importing.bundle_reader import build_files_in_memory, survey_bundle
from tracker.importing.table_check import TableCheck, check_table

ALWAYS = (
    *("amount_low", "amount_high", "type", "kind", "id", "answers", "pledged", "currency"),
    *("hours", "hours_high", "minutes", "for_month"),
)
"""Columns that an export never empties."""
ALIASES = ("readers", "singers", None)


def run_check(
    entries: Sequence[Entry],
    choice: ExportSelection,
    dialect: Dialect,
    changes: Sequence[tuple[int, str]],
) -> tuple[TableCheck, int]:
    """What is found in a table after cells were changed in rows, and how many rows there are."""
    with make_book_in_memory() as book:
        book.import_entries(number_entries(entries), LAST_DAY)
        labels = book.load_monthly_facts(LAST_DAY).groups
        shown = {label: name or label for label, name in zip(labels, ALIASES, strict=False)}
        if choice.groups is not None:
            choice = ExportSelection(labels=choice.labels, words=choice.words, groups=shown)
        files = render_tables(load_bundle(book, LAST_DAY, dialect, choice))
        rows = list(dialect.read_rows(files[ENTRIES_FILE]))
        for place, column in changes if len(rows) > 1 else ():
            rows[1 + place % (len(rows) - 1)][ENTRY_COLUMNS.index(column)] += "1"
        made = StringIO()
        dialect.write_rows(made, rows)
        bundle = survey_bundle(
            build_files_in_memory("x", made.getvalue().encode(ENCODING), files[DATAPACKAGE_FILE])
        )
        then = book.witness_queries.load_witnessed_entries(book.make_witness().hashes)
        return check_table(bundle, then, CURRENCY, labels), len(rows) - 1


choices = st.builds(
    ExportSelection,
    groups=st.sampled_from([None, {}]),
    private_notes=st.booleans(),
    income=st.booleans(),
    labels=st.booleans(),
    words=st.booleans(),
)


@settings(max_examples=count_examples(10))
@given(books(), choices, st.sampled_from(Dialect))
def test_a_genuine_table_never_differs(
    entries: list[Entry], choice: ExportSelection, dialect: Dialect
) -> None:
    with suppress(SelectionError):
        found, rows = run_check(entries, choice, dialect, ())
        assert found.differences == []
        assert found.row_count == rows <= found.entry_count
        assert not found.skipped_columns & set(ALWAYS)


@settings(max_examples=count_examples(10))
@given(books(), choices, st.integers(0, 99), st.sampled_from(ALWAYS))
def test_a_changed_cell_always_differs(
    entries: list[Entry], choice: ExportSelection, place: int, column: str
) -> None:
    with suppress(SelectionError):
        found, rows = run_check(entries, choice, Dialect.COMMA, [(place, column)])
        assume(rows)
        assert [each.column for each in found.differences] == [column]
