"""The fingerprint of a file that a command wrote, saved beside its path in the list of exports."""

from contextlib import suppress
from pathlib import Path

from tracker.book.book import Book
from tracker.book.database.errors import BookError


def save_fingerprint(book: Book, file: Path, content: bytes) -> None:
    """Save the fingerprint of a file whose path is in the book's list of exports.

    The file stays, even if this fails.
    """
    from tracker.export.files.fingerprint import compute_fingerprint

    with suppress(BookError):
        book.export_log.set_fingerprint(file.absolute(), compute_fingerprint({file.name: content}))
