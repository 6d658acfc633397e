"""The witness read again, from a report or a file of its own, and refused where it was changed."""

import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker.book.witness.hashes import HASH_DIGITS, HashBuckets, Witness
from tracker.export.bundle import DATAPACKAGE, ENTRIES, INSIDE, REPORT
from tracker.export.report.witness_file import HEADING, WITNESS
from tracker.i18n import _, make_printable
from tracker.importing.bundle_reader import LARGEST, LARGEST_DESCRIPTION, Files, in_memory
from tracker.importing.child_answer import ChildAnswer, PdfFacts, Unfit, Why
from tracker.importing.child_process import read_pdf, too_much_told

Password = Callable[[], str] | str | None
"""What opens a report: itself, whoever can be asked for it, or None where nobody can."""
LARGEST_WITNESS = 80_000_000
"""Bytes of a witness that is read: a million entries."""
_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes within which a PDF says that it is one."""
_LINES = re.compile(rb"(?:[0-9a-f]{%d}(?:\r?\n|\Z)){2,}" % HASH_DIGITS)
_HEADING = re.compile(rb"\s*tracker witness ([0-9]{1,9})\r?\n")
_OWN = int(HEADING.rpartition(" ")[2])


class WitnessRefused(Exception):
    """What holds no witness, or one that was changed; its text is for the person."""


class WrongWitnessPassword(WitnessRefused):
    """The password does not open the report."""


@dataclass(frozen=True, slots=True)
class WitnessFound:
    """A witness, and what lay in the same file."""

    witness: Witness
    file: Path
    table: Files | None = None
    """The table of entries that lies in it, and its description."""
    names: tuple[str, ...] = ()
    """The other files in it."""
    is_report: bool = False
    """Whether it is a report, whose printed code is that of the witness; else the witness alone."""


def read_witness(path: Path, password: Password = None) -> WitnessFound:
    """The witness of a report, of a folder with one, or in a file of its own.

    Raises WitnessRefused, also where root and leaves do not belong together, and where the code
    on the last page is another one.
    """
    try:
        file = _found(path)
        with file.open("rb") as stream:
            if _PDF not in stream.read(_HEAD):
                stream.seek(0)
                return WitnessFound(_parsed(stream.read(LARGEST_WITNESS), file), file)
        return _in_report(file, password)
    except OSError as error:
        raise WitnessRefused(
            _("{path} cannot be read ({why}); check its name and its permissions.").format(
                path=make_printable(path), why=error.strerror
            )
        ) from error


def _found(path: Path) -> Path:
    """The file itself; what is none, or would be read for ever, is refused."""
    file = path / REPORT if path.is_dir() else path
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        # ValueError: a name with a NUL.
        raise WitnessRefused(
            _("There is no file {file}; name the report.").format(file=make_printable(file))
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise _none(file)
    if found.st_size > LARGEST:
        raise WitnessRefused(
            _("{file} is too large to be a report.").format(file=make_printable(file))
        )
    return file


def _parsed(content: bytes, file: Path) -> Witness:
    heading = _HEADING.match(content)
    if heading is None:
        raise _none(file)
    if int(heading[1]) > _OWN:
        raise WitnessRefused(
            _("{file} was written by a newer version of Tracker; please install that one.").format(
                file=make_printable(file)
            )
        )
    if _LINES.fullmatch(content, heading.end()) is None:
        raise _changed(file)
    root, *leaves = content[heading.end() :].decode("ascii").split()
    if HashBuckets(map(bytes.fromhex, leaves)).compute_root() != root:
        raise _changed(file)
    return Witness(root, tuple(leaves))


def _in_report(file: Path, password: Password) -> "WitnessFound":
    """The witness that lies in a report, and the tables beside it."""
    answer = _read(file, password)
    if WITNESS not in answer.files:
        raise _none(file)
    witness = _parsed(answer.files[WITNESS], file)
    names = tuple(name for name in answer.facts.attached if name != WITNESS)
    unknown = [name for name in names if name not in INSIDE]
    if unknown:
        raise WitnessRefused(
            _(
                "{file} has a file in it that Tracker didn’t put there ({name}), so it can’t be"
                " checked. Ask for it as it was given."
            ).format(file=make_printable(file), name=make_printable(unknown[0]))
        )
    if answer.facts.is_changed:
        raise WitnessRefused(
            _(
                "Another program added something to {file} after Tracker wrote it, so it can’t be"
                " checked. Ask for it as it was given."
            ).format(file=make_printable(file))
        )
    _check_printed(answer.facts, witness, file)
    description = answer.files.get(DATAPACKAGE)
    bundle = answer.files.get(ENTRIES) and in_memory(file.name, answer.files[ENTRIES], description)
    return WitnessFound(witness, file, bundle or None, names, is_report=True)


def _check_printed(facts: PdfFacts, witness: Witness, file: Path) -> None:
    """Refuse a report whose last page does not show the check code, once and in black."""
    if not facts.printed and not facts.elsewhere:
        raise WitnessRefused(
            _(
                "{file} shows no check code at the end of its last page, so its pages don’t belong"
                " to the witness in it. Ask for it as it was given."
            ).format(file=make_printable(file))
        )
    if len(facts.printed) != 1 or facts.elsewhere:
        raise WitnessRefused(
            _(
                "{file} has a check code in a place where Tracker prints none, or more than one."
                " So it can’t be checked. Ask for it as it was given."
            ).format(file=make_printable(file))
        )
    if facts.printed[0] != witness.root:
        raise WitnessRefused(
            _(
                "The check code on the last page of {file} is not the one of the witness in it."
                " One of them was changed, so neither shows anything. Ask for the file as it was"
                " given."
            ).format(file=make_printable(file))
        )


def _read(file: Path, password: Password) -> ChildAnswer:
    """What is in a report; its password is asked for where it has one."""
    wanted = {WITNESS: LARGEST_WITNESS, ENTRIES: LARGEST, DATAPACKAGE: LARGEST_DESCRIPTION}
    ask = password if callable(password) else lambda: password
    try:
        found = read_pdf(file, wanted, ask, checks=True)
    except Unfit as unfit:
        raise _unread(unfit, file) from unfit
    if found is None:
        raise WitnessRefused(
            _("{file} has a password; name a file that holds it with --password-file.").format(
                file=make_printable(file)
            )
        )
    return found


def _unread(unfit: Unfit, file: Path) -> WitnessRefused:
    """The sentence for a report that was not read."""
    if unfit.why is Why.LOCKED:
        return WrongWitnessPassword(
            _("This password does not open {file}; check it and try again.").format(
                file=make_printable(file)
            )
        )
    if unfit.why is Why.TWICE:
        return WitnessRefused(
            _(
                "{file} has more than one {name} in it, so it can’t be checked. Ask for it as it"
                " was given."
            ).format(file=make_printable(file), name=unfit.name)
        )
    if unfit.why is Why.TOO_LARGE:
        return _changed(file)
    if told := too_much_told(unfit.why, file):
        return WitnessRefused(told)
    return _damaged(file)


def _none(file: Path) -> WitnessRefused:
    return WitnessRefused(
        _("There is no witness in {file}; name a report.pdf of Tracker.").format(
            file=make_printable(file)
        )
    )


def _damaged(file: Path) -> WitnessRefused:
    return WitnessRefused(
        _("{file} is damaged, so its witness cannot be read; ask for another copy.").format(
            file=make_printable(file)
        )
    )


def _changed(file: Path) -> WitnessRefused:
    return WitnessRefused(
        _(
            "The witness in {file} was changed or cut after it was made, so it shows nothing;"
            " ask for another copy."
        ).format(file=make_printable(file))
    )
