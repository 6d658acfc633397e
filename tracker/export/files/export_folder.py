"""Writes the files of an export into a folder: all or none, readable for this person alone."""

import errno
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path

from tracker.book.book import Book
from tracker.book.stores.computer_use import is_login_shared
from tracker.i18n import _error, make_printable
from tracker.safe_files import FOLDER_MODE, sync_folder, write_private_file

# Data: in people's files since 0.1. Never rename.
EXPORTS_FOLDER = "exports"
"""The folder next to an unencrypted book that keeps its exports."""
# Data: in people's files since 0.1. Never rename.
UNFINISHED_MARK = ".tracker-new-"
"""In the name of a hidden folder that is being filled, after the name that it will get."""
LONGEST_NAME_START = 40
"""Characters of the wanted name in that name, because systems limit the length of names."""
_DATED_NAME = re.compile(
    rf"\d{{4}}-\d\d-\d\d(-\d+)?|\.\d{{4}}-\d\d-\d\d(-\d+)?{re.escape(UNFINISHED_MARK)}.*"
)
"""The names of folders that Tracker named, and of what a killed process left of one."""


class ExportError(Exception):
    """An export could not be written. The text is for the person."""


def choose_default_folder(book: Book, today: date) -> Path | None:
    """Return a new folder named by the day, in `exports/` next to an unencrypted book.

    Return None for an encrypted book, because the person chooses where its exports are, for one
    whose owner shares the login, and for a book in memory.
    """
    if book.encrypted or not book.path.exists() or is_login_shared(book.settings.load_all()):
        return None
    exports = book.path.absolute().parent / EXPORTS_FOLDER
    names = (f"{today}-{number}" if number > 1 else f"{today}" for number in count(1))
    return next(exports / name for name in names if not os.path.lexists(exports / name))


def find_default_folders(book: Path) -> list[Path]:
    """Return the folders next to a book that Tracker named by the day, where they can be read."""
    exports = book.parent / EXPORTS_FOLDER
    with suppress(OSError):
        if exports.is_symlink() or not exports.is_dir():
            return []
        dated_folders = (
            folder for folder in sorted(exports.iterdir()) if _DATED_NAME.fullmatch(folder.name)
        )
        return [folder for folder in dated_folders if folder.is_dir() and not folder.is_symlink()]
    return []


def write_bundle(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is new or empty. Raise ExportError if that fails.

    A new folder appears with everything in it or not at all. An empty one may be a USB stick or
    the current folder. Its files are written one by one, and all are removed if one fails.
    """
    check_folder_free(folder)
    with _translate_os_errors(folder):
        if folder.is_dir():
            _fill_existing_folder(files, folder)
        else:
            _write_new_folder(files, folder)


def write_file(content: bytes, path: Path) -> None:
    """Write one new file, whole or not at all. Raise ExportError if that fails."""
    with _translate_os_errors(path):
        if path.exists() or path.is_symlink():
            raise ExportError(
                _error("{path} already exists. Choose another name.").format(
                    path=make_printable(path)
                )
            )
        _write_files({path.name: content}, path.parent)


def remove_copy(files: Mapping[str, bytes], folder: Path) -> bool:
    """Remove the written files that are unchanged, and then the folder if it is empty.

    Return False if a file with one of the names was changed, which is kept. Raise ExportError.

    The list of what was shown keeps its row.
    """
    with _translate_os_errors(folder):
        unchanged = [folder / name for name in files if _has_content(folder / name, files[name])]
        existing = [folder / name for name in files if os.path.lexists(folder / name)]
        for path in unchanged:
            path.unlink()
        _remove_folder(folder)
        return len(unchanged) == len(existing)


def _has_content(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def find_unfinished_folders(*folders: Path) -> list[Path]:
    """Return what a killed process left next to these folders under unfinished names."""
    names = tuple(map(_build_unfinished_name, folders))
    with suppress(OSError, ValueError):
        beside = sorted(folders[0].absolute().parent.iterdir())
        return [
            folder
            for folder in beside
            if folder.name.startswith(names) and folder.is_dir() and not folder.is_symlink()
        ]
    return []


def remove_unfinished_folders(folder: Path, known_folders: Iterable[Path]) -> None:
    """Remove what a killed process left next to a folder. Only the caller has the book open.

    `known_folders` are those of the export log: nobody else's files are touched.
    """
    parent = folder.absolute().parent
    known_beside = (place for place in known_folders if place.parent == parent)
    for unfinished in find_unfinished_folders(folder, *known_beside):
        with suppress(OSError):
            _delete_files(list(unfinished.iterdir()))
        _remove_folder(unfinished)


def check_folder_free(folder: Path) -> None:
    """Raise ExportError if the place is taken: by a file, or by a folder that is not empty."""
    with _translate_os_errors(folder):
        if folder.is_dir():
            if not any(folder.iterdir()):
                return
            message = _error("{folder} is not empty. Choose an empty or a new folder.")
        elif os.path.lexists(folder):
            message = _error("{folder} is not a folder. Choose an empty or a new folder.")
        else:
            return
        raise ExportError(message.format(folder=make_printable(folder)))


def _write_new_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Fill a folder next to the wanted one, then give it its name."""
    unfinished = folder.with_name(f"{_build_unfinished_name(folder)}{secrets.token_hex(8)}")
    new_folders: list[Path] = []
    try:
        for new_folder in (*_list_missing_folders(folder.absolute().parent), unfinished):
            new_folders.append(new_folder)
            new_folder.mkdir(mode=FOLDER_MODE)
        _write_files(files, unfinished)
        unfinished.rename(folder)
    except BaseException:
        _delete_files([unfinished / name for name in files])
        for new_folder in reversed(new_folders):
            _remove_folder(new_folder)
        raise
    sync_folder(folder.parent)


def _build_unfinished_name(folder: Path) -> str:
    return f".{folder.name[:LONGEST_NAME_START]}{UNFINISHED_MARK}"


def _list_missing_folders(folder: Path) -> list[Path]:
    """Return the folders that have to be made first, the outermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()][::-1]


def _fill_existing_folder(files: Mapping[str, bytes], folder: Path) -> None:
    mode = folder.stat().st_mode & 0o777
    try:
        _set_mode(folder, FOLDER_MODE)
        _write_files(files, folder)
    except BaseException:
        _set_mode(folder, mode)
        raise


def _set_mode(folder: Path, mode: int) -> None:
    # A USB stick knows no modes, and someone else's folder is not ours to change.
    with suppress(PermissionError):
        folder.chmod(mode)


def _write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write every file, or remove again what was written."""
    written: list[Path] = []
    try:
        for name, content in files.items():
            written.append(folder / name)
            write_private_file(folder / name, content)
        _verify_files(files, folder)
        sync_folder(folder)
    except FileExistsError:
        # Someone else made it since the folder was found empty.
        _delete_files(written[:-1])
        raise
    except BaseException:
        _delete_files(written)
        raise


def _verify_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Read again what was written. A faulty USB stick may keep other bytes than it got."""
    for name, content in files.items():
        if (folder / name).read_bytes() != content:
            raise ExportError(
                _error(
                    "Tracker couldn’t save the files correctly in {folder}. Choose another place."
                ).format(folder=make_printable(folder))
            )


def _delete_files(files: Sequence[Path]) -> None:
    for path in files:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _remove_folder(folder: Path) -> None:
    # One that was never made, or that someone else has put something into, is left alone.
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def _translate_os_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            _describe_os_error(error).format(folder=make_printable(folder))
        ) from error
    except ValueError as error:
        # A name with a NUL, or with characters that the file system doesn't know.
        raise ExportError(_error("A folder can’t have this name. Choose another one.")) from error


def _describe_os_error(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _error("The disk is full, so nothing was saved. Free some space first.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return _error("You aren’t allowed to write to {folder}. Choose another place.")
        case errno.ENOTDIR | errno.EEXIST:
            return _error("{folder} is inside something that isn’t a folder. Choose another place.")
        case errno.ENAMETOOLONG:
            return _error("The folder name is too long. Choose a shorter one.")
        case errno.ENOTEMPTY:
            return _error("{folder} is not empty. Choose an empty or a new folder.")
    return _error("Tracker can’t write to {folder}, so nothing was saved. Choose another place.")
