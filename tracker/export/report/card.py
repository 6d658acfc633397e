"""The card for the room as a PDF: one A6 page with its lines, and nothing that tells where from.

Other programs show a title or a date. So the card is no PDF/UA, which has to have a title. Its
bytes are always the same for the same lines.
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO

from tracker.export.report.safe_text import isolate_direction, sanitize_typed_text
from tracker.export.report.typesetting import has_missing_glyphs, load_fonts
from tracker.i18n import find_language


def typeset_card(lines: Sequence[str]) -> bytes:
    """Return the card as a PDF without metadata. Nothing is read from disk but fonts."""
    import typst

    texts = [isolate_direction(sanitize_typed_text(line)) for line in lines]
    data = json.dumps({"language": find_language(), "lines": texts}, ensure_ascii=False)
    pdf = typst.compile(
        files(__package__).joinpath("card.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": data},
        font_paths=load_fonts(has_system_fonts=has_missing_glyphs(data)),
        timestamp=0,
    )
    return _remove_metadata(pdf)


def _remove_metadata(pdf: bytes) -> bytes:
    """Return the PDF without a title, a date, an identifier or the name of a program."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(pdf))
    reader.trailer.pop("/ID", None)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    writer.xmp_metadata = None
    # Otherwise what nothing refers to any more would stay in the file.
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    memory = BytesIO()
    writer.write(memory)
    return memory.getvalue()
