"""Another passphrase for a book, or none: a verified copy takes its place; its copies follow."""

import os
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from tracker.book.database.connection import (
    checked_passphrase,
    connect,
    is_encrypted,
    sentences,
    unchanged,
)
from tracker.book.database.errors import BookError
from tracker.book.database.file_guard import FileGuard
from tracker.book.database.schema_check import refuse_changed_schema
from tracker.book.files.atomic_files import (
    begun_beside,
    destroy,
    destroy_all_of,
    has_another_name,
    journal_of,
    placing_sentences,
    replace_and_clear,
    true_place,
)
from tracker.book.files.backups import Backup, backups_of
from tracker.book.files.kept_books import KeptAside, kept_aside
from tracker.book.files.verified_copy import export_book
from tracker.book.open_book import check_application, open_book
from tracker.i18n import _, make_printable


class Old(StrEnum):
    """What becomes of the copies that open with the former passphrase, or without one."""

    # Data: in people's scripts since 0.1; never rename.
    ANEW = "anew"
    """One is made of the book as it is now, and all older ones are cleared."""
    REKEY = "rekey"
    """Each gets the new passphrase."""
    REMOVE = "remove"
    """They are cleared."""
    KEEP = "keep"
    """They stay as they are."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What a change of the passphrase did, beside the book."""

    made: Backup | None = None
    """The copy that was made anew."""
    cleared: int = 0
    rekeyed: int = 0
    kept: tuple[Path, ...] = ()
    """Copies that stay and open as they did before."""
    why: str = ""
    """Why the copies could not be dealt with."""
    unclear: tuple[Path, ...] = ()
    """Files that could not be cleared: their former content may still be read."""
    aside: tuple[KeptAside, ...] = ()
    """What was kept aside, which stays as it is."""


def rekey(
    path: Path, former: str | None, wanted: str | None, today: date, old: Old = Old.ANEW
) -> Rekeyed:
    """Let a closed book be opened by `wanted` from now on; None: by anybody.

    Raises BookError, and then the book is as it was. Whoever opens it meanwhile is told that it is
    open elsewhere.
    """
    new = None if wanted is None else checked_passphrase(wanted)
    # Migrates a book of an earlier version, and says in a sentence what cannot be opened.
    open_book(path, former).close()
    path = true_place(path)
    # Listed first: a folder that cannot be read is told while the book is as it was.
    there = backups_of(path)
    with placing_sentences(path):
        is_clear = _exchange(path, _key(path, former), new)
    copies = tuple(each.path for each in there if not each.is_aside)
    done = _follow(path, copies, former, new, today, old)
    unclear = () if is_clear else (path,)
    aside = tuple(kept_aside(path, new, former))
    return replace(done, unclear=(*unclear, *done.unclear), aside=aside)


def rekey_kept(path: Path, passphrase: str | None, kept: Path, own: str | None) -> bool:
    """Let a book that was kept aside, which `own` opens, be opened as the notebook is.

    Gives whether nothing can be read any more as it was opened before. Raises BookError, and then
    it is as it was.
    """
    new = None if passphrase is None else checked_passphrase(passphrase)
    # Held meanwhile: whoever opens the notebook clears what is begun and not finished.
    with open_book(path, passphrase):
        return _rekey_file(kept, own, new)


def refuse_another_name(path: Path) -> None:
    """Raise BookError for a file with a second name, under which it would be lost.

    Another passphrase makes another file, and the former one is overwritten, whatever it is called.
    """
    if path.exists() and has_another_name(true_place(path)):
        raise BookError(
            _(
                "{path} has another name on this disk, too (a hard link), and would be lost under "
                "that one, so nothing was changed; remove the other name, or make it a copy, first."
            ).format(path=make_printable(true_place(path)))
        )


def _exchange(path: Path, former: str | None, new: str | None) -> bool:
    """Put a verified copy with another key in a file's place; whether the former one is cleared."""
    refuse_another_name(path)
    with (
        begun_beside(path) as begun,
        closing(FileGuard(path)) as guard,
        unchanged(path, former),
    ):
        guard.accept()
        connection = connect(path, former, alone=False)
        try:
            with sentences(path):
                refuse_changed_schema(connection, path, check_application(connection, path))
            export_book(connection, begun, new)
        finally:
            connection.close()
        # As any other program would, from the file alone.
        connect(begun, new, read_only=True).close()
        guard.check()
        return replace_and_clear(begun, path)


def _key(path: Path, passphrase: str | None) -> str | None:
    """What opens a file: the passphrase, where it is encrypted."""
    if passphrase is None or not is_encrypted(path):
        return None
    return checked_passphrase(passphrase)


def _follow(
    path: Path,
    copies: tuple[Path, ...],
    former: str | None,
    new: str | None,
    today: date,
    old: Old,
) -> Rekeyed:
    """Deal with the copies that there are, the book having its new passphrase."""
    if old is Old.KEEP or not copies:
        return Rekeyed(kept=copies)
    made = None
    with ExitStack() as stack:
        try:
            # Held meanwhile: whoever opens the book clears what is begun and not finished.
            book = stack.enter_context(open_book(path, new))
            if old is Old.ANEW:
                made = book.care.backups.make_only(today)
        except BookError as error:
            return Rekeyed(kept=copies, why=str(error))
        if old is Old.REKEY:
            return _rekey_each(copies, former, new)
        return Rekeyed(made, cleared=len(copies), unclear=_clear_each(copies))


def _clear_each(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Clear copies; gives those whose content may still be read."""
    unclear: list[Path] = []
    for path in paths:
        try:
            if has_another_name(path):
                unclear.append(path)
            destroy_all_of(path)
        except OSError:
            unclear.append(path)
    return tuple(unclear)


def _rekey_each(paths: tuple[Path, ...], former: str | None, new: str | None) -> Rekeyed:
    """Give each copy the new passphrase; one that the former does not open stays as it is."""
    kept: list[Path] = []
    unclear: list[Path] = []
    for path in paths:
        try:
            if not _rekey_file(path, former, new):
                unclear.append(path)
        except BookError:
            kept.append(path)
    return Rekeyed(rekeyed=len(paths) - len(kept), kept=tuple(kept), unclear=tuple(unclear))


def _rekey_file(path: Path, former: str | None, new: str | None) -> bool:
    """Give a file beside the book the new passphrase; whether the former one is cleared.

    It stays of the moment that it was of. What SQLite took back first leaves its journal behind.
    """
    with placing_sentences(path):
        when = path.stat().st_mtime_ns
        is_clear = _exchange(path, _key(path, former), new)
        os.utime(path, ns=(when, when))
        destroy(journal_of(path))
    return is_clear
