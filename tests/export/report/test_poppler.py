"""The PDF as other programs read it: poppler's tools and qpdf, where they are installed."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.report.reports import COVER
from tracker.export.report.cover import CoverNote
from tracker.export.report.model import Report
from tracker.export.report.text_preview import render_text_preview
from tracker.export.report.typesetting import typeset_report

TOOLS = ("pdfinfo", "pdffonts", "pdftotext", "pdftoppm", "pdfdetach", "qpdf")
pytestmark = [
    pytest.mark.poppler,
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in TOOLS), reason="poppler or qpdf is missing"
    ),
]
LINK = "https://example.org/" + "groups/" * 12 + "why-we-give.html?year=2025&page=3"
ATTACHED = {"months.csv": b"month\r\n2025-09\r\n"}


@pytest.fixture(scope="module")
def path(story_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pdf") / "report.pdf"
    made.write_bytes(typeset_report(story_report, attachments=ATTACHED))
    return made


def run(*arguments: str | Path, right: Sequence[int] = (0,)) -> str:
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode in right, done.stderr
    assert not (right == (0,) and done.stderr), done.stderr
    return done.stdout


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_pdfinfo_knows_title_and_tags_and_nothing_of_its_making(path: Path) -> None:
    lines = [line.partition(":") for line in run("pdfinfo", path).splitlines()]
    told = {key: value.strip() for key, _colon, value in lines}
    assert told["Title"] == "My own notes"
    assert told["Tagged"] == "yes"
    assert told["Page size"].endswith("(A4)")
    assert told["JavaScript"] == "no"
    assert told["Encrypted"] == "no"
    assert not {"Creator", "Producer", "CreationDate", "ModDate", "Author"} & set(told)


def test_every_font_is_within_it_and_can_be_read_as_text(path: Path) -> None:
    fonts = run("pdffonts", path).splitlines()[2:]
    assert len(fonts) == 5
    for font in fonts:
        name, *_kind, embedded, subset, is_read, _object, _generation = font.split()
        assert name[6] == "+"
        assert (embedded, subset, is_read) == ("yes", "yes", "yes")


def test_the_text_is_read_in_its_order(path: Path) -> None:
    read = squeezed(run("pdftotext", "-raw", path, "-"))
    place = 0
    for wanted in (
        "What 2 groups asked me for, and what I gave",
        COVER.reason,
        "What helps",
        "A safe way to reach me: evenings, on the old number",
        "Please don’t do this",
        "Don’t contact the group",
        "I gave 251.50 EUR",
        "“tea table” asked once",
        "The last 3 months",
        "What I counted",
        "I wrote down for 41 of 49 meetings whether money came up.",
        "In their words",
        "“it should cost each of us a little sleep”",
        "About these notes",
        "The group’s side is not here.",
        "1 of 4",
        "5 of the 13 things I was asked for",
        "“it is tight with you, we can tell, so 24 would do”",
        "What some words mean here",
        "Attached files",
        "You can ignore this code.",
        "4 of 4",
    ):
        found = read.find(wanted, place)
        assert found >= 0, wanted
        place = found


@pytest.mark.parametrize("word", [LINK, "w" * 120, "\u00e4\u0436" * 60])
def test_a_long_word_breaks_and_is_copied_as_it_was_typed(
    tmp_path: Path, story_report: Report, word: str
) -> None:
    made = tmp_path / "report.pdf"
    made.write_bytes(typeset_report(replace(story_report, cover_note=CoverNote(word, LINK))))
    read = run("pdftotext", "-raw", made, "-")
    assert "\u200b" not in read
    joined = "".join(read.split())
    assert LINK in joined
    assert word in joined
    assert word not in read, "it is longer than a line"


def test_the_preview_says_no_word_that_is_not_in_the_pdf(path: Path, story_report: Report) -> None:
    read = set(squeezed(run("pdftotext", "-layout", path, "-")).split())
    drawn = {"[drawing]", "│", "-", "months.csv."}
    shown = render_text_preview(story_report, 100, attachment_names=tuple(ATTACHED))
    missing = [
        word
        for line in shown
        if "drawing" not in line
        for word in line.split()
        if word.strip("():,.") and not set(word) <= set("=-")
        if word not in read and word.strip("():,.") not in {each.strip("():,.") for each in read}
        if word not in drawn
    ]
    assert missing == []


def test_the_chart_has_its_words_as_text(path: Path) -> None:
    read = squeezed(run("pdftotext", "-layout", "-l", "1", path, "-"))
    for wanted in ("asked, low to high", "Sep Oct Nov Dec", "so far"):
        assert wanted in read


def test_qpdf_finds_nothing_wrong_also_with_a_password(path: Path, story_report: Report) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", path)
    closed = path.with_name("closed.pdf")
    password = "gr\u00fcner Apfel \u20ac"
    closed.write_bytes(typeset_report(story_report, attachments=ATTACHED, password=password))
    told = run("qpdf", "--check", f"--password={password}", closed)
    assert "R = 6" in told
    assert "AESv3" in told
    run("pdfinfo", closed, right=(1,))
    run("qpdf", "--check", "--password=wrong", closed, right=(2,))
    assert "Pages:           4" in run("pdfinfo", "-upw", password, closed)


def test_files_within_it_come_out_as_they_went_in(path: Path) -> None:
    out = path.with_name("out.csv")
    run("pdfdetach", "-save", "1", "-o", out, path)
    assert out.read_bytes() == ATTACHED["months.csv"]


def test_it_is_told_apart_when_printed_in_grey(path: Path) -> None:
    """What was given is dark, what was asked for light: three greys at least on the page."""
    grey = subprocess.run(
        ["pdftoppm", "-gray", "-r", "40", "-l", "1", str(path)], capture_output=True, check=True
    ).stdout
    counted = {level: grey.count(bytes([level])) for level in range(256)}
    dark = sum(counted[level] for level in range(60, 120))
    light = sum(counted[level] for level in range(215, 235))
    assert dark > 300
    assert light > 200
