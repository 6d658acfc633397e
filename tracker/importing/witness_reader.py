"""Read the check code from a report or its own file, and refuse it if it was changed."""

import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker.book.witness.hashes import HASH_DIGITS, HashBuckets, Witness
from tracker.export.bundle import ATTACHED_TABLES, DATAPACKAGE_FILE, ENTRIES_FILE, REPORT_FILE
from tracker.export.report.witness_file import WITNESS_FILE, WITNESS_HEADING
from tracker.i18n import _error, make_printable
from tracker.importing.bundle_reader import (
    LARGEST_DESCRIPTION,
    LARGEST_FILE,
    BundleFiles,
    build_files_in_memory,
)
from tracker.importing.subprocess_answer import (
    PdfFacts,
    SubprocessAnswer,
    UnreadFileError,
    UnreadReason,
)
from tracker.importing.subprocess_reader import describe_overload, read_pdf

PasswordSource = Callable[[], str] | str | None
"""The password of a report, a function that asks for it, or None if nobody can be asked."""
LARGEST_WITNESS = 80_000_000
"""Bytes of a witness that is read: a million entries."""
_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes within which a PDF says that it is one."""
_HASH_LINES = re.compile(rb"(?:[0-9a-f]{%d}(?:\r?\n|\Z)){2,}" % HASH_DIGITS)
_HEADING = re.compile(rb"\s*(?:check code|tracker witness) ([0-9]{1,9})\r?\n")
_OWN_VERSION = int(WITNESS_HEADING.rpartition(" ")[2])


class WitnessError(Exception):
    """A file without a check code, or with one that was changed. Its text is for the person."""


class WrongWitnessPasswordError(WitnessError):
    """The password does not open the report."""


@dataclass(frozen=True, slots=True)
class WitnessDocument:
    """A check code, and what else is in the same file."""

    witness: Witness
    file: Path
    table_files: BundleFiles | None = None
    """The table of entries in it, and its description."""
    other_files: tuple[str, ...] = ()
    """The other files in it."""
    is_report: bool = False
    """Whether it is a report whose printed code is that of the witness, and not a bare witness."""


def read_witness(path: Path, password: PasswordSource = None) -> WitnessDocument:
    """Return the check code of a report, of a folder with one, or in its own file.

    Raises WitnessError, also where the root does not fit the hashes, and where the code on the last
    page is another one.
    """
    try:
        file = _find_file(path)
        with file.open("rb") as stream:
            if _PDF not in stream.read(_HEAD):
                stream.seek(0)
                return WitnessDocument(_parse_witness(stream.read(LARGEST_WITNESS), file), file)
        return _read_report(file, password)
    except OSError as error:
        raise WitnessError(
            _error("{path} can’t be read ({why}). Check its name and its permissions.").format(
                path=make_printable(path), why=error.strerror
            )
        ) from error


def _find_file(path: Path) -> Path:
    """Return the file itself. Refuse what is not a file, or would be read forever."""
    file = path / REPORT_FILE if path.is_dir() else path
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        # ValueError: a name with a NUL.
        raise WitnessError(
            _error("There’s no file {file}. Check the name of the summary.").format(
                file=make_printable(file)
            )
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise _build_missing_error(file)
    if status.st_size > LARGEST_FILE:
        raise WitnessError(
            _error(
                "{file} is too large to be a summary. Choose a report.pdf that Tracker made."
            ).format(file=make_printable(file))
        )
    return file


def _parse_witness(content: bytes, file: Path) -> Witness:
    heading = _HEADING.match(content)
    if heading is None:
        raise _build_missing_error(file)
    if int(heading[1]) > _OWN_VERSION:
        raise WitnessError(
            _error(
                "A newer version of Tracker wrote {file}. Install that version to check it."
            ).format(file=make_printable(file))
        )
    if _HASH_LINES.fullmatch(content, heading.end()) is None:
        raise _build_changed_error(file)
    root, *leaves = content[heading.end() :].decode("ascii").split()
    if HashBuckets(map(bytes.fromhex, leaves)).compute_root() != root:
        raise _build_changed_error(file)
    return Witness(root, tuple(leaves))


def _read_report(file: Path, password: PasswordSource) -> "WitnessDocument":
    """Return the witness in a report, and the tables next to it."""
    answer = _read_attachments(file, password)
    if WITNESS_FILE not in answer.files:
        raise _build_missing_error(file)
    witness = _parse_witness(answer.files[WITNESS_FILE], file)
    names = tuple(name for name in answer.facts.attachment_names if name != WITNESS_FILE)
    unknown = [name for name in names if name not in ATTACHED_TABLES]
    if unknown:
        raise WitnessError(
            _error(
                "{file} has an attachment that Tracker didn’t add ({name}), so it can’t be "
                "checked. Ask for the original file."
            ).format(file=make_printable(file), name=make_printable(unknown[0]))
        )
    if answer.facts.is_changed:
        raise WitnessError(
            _error(
                "Another program added something to {file} after Tracker saved it, so it can’t "
                "be checked. Ask for the original file."
            ).format(file=make_printable(file))
        )
    _check_printed_code(answer.facts, witness, file)
    description = answer.files.get(DATAPACKAGE_FILE)
    bundle = answer.files.get(ENTRIES_FILE) and build_files_in_memory(
        file.name, answer.files[ENTRIES_FILE], description
    )
    return WitnessDocument(witness, file, bundle or None, names, is_report=True)


def _check_printed_code(facts: PdfFacts, witness: Witness, file: Path) -> None:
    """Refuse a report whose last page does not show the check code, once and in black."""
    if not facts.printed_codes and not facts.other_code_count:
        raise WitnessError(
            _error(
                "There’s no check code at the end of the last page of {file}, so its pages "
                "don’t belong to the code attached to it. Ask for the original file."
            ).format(file=make_printable(file))
        )
    if len(facts.printed_codes) != 1 or facts.other_code_count:
        raise WitnessError(
            _error(
                "{file} has a check code where Tracker prints none, or more than one, so it "
                "can’t be checked. Ask for the original file."
            ).format(file=make_printable(file))
        )
    if facts.printed_codes[0] != witness.root:
        raise WitnessError(
            _error(
                "The check code on the last page of {file} isn’t the one attached to "
                "it. One of them was changed, so you can’t rely on either. Ask for "
                "the original file."
            ).format(file=make_printable(file))
        )


def _read_attachments(file: Path, password: PasswordSource) -> SubprocessAnswer:
    """Return what is in a report, asking for its password if it has one."""
    size_limits = {
        WITNESS_FILE: LARGEST_WITNESS,
        ENTRIES_FILE: LARGEST_FILE,
        DATAPACKAGE_FILE: LARGEST_DESCRIPTION,
    }
    ask_password = password if callable(password) else lambda: password
    try:
        answer = read_pdf(file, size_limits, ask_password, with_checks=True)
    except UnreadFileError as error:
        raise _build_read_error(error, file) from error
    if answer is None:
        raise WitnessError(
            _error("{file} has a password. Give it with --password-file.").format(
                file=make_printable(file)
            )
        )
    return answer


def _build_read_error(error: UnreadFileError, file: Path) -> WitnessError:
    """Return the sentence for a report that was not read."""
    if error.reason is UnreadReason.LOCKED:
        return WrongWitnessPasswordError(
            _error("This password doesn’t open {file}. Check it and try again.").format(
                file=make_printable(file)
            )
        )
    if error.reason is UnreadReason.TWICE:
        return WitnessError(
            _error(
                "{file} has more than one {name} attached, so it can’t be checked. Ask for the "
                "original file."
            ).format(file=make_printable(file), name=error.name)
        )
    if error.reason is UnreadReason.TOO_LARGE:
        return _build_changed_error(file)
    if message := describe_overload(error.reason, file):
        return WitnessError(message)
    return _build_damage_error(file)


def _build_missing_error(file: Path) -> WitnessError:
    return WitnessError(
        _error("There’s no check code in {file}. Choose a report.pdf that Tracker made.").format(
            file=make_printable(file)
        )
    )


def _build_damage_error(file: Path) -> WitnessError:
    return WitnessError(
        _error("{file} is damaged, so its check code can’t be read. Ask for another copy.").format(
            file=make_printable(file)
        )
    )


def _build_changed_error(file: Path) -> WitnessError:
    return WitnessError(
        _error(
            "The check code in {file} was changed or cut off after it was made, so "
            "you can’t rely on it. Ask for another copy."
        ).format(file=make_printable(file))
    )
