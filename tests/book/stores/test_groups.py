"""A group may be shown under another name, which stands for no other group."""

from datetime import date

import pytest

from tests.factories import log_lines
from tracker.book.book import Book
from tracker.book.database.errors import BookError

OTHER = 2


@pytest.fixture(autouse=True)
def _two_groups(book: Book) -> None:
    log_lines(book, "meeting @circle", "meeting @!choir")


def list_names(book: Book) -> list[tuple[str, str | None]]:
    return [(group.label, group.alias) for group in book.groups.load_all()]


def test_a_name_is_kept_without_spaces_around_it_until_it_is_emptied(book: Book) -> None:
    book.groups.set_alias(OTHER, "  the singers ")
    assert list_names(book) == [("circle", None), ("choir", "the singers")]
    book.groups.set_alias(OTHER, " ")
    assert list_names(book) == [("circle", None), ("choir", None)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("2026", "needs a letter"),
        ("All", "can’t be “all”"),
        ("the\x1bsingers", "can’t be shown"),
        ("Circle", "Another group has this name"),
        ("readers", "Another group has this name"),
    ],
)
def test_a_name_that_stands_for_something_else_is_refused(
    book: Book, name: str, reason: str
) -> None:
    book.groups.set_alias(1, "Readers")
    with pytest.raises(BookError, match=reason):
        book.groups.set_alias(OTHER, name)
    assert list_names(book) == [("circle", "Readers"), ("choir", None)]


def test_a_group_may_get_its_own_name_again(book: Book) -> None:
    book.groups.set_alias(OTHER, "Choir")
    assert list_names(book)[1] == ("choir", "Choir")


def test_a_day_of_leaving_is_kept_or_taken_back_and_none_after_2199(book: Book) -> None:
    with pytest.raises(BookError):
        book.groups.set_left_on(OTHER, date(2200, 1, 1))
    book.groups.set_left_on(OTHER, date(2026, 5, 1))
    assert book.groups.load_all()[1].left_on == date(2026, 5, 1)
    book.groups.set_left_on(OTHER, None)
    assert book.groups.load_all()[1].left_on is None
