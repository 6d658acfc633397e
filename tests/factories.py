"""Factories for tests of every package: entries made of lines, and books with them."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory
from typing import NoReturn

from tracker.book.book import Book
from tracker.book.database.connection import transaction
from tracker.book.open_book import create_book, create_book_in_memory, open_book
from tracker.entries.gifts import TextReferences
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.line_writer import write_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Entry, StoredEntry
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story_entries

CURRENCY = "EUR"
GROUP = "circle"
TODAY = STORY_TODAY
"""The day on which the sample story stops."""
LAST_MONTH = TODAY.replace(day=1) - timedelta(days=1)
"""A day on which the first entry of a book was saved that is no longer new."""
DAY_BEFORE = TODAY - timedelta(days=1)
PASSPHRASE = "soup on thursday"


def make_parse_context(currency: str = CURRENCY) -> ParseContext:
    """Return what a line may name in an empty book of one group."""
    return ParseContext(
        currency, default_group=GROUP, groups={GROUP: GROUP}, group_numbers={1: GROUP}
    )


def read_entries(
    lines: Iterable[str],
    known: ParseContext | None = None,
    today: date = TODAY,
    *,
    typed: bool = False,
) -> list[Entry]:
    """Return the entries of lines; each is known before the next line is read."""
    known = known or ParseContext(CURRENCY)
    entries: list[Entry] = []
    text = list(lines)
    references = TextReferences(text)
    for index, line in enumerate(text):
        below = partial(references.find_below, index)
        for entry in read_line(
            line, known, LineDays.from_today(today), typed=typed, find_references=below
        ):
            known.add_entry(entry)
            entries.append(entry)
    return entries


def make_empty_book(path: Path, group: str | None = None, passphrase: str | None = None) -> Book:
    """Return a new empty book, open. A plain one is a copy with a secret of its own."""
    if passphrase is not None:
        return create_book(path, currency=CURRENCY, group=group, passphrase=passphrase)
    content, secret = _empty_book(group)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content.replace(secret, token_bytes(len(secret))))
    return open_book(path)


def make_book_in_memory(group: str | None = None) -> Book:
    """Return an empty book that no file has."""
    return create_book_in_memory(currency=CURRENCY, group=group)


def make_book(
    path: Path,
    *lines: str,
    group: str | None = None,
    passphrase: str | None = None,
    saved_on: date = TODAY,
    first_saved: date | None = None,
) -> Path:
    """Create a book with these lines in it, and return its path.

    They are saved today. On the day on which the first entry is saved Tracker asks nothing, and in
    the first week it shows less: the first one can have been saved earlier.
    """
    with make_empty_book(path, group, passphrase) as book:
        if lines:
            log_lines(book, *lines, saved_on=saved_on)
        if first_saved:
            set_first_saved(book, first_saved)
    return path


def set_first_saved(book: Book, day: date) -> None:
    """Let the first entry be saved on this day."""
    sql = "UPDATE entries SET logged_on = ? WHERE number = (SELECT min(number) FROM entries)"
    with transaction(book._connection):
        book._connection.execute(sql, [str(day)])


def make_story(path: Path, saved_on: date = TODAY) -> Path:
    """Create a plain book with the sample story in it, and return its path."""
    with make_empty_book(path, STORY_GROUP) as book:
        entries = load_story_entries()
        book.log(entries, saved_on)
        set_first_saved(book, entries[0].day)
    return path


def copy_empty_book(path: Path) -> Book:
    """Return a new plain book without a group, open, in place of the one that was there."""
    path.write_bytes(_empty_book(None)[0])
    return open_book(path)


@cache
def _empty_book(group: str | None) -> tuple[bytes, bytes]:
    """Return an empty book and its secret: to copy one is quicker than to create one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        with create_book(path, currency=CURRENCY, group=group, passphrase=None) as book:
            secret = book.load_secret()
        return path.read_bytes(), secret


def log_lines(
    book: Book, *lines: str, today: date = TODAY, saved_on: date | None = None
) -> list[StoredEntry]:
    """Log lines as one change, made today or another day, and return what is saved."""
    entries = read_entries(lines, book.load_parse_context(), today, typed=True)
    return book.log(entries, saved_on or today)


def find_item(book: Book, number: int) -> StoredEntry:
    """Return the entry of this number, which the book has."""
    item = book.find_entry(number)
    assert item is not None
    return item


def edit_line(book: Book, number: int, line: str, today: date = TODAY) -> list[StoredEntry]:
    """Save a line in place of an entry, and return what is saved."""
    context = book.load_parse_context_before(find_item(book, number))
    return book.edit(number, read_entries([line], context, today), today)


def list_book_lines(book: Book) -> list[str]:
    """Return the entries of a book as lines, each as a person reads it."""
    return [write_line(item.entry, book.currency) for item in book.load_entries()]


def read_book_lines(path: Path) -> list[str]:
    """Return the entries of the plain book at a path as lines."""
    with open_book(path) as book:
        return list_book_lines(book)


def list_draft_texts(book: Book) -> list[str]:
    """Return the texts of a book's drafts."""
    return [draft.text for draft in book.drafts.load_all()]


def list_entry_numbers(book: Book) -> list[int]:
    """Return the numbers of the entries of a book."""
    return [item.number for item in book.load_entries()]


def is_whole(book: Book, today: date) -> bool:
    """Return whether a check finds nothing wrong with a book."""
    return not any(result.problems for result in book.maintenance.check_integrity(today))


def fail_with(error: Exception) -> Callable[..., NoReturn]:
    """Return a function that raises an error, whatever it is called with."""

    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise error

    return fail
