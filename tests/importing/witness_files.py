"""Reports with a witness in them, as small as they can be."""

from collections.abc import Mapping
from io import BytesIO

from pikepdf import AttachedFileSpec, Dictionary, Encryption, Name, Pdf

from tracker.book.witness import DIGITS, Witness, in_groups, leaf, witness_of
from tracker.sharing.witness_file import WITNESS

SECRET = bytes(range(32))


def a_witness(entries: int = 5) -> Witness:
    """The witness of a few entries that need no book."""
    return witness_of(SECRET, [leaf(SECRET, b"%d" % number) for number in range(entries)])


def report(content: bytes, password: str = "", name: str = WITNESS) -> bytes:
    """A PDF of one page to which a file is attached; it shows the code of a witness."""
    root = content.partition(b"\n")[2][:DIGITS].decode("latin-1")
    return pages(text(in_groups(root)), files={name: content}, password=password)


def text(words: str, colour: str = "0 g", y: int = 40) -> bytes:
    """How a page draws words."""
    drawn = f"q {colour} BT /F 8 Tf 50 {y} Td ({words}) Tj ET Q\n"
    return drawn.encode("latin-1")


def pages(*drawn: bytes, files: Mapping[str, bytes], password: str = "") -> bytes:
    """A PDF of pages that are drawn so, to which these files are attached."""
    made = BytesIO()
    with Pdf.new() as pdf:
        for each in drawn:
            page = pdf.add_blank_page()
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(each)
        for name, content in files.items():
            pdf.attachments[name] = AttachedFileSpec(pdf, content, filename=name)
        locked = Encryption(user=password, owner=password, R=6) if password else False
        pdf.save(made, encryption=locked)
    return made.getvalue()
