"""The report in words: all of its pages, for whatever shows them."""

from collections.abc import Sequence

from tracker.export.report.blocks import Document
from tracker.export.report.model import Report
from tracker.export.report.more_pages import more_pages
from tracker.export.report.page_one import page_one
from tracker.i18n import NumberFormat, _, find_language


def document(
    report: Report, numbers: NumberFormat | None = None, attached: Sequence[str] = ()
) -> Document:
    """The pages of a report; `attached` are the names of the files that lie within the PDF."""
    numbers = numbers or NumberFormat()
    return Document(
        title=_("One person’s own notes"),
        language=find_language(),
        first=tuple(page_one(report, numbers)),
        more=tuple(more_pages(report, numbers, attached)),
    )
