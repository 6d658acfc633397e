"""PDFium, which shares no code with what wrote the report, opens and reads it."""

import unicodedata

import pypdfium2
import pytest

from tracker.export.report.model import Report
from tracker.export.report.typesetting import typeset_report

TABLES = {"entries.csv": "entry;\u00e4\r\n".encode(), "months.csv": b"month\r\n" * 10_000}
pytestmark = pytest.mark.usefixtures("drawn_once")
PASSWORDS = ["x", "\u00e4\u00f6\u00fc \u20ac", "\u0437\u0430\u043c\u043e\u043a", "\U0001f642" * 31]


def read_pdf(pdf: bytes, password: str | None = None) -> tuple[list[str], dict[str, bytes]]:
    """Return the text of each page, and the files attached to it."""
    with pypdfium2.PdfDocument(pdf, password=password) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
        count = document.count_attachments()
        attachments = [document.get_attachment(place) for place in range(count)]
        return texts, {each.get_name(): bytes(each.get_data()) for each in attachments}


@pytest.fixture
def story_pages(story_report: Report) -> list[str]:
    """Return the text of each page, as it is without a password."""
    texts, tables = read_pdf(typeset_report(story_report, attachments=TABLES))
    assert tables == TABLES
    return texts


def test_it_reads_every_page_and_every_table(story_pages: list[str]) -> None:
    assert len(story_pages) == 4
    assert "My own notes" in story_pages[0]


@pytest.mark.parametrize("password", PASSWORDS)
def test_it_opens_with_the_password_and_with_no_other(
    story_report: Report, story_pages: list[str], password: str
) -> None:
    pdf = typeset_report(story_report, attachments=TABLES, password=password)
    for wrong in (None, "wrong", f"!{password}"):
        with pytest.raises(pypdfium2.PdfiumError):
            read_pdf(pdf, wrong)
    texts, tables = read_pdf(pdf, unicodedata.normalize("NFC", password))
    assert texts == story_pages
    assert tables == TABLES
