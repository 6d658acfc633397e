"""The section about what others were asked or gave: two lists, no sum, no count of anyone."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.factories import log_lines, make_book_in_memory
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.report.document import build_document
from tracker.export.report.later_pages import build_more_pages
from tracker.export.report.model import Report
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import NumberFormat

TODAY = date(2026, 4, 1)
COVER = CoverNote(CoverReason.JUST_KNOW.sentence)
HEADING = "What I saw and heard of others"
SEEN = "What others were asked for while I was there"
HEARD = "What I was told"
OWN = "2026-01-02 ask 30/month dues no @!circle"


def build_report(*lines: str, selection: ExportSelection | None = None) -> Report:
    with make_book_in_memory() as book:
        log_lines(book, OWN, *lines, today=TODAY)
        data = load_bundle(book, TODAY, Dialect.COMMA, selection or ExportSelection(), COVER)
    assert data.report is not None
    return data.report


def render(*lines: str, selection: ExportSelection | None = None) -> str:
    """Return the section as running text."""
    text = " ".join(render_text_preview(build_report(*lines, selection=selection), 76))
    section = " ".join(text.partition(HEADING)[2].split())
    return re.split("What some words mean here|People to talk to", section)[0]


def test_seen_and_heard_are_told_apart() -> None:
    text = render(
        "2026-01-05 seen 50-450 donation +!office #public_pledge @circle: every member",
        '2026-01-06 heard about 45 merch @circle "we all bought one"',
        "2026-01-07 heard ? dues @circle",
    )
    assert "In the first list, I was there and saw it. In the second, someone told me." in text
    assert "None of these amounts is in any total." in text
    seen, heard = text.split(SEEN)[1].split(HEARD)
    assert "donation · 50.00 to 450.00 · campaign “office”" in _plain(seen)
    assert "someone had to say their amount out loud" in seen
    assert "In my words: every member" in seen
    assert "“every member" not in seen
    assert "merch · about 45.00 “we all bought one”" in _plain(heard)
    assert "dues · no amount known" in _plain(heard)
    assert heard.index("7 Jan" if "7 Jan" in heard else "Jan 7") < heard.index("merch")


def test_with_one_list_its_meaning_is_one_sentence() -> None:
    text = render("2026-01-05 heard 20/month dues @circle")
    assert "Someone told me. None of these amounts is in any total." in text
    assert SEEN not in text
    assert "20.00 a month" in _plain(text)


def test_there_is_no_section_without_them_or_without_the_tick() -> None:
    assert render() == ""
    lines = ("2026-01-05 seen 50 donation @circle",)
    assert render(*lines, selection=ExportSelection(observations=False)) == ""
    assert render(*lines) != ""


def test_it_is_never_on_page_one() -> None:
    pages = build_document(build_report("2026-01-05 seen 44.44 donation @circle"))
    assert "44.44" not in repr(pages.page_one)
    assert "44.44" in repr(pages.more_pages)


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        (("5", "120"), ""),
        (("5", "120", "?", "7/month"), ""),
        (
            ("5", "20-120", "7"),
            "In all entries, the one-off amounts that I know are from 5.00 to 120.00.",
        ),
        (("5", "5", "5"), "Each one-off amount that I know is 5.00."),
        (
            ("5", "about 9", "7"),
            "In all entries, the one-off amounts that I know or estimate are from 5.00 to 9.00.",
        ),
    ],
)
def test_lowest_and_highest_from_three_known_amounts_on(
    amounts: tuple[str, ...], sentence: str
) -> None:
    text = render(*(f"2026-01-05 seen {amount} donation @circle" for amount in amounts))
    assert ("one-off amount" in text) is bool(sentence)
    assert sentence in text


def test_the_newest_eight_are_shown_and_no_sum() -> None:
    lines = [f"2026-01-{day:02} seen {day}.11 donation @circle" for day in range(5, 17)]
    text = render(*lines)
    assert "The newest 8 entries are shown here." in text
    assert "… and 4 earlier ones" in text
    assert re.findall(r"\b\d+\.11\b", text.split("from 5.11 to 16.11")[1]) == [
        f"{day}.11" for day in range(16, 8, -1)
    ]
    assert "127.32" not in text, "that is the sum"
    assert "12" not in re.sub(r"\d+\.11|Jan \d+, 2026|\d+ Jan 2026", "", text)


def test_words_need_both_ticks() -> None:
    line = '2026-01-05 seen 5 donation @circle "zqsaid": zqmine'
    assert "zqsaid" not in render(line, selection=ExportSelection(words=False))
    assert "zqmine" in render(line, selection=ExportSelection(words=False))
    assert "zqmine" not in render(line, selection=ExportSelection(own_words=False))
    assert "zqsaid" in render(line, selection=ExportSelection(own_words=False))


def test_several_groups_are_named_and_one_is_not() -> None:
    lines = ("2026-01-05 seen 5 donation @circle", "2026-01-06 heard 6 merch @!choir")
    assert "“choir” · merch" in _plain(render(*lines))
    assert "circle" not in render(lines[0])


def test_hidden_amounts_are_hidden() -> None:
    report = build_report("2026-01-05 seen 77 donation @circle: 77 from each")
    # The check code has any digits.
    report = replace(report, witness_root="")
    numbers = NumberFormat(is_hidden=True)
    assert "77" not in repr(list(build_more_pages(report, numbers)))


def test_own_words_of_an_ask_are_below_it_and_not_in_quotes() -> None:
    report = build_report('2026-01-05 ask 7 merch no @circle "they said": I was tired')
    text = " ".join(" ".join(render_text_preview(report, 76)).split())
    assert "“they said” In my words: I was tired" in text
    assert "“I was tired" not in text
    assert "I was tired" not in repr(build_document(report).page_one)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
