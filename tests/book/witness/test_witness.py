"""A book remembers what it gave a friend to witness: by the leaves, and by the root alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_book_in_memory, make_empty_book
from tests.strategies import books, count_examples
from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.book.witness.hashes import Witness
from tracker.book.witness.witness import WitnessComparison
from tracker.entries.types import Entry, Form, Meeting

TODAY = date(2026, 11, 22)
NOTHING = WitnessComparison((), (), (), (), 0)


@pytest.fixture
def book() -> Iterator[Book]:
    with make_book_in_memory() as made:
        yield made


def make_meeting(words: str, note: str | None = None) -> Meeting:
    return Meeting(day=TODAY, form=Form.MEETING, words=words, private_note=note)


def edit(book: Book, number: int, words: str, note: str | None = None) -> None:
    book.edit(number, [make_meeting(words, note)], TODAY)


def test_what_stands_was_changed_was_taken_out_and_is_newer(book: Book) -> None:
    book.log(
        [make_meeting("one"), make_meeting("two"), make_meeting("three"), make_meeting("four")],
        TODAY,
    )
    witness = book.make_witness()
    assert book.witness_queries.compare(witness.hashes) == replace(NOTHING, unchanged=(1, 2, 3, 4))
    edit(book, 2, "two, after all")
    book.delete(3, TODAY)
    book.log([make_meeting("five")], TODAY)
    assert book.witness_queries.compare(witness.hashes) == WitnessComparison(
        (1, 4), (2,), (3,), (5,), 0
    )
    edit(book, 2, "two")
    assert book.witness_queries.compare(witness.hashes).unchanged == (1, 2, 4), (
        "back to what it said"
    )
    book.undo(TODAY)
    for _change in range(3):
        book.undo(TODAY)
    assert book.make_witness() == witness
    book.undo(TODAY)
    assert book.witness_queries.compare(witness.hashes) == replace(NOTHING, taken_out=(1, 2, 3, 4))


def test_a_private_note_makes_no_other_root_and_any_word_does(book: Book) -> None:
    book.log([make_meeting("said", "cried")], TODAY)
    root = book.make_witness().root
    edit(book, 1, "said", "wrote to her")
    assert book.make_witness().root == root
    edit(book, 1, "said.", "wrote to her")
    assert book.make_witness().root != root


def test_what_was_taken_back_before_counts_as_changed_where_it_was_witnessed(book: Book) -> None:
    book.log([make_meeting("one")], TODAY)
    edit(book, 1, "two")
    witness = book.make_witness()
    book.undo(TODAY)
    assert book.witness_queries.compare(witness.hashes) == replace(NOTHING, changed=(1,))
    found = book.witness_queries.find_witness(witness.root)
    assert found == witness


@settings(
    max_examples=count_examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(entries=books())
def test_any_entry_has_the_same_leaf_in_the_book_and_in_its_history(entries: list[Entry]) -> None:
    with (
        make_book_in_memory() as book,
        make_book_in_memory() as other,
    ):
        logged = book.log(entries, TODAY)
        numbers = tuple(item.number for item in logged)
        witness = book.make_witness()
        assert book.witness_queries.compare(witness.hashes).unchanged == numbers
        other.import_entries(book.load_entries(), TODAY)
        assert set(other.make_witness().hashes).isdisjoint(witness.hashes), "another book"
        with pytest.raises(BookError, match="made from this notebook"):
            other.witness_queries.compare(witness.hashes)
        if entries:
            book.undo(TODAY)
            gone = book.witness_queries.compare(witness.hashes)
            assert gone == replace(NOTHING, taken_out=numbers)
            book.import_entries(logged, TODAY)
            assert book.make_witness() == witness, "the same entries, come back by an import"


class Witnessed(NamedTuple):
    """What was witnessed, and what stood."""

    witness: Witness
    stood: dict[int, str | None]


def list_current_hashes(book: Book) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    for item in book.load_entries():
        assert isinstance(item.entry, Meeting)
        found[item.number] = item.entry.words
    return found


def perform_moves(book: Book, moves: list[tuple[str, int, str]]) -> list[Witnessed]:
    """Log, edit, delete, undo and redo; what was witnessed after each."""
    did = [Witnessed(book.make_witness(), {})]
    for move, pick, words in moves:
        numbers = list(list_current_hashes(book))
        if move == "undo":
            book.undo(TODAY)
        elif move == "redo":
            book.redo(TODAY)
        elif move == "log" or not numbers:
            book.log([make_meeting(words)] * (1 + pick % 70), TODAY)
        elif move == "edit":
            edit(book, numbers[pick % len(numbers)], words, note=words)
        else:
            book.delete(numbers[pick % len(numbers)], TODAY)
        did.append(Witnessed(book.make_witness(), list_current_hashes(book)))
    return did


MOVES = st.lists(
    st.tuples(
        st.sampled_from(("log", "log", "edit", "edit", "delete", "undo", "undo", "redo", "redo")),
        st.integers(0, 200),
        st.sampled_from("abc"),
    ),
    max_size=16,
)


@settings(
    max_examples=count_examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(moves=MOVES)
def test_whatever_was_done_since_each_witness_is_compared_rightly_and_found_by_its_root(
    moves: list[tuple[str, int, str]],
) -> None:
    with make_book_in_memory() as book:
        did = perform_moves(book, moves)
        now = list_current_hashes(book)
        for witness, stood in did:
            assert book.witness_queries.compare(witness.hashes) == WitnessComparison(
                unchanged=tuple(number for number in stood if now.get(number) == stood[number]),
                changed=tuple(n for n in stood if n in now and now[n] != stood[n]),
                taken_out=tuple(number for number in stood if number not in now),
                newer=tuple(number for number in now if number not in stood),
                unknown=0,
            )
            assert book.witness_queries.find_witness(witness.root) == witness
        assert did[-1].witness == book.make_witness()


def test_a_root_that_never_was_is_not_found(book: Book) -> None:
    assert book.witness_queries.find_witness("0" * 64) is None, "nothing was ever witnessed"
    book.log([make_meeting("one")], TODAY)
    book.make_witness()
    assert book.witness_queries.find_witness("0" * 64) is None


def test_leaves_that_only_a_newer_copy_of_the_book_has_are_counted(book: Book) -> None:
    book.log([make_meeting("one")], TODAY)
    leaves = book.make_witness().hashes
    compared = book.witness_queries.compare([*leaves, "ab" * 32, "cd" * 32])
    assert compared == replace(NOTHING, unchanged=(1,), unknown=2)


def test_a_witness_stays_what_it_is_when_the_book_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with make_empty_book(path) as book:
        book.log([make_meeting("one")], TODAY)
        before = path.read_bytes()
        witness = book.make_witness()
        assert path.read_bytes() == before, "a book does not tell whether it was shown"
    with open_book(path, is_writing=False) as book:
        assert book.make_witness() == witness
        assert book.witness_queries.compare(witness.hashes).unchanged == (1,)
