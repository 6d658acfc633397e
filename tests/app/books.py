"""Books for the app's tests: made once, copied for each test."""

from datetime import date
from pathlib import Path

from tracker.book.book import Book
from tracker.book.opening import create_book
from tracker.entries.line import Days, read_line
from tracker.entries.types import Entry
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, story

PASSPHRASE = "soup on thursday"
TODAY = STORY_TODAY


def note(book: Book, *lines: str, today: date = TODAY) -> None:
    """Log lines as one change."""
    known = book.known()
    entries: list[Entry] = []
    for line in lines:
        for entry in read_line(line, known, Days.on(today), typed=True):
            known.add(entry)
            entries.append(entry)
    book.log(entries, today)


def make_book(
    path: Path, *lines: str, passphrase: str | None = None, group: str | None = None
) -> Path:
    """A book with these lines in it."""
    with create_book(path, currency=STORY_CURRENCY, group=group, passphrase=passphrase) as book:
        if lines:
            note(book, *lines)
    return path


def make_story(path: Path) -> Path:
    """The sample story in a plain book."""
    return make_book(path, *story().splitlines(), group=STORY_GROUP)
