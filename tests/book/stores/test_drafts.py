"""Drafts: any text comes back as it was typed, and those of a text are saved with its entries."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.write_failures import fail_at
from tests.factories import make_book_in_memory, make_empty_book
from tests.strategies import ANY_LETTERS, LAST_DAY
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.entries.types import Form, Meeting

MEETING = Meeting(day=LAST_DAY, form=Form.MEETING)


@pytest.fixture(scope="module")
def book() -> Book:
    return make_book_in_memory()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(ANY_LETTERS, min_size=1))
def test_any_text_comes_back_as_it_was_typed(book: Book, text: str) -> None:
    number = book.drafts.save(text, LAST_DAY)
    found = book.drafts.load_all()[-1].text
    assert found == (f" {text}" if text.startswith("\0") else text)
    book.drafts.delete(number)


def test_half_a_letter_costs_no_line(book: Book) -> None:
    number = book.drafts.save("ask \udcff 5", LAST_DAY)
    assert book.drafts.load_all()[-1].text == "ask \N{REPLACEMENT CHARACTER} 5"
    book.drafts.delete(number)


def test_drafts_alone_are_no_change_that_could_be_undone(book: Book) -> None:
    assert book.log([], LAST_DAY, [("meting 2h", LAST_DAY)]) == []
    assert book.find_newest_change() == (0, 0)


def test_entries_and_drafts_of_a_text_are_saved_together_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    make_empty_book(path).close()
    at, was_reached = 1, True
    while was_reached:
        with fail_at(at) as failing:
            try:
                with open_book(path) as book:
                    book.log([MEETING], LAST_DAY, [("meting 2h", LAST_DAY)])
            except FileAccessError:
                pass
            was_reached = failing.was_reached
        with open_book(path) as again:
            assert len(list(again.load_entries())) == len(again.drafts.load_all())
        at += 1
    with open_book(path) as again:
        assert again.drafts.load_all()[0].text == "meting 2h"
