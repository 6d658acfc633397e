"""What is remembered of a locked book tells whether its file still has it, and can save it."""

from pathlib import Path

import pytest

from tests.factories import PASSPHRASE, TODAY, list_entry_numbers, log_lines, make_empty_book
from tracker.book.locked_book import LockedBook
from tracker.book.open_book import open_book


@pytest.fixture
def locked(path: Path) -> LockedBook:
    """Return what is remembered of an encrypted book of one entry."""
    with make_empty_book(path, passphrase=PASSPHRASE) as book:
        log_lines(book, "meeting 2h")
        return book.build_locked_book(None)


def test_a_file_that_nothing_changed_is_the_book(locked: LockedBook) -> None:
    assert locked.is_unchanged()
    assert not locked.is_only_in_memory()
    assert not locked.has_other_key()
    with open_book(locked.path, PASSPHRASE) as book:
        assert book.is_continuation_of(locked)
        log_lines(book, "meeting 3h")
        assert book.is_continuation_of(locked), "a later change is one of the same book"
    assert not locked.is_unchanged()


@pytest.mark.parametrize("passphrase", [PASSPHRASE, None], ids=["encrypted", "plain"])
def test_another_book_in_its_place_is_none_of_it(
    locked: LockedBook, passphrase: str | None
) -> None:
    locked.path.unlink()
    with make_empty_book(locked.path, passphrase=passphrase) as book:
        log_lines(book, "meeting 2h", "meeting 3h")
        assert not book.is_continuation_of(locked)
    assert not locked.is_unchanged()
    assert locked.is_only_in_memory()
    assert locked.has_other_key()


def test_a_file_that_is_gone_leaves_the_book_only_in_memory_and_it_can_be_saved(
    locked: LockedBook,
) -> None:
    locked.path.unlink()
    assert locked.is_only_in_memory()
    assert not locked.is_unchanged()
    assert locked.has_other_key()
    saved = locked.save(TODAY)
    assert saved != locked.path
    with open_book(saved, PASSPHRASE) as book:
        assert list_entry_numbers(book) == [1]
