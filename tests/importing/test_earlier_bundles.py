"""Bundles of format 1, as version 0.1 wrote them, are imported and verified as they were.

That version made `bundles/1` from one notebook with every type, tag, answer and period that it
knew: the notebook itself, a folder with a workbook and the private notes, a folder with semicolons
that leaves much out, a report with the tables in it, and what `entries` and `months` printed as
JSON. Changed afterwards in the notebook are the places in its list of exports, and a few figures
and words, so that nobody can search for an account behind them. Then version 0.1 made the rest from
it once more, byte for byte the same elsewhere. Nothing of it is ever made by a later version.
"""

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tests.export.tables.xlsx_reader import read_workbook
from tests.factories import edit_line, find_item, make_book_in_memory
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.book.book import Book
from tracker.book.open_book import open_book
from tracker.entries.types import Meeting
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE, load_bundle, render_files
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import LATER_COLUMNS, EntryTableWriter
from tracker.export.tables.workbook import render_workbook
from tracker.importing.bundle_diff import compare_bundle
from tracker.importing.bundle_reader import BundleContents, ImportingError, find_bundle
from tracker.importing.merge_plan import ImportDecisions, KeptSide, plan_merge
from tracker.importing.packed_bundle import find_bundle_in_pdf, find_bundle_in_zip

pytestmark = pytest.mark.usefixtures("read_in_process")

BUNDLES = Path(__file__).parent / "bundles" / "1"
TODAY = date(2025, 12, 15)
LATER_MONTH_COLUMNS = ("given_open", "returned_open")
INCOME_TYPES = ("income", "need", "wage")


def load_json(name: str) -> list[dict[str, object]]:
    """Return what version 0.1 printed."""
    rows: list[dict[str, object]] = json.loads((BUNDLES / name).read_text("utf-8"))
    return rows


ENTRIES, MONTHS = load_json("entries.json"), load_json("months.json")


def list_entries(book: Book) -> list[dict[str, object]]:
    """Return the entries of a book as JSON has them; what a later version added says nothing."""
    table = EntryTableWriter(book.currency, book.find_entry)
    rows: list[dict[str, object]] = [{**table.build_cells(item)} for item in book.load_entries()]
    for row in rows:
        assert [row.pop(name) for name in LATER_COLUMNS] == [None] * len(LATER_COLUMNS)
    return rows


def list_months(book: Book) -> list[dict[str, object]]:
    """Return the months of a book as JSON has them; no amount of it is unknown."""
    table = MonthlyTable(book.load_monthly_facts(TODAY))
    rows: list[dict[str, object]] = [{**serialize_row(row)} for row in table.build_rows()]
    for row in rows:
        assert [row.pop(name) for name in LATER_MONTH_COLUMNS] == [0, 0]
    return rows


def find_folder(_folder: Path) -> BundleContents:
    return find_bundle(BUNDLES / "folder")


def find_table(_folder: Path) -> BundleContents:
    return find_bundle(BUNDLES / "folder" / ENTRIES_FILE)


def find_report(_folder: Path) -> BundleContents:
    return find_bundle_in_pdf(BUNDLES / "report" / "report.pdf", lambda: "")


def find_zip(folder: Path) -> BundleContents:
    return find_bundle_in_zip(
        Path(shutil.make_archive(str(folder / "bundle"), "zip", BUNDLES / "folder"))
    )


WHOLE: list[Callable[[Path], BundleContents]] = [find_folder, find_table, find_report, find_zip]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The notebook that the bundles were made from, brought up to date."""
    return open_book(Path(shutil.copy(BUNDLES / "book.db", tmp_path / "b.db")))


@pytest.mark.parametrize("find", WHOLE)
def test_one_comes_into_an_empty_book_as_it_was(
    tmp_path: Path, find: Callable[[Path], BundleContents]
) -> None:
    with make_book_in_memory() as empty:
        context = empty.load_parse_context()
        assert empty.import_entries(find(tmp_path).read_entries(context, TODAY), TODAY) == 47
        assert list_entries(empty) == ENTRIES
        assert list_months(empty) == MONTHS


def test_one_that_leaves_much_out_comes_in_as_it_was() -> None:
    with make_book_in_memory() as empty:
        found = find_bundle(BUNDLES / "semicolon")
        empty.import_entries(found.read_entries(empty.load_parse_context(), TODAY), TODAY)
        expected = [
            row | {"label": None, "ref": None, "words": None, "private_note": None}
            for row in ENTRIES
            if row["type"] not in INCOME_TYPES and row["percent"] is None
        ]
        for row in expected:
            row["group"] = "singers" if row["group"] == "choir" else row["group"]
        assert list_entries(empty) == expected
        assert len(expected) == 34


def test_the_notebook_opens_and_says_what_it_said(book: Book) -> None:
    with book:
        assert list_entries(book) == ENTRIES
        assert list_months(book) == MONTHS


@pytest.mark.parametrize("find", WHOLE)
def test_each_entry_is_known_in_the_notebook_that_it_came_from(
    book: Book, tmp_path: Path, find: Callable[[Path], BundleContents]
) -> None:
    with book:
        found = compare_bundle(find(tmp_path), book.load_parse_context(), book, TODAY)
        assert (found.known_count, found.new_rows, found.conflicts) == (47, [], [])


def test_what_a_bundle_of_that_time_cannot_tell_stays_as_it_is(book: Book) -> None:
    with book:
        edit_line(
            book,
            14,
            '2025-09-04 meeting 2h20 +!supper "come as you are": they cooked // nervous',
            TODAY,
        )
        edit_line(book, 3, "2025-08-05 income 120.50 for 2025-07 documented", TODAY)
        before = list(book.load_entries())
        contents = find_bundle(BUNDLES / "folder")
        found = compare_bundle(contents, book.load_parse_context(), book, TODAY)
        (meeting,) = found.conflicts
        assert [each.column for each in meeting.differences] == ["hours", "minutes"]
        assert found.known_count == 46, (
            "the month of the income is not told, so it is no difference"
        )
        plan = plan_merge(found, book, contents, ImportDecisions(KeptSide.BUNDLE))
        assert plan is not None
        plan.apply(book, TODAY)
        entry = find_item(book, 14).entry
        assert isinstance(entry, Meeting)
        assert (entry.own_words, entry.event) == ("they cooked", "supper")
        assert (entry.hours, entry.minutes) == (200, None)
        assert [item for item in book.load_entries() if item.number != 14] == [
            item for item in before if item.number != 14
        ]


def drop_later_columns(content: bytes, dialect: Dialect, later: tuple[str, ...]) -> list[list[str]]:
    """Return the rows of a table of today without the columns that were added."""
    reader = csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=dialect.separator)
    rows = [dict(row) for row in reader]
    for row in rows:
        assert all(row.pop(name) in ("", "0") for name in later)
    return [list(rows[0]), *(list(row.values()) for row in rows)]


SELECTIONS = [
    ("folder", Dialect.COMMA, ExportSelection(private_notes=True)),
    (
        "semicolon",
        Dialect.SEMICOLON,
        ExportSelection(
            groups={"reading circle": "reading circle", "choir": "singers"},
            income=False,
            labels=False,
            words=False,
        ),
    ),
]


@pytest.mark.parametrize(("folder", "dialect", "selection"), SELECTIONS)
def test_an_export_of_today_has_the_same_cells(
    book: Book, folder: str, dialect: Dialect, selection: ExportSelection
) -> None:
    with book:
        data = load_bundle(book, TODAY, dialect, selection)
    files = render_files(data, (ENTRIES_FILE, MONTHS_FILE))
    for name, later in ((ENTRIES_FILE, LATER_COLUMNS), (MONTHS_FILE, LATER_MONTH_COLUMNS)):
        kept = list(dialect.read_rows((BUNDLES / folder / name).read_bytes()))
        assert drop_later_columns(files[name], dialect, later) == kept


def test_a_workbook_of_today_has_the_same_cells(book: Book) -> None:
    with book:
        data = load_bundle(book, TODAY, Dialect.COMMA, ExportSelection(private_notes=True))
    kept = read_workbook((BUNDLES / "folder" / "bundle.xlsx").read_bytes())
    today = read_workbook(render_workbook(data))
    assert today.table("Entries") == kept.table("Entries")
    months = [
        {name: value for name, value in row.items() if name not in LATER_MONTH_COLUMNS}
        for row in today.table("Months")
    ]
    assert months == kept.table("Months")


@pytest.mark.parametrize("report", ["folder/report.pdf", "report/report.pdf"])
def test_a_report_is_verified_by_its_file_and_by_its_code(
    tracker: Tracker, book: Book, report: str
) -> None:
    book.close()
    result = tracker("verify", str(BUNDLES / report))
    assert result.code == 0
    assert "unchanged                     47  1-47\n" in result.out
    is_whole = report == "report/report.pdf"
    assert (
        "exactly what your notebook saved on Dec 15, 2025, byte for byte" in result.out
    ) is is_whole
    code = result.out.splitlines()[0].removeprefix("Check code ")
    assert code == "6564ee15 32b79d80 0b53b563 fcafb9c7 20466b9e 0dde6bc2 29e7db22 0139be17"
    again = tracker("verify", code)
    assert again.code == 0
    assert "unchanged                     47  1-47\n" in again.out


@pytest.mark.parametrize("place", ["folder", "semicolon", "report/report.pdf"])
def test_one_is_looked_at(tracker: Tracker, place: str) -> None:
    result = tracker("--today", str(TODAY), "view", str(BUNDLES / place))
    assert result.code == 0
    assert "December 2025" in result.out


LOST = [
    pytest.param(24, "15.00", "paid", id="a payment"),
    pytest.param(37, "30.00", "returned", id="money that came back"),
]


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize(("number", "amount", "word"), LOST)
def test_an_amount_that_got_lost_is_refused(
    tmp_path: Path, number: int, amount: str, word: str, *, alone: bool
) -> None:
    folder = Path(shutil.copytree(BUNDLES / "folder", tmp_path / "out"))
    table = folder / ENTRIES_FILE
    lines = table.read_bytes().split(b"\r\n")
    assert lines[number].count(f'"{amount}"'.encode()) == 2
    lines[number] = lines[number].replace(f'"{amount}"'.encode(), b'""')
    table.write_bytes(b"\r\n".join(lines))
    with make_book_in_memory() as empty:
        contents = find_bundle(table if alone else folder)
        with pytest.raises(ImportingError) as refused:
            empty.import_entries(contents.read_entries(empty.load_parse_context(), TODAY), TODAY)
        assert str(refused.value) == (
            f"Nothing was imported: entries.csv, line {number + 1}, column amount_low: An entry of "
            f"type {word} needs this. Fill in this cell."
        )
        assert empty.is_empty()
