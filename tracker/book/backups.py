"""The copies of a book: made beside it, named by day and number, and kept for a while.

They lie in a folder of their own beside the book and open with the passphrase that it had then.
"""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.copying import copy_book
from tracker.book.driver import MEMORY, Connection, sentences
from tracker.book.placing import (
    FOLDER_MODE,
    LEFT,
    begun_beside,
    destroy,
    give_name,
    placing_sentences,
    true_place,
)
from tracker.clock import local_day

FOLDER = "backups"
ASIDE = "kept"
"""What stands in the name of a book that a restored copy took the place of."""
AUTOMATIC, OFF = "backups", "off"
"""The setting that lets copies be made by themselves, and its value where none shall be."""
LATEST = 5
MONTHS = 6
"""How many of the latest copies are kept, and of how many months the first one."""
COARSE_NS = 2_000_000_000
"""What the coarsest file system still tells apart in the time of a change: 2 seconds."""


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy of a book: of which day, and the how many-th of that day."""

    day: date
    number: int
    path: Path
    is_aside: bool = False
    """Whether it is a book that a restored copy took the place of; those stay until removed."""


def folder_of(book: Path) -> Path:
    """The folder beside a book that keeps its copies; it may not be there yet."""
    return true_place(book).absolute().parent / FOLDER


def backups_of(book: Path, folder: Path | None = None) -> list[Backup]:
    """The copies of a book, the newest first; books that were kept aside are among them."""
    place, named = folder or folder_of(book), _named(true_place(book))
    found = []
    with placing_sentences(place):
        for path in place.iterdir() if place.is_dir() else ():
            match = named.fullmatch(path.name)
            if match and path.is_file():
                day, aside, number = match.groups()
                with suppress(ValueError):
                    found.append(Backup(date.fromisoformat(day), int(number), path, bool(aside)))
    return sorted(found, reverse=True)


def free_place(book: Path, day: date, folder: Path, aside: str = "") -> Path:
    """The next free name of a copy; never of an earlier day than the last one's.

    So a clock that was set back does not make the newest copy look like the oldest.
    """
    there = backups_of(book, folder)
    latest = max((each.day for each in there), default=day)
    named = max(day, latest)
    number = max((each.number for each in there if each.day == named), default=0) + 1
    middle = f"{named}-{aside}-{number}" if aside else f"{named}-{number}"
    return folder / f"{book.stem}-{middle}{book.suffix}"


class Backups:
    """The copies of an open book. Every method raises BookError when a file refuses."""

    def __init__(self, connection: Connection, book: Path) -> None:
        """Copy through the book's connection."""
        self._connection = connection
        self._book = book

    def all(self) -> list[Backup]:
        """The copies beside the book, the newest first."""
        return backups_of(self._book)

    def make(self, today: date, folder: Path | None = None) -> Backup:
        """Copy the book, read the copy again, and let go of those that are old enough.

        In a folder that is named nothing is let go of.
        """
        made = self.make_only(today, folder)
        if folder is None:
            with placing_sentences(made.path):
                for old in outlived(self.all()):
                    old.path.unlink(missing_ok=True)
        return made

    def make_only(self, today: date, folder: Path | None = None) -> Backup:
        """Copy the book, and let go of nothing."""
        return make_backup(self._connection, self._book, today, folder)

    def make_by_itself(self, today: date, largest: int | None = None) -> None:
        """Copy the book where it was changed since its latest copy, if copies are wanted.

        A book of more than `largest` bytes is left for a moment in which nobody waits.
        """
        with sentences(self._book):
            if not self.is_due() or _is_off(self._connection):
                return
        if largest is None or self._book.stat().st_size <= largest:
            self.make(today)

    def make_anew(self, today: date) -> tuple[Backup, int]:
        """Copy the book and clear every older copy; gives the copy, and how many went."""
        with placing_sentences(folder_of(self._book)):
            old = self.all()
            made = self.make_only(today)
            for each in old:
                destroy(each.path)
        return made, len(old)

    def is_due(self) -> bool:
        """Whether the book was changed since its latest copy was made."""
        if str(self._book) == MEMORY:
            return False
        with placing_sentences(self._book):
            changed = self._book.stat().st_mtime_ns
            copies = (each for each in self.all() if not each.is_aside)
            return all(not _is_of(each.path, changed) for each in copies)


def make_backup(
    connection: Connection, book: Path, day: date, folder: Path | None = None
) -> Backup:
    """Copy an open book into a folder; None: the one beside it."""
    place = folder or folder_of(book)
    with placing_sentences(place):
        place.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        _clear_begun(book, place)
        target = free_place(book, day, place)
        with begun_beside(target) as begun:
            changed = book.stat().st_mtime_ns
            copy_book(connection, begun)
            # The copy says of which moment it is: that of the book's last change.
            os.utime(begun, ns=(changed, changed))
            give_name(begun, target)
    return next(each for each in backups_of(book, place) if each.path.name == target.name)


def copy_before_migration(connection: Connection, book: Path) -> None:
    """Copy a book of an earlier version before it is changed, unless copies are not wanted."""
    if _is_off(connection):
        return
    make_backup(connection, book, local_day(book.stat().st_mtime))


def _is_off(connection: Connection) -> bool:
    """Whether no copies are wanted; a book of the first version had no settings."""
    has_settings = "SELECT 1 FROM sqlite_master WHERE name = 'settings'"
    if connection.execute(has_settings).fetchone() is None:
        return False
    row = connection.execute(
        "SELECT 1 FROM settings WHERE name = ? AND value = ?", [AUTOMATIC, OFF]
    ).fetchone()
    return row is not None


def outlived(backups: Sequence[Backup]) -> list[Backup]:
    """The copies that need not be kept: neither of the latest nor the first of a late month."""
    copies = sorted(each for each in backups if not each.is_aside)
    firsts: dict[tuple[int, int], Backup] = {}
    for each in copies:
        firsts.setdefault((each.day.year, each.day.month), each)
    kept = {*copies[-LATEST:], *list(firsts.values())[-MONTHS:]}
    return [each for each in copies if each not in kept]


def _named(book: Path) -> re.Pattern[str]:
    stem, suffix = re.escape(book.stem), re.escape(book.suffix)
    return re.compile(rf"{stem}-(\d{{4}}-\d\d-\d\d)(-{ASIDE})?-(\d{{1,9}}){suffix}")


def _is_of(copy: Path, changed: int) -> bool:
    """Whether a copy was made of the book as of that change; a stick keeps every other second."""
    kept = copy.stat().st_mtime_ns
    return kept == changed or (kept % COARSE_NS == 0 and 0 <= changed - kept < COARSE_NS)


def _clear_begun(book: Path, folder: Path) -> None:
    """Clear the copies that a killed process did not finish; the caller holds the book."""
    for path in folder.iterdir():
        if path.name.startswith(f".{book.stem}-") and path.suffix in LEFT:
            destroy(path)
