"""A bundle inside a zip file, read in memory: nothing of it is unpacked to the disk."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from struct import unpack_from

from tracker.importing.bundle import BundleContents, in_memory, look_through, starts_with
from tracker.importing.from_pdf import LARGEST
from tracker.importing.refused import ImportingError
from tracker.sharing.bundle import DATAPACKAGE, ENTRIES
from tracker.texts import _, shown_name

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins, and an empty one."""
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
"""The record at the end of a zip file, which tells how large its list of files is."""
LARGEST_LIST = 1_000_000
"""Bytes of that list, some 10,000 files; a hostile one may name millions."""
MANY = b"PK\x06\x07"
"""What stands before the end where the list may be larger than any that is read here."""
HAS_PASSWORD = 0x1
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files are packed that are read here; every system's own zip does it so."""


def is_zip(path: Path) -> bool:
    """Return whether this is a file that begins as a zip file does."""
    return starts_with(path, MAGIC)


def find_in_zip(path: Path) -> BundleContents:
    """Return the bundle in a zip file, in a folder there or in none; raises ImportingError."""
    try:
        if path.stat().st_size > LARGEST or not _has_short_list(path):
            raise _unreadable(path)
        with zipfile.ZipFile(path) as file:
            table = _table_of(file, path)
            content = _unpacked(file, table, path)
            beside = _place(table).with_name(DATAPACKAGE)
            described = [each for each in file.infolist() if _place(each) == beside]
            description = _unpacked(file, described[0], path) if described else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise _unreadable(path) from error
    return look_through(in_memory(str(path), content, description))


def _has_short_list(path: Path) -> bool:
    """Return whether the list of files is one that can be read at once."""
    with path.open("rb") as file:
        file.seek(-min(END_SIZE + LONGEST_COMMENT + END_SIZE, path.stat().st_size), 2)
        tail = file.read()
    at = tail.rfind(END)
    if at < 0 or at + END_SIZE > len(tail) or MANY in tail:
        return False
    return bool(unpack_from("<L", tail, at + 12)[0] <= LARGEST_LIST)


def _table_of(file: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return the one table of entries among the files."""
    found = [each for each in file.infolist() if _is_table(each)]
    if not found:
        raise ImportingError(
            _(
                "There is no {file} in {path}. Zip the whole folder that Tracker wrote, or unpack "
                "it and name the folder."
            ).format(file=ENTRIES, path=shown_name(path))
        )
    if len(found) > 1:
        raise ImportingError(
            _(
                "{path} holds more than one {file}, so nothing was imported. Unpack it and name "
                "one of the folders."
            ).format(path=shown_name(path), file=ENTRIES)
        )
    return found[0]


def _place(info: zipfile.ZipInfo) -> PurePosixPath:
    # Some programs on Windows write its own separator.
    return PurePosixPath(info.filename.replace("\\", "/"))


def _is_table(info: zipfile.ZipInfo) -> bool:
    # A Mac puts what it knows of each file into a folder of its own.
    parts = _place(info).parts
    return parts[-1:] == (ENTRIES,) and not {"__MACOSX", "..", "/"} & set(parts)


def _unpacked(file: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    """Return what a file holds, no more of it than is read: a small zip may hold a huge one."""
    if info.flag_bits & HAS_PASSWORD:
        raise ImportingError(
            _(
                "{path} has a password, so nothing was imported. Unpack it and name the folder."
            ).format(path=shown_name(path))
        )
    if info.compress_type not in PACKED:
        raise _unreadable(path)
    with file.open(info) as member:
        content = member.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _unreadable(path)
    return content


def _unreadable(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} can’t be read as a zip file, so nothing was imported. Unpack it and name the "
            "folder."
        ).format(path=shown_name(path))
    )
