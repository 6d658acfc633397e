"""A PDF file as a reader sees it: its attached files, the text of its pages, what was put on top.

Only this module speaks to the library that reads PDF. A file may come from anybody, so it is read
in a child process (`tracker.importing.child`), never in the one that has a notebook open.
"""

import logging
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from tracker.importing.answer import Unfit, Why

_BROKEN = (
    *(PyPdfError, DependencyError, DeprecationError, zlib.error),
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RuntimeError, TypeError, ValueError),
)
"""What the library raises for a file that is not what it says."""
_COLOURS = ("g", "rg", "k", "sc", "scn")
_OPERATORS = ("q", "Q", "BT", "Tr", "Tf", "Tj", "TJ", "'", '"', "gs", *_COLOURS)
_SHOWN = (0, 1, 2)
"""Modes of text that is drawn; in the others it is there and cannot be seen."""
_LAID_OVER = ("/OCProperties", "/AcroForm")
"""What can show other pages than those that were written: layers, and fields to fill in."""
_MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_IN_RANGE = 256

_Number = tuple[int, int]
"""The number of an object, and its generation."""


class Attached(NamedTuple):
    """A file attached to a PDF."""

    key: str
    """What the PDF lists it as."""
    name: str
    """What programs show it as."""
    spec: DictionaryObject


class PageText(NamedTuple):
    """Text as it is drawn: what is black, and what is drawn in another way or not at all."""

    plain: str
    other: str


class PdfFile:
    """An open PDF; every method raises Unfit."""

    def __init__(self, reader: PdfReader) -> None:
        """Take one that is open."""
        self._reader = reader

    def attached(self) -> list[Attached]:
        """Every attached file that the PDF lists, also one that stands there twice."""
        with _unreadable():
            names = _dictionary(self._reader.root_object, "/Names")
            tree = _dictionary(names, "/EmbeddedFiles")
            return [
                Attached(_words(key), _words(spec["/UF" if "/UF" in spec else "/F"]), spec)
                for key, spec in _named(tree)
            ]

    def content(self, attached: Attached, most: int) -> bytes:
        """What an attached file holds, no more of it: a small one may unpack to a huge one."""
        with _unreadable():
            lies = _dictionary(attached.spec, "/EF")["/F"]
            if not isinstance(lies, StreamObject):
                raise Unfit(Why.UNREADABLE)
            match _value(lies, "/Filter"), _value(lies, "/DecodeParms"):
                case None, _params:
                    content, is_whole = lies.get_data(), True
                case "/FlateDecode", None:
                    unpacking = zlib.decompressobj()
                    content = unpacking.decompress(_packed(lies), most + 1)
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
            for page in self._reader.pages:
                yield _drawn_text(page, _value(page, "/Contents"))

    def drawing_texts(self) -> Iterator[PageText]:
        """The text of each drawing that a page may take."""
        with _unreadable():
            for _number, each in self._objects():
                if isinstance(each, StreamObject) and _value(each, "/Subtype") == "/Form":
                    yield _drawn_text(each, each)

    def has_more_than_pages(self) -> bool:
        """Whether something lies over the pages, or files are in it that it does not list."""
        with _unreadable():
            if any(name in self._reader.root_object for name in _LAID_OVER):
                return True
            notes = [note for page in self._reader.pages for note in _array(page, "/Annots")]
            if any(_value(_as_dictionary(note), "/Subtype") != "/Link" for note in notes):
                return True
            attached = self.attached()
            held = {
                (lies.idnum, lies.generation)
                for each in attached
                for lies in _dictionary(each.spec, "/EF").values()
            }
            names = {
                name for each in attached for name in (each.key, _words(_value(each.spec, "/F")))
            }
            return (
                len(held) != len(attached)
                or len(names) != len(attached)
                or names != {each.name for each in attached}
                or any(_holds_file(each) and of not in held for of, each in self._objects())
            )

    def _objects(self) -> Iterator[tuple[_Number, PdfObject | None]]:
        """Every object of the file, also one that nothing refers to."""
        reader = self._reader
        numbers = [(number, of) for of, places in reader.xref.items() for number in places]
        numbers += [(number, 0) for number in reader.xref_objStm]
        for number, generation in numbers:
            yield (
                (number, generation),
                reader.get_object(IndirectObject(number, generation, reader)),
            )


@contextmanager
def open_pdf(path: Path, passwords: Sequence[str]) -> Iterator[PdfFile]:
    """Open a PDF by the first of these passwords that does; raises Unfit."""
    # What it remarks about a damaged file is not for the person.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _unreadable():
        # It mends nothing: what was damaged is to be fetched again.
        reader = PdfReader(path, strict=True)
        is_open = not reader.is_encrypted or any(
            reader.decrypt(password.encode()) is not PasswordType.NOT_DECRYPTED
            for password in ("", *passwords)
        )
    if not is_open:
        raise Unfit(Why.LOCKED)
    with reader:
        yield PdfFile(reader)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except LimitReachedError as error:
        raise Unfit(Why.MEMORY) from error
    except _BROKEN as error:
        raise Unfit(Why.UNREADABLE) from error


def _value(of: DictionaryObject, key: str) -> Any:
    """The value of a key, wherever in the file it is written; None where there is none."""
    if key not in of or isinstance(of[key], NullObject):
        return None
    return of[key]


def _as_dictionary(each: PdfObject) -> DictionaryObject:
    found = each.get_object()
    if not isinstance(found, DictionaryObject):
        raise TypeError
    return found


def _dictionary(of: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary that a key holds, or an empty one; raises TypeError for something else."""
    found = _value(of, key)
    return DictionaryObject() if found is None else _as_dictionary(found)


def _array(of: DictionaryObject, key: str) -> ArrayObject:
    """The list that a key holds, or an empty one; raises TypeError for something else."""
    found = _value(of, key)
    if found is None:
        return ArrayObject()
    if not isinstance(found, ArrayObject):
        raise TypeError
    return found


def _words(found: Any) -> str:
    if not isinstance(found, TextStringObject):
        raise TypeError
    return found


def _named(tree: DictionaryObject) -> Iterator[tuple[PdfObject, DictionaryObject]]:
    """What a tree of names lists; raises ValueError where a branch of it is there twice."""
    branches, seen = [tree], set[_Number]()
    while branches:
        branch = branches.pop()
        names = _array(branch, "/Names")
        for key, spec in zip(names[::2], names[1::2], strict=True):
            yield key.get_object(), _as_dictionary(spec)
        for kid in reversed(_array(branch, "/Kids")):
            if isinstance(kid, IndirectObject):
                number = (kid.idnum, kid.generation)
                if number in seen:
                    raise ValueError(number)
                seen.add(number)
            branches.append(_as_dictionary(kid))


def _packed(lies: StreamObject) -> bytes:
    """What a stream holds as the file has it: as if it said that it is not packed."""
    filters, key = lies.raw_get("/Filter"), NameObject("/Filter")
    lies.decoded_self = None
    lies[key] = ArrayObject()
    try:
        return lies.get_data()
    finally:
        lies.decoded_self = None
        lies[key] = filters


def _holds_file(each: PdfObject | None) -> bool:
    return isinstance(each, StreamObject) and _value(each, "/Type") == "/EmbeddedFile"


class _State(NamedTuple):
    """How text is drawn at a place of a page."""

    font: Mapping[bytes, str] | None = None
    is_black: bool = True
    mode: int = 0
    is_opaque: bool = True

    @property
    def is_plain(self) -> bool:
        return self.is_black and self.is_opaque and self.mode in _SHOWN


def _drawn_text(drawn: DictionaryObject, contents: Any) -> PageText:
    resources = _dictionary(drawn, "/Resources")
    fonts, looks = _dictionary(resources, "/Font"), _dictionary(resources, "/ExtGState")
    maps: dict[str, Mapping[bytes, str] | None] = {}
    state, kept = _State(), list[_State]()
    plain, other = list[str](), list[str]()
    for operator, operands in _instructions(contents):
        match operator:
            case "q":
                kept.append(state)
            case "Q" if kept:
                state = kept.pop()
            case "Tr":
                state = state._replace(mode=int(operands[0]))
            case "Tf":
                name = str(operands[0])
                if name not in maps:
                    maps[name] = _to_unicode(_value(fonts, name))
                state = state._replace(font=maps[name])
            case "gs":
                look = _dictionary(looks, str(operands[0]))
                state = state._replace(is_opaque=_value(look, "/ca") in (None, 1))
            case "BT":
                plain.append("\n")
                other.append("\n")
            case colour if colour in _COLOURS:
                state = state._replace(is_black=_is_black(colour, operands))
            case _showing:
                shown = "".join(_decoded(each, state.font) for each in _strings(operands))
                (plain if state.is_plain else other).append(shown)
    return PageText("".join(plain), "".join(other))


def _instructions(contents: Any) -> Iterator[tuple[str, Sequence[Any]]]:
    """What a page says of how text is drawn, in its order."""
    for operands, operator in ContentStream(contents, None, "bytes").operations:
        if (name := operator.decode("latin-1")) in _OPERATORS:
            yield name, operands


def _is_black(operator: str, operands: Sequence[Any]) -> bool:
    """Whether a colour is black as a page says it that typst set, or another program."""
    try:
        values = [float(each) for each in operands]
    except (TypeError, ValueError):
        return False
    if operator == "k" or len(values) == 4:
        return values == [0, 0, 0, 1]
    return bool(values) and not any(values)


def _strings(operands: Sequence[Any]) -> Iterator[bytes]:
    """The strings that are shown, of one operator or of a list with gaps between them."""
    for each in operands:
        if isinstance(each, ArrayObject):
            yield from (part for part in each if isinstance(part, ByteStringObject))
        elif isinstance(each, ByteStringObject):
            yield each


def _decoded(codes: bytes, font: Mapping[bytes, str] | None) -> str:
    """The letters of a string; those of a font that does not tell them as their codes."""
    if font is None:
        return codes.decode("latin-1")
    return "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _to_unicode(font: Any) -> Mapping[bytes, str] | None:
    """The letters of the codes of a font, two bytes each; None where each is one byte."""
    if not isinstance(font, DictionaryObject) or _value(font, "/Subtype") != "/Type0":
        return None
    letters: dict[bytes, str] = {}
    table = _value(font, "/ToUnicode")
    if not isinstance(table, StreamObject):
        return letters
    for kind, block in _MAPPED.findall(table.get_data()):
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
