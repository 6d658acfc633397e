"""The data of a bundle of given entries."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.factories import copy_empty_book
from tests.strategies import LAST_DAY, number_entries
from tracker.entries.types import Entry
from tracker.export.bundle import BUNDLE_FILES, IMAGE_FILE, load_bundle, render_files
from tracker.export.privacy.selection import EVERYTHING, ExportSelection
from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.csv_dialect import Dialect


def prepare_bundle(
    entries: Iterable[Entry],
    dialect: Dialect = Dialect.COMMA,
    choice: ExportSelection = EVERYTHING,
    today: date = LAST_DAY,
) -> BundleData:
    """The contents of a bundle of a new book, which is gone again afterwards."""
    with TemporaryDirectory() as name, copy_empty_book(Path(name) / "book.db") as book:
        book.import_entries(number_entries(entries, today), today)
        return load_bundle(book, today, dialect, choice)


def render_tables(data: BundleData) -> dict[str, bytes]:
    """Return every file of a bundle of tables but the image, which takes long to draw."""
    return render_files(data, [name for name in BUNDLE_FILES if name != IMAGE_FILE])
