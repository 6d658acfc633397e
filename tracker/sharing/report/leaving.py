"""The PDF as it leaves: nothing on its making, with files within it, closed by a password."""

import secrets
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

import pikepdf

from tracker.sharing.report.password import checked_password

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
"""Title and language, and that it can be read aloud (PDF/UA-1); XMP needs the packet around it."""
TYPES = {"csv": "text/csv", "json": "application/json", "txt": "text/plain", "png": "image/png"}
REVISION: Final = 6
"""AES with 256 bits, as PDF 2.0 has it."""

ID_BYTES = 16


def left(
    made: bytes, title: str, language: str, attachments: Mapping[str, bytes], password: str | None
) -> bytes:
    """The PDF with its title and language and nothing else said of it; raises PasswordRefused."""
    phrase = None if password is None else checked_password(password)
    with pikepdf.open(BytesIO(made)) as pdf:
        del pdf.docinfo
        pdf.docinfo["/Title"] = title
        packet = _METADATA.format(title=escape(title), language=escape(language))
        pdf.Root.Metadata = pikepdf.Stream(
            pdf, packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        # Its default, and an error to some programs where it is said.
        del pdf.Root.MarkInfo["/Suspects"]
        for name, content in attachments.items():
            kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf, content, filename=name, mime_type=kind
            )
        memory = BytesIO()
        if phrase is None:
            pdf.save(memory, fix_metadata_version=False, deterministic_id=True)
        else:
            # Typst makes it of all that is said, and a password leaves it to be read.
            pdf.trailer.ID = pikepdf.Array([secrets.token_bytes(ID_BYTES)] * 2)
            closed = pikepdf.Encryption(owner=phrase, user=phrase, R=REVISION)
            pdf.save(memory, fix_metadata_version=False, encryption=closed)
    return memory.getvalue()
