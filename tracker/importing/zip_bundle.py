"""A bundle inside a zip file, read in memory: nothing of it is unpacked to the disk."""

from pathlib import Path

from tracker.export.bundle import DATAPACKAGE_FILE, ENTRIES_FILE
from tracker.i18n import _, make_printable
from tracker.importing.bundle_reader import (
    LARGEST_DESCRIPTION,
    LARGEST_FILE,
    BundleContents,
    build_files_in_memory,
    has_magic,
    survey_bundle,
)
from tracker.importing.errors import ImportingError
from tracker.importing.subprocess_answer import UnreadFileError, UnreadReason
from tracker.importing.subprocess_program import ReadRequest
from tracker.importing.subprocess_reader import describe_overload, read_in_subprocess

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins, and an empty one."""


def is_zip(path: Path) -> bool:
    """Return whether this is a file that begins as a zip file does."""
    return has_magic(path, ZIP_MAGIC)


def find_bundle_in_zip(path: Path) -> BundleContents:
    """Return the bundle in a zip file, in a folder there or in none; raises ImportingError."""
    size_limits = {ENTRIES_FILE: LARGEST_FILE, DATAPACKAGE_FILE: LARGEST_DESCRIPTION}
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _build_unreadable_error(path)
        files = read_in_subprocess(ReadRequest(str(path), size_limits, is_pdf=False)).files
    except OSError as error:
        raise _build_unreadable_error(path) from error
    except UnreadFileError as error:
        raise _build_error(error, path) from error
    if ENTRIES_FILE not in files:
        raise ImportingError(
            _(
                "There is no {file} in {path}. Zip the whole folder that Tracker wrote, or unpack "
                "it and name the folder."
            ).format(file=ENTRIES_FILE, path=make_printable(path))
        )
    return survey_bundle(
        build_files_in_memory(str(path), files[ENTRIES_FILE], files.get(DATAPACKAGE_FILE))
    )


def _build_error(error: UnreadFileError, path: Path) -> ImportingError:
    """Return the sentence for a zip file that was not read."""
    if error.reason is UnreadReason.LOCKED:
        return ImportingError(
            _(
                "{path} has a password, so nothing was imported. Unpack it and name the folder."
            ).format(path=make_printable(path))
        )
    if error.reason is UnreadReason.TWICE:
        return ImportingError(
            _(
                "{path} holds more than one {file}, so nothing was imported. Unpack it and name "
                "one of the folders."
            ).format(path=make_printable(path), file=error.name)
        )
    if message := describe_overload(error.reason, path):
        return ImportingError(message)
    return _build_unreadable_error(path)


def _build_unreadable_error(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} can’t be read as a zip file, so nothing was imported. Unpack it and name the "
            "folder."
        ).format(path=make_printable(path))
    )
