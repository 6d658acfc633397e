"""The witness read again, from a report or a file of its own, and refused where it was changed."""

import logging
import re
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tracker.book.witness import DIGITS, Leaves, Witness
from tracker.sharing.report.password import ways_to_type
from tracker.sharing.witness_file import HEADING, WITNESS
from tracker.texts import _, shown_name

if TYPE_CHECKING:
    from pikepdf import Pdf

Password = Callable[[], str] | str | None
"""What opens a report: itself, whoever can be asked for it, or None where nobody can."""
REPORT = "report.pdf"
"""What a report is called in a folder."""
LARGEST = 80_000_000
"""Bytes of a witness that is read: a million entries."""
LARGEST_REPORT = 500_000_000
_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes within which a PDF says that it is one."""
_LINES = re.compile(rb"(?:[0-9a-f]{%d}(?:\r?\n|\Z)){2,}" % DIGITS)
_HEADING = re.compile(rb"\s*tracker witness ([0-9]{1,9})\r?\n")
_OWN = int(HEADING.rpartition(" ")[2])


class WitnessRefused(Exception):
    """What holds no witness, or one that was changed; its text is for the person."""


class WrongWitnessPassword(WitnessRefused):
    """The password does not open the report."""


def read_witness(path: Path, password: Password = None) -> Witness:
    """The witness of a report, of a folder with one, or in a file of its own.

    Raises WitnessRefused, also where root and leaves do not belong together.
    """
    try:
        file = _found(path)
        with file.open("rb") as stream:
            is_report = _PDF in stream.read(_HEAD)
            stream.seek(0)
            content = _attached(stream, file, password) if is_report else stream.read(LARGEST)
    except OSError as error:
        raise WitnessRefused(
            _("{path} cannot be read ({why}); check its name and its permissions.").format(
                path=shown_name(path), why=error.strerror
            )
        ) from error
    return _parsed(content, file)


def _found(path: Path) -> Path:
    """The file itself; what is none, or would be read for ever, is refused."""
    file = path / REPORT if path.is_dir() else path
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        # ValueError: a name with a NUL.
        raise WitnessRefused(
            _("There is no file {file}; name the report.").format(file=shown_name(file))
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise _none(file)
    if found.st_size > LARGEST_REPORT:
        raise WitnessRefused(_("{file} is too large to be a report.").format(file=shown_name(file)))
    return file


def _parsed(content: bytes, file: Path) -> Witness:
    heading = _HEADING.match(content)
    if heading is None:
        raise _none(file)
    if int(heading[1]) > _OWN:
        raise WitnessRefused(
            _("{file} was written by a newer version of Tracker; please install that one.").format(
                file=shown_name(file)
            )
        )
    if _LINES.fullmatch(content, heading.end()) is None:
        raise _changed(file)
    root, *leaves = content[heading.end() :].decode("ascii").split()
    if Leaves(map(bytes.fromhex, leaves)).root() != root:
        raise _changed(file)
    return Witness(root, tuple(leaves))


def _attached(stream: BinaryIO, file: Path, password: Password) -> bytes:
    """The bytes of the witness that lies in a report."""
    import pikepdf

    with _opened(stream, file, password) as report:
        try:
            attached = report.attachments.get(WITNESS)
            lies = attached and attached.get_file().obj
            if isinstance(lies, pikepdf.Stream):
                raw, packed = lies.read_raw_bytes(), "/Filter" in lies
                return _unpacked(raw, file) if packed else raw
        except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
            raise _damaged(file) from error
    raise _none(file)


def _unpacked(raw: bytes, file: Path) -> bytes:
    """What was packed, no more of it than is read: a small file may unpack to a huge one."""
    try:
        return zlib.decompressobj().decompress(raw, LARGEST)
    except zlib.error as error:
        raise _changed(file) from error


def _opened(stream: BinaryIO, file: Path, password: Password) -> "Pdf":
    """The report, open; its password is asked for where it has one."""
    report = _tried(stream, file, "")
    if report is not None:
        return report
    if password is None:
        raise WitnessRefused(
            _("{file} has a password; name a file that holds it with --password-file.").format(
                file=shown_name(file)
            )
        )
    typed = password if isinstance(password, str) else password()
    for each in ways_to_type(typed):
        if (report := _tried(stream, file, each)) is not None:
            return report
    raise WrongWitnessPassword(
        _("This password does not open {file}; check it and try again.").format(
            file=shown_name(file)
        )
    )


def _tried(stream: BinaryIO, file: Path, password: str) -> "Pdf | None":
    """The report, opened by a password; None where that does not open it."""
    import pikepdf

    # What it remarks about a damaged file is not for the person.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    stream.seek(0)
    try:
        return pikepdf.open(stream, password=password)
    except pikepdf.PasswordError:
        return None
    except pikepdf.PdfError as error:
        raise _damaged(file) from error


def _none(file: Path) -> WitnessRefused:
    return WitnessRefused(
        _("There is no witness in {file}; name a report.pdf of Tracker.").format(
            file=shown_name(file)
        )
    )


def _damaged(file: Path) -> WitnessRefused:
    return WitnessRefused(
        _("{file} is damaged, so its witness cannot be read; ask for another copy.").format(
            file=shown_name(file)
        )
    )


def _changed(file: Path) -> WitnessRefused:
    return WitnessRefused(
        _(
            "The witness in {file} was changed or cut after it was made, so it shows nothing;"
            " ask for another copy."
        ).format(file=shown_name(file))
    )
