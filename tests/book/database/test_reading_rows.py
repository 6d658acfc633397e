"""Entries are read in two steps, rows and then their answers and tags, and come back as saved."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_book_in_memory
from tests.strategies import books, count_examples
from tracker.book.book import Book
from tracker.book.database import row_mapping
from tracker.book.database.errors import DamagedBookError
from tracker.book.database.row_mapping import BATCH_SIZE, read_entries
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, Form, Kind, Meeting, StoredEntry

ORDERS = (
    "",
    "ORDER BY e.number",
    "ORDER BY e.number DESC",
    "ORDER BY e.day DESC, e.number DESC",
    "ORDER BY e.type, e.id",
    "WHERE e.number % 7 = 1 ORDER BY e.id",
)
FIRST_DAY = date(2025, 1, 1)
MANY = 3 * BATCH_SIZE
TAGS = ("in-front-of-others", "follow-up")
NO = (Answer(AnswerWord.NO), Answer(AnswerWord.SILENT))


def make_ask(number: int) -> Ask:
    """Return an ask with two answers and two tags of which the amount is its number."""
    return Ask(
        day=FIRST_DAY + timedelta(days=number % 28),
        low=number,
        high=number,
        kind=Kind.DUES,
        answers=NO,
        circumstances=TAGS,
    )


def fill_book(book: Book, entries: Iterable[Entry]) -> list[StoredEntry]:
    """Log entries as one change and return what is saved."""
    return list(book.log(list(entries), date(2027, 6, 30)))


def collect_statements(book: Book, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every statement is added from now on."""
    statements: list[str] = []
    execute = book._connection.execute

    def collect(sql: str, values: Any = ()) -> Any:
        statements.append(sql)
        return execute(sql, values)

    monkeypatch.setattr(book._connection, "execute", collect)
    return statements


@pytest.mark.parametrize("batch", [2, BATCH_SIZE])
@settings(
    max_examples=count_examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(entries=books(), order=st.sampled_from(ORDERS))
def test_every_entry_comes_back_as_it_was_saved_in_any_order(
    batch: int, entries: Sequence[Entry], order: str
) -> None:
    with make_book_in_memory() as book, pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_mapping, "BATCH_SIZE", batch)
        saved = {item.number: item for item in fill_book(book, entries)}
        numbers = [n for (n,) in book._connection.execute(f"SELECT number FROM entries e {order}")]
        assert list(read_entries(book._connection, order)) == [saved[n] for n in numbers]
        lazy = book.load_newest_first(date.min, date.max)
        newest = sorted(saved.values(), key=lambda item: (item.entry.day, item.number))
        assert list(lazy) == newest[::-1]


def test_a_thousand_entries_are_read_with_two_more_statements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with make_book_in_memory() as book:
        fill_book(book, map(make_ask, range(1, MANY + 1)))
        statements = collect_statements(book, monkeypatch)
        assert sum(1 for _item in book.load_entries()) == MANY
        # The groups and the entries, then the answers and the tags of each thousand.
        assert len(statements) == 2 + 2 * MANY // BATCH_SIZE


def test_nothing_is_asked_about_answers_and_tags_that_cannot_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with make_book_in_memory() as book:
        fill_book(book, [Meeting(day=FIRST_DAY, form=Form.CALL, circumstances=TAGS)])
        statements = collect_statements(book, monkeypatch)
        (item,) = book.load_entries()
        assert getattr(item.entry, "circumstances", None) == TAGS
        assert not any("answers" in sql for sql in statements)


def test_a_list_reads_answers_and_builds_entries_only_of_what_it_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built: list[int] = []
    build = row_mapping.build_stored_entry

    def count_built(row: tuple[Any, ...]) -> StoredEntry:
        built.append(row[0])
        return build(row)

    with make_book_in_memory() as book:
        saved = fill_book(book, map(make_ask, range(1, MANY + 1)))
        monkeypatch.setattr(row_mapping, "build_stored_entry", count_built)
        statements = collect_statements(book, monkeypatch)
        lazy = book.load_newest_first(date.min, date.max)
        assert len(lazy) == MANY
        before = len(statements)
        newest = sorted(saved, key=lambda item: (item.entry.day, item.number), reverse=True)
        assert [lazy[place] for place in range(20)] == newest[:20]
        assert (len(built), len(statements) - before) == (20, 2)
        assert lazy[-1] == newest[-1]
        assert lazy.arrange([5, 3])[1] == newest[3]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answers SET word = 'perhaps' WHERE entry = 2",
        "UPDATE entries SET type = 'dream' WHERE number = 2",
        "UPDATE entries SET kind = NULL WHERE number = 2",
        "UPDATE entries SET evidence = 'dreamt' WHERE number = 2",
    ],
)
def test_a_damaged_entry_is_named_and_its_neighbours_are_read(damage: str) -> None:
    with make_book_in_memory() as book:
        fill_book(book, map(make_ask, range(1, 4)))
        book._connection.execute("PRAGMA ignore_check_constraints = ON")
        book._connection.execute(damage)
        lazy = book.load_newest_first(date.min, date.max)
        assert [lazy[place].number for place in (0, 2)] == [3, 1]
        with pytest.raises(DamagedBookError, match="Entry 2 "):
            list(read_entries(book._connection, "ORDER BY e.number DESC"))
        with pytest.raises(DamagedBookError, match="Entry 2 "):
            list(lazy)
        found = book.find_entry(3)
        assert found is not None
        assert found.number == 3
