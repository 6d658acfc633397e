"""The fingerprint of a file that a command wrote, kept with its place."""

from contextlib import suppress
from pathlib import Path

from tracker.book.book import Book
from tracker.book.database.errors import BookError


def save_fingerprint(book: Book, file: Path, content: bytes) -> None:
    """Keep the fingerprint of a file whose place the book has in mind, by which it is known.

    The file is there, whether the book takes that or not.
    """
    from tracker.export.files.fingerprint import compute_fingerprint

    with suppress(BookError):
        book.export_log.set_fingerprint(file.absolute(), compute_fingerprint({file.name: content}))
