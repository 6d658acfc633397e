"""A bundle that travels inside a PDF report: its tables are files attached to it."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.importing.bundle import BundleContents, in_memory, look_through, starts_with
from tracker.importing.refused import ImportingError, WrongPassword
from tracker.sharing.bundle import DATAPACKAGE, ENTRIES
from tracker.sharing.report.password import ways_to_type
from tracker.texts import _, shown_name

if TYPE_CHECKING:
    from pikepdf import Object, Pdf, Stream

MAGIC = b"%PDF-"
LARGEST = 100_000_000
"""Bytes that a report, or a file attached to it, may have; a small PDF can hold a huge one."""

AskPassword = Callable[[], str | None]
"""Gives the report's password, None where nobody can be asked."""


def is_report(path: Path) -> bool:
    """Whether this is a file that says it is a PDF; False where that cannot be known."""
    return starts_with(path, MAGIC)


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
        for each in ways_to_type(password):
            with suppress(pikepdf.PasswordError):
                return pikepdf.open(path, password=each)
        raise WrongPassword(
            _("This password does not open {path}; check it and try again.").format(
                path=shown_name(path)
            )
        )
    except (pikepdf.PdfError, OSError) as error:
        raise _unreadable(path) from error


def _attached(report: "Pdf", path: Path, name: str) -> bytes | None:
    """What a file attached to a report holds; None where there is none of this name."""
    import pikepdf

    try:
        found = [spec for key, spec in _all_attached(report) if name in (key, _called(spec))]
        if not found:
            return None
        if len(found) > 1:
            raise ImportingError(
                _(
                    "{path} holds more than one {file}, so nothing was imported; take the report "
                    "again as it was given."
                ).format(path=path, file=name)
            )
        lies = found[0].EF.get("/F")
        if isinstance(lies, pikepdf.Stream):
            return _unpacked(lies, path)
    except (pikepdf.PdfError, AttributeError, RuntimeError, TypeError, ValueError) as error:
        raise _unreadable(path) from error
    raise _unreadable(path)


def _all_attached(report: "Pdf") -> "Iterator[tuple[str, Object]]":
    """Every file attached to a report, by its key; a key may be there twice."""
    import pikepdf

    names = report.Root.get("/Names", pikepdf.Dictionary())
    if "/EmbeddedFiles" in names:
        tree = pikepdf.NameTree(names.EmbeddedFiles)
        # Its items give each key once.
        times = Counter(iter(tree))
        for key, spec in tree.items():
            yield from [(key, spec)] * times[key]


def _called(spec: "Object") -> str:
    """The name that programs show an attached file by."""
    return str(spec.get("/UF", spec.get("/F", "")))


def _unpacked(lies: "Stream", path: Path) -> bytes:
    """What was packed, no more of it than is read: a small file may unpack to a huge one."""
    raw = lies.read_raw_bytes()
    match lies.get("/Filter"), lies.get("/DecodeParms"):
        case None, _params:
            return raw
        case "/FlateDecode", None:
            try:
                unpacked = zlib.decompressobj()
                content = unpacked.decompress(raw, LARGEST)
            except zlib.error as error:
                raise _unreadable(path) from error
            if unpacked.eof:
                return content
    raise _unreadable(path)


def _unreadable(path: Path) -> ImportingError:
    return ImportingError(
        _(
            "{path} cannot be read as a report, so nothing was imported; take it again as it was "
            "given."
        ).format(path=shown_name(path))
    )
