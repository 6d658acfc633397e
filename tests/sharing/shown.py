"""What would be shown of a book of given entries."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.strategies import CURRENCY, TODAY, logged
from tracker.book.opening import create_book
from tracker.entries.types import Entry
from tracker.sharing.bundle import EVERYTHING, prepared
from tracker.sharing.choice import Choice
from tracker.sharing.contents import Contents
from tracker.sharing.dialect import Dialect


def shown(
    entries: Iterable[Entry],
    dialect: Dialect = Dialect.COMMA,
    choice: Choice = EVERYTHING,
    today: date = TODAY,
) -> Contents:
    """The contents of a bundle of a new book, which is gone again afterwards."""
    with (
        TemporaryDirectory() as name,
        create_book(Path(name) / "b.db", currency=CURRENCY, passphrase=None) as book,
    ):
        book.add(logged(entries, today), today)
        return prepared(book, today, dialect, choice)
