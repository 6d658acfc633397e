"""Finishes the PDF: removes metadata, attaches files, and encrypts it with a password."""

import logging
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final, cast
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tracker.export.report.password import prepare_password

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
"""Title and language, and that it can be read aloud (PDF/UA-1). XMP needs the packet around it."""
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "txt": "text/plain",
    "png": "image/png",
}
ENCRYPTION_ALGORITHM: Final = "AES-256"
"""Revision 6 of it, as PDF 2.0 has it."""
PDF_VERSION: Final = "%PDF-1.7"
_EXTENSION_LEVEL: Final = 8
"""What says that a file of PDF 1.7 is encrypted as PDF 2.0 has it (Adobe Supplement)."""


def finish_pdf(
    pdf: bytes, title: str, language: str, attachments: Mapping[str, bytes], password: str | None
) -> bytes:
    """Return the PDF with title and language, and no other metadata.

    Raises PdfPasswordError.

    The title names no group, because windows, tabs and lists of files show it to others.
    """
    phrase = None if password is None else prepare_password(password)
    # What it remarks about a password with an emoji is not for the person.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(pdf))
    if phrase is not None:
        # Typst computes it from the whole text, and a password does not hide it.
        del reader.trailer["/ID"]
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = PDF_VERSION
    writer.metadata = {"/Title": title}
    writer.xmp_metadata = _METADATA.format(title=escape(title), language=escape(language)).encode()
    # It is the default, and some programs report an error where it is written.
    del cast(DictionaryObject, writer.root_object["/MarkInfo"])["/Suspects"]
    for name, content in attachments.items():
        _attach_file(writer, name, content)
    if phrase is not None:
        _declare_encryption(writer)
        writer.encrypt(phrase, algorithm=ENCRYPTION_ALGORITHM)
    memory = BytesIO()
    writer.write(memory)
    return memory.getvalue()


def _attach_file(writer: PdfWriter, name: str, content: bytes) -> None:
    """Put a file into the PDF, packed, with its type."""
    attachment = writer.add_attachment(name, zlib.compress(content, level=9))
    attachment.alternative_name = TextStringObject(name)
    kind = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    attachment.subtype = NameObject(f"/{kind}")
    files = cast(DictionaryObject, attachment.pdf_object["/EF"])
    cast(StreamObject, files["/F"])[NameObject("/Filter")] = NameObject("/FlateDecode")


def _declare_encryption(writer: PdfWriter) -> None:
    """Say in the catalog that this PDF 1.7 is encrypted in the way of PDF 2.0."""
    adobe = DictionaryObject(
        {
            NameObject("/BaseVersion"): NameObject("/1.7"),
            NameObject("/ExtensionLevel"): NumberObject(_EXTENSION_LEVEL),
        }
    )
    writer.root_object[NameObject("/Extensions")] = DictionaryObject({NameObject("/ADBE"): adobe})
