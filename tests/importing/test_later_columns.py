"""The columns of format 2: each may be missing, and what does not fit in one is refused."""

import csv
import re
from collections.abc import Mapping
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.bundle_exchange import (
    TODAY,
    import_table,
    make_book,
    survey_table,
    write_entry_table,
)
from tests.strategies import NAUGHTY, count_examples
from tests.texts.test_wording import SENTENCE_END, SENTENCE_START
from tracker.book.book import Book
from tracker.entries.line_writer import write_lines
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS, LATER_COLUMNS, PRIVATE_NOTE_COLUMN
from tracker.importing.errors import ImportingError

LINES = (
    "2026-01-02 income 950 for 2025-12",
    "2026-02-02 meeting 10-12h +!seminar @!circle",
    "2026-02-03 meeting 2h20",
    "2026-02-04 goal 26000-28000 +!office",
    "2026-02-05 seen 50-450 donation +office +seminar: every member",
    "2026-02-06 heard 45 donation",
    "2026-02-07 paid ? dues",
    "2026-02-08 returned ? for 7",
    "2026-02-09 cost about 41 travel +seminar",
    "2026-02-10 wrote: it was fun // was it",
    '2026-02-11 ask 30/2weeks dues silent "we know": they know: //it//',
    "2026-02-12 paid 15 merch",
)
"""Entry 1 is on line 2 of the table, and so on."""


@pytest.fixture(scope="module")
def table() -> str:
    """The table of a book with these lines."""
    return write_entry_table(make_book(*LINES))


def read_rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(table)))


def change_table(table: str, number: int, cells: Mapping[str, str]) -> str:
    """Return the table with other cells in the row of an entry."""
    rows = read_rows(table)
    rows[number - 1].update(cells)
    return write_rows(rows)


def write_rows(rows: list[dict[str, str]]) -> str:
    stream = StringIO()
    Dialect.COMMA.write_rows(stream, [list(rows[0]), *(list(row.values()) for row in rows)])
    return stream.getvalue()


def write_all_lines(book: Book) -> list[str]:
    return list(write_lines(list(book.load_entries()), "EUR"))


def test_each_field_comes_back(table: str) -> None:
    book, again = make_book(*LINES), make_book()
    import_table(again, table)
    assert write_all_lines(again) == write_all_lines(book)
    assert [item.entry for item in again.load_entries()] == [
        item.entry for item in book.load_entries()
    ]


@pytest.mark.parametrize("column", LATER_COLUMNS)
def test_each_column_may_be_missing(table: str, column: str) -> None:
    rows = read_rows(table)
    kept = [row for row in rows if not row[column]]
    assert 0 < len(kept) < len(rows)
    expected = make_book()
    import_table(expected, write_rows(kept))
    for row in kept:
        del row[column]
    found = make_book()
    import_table(found, write_rows(kept))
    assert list(found.load_entries()) == list(expected.load_entries())


def test_without_any_of_them_it_is_a_table_of_format_1(table: str) -> None:
    rows = [row for row in read_rows(table) if not any(row[name] for name in LATER_COLUMNS)]
    assert [row["type"] for row in rows] == ["goal", "heard", "paid", "returned", "paid"]
    for row in rows:
        for name in LATER_COLUMNS:
            del row[name]
    with pytest.raises(
        ImportingError, match="line 4, column amount_low: An entry of type paid needs"
    ):
        import_table(make_book(), write_rows(rows))
    described = make_book()
    import_table(described, write_rows(rows), '{"tracker": {"format": 2, "currency": "EUR"}}')
    assert len(list(described.load_entries())) == len(rows)


def test_a_column_that_is_missing_tells_nothing() -> None:
    book = make_book(*LINES)
    rows = read_rows(write_entry_table(book))
    for row in rows:
        del row["own_words"], row["minutes"]
    rows = [row for row in rows if row["type"] != "wrote"]
    found = import_table(book, write_rows(rows))
    assert (found.known_count, found.conflicts, found.new_rows) == (len(rows), [], [])


CELLS: list[tuple[int, dict[str, str], str, str]] = [
    # The entry, its cells now, the column that is named, what the sentence says.
    (
        1,
        {"for_month": "Dec 25"},
        "for_month",
        "“Dec 25” isn’t a month. Write the year and month, e.g. “2025-10”.",
    ),
    (
        1,
        {"for_month": "2025-12-01"},
        "for_month",
        "isn’t a month. Write the year and month, e.g. “2025-10”.",
    ),
    (1, {"for_month": "2025-13"}, "for_month", "“2025-13” isn’t a month"),
    (1, {"for_month": "1899-12"}, "for_month", "“1899-12” isn’t a month"),
    (1, {"for_month": "2200-01"}, "for_month", "“2200-01” isn’t a month"),
    (1, {"every": "month"}, "for_month", "A regular income counts in every month"),
    (
        12,
        {"for_month": "2026-02"},
        "for_month",
        "An entry of type paid has nothing here. Leave this cell empty.",
    ),
    (2, {"hours": "0"}, "hours", "The hours can’t be 0"),
    (2, {"hours": ""}, "hours_high", "The first number of hours is missing"),
    (2, {"hours_high": "9"}, "hours_high", "Swap them: 9 and 10"),
    (2, {"hours_high": "10"}, "hours_high", "The second number isn’t larger than the first"),
    (2, {"hours_high": "0"}, "hours_high", "The second number isn’t larger than the first"),
    (
        2,
        {"hours_high": "12h"},
        "hours_high",
        "isn’t a number in this file. Write it in digits, e.g. “50.00”.",
    ),
    (2, {"hours_high": "1000"}, "hours_high", "These hours are too many. Type 999 at most."),
    (
        12,
        {"hours_high": "2"},
        "hours_high",
        "An entry of type paid has nothing here. Leave this cell empty.",
    ),
    (
        12,
        {"hours_high": "0"},
        "hours_high",
        "An entry of type paid has nothing here. Leave this cell empty.",
    ),
    (3, {"minutes": "150"}, "minutes", "These minutes don’t fit the hours"),
    (3, {"minutes": "141"}, "minutes", "e.g. 140 minutes for 2.33 hours"),
    (3, {"hours": ""}, "minutes", "These minutes don’t fit the hours"),
    (3, {"hours_high": "4"}, "minutes", "These minutes don’t fit the hours"),
    (3, {"minutes": "0"}, "minutes", "“0” isn’t a number of minutes"),
    (
        3,
        {"minutes": "2:20"},
        "minutes",
        "“2:20” isn’t a number of minutes. Write it in digits, e.g. “140”.",
    ),
    (
        3,
        {"minutes": "140.0"},
        "minutes",
        "isn’t a number of minutes. Write it in digits, e.g. “140”.",
    ),
    (
        12,
        {"minutes": "140"},
        "minutes",
        "An entry of type paid has nothing here. Leave this cell empty.",
    ),
    (
        5,
        {"event": "office"},
        "event",
        "This is the name of a campaign. Choose another name for the event.",
    ),
    (
        5,
        {"event": "OFFICE"},
        "event",
        "This is the name of a campaign. Choose another name for the event.",
    ),
    (
        5,
        {"campaign": "Seminar"},
        "campaign",
        "This is the name of an event. Choose another name for the campaign",
    ),
    (
        5,
        {"event": "Seminar"},
        "event",
        "This is spelled seminar above. Write it the same way here.",
    ),
    (
        4,
        {"event": "other"},
        "event",
        "An entry of type goal has nothing here. Leave this cell empty.",
    ),
    (4, {"amount_high": ""}, "amount_high", "An entry of type goal needs this"),
    (4, {"amount_low": ""}, "amount_low", "An entry of type goal needs this"),
    (4, {"amount_high": "1.00"}, "amount_low", "Swap them: 1.00 and 26000.00"),
    (5, {"amount_high": ""}, "amount_low", "Only one end of the amount is filled in"),
    (
        5,
        {"answers": "no"},
        "answers",
        "If they asked you, write ask in the column type.",
    ),
    (5, {"kind": ""}, "kind", "An entry of type seen needs this"),
    (6, {"type": "herd"}, "type", "Did you mean heard?"),
    (
        6,
        {"for_entry": "5"},
        "for_entry",
        "An entry of type heard has nothing here. Leave this cell empty.",
    ),
    (7, {"every": "month"}, "amount_low", "A regular payment needs an amount"),
    (
        7,
        {"amount_low": "5.00"},
        "amount_high",
        "An entry of type paid has the same amount in both columns",
    ),
    (
        9,
        {"kind": "other"},
        "kind",
        "If the group got it, write paid in the column type.",
    ),
    (9, {"amount_low": "0.00", "amount_high": "0.00"}, "amount_low", "The amount can’t be 0"),
    (10, {"own_words": ""}, "own_words", "An entry of type wrote needs this"),
    (
        10,
        {"group": "circle"},
        "group",
        "An entry of type wrote has nothing here. Leave this cell empty.",
    ),
    (
        10,
        {"amount_low": "1", "amount_high": "1"},
        "amount_low",
        "An entry of type wrote has nothing here",
    ),
    (11, {"own_words": " they"}, "own_words", "This text starts or ends with a space"),
    (11, {"own_words": "one\ntwo"}, "own_words", "U+000A"),
    (11, {"own_words": "one\ttwo"}, "own_words", "There’s a tab in this text"),
    (11, {"own_words": "=they"}, "own_words", "This cell has an apostrophe missing or too many"),
    (11, {"event": "=seminar"}, "event", "This cell has an apostrophe missing or too many"),
    (11, {"own_words": "x" * 10_001}, "own_words", "Shorten it to 10000 or fewer"),
    (11, {"every": "2week"}, "every", "Did you mean 2weeks?"),
    (11, {"answers": "quiet"}, "answers", "Write no, later, silent, yes, pledged or gave"),
]


@pytest.mark.parametrize(("number", "cells", "column", "expected"), CELLS)
def test_what_does_not_fit_is_named(
    table: str, number: int, cells: dict[str, str], column: str, expected: str
) -> None:
    book = make_book()
    with pytest.raises(ImportingError) as refused:
        import_table(book, change_table(table, number, cells))
    sentence = str(refused.value)
    assert f"entries.csv, line {number + 1}, column {column}: " in sentence
    assert expected in sentence
    message = sentence.removeprefix("Nothing was imported: ").partition(": ")[2]
    assert SENTENCE_START.search(message)
    assert SENTENCE_END.search(message)
    assert "\n" not in sentence
    assert book.is_empty()


def test_an_event_of_the_book_is_no_campaign_of_a_bundle(table: str) -> None:
    book = make_book("2026-01-01 meeting +!Office")
    with pytest.raises(ImportingError, match="line 5, column campaign: This is the name of an"):
        import_table(book, table)
    assert len(list(book.load_entries())) == 1
    with pytest.raises(ImportingError, match="line 5, column campaign: This is the name of an"):
        import_table(make_book(), change_table(table, 2, {"event": "office"}))
    book = make_book("2026-01-01 meeting +!SEMINAR")
    import_table(book, table)
    assert {getattr(item.entry, "event", None) for item in book.load_entries()} == {None, "SEMINAR"}


@pytest.mark.parametrize("text", ["a: b", ": a", "//", "a // b", '"a"', "'", "wrote: x", "12,50"])
def test_any_own_words_come_back(table: str, text: str) -> None:
    guarded = f"'{text}" if text[0] == "'" else text
    book = make_book()
    import_table(book, change_table(table, 10, {"own_words": guarded}))
    assert [item.entry.own_words for item in book.load_entries()][9] == text
    assert read_rows(write_entry_table(book))[9]["own_words"] == guarded


def read_or_refuse(table: str) -> list[StoredEntry] | str:
    try:
        return list(survey_table(table).read_entries(ParseContext("EUR"), TODAY))
    except ImportingError as error:
        return str(error)


ANY_CELL = st.one_of(
    st.sampled_from(
        (
            *("", "0", "1", "2.33", "140", "12", "999", "1000", "2026-02", "2025-12-01", "month"),
            *("2weeks", "seen", "cost", "wrote", "office", "seminar", "circle", "no", "silent"),
            *("50.00", "0.00", "pledged", "pledged 5.00/4weeks; no", "in_public", "dues", "a: b"),
        )
    ),
    st.sampled_from(NAUGHTY),
    st.text(max_size=8),
)


@settings(max_examples=count_examples(60))
@given(
    st.lists(
        st.tuples(
            st.integers(1, len(LINES)),
            st.sampled_from((*ENTRY_COLUMNS, *LATER_COLUMNS, PRIVATE_NOTE_COLUMN)),
            ANY_CELL,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_cell_is_read_or_refused_with_its_place(
    table: str, changes: list[tuple[int, str, str]]
) -> None:
    for number, column, cell in changes:
        table = change_table(table, number, {column: cell})
    found = read_or_refuse(table)
    if isinstance(found, str):
        assert re.fullmatch("Nothing was imported: entries.csv, line [0-9]+.*[.?]", found)
        return
    with make_book() as book:
        book.import_entries(found, TODAY)
        assert list(book.load_entries()) == found
        assert read_or_refuse(write_entry_table(book)) == found
        assert len(write_all_lines(book)) == len(found)
