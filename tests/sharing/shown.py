"""What would be shown of a book of given entries."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.strategies import CURRENCY, TODAY, logged
from tracker.book.opening import create_book, open_book
from tracker.entries.types import Entry
from tracker.sharing.bundle import prepared
from tracker.sharing.choice import EVERYTHING, Choice
from tracker.sharing.contents import Contents
from tracker.sharing.dialect import Dialect


def shown(
    entries: Iterable[Entry],
    dialect: Dialect = Dialect.COMMA,
    choice: Choice = EVERYTHING,
    today: date = TODAY,
) -> Contents:
    """The contents of a bundle of a new book, which is gone again afterwards."""
    with TemporaryDirectory() as name:
        path = Path(name) / "b.db"
        path.write_bytes(_empty_book())
        with open_book(path) as book:
            book.add(logged(entries, today), today)
            return prepared(book, today, dialect, choice)


@cache
def _empty_book() -> bytes:
    """A new book as a file: to copy one is much quicker than to make one."""
    with TemporaryDirectory() as name:
        path = Path(name) / "b.db"
        create_book(path, currency=CURRENCY, passphrase=None).close()
        return path.read_bytes()
