"""The table of entries is written from columns: the same cells, and no object for an entry."""

from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.database.test_reading_rows import MANY, collect_statements, fill_book, make_ask
from tests.factories import GROUP, TODAY, log_lines, make_book_in_memory
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.database import row_check, row_mapping
from tracker.book.database.errors import DamagedBookError
from tracker.entries.flat_row import ENTRY_TYPES
from tracker.entries.types import Entry
from tracker.export.bundle import BundleBuilder, load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.cover import CoverNote
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import EntryTableWriter

DAMAGES = (
    "UPDATE answers SET word = 'perhaps' WHERE entry = 1",
    "UPDATE entries SET type = 'dream' WHERE number = 1",
    "UPDATE entries SET kind = 'dream' WHERE number = 1",
    "UPDATE entries SET kind = NULL WHERE number = 1",
    "UPDATE entries SET every = 'decade' WHERE number = 1",
    "UPDATE entries SET logged_on = 'today' WHERE number = 1",
    "UPDATE entries SET evidence = 'dreamt' WHERE number = 1",
)


@settings(
    max_examples=count_examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    entries=books(),
    dialect=st.sampled_from(Dialect),
    has_notes=st.booleans(),
    has_tied_day=st.booleans(),
)
def test_its_cells_are_those_of_the_entries(
    entries: list[Entry], dialect: Dialect, *, has_notes: bool, has_tied_day: bool
) -> None:
    selection = ExportSelection(private_notes=has_notes)
    with make_book_in_memory() as book:
        fill_book(book, entries)
        if has_tied_day and entries:
            book._connection.execute("PRAGMA ignore_check_constraints = ON")
            book._connection.execute("UPDATE entries SET day = '1800-01-01' WHERE number = 1")
        stream = StringIO(newline="")
        EntryTableWriter(book.currency).write_table(
            stream,
            dialect,
            (
                item
                for item in book.load_counted_entries(ENTRY_TYPES)
                if has_notes or item.entry.word != "wrote"
            ),
            private_notes=has_notes,
        )
        data = load_bundle(book, LAST_DAY, dialect, selection)
    assert data.entries_csv == stream.getvalue().encode(ENCODING)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_named_and_never_written(damage: str) -> None:
    with make_book_in_memory(GROUP) as book:
        log_lines(book, "2025-10-02 ask 50 donation no", "2025-10-03 meeting 2h")
        book._connection.execute("PRAGMA ignore_check_constraints = ON")
        book._connection.execute(damage)
        reading = book.begin_reading(with_witness=False)
        with pytest.raises(DamagedBookError, match="Entry 1 "):
            list(reading.read_batches())


def test_an_end_and_a_day_that_cannot_be_are_left_out() -> None:
    with make_book_in_memory(GROUP) as book:
        log_lines(
            book,
            "2025-10-02 ask 50 donation",
            "2025-10-03 answered no for 1",
            "2025-10-03 paid 50 donation for 1",
            "2025-10-04 income 900/month until 2026-01-31",
        )
        book._connection.execute("PRAGMA ignore_check_constraints = ON")
        book._connection.execute("UPDATE entries SET day = '1800-01-01' WHERE number = 1")
        book._connection.execute("UPDATE entries SET until = '2800-01-01' WHERE number = 4")
        reading = book.begin_reading(with_witness=False)
        (batch,) = reading.read_batches()
        assert batch.columns["number"] == [3, 4]
        assert list(batch.columns["for_entry"]) == [None, None]
        assert list(batch.columns["until"]) == [None, None]
        assert reading.entry_count == 4


@pytest.mark.parametrize("cover_note", [None, CoverNote("Because.")], ids=["tables", "report"])
def test_the_notebook_is_read_once_and_no_entry_is_built(
    monkeypatch: pytest.MonkeyPatch, cover_note: CoverNote | None
) -> None:
    built: list[int] = []

    def count_built(row: tuple[Any, ...]) -> Any:
        built.append(row[0])
        raise AssertionError

    with make_book_in_memory() as book:
        fill_book(book, map(make_ask, range(1, MANY + 1)))
        builder = BundleBuilder(book, TODAY, Dialect.COMMA, cover_note=cover_note)
        statements = collect_statements(book, monkeypatch)
        for module in (row_mapping, row_check):
            monkeypatch.setattr(module, "build_stored_entry", count_built)
        assert list(builder.read_batches())[-1] == MANY
        whole = [sql for sql in statements if "FROM entries e" in sql]
        assert len(whole) == 1
        assert len(statements) <= len(whole) + 3 + 2 * MANY // row_mapping.BATCH_SIZE
        assert not built


def test_the_check_code_of_an_export_is_that_of_the_book() -> None:
    with make_book_in_memory(GROUP) as book:
        log_lines(book, "2025-10-02 ask 50 donation no #!follow-up", "2025-10-03 wrote: so be it")
        book._connection.execute("PRAGMA ignore_check_constraints = ON")
        book._connection.execute("UPDATE entries SET day = '1800-01-01' WHERE number = 2")
        data = load_bundle(book, TODAY, Dialect.COMMA, cover_note=CoverNote("Because."))
        assert data.witness == book.make_witness()
