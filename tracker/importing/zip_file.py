"""A zip file as a bundle may come in one: read in memory, nothing of it is unpacked to the disk.

It may come from anyone, so it is read in a child process (`tracker.importing.subprocess_program`).
"""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from struct import unpack_from

from tracker.importing.subprocess_answer import UnreadFileError, UnreadReason

ZIP_END, ZIP_END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
"""The record at the end of a zip file, which tells how large its list of files is."""
LARGEST_LIST = 1_000_000
"""Bytes of that list, some 10,000 files. A hostile one may name millions."""
ZIP64_LOCATOR = b"PK\x06\x07"
"""The mark before the end of a file whose list may be too large to be read here."""
HAS_PASSWORD = 0x1
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files are packed that are read here. Every system's own zip does it so."""
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


def read_zip(path: Path, size_limits: Mapping[str, int]) -> dict[str, bytes]:
    """Return the first of these files, in a folder there or in none, and the others next to it.

    What is not there is left out. `size_limits` says how many bytes of each are read.
    Raises UnreadFileError.
    """
    name, *others = size_limits
    files: dict[str, bytes] = {}
    try:
        if not _has_short_list(path):
            raise UnreadFileError(UnreadReason.UNREADABLE)
        with zipfile.ZipFile(path) as file:
            matches = [member for member in file.infolist() if _has_name(name, member)]
            if len(matches) > 1:
                raise UnreadFileError(UnreadReason.TWICE, name)
            for table in matches:
                files[name] = _unpack(file, table, size_limits[name])
                for other in others:
                    beside = _build_member_path(table).with_name(other)
                    siblings = [
                        member for member in file.infolist() if _build_member_path(member) == beside
                    ]
                    if siblings:
                        files[other] = _unpack(file, siblings[0], size_limits[other])
    except _ZIP_ERRORS as error:
        raise UnreadFileError(UnreadReason.UNREADABLE) from error
    return files


def _has_short_list(path: Path) -> bool:
    """Return whether the list of files is one that can be read at once."""
    with path.open("rb") as file:
        file.seek(-min(ZIP_END_SIZE + LONGEST_COMMENT + ZIP_END_SIZE, path.stat().st_size), 2)
        tail = file.read()
    offset = tail.rfind(ZIP_END)
    if offset < 0 or offset + ZIP_END_SIZE > len(tail) or ZIP64_LOCATOR in tail:
        return False
    return bool(unpack_from("<L", tail, offset + 12)[0] <= LARGEST_LIST)


def _build_member_path(info: zipfile.ZipInfo) -> PurePosixPath:
    # Some programs on Windows write its own separator.
    return PurePosixPath(info.filename.replace("\\", "/"))


def _has_name(name: str, info: zipfile.ZipInfo) -> bool:
    # A Mac puts what it knows of each file into a folder of its own.
    parts = _build_member_path(info).parts
    return parts[-1:] == (name,) and not {"__MACOSX", "..", "/"} & set(parts)


def _unpack(file: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return what a file holds, no more of it than is read: a small zip may hold a huge one."""
    if info.flag_bits & HAS_PASSWORD:
        raise UnreadFileError(UnreadReason.LOCKED)
    if info.compress_type not in COMPRESSIONS:
        raise UnreadFileError(UnreadReason.UNREADABLE)
    with file.open(info) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise UnreadFileError(UnreadReason.TOO_LARGE)
    return content
