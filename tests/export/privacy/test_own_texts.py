"""Thoughts, own words, what others gave, unknown amounts: each is shown only as chosen."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.export.bundles import render_tables
from tests.export.tables.xlsx_reader import read_workbook
from tests.factories import log_lines, make_book_in_memory
from tests.importing.bundle_exchange import import_table
from tracker.book.book import Book
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    load_bundle,
)
from tracker.export.privacy.selection import EVERYTHING, ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.ledger import build_ledger
from tracker.export.tables.table_preview import preview_table
from tracker.export.tables.workbook import render_workbook
from tracker.months import Month

TODAY = date(2026, 4, 1)
LINES = (
    '2026-01-05 meeting 2h20 +!"circle days" @!circle "come": they wanted 300 for the Circle',
    '2026-01-06 seen 50 donation +!"circle van" @circle: every member',
    '2026-01-07 heard 45 donation @!choir "zqsaid": zqchoir',
    "2026-01-08 cost 41 zqlabel @choir by cash: zqcost",
    "2026-01-09 paid ? dues @choir: zqpaid",
    "2026-01-10 wrote: zqthought of the circle",
    "2026-01-11 wrote: then Marta said zqthought // zqprivate",
    "2026-01-12 income 900 for 2025-12: late again",
    "2026-01-13 paid ? dues @circle",
)


@pytest.fixture
def book() -> Iterator[Book]:
    """A book with these lines."""
    with make_book_in_memory() as book:
        log_lines(book, *LINES, today=TODAY)
        yield book


def read_rows(content: bytes) -> list[dict[str, str]]:
    head, *rows = Dialect.COMMA.read_rows(content)
    return [dict(zip(head, row, strict=True)) for row in rows]


def collect_files(book: Book, selection: ExportSelection) -> dict[str, bytes]:
    """Return every file with tables, the workbook and the journal."""
    data = load_bundle(book, TODAY, Dialect.COMMA, selection)
    parts = {"bundle.xlsx": render_workbook(data)}
    return render_tables(data) | parts | build_ledger(book, TODAY, selection)


def show_all(files: dict[str, bytes]) -> str:
    """Return what stands in the files, the cells of the workbook as its texts."""
    parts = [
        part
        for name, part in read_workbook(files["bundle.xlsx"]).parts.items()
        if "theme" not in name
    ]
    others = [content for name, content in files.items() if name != "bundle.xlsx"]
    return "\n".join(each.decode("utf-8", "replace") for each in (*others, *parts))


WITHOUT_WORDS = ExportSelection(words=False, own_words=False)
SELECTIONS = [
    EVERYTHING,
    WITHOUT_WORDS,
    ExportSelection(days=False),
    ExportSelection(first=Month(2026, 1)),
    ExportSelection(groups={"circle": "circle", "choir": "choir"}),
]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_a_thought_leaves_only_with_the_private_notes(
    book: Book, selection: ExportSelection
) -> None:
    files = collect_files(book, selection)
    assert "zqthought" not in show_all(files)
    assert "zqprivate" not in show_all(files)
    rows = read_rows(files[ENTRIES_FILE])
    assert [row["entry"] for row in rows] == ["1", "2", "3", "4", "5", "8", "9"]
    assert json.loads(files[DATAPACKAGE_FILE])["tracker"]["entries"] == 7
    assert "7 entries" in files[READ_ME_FILE].decode()


@pytest.mark.parametrize("words", [True, False])
def test_with_the_private_notes_it_is_whole(book: Book, *, words: bool) -> None:
    selection = ExportSelection(private_notes=True, words=words, own_words=words)
    data = load_bundle(book, TODAY, Dialect.COMMA, selection)
    rows = read_rows(data.entries_csv)
    thoughts = {row["entry"]: row["own_words"] for row in rows if row["type"] == "wrote"}
    assert thoughts == {"6": "zqthought of the circle", "7": "then Marta said zqthought"}
    assert rows[6]["private_note"] == "zqprivate"
    with make_book_in_memory() as other:
        import_table(other, data.entries_csv.decode("utf-8-sig"))
        assert len(list(other.load_entries())) == len(LINES)


def test_words_and_own_words_stay_here_each_by_itself(book: Book) -> None:
    quoted, own = '"come"', "late again"
    for selection, shown, left_out in (
        (ExportSelection(words=False), own, "words"),
        (ExportSelection(own_words=False), quoted, "own_words"),
    ):
        data = load_bundle(book, TODAY, Dialect.COMMA, selection)
        files = render_tables(data)
        assert [text for text in (quoted, own) if text.encode() in data.entries_csv] == [shown]
        assert json.loads(files[DATAPACKAGE_FILE])["tracker"]["left_out"] == [left_out]


def test_own_words_stay_here_with_the_words(book: Book) -> None:
    data = load_bundle(book, TODAY, Dialect.COMMA, WITHOUT_WORDS)
    files = render_tables(data)
    for text in ("zqsaid", "zqchoir", "zqcost", "zqpaid", "every member", "late again"):
        assert text.encode() not in files[ENTRIES_FILE]
        assert text.encode() in load_bundle(book, TODAY, Dialect.COMMA).entries_csv
    left_out = json.loads(files[DATAPACKAGE_FILE])["tracker"]["left_out"]
    assert left_out == ["words", "own_words"]


def test_what_is_about_a_group_that_is_left_out_is_left_out(book: Book) -> None:
    selection = ExportSelection(groups={"circle": "readers"})
    files = collect_files(book, selection)
    shown = show_all(files)
    # Two letters alone may be part of a random id.
    marks = ("zqsaid", "zqchoir", "zqlabel", "zqcost", "zqpaid", "zqthought", "zqprivate")
    for text in ("choir", *marks, "41.00", "60.00", "circle", "Circle"):
        assert text not in shown
    meeting, seen, income, paid = read_rows(files[ENTRIES_FILE])
    assert (meeting["event"], seen["campaign"]) == ("readers days", "readers van")
    assert meeting["own_words"] == "they wanted 300 for the readers"
    assert (income["for_month"], paid["type"]) == ("2025-12", "paid")
    january = [row for row in read_rows(files[MONTHS_FILE]) if row["month"] == "2026-01"]
    assert [row["given_open"] for row in january] == ["1"]
    whole = read_rows(render_tables(load_bundle(book, TODAY, Dialect.COMMA))[MONTHS_FILE])
    of_january = {row["group"]: row["given_open"] for row in whole if row["month"] == "2026-01"}
    assert of_january == {"all": "2", "circle": "1", "choir": "1"}


def test_a_renamed_group_keeps_its_unknown_amounts(book: Book) -> None:
    selection = ExportSelection(groups={"circle": "readers", "choir": "singers"})
    rows = read_rows(render_tables(load_bundle(book, TODAY, Dialect.COMMA, selection))[MONTHS_FILE])
    of_january = {row["group"]: row["given_open"] for row in rows if row["month"] == "2026-01"}
    assert of_january == {"all": "2", "readers": "1", "singers": "1"}


def test_names_in_a_thought_are_asked_about_only_where_it_is_shown(book: Book) -> None:
    assert load_bundle(book, TODAY, Dialect.COMMA).possible_names == ("Circle",)
    assert load_bundle(book, TODAY, Dialect.COMMA, WITHOUT_WORDS).possible_names == ()
    with_notes = replace(WITHOUT_WORDS, private_notes=True)
    assert load_bundle(book, TODAY, Dialect.COMMA, with_notes).possible_names == ("Marta",)


def test_hidden_amounts_are_hidden_in_own_words_too(book: Book) -> None:
    data = load_bundle(book, TODAY, Dialect.COMMA)
    hidden = "\n".join(preview_table(data.entries_csv, Dialect.COMMA, 20, hidden=True).rows)
    assert "they wanted ••• for the Circle" in hidden
    for amount in (" 300 ", "50.00", "60.00", "41.00", "900.00"):
        assert amount not in hidden
    assert "2.33" in hidden
    assert "they wanted 300" in "\n".join(preview_table(data.entries_csv, Dialect.COMMA, 20).rows)
    months = preview_table(data.months_csv, Dialect.COMMA, 20, hidden=True)
    assert "900" not in "\n".join(months.rows)


def test_the_page_says_how_many_amounts_are_not_known(book: Book) -> None:
    page = render_tables(load_bundle(book, TODAY, Dialect.COMMA))[READ_ME_FILE].decode("utf-8-sig")
    sums = page[page.index("Totals, ") : page.index("Columns of")]
    lines = [line.split("  ")[-1] for line in sums.splitlines() if "not counted" in line]
    assert [line.strip() for line in lines] == ["2", "1", "1"], "in all, and of each group"
    assert "Refund" not in sums


@pytest.mark.parametrize("income", [True, False])
def test_months_begin_with_what_is_included_and_counts(*, income: bool) -> None:
    lines = (
        "2025-09-01 wrote: zqthought",
        "2025-12-05 income 900 for 2025-11: late",
        "2026-01-05 paid 5 dues @!circle",
    )
    with make_book_in_memory() as book:
        log_lines(book, *lines, today=TODAY)
        data = load_bundle(book, TODAY, Dialect.COMMA, ExportSelection(income=income))
        notes = ExportSelection(income=income, private_notes=True)
        with_notes = load_bundle(book, TODAY, Dialect.COMMA, notes)
    assert data.rows[0].month == Month(2025, 11)
    assert with_notes.rows[0].month == Month(2025, 9)
