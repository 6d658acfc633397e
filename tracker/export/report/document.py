"""The summary in words: all of its pages, for the PDF and for the terminal."""

from collections.abc import Sequence

from tracker.export.report.blocks import ReportDocument
from tracker.export.report.later_pages import build_more_pages
from tracker.export.report.model import Report
from tracker.export.report.page_one import build_page_one
from tracker.i18n import NumberFormat, _label, find_language


def build_document(
    report: Report, numbers: NumberFormat | None = None, attachment_names: Sequence[str] = ()
) -> ReportDocument:
    """Return the pages of a summary with attached files of these names."""
    numbers = numbers or NumberFormat()
    return ReportDocument(
        title=_label("My own notes"),
        language=find_language(),
        page_one=tuple(build_page_one(report, numbers)),
        more_pages=tuple(build_more_pages(report, numbers, attachment_names)),
    )
