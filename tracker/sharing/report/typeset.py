"""The report as a PDF: set by typst from values, its drawings by matplotlib, finished by pikepdf.

Needs no book, so it may run in a thread. The same report gives the same bytes, unless it has a
password: that is salted.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeAlias

from tracker.sharing.report.blocks import (
    Block,
    Chart,
    Code,
    Days,
    Document,
    Figures,
    Frame,
    Heading,
    LifeLine,
    Paragraph,
    Points,
    Quote,
    Table,
    Terms,
)
from tracker.sharing.report.pages import document
from tracker.sharing.report.report import Report
from tracker.texts import _

Data: TypeAlias = dict[str, Any]
"""A block as typst reads it."""
STANDARD = "ua-1"
"""PDF/UA: what is said can be read aloud, in its order; typst refuses what falls short of it."""
NO_ROOM = "the first page is full"
"""What `page.typ` says when the first page does not hold all that belongs on it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to set the first page: its letters in points, its gaps, how high months are drawn."""

    size: float
    gap: float
    plot: float | None
    """Inches; None: the chart goes to the second page."""


FITS = (Fit(11, 1.0, 1.3), Fit(10.5, 0.9, 1.0), Fit(10.5, 0.7, 0.75), Fit(10.5, 0.7, None))
"""From the roomiest on: the first that fits is taken."""


def typeset(
    report: Report, *, attachments: Mapping[str, bytes] | None = None, password: str | None = None
) -> bytes:
    """The report as a file, with files within it; with a password nobody opens it without.

    Raises PasswordRefused for a password that no program could take.
    """
    from tracker.sharing.report.leaving import left

    pages = document(report, attached=tuple(attachments or ()))
    return left(_set(pages), pages.title, pages.language, attachments or {}, password)


def _set(pages: Document) -> bytes:
    from typst import TypstError

    for fit in FITS[:-1]:
        try:
            return _compiled(pages, fit)
        except TypstError as error:
            if NO_ROOM not in str(error):
                raise
    return _compiled(pages, FITS[-1])


def _compiled(pages: Document, fit: Fit) -> bytes:
    import typst

    from tracker.charts.page import font_folder

    first, more = list(pages.first), list(pages.more)
    if fit.plot is None:
        more = [each for each in first if isinstance(each, Chart)] + more
        first = [each for each in first if not isinstance(each, Chart)]
    data = {
        "title": pages.title,
        "language": pages.language,
        "page_of": _("{page} of {count}"),
        "size": fit.size,
        "gap": fit.gap,
        "first": [_data(block, fit) for block in first],
        "more": [_data(block, fit) for block in more],
    }
    told = json.dumps(data, ensure_ascii=False)
    made = typst.compile(
        files(__package__).joinpath("page.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": told},
        font_paths=[str(font_folder())],
        ignore_system_fonts=not _needs_more_signs(told),
        pdf_standards=[STANDARD],
        timestamp=0,
    )
    return bytes(made)


def _needs_more_signs(text: str) -> bool:
    """Whether there are signs that only a font of this machine may have."""
    from tracker.charts.page import UNKNOWN, drawable

    return UNKNOWN in drawable(text.replace(UNKNOWN, ""))


def _data(block: Block, fit: Fit) -> Data:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(text, style):
            return {"is": "paragraph", "text": text, "style": style}
        case Points(items, style):
            return {"is": "points", "items": items, "style": style}
        case Frame(blocks):
            return {"is": "frame", "blocks": [_data(each, fit) for each in blocks]}
        case Figures(figures):
            return {"is": "figures", "figures": [each._asdict() for each in figures]}
        case Table(head, rows):
            return {"is": "table", "head": head, "rows": rows}
        case Quote(words, source):
            return {"is": "quote", "words": words, "source": source}
        case Days(head, days):
            return {"is": "days", "head": head, "days": [each._asdict() for each in days]}
        case Terms(head, terms):
            return {"is": "terms", "head": head, "terms": [each._asdict() for each in terms]}
        case Code(groups):
            return {"is": "code", "groups": groups}
        case Chart() | LifeLine():
            return {"is": "drawing", "svg": _drawn(block, fit), "told": block.told}


def _drawn(block: Chart | LifeLine, fit: Fit) -> str:
    # matplotlib takes longer to import than all the rest: only what is drawn pays for it.
    from tracker.charts import panels

    if isinstance(block, LifeLine):
        return panels.life(block.life)
    return panels.chart(block.series, fit.plot or FITS[0].plot or 0)
