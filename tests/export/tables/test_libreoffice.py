"""LibreOffice opens every table: numbers, days and texts are what they were, and no formula."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.export.bundles import prepare_bundle, render_tables
from tests.export.tables.libreoffice import OFFICE, Cell, open_in_office
from tracker.entries.types import Entry, Form, Income, Kind, Limit, Meeting, Payment
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE, WORKBOOK_FILE
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.formula_guard import SEPARATORS, TRIGGERS, guard_text
from tracker.export.tables.workbook import render_workbook
from tracker.months import Period

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]

TODAY = date(2025, 11, 22)
SEEN = [sign for sign in TRIGGERS if sign.isprintable()]
"""The triggers that an entry may hold: no tab, no line end."""
WORDS = (
    *(f"{sign}1+1" for sign in SEEN),
    *(f"'{sign}1+1" for sign in SEEN),
    *(f"a{part}{sign}1+1" for sign in SEEN for part in SEPARATORS if part.isprintable()),
    '=HYPERLINK("https://example.org","here")',
    "=cmd|' /C calc'!A0",
    "@SUM(1;2)",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "''twice",
    "it's so",
    "https://example.org",
    "Gr\u00fc\u00dfe, \u00c4pfel; \u00df",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "e\u0301 \u0645\u0631\u062d\u0628\u0627",
    "_x0041_x0042_",
    "<r>not bold</r>",
    "two  spaces",
)
GROUP = "=SUM(1;2)"
ENGLISH, GERMAN = 1033, 1031
"""LibreOffice's numbers for the locales in which each dialect is opened."""

Rows = list[dict[str, Cell]]


class Opened(NamedTuple):
    """The rows of both tables, by their columns and without empty cells."""

    months: Rows
    entries: Rows
    in_csv: bool


def book() -> list[Entry]:
    day = date(2025, 10, 11)
    return [
        Income(day=date(2025, 9, 1), amount=95_050, every=Period.MONTH),
        Limit(day=date(2025, 9, 1), percent=250),
        Payment(day=day, amount=1_234_567, kind=Kind.DUES, group="Lesekreis \u00dc"),
        Payment(day=date(2025, 10, 2), amount=2_000, kind=Kind.MERCH, group=GROUP),
        Meeting(day=day, form=Form.EVENT, hours=150, group=GROUP),
        *(Meeting(day=day, form=Form.MEETING, words=words, group=GROUP) for words in WORDS),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both dialects and the workbook, as they would be handed over."""
    folder = tmp_path_factory.mktemp("office")
    for dialect in Dialect:
        contents = prepare_bundle(book(), dialect, today=TODAY)
        files = render_tables(contents)
        for name in (ENTRIES_FILE, MONTHS_FILE):
            (folder / f"{dialect}-{name}").write_bytes(files[name])
    (folder / WORKBOOK_FILE).write_bytes(render_workbook(contents))
    return folder


@pytest.fixture(scope="module", params=["comma", "semicolon", "workbook"])
def read(folder: Path, request: pytest.FixtureRequest) -> Opened:
    """What LibreOffice makes of each."""
    if request.param == "workbook":
        sheets = open_in_office(folder, [folder / WORKBOOK_FILE])[WORKBOOK_FILE]
        return Opened(rows(sheets["Months"]), rows(sheets["Entries"]), in_csv=False)
    dialect = Dialect(request.param)
    files = [folder / f"{dialect}-{name}" for name in (MONTHS_FILE, ENTRIES_FILE)]
    language = ENGLISH if dialect is Dialect.COMMA else GERMAN
    months, entries = open_in_office(folder, files, dialect.separator, language).values()
    return Opened(rows(*months.values()), rows(*entries.values()), in_csv=True)


def rows(table: list[list[Cell | None]]) -> Rows:
    head, *others = table
    return [
        {name.value: cell for name, cell in zip(head, row, strict=False) if name and cell}
        for row in others
        if any(row)
    ]


def cells(read: Opened) -> Iterator[Cell]:
    for row in (*read.months, *read.entries):
        yield from row.values()


def test_numbers_are_numbers(read: Opened) -> None:
    income, limit, dues, _merch, event, *_others = read.entries
    assert income["amount_low"] == income["amount_high"] == Cell("float", "950.5", None)
    assert limit["percent"] == Cell("float", "2.5", None)
    assert dues["amount_low"] == Cell("float", "12345.67", None)
    assert event["hours"] == Cell("float", "1.5", None)
    assert [row["entry"] for row in read.entries] == [
        Cell("float", str(number), None) for number in range(1, len(book()) + 1)
    ]
    october = read.months[3]
    assert october["given"] == Cell("float", "12365.67", None)
    assert october["share_given"] == Cell("float", "1300.96", None)
    assert october["over_limit"].value == "true"


def test_days_are_days(read: Opened) -> None:
    assert read.entries[0]["date"] == Cell("date", "2025-09-01", None)
    assert {row["logged_on"] for row in read.entries} == {Cell("date", "2025-11-22", None)}
    # A month alone is no day to LibreOffice: in a table it stays the text that it is.
    assert {row["month"] for row in read.months} == {
        Cell("string", f"2025-{month}", None)
        if read.in_csv
        else Cell("date", f"2025-{month}-01", None)
        for month in ("09", "10", "11")
    }


def test_words_are_words(read: Opened) -> None:
    told = [row["words"].value for row in read.entries if "words" in row]
    assert told == [guard_text(words) if read.in_csv else words for words in WORDS]
    assert {row["words"].type for row in read.entries if "words" in row} == {"string"}
    groups = [row["group"].value for row in read.months]
    assert groups == ["all", "Lesekreis \u00dc", guard_text(GROUP) if read.in_csv else GROUP] * 3


def test_nothing_is_a_formula(read: Opened) -> None:
    assert not [cell for cell in cells(read) if cell.formula is not None]


@pytest.mark.parametrize("separators", [",", ";", "\t", ",;\t|"])
def test_nothing_is_a_formula_whatever_the_table_is_split_at(folder: Path, separators: str) -> None:
    bare = folder / "bare.csv"
    bare.write_bytes(b'"=1+1"\r\n')
    files = [
        folder / f"{dialect}-{name}" for dialect in Dialect for name in (ENTRIES_FILE, MONTHS_FILE)
    ]
    found = open_in_office(folder, [bare, *files], separators, ENGLISH)
    formulas = {
        name: [
            cell.formula
            for table in tables.values()
            for row in table
            for cell in row
            if cell and cell.formula is not None
        ]
        for name, tables in found.items()
    }
    assert formulas.pop(bare.name) == ["of:=1+1"], "without the guard it would be one"
    assert not any(formulas.values())
