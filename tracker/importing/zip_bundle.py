"""A bundle inside a zip file, read in memory: nothing of it is unpacked to the disk."""

from pathlib import Path

from tracker.export.bundle import DATAPACKAGE, ENTRIES
from tracker.i18n import _, make_printable
from tracker.importing.bundle_reader import (
    LARGEST,
    LARGEST_DESCRIPTION,
    BundleContents,
    in_memory,
    look_through,
    starts_with,
)
from tracker.importing.child_answer import Unfit, Why
from tracker.importing.child_process import read_in_child, too_much_told
from tracker.importing.child_program import Request
from tracker.importing.errors import ImportingError

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins, and an empty one."""


def is_zip(path: Path) -> bool:
    """Return whether this is a file that begins as a zip file does."""
    return starts_with(path, MAGIC)


def find_in_zip(path: Path) -> BundleContents:
    """Return the bundle in a zip file, in a folder there or in none; raises ImportingError."""
    wanted = {ENTRIES: LARGEST, DATAPACKAGE: LARGEST_DESCRIPTION}
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path)
        files = read_in_child(Request(str(path), wanted, is_pdf=False)).files
    except OSError as error:
        raise _unreadable(path) from error
    except Unfit as unfit:
        raise _refused(unfit, path) from unfit
    if ENTRIES not in files:
        raise ImportingError(
            _(
                "There is no {file} in {path}. Zip the whole folder that Tracker wrote, or unpack "
                "it and name the folder."
            ).format(file=ENTRIES, path=make_printable(path))
        )
    return look_through(in_memory(str(path), files[ENTRIES], files.get(DATAPACKAGE)))


def _refused(unfit: Unfit, path: Path) -> ImportingError:
    """Return the sentence for a zip file that was not read."""
    if unfit.why is Why.LOCKED:
        return ImportingError(
            _(
                "{path} has a password, so nothing was imported. Unpack it and name the folder."
            ).format(path=make_printable(path))
        )
    if unfit.why is Why.TWICE:
        return ImportingError(
            _(
                "{path} holds more than one {file}, so nothing was imported. Unpack it and name "
                "one of the folders."
            ).format(path=make_printable(path), file=unfit.name)
        )
    if told := too_much_told(unfit.why, path):
        return ImportingError(told)
    return _unreadable(path)


def _unreadable(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} can’t be read as a zip file, so nothing was imported. Unpack it and name the "
            "folder."
        ).format(path=make_printable(path))
    )
