"""The backups of a book: made next to it, named by day and number, and kept for a while.

They are in their own folder next to the book and open with the passphrase that it had then.
"""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from tracker import months
from tracker.book.database.connection import MEMORY, Connection, translate_db_errors
from tracker.book.database.errors import translate_file_errors
from tracker.book.files.verified_copy import copy_book
from tracker.book.stores.export_log import ExportLogStore
from tracker.clock import find_local_day
from tracker.safe_files import (
    FOLDER_MODE,
    build_journal_path,
    clear_leftovers,
    find_leftovers,
    publish,
    resolve_link,
    temp_file_beside,
    wipe_file,
    wipe_with_journal,
)

# Data: in people's files since 0.1. Never rename.
BACKUP_FOLDER = "backups"
# Data: in people's files since 0.1. Never rename.
ASIDE_MARK = "kept"
"""The word in the name of a book that a restored copy replaced."""
# Data: in people's notebooks since 0.1. Never rename.
AUTOMATIC_SETTING, AUTOMATIC_OFF = "backups", "off"
"""The setting for automatic backups, and its value when they are turned off."""
KEPT_LATEST = 5
KEPT_MONTHS = 6
"""How many of the latest copies are kept, and of how many months the first one."""
NUMBERS_PER_TURN = 1000
"""The next multiple of this begins the numbers after the clock was set back: a turn of the clock.

Within a turn days only grow, so turn, day and number say in which order copies were made.
"""
LARGEST_LEAP = 100_000
"""Between two copies there were never so many turns: nobody counted up to such a number."""
COARSE_NS = 2_000_000_000
"""What the coarsest file system still tells apart in the time of a change: 2 seconds."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a book: of which day, and the how many-th of that day in its turn of the clock."""

    day: date
    number: int
    path: Path
    is_aside: bool = False
    """Whether it is a book that a restored backup replaced. Those stay until removed."""

    @property
    def turn(self) -> int:
        """Return how often the clock had been set back before it was made."""
        return self.number // NUMBERS_PER_TURN


def find_backup_folder(book: Path) -> Path:
    """Return the folder next to a book that keeps its copies. It may not be there yet."""
    return resolve_link(book).absolute().parent / BACKUP_FOLDER


def list_backups(book: Path, folder: Path | None = None) -> list[Backup]:
    """Return the copies of a book, the newest first. Books that were kept aside are among them.

    A day that no entry can have is no day of a copy. Numbers that nobody counted up to come last.
    """
    backup_folder, pattern = (
        folder or find_backup_folder(book),
        re.compile(_build_name_pattern(resolve_link(book))),
    )
    backups = []
    with translate_file_errors(backup_folder):
        for path in backup_folder.iterdir() if backup_folder.is_dir() else ():
            match = pattern.fullmatch(path.name)
            if match and path.is_file():
                day, aside, number = match.groups()
                with suppress(ValueError):
                    backups.append(Backup(date.fromisoformat(day), int(number), path, bool(aside)))
    backups = [backup for backup in backups if backup.day == _clamp_to_calendar(backup.day)]
    return [*reversed(_find_within_count(backups)), *_find_beyond_count(backups)]


def find_free_path(book: Path, day: date, folder: Path, mark: str = "") -> Path:
    """Return the next free path for a copy of this day, after every other copy in order."""
    backups, day = _find_within_count(list_backups(book, folder)), _clamp_to_calendar(day)
    number = 1
    if backups:
        last = backups[-1]
        number = last.number + 1
        if day != last.day:
            number = (last.turn + (day < last.day)) * NUMBERS_PER_TURN + 1
    while True:
        middle = f"{day}-{mark}-{number}" if mark else f"{day}-{number}"
        path = folder / f"{book.stem}-{middle}{book.suffix}"
        if not any(map(os.path.lexists, (path, build_journal_path(path)))):
            return path
        number += 1


def find_unfinished_backups(book: Path) -> list[Path]:
    """Return what a killed process left of copies next to a book, and of their former content."""
    return find_leftovers(find_backup_folder(book), _build_name_pattern(resolve_link(book)))


def clear_unfinished_backups(book: Path) -> None:
    """Clear what a killed process left of copies next to a book. The caller holds the book."""
    for path in find_unfinished_backups(book):
        with suppress(OSError):
            wipe_file(path)


class Backups:
    """The copies of an open book. Every method raises BookError when a file refuses."""

    def __init__(self, connection: Connection, book: Path) -> None:
        """Copy through the book's connection."""
        self._connection = connection
        self._book = book

    def list_all(self) -> list[Backup]:
        """Return the backups next to the book, newest first, and the books that were kept aside."""
        return list_backups(self._book)

    def list_copies(self) -> list[Backup]:
        """Return the backups next to the book, newest first, without books that were kept aside."""
        return [backup for backup in self.list_all() if not backup.is_aside]

    def make(self, today: date, folder: Path | None = None) -> Backup:
        """Back up the book, verify the backup, and delete those that are old enough.

        In a folder that the person named nothing is deleted.
        """
        backup = self.make_without_pruning(today, folder)
        if folder is None:
            with translate_file_errors(backup.path):
                for old in find_outdated(self.list_all(), _clamp_to_calendar(today)):
                    for path in (old.path, build_journal_path(old.path)):
                        path.unlink(missing_ok=True)
        return backup

    def make_without_pruning(self, today: date, folder: Path | None = None) -> Backup:
        """Back up the book, and delete nothing."""
        return make_backup(self._connection, self._book, today, folder)

    def make_if_due(self, today: date, largest: int | None = None) -> None:
        """Copy the book where it was changed since its latest copy, if copies are wanted.

        A book of more than `largest` bytes is left for a moment in which nobody waits.
        """
        with translate_db_errors(self._book):
            if not self.is_due() or _is_switched_off(self._connection):
                return
        if largest is None or self._book.stat().st_size <= largest:
            self.make(today)

    def replace_all(self, today: date) -> tuple[Backup, int]:
        """Back up the book and clear every older backup. Return the backup, and how many went.

        Books that were kept aside are no backups.
        """
        with translate_file_errors(find_backup_folder(self._book)):
            old = self.list_copies()
            backup = self.make_without_pruning(today)
            for copy in old:
                wipe_with_journal(copy.path)
        return backup, len(old)

    def is_due(self) -> bool:
        """Return whether the book was changed since its latest copy was made.

        Only times are compared. A copy has the time of the book's last change, so a clock that was
        set back hides none.
        """
        if str(self._book) == MEMORY:
            return False
        with translate_file_errors(self._book):
            changed = self._book.stat().st_mtime_ns
            return all(not _is_copy_of_change(each.path, changed) for each in self.list_copies())


def make_backup(
    connection: Connection,
    book: Path,
    day: date,
    folder: Path | None = None,
    *,
    allows_broken_links: bool = False,
) -> Backup:
    """Back up an open book into a folder, by default the one next to it."""
    place = folder or find_backup_folder(book)
    with translate_file_errors(place):
        place.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if place.absolute() == find_backup_folder(book):
            clear_unfinished_backups(book)
        else:
            _clear_other_folder(connection, book, place.absolute())
        target = find_free_path(book, day, place)
        with temp_file_beside(target) as begun:
            connection.check_file()
            changed = book.stat().st_mtime_ns
            copy_book(connection, begun, allows_broken_links=allows_broken_links)
            connection.check_file()
            # The copy says of which moment it is: that of the book's last change.
            os.utime(begun, ns=(changed, changed))
            publish(begun, target)
    return next(each for each in list_backups(book, place) if each.path.name == target.name)


def back_up_before_migration(connection: Connection, book: Path) -> None:
    """Copy a book of an earlier version before it is changed, unless copies are not wanted.

    References that another program broke keep nobody out: they stay in the book and in the copy.
    """
    if _is_switched_off(connection):
        return
    first, last = (
        datetime.combine(day, time(12), UTC).timestamp() for day in (months.EARLIEST, months.LATEST)
    )
    changed = min(max(book.stat().st_mtime, first), last)
    make_backup(connection, book, find_local_day(changed), allows_broken_links=True)


def _is_switched_off(connection: Connection) -> bool:
    """Return whether backups are turned off. A book of the first version had no settings."""
    has_settings = "SELECT 1 FROM sqlite_master WHERE name = 'settings'"
    if connection.execute(has_settings).fetchone() is None:
        return False
    row = connection.execute(
        "SELECT 1 FROM settings WHERE name = ? AND value = ?", [AUTOMATIC_SETTING, AUTOMATIC_OFF]
    ).fetchone()
    return row is not None


def find_outdated(backups: Sequence[Backup], today: date) -> list[Backup]:
    """Return the backups that can go: all but the latest and the first of each recent month.

    Those with future days are handled separately, because the clock was or is wrong. None is lost
    by that, so the newest of them does not make an older month go.
    """
    copies = [backup for backup in _find_within_count(backups) if not backup.is_aside]
    kept = set(copies[-KEPT_LATEST:])
    past = [backup for backup in copies[:-1] if backup.day <= today]
    ahead = [backup for backup in copies[:-1] if backup.day > today]
    for part in (past, ahead):
        firsts: dict[tuple[int, int], Backup] = {}
        for backup in part:
            firsts.setdefault((backup.day.year, backup.day.month), backup)
        kept.update(part[1 - KEPT_LATEST :])
        kept.update(firsts[month] for month in sorted(firsts)[-KEPT_MONTHS:])
    return [backup for backup in copies if backup not in kept]


def _clamp_to_calendar(day: date) -> date:
    """Return the nearest day that an entry, and so a copy, can have."""
    return min(max(day, months.EARLIEST), months.LATEST)


def _find_within_count(backups: Iterable[Backup]) -> list[Backup]:
    """Return the copies in the order in which they were made, up to where the count leaps."""
    copies: list[Backup] = []
    for backup in sorted(backups, key=_build_sort_key):
        if backup.turn - (copies[-1].turn if copies else 0) > LARGEST_LEAP:
            break
        copies.append(backup)
    return copies


def _find_beyond_count(backups: Iterable[Backup]) -> list[Backup]:
    """Return the copies whose number nobody counted up to."""
    copies = sorted(backups, key=_build_sort_key)
    return copies[len(_find_within_count(copies)) :]


def _build_sort_key(backup: Backup) -> tuple[int, date, int, Path]:
    # From names alone: times are those of the same clock, and do not outlive every copying.
    return backup.turn, backup.day, backup.number, backup.path


def _build_name_pattern(book: Path) -> str:
    """Return the pattern of the names that copies of a book have, with day, kind and number."""
    stem, suffix = re.escape(book.stem), re.escape(book.suffix)
    return (
        rf"{stem}-([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(-{ASIDE_MARK})?-([1-9][0-9]{{0,17}}){suffix}"
    )


def _is_copy_of_change(copy: Path, changed: int) -> bool:
    """Return whether a backup is of that change. USB sticks store times in steps of 2 seconds."""
    copied = copy.stat().st_mtime_ns
    return copied == changed or (copied % COARSE_NS == 0 and 0 <= changed - copied < COARSE_NS)


def _clear_other_folder(connection: Connection, book: Path, folder: Path) -> None:
    """Clear what a killed process left in a folder of others, where the book keeps it in mind.

    A book of the same name may be copied there at this moment.
    """
    for path in {record.path for record in ExportLogStore(connection, book).load_all()}:
        if path.parent == folder:
            clear_leftovers(path)
