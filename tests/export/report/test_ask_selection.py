"""Which asks are proposed, by simple rules, and how one is picked and cut."""

from collections.abc import Sequence
from pathlib import Path

from tests.export.report.reports import COVER, build_report_of, open_story_book
from tests.export.report.second_ask_selection import build_all_asks, has_yes_after_no
from tests.export.story_book import TODAY, example_book
from tracker.analysis.asks.timeline import StepKind
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.ask_selection import PROPOSED_COUNT
from tracker.export.report.cover import CoverNote
from tracker.export.report.report_ask import ReportAsk
from tracker.months import Month
from tracker.sample import STORY_TODAY

ALL_OF_IT = ExportSelection()


def asks_in(
    folder: Path,
    choice: ExportSelection = ALL_OF_IT,
    numbers: Sequence[int] | None = None,
    *,
    words: bool = True,
) -> tuple[ReportAsk, ...]:
    """The asks of the story that a summary describes."""
    cover = CoverNote(COVER.reason, ask_numbers=None if numbers is None else tuple(numbers))
    with open_story_book(folder) as book:
        return build_report_of(book, choice=choice, cover=cover, with_words=words).asks


def propose_of(folder: Path, *lines: str) -> tuple[int, ...]:
    with example_book(folder, *lines) as book:
        return tuple(ask.number for ask in build_report_of(book, TODAY).asks)


def test_five_asks_of_the_story_tell_most(tmp_path: Path) -> None:
    # Words with most noted; a no, then a yes; the largest part of an income; a no that was
    # accepted; the newest.
    assert [ask.number for ask in asks_in(tmp_path / "1")] == [30, 53, 101, 132, 144]
    with open_story_book(tmp_path / "2") as book:
        rows = build_report_of(book).rows
        asks = build_all_asks(book, rows, ALL_OF_IT, STORY_TODAY)
    by_number = {ask.number: ask for ask in asks}
    assert max(asks, key=lambda ask: ask.share_of_income or 0).number == 101
    assert has_yes_after_no(by_number[53])
    assert "no_accepted" in by_number[132].circumstances
    assert asks[0].number == 144


def test_each_rule_finds_its_own(tmp_path: Path) -> None:
    assert propose_of(
        tmp_path,
        "2025-09-01 income 100/month",
        "2025-09-02 ask 90 merch no",
        "2025-09-03 ask 5 merch no gave 5",
        '2025-09-04 ask 5 donation no #in_public #deadline "words"',
        "2025-09-05 ask 6 donation no #no_accepted",
        "2025-09-06 ask 7 event later",
        "2025-09-07 ask 8 event no",
    ) == (2, 3, 5, 6, 8)


def test_fewer_asks_are_all_proposed_and_none_twice(tmp_path: Path) -> None:
    lines = "2025-09-02 ask 90 merch no gave 90", "2025-09-03 ask ? merch"
    assert propose_of(tmp_path / "1", *lines) == (1, 3)
    assert propose_of(tmp_path / "2", "2025-09-02 paid 5 merch") == ()


def test_without_an_income_the_largest_amount_is_proposed(tmp_path: Path) -> None:
    lines = [f"2025-09-{day:02} ask {100 - day} donation later" for day in range(1, 20)]
    with example_book(tmp_path, *lines) as book:
        asks = build_report_of(book, TODAY).asks
    assert len(asks) == PROPOSED_COUNT
    assert asks[0].number == 1
    assert all(ask.share_of_income is None for ask in asks)


def test_a_repeat_stands_for_its_whole_ask(tmp_path: Path) -> None:
    (ask,) = asks_in(tmp_path / "1", numbers=(62, 72))
    assert ask.number == 53
    assert ask.timeline.ask_count == 6
    assert asks_in(tmp_path / "2", numbers=()) == ()
    assert asks_in(tmp_path / "3", numbers=(1, 9999)) == ()


def test_what_happened_outside_the_months_that_go_along_leaves_no_trace(tmp_path: Path) -> None:
    choice = ExportSelection(first=Month(2026, 2), last=Month(2026, 3))
    (ask,) = asks_in(tmp_path, choice, (62,))
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
