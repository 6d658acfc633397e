"""Reports with a witness in them, as small as they can be."""

from collections.abc import Mapping

from pypdf import PdfWriter

from tests.importing.odd_pdf import attach, courier, dictionary, name, stream, write_pdf
from tracker.book.witness.hashes import HASH_DIGITS, Witness, build_witness, format_root, hash_entry
from tracker.export.report.witness_file import WITNESS_FILE

SECRET = bytes(range(32))


def a_witness(entries: int = 5) -> Witness:
    """The witness of a few entries that need no book."""
    return build_witness(SECRET, [hash_entry(SECRET, b"%d" % number) for number in range(entries)])


def report(
    content: bytes, password: str = "", called: str = WITNESS_FILE, *, packed: bool = True
) -> bytes:
    """A PDF of one page to which a file is attached; it shows the code of a witness."""
    root = content.partition(b"\n")[2][:HASH_DIGITS].decode("latin-1")
    code = text(format_root(root))
    return pages(code, files={called: content}, password=password, packed=packed)


def text(words: str, colour: str = "0 g", y: int = 40) -> bytes:
    """How a page draws words."""
    drawn = f"q {colour} BT /F 8 Tf 50 {y} Td ({words}) Tj ET Q\n"
    return drawn.encode("latin-1")


def pages(
    *drawn: bytes, files: Mapping[str, bytes], password: str = "", packed: bool = True
) -> bytes:
    """A PDF of pages that are drawn so, to which these files are attached."""
    pdf = PdfWriter()
    for each in drawn:
        page = pdf.add_blank_page(595, 842)
        page[name("Resources")] = dictionary(Font=dictionary(F=courier()))
        page[name("Contents")] = stream(pdf, each)
    attach(pdf, files, packed=packed)
    return write_pdf(pdf, password)
