"""A bundle inside another file: attached to a PDF report, or in a zip file, read in memory."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tracker.export.bundle import DATAPACKAGE_FILE, ENTRIES_FILE
from tracker.i18n import N_error, _error, make_printable
from tracker.importing.bundle_reader import (
    LARGEST_DESCRIPTION,
    LARGEST_FILE,
    BundleContents,
    build_files_in_memory,
    has_magic,
    survey_bundle,
)
from tracker.importing.errors import ImportingError, WrongReportPasswordError
from tracker.importing.subprocess_answer import SubprocessAnswer, UnreadFileError, UnreadReason
from tracker.importing.subprocess_program import ReadRequest
from tracker.importing.subprocess_reader import describe_overload, read_in_subprocess, read_pdf

PDF_MAGIC = b"%PDF-"
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins, and an empty one."""
AskPassword = Callable[[], str | None]
"""Gives the report's password, None where nobody can be asked."""


class _Refusals(NamedTuple):
    """Why a file of one kind is not read, as sentences."""

    unreadable: str
    locked: str
    several_tables: str
    no_table: str
    locked_error: type[ImportingError] = ImportingError


_PDF_REFUSALS = _Refusals(
    N_error("{path} can’t be read as a summary, so nothing was imported. Use the original file."),
    N_error("This password doesn’t open {path}. Check it and try again."),
    N_error("{path} has more than one {file}, so nothing was imported. Use the original file."),
    N_error("There’s no {file} in {path}. Use a summary that was saved with the tables attached."),
    WrongReportPasswordError,
)
_ZIP_REFUSALS = _Refusals(
    N_error(
        "{path} can’t be read as a zip file, so nothing was imported. Unpack it and use the folder."
    ),
    N_error("{path} has a password, so nothing was imported. Unpack it and use the folder."),
    N_error(
        "{path} has more than one {file}, so nothing was imported. Unpack it and use "
        "one of the folders."
    ),
    N_error(
        "There’s no {file} in {path}. Zip the whole folder that Tracker made, or "
        "unpack it and use the folder."
    ),
)


def is_pdf(path: Path) -> bool:
    """Return whether this is a file that says it is a PDF, or False if that cannot be known."""
    return has_magic(path, PDF_MAGIC)


def is_zip(path: Path) -> bool:
    """Return whether this is a file that begins as a zip file does."""
    return has_magic(path, ZIP_MAGIC)


def find_bundle_in_pdf(path: Path, ask_password: AskPassword) -> BundleContents:
    """Return the bundle attached to a report. `ask_password` is called if it has a password.

    Raises ImportingError.
    """

    def read(size_limits: dict[str, int]) -> SubprocessAnswer:
        answer = read_pdf(path, size_limits, ask_password)
        if answer is None:
            raise ImportingError(
                _error("{path} has a password. Give it with --password-file.").format(
                    path=make_printable(path)
                )
            )
        return answer

    return _find_bundle(path, read, _PDF_REFUSALS)


def find_bundle_in_zip(path: Path) -> BundleContents:
    """Return the bundle in a zip file, in a folder there or in none. Raises ImportingError."""

    def read(size_limits: dict[str, int]) -> SubprocessAnswer:
        return read_in_subprocess(ReadRequest(str(path), size_limits, is_pdf=False))

    return _find_bundle(path, read, _ZIP_REFUSALS)


def _find_bundle(
    path: Path, read: Callable[[dict[str, int]], SubprocessAnswer], refusals: _Refusals
) -> BundleContents:
    size_limits = {ENTRIES_FILE: LARGEST_FILE, DATAPACKAGE_FILE: LARGEST_DESCRIPTION}
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadFileError(UnreadReason.UNREADABLE)
        files = read(size_limits).files
    except OSError as error:
        raise _build_error(UnreadFileError(UnreadReason.UNREADABLE), path, refusals) from error
    except UnreadFileError as error:
        raise _build_error(error, path, refusals) from error
    if ENTRIES_FILE not in files:
        raise ImportingError(
            _error(refusals.no_table).format(file=ENTRIES_FILE, path=make_printable(path))
        )
    return survey_bundle(
        build_files_in_memory(str(path), files[ENTRIES_FILE], files.get(DATAPACKAGE_FILE))
    )


def _build_error(error: UnreadFileError, path: Path, refusals: _Refusals) -> ImportingError:
    """Return the sentence for a file that was not read."""
    place = make_printable(path)
    if error.reason is UnreadReason.LOCKED:
        return refusals.locked_error(_error(refusals.locked).format(path=place))
    if error.reason is UnreadReason.TWICE:
        return ImportingError(_error(refusals.several_tables).format(path=place, file=error.name))
    return ImportingError(
        describe_overload(error.reason, path) or _error(refusals.unreadable).format(path=place)
    )
