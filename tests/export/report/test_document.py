"""The report as blocks of text: complete, in the first person, without what is not selected."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.report.reports import (
    COVER,
    build_report_of,
    list_blocks,
    list_strings,
    open_story_book,
)
from tests.export.story_book import TODAY, example_book
from tests.strategies import NAUGHTY, texts
from tracker.charts.series import ChartView
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report import later_pages
from tracker.export.report.amount_text import describe_share
from tracker.export.report.blocks import (
    AskDaysBlock,
    ChartBlock,
    CheckCodeBlock,
    FooterBlock,
    FrameBlock,
    HeadingBlock,
    KeyFiguresBlock,
    ParagraphBlock,
    QuoteBlock,
    SideBySideBlock,
    TableBlock,
)
from tracker.export.report.cover import Audience, CoverNote, CoverReason
from tracker.export.report.document import build_document
from tracker.export.report.model import Report
from tracker.export.report.one_ask import keep_together
from tracker.export.report.safe_text import (
    format_name,
    isolate_direction,
    sanitize_typed_text,
    shorten_quote,
)
from tracker.export.report.text_preview import render_text_preview
from tracker.helplines import HELPLINES
from tracker.i18n import HIDDEN_NUMBER, NumberFormat
from tracker.months import Month
from tracker.text_width import measure_cells

GOLDEN = Path(__file__).with_name("story.txt")
WIDTH = 76


def whole(report: Report, width: int = WIDTH, numbers: NumberFormat | None = None) -> str:
    lines = "\n".join(render_text_preview(report, width, numbers))
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def flowing(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_the_storys_pages_are_as_they_were_looked_at(story_report: Report) -> None:
    made = "\n".join(
        [
            *render_text_preview(
                story_report, WIDTH, attachment_names=("months.csv", "entries.csv")
            ),
            "",
        ]
    )
    assert made == GOLDEN.read_text("utf-8")


def test_the_first_page_has_all_that_it_needs_in_the_order_it_is_read(
    story_report: Report,
) -> None:
    first = build_document(story_report).page_one
    kinds = [type(block) for block in first]
    assert kinds[:3] == [HeadingBlock, ParagraphBlock, FrameBlock]
    order = [FrameBlock, KeyFiguresBlock, TableBlock, ChartBlock, QuoteBlock]
    assert [kind for kind in kinds if kind in order] == order
    assert len(next(block for block in first if isinstance(block, TableBlock)).rows) == 3


def test_the_frame_says_what_is_wanted(story_report: Report) -> None:
    (frame,) = (
        block
        for block in list_blocks(build_document(story_report))
        if isinstance(block, FrameBlock)
    )
    told = " ".join(list_strings(frame))
    for wanted in ("Don’t contact the group", "Don’t show, forward or post it", "any other way"):
        assert wanted in told
    assert "A safe way to reach me: evenings, on the old number" in told
    assert COVER.reason in told
    assert all(sentence in told for sentence in COVER.advice)
    assert "When we’ve talked, please delete it or give it back." in told


FRIENDS = (
    "Ask me how I am.",
    "Do something with me that costs nothing.",
    "Stay in touch, even if I keep going there.",
    "Don’t argue about the group with me.",
)
DEPENDS = "I live with, work for or depend on someone in the group."
DEPENDS_ON_ONE = "I live with, work for or depend on someone in one of these groups."


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("reason", [*(each.sentence for each in CoverReason), "Because I ask."])
def test_a_friend_is_told_what_helps_and_a_counsellor_what_to_know(
    story_report: Report, audience: Audience, reason: str
) -> None:
    cover = CoverNote(reason, audience=audience, depends_on_group=True)
    pages = build_document(replace(story_report, cover_note=cover))
    page_one = " ".join(list_strings(pages.page_one))
    assert [each in page_one for each in FRIENDS] == 4 * [audience is Audience.FRIEND]
    is_told = audience is Audience.COUNSELLOR
    assert (DEPENDS_ON_ONE in list_strings(pages.page_one)) is is_told
    assert "depend on" not in " ".join(list_strings(pages.more_pages))
    one_group = replace(story_report, cover_note=cover, groups=("circle",))
    assert (DEPENDS in list_strings(build_document(one_group).page_one)) is is_told
    unticked = replace(story_report, cover_note=replace(cover, depends_on_group=False))
    assert "depend on" not in whole(unticked)


def test_what_helps_and_what_does_not_are_next_to_each_other(story_report: Report) -> None:
    cover = CoverNote(CoverReason.TELL_ME.sentence, audience=Audience.FRIEND)
    pages = build_document(replace(story_report, cover_note=cover))
    ((helps, harms),) = [
        block.lists for block in list_blocks(pages) if isinstance(block, SideBySideBlock)
    ]
    assert [each for each in helps.items if each in FRIENDS] == list(FRIENDS[:3])
    assert [each for each in harms.items if each in FRIENDS] == list(FRIENDS[3:])


def test_what_is_for_the_person_has_no_frame_but_keeps_their_own_reason(
    story_report: Report,
) -> None:
    for reason, count in ((COVER.reason, 0), ("For when I doubt it.", 1)):
        cover = CoverNote(reason, "by post", audience=Audience.ME)
        pages = build_document(replace(story_report, cover_note=cover))
        assert not [block for block in list_blocks(pages) if isinstance(block, FrameBlock)]
        told = list_strings(pages.page_one)
        assert [told.count(reason), told.count("by post")] == [count, 0]


def test_without_a_safe_way_the_reader_waits(story_report: Report) -> None:
    told = whole(replace(story_report, cover_note=CoverNote("why")))
    assert flowing(told).count("I’ll come to you when I want to talk about it.") == 1
    assert "safe way" not in told
    assert "any other way" not in told


def test_the_page_speaks_for_the_person_and_to_the_reader(story_report: Report) -> None:
    blocks = build_document(story_report).page_one
    told = [
        text
        for each in blocks
        if not isinstance(each, QuoteBlock | FrameBlock)
        for text in list_strings(each)
    ]
    assert not [text for text in told if re.search(r"\byou", text, re.IGNORECASE)]


def test_amounts_are_hidden_where_amounts_are_hidden(story_report: Report) -> None:
    told = whole(replace(story_report, witness_root=""), numbers=NumberFormat(is_hidden=True))
    for shown in ("251.50", "344.50", "439.50", "138.00", "24.00", "60.00", "1.9", "7.3", "so 24"):
        assert shown not in told
    for shown in ("67.50", "840", "90.00", "245.50", "12.00"):
        assert shown not in told
    assert HIDDEN_NUMBER in told
    # Counts and days stay.
    assert "41 of 49 meetings" in told
    assert "Jan 22, 2026" in told


def test_without_income_no_sum_is_told_that_an_income_follows_from(narrow_report: Report) -> None:
    pages = build_document(narrow_report)
    told = whole(narrow_report)
    assert "about 2 %" in told
    assert not re.search(r"\d[.,]\d+ %", told)
    assert "left after living" not in told.casefold()
    assert "limit" not in told
    charts = [block for block in list_blocks(pages) if isinstance(block, ChartBlock)]
    assert [chart.series.view for chart in charts] == [ChartView.ASKED_GIVEN]
    assert not any(point.limit for chart in charts for point in chart.series.points)
    # Of 820.00, which stands on the rung of 875.81.
    assert "up to about 7 % of a month’s income" in flowing(told)
    assert "about 8 % in June 2026" in flowing(told)
    assert (
        "The shares are rounded. Someone could still work out roughly what I earn, so please "
        in flowing(told)
    )


def test_with_income_nothing_is_estimated(story_report: Report) -> None:
    told = flowing(whole(story_report))
    assert "work out roughly what I earn" not in told
    assert "up to 7.3 % of a month’s income" in told


def test_the_limit_is_told_only_with_its_tick(story_report: Report, tmp_path: Path) -> None:
    assert "limit" not in whole(story_report)
    assert not any(row.limit for row in story_report.rows)
    assert not any(point.limit for point in story_report.series.points)
    with open_story_book(tmp_path) as book:
        ticked = build_report_of(book, choice=ExportSelection(limit=True))
        # What is left out does not say that there is a limit, either.
        without = build_report_of(book, with_income=False)
    assert "The dashed line is the most I want to give in a month." in flowing(whole(ticked))
    assert any(point.limit for point in ticked.series.points)
    assert not without.omissions.limit
    assert not without.omissions.percent_limit


def test_without_words_none_are_told(narrow_report: Report) -> None:
    pages = build_document(narrow_report)
    assert not [block for block in list_blocks(pages) if isinstance(block, QuoteBlock)]
    days = [
        day for block in list_blocks(pages) if isinstance(block, AskDaysBlock) for day in block.days
    ]
    assert days
    assert not [day for day in days if day.quotes]
    assert "fight" not in whole(narrow_report)


@pytest.mark.parametrize(
    ("share", "exact", "told"),
    [
        (None, False, ""),
        (368, True, "3.7 %"),
        (368, False, "about 4 %"),
        (49, False, "below 1 %"),
        (0, False, "0 %"),
    ],
)
def test_a_part_of_the_income_is_whole_where_the_income_stays_out(
    share: int | None, exact: bool, told: str
) -> None:
    assert (
        describe_share(share, NumberFormat(), exact=exact).replace("\N{NO-BREAK SPACE}", " ")
        == told
    )


def test_people_to_talk_to_are_the_last_that_is_read_and_never_on_page_one(
    story_report: Report, german: None
) -> None:
    assert german is None
    pages = build_document(story_report)
    assert "TelefonSeelsorge" not in " ".join(list_strings(pages.page_one))
    *_before, heading, _told, country, people, foot = pages.more_pages
    assert list_strings(heading) == ["People to talk to"]
    assert list_strings(country) == ["Germany"]
    assert [line.partition(":")[0] for line in list_strings(people)[:-1]] == [
        "TelefonSeelsorge",
        "Sekten-Info NRW",
        "Hilfetelefon Gewalt gegen Frauen",
        "Hilfe-Telefon Sexueller Missbrauch",
    ]
    assert isinstance(foot, FooterBlock)
    unticked = replace(story_report, cover_note=replace(COVER, has_helplines=False))
    assert build_document(unticked).more_pages == (*pages.more_pages[:-5], foot)


def test_an_empty_book_says_so(tmp_path: Path) -> None:
    with example_book(tmp_path, "2025-11-01 meeting 2h") as book:
        book.undo(TODAY)
        report = build_report_of(book, TODAY)
    told = whole(report)
    assert "I haven’t recorded anything yet" in told
    assert "The group’s side is not here." in told
    assert report.asks == ()


def test_without_any_income_noted_the_chart_shows_amounts(tmp_path: Path) -> None:
    with example_book(tmp_path, "2025-11-03 ask 30/month dues gave 30") as book:
        report = build_report_of(book, TODAY)
    assert report.series.view is ChartView.ASKED_GIVEN
    assert "%" not in whole(report)


def test_what_is_known_and_when_it_was_noted_is_told_of_how_many(tmp_path: Path) -> None:
    lines = [
        "2025-11-22 ask 30 dues gave 30",
        "2025-11-20 paid 12 merch documented",
        "2025-11-01 income 950/month",
    ]
    with example_book(tmp_path, *lines) as book:
        told = flowing(whole(build_report_of(book, TODAY)))
    assert "I have a receipt or statement for 12.00 of the 42.00 I gave." in told
    assert (
        "I wrote 2 of the 3 notes about requests, payments and meetings on the day it happened, "
        "and the rest later."
    ) in told


def test_what_was_noted_is_counted_within_what_goes_along(tmp_path: Path) -> None:
    with open_story_book(tmp_path) as book:
        report = build_report_of(book, choice=ExportSelection(groups={"tea table": "tea table"}))
        assert report.recording_counts.entries == 15
        choice = ExportSelection(first=Month(2026, 10), last=Month(2026, 10))
        assert build_report_of(book, choice=choice).recording_counts.entries == 6


def test_the_root_can_be_read_at_the_foot_of_the_last_page(story_report: Report) -> None:
    pages = build_document(story_report, attachment_names=("witness.txt",))
    (code,) = (block for block in list_blocks(pages) if isinstance(block, CheckCodeBlock))
    foot = pages.more_pages[-1]
    assert isinstance(foot, FooterBlock)
    told = " ".join(list_strings(foot))
    assert told.startswith("You can ignore this code.")
    assert "witness.txt belongs to it. You don’t need to open it." in told
    assert "attached" not in whole(story_report)
    assert "".join(code.groups) == "0123456789abcdef" * 4
    assert {len(group) for group in code.groups} == {8}
    without = build_document(replace(story_report, witness_root=""))
    assert not [block for block in list_blocks(without) if isinstance(block, CheckCodeBlock)]


def test_an_ask_is_told_by_the_person_with_every_day_it_was_talked_about(tmp_path: Path) -> None:
    lines = (
        "2025-09-01 income 1000/month",
        "2025-09-02 ask 20-100 donation later #in_public",
        '2025-09-09 answered gave 5 for 2 #guilt_words "others gave"',
        "2025-09-16 ask 7 merch no",
        "2025-09-17 ask 8 merch for last no",
    )
    with example_book(tmp_path, *lines) as book:
        told = flowing(whole(build_report_of(book, TODAY)))
    assert "I was asked 3 times in all." in told
    assert "asked once · came up again once · up to 10.0 % of a month’s income" in told
    assert "○ I was asked, » I said later other members could hear" in told
    assert "■ I gave 5.00 someone talked about duty or guilt “others gave”" in told
    assert "○ I was asked again, for 8.00, × I said no" in told
    assert "day by day as written below" not in told


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        (
            ["ask 20 dues gave 20", "returned 5 for 2", "received 25", "received 3 @!choir"],
            "I gave: 20.00 EUR 5.00 was paid back. I got 28.00 from the groups. I was asked for",
        ),
        (
            ["received 25", "ask ? dues no", "ask ? merch no"],
            "The group gave me 25.00. I was asked for: not named 2 times, no amount was named.",
        ),
        (
            ["ask 7 dues no", "ask ? merch no"],
            "I gave: 0.00 EUR I was asked for: 7.00 EUR Once more, no amount was named.",
        ),
    ],
)
def test_each_remark_about_a_figure_is_a_sentence(
    tmp_path: Path, lines: Sequence[str], figures: str
) -> None:
    with example_book(tmp_path, *(f"2025-11-03 {line}" for line in lines)) as book:
        assert figures in flowing(whole(build_report_of(book, TODAY)))


def test_what_i_had_said_yes_to_before_is_apart_from_asks_without_an_amount(
    story_report: Report,
) -> None:
    assert (
        "I was asked for: 344.50 to 439.50 EUR 36.00 of it I had said yes to before. "
        "2 more times, no amount was named."
    ) in flowing(whole(story_report))


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("■ I gave 15.00", "■~I~gave~15.00"),
        ("30.00 a month", "30.00~a~month"),
        (f"○ I was asked for {'9' * 40}", f"○~I was asked for {'9' * 40}"),
    ],
)
def test_a_sign_and_a_period_stay_with_their_amount(phrase: str, kept: str) -> None:
    assert keep_together(phrase).replace("\N{NO-BREAK SPACE}", "~") == kept


def test_one_helpline_is_not_called_a_list(
    story_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = tuple(helpline for helpline in HELPLINES if helpline.country == "DE")
    for found in ("Germany", several), ("Germany", several[:1]):
        is_list = found[1] == several
        monkeypatch.setattr(later_pages, "find_own_country", partial(tuple, found))
        told = flowing(whole(story_report))
        assert ("Every reader gets the same list." in told) is is_list
        assert ("The year says when each was last confirmed." in told) is is_list
        assert ("The year says when it was last confirmed." in told) is not is_list


def test_it_is_said_who_chose_the_asks(story_report: Report) -> None:
    told = flowing(whole(story_report))
    assert "5 of the 13 things I was asked for" in told
    assert "A fixed rule picked these: the largest" in told
    chosen = replace(
        story_report, cover_note=replace(COVER, ask_numbers=(30,)), asks=story_report.asks[:1]
    )
    told = flowing(whole(chosen))
    assert "1 of the 13 things I was asked for" in told
    assert "I chose what is shown here." in told


def test_long_words_are_shortened_and_it_says_so() -> None:
    assert shorten_quote("a b " * 100, 20) == "“a b a b a b a b a b …” (shortened here)"
    assert shorten_quote("x" * 100, 10) == f"“{'x' * 10} …” (shortened here)"
    assert shorten_quote("kept whole", 10) == "“kept whole”"
    assert format_name("n" * 100, 10) == "n" * 9 + "…"


@given(st.one_of(texts(), st.text(st.characters(codec=None)), st.sampled_from(NAUGHTY)))
def test_a_typed_text_has_no_sign_that_turns_or_breaks_others(text: str) -> None:
    told = sanitize_typed_text(text)
    assert "\n" not in told
    assert not {sign for sign in told if not sign.isprintable()} - {"\u200c", "\u200d"}
    assert sanitize_typed_text(told) == told
    if text.isprintable() and text.isascii():
        assert told == " ".join(text.split())


def test_words_read_from_the_right_are_held_apart() -> None:
    assert isolate_direction("abc") == "abc"
    assert isolate_direction("\u05e9\u05dc") == "\u2068\u05e9\u05dc\u2069"


@pytest.mark.parametrize("width", [30, 40, 60, 100])
def test_every_line_of_the_preview_fits(story_report: Report, width: int) -> None:
    assert max(map(measure_cells, render_text_preview(story_report, width))) <= width


def test_headings_go_down_step_by_step(story_report: Report) -> None:
    levels = [
        each.level
        for each in list_blocks(build_document(story_report))
        if isinstance(each, HeadingBlock)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
