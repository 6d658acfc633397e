"""The report as a PDF: set by typst from values, its drawings by matplotlib, finished by pypdf.

Needs no book, so it may run in a thread. The same report gives the same bytes, unless it has a
password: that is salted.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any, Final, TypeAlias

from tracker.export.report.blocks import (
    ChartBlock,
    FooterBlock,
    FrameBlock,
    ReportBlock,
    ReportDocument,
    TimelineBlock,
)
from tracker.export.report.document import build_document
from tracker.export.report.model import Report
from tracker.i18n import _

TypstData: TypeAlias = dict[str, Any]
"""A block as typst reads it."""
PDF_STANDARD: Final = "ua-1"
"""PDF/UA: a screen reader can read all of it in order; typst refuses what breaks the standard."""
NO_ROOM_MESSAGE = "the first page is full"
"""What `page.typ` says when the first page has no room for all its blocks."""


@dataclass(frozen=True, slots=True)
class PageFit:
    """A way to set the first page: its letters in points, its gaps, how high months are drawn."""

    size: float
    gap: float
    plot: float
    """Inches."""


PAGE_FITS = (
    PageFit(11, 1.0, 1.6),
    PageFit(10.5, 0.9, 1.2),
    PageFit(10.5, 0.7, 1.0),
    PageFit(10.5, 0.5, 0.8),
    PageFit(10.5, 0.5, 0.6),
    PageFit(10.5, 0.7, 1.6),
)
"""From the roomiest on: the first that fits is used. In the last one the chart is on page two, and
what does not fit goes on there, so that there is always a report."""


def typeset_report(
    report: Report, *, attachments: Mapping[str, bytes] | None = None, password: str | None = None
) -> bytes:
    """Return the report as a PDF with files within it, and with a password if there is one.

    Raises PdfPasswordError for a password that no program could take.
    """
    from tracker.export.report.pdf_finish import finish_pdf

    pages = build_document(report, attachment_names=tuple(attachments or ()))
    return finish_pdf(
        _typeset_document(pages), pages.title, pages.language, attachments or {}, password
    )


def _typeset_document(pages: ReportDocument) -> bytes:
    """Return the PDF with the first fit in which page one is one page."""
    from typst import TypstError

    more = [_serialise_block(block, PAGE_FITS[0]) for block in pages.more_pages]
    for fit in PAGE_FITS[:-1]:
        try:
            return _compile_typst(
                pages, fit, [_serialise_block(block, fit) for block in pages.page_one], more
            )
        except TypstError as error:
            if NO_ROOM_MESSAGE not in str(error):
                raise
    last = PAGE_FITS[-1]
    charts = [
        _serialise_block(block, last) for block in pages.page_one if isinstance(block, ChartBlock)
    ]
    first = [
        _serialise_block(block, last)
        for block in pages.page_one
        if not isinstance(block, ChartBlock)
    ]
    return _compile_typst(pages, last, first, charts + more)


def _compile_typst(
    pages: ReportDocument, fit: PageFit, first: Sequence[TypstData], more: Sequence[TypstData]
) -> bytes:
    """One try of typst, which reads no file but its own fonts."""
    import typst

    from tracker.charts.image.matplotlib_page import find_font_folder

    data = {
        "title": pages.title,
        "language": pages.language,
        "page_of": _("{page} of {count}"),
        "size": fit.size,
        "gap": fit.gap,
        "must_fit": fit is not PAGE_FITS[-1],
        "first": first,
        "more": more,
    }
    text = json.dumps(data, ensure_ascii=False)
    fonts = typst.Fonts(
        include_system_fonts=_has_missing_glyphs(text), font_paths=[str(find_font_folder())]
    )
    return typst.compile(
        files(__package__).joinpath("page.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": text},
        font_paths=fonts,
        pdf_standards=PDF_STANDARD,
        timestamp=0,
    )


def _has_missing_glyphs(text: str) -> bool:
    """Whether there are signs that only a font of this machine may have."""
    from tracker.charts.image.matplotlib_page import MISSING_GLYPH, replace_missing_glyphs

    return MISSING_GLYPH in replace_missing_glyphs(text.replace(MISSING_GLYPH, ""))


def _serialise_block(block: ReportBlock, fit: PageFit) -> TypstData:
    """A block as typst reads it: what it is, and its fields; a drawing as SVG."""
    values: TypstData = {field.name: getattr(block, field.name) for field in fields(block)}
    match block:
        case FrameBlock(blocks) | FooterBlock(blocks):
            values["blocks"] = [_serialise_block(field, fit) for field in blocks]
        case ChartBlock():
            values["series"] = _draw_svg(block, fit)
        case TimelineBlock():
            values["timeline"] = _draw_svg(block, fit)
    return {"is": type(block).__name__, **values}


def _draw_svg(block: ChartBlock | TimelineBlock, fit: PageFit) -> str:
    # matplotlib takes longer to import than all the rest: only what is drawn pays for it.
    from tracker.charts.image import report_panels

    if isinstance(block, TimelineBlock):
        return report_panels.render_timeline_svg(block.timeline)
    return report_panels.render_chart_svg(block.series, fit.plot)
