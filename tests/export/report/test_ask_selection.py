"""Which asks are proposed, by simple rules, and how one is picked and cut."""

from pathlib import Path

from tests.export.report.reports import COVER, build_report_of, open_story_book
from tests.export.story_book import TODAY, example_book
from tracker.analysis.asks.timeline import StepKind
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.ask_selection import (
    PROPOSED_COUNT,
    ReportAsk,
    build_report_asks,
    propose_asks,
    select_asks,
)
from tracker.export.report.cover import CoverNote
from tracker.months import Month
from tracker.sample import STORY_TODAY

ALL_OF_IT = ExportSelection()


def asks_in(
    folder: Path, choice: ExportSelection = ALL_OF_IT, *, words: bool = True
) -> list[ReportAsk]:
    with open_story_book(folder) as book:
        rows = build_report_of(book, choice=choice).rows
        items = book.ask_queries.load_timeline_entries(STORY_TODAY)
        return build_report_asks(items, rows, choice, STORY_TODAY, has_words=words)


def asks_of(folder: Path, *lines: str) -> list[ReportAsk]:
    with example_book(folder, *lines) as book:
        rows = build_report_of(book, TODAY).rows
        return build_report_asks(
            book.ask_queries.load_timeline_entries(TODAY), rows, ALL_OF_IT, TODAY, has_words=True
        )


def test_five_asks_of_the_story_tell_most(tmp_path: Path) -> None:
    asks = asks_in(tmp_path)
    # Words with most noted; a no, then a yes; the largest part of an income; a no that was
    # accepted; the newest.
    assert propose_asks(asks) == (30, 53, 101, 132, 144)
    by_number = {ask.number: ask for ask in asks}
    assert max(asks, key=lambda ask: ask.share_of_income or 0).number == 101
    assert by_number[53].has_yes_after_no
    assert "no_accepted" in by_number[132].circumstances
    assert asks[0].number == 144


def test_each_rule_finds_its_own(tmp_path: Path) -> None:
    asks = asks_of(
        tmp_path,
        "2025-09-01 income 100/month",
        "2025-09-02 ask 90 merch no",
        "2025-09-03 ask 5 merch no gave 5",
        '2025-09-04 ask 5 donation no #in_public #deadline "words"',
        "2025-09-05 ask 6 donation no #no_accepted",
        "2025-09-06 ask 7 event later",
        "2025-09-07 ask 8 event no",
    )
    assert propose_asks(asks) == (2, 3, 5, 6, 8)


def test_fewer_asks_are_all_proposed_and_none_twice(tmp_path: Path) -> None:
    asks = asks_of(tmp_path, "2025-09-02 ask 90 merch no gave 90", "2025-09-03 ask ? merch")
    assert propose_asks(asks) == (1, 3)
    assert propose_asks([]) == ()


def test_without_an_income_the_largest_amount_is_proposed(tmp_path: Path) -> None:
    lines = [f"2025-09-{day:02} ask {100 - day} donation later" for day in range(1, 20)]
    asks = asks_of(tmp_path, *lines)
    assert len(propose_asks(asks)) == PROPOSED_COUNT
    assert propose_asks(asks)[0] == 1
    assert all(ask.share_of_income is None for ask in asks)


def test_a_repeat_stands_for_its_whole_ask(tmp_path: Path) -> None:
    asks = asks_in(tmp_path)
    (ask,) = select_asks(asks, (62, 72))
    assert ask.number == 53
    assert ask.timeline.ask_count == 6
    assert select_asks(asks, ()) == ()
    assert select_asks(asks, (1, 9999)) == ()


def test_what_happened_outside_the_months_that_go_along_leaves_no_trace(tmp_path: Path) -> None:
    choice = ExportSelection(first=Month(2026, 2), last=Month(2026, 3))
    (ask,) = select_asks(asks_in(tmp_path, choice), (62,))
    assert ask.number == 62
    assert ask.has_earlier_start
    assert {Month.from_date(step.day).number for step in ask.timeline.steps} == {2, 3}
    assert not any(step.kind is StepKind.NO for step in ask.timeline.steps)


def test_groups_that_stay_out_have_no_ask_and_others_the_name_they_are_shown_by(
    tmp_path: Path,
) -> None:
    asks = asks_in(tmp_path, ExportSelection(groups={"circle": "the first one"}))
    assert {ask.timeline.group for ask in asks} == {"the first one"}
    assert not {144} & {ask.number for ask in asks}


def test_without_words_nothing_that_was_said_is_there(tmp_path: Path) -> None:
    asks = asks_in(tmp_path, words=False)
    assert not any(step.words for ask in asks for step in ask.timeline.steps)
    assert not any(ask.has_words for ask in asks)


def test_the_person_picks(tmp_path: Path) -> None:
    with open_story_book(tmp_path) as book:
        report = build_report_of(book, cover=CoverNote(COVER.reason, ask_numbers=(14, 30)))
    assert [ask.number for ask in report.asks] == [14, 30]
    assert report.ask_count == 13
