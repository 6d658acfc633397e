"""What would be shown of a book of given entries."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.factories import copy_empty_book
from tests.strategies import LAST_DAY, number_entries
from tracker.entries.types import Entry
from tracker.export.bundle import prepared
from tracker.export.privacy.selection import EVERYTHING, Choice
from tracker.export.tables.bundle_data import Contents
from tracker.export.tables.csv_dialect import Dialect


def prepare_bundle(
    entries: Iterable[Entry],
    dialect: Dialect = Dialect.COMMA,
    choice: Choice = EVERYTHING,
    today: date = LAST_DAY,
) -> Contents:
    """The contents of a bundle of a new book, which is gone again afterwards."""
    with TemporaryDirectory() as name, copy_empty_book(Path(name) / "book.db") as book:
        book.import_entries(number_entries(entries, today), today)
        return prepared(book, today, dialect, choice)
