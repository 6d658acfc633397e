"""A PDF file as a reader sees it: attached files, text of pages, and later additions.

Only this module, `render_text_preview` and `pdf_values` speak to the library that reads PDF. A file
may come from anyone, so it is read in a child process (`tracker.importing.subprocess_program`),
never in the one that has a notebook open.
"""

import logging
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pypdf import PasswordType, PdfReader, apply_configuration
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from tracker.importing.pdf_page_text import PageText, extract_text
from tracker.importing.pdf_values import (
    get_array,
    get_dictionary,
    get_value,
    require_dictionary,
    require_text,
)
from tracker.importing.subprocess_answer import UnreadFileError, UnreadReason

_PDF_ERRORS = (
    *(PyPdfError, DependencyError, DeprecationError, zlib.error),
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RuntimeError, TypeError, ValueError),
)
"""What the library raises for a file that is not what it says."""
_OVERLAYS = ("/OCProperties", "/AcroForm")
"""What can show other pages than those that were written: layers, and fields to fill in."""
_ObjectNumber = tuple[int, int]
"""The number of an object, and its generation."""


class PdfAttachment(NamedTuple):
    """A file attached to a PDF."""

    key: str
    """What the PDF lists it as."""
    name: str
    """What programs show it as."""
    spec: DictionaryObject


class PdfFile:
    """An open PDF. Every method raises UnreadFileError."""

    def __init__(self, reader: PdfReader) -> None:
        """Take one that is open."""
        self._reader = reader
        self._places = {generation: dict(places) for generation, places in reader.xref.items()}

    def list_attachments(self) -> list[PdfAttachment]:
        """Return every attached file that the PDF lists, also one that is listed twice."""
        with _translate_pdf_errors():
            names = get_dictionary(self._reader.root_object, "/Names")
            tree = get_dictionary(names, "/EmbeddedFiles")
            return [
                PdfAttachment(
                    require_text(key), require_text(spec["/UF" if "/UF" in spec else "/F"]), spec
                )
                for key, spec in _walk_name_tree(tree)
            ]

    def read_content(self, attachment: PdfAttachment, most: int) -> bytes:
        """Return what an attached file holds, up to `most` bytes: it may unpack to a huge one."""
        with _translate_pdf_errors():
            stream = get_dictionary(attachment.spec, "/EF")["/F"]
            if not isinstance(stream, StreamObject):
                raise UnreadFileError(UnreadReason.UNREADABLE)
            match get_value(stream, "/Filter"), get_value(stream, "/DecodeParms"):
                case None, _params:
                    content, is_whole = stream.get_data(), True
                case "/FlateDecode", None:
                    unpacking = zlib.decompressobj()
                    content = unpacking.decompress(_read_packed(stream), most + 1)
                    is_whole = unpacking.eof
                case _:
                    raise UnreadFileError(UnreadReason.UNREADABLE)
            if len(content) > most:
                raise UnreadFileError(UnreadReason.TOO_LARGE)
            if not is_whole:
                raise UnreadFileError(UnreadReason.UNREADABLE)
            return content

    def read_page_texts(self) -> Iterator[PageText]:
        """Yield the text of each page, without that of drawings that it takes from elsewhere."""
        with _translate_pdf_errors():
            for page in self._reader.pages:
                yield extract_text(page, get_value(page, "/Contents"))

    def read_drawing_texts(self) -> Iterator[PageText]:
        """Yield the text of each drawing that a page may take."""
        with _translate_pdf_errors():
            for _number, pdf_object in self._read_objects():
                if (
                    isinstance(pdf_object, StreamObject)
                    and get_value(pdf_object, "/Subtype") == "/Form"
                ):
                    yield extract_text(pdf_object, pdf_object)

    def has_more_than_pages(self) -> bool:
        """Return whether something covers the pages, or there are files that it does not list."""
        with _translate_pdf_errors():
            if any(name in self._reader.root_object for name in _OVERLAYS):
                return True
            notes = [note for page in self._reader.pages for note in get_array(page, "/Annots")]
            if any(get_value(require_dictionary(note), "/Subtype") != "/Link" for note in notes):
                return True
            attachments = self.list_attachments()
            listed_numbers = {
                (stream.idnum, stream.generation)
                for attachment in attachments
                for stream in get_dictionary(attachment.spec, "/EF").values()
            }
            names = {
                name
                for attachment in attachments
                for name in (attachment.key, require_text(get_value(attachment.spec, "/F")))
            }
            return (
                len(listed_numbers) != len(attachments)
                or len(names) != len(attachments)
                or names != {attachment.name for attachment in attachments}
                or any(
                    _is_embedded_file(pdf_object) and number not in listed_numbers
                    for number, pdf_object in self._read_objects()
                )
            )

    def _read_objects(self) -> Iterator[tuple[_ObjectNumber, PdfObject | None]]:
        """Yield every object of the file, also one that nothing refers to.

        Raises ValueError if one was not in its place: the library looks for it elsewhere, and
        other programs show a page without it.
        """
        reader = self._reader
        numbers = [
            (number, generation) for generation, places in self._places.items() for number in places
        ]
        numbers += [(number, 0) for number in reader.xref_objStm]
        for number, generation in numbers:
            yield (
                (number, generation),
                reader.get_object(IndirectObject(number, generation, reader)),
            )
        if reader.xref != self._places:
            raise ValueError(self._places)


@contextmanager
def open_pdf(path: Path, passwords: Sequence[str]) -> Iterator[PdfFile]:
    """Open a PDF by the first of these passwords that does. Raises UnreadFileError."""
    # What it remarks about a damaged file is not for the person.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    # It calls no other program, and repairs nothing: fetch a damaged file again.
    with apply_configuration(jbig2dec_binary=None, zlib_maximum_recovery_input_length=0):
        with _translate_pdf_errors():
            reader = PdfReader(path, strict=True)
            is_open = not reader.is_encrypted or any(
                reader.decrypt(password.encode()) is not PasswordType.NOT_DECRYPTED
                for password in ("", *passwords)
            )
        if not is_open:
            raise UnreadFileError(UnreadReason.LOCKED)
        with reader:
            yield PdfFile(reader)


@contextmanager
def _translate_pdf_errors() -> Iterator[None]:
    try:
        yield
    except _PDF_ERRORS as error:
        raise UnreadFileError(UnreadReason.UNREADABLE) from error


def _walk_name_tree(tree: DictionaryObject) -> Iterator[tuple[PdfObject, DictionaryObject]]:
    """Yield what a tree of names lists. Raises ValueError if a branch of it is there twice."""
    branches, seen = [tree], set[_ObjectNumber]()
    while branches:
        branch = branches.pop()
        names = get_array(branch, "/Names")
        for key, spec in zip(names[::2], names[1::2], strict=True):
            yield key.get_object(), require_dictionary(spec)
        for kid in reversed(get_array(branch, "/Kids")):
            if isinstance(kid, IndirectObject):
                number = (kid.idnum, kid.generation)
                if number in seen:
                    raise ValueError(number)
                seen.add(number)
            branches.append(require_dictionary(kid))


def _read_packed(stream: StreamObject) -> bytes:
    """Return what a stream holds as the file has it: as if it said that it is not packed.

    The library mends what is cut or wrong and gives a part of it. So zlib unpacks it here, up to a
    limit.
    """
    filters, key = stream.raw_get("/Filter"), NameObject("/Filter")
    stream.decoded_self = None
    stream[key] = ArrayObject()
    try:
        return stream.get_data()
    finally:
        stream.decoded_self = None
        stream[key] = filters


def _is_embedded_file(pdf_object: PdfObject | None) -> bool:
    return (
        isinstance(pdf_object, StreamObject) and get_value(pdf_object, "/Type") == "/EmbeddedFile"
    )
