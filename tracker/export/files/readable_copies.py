"""The files that Tracker wrote and anyone can read: find them, and remove unchanged ones."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.book.database.connection import PLAIN_HEADER
from tracker.book.database.errors import BookError, translate_file_errors
from tracker.book.files.backups import list_backups
from tracker.book.files.kept_books import KeptBook, remove_kept_book
from tracker.book.stores.export_log import ExportRecord
from tracker.export.files.export_folder import (
    EXPORTS_FOLDER,
    find_default_folders,
    find_unfinished_folders,
)
from tracker.export.files.fingerprint import compute_fingerprint
from tracker.i18n import _
from tracker.safe_files import find_leftovers, has_hard_link, wipe_file, wipe_with_journal

MOST_FILES, MOST_BYTES = 50, 500_000_000
"""A folder that has more than this contains files that Tracker did not write."""


@dataclass(frozen=True, slots=True)
class ReadableCopy:
    """A file or a folder that anyone can read, and how Tracker knows it as its own."""

    path: Path
    fingerprints: frozenset[str] = frozenset()
    """Of all that Tracker wrote there."""
    is_unfinished: bool = False
    """Whether its name says that Tracker began it and never finished."""
    kept_aside: KeptBook | None = None
    """The notebook that it is, if it was kept aside."""

    @property
    def is_removable(self) -> bool:
        """Return whether it is as Tracker wrote it."""
        if self.kept_aside is not None:
            return True
        content = _read_content(self.path)
        if self.is_unfinished:
            return content is not None
        return content is not None and compute_fingerprint(content) in self.fingerprints

    @property
    def description(self) -> str:
        """Return what it is, as a sentence."""
        if self.kept_aside is not None:
            return _("This is an earlier copy of your notebook. Anyone can read it.")
        if self.is_removable:
            if self.is_unfinished:
                return _("Tracker started writing this and never finished.")
            return _("It hasn’t changed since Tracker saved it.")
        return _(
            "Tracker can’t tell whether this has changed since it was saved, so it won’t delete"
            " it. You can delete it yourself."
        )


def find_readable_copies(
    book: Path, export_records: Sequence[ExportRecord], kept_aside: Sequence[KeptBook] = ()
) -> list[ReadableCopy]:
    """Return what can still be read of the files written from a book, each place once."""
    fingerprints_by_path: dict[Path, set[str]] = {}
    for record in export_records:
        fingerprints_by_path.setdefault(record.path, set()).add(record.fingerprint)
    for folder in find_default_folders(book.absolute()):
        fingerprints_by_path.setdefault(folder, set())
    copies = [ReadableCopy(kept.path, kept_aside=kept) for kept in kept_aside]
    for path, fingerprints in fingerprints_by_path.items():
        if _is_readable(path, book):
            copies.append(ReadableCopy(path, frozenset(fingerprints - {""})))
        copies += [
            ReadableCopy(unfinished, is_unfinished=True) for unfinished in _find_unfinished(path)
        ]
    return list({copy.path: copy for copy in copies}.values())


def remove_readable_copy(copy: ReadableCopy) -> bool:
    """Remove it for good. Return False if its content stays under another name.

    Raise BookError if it was changed meanwhile, or the system refuses.
    """
    path = copy.path
    if copy.kept_aside is not None:
        return remove_kept_book(path)
    with translate_file_errors(path):
        if not copy.is_removable:
            raise BookError(copy.description)
        is_folder = path.is_dir() and not path.is_symlink()
        files = [inner for inner in path.iterdir() if inner.is_file()] if is_folder else [path]
        is_cleared = not any(map(has_hard_link, files))
        for file in files:
            # All of them or none: Tracker would not know an incomplete folder as its own.
            file.open("r+b").close()
        for file in files:
            # A journal next to anything else is someone else's.
            (wipe_with_journal if _is_plain_book(file) else wipe_file)(file)
        for folder in (path, path.parent) if is_folder else ():
            if folder == path or folder.name == EXPORTS_FOLDER:
                with suppress(OSError):
                    folder.rmdir()
    return is_cleared


def _is_plain_book(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def _find_unfinished(path: Path) -> Iterator[Path]:
    yield from find_unfinished_folders(path)
    for leftover in find_leftovers(path.parent, re.escape(path.name)):
        if _may_be_file(leftover):
            yield leftover


def _may_be_file(path: Path) -> bool:
    """Return whether this is a file, or in a folder that can be listed and not looked into."""
    try:
        return path.is_file()
    except OSError:
        return True


def _is_readable(path: Path, book: Path) -> bool:
    """Return whether something is there that needs no passphrase or password.

    What cannot be looked at counts as such: it may be there.
    """
    try:
        if not path.is_dir() or path.is_symlink():
            return os.path.lexists(path) and not _is_locked(path, book)
        return any(not _is_locked(file, book) for file in path.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _is_locked(file: Path, book: Path) -> bool:
    """Return whether a file is a summary with a password, or a backup with a passphrase."""
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        return False
    content = file.read_bytes()
    if content.startswith(b"%PDF-"):
        return b"/Encrypt" in content
    is_backup = any(backup.path == file for backup in list_backups(book, file.parent))
    return is_backup and not content.startswith(PLAIN_HEADER)


def _read_content(path: Path) -> dict[str, bytes] | None:
    """Return the files at a place by their names. None if it has any that Tracker never writes."""
    with suppress(OSError):
        files = list(path.iterdir()) if path.is_dir() and not path.is_symlink() else [path]
        if len(files) > MOST_FILES or any(
            file.is_symlink() or not file.is_file() for file in files
        ):
            return None
        if sum(file.stat().st_size for file in files) <= MOST_BYTES:
            return {file.name: file.read_bytes() for file in files}
    return None
