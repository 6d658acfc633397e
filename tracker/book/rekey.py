"""Another passphrase for a book, or none: a verified copy takes its place. Its copies follow."""

import os
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from tracker.book.database.connection import (
    block_writers,
    connect,
    is_encrypted,
    normalize_passphrase,
    translate_db_errors,
)
from tracker.book.database.errors import BookError, translate_file_errors
from tracker.book.database.file_guard import FileGuard
from tracker.book.database.schema_check import refuse_changed_schema
from tracker.book.database.schema_version import check_application_id
from tracker.book.files.backups import Backup, list_backups
from tracker.book.files.kept_books import KeptBook, find_kept_books
from tracker.book.files.verified_copy import copy_with_new_passphrase
from tracker.book.open_book import open_book
from tracker.i18n import _error, make_printable
from tracker.safe_files import (
    build_journal_path,
    has_hard_link,
    replace_and_wipe,
    resolve_link,
    temp_file_beside,
    wipe_file,
    wipe_with_journal,
)


class OldBackups(StrEnum):
    """What becomes of the copies that open with the former passphrase, or without one."""

    # Data: in people's scripts since 0.1. Never rename.
    ANEW = "anew"
    """One is made of the book as it is now, and all older ones are cleared."""
    REKEY = "rekey"
    """Each gets the new passphrase."""
    REMOVE = "remove"
    """They are cleared."""
    KEEP = "keep"
    """They stay as they are."""


@dataclass(frozen=True, slots=True)
class RekeyResult:
    """What a change of the passphrase did, next to the book."""

    new_backup: Backup | None = None
    """The new backup."""
    cleared_count: int = 0
    rekeyed_count: int = 0
    kept_backups: tuple[Path, ...] = ()
    """Copies that stay and open as they did before."""
    error: str = ""
    """Why the copies could not be dealt with."""
    unwiped_files: tuple[Path, ...] = ()
    """Files that could not be cleared: their former content may still be read."""
    kept_books: tuple[KeptBook, ...] = ()
    """Books that were kept aside, which stay as they are."""


def rekey(
    path: Path,
    former_passphrase: str | None,
    new_passphrase: str | None,
    today: date,
    old_backups: OldBackups = OldBackups.ANEW,
) -> RekeyResult:
    """Give a closed book `new_passphrase`, or none.

    Raises BookError, and then the book is as it was. Opening it meanwhile raises BookInUseError.

    SQLCipher's own `rekey` can't encrypt a plain book, and works on the only file there is. So a
    copy is compared row by row and takes its place. Of two connections one keeps writers out and
    writes nothing, so no journal of the former file is beside the new one.
    """
    new = None if new_passphrase is None else normalize_passphrase(new_passphrase)
    # Migrates a book of an earlier version, and says in a sentence what cannot be opened.
    open_book(path, former_passphrase).close()
    path = resolve_link(path)
    # Listed first: a folder that cannot be read is refused while the book is as it was.
    backups = list_backups(path)
    with translate_file_errors(path):
        is_clear = _replace_with_rekeyed(path, _find_key(path, former_passphrase), new)
    copies = tuple(backup.path for backup in backups if not backup.is_aside)
    result = _handle_backups(path, copies, former_passphrase, new, today, old_backups)
    unwiped = () if is_clear else (path,)
    kept_books = tuple(find_kept_books(path, new, former_passphrase))
    return replace(result, unwiped_files=(*unwiped, *result.unwiped_files), kept_books=kept_books)


def rekey_kept_book(
    path: Path, passphrase: str | None, kept_path: Path, own_passphrase: str | None
) -> bool:
    """Give a book that was kept aside, which `own_passphrase` opens, the notebook's passphrase.

    Return whether no data is left that the former passphrase opens. Raises BookError, and then it
    is as it was.
    """
    new = None if passphrase is None else normalize_passphrase(passphrase)
    # Held meanwhile, because opening the notebook clears unfinished files.
    with open_book(path, passphrase):
        return _rekey_file(kept_path, own_passphrase, new)


def refuse_hard_link(path: Path) -> None:
    """Raise BookError for a file with a second name, under which it would be lost.

    Another passphrase makes another file, and the former one is overwritten, whatever it is called.
    """
    if path.exists() and has_hard_link(resolve_link(path)):
        raise BookError(
            _error(
                "{path} has a second name on this disk (a hard link). The data would be lost "
                "under that name, so nothing was changed. Remove the second name or replace it "
                "with a copy, then try again."
            ).format(path=make_printable(resolve_link(path)))
        )


def _replace_with_rekeyed(path: Path, former: str | None, new: str | None) -> bool:
    """Replace a file with a verified copy under another key. Return whether the old one is gone."""
    refuse_hard_link(path)
    with (
        temp_file_beside(path) as temp_file,
        closing(FileGuard(path)) as guard,
        block_writers(path, former),
    ):
        guard.accept()
        connection = connect(path, former, is_exclusive=False)
        try:
            with translate_db_errors(path):
                refuse_changed_schema(connection, path, check_application_id(connection, path))
            copy_with_new_passphrase(connection, temp_file, new)
        finally:
            connection.close()
        # As any other program would, from the file alone.
        connect(temp_file, new, read_only=True).close()
        guard.check()
        return replace_and_wipe(temp_file, path)


def _find_key(path: Path, passphrase: str | None) -> str | None:
    """Return what opens a file: the passphrase, where it is encrypted."""
    if passphrase is None or not is_encrypted(path):
        return None
    return normalize_passphrase(passphrase)


def _handle_backups(
    path: Path,
    copies: tuple[Path, ...],
    former: str | None,
    new: str | None,
    today: date,
    old_backups: OldBackups,
) -> RekeyResult:
    """Deal with the copies that there are, the book having its new passphrase."""
    if old_backups is OldBackups.KEEP or not copies:
        return RekeyResult(kept_backups=copies)
    new_backup = None
    with ExitStack() as stack:
        try:
            # Held meanwhile, because opening the book clears unfinished files.
            book = stack.enter_context(open_book(path, new))
            if old_backups is OldBackups.ANEW:
                new_backup = book.maintenance.backups.make_without_pruning(today)
        except BookError as error:
            return RekeyResult(kept_backups=copies, error=str(error))
        if old_backups is OldBackups.REKEY:
            return _rekey_backups(copies, former, new)
        return RekeyResult(
            new_backup, cleared_count=len(copies), unwiped_files=_wipe_backups(copies)
        )


def _wipe_backups(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Clear backups. Return those whose content may still be readable."""
    unwiped: list[Path] = []
    for path in paths:
        try:
            if has_hard_link(path):
                unwiped.append(path)
            wipe_with_journal(path)
        except OSError:
            unwiped.append(path)
    return tuple(unwiped)


def _rekey_backups(paths: tuple[Path, ...], former: str | None, new: str | None) -> RekeyResult:
    """Give each copy the new passphrase. One that the former does not open stays as it is."""
    kept: list[Path] = []
    unwiped: list[Path] = []
    for path in paths:
        try:
            if not _rekey_file(path, former, new):
                unwiped.append(path)
        except BookError:
            kept.append(path)
    return RekeyResult(
        rekeyed_count=len(paths) - len(kept), kept_backups=tuple(kept), unwiped_files=tuple(unwiped)
    )


def _rekey_file(path: Path, former: str | None, new: str | None) -> bool:
    """Give a file next to the book the new passphrase. Return whether the old data was cleared.

    It stays of the moment that it was of. What SQLite took back first leaves its journal behind.
    """
    with translate_file_errors(path):
        when = path.stat().st_mtime_ns
        is_clear = _replace_with_rekeyed(path, _find_key(path, former), new)
        os.utime(path, ns=(when, when))
        wipe_file(build_journal_path(path))
    return is_clear
