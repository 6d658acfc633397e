"""A bundle that travels inside a PDF report: its tables are files attached to it."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.importing.bundle import BundleContents, in_memory, look_through
from tracker.importing.refused import ImportingError
from tracker.sharing.bundle import DATAPACKAGE, ENTRIES
from tracker.texts import _, shown_name

if TYPE_CHECKING:
    from pikepdf import Pdf

MAGIC = b"%PDF-"
LARGEST = 100_000_000
"""Bytes that a report, or a file attached to it, may have; a small PDF can hold a huge one."""

AskPassword = Callable[[], str | None]
"""Gives the report's password, None where nobody can be asked."""


def is_report(path: Path) -> bool:
    """Whether this is a file that says it is a PDF; False where that cannot be known."""
    try:
        # A pipe or a device is no file, and would be waited for.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def find_in_report(path: Path, ask: AskPassword) -> BundleContents:
    """The bundle attached to a report; `ask` is called where that has a password.

    Raises ImportingError.
    """
    with _opened(path, ask) as report:
        table = _attached(report, path, ENTRIES)
        description = _attached(report, path, DATAPACKAGE)
    if table is None:
        raise ImportingError(
            _(
                "There is no {file} in {path}; a report holds the entries only where that was "
                "chosen when it was written."
            ).format(file=ENTRIES, path=shown_name(path))
        )
    return look_through(in_memory(str(path), table, description))


def _opened(path: Path, ask: AskPassword) -> "Pdf":
    import pikepdf

    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path)
        try:
            return pikepdf.open(path)
        except pikepdf.PasswordError:
            password = ask()
        if password is None:
            raise ImportingError(
                _("{path} has a password; give it with --password-file.").format(
                    path=shown_name(path)
                )
            )
        return pikepdf.open(path, password=password)
    except pikepdf.PasswordError as error:
        raise ImportingError(
            _("This password does not open {path}; check it and try again.").format(
                path=shown_name(path)
            )
        ) from error
    except (pikepdf.PdfError, OSError) as error:
        raise _unreadable(path) from error


def _attached(report: "Pdf", path: Path, name: str) -> bytes | None:
    """What a file attached to a report holds; None where there is none of this name."""
    import pikepdf

    try:
        if name not in report.attachments:
            return None
        stream = report.attachments[name].get_file().obj
        raw = stream.read_raw_bytes()
        match stream.get("/Filter"), stream.get("/DecodeParms"):
            case None, _params:
                return raw
            case "/FlateDecode", None:
                unpacked = zlib.decompressobj()
                content = unpacked.decompress(raw, LARGEST)
                if unpacked.eof:
                    return content
    except (pikepdf.PdfError, zlib.error) as error:
        raise _unreadable(path) from error
    raise _unreadable(path)


def _unreadable(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} cannot be read as a report, so nothing was imported; take it again as it was "
            "given."
        ).format(path=shown_name(path))
    )
