"""Restore a backup after checking it. The book that it replaces is kept aside.

It has no rule for which of two is newer. So what was there is kept, and the person says whether it
stays.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import (
    Connection,
    block_writers,
    build_damage_error,
    connect,
    is_encrypted,
    normalize_passphrase,
    translate_db_errors,
)
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    PassphraseNeededError,
    translate_file_errors,
)
from tracker.book.database.schema_check import refuse_changed_schema
from tracker.book.database.schema_version import check_application_id
from tracker.book.files.backups import ASIDE_MARK, BACKUP_FOLDER, find_free_path
from tracker.book.files.verified_copy import copy_book, find_file_damage
from tracker.i18n import _error, make_printable
from tracker.safe_files import (
    FOLDER_MODE,
    publish,
    replace_and_keep_former,
    resolve_link,
    temp_file_beside,
)


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a copy holds, as far as it could be opened."""

    entry_count: int | None
    """None where it could not be opened."""
    last_day: date | None
    """The day of the last change, or None if nothing was ever logged, or it could not be opened."""
    is_encrypted: bool
    error: str = ""
    """Why it could not be opened."""


def inspect_backup(path: Path, passphrase: str | None) -> BackupContents:
    """Open a copy, and look quickly whether it is whole. What it refuses is part of the answer."""
    encrypted = True
    try:
        encrypted = is_encrypted(path)
        connection = _open_copy(path, passphrase)
        try:
            with translate_db_errors(path):
                (entries,) = connection.execute("SELECT count(*) FROM entries").fetchall()[0]
                (day,) = connection.execute("SELECT max(day) FROM changes").fetchall()[0]
                last_day = date.fromisoformat(day) if day else None
        finally:
            connection.close()
    except BookError as error:
        return BackupContents(None, None, encrypted, str(error))
    return BackupContents(entries, last_day, encrypted)


def restore(path: Path, copy: Path, passphrase: str | None, today: date) -> Path | None:
    """Replace the book with a backup. Return where the former book is kept, or None without one.

    Raises BookError, and then everything is as it was: for a copy that is not whole, and where the
    book is open elsewhere.
    """
    path = resolve_link(path)
    if path.exists() and not path.is_file():
        raise BookError(
            _error(
                "{path} isn’t a file, so a backup can’t replace it. Nothing was changed."
            ).format(path=make_printable(path))
        )
    if copy.exists() and path.exists() and copy.samefile(path):
        raise BookError(_error("This is the notebook itself. Choose one of its backups."))
    connection = _open_copy(copy, passphrase)
    try:
        with _hold_book(path, passphrase), translate_file_errors(path):
            path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            with temp_file_beside(path) as temp_file:
                copy_book(connection, temp_file)
                return install_book_file(temp_file, path, today)
    finally:
        connection.close()


def _open_copy(path: Path, passphrase: str | None) -> Connection:
    """Return a copy opened to be read. Raises BookError if it does not open or is not whole."""
    if not is_encrypted(path):
        key = None
    elif passphrase is None:
        raise PassphraseNeededError(_error("This backup is encrypted. Give its passphrase."))
    else:
        key = normalize_passphrase(passphrase)
    connection = connect(path, key, read_only=True)
    try:
        with translate_db_errors(path):
            refuse_changed_schema(connection, path, check_application_id(connection, path))
            damage = find_file_damage(connection)
        if damage:
            raise build_damage_error(path, damage[0])
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _hold_book(path: Path, passphrase: str | None) -> Iterator[None]:
    """Keep others from the book that is there. Raises BookInUseError while someone has it.

    SQLite asks for the lock before it reads, so also a book with another passphrase says so.
    One that cannot be opened at all cannot be held. What a killed process left half-written in it
    is taken back on the way.
    """
    with ExitStack() as stack:
        try:
            key = normalize_passphrase(passphrase) if passphrase and is_encrypted(path) else None
            stack.enter_context(block_writers(path, key))
        except BookInUseError:
            raise
        except BookError:
            pass
        yield


def install_book_file(temp_file: Path, path: Path, today: date) -> Path | None:
    """Replace a book with a finished file. Return where the former book is kept, or None."""
    if not path.exists():
        publish(temp_file, path)
        return None
    folder = path.absolute().parent / BACKUP_FOLDER
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    kept_path = find_free_path(path, today, folder, ASIDE_MARK)
    replace_and_keep_former(temp_file, path, kept_path)
    return kept_path
