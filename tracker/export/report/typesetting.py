"""The report as a PDF: set by typst from values, its drawings by matplotlib, finished by pypdf.

Needs no book, so it may run in a thread. The same report gives the same bytes, unless it has a
password: that is salted.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any, Final, TypeAlias

from tracker.export.report.blocks import Block, Chart, Document, Foot, Frame, LifeLine
from tracker.export.report.document import document
from tracker.export.report.model import Report
from tracker.i18n import _

Data: TypeAlias = dict[str, Any]
"""A block as typst reads it."""
STANDARD: Final = "ua-1"
"""PDF/UA: what is said can be read aloud, in its order; typst refuses what falls short of it."""
NO_ROOM = "the first page is full"
"""What `page.typ` says when the first page does not hold all that belongs on it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to set the first page: its letters in points, its gaps, how high months are drawn."""

    size: float
    gap: float
    plot: float
    """Inches."""


FITS = (
    Fit(11, 1.0, 1.6),
    Fit(10.5, 0.9, 1.2),
    Fit(10.5, 0.7, 1.0),
    Fit(10.5, 0.5, 0.8),
    Fit(10.5, 0.5, 0.6),
    Fit(10.5, 0.7, 1.6),
)
"""From the roomiest on: the first that fits is taken. In the last the chart stands on page two,
and what has no room flows on, rather than that there is no report."""


def typeset(
    report: Report, *, attachments: Mapping[str, bytes] | None = None, password: str | None = None
) -> bytes:
    """The report as a file, with files within it; with a password nobody opens it without.

    Raises PasswordRefused for a password that no program could take.
    """
    from tracker.export.report.pdf_finish import left

    pages = document(report, attached=tuple(attachments or ()))
    return left(_set(pages), pages.title, pages.language, attachments or {}, password)


def _set(pages: Document) -> bytes:
    """The pages as typst sets them, in the first way in which page one is one page."""
    from typst import TypstError

    more = [_data(block, FITS[0]) for block in pages.more]
    for fit in FITS[:-1]:
        try:
            return _compiled(pages, fit, [_data(block, fit) for block in pages.first], more)
        except TypstError as error:
            if NO_ROOM not in str(error):
                raise
    last = FITS[-1]
    charts = [_data(block, last) for block in pages.first if isinstance(block, Chart)]
    first = [_data(block, last) for block in pages.first if not isinstance(block, Chart)]
    return _compiled(pages, last, first, charts + more)


def _compiled(pages: Document, fit: Fit, first: Sequence[Data], more: Sequence[Data]) -> bytes:
    """One try of typst, which reads no file but its own fonts."""
    import typst

    from tracker.charts.image.matplotlib_page import find_font_folder

    data = {
        "title": pages.title,
        "language": pages.language,
        "page_of": _("{page} of {count}"),
        "size": fit.size,
        "gap": fit.gap,
        "must_fit": fit is not FITS[-1],
        "first": first,
        "more": more,
    }
    told = json.dumps(data, ensure_ascii=False)
    fonts = typst.Fonts(
        include_system_fonts=_needs_more_signs(told), font_paths=[str(find_font_folder())]
    )
    return typst.compile(
        files(__package__).joinpath("page.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": told},
        font_paths=fonts,
        pdf_standards=STANDARD,
        timestamp=0,
    )


def _needs_more_signs(text: str) -> bool:
    """Whether there are signs that only a font of this machine may have."""
    from tracker.charts.image.matplotlib_page import MISSING_GLYPH, replace_missing_glyphs

    return MISSING_GLYPH in replace_missing_glyphs(text.replace(MISSING_GLYPH, ""))


def _data(block: Block, fit: Fit) -> Data:
    """A block as typst reads it: what it is, and its fields; a drawing as SVG."""
    told: Data = {each.name: getattr(block, each.name) for each in fields(block)}
    match block:
        case Frame(blocks) | Foot(blocks):
            told["blocks"] = [_data(each, fit) for each in blocks]
        case Chart():
            told["series"] = _drawn(block, fit)
        case LifeLine():
            told["life"] = _drawn(block, fit)
    return {"is": type(block).__name__, **told}


def _drawn(block: Chart | LifeLine, fit: Fit) -> str:
    # matplotlib takes longer to import than all the rest: only what is drawn pays for it.
    from tracker.charts.image import report_panels

    if isinstance(block, LifeLine):
        return report_panels.render_timeline_svg(block.life)
    return report_panels.render_chart_svg(block.series, fit.plot)
