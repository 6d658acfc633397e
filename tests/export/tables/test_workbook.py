"""The workbook has what the tables have, as numbers, days and texts, and nothing else."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.export.bundles import prepare_bundle, render_tables
from tests.export.story_book import TODAY, example_book
from tests.export.tables.xlsx_reader import Value, Workbook, read_workbook
from tests.strategies import EXAMPLES, BookShape, books
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, Form, Income, Kind, Meeting
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE, READ_ME_FILE, load_bundle
from tracker.export.files.export_folder import ExportError
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables import worksheet
from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import TEXT_COLUMNS
from tracker.export.tables.formula_guard import unguard_cell
from tracker.export.tables.workbook import render_workbook

DAY = date(2025, 10, 2)


@pytest.fixture
def data(tmp_path: Path) -> BundleData:
    with example_book(tmp_path) as book:
        return load_bundle(book, TODAY, Dialect.SEMICOLON)


def meeting_with(words: str) -> Meeting:
    return Meeting(day=DAY, form=Form.MEETING, words=words)


def words_in(read: Workbook) -> list[Value]:
    return [row["words"] for row in read.table("Entries")]


PLAIN_NUMBERS = (
    *("entry", "for_entry", "hours", "hours_high", "minutes"),
    *("asked_open", "given_open", "returned_open"),
)
"""Columns whose numbers have no more decimals than they need."""


def as_in_csv(name: str, value: Value) -> str:
    """What a cell of the workbook would be in a table with decimal points, unguarded."""
    match value:
        case date():
            return f"{value:%Y-%m}" if name in ("month", "for_month") else f"{value:%Y-%m-%d}"
        case Decimal():
            return str(value) if name in PLAIN_NUMBERS else f"{value:.2f}"
    return value


@settings(max_examples=4 * EXAMPLES)
@given(books(BookShape(first=date(2026, 6, 1))), st.sampled_from(Dialect), st.booleans())
def test_both_tables_are_those_of_the_bundle(
    entries: Sequence[Entry], dialect: Dialect, private_notes: bool
) -> None:
    data = prepare_bundle(entries, dialect, ExportSelection(private_notes=private_notes))
    files = render_tables(data)
    assume(not any(sign.encode() in raw for sign in "\ufffe\uffff" for raw in files.values()))
    read = read_workbook(render_workbook(data))
    for sheet_name, file in (("Months", MONTHS_FILE), ("Entries", ENTRIES_FILE)):
        head, *rows = dialect.read_rows(files[file])
        assert list(read.sheets[sheet_name][0].values()) == head
        texts = {at for at, name in enumerate(head) if name in TEXT_COLUMNS}
        told = [
            {
                name: unguard_cell(cell) if at in texts
                else cell.replace(",", ".") if cell.replace(",", "").isdigit()
                else cell
                for at, (name, cell) in enumerate(zip(head, row, strict=True))
                if cell
            }
            for row in rows
        ]  # fmt: skip
        in_workbook = [
            {name: as_in_csv(name, value) for name, value in row.items()}
            for row in read.table(sheet_name)
        ]
        assert in_workbook == told
    assert not any(b"<f>" in part or b"hyperlink" in part for part in read.parts.values())


def test_numbers_are_numbers_and_days_are_days(data: BundleData) -> None:
    read = read_workbook(render_workbook(data))
    october = read.table("Months")[1]
    assert october["month"] == date(2025, 10, 1)
    assert october["share_asked_high"] == Decimal("52.11")
    assert (october["asked_open"], october["over_limit"]) == (Decimal(0), "false")
    income, _need, limit, pledge, *_others, answered, _ask = read.table("Entries")
    assert (income["entry"], income["date"]) == (Decimal(1), date(2025, 9, 1))
    assert (limit["percent"], "amount_low" in limit) == (Decimal(2), False)
    assert (pledge["amount_low"], pledge["amount_high"]) == (Decimal(50), Decimal(450))
    assert (answered["for_entry"], answered["answers"]) == (Decimal(9), "later; yes")


def test_the_page_speaks_of_sheets_where_the_file_speaks_of_files(data: BundleData) -> None:
    read = read_workbook(render_workbook(data))
    page = "\n".join(str(row[0]) for row in read.sheets["Read me"])
    assert list(read.sheets) == ["Read me", "Months", "Entries"]
    assert "Columns of Months\n\n  month " in page
    assert "11 entries, one in each row." in page
    for of_files in (
        ".csv",
        "share.png",
        "datapackage",
        "apostrophe",
        "separate the cells",
        "in this folder",
    ):
        assert of_files not in page
    file = render_tables(data)[READ_ME_FILE].decode("utf-8-sig")
    for start, end in (("What this is not", "Files in"), ("Totals, ", "Columns of")):
        for part in file[file.index(start) : file.index(end)].splitlines()[3:]:
            assert part in page, "what the file says of the book, the sheet says too"


def test_the_page_names_groups_as_they_are(tmp_path: Path) -> None:
    lines = ("2025-10-11 paid 1 dues @!_x0041_x0042_", "2025-10-11 paid 1 dues @!other")
    with example_book(tmp_path, *lines) as book:
        read = read_workbook(render_workbook(load_bundle(book, TODAY, Dialect.COMMA)))
    assert "Of this, _x0041_x0042_" in [row[0] for row in read.sheets["Read me"]]


def test_it_is_the_same_whatever_the_dialect_and_says_nothing_of_its_making(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("something was written to the disk")

    with example_book(tmp_path) as book:
        both = [load_bundle(book, TODAY, dialect) for dialect in Dialect]
    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    one, other = map(render_workbook, both)
    assert one == other == render_workbook(both[0])
    core = read_workbook(one).parts["docProps/core.xml"].decode()
    assert "<dc:title>What a group asked me for, and what I gave</dc:title>" in core
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert core.count("1980-01-01T00:00:00Z") == core.count("dcterms:W3CDTF") == 2


def test_it_is_laid_out_for_the_eye_and_for_paper(data: BundleData) -> None:
    parts = read_workbook(render_workbook(data)).parts
    for number, columns in ((2, "A1:AA4"), (3, "A1:AD12")):
        text = parts[f"xl/worksheets/sheet{number}.xml"].decode()
        assert 'topLeftCell="B2"' in text
        assert 'state="frozen"' in text
        assert f'<autoFilter ref="{columns}"' in text
        assert 'fitToHeight="0" orientation="landscape"' in text
    assert b"Entries!$1:$1" in parts["xl/workbook.xml"]


def test_private_notes_and_real_names_stay_where_they_are_not_chosen(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        choice = ExportSelection(groups={"circle": "readers"})
        without = read_workbook(render_workbook(load_bundle(book, TODAY, Dialect.COMMA, choice)))
        choice = ExportSelection(private_notes=True)
        with_notes = read_workbook(render_workbook(load_bundle(book, TODAY, Dialect.COMMA, choice)))
    parts = {name: part for name, part in without.parts.items() if "theme" not in name}
    for part in parts.values():
        for word in (b"cried", b"private_note", b"circle"):
            assert word not in part
    assert [row["private_note"] for row in with_notes.table("Entries")[8:9]] == ["cried later"]


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "'=1+1",
        "''twice",
        '=HYPERLINK("https://example.org","here")',
        "{=SUM(A1:A9)}",
        "https://example.org",
        "mailto:a@example.org",
        "internal:Months!A1",
        "0123",
        "1e3",
        "50",
        "<r>bold</r>",
        "<r><t>not closed</r>",
        "<r>_x0041_x0042_</r>",
        "_x0041_",
        "_x0041_x0042_",
        "__x005F_x005F_x0041__",
        "a & b < c > \"d\" 'e'",
        "  spaces  inside  and around  ",
        "Gr\u00fc\u00dfe \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u0645\u0631\u062d\u0628\u0627 e\u0301",
        "\u00e4" * 10_000,
        "\U0001f600" * 10_000,
    ],
    ids=lambda words: words[:12],
)
def test_words_stay_as_they_were_said(words: str) -> None:
    assert words_in(read_workbook(render_workbook(prepare_bundle([meeting_with(words)])))) == [
        words
    ]


def test_a_day_on_which_programs_disagree_is_written_as_text() -> None:
    entries = [Income(day=date(1900, *day), amount=1) for day in ((1, 1), (2, 28), (3, 1))]
    read = read_workbook(render_workbook(prepare_bundle(entries, today=date(1900, 3, 1))))
    assert [row["date"] for row in read.table("Entries")] == [
        "1900-01-01",
        "1900-02-28",
        date(1900, 3, 1),
    ]


def too_much() -> Iterator[tuple[list[Entry], str]]:
    many = tuple([Answer(AnswerWord.LATER)] * 5_000)
    yield (
        [meeting_with("a"), Ask(day=DAY, low=100, high=100, kind=Kind.DUES, answers=many)],
        "Entries, row 3, answers: This text is too long for a workbook.",
    )
    yield (
        [meeting_with("a\uffffb")],
        "Entries, row 2, words: A workbook can’t hold the character U+FFFF.",
    )


@pytest.mark.parametrize(("entries", "why"), too_much(), ids=["long cell", "no character"])
def test_what_a_cell_cannot_hold_is_refused_with_its_place(entries: list[Entry], why: str) -> None:
    with pytest.raises(ExportError) as refused:
        render_workbook(prepare_bundle(entries))
    assert str(refused.value) == f"{why} Export without the workbook."


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheet, "MOST_ROWS", 4)
    assert (
        len(
            read_workbook(
                render_workbook(prepare_bundle([meeting_with("a")] * 3, today=DAY))
            ).table("Entries")
        )
        == 3
    )
    with pytest.raises(ExportError) as refused:
        render_workbook(prepare_bundle([meeting_with("a")] * 4, today=DAY))
    assert str(refused.value) == (
        "A workbook sheet can have 4 rows at most. Choose fewer months, or no workbook."
    )


def test_one_can_follow_it_and_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    def stop(rows: int) -> None:
        raise Stopped

    monkeypatch.setattr(worksheet, "PROGRESS_STEP", 2)
    data, heard = prepare_bundle([meeting_with("a")] * 5, today=DAY), list[int]()
    render_workbook(data, heard.append)
    assert heard == [2, 4]
    with pytest.raises(Stopped):
        render_workbook(data, stop)


def test_nothing_noted_is_a_workbook_too() -> None:
    read = read_workbook(render_workbook(prepare_bundle([])))
    assert read.table("Months") == read.table("Entries") == []
