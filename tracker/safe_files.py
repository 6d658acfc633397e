"""Files for the person alone: written whole or not at all, given their place, wiped at the end.

SQLite's lock on a file is lost as soon as this process closes the same file a second time: nothing
here may open the file of a book that is open and has to stay locked.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

FILE_MODE = 0o600
FOLDER_MODE = 0o700
# Data: in people's files since 0.1. Never rename.
TEMP_SUFFIX, FORMER_SUFFIX = ".new", ".old"
"""How the names of files end that a killed process may leave: one begun, and one replaced."""
LEFTOVER_SUFFIXES = (TEMP_SUFFIX, FORMER_SUFFIX, f"{TEMP_SUFFIX}-journal")
"""The same, and what is next to one that was killed while it was filled."""
_CHUNK_SIZE = 1 << 20
_O_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows' own flag: bytes are written as they are."""


def resolve_link(path: Path) -> Path:
    """Return the path that a link leads to, so a new file replaces the target and not the link.

    A link to itself is returned as it is.
    """
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def has_hard_link(path: Path) -> bool:
    """Return whether a file is to be found under a second name, too, as a hard link."""
    return path.stat().st_nlink > 1


def write_private_file(path: Path, content: bytes) -> None:
    """Write a new file that lasts. Raises FileExistsError if the path is taken."""
    with os.fdopen(_create_file(path), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def temp_file_beside(path: Path) -> Iterator[Path]:
    """Make a new, empty file next to the path that it is to have. Remove it at the end."""
    temp_file = _build_hidden_path(path, TEMP_SUFFIX)
    os.close(_create_file(temp_file))
    try:
        yield temp_file
    finally:
        with suppress(OSError):
            wipe_file(temp_file)


def publish(temp_file: Path, path: Path) -> None:
    """Give a finished file its name. Raises FileExistsError if the path is taken."""
    try:
        os.link(temp_file, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick's file system may know no links.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        temp_file.rename(path)
    else:
        temp_file.unlink()
    sync_folder(path.parent)


def replace_and_wipe(temp_file: Path, path: Path) -> bool:
    """Replace a file with a finished one, and leave nothing of the former one readable.

    One of the two is there at any moment. If the process is killed, `clear_leftovers` finishes.
    Return False if the former file could not be cleared.
    """
    former_path = _build_hidden_path(path, FORMER_SUFFIX)
    with path.open("r+b") as content:
        with suppress(OSError):
            os.link(path, former_path)
        try:
            temp_file.replace(path)
        except OSError:
            former_path.unlink(missing_ok=True)
            raise
        try:
            sync_folder(path.parent)
            _overwrite(content)
            former_path.unlink(missing_ok=True)
        except OSError:
            return False
    return True


def replace_and_keep_former(temp_file: Path, path: Path, kept_path: Path) -> None:
    """Give a finished file the place of another, which is kept under a new name.

    A journal that belongs to the former file goes with it: SQLite would play it into the new one.
    """
    _keep_under_new_name(path, kept_path)
    journal = build_journal_path(path)
    if journal.exists():
        journal.replace(build_journal_path(kept_path))
    temp_file.replace(path)
    sync_folder(path.parent)


def wipe_file(path: Path) -> None:
    """Remove a file after what it holds was overwritten, unless it has another name as well.

    It goes out of sight first: a kill meanwhile must not leave half a copy among the whole ones.
    """
    with suppress(FileNotFoundError):
        if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1:
            # One that may not be written stays where it is, and Windows renames none that is open.
            path.open("r+b").close()
            if not path.name.startswith("."):
                with suppress(OSError):
                    path = path.rename(_build_hidden_path(path, FORMER_SUFFIX))
            with path.open("r+b") as content:
                _overwrite(content)
        path.unlink()


def wipe_with_journal(path: Path) -> None:
    """Remove a book's file that nobody has open, and the journal next to it."""
    wipe_file(path)
    wipe_file(build_journal_path(path))


def find_leftovers(folder: Path, pattern: str) -> list[Path]:
    """Return what a killed process left in a folder of files whose whole name this pattern fits.

    Of `a.db` nothing is of `a.db.x`, whatever that one left.
    """
    endings = "|".join(map(re.escape, LEFTOVER_SUFFIXES))
    leftover = re.compile(rf"\.(?:{pattern})(?:-journal)?\.[0-9a-f]+(?:{endings})")
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if leftover.fullmatch(path.name))
    return []


def clear_leftovers(path: Path) -> None:
    """Clear what a killed process left next to a book. The caller holds the book alone."""
    for leftover in find_leftovers(path.parent, re.escape(path.name)):
        with suppress(OSError):
            wipe_file(leftover)


def sync_file(path: Path) -> None:
    """Make what was written to a file last."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def build_journal_path(path: Path) -> Path:
    """Return where SQLite keeps what it needs to take back what is being saved."""
    return path.with_name(f"{path.name}-journal")


def _create_file(path: Path) -> int:
    """Return the handle of a file that was not there before."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _O_BINARY, FILE_MODE)


def _build_hidden_path(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}{suffix}")


def _keep_under_new_name(path: Path, kept_path: Path) -> None:
    try:
        os.link(path, kept_path)
    except FileExistsError:
        raise
    except OSError:
        # Out of sight until it is whole: nothing lets a half one go that seems to be kept.
        with temp_file_beside(kept_path) as temp_file:
            with temp_file.open("wb") as copy, path.open("rb") as content:
                while piece := content.read(_CHUNK_SIZE):
                    copy.write(piece)
                copy.flush()
                os.fsync(copy.fileno())
            publish(temp_file, kept_path)


def _overwrite(content: BinaryIO) -> None:
    """Write zeros over all that an open file holds."""
    remaining = os.fstat(content.fileno()).st_size
    content.seek(0)
    while remaining:
        remaining -= content.write(bytes(min(_CHUNK_SIZE, remaining)))
    content.flush()
    os.fsync(content.fileno())
