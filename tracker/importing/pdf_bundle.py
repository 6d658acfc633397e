"""A bundle that travels inside a PDF report: its tables are files attached to it."""

from collections.abc import Callable
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
from tracker.importing.child_process import read_pdf, too_much_told
from tracker.importing.errors import ImportingError, WrongPassword

MAGIC = b"%PDF-"
AskPassword = Callable[[], str | None]
"""Gives the report's password, None where nobody can be asked."""


def is_report(path: Path) -> bool:
    """Whether this is a file that says it is a PDF; False where that cannot be known."""
    return starts_with(path, MAGIC)


def find_in_report(path: Path, ask: AskPassword) -> BundleContents:
    """The bundle attached to a report; `ask` is called where that has a password.

    Raises ImportingError.
    """
    wanted = {ENTRIES: LARGEST, DATAPACKAGE: LARGEST_DESCRIPTION}
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path)
        found = read_pdf(path, wanted, ask)
    except OSError as error:
        raise _unreadable(path) from error
    except Unfit as unfit:
        raise _refused(unfit, path) from unfit
    if found is None:
        raise ImportingError(
            _("{path} has a password; give it with --password-file.").format(
                path=make_printable(path)
            )
        )
    files = found.files
    if ENTRIES not in files:
        raise ImportingError(
            _(
                "There is no {file} in {path}; a report holds the entries only where that was "
                "chosen when it was written."
            ).format(file=ENTRIES, path=make_printable(path))
        )
    return look_through(in_memory(str(path), files[ENTRIES], files.get(DATAPACKAGE)))


def _refused(unfit: Unfit, path: Path) -> ImportingError:
    """The sentence for a report that was not read."""
    if unfit.why is Why.LOCKED:
        return WrongPassword(
            _("This password does not open {path}; check it and try again.").format(
                path=make_printable(path)
            )
        )
    if unfit.why is Why.TWICE:
        return ImportingError(
            _(
                "{path} holds more than one {file}, so nothing was imported; take the report "
                "again as it was given."
            ).format(path=make_printable(path), file=unfit.name)
        )
    if told := too_much_told(unfit.why, path):
        return ImportingError(told)
    return _unreadable(path)


def _unreadable(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} cannot be read as a report, so nothing was imported; take it again as it was "
            "given."
        ).format(path=make_printable(path))
    )
