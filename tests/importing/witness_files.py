"""Reports with a witness in them, as small as they can be."""

from io import BytesIO

from pikepdf import AttachedFileSpec, Encryption, Pdf

from tracker.book.witness import Witness, leaf, witness_of
from tracker.sharing.witness_file import WITNESS

SECRET = bytes(range(32))


def a_witness(entries: int = 5) -> Witness:
    """The witness of a few entries that need no book."""
    return witness_of(SECRET, [leaf(SECRET, b"%d" % number) for number in range(entries)])


def report(content: bytes, password: str = "", name: str = WITNESS) -> bytes:
    """A PDF of one empty page to which a file is attached."""
    made = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name] = AttachedFileSpec(pdf, content, filename=name)
        locked = Encryption(user=password, owner=password, R=6) if password else False
        pdf.save(made, encryption=locked)
    return made.getvalue()
