"""A bundle that travels inside a PDF report: its tables are files attached to it."""

from collections.abc import Callable
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
from tracker.importing.errors import ImportingError, WrongReportPasswordError
from tracker.importing.subprocess_answer import UnreadFileError, UnreadReason
from tracker.importing.subprocess_reader import describe_overload, read_pdf

PDF_MAGIC = b"%PDF-"
AskPassword = Callable[[], str | None]
"""Gives the report's password, None where nobody can be asked."""


def is_pdf(path: Path) -> bool:
    """Return whether this is a file that says it is a PDF; False where that cannot be known."""
    return has_magic(path, PDF_MAGIC)


def find_bundle_in_pdf(path: Path, ask_password: AskPassword) -> BundleContents:
    """Return the bundle attached to a report; `ask_password` is called if it has a password.

    Raises ImportingError.
    """
    size_limits = {ENTRIES_FILE: LARGEST_FILE, DATAPACKAGE_FILE: LARGEST_DESCRIPTION}
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _build_unreadable_error(path)
        answer = read_pdf(path, size_limits, ask_password)
    except OSError as error:
        raise _build_unreadable_error(path) from error
    except UnreadFileError as error:
        raise _build_error(error, path) from error
    if answer is None:
        raise ImportingError(
            _("{path} has a password; give it with --password-file.").format(
                path=make_printable(path)
            )
        )
    files = answer.files
    if ENTRIES_FILE not in files:
        raise ImportingError(
            _(
                "There is no {file} in {path}; a report holds the entries only where that was "
                "chosen when it was written."
            ).format(file=ENTRIES_FILE, path=make_printable(path))
        )
    return survey_bundle(
        build_files_in_memory(str(path), files[ENTRIES_FILE], files.get(DATAPACKAGE_FILE))
    )


def _build_error(error: UnreadFileError, path: Path) -> ImportingError:
    """Return the sentence for a report that was not read."""
    if error.reason is UnreadReason.LOCKED:
        return WrongReportPasswordError(
            _("This password does not open {path}; check it and try again.").format(
                path=make_printable(path)
            )
        )
    if error.reason is UnreadReason.TWICE:
        return ImportingError(
            _(
                "{path} holds more than one {file}, so nothing was imported; take the report "
                "again as it was given."
            ).format(path=make_printable(path), file=error.name)
        )
    if message := describe_overload(error.reason, path):
        return ImportingError(message)
    return _build_unreadable_error(path)


def _build_unreadable_error(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} cannot be read as a report, so nothing was imported; take it again as it was "
            "given."
        ).format(path=make_printable(path))
    )
