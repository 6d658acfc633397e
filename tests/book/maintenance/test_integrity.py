"""A book that is whole is said to be; whatever was altered in one is found, and where."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.maintenance.test_index_repair import damage_index
from tests.export.story_book import TODAY, example_book
from tests.factories import log_lines, make_empty_book
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.book import Book
from tracker.book.database.connection import PAGE, connect
from tracker.book.database.errors import DamagedBookError, WrongPassphraseError
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book
from tracker.entries.types import Entry


def list_problems(book: Book, today: date = TODAY) -> dict[IntegrityCheck, tuple[str, ...]]:
    return {
        each.check: each.problems
        for each in book.maintenance.check_integrity(today)
        if each.problems
    }


@pytest.mark.parametrize("passphrase", [None, "secret"], ids=["plain", "encrypted"])
def test_a_whole_book_is_said_to_be_with_what_was_looked_at(
    tmp_path: Path, passphrase: str | None
) -> None:
    with example_book(tmp_path, passphrase=passphrase) as book:
        counts = {each.check: each.count for each in book.maintenance.check_integrity(TODAY)}
        assert list_problems(book) == {}
    assert list(counts) == list(IntegrityCheck)
    assert counts[IntegrityCheck.ENTRIES] == 11
    assert counts[IntegrityCheck.MONTHS] == 3
    assert (counts[IntegrityCheck.ENCRYPTION] > 30) is (passphrase is not None)


@settings(
    max_examples=count_examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books(), data=st.data())
def test_nothing_is_found_in_any_book_whatever_was_deleted_undone_and_erased(
    entries: list[Entry], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "book.db"
    with make_empty_book(path) as book:
        for part in (entries[: len(entries) // 2], entries[len(entries) // 2 :]):
            book.log(part, LAST_DAY)
        for act in data.draw(st.lists(st.sampled_from(["undo", "delete", "erase"]), max_size=5)):
            standing = [item.number for item in book.load_entries()]
            if act == "undo":
                book.undo(LAST_DAY)
            elif standing and act == "delete":
                book.delete(data.draw(st.sampled_from(standing)), LAST_DAY)
            elif standing:
                book.maintenance.erase(data.draw(st.sampled_from(standing)))
        assert list_problems(book, LAST_DAY) == {}
        while book.undo(LAST_DAY).did:
            pass
        assert book.is_empty()
        assert list_problems(book, LAST_DAY) == {}


ALTERED: dict[str, tuple[str, IntegrityCheck]] = {
    "an amount out of range": (
        "UPDATE entries SET low = high + 1 WHERE number = 5",
        IntegrityCheck.MONEY,
    ),
    "an amount beyond all": (
        "UPDATE entries SET high = 1000000000 WHERE number = 4",
        IntegrityCheck.MONEY,
    ),
    "a type there is not": (
        "UPDATE entries SET type = 'tithe' WHERE number = 6",
        IntegrityCheck.ENTRIES,
    ),
    "a day there is not": (
        "UPDATE entries SET day = '2025-02-30' WHERE number = 6",
        IntegrityCheck.ENTRIES,
    ),
    "an answer lost": (
        "DELETE FROM answers WHERE entry = 5 AND position = 1",
        IntegrityCheck.ENTRIES,
    ),
    "a tag lost": (
        "DELETE FROM circumstances WHERE entry = 7 AND position = 0",
        IntegrityCheck.ENTRIES,
    ),
    "a number never given": ("UPDATE sqlite_sequence SET seq = 8", IntegrityCheck.ENTRIES),
    "a group lost": ("DELETE FROM groups", IntegrityCheck.LINKS),
    "an ask lost": ("DELETE FROM entries WHERE number = 9", IntegrityCheck.LINKS),
    "a change lost": ("DELETE FROM changes WHERE number = 1", IntegrityCheck.LINKS),
    "a version that says nothing": ("UPDATE versions SET fields = '{}'", IntegrityCheck.HISTORY),
    "a version made by nothing": ("UPDATE versions SET made_by = 77", IntegrityCheck.HISTORY),
    "taken back and standing": (
        "UPDATE changes SET undone_day = '2025-11-22'",
        IntegrityCheck.HISTORY,
    ),
    "a version of another": (
        "UPDATE versions SET id = 'abcdefgh', entry = 1",
        IntegrityCheck.HISTORY,
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_found(tmp_path: Path, name: str) -> None:
    with example_book(tmp_path) as book:
        book.delete(11, TODAY)
    sql, looked = ALTERED[name]
    connection = connect(book.path, None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(sql)
    connection.close()
    with open_book(book.path) as again:
        assert looked in list_problems(again)


@pytest.mark.parametrize(
    ("sql", "looked"),
    [
        ("UPDATE entries SET month = '2025-10' WHERE type = 'income'", IntegrityCheck.MONTHS),
        ("UPDATE entries SET for_month = '1812-01' WHERE type = 'income'", IntegrityCheck.ENTRIES),
        ("UPDATE entries SET for_month = '2025-09' WHERE type = 'income'", IntegrityCheck.MONTHS),
        ("UPDATE entries SET own_words = NULL WHERE type = 'wrote'", IntegrityCheck.ENTRIES),
        ("UPDATE entries SET kind = 'travel' WHERE type = 'seen'", IntegrityCheck.ENTRIES),
        ("UPDATE entries SET low = NULL WHERE type = 'income'", IntegrityCheck.ENTRIES),
        ("UPDATE answers SET word = 'mute'", IntegrityCheck.ENTRIES),
    ],
)
def test_what_was_altered_of_the_newer_types_is_found(
    path: Path, sql: str, looked: IntegrityCheck
) -> None:
    with make_empty_book(path, "circle") as book:
        log_lines(
            book,
            *("2025-11-20 income 900 for 2025-12", "2025-11-20 seen 50-450 donation +!office"),
            *("2025-11-20 wrote: I was tired", "2025-11-20 ask 5 merch silent"),
            *("2025-11-20 paid ? merch for 4", "2025-11-21 returned ? for 5"),
            today=date(2025, 12, 22),
        )
        assert list_problems(book, date(2025, 12, 22)) == {}
    connection = connect(path, None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(sql)
    connection.close()
    with open_book(path) as book:
        assert looked in list_problems(book, date(2025, 12, 22))


def test_an_index_that_forgot_a_row_is_found_and_falsifies_no_sum(tmp_path: Path) -> None:
    with example_book(tmp_path, "2025-10-11 paid 20 event", "2025-10-12 paid 30 event") as book:
        damage_index(book._connection, "entries_days")
    with open_book(book.path) as again:
        found = list_problems(again)
    assert found.keys() == {IntegrityCheck.PAGES}
    assert "entries_days" in found[IntegrityCheck.PAGES][0]


Damage = Callable[[bytearray], None]


def flip(page: int) -> Damage:
    def damage(content: bytearray) -> None:
        content[page * PAGE + 100] ^= 1

    return damage


def test_a_damaged_beginning_is_told_from_a_wrong_passphrase(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase="secret"):
        pass
    path = tmp_path / "b.db"
    whole = path.read_bytes()
    with pytest.raises(WrongPassphraseError, match="passphrase doesn’t open"):
        open_book(path, "another")
    content = bytearray(whole)
    flip(0)(content)
    path.write_bytes(content)
    with pytest.raises(DamagedBookError, match="its beginning"):
        open_book(path, "secret")


def test_a_page_that_is_damaged_is_a_finding(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase="secret") as book:
        sql = "SELECT max(rootpage) FROM sqlite_schema"
        page = book._connection.execute(sql).fetchall()[0][0]
    path = tmp_path / "b.db"
    content = bytearray(path.read_bytes())
    flip(page - 1)(content)
    path.write_bytes(content)
    with open_book(path, "secret") as book:
        found = list_problems(book)
    assert found[IntegrityCheck.ENCRYPTION] == (f"HMAC verification failed for page {page}",)
    assert IntegrityCheck.PAGES in found


def test_what_is_found_of_pages_is_told_line_by_line(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase="secret"):
        pass
    path = tmp_path / "b.db"
    content = bytearray(path.read_bytes())
    flip(1)(content)
    path.write_bytes(content)
    with open_book(path, "secret") as book:
        found = list_problems(book)[IntegrityCheck.PAGES]
    assert len(found) > 1
    assert not [line for line in found if "\n" in line]
