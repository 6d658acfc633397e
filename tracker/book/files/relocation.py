"""The move of a notebook, with what Tracker wrote next to it, out of the folder of before.

Among programs' data the folder `tracker` belongs to a file indexer as well, and cleaners, published
recipes and lists of what no backup needs name it. The person's own notebook must not be in there.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from tracker.book.database import connection as database_connection
from tracker.book.database.connection import Connection, is_encrypted
from tracker.book.database.errors import BookError
from tracker.book.database.schema_version import APPLICATION_ID
from tracker.book.stores.export_log import replace_paths
from tracker.safe_files import (
    FOLDER_MODE,
    LEFTOVER_SUFFIXES,
    build_journal_path,
    publish,
    sync_folder,
)

# Data: in people's files since 0.1. Never rename.
DATA_FOLDER, FORMER_DATA_FOLDER = "notebook-tracker", "tracker"
"""The folder among programs' data, and the name that earlier versions gave it."""
_APPLICATION_ID_OFFSET = 68
"""Where SQLite's file format has the application_id of a file without a passphrase."""
_LOCK_OFFSET, _LOCK_SIZE = 0x40000000, 512
"""The bytes, far behind a file's end, that SQLite locks by its file format: all of them."""
_TRY_AGAIN = 0.05
"""Seconds until a notebook that someone has open is tried again."""


def relocate_book(old: Path, new: Path, folders: Sequence[Path] = ()) -> bool:
    """Move a notebook after everything that belongs to it, and return whether it was moved.

    `folders` next to it are moved as a whole. Nothing takes the place of anything. A kill leaves
    each file in one of the two places, and the next call goes on. Where someone has the notebook
    open, where something in it waits to be taken back, where the person placed a part of it by a
    link and where the system refuses, all stays where it is.
    """
    until = monotonic() + database_connection.WAIT_MS / 1000
    while True:
        try:
            return _relocate(old, new, folders)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(_TRY_AGAIN)
        except (OSError, BookError):
            return False


def list_own_files(book: Path, folders: Sequence[Path] = ()) -> list[Path]:
    """Return what Tracker wrote at a notebook's place, the notebook last."""
    if _has_link(book):
        return []
    journals = (journal for journal in _build_journal_paths(book) if journal.exists())
    return [*journals, *(path for unit in _find_units(book, folders) for path in unit)]


def update_paths(connection: Connection, book: Path) -> None:
    """Update the export log with the new paths of everything that was moved with a notebook."""
    folder = next(
        (parent for parent in book.absolute().parents[:2] if parent.name == DATA_FOLDER), None
    )
    if folder is not None:
        replace_paths(connection, lambda path: _find_moved_path(path, folder))


def _find_moved_path(path: Path, folder: Path) -> Path | None:
    """Return where something is that was moved to the folder among programs' data."""
    for parent in path.parents:
        if parent.name == FORMER_DATA_FOLDER and not os.path.lexists(path):
            new_folder = parent.with_name(DATA_FOLDER)
            moved = new_folder / path.relative_to(parent)
            if os.path.lexists(moved):
                return moved if new_folder.samefile(folder) else None
    return None


def _relocate(old: Path, new: Path, folders: Sequence[Path]) -> bool:
    if not old.parent.is_dir() or _has_link(old):
        return False
    if not os.path.lexists(old):
        # What was left when the notebook itself had gone.
        _clear_empty_journals(old)
        _move_all(_find_units(old, folders), old, new)
        return False
    if not _is_free(old, new) or not old.is_file() or not _is_notebook(old):
        return False
    with _hold_exclusively(old):
        if not _clear_empty_journals(old):
            return False
        _move_all(_find_units(old, folders), old, new)
    return not os.path.lexists(old)


def _has_link(book: Path) -> bool:
    """Return whether the person placed the notebook, its folder or its backups by a link."""
    from tracker.book.files.backups import BACKUP_FOLDER

    return any(path.is_symlink() for path in (book, book.parent, book.parent / BACKUP_FOLDER))


def _is_notebook(path: Path) -> bool:
    """Return whether a file is one of ours, as far as that shows without its passphrase."""
    if is_encrypted(path):
        return True
    with path.open("rb") as file:
        file.seek(_APPLICATION_ID_OFFSET)
        return file.read(4) == APPLICATION_ID.to_bytes(4, "big")


@contextmanager
def _hold_exclusively(path: Path) -> Iterator[None]:
    """Keep every other process out of a notebook whose passphrase may not be known.

    SQLite could hold it only after reading it. Raises BlockingIOError while someone has it open.
    Nothing may open the file meanwhile: closing it anywhere in this process ends the lock.
    """
    if sys.platform == "win32":
        # It renames no file that someone has open.
        yield
        return
    import fcntl

    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_SIZE, _LOCK_OFFSET)
        yield
    finally:
        os.close(handle)


def _build_journal_paths(book: Path) -> tuple[Path, Path]:
    """Return the files in which SQLite keeps changes that are not in a notebook yet."""
    return build_journal_path(book), book.with_name(f"{book.name}-wal")


def _clear_empty_journals(book: Path) -> bool:
    """Remove journals with nothing in them, and return whether that was all of them.

    One with something in it must stay with its notebook until that was opened.
    """
    for journal in _build_journal_paths(book):
        with suppress(FileNotFoundError):
            if journal.stat().st_size:
                return False
            journal.unlink()
    return True


def _find_units(book: Path, folders: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield what Tracker wrote for a notebook, in groups that must stay together, itself last."""
    from tracker.book.files.backups import find_backup_folder, list_backups
    from tracker.book.files.rescue import list_rescue_copies

    for backup in list_backups(book):
        if not backup.path.is_symlink():
            unit = (build_journal_path(backup.path), backup.path)
            yield [path for path in unit if path.exists()]
    for folder, start in (
        (find_backup_folder(book), f".{book.stem}-"),
        (book.parent, f".{book.name}."),
    ):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith(start) and path.suffix in LEFTOVER_SUFFIXES and path.is_file():
                yield [path]
    yield from ([path] for path in (*list_rescue_copies(book), *folders))
    if os.path.lexists(book):
        yield [book]


def _move_all(units: Iterator[list[Path]], old: Path, new: Path) -> None:
    """Move each unit whose names are free.

    If the system refuses, moved files go back to a notebook that had to stay.
    """
    tried: list[tuple[Path, Path]] = []
    try:
        for unit in list(units):
            pairs = [(path, new.parent / path.relative_to(old.parent)) for path in unit]
            if all(_is_free(*pair) for pair in pairs):
                for pair in pairs:
                    tried.append(pair)
                    _move(*pair)
    except OSError:
        for source, target in reversed(tried if os.path.lexists(old) else ()):
            with suppress(OSError):
                _move(target, source)
        raise


def _move(source: Path, target: Path) -> None:
    """Give a file or a folder its new place, where nothing may be."""
    for folder in reversed((target.parent, *target.parent.parents)):
        if not folder.exists():
            folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if source.is_dir():
        source.rename(target)
    elif _is_same(source, target):
        source.unlink()
    else:
        publish(source, target)
    for folder in (target.parent, source.parent):
        sync_folder(folder)


def _is_free(source: Path, target: Path) -> bool:
    """Return whether nothing has the name that something is to have, unless it has it already."""
    return not os.path.lexists(target) or _is_same(source, target)


def _is_same(source: Path, target: Path) -> bool:
    """Return whether one file has both names, as it has when a kill came between the two.

    Where a link makes both folders one, there is a single name, which is not to be removed.
    """
    try:
        is_one = os.path.samestat(os.lstat(source), os.lstat(target))
    except FileNotFoundError:
        return False
    return is_one and not source.parent.samefile(target.parent)
