"""A small book for the tests of what leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tracker.book.book import Book
from tracker.book.opening import create_book
from tracker.entries.line import Days, read_line

TODAY = date(2025, 11, 22)
LINES = (
    "2025-09-01 income 950/month",
    "2025-09-01 need food 260/month",
    "2025-09-01 limit 2%",
    "2025-10-02 ask 50-500 donation pledged 50 #public_pledge",
    "2025-10-11 ask 15 merch no no gave 15 #in_public",
    "2025-10-11 event 16h #long_day #alcohol",
    "2025-10-11 goal 30000 +office met",
    "2025-10-20 ask 30/month dues no #cause_over_person \"=more; than 'feelings'\" // cried later",
    "2025-11-10 answered later yes for 9",
    "2025-11-12 ask ? other",
)


@contextmanager
def told_book(folder: Path, *lines: str, passphrase: str | None = None) -> Iterator[Book]:
    """A book with the story, or with other lines."""
    made = create_book(folder / "b.db", currency="EUR", group="circle", passphrase=passphrase)
    with made as book:
        known, entries = book.known(), []
        for line in lines or LINES:
            for entry in read_line(line, known, Days.on(TODAY)):
                known.add(entry)
                entries.append(entry)
        book.log(entries, TODAY)
        yield book
