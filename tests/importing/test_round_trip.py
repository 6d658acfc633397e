"""What was exported comes back as it was, whatever stands in it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import CURRENCY, log_lines, make_book_in_memory, make_empty_book
from tests.importing.bundle_exchange import import_table, make_book, survey_table, write_entry_table
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.database.errors import BookError
from tracker.entries.flat_row import build_entry, flatten_entry
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.line_writer import write_lines
from tracker.entries.parse_context import LARGEST_NUMBER
from tracker.entries.types import Entry, StoredEntry
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    load_bundle,
    render_files,
)
from tracker.export.files.export_folder import write_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.datapackage import render_datapackage
from tracker.importing.bundle_reader import read_bundle


def renumber(
    entries: Sequence[Entry], gaps: Sequence[int], on: Sequence[date]
) -> list[StoredEntry]:
    """Entries with gaps between their numbers, and what `for` names moved along."""
    numbers, items = {}, []
    last = 0
    for index, (entry, gap, day) in enumerate(zip(entries, gaps, on, strict=True), start=1):
        last += 1 + gap
        numbers[index] = last
        tie = getattr(entry, "for_entry", None)
        row = flatten_entry(entry)
        moved = build_entry(row._replace(for_entry=None if tie is None else numbers[tie]))
        items.append(StoredEntry(last, f"id{last:06}", day, moved))
    return items


@st.composite
def logged_books(draw: st.DrawFn) -> list[StoredEntry]:
    entries = draw(books())
    count = len(entries)
    gaps = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    days = st.dates(date(2019, 1, 1), LAST_DAY)
    return renumber(entries, gaps, draw(st.lists(days, min_size=count, max_size=count)))


@pytest.mark.slow
@settings(max_examples=count_examples(8))
@given(logged_books(), st.sampled_from(Dialect))
def test_import_and_export_give_the_same_entries_and_bytes(
    items: list[StoredEntry], dialect: Dialect
) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        with make_empty_book(place / "one.db") as book:
            book.import_entries(items, LAST_DAY)
            first = load_bundle(book, LAST_DAY, dialect, ExportSelection(private_notes=True))
        files = {
            ENTRIES_FILE: first.entries_csv,
            DATAPACKAGE_FILE: render_datapackage(
                CURRENCY, dialect, entry_count=first.entry_count, private_notes=True
            ),
        }
        write_bundle(files, place / "out")
        with make_empty_book(place / "two.db") as book:
            count = book.import_entries(read_bundle(place / "out", CURRENCY, LAST_DAY), LAST_DAY)
            assert list(book.load_entries()) == items
            assert (
                load_bundle(book, LAST_DAY, dialect, ExportSelection(private_notes=True)) == first
            )
        assert count == len(items)


@pytest.mark.slow
@settings(max_examples=count_examples(8))
@given(logged_books())
def test_what_is_imported_can_be_written_as_lines_and_read_back(items: list[StoredEntry]) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        with make_empty_book(place / "one.db") as book:
            book.import_entries(items, LAST_DAY)
            content = load_bundle(
                book, LAST_DAY, Dialect.COMMA, ExportSelection(private_notes=True)
            ).entries_csv
        (place / "entries.csv").write_bytes(content)
        read = list(read_bundle(place / "entries.csv", CURRENCY, LAST_DAY))
        with make_empty_book(place / "two.db") as book:
            known = book.load_parse_context()
            for line in write_lines(read, CURRENCY):
                (entry,) = read_line(line, known, LineDays.from_today(LAST_DAY))
                known.add_entry(entry)


def test_what_follows_on_a_large_number_comes_back_and_after_the_largest_nothing_is_saved() -> None:
    for first in (999_999_999, LARGEST_NUMBER - 1):
        book = make_book_in_memory()
        (ask,) = read_line(
            "2025-10-02 ask 50 donation no",
            book.load_parse_context(),
            LineDays.from_today(LAST_DAY),
        )
        book.import_entries([StoredEntry(first, "abcdefgh", LAST_DAY, ask)], LAST_DAY)
        line = f"2025-10-03 ask 20 donation for {first} no"
        log_lines(book, line, today=LAST_DAY)
        again = make_book_in_memory()
        again.import_entries(
            survey_table(write_entry_table(book)).read_entries(
                again.load_parse_context(), LAST_DAY
            ),
            LAST_DAY,
        )
        assert list(again.load_entries()) == list(book.load_entries())
        assert [item.number for item in again.load_entries()] == [first, first + 1]
    before = list(book.load_entries())
    with pytest.raises(
        BookError,
        match=r"This notebook has no entry numbers left\. Create a new notebook, add an entry",
    ):
        book.log([ask], LAST_DAY)
    assert list(book.load_entries()) == before
    other = make_book("2025-10-01 meeting 2h")
    import_table(other, write_entry_table(book))
    assert [item.number for item in other.load_entries()] == [1, 2, 3], "as that sentence says"


def test_the_whole_bundle_comes_out_the_same(tmp_path: Path) -> None:
    text = (
        "2025-09-01 income 950/month",
        "2025-09-01 limit 2.5%",
        "2025-10-02 ask 50-450 donation pledged 50 no pledged 20/month #public_pledge @!circle",
        '2025-10-11 event 1.5h #long_day #!own_tag "=a, ""b""; c" // only mine',
        "2025-10-20 ask 30/month dues no",
        "2025-11-10 answered later yes for 5",
    )
    today = date(2025, 11, 22)
    with make_empty_book(tmp_path / "one.db") as book:
        log_lines(book, *text, today=today)
        files = render_files(
            load_bundle(book, today, Dialect.SEMICOLON, ExportSelection(private_notes=True))
        )
    assert set(files) == {ENTRIES_FILE, MONTHS_FILE, "share.png", READ_ME_FILE, DATAPACKAGE_FILE}
    write_bundle(files, tmp_path / "out")
    with make_empty_book(tmp_path / "two.db") as book:
        book.import_entries(read_bundle(tmp_path / "out", "EUR", today), today)
        again = render_files(
            load_bundle(book, today, Dialect.SEMICOLON, ExportSelection(private_notes=True))
        )
    assert again == files


def test_an_empty_bundle_comes_back_empty(tmp_path: Path) -> None:
    with make_empty_book(tmp_path / "one.db") as book:
        files = render_files(load_bundle(book, LAST_DAY, Dialect.COMMA))
        write_bundle(files, tmp_path / "out")
        assert book.import_entries(read_bundle(tmp_path / "out", "EUR", LAST_DAY), LAST_DAY) == 0
