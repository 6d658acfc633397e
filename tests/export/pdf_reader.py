"""Reads a PDF as its reader gets it: every byte of it unpacked, and the files within it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import cast

from pypdf import PasswordType, PdfReader
from pypdf.generic import NullObject, NumberObject, PdfObject, StreamObject


class WrongPassword(Exception):
    """The password does not open the PDF."""


def open_pdf(raw: bytes, password: str = "") -> PdfReader:
    """Return the PDF for reading; raise WrongReportPasswordError if the password is wrong."""
    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted and reader.decrypt(password) is PasswordType.NOT_DECRYPTED:
        raise WrongPassword
    return reader


def list_objects(reader: PdfReader) -> Iterator[PdfObject]:
    """Yield every object that the PDF holds."""
    for number in range(1, cast(NumberObject, reader.trailer["/Size"])):
        found = reader.get_object(number)
        if found is not None and not isinstance(found, NullObject):
            yield found


def unpack_object(each: PdfObject) -> bytes:
    """Return an object as it is written, and what it holds, unpacked."""
    stream = BytesIO()
    each.write_to_stream(stream)
    return stream.getvalue() + (each.get_data() if isinstance(each, StreamObject) else b"")


def unpack(raw: bytes, password: str = "") -> bytes:
    """All of a PDF with its streams unpacked, what lies within it too."""
    reader = open_pdf(raw, password)
    pages = [page.extract_text().encode() for page in reader.pages]
    return b"\n".join([*map(unpack_object, list_objects(reader)), *pages])


def attached_files(raw: bytes, password: str = "") -> dict[str, bytes]:
    """The files that lie within a PDF."""
    return {each.name: each.content for each in open_pdf(raw, password).attachment_list}


def list_names(folder: Path) -> set[str]:
    """The names of the files in a folder."""
    return {file.name for file in folder.iterdir()}
