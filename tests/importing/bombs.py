"""Small files that become huge, or never end, when they are read: made here, and never unpacked."""

import zlib
from collections.abc import Callable
from functools import cache
from struct import pack

HUGE = 2_000_000_000
PIECE = 1_000_000


@cache
def packed_noughts() -> bytes:
    """Two gigabytes of noughts, packed once and then again: a few kilobytes."""
    whole = zlib.compress(deflate(bytes(PIECE), HUGE // PIECE), 9)
    assert len(whole) < 20_000
    return whole


def deflate(piece: bytes, times: int) -> bytes:
    """A stream of zlib with a piece in it many times, made without packing it each time."""
    packing = zlib.compressobj(9)
    start = packing.compress(b"") + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH)
    return start + block * times + packing.flush()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, of which the first is its root; the library finds them itself."""
    made = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return made + table + end % (len(objects) + 1, trailer, len(made))


def stream(content: bytes, told: bytes = b"", length: int | None = None) -> bytes:
    """An object that is a stream; its length may be a lie."""
    size = len(content) if length is None else length
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (size, told, content)


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>"
PAGES = b"<</Type/Pages/Kids[%s]/Count 1>>"
TWICE = b"/Filter[/FlateDecode/FlateDecode]"


def with_file(*attached: bytes) -> bytes:
    """A PDF with a witness or a table; what lies in it is the object 5."""
    root = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%s]>>>>>>"
    named = b"".join(
        b"(%s)<</Type/Filespec/F(%s)/UF(%s)/EF<</F 5 0 R/UF 5 0 R>>>>" % (name, name, name)
        for name in (b"entries.csv", b"witness.txt")
    )
    return pdf(root % named, PAGES % b"3 0 R", PAGE % b"/Contents 4 0 R", *attached)


def large_attachment() -> bytes:
    return with_file(
        stream(b""), stream(deflate(bytes(PIECE), HUGE // PIECE), b"/Filter/FlateDecode")
    )


def attachment_in_layers() -> bytes:
    return with_file(stream(b""), stream(packed_noughts(), TWICE))


def page_in_layers() -> bytes:
    return with_file(stream(packed_noughts(), TWICE), stream(b"x"))


def page_in_rows() -> bytes:
    """Each byte of it depends on three others, and is to be reckoned."""
    rows = deflate((b"\4" + bytes(99_999)) * 10, 70)
    told = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 99999>>"
    return with_file(stream(rows, told), stream(b"x"))


def lying_length() -> bytes:
    return with_file(stream(b""), stream(b"x", length=10**15))


def objects_in_a_stream() -> bytes:
    """Its root lies in a stream of objects that becomes huge."""
    held = stream(packed_noughts(), b"/Type/ObjStm/N 1/First 4" + TWICE)
    made = b"%PDF-1.7\n"
    place = len(made)
    made += b"1 0 obj\n" + held + b"\nendobj\n"
    rows = pack(">BIB", 0, 0, 0) + pack(">BIB", 1, place, 0) + pack(">BIB", 2, 1, 0)
    table = stream(rows, b"/Type/XRef/Size 3/W[1 4 1]/Root 2 0 R")
    return made + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(made))


def tables_in_a_ring() -> bytes:
    raw = pdf(b"<</Type/Catalog>>", trailer=b"/Prev 9999999999")
    place = raw.rindex(b"xref\n0 ")
    return raw.replace(b"9999999999", b"%010d" % place)


def pages_in_a_ring() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", PAGES % b"2 0 R 2 0 R")


def pages_that_double() -> bytes:
    """Each level has the next one twice: a thousand million pages."""
    levels = [PAGES % (b"%d 0 R %d 0 R" % (each, each)) for each in range(3, 33)]
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", *levels, PAGE % b"")


def names_in_a_ring() -> bytes:
    names = b"/Names<</EmbeddedFiles 3 0 R>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % names, PAGES % b"", b"<</Kids[3 0 R 3 0 R]>>")


def names_that_double() -> bytes:
    names = b"/Names<</EmbeddedFiles 3 0 R>>"
    levels = [b"<</Limits[(a)(z)]/Kids[%d 0 R %d 0 R]>>" % (each, each) for each in range(4, 34)]
    leaf = b"<</Limits[(a)(z)]/Names[(entries.csv)<<>>]>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % names, PAGES % b"", *levels, leaf)


def deep() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R/A %s>>" % (b"[" * 1_000_000), PAGES % b"")


def many_pages() -> bytes:
    kids = b"3 0 R " * 2_000_000
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", PAGES % kids, PAGE % b"")


def locked_for_ever() -> bytes:
    told = b"/Encrypt<</Filter/Standard/V 5/R 6/Length 2147483647/P -1/O<%s>/U<%s>/OE<%s>/UE<%s>"
    told += b"/Perms<00>/CF<</StdCF<</CFM/AESV3/Length 2147483647>>>>/StmF/StdCF>>/ID[<00><00>]"
    key = b"00" * 100_000
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", PAGES % b"", trailer=told % (key, key, key, key))


REFUSED: tuple[Callable[[], bytes], ...] = (
    large_attachment,
    attachment_in_layers,
    objects_in_a_stream,
    tables_in_a_ring,
    pages_in_a_ring,
    pages_that_double,
    names_that_double,
    deep,
    many_pages,
    locked_for_ever,
)
"""None of these can be read as a report."""
HARMLESS = (lying_length, names_in_a_ring)
"""These are read without harm, as if nothing, or little, were in them."""


def huge_member() -> bytes:
    """The packed bytes of a file in a zip that becomes two gigabytes."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packing.compress(bytes(PIECE)) + packing.flush(zlib.Z_FULL_FLUSH)
    return block * (HUGE // PIECE) + packing.flush()


def archive(members: list[tuple[str, bytes, int]], times: int = 1) -> bytes:
    """A zip made by hand: names, packed content, and the size that is told of each.

    Its list may name each of them many times, so that they lie over one another.
    """
    made, listed, size = list[bytes](), list[bytes](), 0
    for name, content, told in members:
        common = pack("<HHHHHLLLHH", 20, 0, 8, 0, 0, 0, len(content), told, len(name), 0)
        made.append(b"PK\x03\x04" + common + name.encode() + content)
        for time in range(times):
            shown = name if times == 1 else f"{time}/{name}"
            head = pack("<HHHHHHLLLHH", 20, 20, 0, 8, 0, 0, 0, len(content), told, len(shown), 0)
            listed.append(b"PK\x01\x02" + head + pack("<HHHLL", 0, 0, 0, 0, size))
            listed.append(shown.encode())
        size += len(made[-1])
    count, length = min(len(members) * times, 65535), sum(map(len, listed))
    end = b"PK\x05\x06" + pack("<HHHHLLH", 0, 0, count, count, length, size, 0)
    return b"".join([*made, *listed, end])
