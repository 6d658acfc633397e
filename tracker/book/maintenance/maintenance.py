"""Maintenance of an open book: its backups, its checks, and entries erased for good."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tracker.book.database.connection import (
    Connection,
    connect,
    normalize_passphrase,
    transaction,
    translate_db_errors,
)
from tracker.book.database.errors import (
    FileAccessError,
    WrongPassphraseError,
    translate_file_errors,
)
from tracker.book.database.monthly_totals import rebuild_totals
from tracker.book.files.backups import Backups
from tracker.book.files.verified_copy import copy_book
from tracker.book.maintenance import erase, integrity
from tracker.book.maintenance.erase import Erasure
from tracker.book.maintenance.integrity import CheckResult
from tracker.i18n import _error
from tracker.safe_files import temp_file_beside


class Maintenance:
    """The maintenance of a book. Every method raises BookError when the file refuses."""

    def __init__(
        self, connection: Connection, path: Path, notes: Mapping[int, dict[int, Any]]
    ) -> None:
        """Work through the book's connection. `notes` are what it remembers of private notes."""
        self._connection = connection
        self._path = path
        self._private_notes = notes
        self.backups = Backups(connection, path)

    def check_integrity(self, today: date) -> list[CheckResult]:
        """Look whether all of the book is whole."""
        return integrity.check_integrity(self._connection, self._path, today)

    def repair_totals(self) -> None:
        """Count the totals of all months again from the entries."""
        with translate_db_errors(self._path), transaction(self._connection):
            rebuild_totals(self._connection)

    def repair_indexes(self, today: date) -> Path:
        """Replace the book with a copy with rebuilt indexes. Return where the former one is.

        The book is to be closed after this.
        """
        from tracker.book.maintenance.index_repair import repair_indexes

        return repair_indexes(self._connection, self._path, today)

    def is_opened_by(self, passphrase: str) -> bool:
        """Return whether a passphrase is the one that the book was opened with.

        The book does not keep the passphrase, and it cannot be opened a second time, so it is tried
        on a copy.
        """
        phrase = normalize_passphrase(passphrase)
        with translate_file_errors(self._path), temp_file_beside(self._path) as temp_file:
            copy_book(self._connection, temp_file)
            try:
                connect(temp_file, phrase, read_only=True).close()
            except WrongPassphraseError:
                return False
        return True

    def plan_erasure(self, number: int) -> Erasure:
        """Return what goes for good when an entry, or what is left of a deleted one, is erased."""
        with translate_db_errors(self._path):
            return erase.plan_erasure(self._connection, number)

    def erase(self, number: int) -> Erasure:
        """Erase an entry with its history. Nothing brings it back."""
        with translate_db_errors(self._path), transaction(self._connection):
            erasure = erase.erase_entry(self._connection, number)
        for notes in self._private_notes.values():
            for erased_number in erasure.numbers:
                notes.pop(erased_number, None)
        try:
            with translate_db_errors(self._path):
                erase.clear_traces(self._connection)
        except FileAccessError as error:
            raise FileAccessError(
                _error(
                    "Deleted, but traces may remain in the file. Free some disk space, then "
                    "open the notebook again."
                )
            ) from error
        return erasure
