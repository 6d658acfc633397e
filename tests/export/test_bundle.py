"""The files of a bundle: tables that programs check, READ-ME, an image, nothing else."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from frictionless import validate

from tests.export.story_book import LINES, TODAY, example_book
from tracker.analysis.monthly.columns import COLUMNS as MONTH_COLUMNS
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.export.bundle import (
    BUNDLE_FILES,
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    IMAGE_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    load_bundle,
    render_files,
)
from tracker.export.files.export_folder import write_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS, EntryTableWriter
from tracker.export.tables.formula_guard import unguard_cell
from tracker.i18n import clear_locale_cache
from tracker.months import Month

SPECIFIED_ENTRIES = (
    "entry,id,date,logged_on,type,group,label,kind,every,until,amount_low,amount_high,percent,"
    "currency,answers,pledged,pledged_every,for_entry,campaign,hours,circumstances,words,by,ref,"
    "evidence,own_words,event,for_month,hours_high,minutes"
)
"""As docs/reference/files.md, "entries.csv", orders them."""
SPECIFIED_MONTHS = (
    "month,group,currency,income,needs,asked_low,asked_high,asked_open,pledged,given,returned,"
    "received,given_donation,given_dues,given_merch,given_event,given_literature,given_other,"
    "share_asked_low,share_asked_high,share_given,share_after_needs,left,beyond_left,over_limit,"
    "given_open,returned_open"
)
"""As docs/reference/files.md, "months.csv", orders them."""


def rows_of(raw: bytes, dialect: Dialect) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig")), delimiter=dialect.separator))


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("private_notes", [False, True])
def test_frictionless_finds_nothing_wrong(
    tmp_path: Path, dialect: Dialect, private_notes: bool
) -> None:
    with example_book(tmp_path) as book:
        contents = load_bundle(book, TODAY, dialect, ExportSelection(private_notes=private_notes))
    write_bundle(render_files(contents), tmp_path / "out")
    report = validate(str(tmp_path / "out" / DATAPACKAGE_FILE))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.stats["rows"] for task in report.tasks] == [11, 3]
    assert [task.stats["fields"] for task in report.tasks] == [30 + private_notes, 27]


def test_frictionless_finds_nothing_wrong_with_an_empty_bundle(tmp_path: Path) -> None:
    with example_book(tmp_path, "") as book:
        write_bundle(render_files(load_bundle(book, TODAY, Dialect.COMMA)), tmp_path / "out")
    assert validate(str(tmp_path / "out" / DATAPACKAGE_FILE)).valid


def test_frictionless_finds_nothing_wrong_with_an_extract(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        contents = load_bundle(book, TODAY, Dialect.COMMA, ExportSelection(first=Month(2025, 11)))
    write_bundle(render_files(contents), tmp_path / "out")
    report = validate(str(tmp_path / "out" / DATAPACKAGE_FILE))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.stats["rows"] for task in report.tasks] == [2, 1]


def test_frictionless_would_find_a_wrong_cell(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        files = render_files(load_bundle(book, TODAY, Dialect.SEMICOLON))
    files[ENTRIES_FILE] = files[ENTRIES_FILE].replace(b'"950,00"', b'"950.00"')
    write_bundle(files, tmp_path / "out")
    assert not validate(str(tmp_path / "out" / DATAPACKAGE_FILE)).valid


def test_the_tables_are_written_as_the_reference_says(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        files = render_files(load_bundle(book, TODAY, Dialect.COMMA))
    for name, columns in ((ENTRIES_FILE, SPECIFIED_ENTRIES), (MONTHS_FILE, SPECIFIED_MONTHS)):
        raw = files[name]
        assert raw.startswith(b'\xef\xbb\xbf"'), "UTF-8 with its byte order mark"
        assert raw.count(b"\n") == raw.count(b"\r\n") > 1
        assert raw.endswith(b'"\r\n')
        lines = raw.decode("utf-8-sig").splitlines()
        assert lines[0] == ",".join(f'"{column}"' for column in columns.split(","))
        assert all(line.startswith('"') and line.endswith('"') for line in lines)
    assert ",".join(ENTRY_COLUMNS) == SPECIFIED_ENTRIES
    assert ",".join(MONTH_COLUMNS) == SPECIFIED_MONTHS


@pytest.mark.parametrize("dialect", Dialect)
def test_entries_say_what_was_logged(tmp_path: Path, dialect: Dialect) -> None:
    with example_book(tmp_path) as book:
        rows = rows_of(load_bundle(book, TODAY, dialect).entries_csv, dialect)
    sign = dialect.decimal
    assert [row["entry"] for row in rows] == [str(number) for number in range(1, 12)]
    income, limit, pledge, ask, event, goal, dues, answered, open_ask = (
        rows[index] for index in (0, 2, 3, 4, 6, 7, 8, 9, 10)
    )
    assert income["amount_low"] == income["amount_high"] == f"950{sign}00"
    assert (limit["percent"], limit["amount_low"]) == (f"2{sign}00", "")
    assert (pledge["amount_low"], pledge["amount_high"]) == (f"50{sign}00", f"450{sign}00")
    assert (pledge["answers"], pledge["pledged"]) == ("pledged", f"50{sign}00")
    assert (ask["answers"], ask["pledged"], ask["circumstances"]) == (
        "no; no; gave",
        "",
        "in_public",
    )
    assert (event["hours"], event["circumstances"]) == ("14", "long_day; alcohol")
    assert (goal["answers"], goal["campaign"]) == ("met", "office")
    assert dues["words"] == "'=more; than 'feelings'"
    assert unguard_cell(dues["words"]) == "=more; than 'feelings'"
    assert (answered["answers"], answered["for_entry"]) == ("later; yes", "9")
    assert (answered["pledged"], answered["pledged_every"]) == (f"30{sign}00", "month")
    assert (open_ask["amount_low"], open_ask["amount_high"]) == ("", "")
    assert {row["currency"] for row in rows} == {"EUR"}
    assert {row["logged_on"] for row in rows} == {"2025-11-22"}


@pytest.mark.parametrize("dialect", Dialect)
def test_months_say_the_figures(tmp_path: Path, dialect: Dialect) -> None:
    with example_book(tmp_path) as book:
        figures = [
            serialize_row(row) for row in MonthlyTable(book.load_monthly_facts(TODAY)).build_rows()
        ]
        rows = rows_of(render_files(load_bundle(book, TODAY, dialect))[MONTHS_FILE], dialect)
    october = rows[1]
    assert october["over_limit"] == "false"
    assert october["share_asked_high"] == f"52{dialect.decimal}11"
    told = [
        {
            column: "" if value is None
            else str(value).lower() if isinstance(value, bool)
            else str(value).replace(".", dialect.decimal)
            for column, value in row.items()
        }
        for row in figures
    ]  # fmt: skip
    assert rows == told


def test_private_notes_leave_only_when_asked_for(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        without = render_files(load_bundle(book, TODAY, Dialect.COMMA))
        with_notes = render_files(
            load_bundle(book, TODAY, Dialect.COMMA, ExportSelection(private_notes=True))
        )
    assert not any(b"cried" in content for content in without.values())
    assert not any(b"private_note" in content for content in without.values())
    assert b"cried later" in with_notes[ENTRIES_FILE]
    assert b"private_note" in with_notes[DATAPACKAGE_FILE]
    assert b"It includes my private notes." in with_notes[READ_ME_FILE]


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        first = render_files(load_bundle(book, TODAY, Dialect.COMMA))
        again = render_files(load_bundle(book, TODAY, Dialect.COMMA))
    assert first == again
    assert set(first) == set(BUNDLE_FILES)


def test_no_file_tells_the_day_the_person_or_the_machine(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        files = render_files(load_bundle(book, TODAY, Dialect.COMMA))
    for name in (READ_ME_FILE, IMAGE_FILE, MONTHS_FILE, DATAPACKAGE_FILE):
        for telling in (
            b"2025-11-22",
            b"22 Nov",
            str(tmp_path).encode(),
            str(Path.home()).encode(),
        ):
            assert telling not in files[name], (name, telling)


def test_the_page_can_be_read(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        raw = render_files(load_bundle(book, TODAY, Dialect.COMMA))[READ_ME_FILE]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    page = raw.decode("utf-8-sig")
    assert max(map(len, page.splitlines())) <= 76
    assert page.index("trust you.") < page.index("What this is not") < page.index("Files in")
    assert "Totals, September 2025 to November 2025, in EUR" in page
    assert "  Given" in page
    assert "The group’s side is not here." in page
    for column in (*ENTRY_COLUMNS, *MONTH_COLUMNS):
        assert f"\r\n  {column} " in page
    sums = page[page.index("Totals,") : page.index("Columns of")]
    for amount in ("2,850.00", "780.00", "15.00", "0.53", "125.00 to 525.00"):
        assert amount in sums


def test_the_page_names_each_of_several_groups(tmp_path: Path) -> None:
    lines = (*LINES, "2025-11-15 paid 7 dues @!choir")
    with example_book(tmp_path, *lines) as book:
        page = render_files(load_bundle(book, TODAY, Dialect.COMMA))[READ_ME_FILE].decode(
            "utf-8-sig"
        )
    assert "Of this, circle" in page
    assert "Of this, choir" in page
    assert "22.00" in page


def test_an_entry_in_json_has_lists_and_none(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        table = EntryTableWriter(book.currency, book.find_entry)
        items = list(book.load_entries())
        # The ask that is answered is not among those laid flat here; the book knows it.
        answered = table.build_cells(items[9])
        dues = table.build_cells(items[8])
    assert json.loads(json.dumps(answered)) == answered
    assert answered["answers"] == ["later", "yes"]
    assert (answered["pledged"], answered["pledged_every"]) == ("30.00", "month")
    assert (answered["entry"], answered["for_entry"]) == (10, 9)
    assert dues["words"] == "=more; than 'feelings'", "no guard outside of CSV"
    assert dues["circumstances"] == ["cause_over_person"]
    assert dues["until"] is None
    assert answered["circumstances"] == []


def test_the_default_dialect_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, dialect in (("de_DE.UTF-8", Dialect.SEMICOLON), ("en_GB.UTF-8", Dialect.COMMA)):
        monkeypatch.setenv("LC_ALL", locale)
        clear_locale_cache()
        assert Dialect.from_locale() is dialect
    monkeypatch.undo()
    clear_locale_cache()
