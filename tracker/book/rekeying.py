"""Another passphrase for a book, or none: a verified copy takes its place; its copies follow."""

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from tracker.book.backups import Backup, backups_of
from tracker.book.copying import export_book
from tracker.book.driver import checked_passphrase, connect, is_encrypted, unchanged
from tracker.book.errors import BookError
from tracker.book.file_guard import FileGuard
from tracker.book.opening import open_book
from tracker.book.placing import (
    begun_beside,
    destroy,
    has_another_name,
    placing_sentences,
    replace_and_clear,
    true_place,
)
from tracker.texts import _, shown_name


class Old(StrEnum):
    """What becomes of the copies that open with the former passphrase, or without one."""

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
    """Why no copy could be made anew."""
    unclear: tuple[Path, ...] = ()
    """Files that could not be cleared: their former content may still be read."""


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
    with placing_sentences(path):
        is_clear = _exchange(path, _key(path, former), new)
    return _follow(path, former, new, today, old, () if is_clear else (path,))


def refuse_another_name(path: Path) -> None:
    """Raise BookError for a file with a second name, under which it would be lost.

    Another passphrase makes another file, and the former one is overwritten, whatever it is called.
    """
    if path.exists() and has_another_name(true_place(path)):
        raise BookError(
            _(
                "{path} has another name on this disk, too (a hard link), and would be lost under "
                "that one, so nothing was changed; remove the other name, or make it a copy, first."
            ).format(path=shown_name(true_place(path)))
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
    former: str | None,
    new: str | None,
    today: date,
    old: Old,
    unclear: tuple[Path, ...],
) -> Rekeyed:
    """Deal with the copies that there are, the book having its new passphrase."""
    copies = backups_of(path)
    if old is Old.KEEP or not copies:
        return Rekeyed(kept=tuple(each.path for each in copies), unclear=unclear)
    if old is Old.REKEY:
        return _rekey_each(copies, former, new, unclear)
    made = None
    if old is Old.ANEW:
        try:
            with open_book(path, new) as book:
                made = book.care.backups.make_only(today)
        except BookError as error:
            return Rekeyed(
                kept=tuple(each.path for each in copies), unclear=unclear, why=str(error)
            )
    for each in copies:
        try:
            if has_another_name(each.path):
                unclear = (*unclear, each.path)
            destroy(each.path)
        except OSError:
            unclear = (*unclear, each.path)
    return Rekeyed(made, cleared=len(copies), unclear=unclear)


def _rekey_each(
    copies: list[Backup], former: str | None, new: str | None, unclear: tuple[Path, ...]
) -> Rekeyed:
    """Give each copy the new passphrase; one that the former does not open stays as it is."""
    kept: list[Path] = []
    for each in copies:
        try:
            with placing_sentences(each.path):
                when = each.path.stat().st_mtime_ns
                if not _exchange(each.path, _key(each.path, former), new):
                    unclear = (*unclear, each.path)
                os.utime(each.path, ns=(when, when))
        except BookError:
            kept.append(each.path)
    return Rekeyed(rekeyed=len(copies) - len(kept), kept=tuple(kept), unclear=unclear)
