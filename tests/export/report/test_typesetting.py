"""The PDF: page one is one page, it is accessible, it has no metadata and keeps its secrets."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from tests.export.pdf_reader import (
    WrongPassword,
    attached_files,
    list_objects,
    open_pdf,
    unpack_object,
)
from tests.export.report.reports import COVER, build_report_of, open_book_of, open_story_book
from tests.export.story_book import example_book
from tests.strategies import EXAMPLES, LAST_DAY, books, number_entries, texts
from tracker.charts.image import report_panels
from tracker.charts.series import Series
from tracker.entries.types import Entry
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report import typesetting
from tracker.export.report.blocks import ChartBlock, ReportBlock
from tracker.export.report.cover import LONGEST_REASON, LONGEST_SAFE_CONTACT, Audience, CoverNote
from tracker.export.report.document import build_document
from tracker.export.report.model import Report
from tracker.export.report.password import PdfPasswordError
from tracker.export.report.typesetting import typeset_report
from tracker.i18n import clear_locale_cache

FOOT = 45.0
"""The height below which only the page's number is, in points."""
CSV = {"months.csv": b"month\r\n", "entries.csv": "entry;\u00e4\r\n".encode()}


def test_each_block_is_set_by_its_name() -> None:
    """A class of another name would be left out of the page without a word."""
    page = Path(typesetting.__file__).with_name("page.typ").read_text(encoding="utf-8")
    named = re.findall(r'it\.is == "(\w+)"', page)
    assert sorted(named) == sorted(each.__name__ for each in get_args(ReportBlock))


@pytest.fixture(scope="module")
def story_pdf(story_report: Report) -> bytes:
    return typeset_report(story_report, attachments=CSV)


def pages_of_page_one(report: Report) -> int:
    """How many pages the first one takes at its tightest, where the chart is on the second."""
    pages = build_document(report)
    first = [block for block in pages.page_one if not isinstance(block, ChartBlock)]
    return len(
        open_pdf(typesetting._typeset_document(replace(pages, page_one=first, more_pages=()))).pages
    )


def dictionary(element: object) -> DictionaryObject:
    """Return a dictionary of the PDF, wherever it is."""
    found = element.get_object() if isinstance(element, IndirectObject) else element
    assert isinstance(found, DictionaryObject)
    return found


def tags(element: object) -> Iterator[tuple[str, str]]:
    """Every tag in the order in which it is read aloud, with the words for a drawing."""
    match element:
        case IndirectObject():
            yield from tags(element.get_object())
        case ArrayObject():
            for each in element:
                yield from tags(each)
        case DictionaryObject():
            if "/S" in element:
                yield str(element["/S"]), str(element.get("/Alt", ""))
            if "/K" in element:
                yield from tags(element["/K"])


def test_the_same_report_gives_the_same_bytes(story_report: Report, story_pdf: bytes) -> None:
    assert typeset_report(story_report, attachments=CSV) == story_pdf


def test_nothing_is_said_of_its_making_but_title_and_language(story_pdf: bytes) -> None:
    pdf = open_pdf(story_pdf)
    assert pdf.metadata == {"/Title": "My own notes"}
    assert str(pdf.root_object["/Lang"]) == "en"
    packet = cast(StreamObject, pdf.root_object["/Metadata"]).get_data().decode()
    names = re.findall(r"<([a-z]+:[A-Za-z]+)", packet)
    assert [each for each in names if not each.startswith(("x:", "rdf:"))] == [
        "dc:title",
        "dc:language",
        "pdfuaid:part",
    ]
    written = list(map(unpack_object, list_objects(pdf)))
    for telltale in (
        b"typst",
        b"matplotlib",
        b"pypdf",
        b"PyPDF",
        b"Producer",
        b"nDate",
        b"ModDate",
    ):
        assert not [each for each in [*written, story_pdf] if telltale in each]


def test_it_can_be_read_aloud(story_pdf: bytes) -> None:
    root = open_pdf(story_pdf).root_object
    assert dictionary(root["/MarkInfo"]) == {"/Marked": True}
    assert dictionary(root["/ViewerPreferences"]).items() >= {"/DisplayDocTitle": True}.items()
    found = list(tags(dictionary(root["/StructTreeRoot"])["/K"]))
    names = [tag for tag, _told in found]
    assert names[:2] == ["/Document", "/H1"]
    assert {"/H2", "/H3", "/P", "/L", "/LI", "/Table", "/THead", "/TH", "/TD"} <= set(names)
    drawings = [told for tag, told in found if tag == "/Figure"]
    assert drawings[0].startswith("What 2 groups asked for and what I gave")
    assert all(drawings)


def list_page_fills(pdf: bytes) -> list[float]:
    """How far down the last text of each page is, but for its number: 1 is the foot of the page."""
    return [
        1 - min(list_heights(page)) / float(page.mediabox.height) for page in open_pdf(pdf).pages
    ]


def list_heights(page: PageObject) -> list[float]:
    """The height of each text of a page above its foot, but for its number."""
    heights: list[float] = []

    def visit(text: str, place: Sequence[float], line: Sequence[float], *_font: object) -> None:
        if text.strip():
            heights.append(line[4] * place[1] + line[5] * place[3] + place[5])

    page.extract_text(visitor_text=visit)
    return [height for height in heights if height > FOOT]


def test_the_last_page_is_filled_as_much_as_the_one_before_allows(story_pdf: bytes) -> None:
    *_before, last = list_page_fills(story_pdf)
    assert last > 0.5


def test_a_last_page_that_would_be_rather_empty_takes_from_the_one_before(tmp_path: Path) -> None:
    with open_story_book(tmp_path) as book:
        choice = ExportSelection(groups={"circle": "circle"}, labels=False, observations=False)
        report = build_report_of(book, choice=choice, with_income=False, with_words=False)
    _first, second, last = list_page_fills(typeset_report(report))
    assert 0.6 < second < 0.7
    assert 0.6 < last < 0.7


def test_a_short_summary_is_one_page(tmp_path: Path) -> None:
    with example_book(tmp_path, "2025-11-02 ask 5 merch no", "2025-11-03 paid 5 dues") as book:
        report = build_report_of(book, date(2025, 11, 22), root="f" * 64)
    assert len(open_pdf(typeset_report(report)).pages) == 1


def test_no_reader_is_told_what_made_it_or_of_a_notebook(story_pdf: bytes) -> None:
    pdf = open_pdf(story_pdf)
    told = " ".join([*(page.extract_text() for page in pdf.pages), str(pdf.metadata)])
    assert not re.search(r"notebook|program\b|tracker", told, re.IGNORECASE)


def test_its_pages_are_numbered_and_as_many_as_are_read_to_the_end(story_pdf: bytes) -> None:
    pdf = open_pdf(story_pdf)
    assert len(pdf.pages) == 4
    assert [float(each) for each in pdf.pages[0].mediabox][2:] == pytest.approx(
        [595.28, 841.89], abs=0.01
    )


@pytest.mark.usefixtures("drawn_once")
def test_files_lie_within_it(story_pdf: bytes, story_report: Report) -> None:
    assert attached_files(story_pdf) == CSV
    assert {each.subtype for each in open_pdf(story_pdf).attachment_list} == {"/text/csv"}
    assert not attached_files(typeset_report(story_report))


@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize(
    "password",
    [
        "x",
        "\u00e4\u00f6\u00fc \u20ac",
        "\u0437\u0430\u043c\u043e\u043a",
        "\U0001f642" * 31,
        "a" * 127,
    ],
)
def test_a_password_is_needed(story_report: Report, password: str) -> None:
    pdf = typeset_report(story_report, attachments=CSV, password=password)
    for wrong in ("", "wrong", password[1:], f"!{password}"):
        with pytest.raises(WrongPassword):
            open_pdf(pdf, wrong)
    read = open_pdf(pdf, unicodedata.normalize("NFKC", password)[:127])
    encryption = dictionary(read.trailer["/Encrypt"])
    assert {"/R": 6, "/Length": 256}.items() <= encryption.items()
    assert len(read.pages) == 4
    assert b"months.csv" not in pdf
    assert b"own notes" not in pdf


@pytest.mark.usefixtures("drawn_once")
def test_no_mark_of_what_a_page_says_is_left_to_be_read_where_a_password_closes_it(
    story_report: Report,
) -> None:
    def identifier(pdf: bytes, password: str = "") -> object:
        return cast(ArrayObject, open_pdf(pdf, password).trailer["/ID"])[0]

    once, again = (typeset_report(story_report, password="x") for _time in range(2))
    marks = [
        identifier(typeset_report(story_report)),
        identifier(once, "x"),
        identifier(again, "x"),
    ]
    assert len(set(map(repr, marks))) == 3


@pytest.mark.usefixtures("drawn_once")
def test_a_password_no_program_takes_is_refused_before_anything_is_made(
    story_report: Report,
) -> None:
    with pytest.raises(PdfPasswordError, match="has 800 bytes, but a PDF takes 127 at most"):
        typeset_report(story_report, password="\U0001f642" * 200)


@pytest.mark.parametrize(
    ("sign", "audience"),
    [
        ("W", Audience.FRIEND),
        *(
            (sign, Audience.COUNSELLOR)
            for sign in ("W", "i ", "\u4f60", "\U0001f642", "\u05e9 ", "\u00e4-")
        ),
    ],
)
def test_page_one_is_one_page_whatever_is_said_on_it(
    tmp_path: Path, sign: str, audience: Audience
) -> None:
    lines = (
        "2025-09-01 income 9999999.99/month",
        "2025-09-01 need food 1/month",
        f'2025-11-02 ask 9000000-9999999.99 donation no "{sign * 3000}"',
        "2025-11-03 ask 8888888.88-9999999.99 for last pledged 9999999.99",
        "2025-11-03 ask ? merch",
        f'2025-11-20 paid 9999999.99 dues @!"{sign.strip() * 200}"',
        "2025-11-20 returned 9999999.99 for 6",
    )
    with example_book(tmp_path, *lines) as book:
        cover = CoverNote(
            (sign * 300)[:LONGEST_REASON],
            (sign * 300)[:LONGEST_SAFE_CONTACT],
            audience=audience,
            depends_on_group=True,
        )
        report = build_report_of(book, date(2025, 11, 22), cover=cover, root="f" * 64)
    assert pages_of_page_one(report) == 1


@pytest.mark.parametrize(
    ("audience", "fixture"),
    [(Audience.FRIEND, "narrow_report"), (Audience.COUNSELLOR, "story_report")],
)
def test_words_that_are_a_third_longer_still_leave_the_chart_on_page_one(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    german: None,
    audience: Audience,
    fixture: str,
) -> None:
    story_report = request.getfixturevalue(fixture)
    assert german is None
    for module in (
        "page_one",
        "caveats",
        "notable_months",
        "group_sentences",
        "amount_text",
        "pattern_highlights",
    ):
        for call in ("_", "_label"):
            monkeypatch.setattr(f"tracker.export.report.{module}.{call}", longer, raising=False)
    for call in ("_", "_label"):
        monkeypatch.setattr(f"tracker.charts.chart_text.{call}", longer, raising=False)
    cover = CoverNote(
        "Ich w\u00fcsste gern, was dir dabei auff\u00e4llt. " * 2,
        "donnerstags " * 5,
        audience=audience,
        depends_on_group=True,
    )
    first = build_document(replace(story_report, cover_note=cover)).page_one
    assert any(isinstance(block, ChartBlock) for block in first)
    pages = replace(build_document(story_report), page_one=first, more_pages=())
    assert len(open_pdf(typesetting._typeset_document(pages)).pages) == 1


def longer(text: str, _context: str = "") -> str:
    """A text as long as its translation may be."""
    return text + " \u00e4u\u00dferst"[: len(text) // 3]


def test_what_is_typed_is_never_markup(tmp_path: Path) -> None:
    evil = '#panic() *b* $x$ `r` <t> @r \\ // = - + {page} #sys.inputs.data #read("page.typ")'
    with example_book(
        tmp_path, f'2025-11-02 ask 5 merch no "{evil.replace(chr(34), chr(34) * 2)}"'
    ) as book:
        report = build_report_of(book, date(2025, 11, 22), cover=CoverNote(evil, evil))
    assert len(open_pdf(typeset_report(report)).pages) == 1


@pytest.mark.slow
@settings(max_examples=2 * EXAMPLES)
@given(books(), texts(), st.text(max_size=LONGEST_SAFE_CONTACT), st.booleans(), st.booleans())
def test_any_book_is_set(
    entries: Sequence[Entry], why: str, safe_way: str, with_income: bool, with_words: bool
) -> None:
    with (
        TemporaryDirectory() as name,
        open_book_of(Path(name), number_entries(entries), LAST_DAY) as book,
    ):
        cover = replace(COVER, reason=f"{why}."[:LONGEST_REASON], safe_contact=safe_way)
        report = build_report_of(
            book, LAST_DAY, cover=cover, with_income=with_income, with_words=with_words
        )
    assert len(open_pdf(typeset_report(report)).pages) >= 1


def test_the_values_load_nothing_that_sets_or_draws(tmp_path: Path) -> None:
    with open_story_book(tmp_path):
        pass
    script = (
        "import sys, json; from tracker.export import report_builder\n"
        "from tracker.export.report import document, password, text_preview, typesetting\n"
        "print(json.dumps([name for name in ('typst', 'pypdf', 'Crypto', 'matplotlib', 'numpy',"
        " 'textual', 'lxml') if name in sys.modules]))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []


@pytest.mark.parametrize("lines", [1, 40])
def test_the_chart_is_drawn_once_for_each_height_that_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: int
) -> None:
    with example_book(tmp_path, *["2025-11-02 ask 5 merch no"] * lines) as book:
        report = build_report_of(book, date(2025, 11, 22), cover=COVER)
    heights: list[float] = []
    render_chart_svg = report_panels.render_chart_svg

    def draw_and_count(series: Series, plot_height: float) -> str:
        heights.append(plot_height)
        return render_chart_svg(series, plot_height)

    monkeypatch.setattr(report_panels, "render_chart_svg", draw_and_count)
    typeset_report(report)
    assert heights == [fit.plot for fit in typesetting.PAGE_FITS[: len(heights)]]


def test_all_pages_are_set_once(story_report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_typst = typesetting._compile_typst
    page_counts: list[int] = []

    def compile_and_count(*values: Any, **options: Any) -> bytes:
        pdf = compile_typst(*values, **options)
        page_counts.append(len(open_pdf(pdf).pages))
        return pdf

    monkeypatch.setattr(typesetting, "_compile_typst", compile_and_count)
    typeset_report(story_report)
    assert page_counts == [1, 4]


def test_a_locale_changes_dates_and_amounts(
    story_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = typeset_report(story_report)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    clear_locale_cache()
    try:
        assert typeset_report(story_report) != plain
    finally:
        monkeypatch.undo()
        clear_locale_cache()
