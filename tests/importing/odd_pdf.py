"""PDFs made for tests, of pages and files that an honest program would not write, too."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import cast

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def text(words: str) -> TextStringObject:
    return TextStringObject(words)


def array(*items: PdfObject | int) -> ArrayObject:
    return ArrayObject(NumberObject(each) if isinstance(each, int) else each for each in items)


def dictionary(**values: PdfObject) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in values.items()})


def stream(pdf: PdfWriter, content: bytes, **values: PdfObject) -> IndirectObject:
    """A stream that is in the PDF, and to which nothing refers yet."""
    made = DecodedStreamObject()
    made.set_data(content)
    made.update(dictionary(**values))
    return indirect(pdf, made)


def indirect(pdf: PdfWriter, made: PdfObject) -> IndirectObject:
    return pdf._add_object(made)


def courier() -> DictionaryObject:
    return dictionary(Type=name("Font"), Subtype=name("Type1"), BaseFont=name("Courier"))


def file_spec(
    pdf: PdfWriter, called: str, content: bytes, *, packed: bool = True
) -> IndirectObject:
    """A file that is in the PDF, and that it does not list yet."""
    raw = zlib.compress(content) if packed else content
    how = {"Filter": name("FlateDecode")} if packed else {}
    lies = stream(pdf, raw, Type=name("EmbeddedFile"), **how)
    files = dictionary(F=lies, UF=lies)
    spec = dictionary(Type=name("Filespec"), F=text(called), UF=text(called), EF=files)
    return indirect(pdf, spec)


def list_files(pdf: PdfWriter, *names: PdfObject) -> None:
    """Let the PDF list these files: each name, and then its file."""
    files = dictionary(EmbeddedFiles=dictionary(Names=array(*names)))
    pdf.root_object[name("Names")] = files


def attach(pdf: PdfWriter, files: Mapping[str, bytes], *, packed: bool = True) -> None:
    names = [
        (text(key), file_spec(pdf, key, content, packed=packed))
        for key, content in sorted(files.items())
    ]
    list_files(pdf, *(each for pair in names for each in pair))


def attached_spec(pdf: PdfWriter, called: str) -> DictionaryObject:
    """What the PDF says of a file that it lists."""
    return next(each.pdf_object for each in pdf.attachment_list if each.name == called)


def attached_stream(pdf: PdfWriter, called: str) -> StreamObject:
    """The stream of a file that the PDF lists."""
    return cast(StreamObject, cast(DictionaryObject, attached_spec(pdf, called)["/EF"])["/F"])


def write_pdf(pdf: PdfWriter, password: str = "") -> bytes:
    """The PDF as a file; its password is taken as it is, not as another keyboard types it."""
    if password:
        pdf.encrypt(cast(str, password.encode()), algorithm="AES-256")
    memory = BytesIO()
    pdf.write(memory)
    return memory.getvalue()
