"""A small book for the tests of exports."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.factories import GROUP, log_lines, make_empty_book
from tracker.book.book import Book

TODAY = date(2025, 11, 22)
LINES = (
    "2025-09-01 income 950/month",
    "2025-09-01 need food 260/month",
    "2025-09-01 limit 2%",
    "2025-10-02 ask 50-450 donation pledged 50 #public_pledge",
    "2025-10-11 ask 15 merch no no gave 15 #in_public",
    "2025-10-11 event 14h #long_day #alcohol",
    "2025-10-11 goal 20000 +office met",
    "2025-10-20 ask 30/month dues no #cause_over_person \"=more; than 'feelings'\" // cried later",
    "2025-11-10 answered later yes for 9",
    "2025-11-12 ask ? other",
)

ASKED_FIRST = (
    "2025-09-05 ask 20 merch gave 12",
    "2025-10-01 income 900/month",
    "2025-10-05 paid 20 merch",
    "2025-11-01 need food 260/month",
    "2025-11-01 need rent 0/month",
    "2025-11-01 limit 2%",
)
"""A book as most begin: first an ask, then the income, then what living costs."""


@contextmanager
def example_book(folder: Path, *lines: str, passphrase: str | None = None) -> Iterator[Book]:
    """Yield a book with the lines above, or with other ones."""
    with make_empty_book(folder / "b.db", GROUP, passphrase) as book:
        log_lines(book, *(lines or LINES), today=TODAY)
        yield book
