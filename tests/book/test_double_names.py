"""A name is an event or a campaign, also where two lines were read before either was saved."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import TODAY, list_entry_numbers, log_lines, read_entries
from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.entries.types import Entry, Goal, Meeting

MEETING, GOAL = "meeting 2h +!retreat", "goal 300 +Retreat"


def read_both(book: Book) -> tuple[list[Entry], list[Entry]]:
    """Read two lines, neither of which knows the other."""
    meeting = read_entries([MEETING], book.load_parse_context(), TODAY)
    return meeting, read_entries([GOAL], book.load_parse_context(), TODAY)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["event first", "campaign first"])
def test_who_saves_second_is_refused_and_nothing_is_saved(
    book: Book, order: tuple[int, int]
) -> None:
    first, second = order
    read = read_both(book)
    book.log(read[first], TODAY)
    other = read_entries(["paid 5 dues"], book.load_parse_context(), TODAY)
    with pytest.raises(BookError, match=r"etreat can’t be both an event and a campaign"):
        book.log([*other, *read[second]], TODAY)
    assert list_entry_numbers(book) == [1]
    (item,) = log_lines(book, "paid 5 dues")
    with pytest.raises(BookError, match="Nothing was saved"):
        book.edit(item.number, read[second], TODAY)
    assert [item.entry.day for item in book.load_entries()] == [TODAY, TODAY]


def test_one_save_cannot_make_both(book: Book) -> None:
    meeting, goal = read_both(book)
    with pytest.raises(BookError, match="can’t be both an event and a campaign"):
        book.log([*meeting, *goal], TODAY)
    assert book.is_empty()


def test_a_book_that_has_a_name_as_both_goes_on(book: Book) -> None:
    meeting, goal = read_both(book)
    book.log(meeting, TODAY)
    book.import_merge.save(
        [replace(next(iter(book.load_entries())), number=2, id="bbbbbbbb", entry=goal[0])],
        (),
        TODAY,
    )
    day = date(2026, 11, 1)
    book.edit(1, [replace(meeting[0], day=day)], TODAY)
    book.edit(2, [replace(goal[0], day=day)], TODAY)
    entries = [item.entry for item in book.load_entries()]
    assert [type(entry) for entry in entries] == [Meeting, Goal]
    assert {entry.day for entry in entries} == {day}
