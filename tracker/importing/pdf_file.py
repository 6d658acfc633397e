"""A PDF file as a reader sees it: its attached files, the text of its pages, what was put on top.

Only this module speaks to the library that reads PDF. A file may come from anybody, so it is read
in a child process (`tracker.importing.child`), never in the one that has a notebook open.
"""

import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, NameTree, Object, Pdf, Stream

from tracker.importing.answer import Unfit, Why

_BROKEN = (
    *(pikepdf.PdfError, zlib.error),
    *(AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)
"""What the library raises for a file that is not what it says."""
_OPERATORS = "q Q BT Tr Tf Tj TJ ' \" g rg k sc scn gs"
_COLOURS = ("g", "rg", "k", "sc", "scn")
_SHOWN = (0, 1, 2)
"""Modes of text that is drawn; in the others it is there and cannot be seen."""
_LAID_OVER = ("/OCProperties", "/AcroForm")
"""What can show other pages than those that were written: layers, and fields to fill in."""
_MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_IN_RANGE = 256


class Attached(NamedTuple):
    """A file attached to a PDF."""

    key: str
    """What the PDF lists it as."""
    name: str
    """What programs show it as."""
    spec: Object


class PageText(NamedTuple):
    """Text as it is drawn: what is black, and what is drawn in another way or not at all."""

    plain: str
    other: str


class PdfFile:
    """An open PDF; every method raises Unfit."""

    def __init__(self, pdf: Pdf) -> None:
        """Take one that is open."""
        self._pdf = pdf

    def attached(self) -> list[Attached]:
        """Every attached file that the PDF lists, also one that stands there twice."""
        with _unreadable():
            names = self._pdf.Root.get("/Names", Dictionary())
            if "/EmbeddedFiles" not in names:
                return []
            tree = NameTree(names.EmbeddedFiles)
            # Its items give each key once.
            times = Counter(iter(tree))
            return [
                Attached(key, str(spec.get("/UF", spec.get("/F", ""))), spec)
                for key, spec in tree.items()
                for _time in range(times[key])
            ]

    def content(self, attached: Attached, most: int) -> bytes:
        """What an attached file holds, no more of it: a small one may unpack to a huge one."""
        with _unreadable():
            lies = attached.spec.EF.get("/F")
            if not isinstance(lies, Stream):
                raise Unfit(Why.UNREADABLE)
            raw = lies.read_raw_bytes()
            match lies.get("/Filter"), lies.get("/DecodeParms"):
                case None, _params:
                    content, is_whole = raw, True
                case "/FlateDecode", None:
                    unpacking = zlib.decompressobj()
                    content = unpacking.decompress(raw, most + 1)
                    is_whole = unpacking.eof
                case _:
                    raise Unfit(Why.UNREADABLE)
            if len(content) > most:
                raise Unfit(Why.TOO_LARGE)
            if not is_whole:
                raise Unfit(Why.UNREADABLE)
            return content

    def page_texts(self) -> Iterator[PageText]:
        """The text of each page, without that of the drawings that it takes from elsewhere."""
        with _unreadable():
            for page in self._pdf.pages:
                yield _drawn_text(page.obj)

    def drawing_texts(self) -> Iterator[PageText]:
        """The text of each drawing that a page may take."""
        with _unreadable():
            for each in self._pdf.objects:
                if isinstance(each, Stream) and each.get("/Subtype") == "/Form":
                    yield _drawn_text(each)

    def has_more_than_pages(self) -> bool:
        """Whether something lies over the pages, or files are in it that it does not list."""
        with _unreadable():
            if any(name in self._pdf.Root for name in _LAID_OVER):
                return True
            notes = (note for page in self._pdf.pages for note in page.get("/Annots", Array()))
            if any(note.get("/Subtype") != "/Link" for note in notes):
                return True
            attached = self.attached()
            files = [each.spec.EF for each in attached]
            held = {lies.objgen for each in files for lies in each.values()}
            names = {str(name) for each in attached for name in (each.key, each.spec.get("/F"))}
            return (
                len(held) != len(attached)
                or len(names) != len(attached)
                or names != {each.name for each in attached}
                or any(_holds_file(each) and each.objgen not in held for each in self._pdf.objects)
            )


@contextmanager
def open_pdf(path: Path, passwords: Sequence[str]) -> Iterator[PdfFile]:
    """Open a PDF by the first of these passwords that does; raises Unfit."""
    # What it remarks about a damaged file is not for the person.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    for password in ("", *passwords):
        with suppress(pikepdf.PasswordError):
            try:
                pdf = pikepdf.open(path, password=password)
            except pikepdf.PasswordError:
                raise
            except _BROKEN as error:
                raise Unfit(Why.UNREADABLE) from error
            with pdf:
                yield PdfFile(pdf)
            return
    raise Unfit(Why.LOCKED)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Unfit(Why.UNREADABLE) from error


def _holds_file(each: Object) -> bool:
    return isinstance(each, Stream) and each.get("/Type") == "/EmbeddedFile"


class _State(NamedTuple):
    """How text is drawn at a place of a page."""

    font: Mapping[bytes, str] | None = None
    is_black: bool = True
    mode: int = 0
    is_opaque: bool = True

    @property
    def is_plain(self) -> bool:
        return self.is_black and self.is_opaque and self.mode in _SHOWN


def _drawn_text(drawn: Object) -> PageText:
    resources = drawn.get("/Resources", Dictionary())
    fonts, looks = resources.get("/Font", Dictionary()), resources.get("/ExtGState", Dictionary())
    maps: dict[str, Mapping[bytes, str] | None] = {}
    state, kept = _State(), list[_State]()
    plain, other = list[str](), list[str]()
    for instruction in pikepdf.parse_content_stream(drawn, _OPERATORS):
        operands = instruction.operands
        match str(instruction.operator):
            case "q":
                kept.append(state)
            case "Q" if kept:
                state = kept.pop()
            case "Tr":
                state = state._replace(mode=int(operands[0]))
            case "Tf":
                name = str(operands[0])
                if name not in maps:
                    maps[name] = _to_unicode(fonts.get(name))
                state = state._replace(font=maps[name])
            case "gs":
                look = looks.get(str(operands[0]), Dictionary())
                state = state._replace(is_opaque=look.get("/ca", 1) == 1)
            case "BT":
                plain.append("\n")
                other.append("\n")
            case colour if colour in _COLOURS:
                state = state._replace(is_black=_is_black(colour, operands))
            case _showing:
                shown = "".join(_decoded(each, state.font) for each in _strings(operands))
                (plain if state.is_plain else other).append(shown)
    return PageText("".join(plain), "".join(other))


def _is_black(operator: str, operands: Any) -> bool:
    """Whether a colour is black as a page says it that typst set, or another program."""
    try:
        values = [float(each) for each in operands]
    except (TypeError, ValueError):
        return False
    if operator == "k" or len(values) == 4:
        return values == [0, 0, 0, 1]
    return bool(values) and not any(values)


def _strings(operands: Any) -> Iterator[bytes]:
    """The strings that are shown, of one operator or of a list with gaps between them."""
    for each in operands:
        if isinstance(each, Array):
            yield from (bytes(part) for part in each if isinstance(part, pikepdf.String))
        elif isinstance(each, pikepdf.String):
            yield bytes(each)


def _decoded(codes: bytes, font: Mapping[bytes, str] | None) -> str:
    """The letters of a string; those of a font that does not tell them as their codes."""
    if font is None:
        return codes.decode("latin-1")
    return "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _to_unicode(font: Object | None) -> Mapping[bytes, str] | None:
    """The letters of the codes of a font, two bytes each; None where each is one byte."""
    if font is None or font.get("/Subtype") != "/Type0":
        return None
    letters: dict[bytes, str] = {}
    if not isinstance(font.get("/ToUnicode"), Stream):
        return letters
    for kind, block in _MAPPED.findall(font.ToUnicode.read_bytes()):
        codes = [bytes.fromhex(each.decode()) for each in _HEX.findall(block)]
        if kind == b"char":
            letters |= zip(codes[::2], map(_letters, codes[1::2]), strict=False)
        for first, last, to in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            if kind == b"range":
                letters |= _range(first, last, to)
    return letters


def _range(first: bytes, last: bytes, to: bytes) -> Iterator[tuple[bytes, str]]:
    """The letters of codes that follow one another."""
    start = int.from_bytes(first)
    for step in range(min(int.from_bytes(last) - start + 1, _MOST_IN_RANGE)):
        letter = (int.from_bytes(to) + step).to_bytes(max(len(to), 1) + 1)[1:]
        yield (start + step).to_bytes(2), _letters(letter)


def _letters(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
