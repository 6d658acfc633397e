"""The folder a bundle is written into: all of it or nothing, for the person's eyes only."""

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
from tracker.i18n import _, make_printable

# Data: in people's files since 0.1; never rename.
EXPORTS = "exports"
"""The folder beside a plain book that keeps its bundles."""
FOLDER_MODE = 0o700
FILE_MODE = 0o600
# Data: in people's files since 0.1; never rename.
BEGUN = ".tracker-new-"
"""In the name of a hidden folder that is being filled, after the name that it is to have."""
KEPT_OF_NAME = 40
"""Characters of the wanted name in that name, which must not become too long for the system."""
_BY_DAY = re.compile(rf"\d{{4}}-\d\d-\d\d(-\d+)?|\.\d{{4}}-\d\d-\d\d(-\d+)?{re.escape(BEGUN)}.*")
"""How a folder is called that nobody named, and what a killed process left of one."""
O_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows' own flag: bytes are written as they are."""


class SharingError(Exception):
    """A bundle that could not be written; its text is for the person."""


def default_folder(book: Book, today: date) -> Path | None:
    """A new folder named by the day, in `exports/` beside a plain book.

    None for an encrypted book: what leaves it lies where the person says, and nowhere else; and for
    one in memory, which lies nowhere.
    """
    if book.encrypted or not book.path.exists():
        return None
    exports = book.path.absolute().parent / EXPORTS
    names = (f"{today}-{number}" if number > 1 else f"{today}" for number in count(1))
    return next(exports / name for name in names if not os.path.lexists(exports / name))


def default_folders(book: Path) -> list[Path]:
    """Return the folders that were written beside a book without being named."""
    exports = book.parent / EXPORTS
    if exports.is_symlink() or not exports.is_dir():
        return []
    named = (each for each in sorted(exports.iterdir()) if _BY_DAY.fullmatch(each.name))
    return [each for each in named if each.is_dir() and not each.is_symlink()]


def write_bundle(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is not there yet, or is empty; raises SharingError.

    A new folder appears with everything in it or not at all. Into an empty one, which may be a
    stick or where the person stands, the files go one by one, and are taken out again when one
    fails.
    """
    with _sentences(folder):
        _refuse_taken(folder)
        if folder.is_dir():
            _fill_given(files, folder)
        else:
            _make_new(files, folder)


def write_file(content: bytes, path: Path) -> None:
    """Write one new file, whole or not at all; raises SharingError."""
    with _sentences(path):
        if path.exists() or path.is_symlink():
            raise SharingError(
                _("Something lies at {path} already; choose another name.").format(
                    path=make_printable(path)
                )
            )
        _fill({path.name: content}, path.parent)


def remove_copy(files: Mapping[str, bytes], folder: Path) -> bool:
    """Take out what was written, as far as it is unchanged, and the folder where nothing is left.

    False where something else lies under one of the names, which stays. Raises SharingError.
    """
    with _sentences(folder):
        ours = [folder / name for name in files if _holds(folder / name, files[name])]
        others = [folder / name for name in files if os.path.lexists(folder / name)]
        for path in ours:
            path.unlink()
        _remove_folder(folder)
        return len(ours) == len(others)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def leftovers(*folders: Path) -> list[Path]:
    """What a killed process left beside places in one folder; it never got their names."""
    names = tuple(map(_begun_name, folders))
    with suppress(OSError, ValueError):
        beside = sorted(folders[0].absolute().parent.iterdir())
        return [
            each
            for each in beside
            if each.name.startswith(names) and each.is_dir() and not each.is_symlink()
        ]
    return []


def clear_leftovers(folder: Path, written: Iterable[Path]) -> None:
    """Clear what a killed process left where a folder is to lie; the caller holds the book alone.

    `written` are the places that the book has in mind: nothing of anybody else's is touched.
    """
    parent = folder.absolute().parent
    ours = (place for place in written if place.parent == parent)
    for begun in leftovers(folder, *ours):
        with suppress(OSError):
            _take_out(list(begun.iterdir()))
        _remove_folder(begun)


def check_free(folder: Path) -> None:
    """Refuse a place that something lies in already; raises SharingError."""
    with _sentences(folder):
        _refuse_taken(folder)


def _refuse_taken(folder: Path) -> None:
    if folder.is_dir():
        if any(folder.iterdir()):
            raise SharingError(
                _("There is something in {folder} already; name an empty or a new folder.").format(
                    folder=make_printable(folder)
                )
            )
    elif os.path.lexists(folder):
        raise SharingError(
            _("{folder} is no folder; name an empty or a new one.").format(
                folder=make_printable(folder)
            )
        )


def _make_new(files: Mapping[str, bytes], folder: Path) -> None:
    """Fill a folder beside the one wanted, then give it its name."""
    begun = folder.with_name(f"{_begun_name(folder)}{secrets.token_hex(8)}")
    made: list[Path] = []
    try:
        for each in (*_missing(folder.absolute().parent), begun):
            made.append(each)
            each.mkdir(mode=FOLDER_MODE)
        _fill(files, begun)
        begun.rename(folder)
    except BaseException:
        _take_out([begun / name for name in files])
        for each in reversed(made):
            _remove_folder(each)
        raise
    _sync(folder.parent)


def _begun_name(folder: Path) -> str:
    return f".{folder.name[:KEPT_OF_NAME]}{BEGUN}"


def _missing(folder: Path) -> list[Path]:
    """The folders that have to be made first, the outermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()][::-1]


def _fill_given(files: Mapping[str, bytes], folder: Path) -> None:
    mode = folder.stat().st_mode & 0o777
    try:
        _restrict(folder, FOLDER_MODE)
        _fill(files, folder)
    except BaseException:
        _restrict(folder, mode)
        raise


def _restrict(folder: Path, mode: int) -> None:
    # A stick knows no modes, and somebody else's folder is not ours to change.
    with suppress(PermissionError):
        folder.chmod(mode)


def _fill(files: Mapping[str, bytes], folder: Path) -> None:
    """Write every file, or take out again what was written."""
    written: list[Path] = []
    try:
        for name, content in files.items():
            written.append(folder / name)
            _write(folder / name, content)
        _compare(files, folder)
        _sync(folder)
    except FileExistsError:
        # Somebody else's, made since the folder was found empty.
        _take_out(written[:-1])
        raise
    except BaseException:
        _take_out(written)
        raise


def _compare(files: Mapping[str, bytes], folder: Path) -> None:
    """Read again what was written; a stick may take bytes and keep others."""
    for name, content in files.items():
        if (folder / name).read_bytes() != content:
            raise SharingError(
                _("{folder} does not keep what is written to it; choose another place.").format(
                    folder=make_printable(folder)
                )
            )


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | O_BINARY, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the list of names lasting too, where the system can; the files themselves are."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _take_out(files: Sequence[Path]) -> None:
    for path in files:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _remove_folder(folder: Path) -> None:
    # One that was never made, or that somebody else has put something into, is left alone.
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SharingError(_sentence(error).format(folder=make_printable(folder))) from error
    except ValueError as error:
        # A name with a NUL, or with what the file system cannot spell.
        raise SharingError(_("This name cannot be that of a folder; choose another.")) from error


def _sentence(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _("The disk is full, so nothing was written; free some room first.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return _("{folder} may not be written; choose another place.")
        case errno.ENOTDIR | errno.EEXIST:
            return _("{folder} lies inside something that is no folder; choose another place.")
        case errno.ENAMETOOLONG:
            return _("The name of this folder is too long; choose a shorter one.")
        case errno.ENOTEMPTY:
            return _("There is something in {folder} already; name an empty or a new folder.")
    return _("{folder} cannot be written, so nothing was; choose another place.")
