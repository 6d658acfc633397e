"""The queries of docs/explanation/scale.md, run by DuckDB over ten years of exported files."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.factories import edit_line, log_lines, make_book_in_memory
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.book.book import Book
from tracker.entries.types import Ask, Entry, Payment
from tracker.export.bundle import ENTRIES_FILE, MONTHS_FILE, load_bundle, render_files
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.months import Month

duckdb = pytest.importorskip("duckdb")

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "scale.md"
VIEWS, GIVEN, PAID, ASKS = re.findall(r"```sql\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL)
FIRST_YEAR, NEW_NOTEBOOK, LAST_YEAR = 2016, 2019, 2025
WHOLE_EXPORTS = (2018, 2022, 2025)
"""Years whose export has all entries so far, also what was changed since an earlier one."""
FORMAT_2 = [
    "own_words",
    "event",
    "for_month",
    "hours_high",
    "minutes",
    "given_open",
    "returned_open",
]
"""Columns that the tables of version 0.1 did not have."""
HARD_WORDS = '"5,50; or, 6,50": = my "own"; words, too'
Rows = list[tuple[Any, ...]]
T = TypeVar("T", bound=Entry)


def write_year_lines(year: int) -> Iterator[str]:
    """Yield the lines of a year: asks, payments once and regular ones, and texts full of signs."""
    yield f"{year}-01-02 meeting 2h @{'!' * (year in (FIRST_YEAR, NEW_NOTEBOOK))}choir"
    for month in (1, 4, 7, 12):
        yield f"{year}-{month:02}-03 ask {month + year % 7}.50 donation no #in_public"
        yield f"{year}-{month:02}-04 ask 30 dues later @choir"
        yield f"{year}-{month:02}-05 paid {month * 1000 + year % 9}.25 donation {HARD_WORDS}"
        yield f"{year}-{month:02}-28 paid {month}.05 merch @choir"
    yield f"{year}-02-01 paid ? event"
    yield f"{year}-06-01 paid 7.20/month dues @choir until {year}-09-30"
    yield f"{year}-11-11 paid 50 literature"


def drop_newer_columns(table: bytes) -> bytes:
    """Return a table as version 0.1 wrote it."""
    rows = csv.DictReader(StringIO(table.decode("utf-8-sig")))
    kept = [name for name in rows.fieldnames or () if name not in FORMAT_2]
    text = StringIO(newline="")
    writer = csv.DictWriter(text, kept, extrasaction="ignore", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def export_year(book: Book, year: int, folder: Path) -> None:
    """Write the tables of an export: of one year, or of all so far."""
    today = date(year + 1, 1, 7)
    first = None if year in WHOLE_EXPORTS else Month(year, 1)
    dialect = Dialect.SEMICOLON if year % 2 else Dialect.COMMA
    data = load_bundle(book, today, dialect, ExportSelection(first=first, last=Month(year, 12)))
    folder.mkdir(parents=True)
    for name, table in render_files(data, (ENTRIES_FILE, MONTHS_FILE)).items():
        is_early = year < NEW_NOTEBOOK and dialect is Dialect.COMMA
        (folder / name).write_bytes(drop_newer_columns(table) if is_early else table)


def run_query(query: str) -> Rows:
    """Return what a query of the page finds in the current folder."""
    with duckdb.connect() as connection:
        connection.execute(VIEWS)
        rows: Rows = connection.execute(query).fetchall()
        return rows


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Sequence[Book]]]:
    """A folder with an export of each year, and the two notebooks that they are of."""
    folder = tmp_path_factory.mktemp("years")
    with ExitStack() as stack:
        books = [stack.enter_context(make_book_in_memory("circle")) for _book in range(2)]
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            book = books[year >= NEW_NOTEBOOK]
            today = date(year + 1, 1, 7)
            saved = log_lines(book, *write_year_lines(year), today=today)
            export_year(book, year, folder / "exports" / str(today))
            if year + 1 in WHOLE_EXPORTS or year + 2 in WHOLE_EXPORTS:
                edit_line(book, saved[-1].number, f"{year}-11-11 paid 99.99 literature", today)
        yield folder, books


def load_rows(books: Sequence[Book]) -> Iterator[MonthRow]:
    """Yield the months of both notebooks, of all groups together."""
    for book in books:
        facts = book.load_monthly_facts(date(LAST_YEAR + 1, 1, 7))
        rows = MonthlyTable(facts).build_rows(last=Month(LAST_YEAR, 12))
        yield from (row for row in rows if row.group == ALL_GROUPS)


def load_entries(books: Sequence[Book], type_: type[T]) -> Iterator[T]:
    """Yield the entries of one type of both notebooks."""
    for book in books:
        yield from (item.entry for item in book.load_entries() if isinstance(item.entry, type_))


def test_the_folder_has_ten_exports_of_both_dialects_and_formats(
    notebooks: tuple[Path, Sequence[Book]],
) -> None:
    heads = [
        path.read_text("utf-8-sig").splitlines()[0]
        for path in sorted(notebooks[0].glob("exports/*/entries.csv"))
    ]
    assert len(heads) == 10
    assert {head.startswith('"entry","id",') for head in heads} == {True, False}
    assert {"own_words" in head for head in heads} == {True, False}


def test_what_was_asked_and_given_is_the_sum_of_the_notebooks(
    notebooks: tuple[Path, Sequence[Book]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(notebooks[0])
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    for row in load_rows(notebooks[1]):
        expected[str(row.month.year)].update(
            low=row.asked_low, high=row.asked_high, given=row.given
        )
    assert run_query(GIVEN) == [
        (year, "EUR", *(Decimal(sums[name]) / 100 for name in ("low", "high", "given")))
        for year, sums in expected.items()
    ]


def test_what_was_paid_once_is_the_sum_of_the_notebooks(
    notebooks: tuple[Path, Sequence[Book]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(notebooks[0])
    expected = Counter[tuple[int, str]]()
    for payment in load_entries(notebooks[1], Payment):
        if payment.every is None and payment.amount is not None:
            expected[payment.day.year, str(payment.kind)] += payment.amount
    assert run_query(PAID) == [
        (year, kind, "EUR", Decimal(cents) / 100)
        for (year, kind), cents in sorted(expected.items())
    ]


def test_each_ask_is_counted_once(
    notebooks: tuple[Path, Sequence[Book]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(notebooks[0])
    asks = list(load_entries(notebooks[1], Ask))
    all_asks = Counter(ask.day.year for ask in asks)
    overheard = Counter(ask.day.year for ask in asks if "in_public" in ask.circumstances)
    assert run_query(ASKS) == [(year, all_asks[year], overheard[year]) for year in sorted(all_asks)]
