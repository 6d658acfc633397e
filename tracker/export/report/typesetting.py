"""The summary as a PDF: set by typst from values and drawings, finished by pypdf.

It needs no book, so it may run in a thread. The same report gives the same bytes, unless it has a
password, which is salted.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tracker.charts.image import report_panels
from tracker.charts.image.font import MISSING_GLYPH, find_font_folder, replace_missing_glyphs
from tracker.export.report.blocks import (
    ChartBlock,
    FooterBlock,
    FrameBlock,
    HeadingBlock,
    ReportBlock,
    ReportDocument,
    TimelineBlock,
)
from tracker.export.report.document import build_document
from tracker.export.report.model import Report
from tracker.i18n import _label

if TYPE_CHECKING:
    from typst import Fonts

TypstData: TypeAlias = dict[str, Any]
"""A block as typst reads it."""
PDF_STANDARD: Final = "ua-1"
"""PDF/UA: a screen reader can read all of it in order. Typst refuses what breaks the standard."""
MOST_SECTIONS_OF_SINGLE_PAGE = 3
"""A summary with so few sections after page one may fit on it."""
NO_ROOM_MESSAGE = "the first page is full"
"""What `page.typ` says when the first page has no room for all its blocks."""


@dataclass(frozen=True, slots=True)
class PageFit:
    """A way to set the first page: its font size in points, its gaps, how high months are drawn."""

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
    PageFit(10, 0.5, 0.6),
    PageFit(9.5, 0.4, 0.6),
    PageFit(10.5, 0.7, 1.6),
)
"""The roomiest comes first, and the first that fits is used. In the last one the chart is on page
two, and what does not fit continues there, so there is always a summary."""

SINGLE_PAGE_FITS = (PAGE_FITS[0], PAGE_FITS[2], PAGE_FITS[-2])
"""The ways to set a very short summary on one page."""


def typeset_report(
    report: Report, *, attachments: Mapping[str, bytes] | None = None, password: str | None = None
) -> bytes:
    """Return the summary as a PDF with attached files, and with a password if there is one.

    Raises PdfPasswordError for a password that no program could take.
    """
    from tracker.export.report.pdf_finish import finish_pdf

    pages = build_document(report, attachment_names=tuple(attachments or ()))
    return finish_pdf(
        _typeset_document(pages), pages.title, pages.language, attachments or {}, password
    )


def _typeset_document(pages: ReportDocument) -> bytes:
    """Return the PDF with the first fit in which page one is one page.

    A very short summary is one page, where that is possible. All pages take five times as long as
    the first, and the first is tried alone.
    """
    more = [
        [_serialise_block(block, PAGE_FITS[0].plot) for block in section]
        for section in split_into_sections(pages.more_pages)
    ]

    @cache
    def serialise_page_one(plot_height: float) -> list[TypstData]:
        return [_serialise_block(block, plot_height) for block in pages.page_one]

    for fit in SINGLE_PAGE_FITS if len(more) <= MOST_SECTIONS_OF_SINGLE_PAGE else ():
        pdf = _try_typst(pages, fit, serialise_page_one(fit.plot), more, is_single=True)
        if pdf is not None:
            return pdf
    for fit in PAGE_FITS[:-1]:
        first = serialise_page_one(fit.plot)
        if _try_typst(pages, fit, first, ()) is not None:
            return _compile_typst(pages, fit, first, more)
    last = PAGE_FITS[-1]
    first = serialise_page_one(last.plot)
    charts = [data for data in first if data["is"] == ChartBlock.__name__]
    texts = [data for data in first if data["is"] != ChartBlock.__name__]
    return _compile_typst(pages, last, texts, [charts, *more] if charts else more)


def _try_typst(
    pages: ReportDocument,
    fit: PageFit,
    first: Sequence[TypstData],
    more: Sequence[Sequence[TypstData]],
    *,
    is_single: bool = False,
) -> bytes | None:
    """Return the PDF, None if a page is too full."""
    from typst import TypstError

    try:
        return _compile_typst(pages, fit, first, more, is_single=is_single)
    except TypstError as error:
        if NO_ROOM_MESSAGE not in str(error):
            raise
        return None


def split_into_sections(blocks: Sequence[ReportBlock]) -> list[list[ReportBlock]]:
    """Return the blocks in sections that should not be split over two pages.

    A section begins at each heading, but the first heading of level 3 belongs to the one above it.
    """
    sections: list[list[ReportBlock]] = []
    has_subheading = False
    for block in blocks:
        level = block.level if isinstance(block, HeadingBlock) else None
        if not sections or level == 2 or (level == 3 and has_subheading):
            sections.append([])
            has_subheading = False
        has_subheading = has_subheading or level == 3
        sections[-1].append(block)
    return sections


def _compile_typst(
    pages: ReportDocument,
    fit: PageFit,
    first: Sequence[TypstData],
    more: Sequence[Sequence[TypstData]],
    *,
    is_single: bool = False,
) -> bytes:
    """Compile once with typst, which reads no file but its own fonts."""
    import typst

    data = {
        "title": pages.title,
        "language": pages.language,
        "page_of": _label("{page} of {count}"),
        "size": fit.size,
        "gap": fit.gap,
        "must_fit": fit is not PAGE_FITS[-1],
        "single": is_single,
        "first": first,
        "more": more,
    }
    text = json.dumps(data, ensure_ascii=False)
    return typst.compile(
        files(__package__).joinpath("page.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": text},
        font_paths=load_fonts(has_system_fonts=has_missing_glyphs(text)),
        pdf_standards=PDF_STANDARD,
        timestamp=0,
    )


@cache
def load_fonts(*, has_system_fonts: bool) -> "Fonts":
    """Return the fonts of the summary, with all of this machine where it needs them."""
    import typst

    folder = str(find_font_folder())
    return typst.Fonts(include_system_fonts=has_system_fonts, font_paths=[folder])


def has_missing_glyphs(text: str) -> bool:
    """Return whether there are characters that only a font of this machine may have."""
    return MISSING_GLYPH in replace_missing_glyphs(text.replace(MISSING_GLYPH, ""))


def _serialise_block(block: ReportBlock, plot_height: float) -> TypstData:
    """Return a block as typst reads it: its kind and its fields, with drawings as SVG."""
    values: TypstData = {field.name: getattr(block, field.name) for field in fields(block)}
    match block:
        case FrameBlock(blocks) | FooterBlock(blocks):
            values["blocks"] = [_serialise_block(each, plot_height) for each in blocks]
        case ChartBlock():
            values["series"] = report_panels.render_chart_svg(block.series, plot_height)
        case TimelineBlock():
            values["timeline"] = report_panels.render_timeline_svg(block.timeline)
    return {"is": type(block).__name__, **values}
