"""What is logged stays, whole or not at all; undo takes back changes; numbers are never reused."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.factories import TODAY, list_entry_numbers, log_lines, make_empty_book, read_entries
from tests.strategies import LAST_DAY, books, count_examples, number_entries
from tracker.book.book import Book
from tracker.book.database.connection import transaction
from tracker.book.database.errors import BookError, FileAccessError
from tracker.book.database.queries import (
    LATE_CHAIN_ENTRIES,
    LATE_ONE_OFFS,
    STANDING_ENTRIES,
)
from tracker.book.database.row_mapping import SELECT
from tracker.book.open_book import open_book
from tracker.entries.line_writer import write_lines
from tracker.entries.types import Ask, Entry, Kind, Payment, StoredEntry

LATER = TODAY + timedelta(1)


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with make_empty_book(path) as made:
        yield made


def test_entries_come_back_as_they_were_logged(book: Book, path: Path) -> None:
    saved = log_lines(
        book,
        '2025-10-11 ask 15 merch no no pledged 10/month gave 15 @!circle #!mine "x" // y',
        "2025-10-11 goal 20000 +office met estimated",
        "2025-10-12 event 14h #alcohol",
        '2025-10-12 paid 20/month event by cash ref "box" until 2026-01-01 ticket',
        "2025-10-13 limit 2.5%",
    )
    book.close()
    with open_book(path) as again:
        assert list(again.load_entries()) == saved
        assert [item.number for item in saved] == [1, 2, 3, 4, 5, 6]
        assert all(item.logged_on == TODAY for item in saved)


def test_undo_takes_back_whole_changes_newest_first_also_after_a_restart(
    book: Book, path: Path
) -> None:
    log_lines(book, "income 900/month")
    log_lines(book, "ask 15 merch gave 15", "paid 5 dues")
    log_lines(book, "meeting 2h")
    book.close()
    with open_book(path) as again:
        assert [item.number for item in again.undo(LATER).removed_entries] == [5]
        assert [item.number for item in again.undo(LATER).removed_entries] == [2, 3, 4]
        assert list_entry_numbers(again) == [1]
        assert [item.number for item in again.undo(LATER).removed_entries] == [1]
        assert again.undo(LATER).entries == ()


def test_a_number_is_never_given_again(book: Book) -> None:
    log_lines(book, "income 900", "income 800")
    book.undo(TODAY)
    assert [item.number for item in log_lines(book, "income 700")] == [3]
    assert book.load_parse_context().next_number == 4


def test_what_was_taken_back_stays_in_history_without_its_private_note(book: Book) -> None:
    (item,) = log_lines(book, '2025-10-01 ask 50-450 donation pledged 50 #deadline "said" // alone')
    book.undo(LATER)
    (version,) = book.load_history(item.number)
    assert version.entry == replace(item.entry, private_note=None)
    assert (version.logged_on, version.ended_on) == (TODAY, LATER)
    assert b"alone" not in book.path.read_bytes(), "a private note was kept"


def test_history_of_an_entry_that_stands_and_of_one_that_never_was(book: Book) -> None:
    (item,) = log_lines(book, "meeting 2h")
    (version,) = book.load_history(item.number)
    assert (version.entry, version.ended_on) == (item.entry, None)
    assert book.load_history(99) == []


def test_groups_and_tags_are_known_only_while_an_entry_names_them(book: Book) -> None:
    log_lines(book, "meeting @!circle #!mine")
    assert "circle" in book.load_parse_context().groups
    assert "mine" in book.load_parse_context().tags
    book.undo(TODAY)
    assert "circle" not in book.load_parse_context().groups
    assert "mine" not in book.load_parse_context().tags


def test_the_default_group_is_that_of_the_highest_numbered_entry_that_has_one(book: Book) -> None:
    log_lines(book, "meeting @!one", "meeting @!two", "income 5")
    assert book.load_parse_context().default_group == "two"
    assert book.load_parse_context().group_numbers == {1: "one", 2: "two"}


def test_a_save_that_fails_leaves_nothing_and_the_book_goes_on(book: Book) -> None:
    log_lines(book, "meeting 1h")
    good = Payment(day=TODAY, amount=500, kind=Kind.DUES)
    bad = replace(good, amount=10**12)
    with pytest.raises(BookError):
        book.log([good, bad], TODAY)
    assert list_entry_numbers(book) == [1]
    assert [item.number for item in log_lines(book, "meeting 2h")] == [2]


@pytest.mark.parametrize(
    "values",
    [
        {"day": "2026-02-30"},
        {"day": "soon"},
        {"month": "2025-01"},
        {"low": -1},
        {"low": 1.5},
        {"low": 5, "high": 4},
        {"kind": None, "every": "day"},
        {"for_entry": 99},
        {"id": "short"},
        {"every": "6weeks"},
        {"for_month": "2026-11"},
        {"type": "income", "for_month": "2026-13", "month": "2026-13"},
        {"type": "income", "for_month": "2026-12"},
        {"hours_high": 500},
        {"hours": 500, "hours_high": 500},
        {"minutes": 140},
        {"hours": 233, "minutes": 141},
    ],
    ids=str,
)
def test_the_file_itself_refuses_what_cannot_be(book: Book, values: dict[str, object]) -> None:
    log_lines(book, "paid 5 dues")
    columns = {"day": "2026-11-22", "month": "2026-11", "low": 1, "high": 1, "type": "paid"}
    columns |= values
    if "day" in values:
        columns["month"] = str(values["day"])[:7]
    names = ["id", "change", "logged_on", "met", "evidence", *columns]
    row = ["abcdefgh", 1, "2026-11-22", 0, "remembered", *columns.values()]
    if "id" in values:
        names, row = names[1:], row[1:]
    sql = f"INSERT INTO entries ({', '.join(names)}) VALUES ({', '.join('?' * len(row))})"
    with pytest.raises(Exception, match=r"constraint|datatype|REAL"):
        book._connection.execute(sql, row)


def test_a_full_disk_is_one_sentence_and_nothing_is_half_saved(path: Path) -> None:
    make_empty_book(path).close()
    script = (
        "import resource, sys, signal; from datetime import date; from pathlib import Path\n"
        "from tracker.book.open_book import open_book\n"
        "from tracker.book.database.errors import BookError\n"
        "from tracker.entries.types import Meeting, Form\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "path = Path(sys.argv[1]); size = path.stat().st_size\n"
        "day = date(2026, 11, 22)\n"
        "with open_book(path) as book:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))\n"
        "    try:\n"
        "        book.log([Meeting(day=day, form=Form.CALL, words='x' * 9000)] * 50, day)\n"
        "    except BookError as error:\n"
        "        print(type(error).__name__, error)\n"
        "    print(book.is_empty())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    sentence, empty = run.stdout.splitlines()
    assert sentence.startswith(f"{FileAccessError.__name__} The disk is full")
    assert empty == "True"
    with open_book(path) as book:
        assert book._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        log_lines(book, "meeting 2h")
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_an_import_goes_only_into_an_empty_book_and_undo_takes_it_back(book: Book) -> None:
    items = [
        StoredEntry(3, "aaaaaaaa", date(2025, 1, 1), Payment(day=TODAY, amount=5, kind=Kind.DUES)),
        StoredEntry(7, "bbbbbbbb", date(2025, 1, 2), Payment(day=TODAY, amount=6, kind=Kind.DUES)),
    ]
    assert book.import_entries(items, TODAY) == 2
    assert list(book.load_entries()) == items
    with pytest.raises(BookError, match="already has entries"):
        book.import_entries(items, TODAY)
    assert list(book.undo(TODAY).removed_entries) == items
    assert book.import_entries(items, TODAY) == 2, "the same bundle may come back"
    book.undo(TODAY)
    with pytest.raises(BookError, match="new notebook"):
        book.import_entries([replace(items[0], id="cccccccc")], TODAY)
    assert book.is_empty()
    assert [item.number for item in log_lines(book, "meeting 1h")] == [8]


def test_what_an_import_raises_leaves_the_book_as_it_was(book: Book) -> None:
    def torn() -> Iterator[StoredEntry]:
        yield StoredEntry(
            1, "aaaaaaaa", TODAY, Payment(day=TODAY, amount=5, kind=Kind.DUES, group="new")
        )
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        book.import_entries(torn(), TODAY)
    assert book.is_empty()
    assert book.load_parse_context().groups == {}


def test_latest_comes_by_day_then_number_and_stops_at_today(book: Book) -> None:
    log_lines(
        book, "2025-10-02 meeting", "2025-10-01 meeting", "2025-10-02 call", "2027-01-01 income 5"
    )
    assert [item.number for item in book.load_latest(2, TODAY)] == [3, 1]


@pytest.mark.parametrize(
    "sql", [f"{SELECT} {STANDING_ENTRIES}", f"{SELECT} {LATE_ONE_OFFS}", LATE_CHAIN_ENTRIES]
)
def test_what_the_kept_totals_lack_is_found_without_reading_every_entry(
    book: Book, sql: str
) -> None:
    plan = book._connection.execute(f"EXPLAIN QUERY PLAN {sql}", ["2026-11-30"]).fetchall()
    steps = [row[3] for row in plan]
    assert not any(step.startswith(("SCAN e", "SCAN entries")) for step in steps), steps
    looks_up_types = any("entries_types (type=?)" in step for step in steps)
    assert looks_up_types is (STANDING_ENTRIES in sql), steps


def test_a_transaction_that_fails_is_rolled_back(book: Book) -> None:
    def fail() -> None:
        with transaction(book._connection):
            book._connection.execute("INSERT INTO groups (label) VALUES ('x')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert book._connection.execute("SELECT count(*) FROM groups").fetchone() == (0,)


@settings(
    max_examples=count_examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books())
def test_lines_of_a_book_make_an_equal_book(tmp_path: Path, entries: list[Entry]) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    for path in (first, second):
        path.unlink(missing_ok=True)
    with make_empty_book(first) as book:
        book.log(entries, TODAY)
        assert [item.entry for item in book.load_entries()] == entries
        lines = list(write_lines(book.load_entries(), "EUR"))
        facts = book.load_monthly_facts(TODAY)
    with make_empty_book(second) as book:
        book.log(read_entries(lines, book.load_parse_context(), LAST_DAY), TODAY)
        assert [item.entry for item in book.load_entries()] == entries
        assert list(write_lines(book.load_entries(), "EUR")) == lines
        assert remove_ids(book.load_monthly_facts(TODAY).other_entries) == remove_ids(
            facts.other_entries
        )
        assert [item.entry for item in book.undo(TODAY).removed_entries] == entries
        assert [
            version.ended_on
            for item in number_entries(entries)
            for version in book.load_history(item.number)
        ] == [TODAY] * len(entries)


def remove_ids(items: object) -> list[tuple[int, Entry]]:
    assert isinstance(items, list)
    return [(item.number, item.entry) for item in items]


def test_asks_without_any_amount_come_back(book: Book) -> None:
    (item,) = log_lines(book, "ask ?/month donation later")
    assert isinstance(item.entry, Ask)
    assert (item.entry.low, item.entry.high) == (None, None)
    found = book.find_entry(item.number)
    assert found == item


def test_what_a_person_wrote_for_themselves_is_no_record_about_a_group(book: Book) -> None:
    log_lines(book, "seen donation @!circle", "cost 4 bus", "wrote: I was tired", "income 900")
    log_lines(book, "2026-11-01 heard donation")
    counts = book.ask_queries.count_same_day_entries(date(2026, 11, 1), TODAY)
    assert counts == {"circle": (3, 2)}
