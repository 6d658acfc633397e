"""Which asks are proposed, by simple rules, and how one is picked and cut."""

from pathlib import Path

from tests.export.report.reports import COVER, report_in, story_book
from tests.export.story_book import TODAY, example_book
from tracker.analysis.asks.timeline import StepKind
from tracker.export.privacy.selection import Choice
from tracker.export.report.ask_selection import FIVE, OneAsk, asks_told, picked, proposed
from tracker.export.report.cover import Cover
from tracker.months import Month
from tracker.sample import STORY_TODAY

ALL_OF_IT = Choice()


def asks_in(folder: Path, choice: Choice = ALL_OF_IT, *, words: bool = True) -> list[OneAsk]:
    with story_book(folder) as book:
        rows = report_in(book, choice=choice).rows
        items = book.ask_queries.load_timeline_entries(STORY_TODAY)
        return asks_told(items, rows, choice, STORY_TODAY, words=words)


def asks_of(folder: Path, *lines: str) -> list[OneAsk]:
    with example_book(folder, *lines) as book:
        rows = report_in(book, TODAY).rows
        return asks_told(
            book.ask_queries.load_timeline_entries(TODAY), rows, ALL_OF_IT, TODAY, words=True
        )


def test_five_asks_of_the_story_tell_most(tmp_path: Path) -> None:
    asks = asks_in(tmp_path)
    # The largest part of an income; words with most noted; a no, then a yes; a no that was
    # accepted; the newest.
    assert proposed(asks) == (25, 39, 49, 128, 134)
    by_number = {ask.number: ask for ask in asks}
    assert max(asks, key=lambda ask: ask.share or 0).number == 25
    assert by_number[49].is_no_then_yes
    assert "no_accepted" in by_number[128].circumstances
    assert asks[0].number == 134


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
    assert proposed(asks) == (2, 3, 5, 6, 8)


def test_fewer_asks_are_all_proposed_and_none_twice(tmp_path: Path) -> None:
    asks = asks_of(tmp_path, "2025-09-02 ask 90 merch no gave 90", "2025-09-03 ask ? merch")
    assert proposed(asks) == (1, 3)
    assert proposed([]) == ()


def test_without_an_income_the_largest_amount_is_proposed(tmp_path: Path) -> None:
    lines = [f"2025-09-{day:02} ask {100 - day} donation later" for day in range(1, 20)]
    asks = asks_of(tmp_path, *lines)
    assert len(proposed(asks)) == FIVE
    assert proposed(asks)[0] == 1
    assert all(ask.share is None for ask in asks)


def test_a_repeat_stands_for_its_whole_ask(tmp_path: Path) -> None:
    asks = asks_in(tmp_path)
    (ask,) = picked(asks, (58, 67))
    assert ask.number == 49
    assert ask.life.ask_count == 6
    assert picked(asks, ()) == ()
    assert picked(asks, (1, 9999)) == ()


def test_what_happened_outside_the_months_that_go_along_leaves_no_trace(tmp_path: Path) -> None:
    choice = Choice(first=Month(2026, 2), last=Month(2026, 3))
    (ask,) = picked(asks_in(tmp_path, choice), (58,))
    assert ask.number == 58
    assert ask.is_begun
    assert {Month.from_date(moment.day).number for moment in ask.life.steps} == {2, 3}
    assert not any(moment.kind is StepKind.NO for moment in ask.life.steps)


def test_groups_that_stay_out_have_no_ask_and_others_the_name_they_are_shown_by(
    tmp_path: Path,
) -> None:
    asks = asks_in(tmp_path, Choice(groups={"circle": "the first one"}))
    assert {ask.life.group for ask in asks} == {"the first one"}
    assert not {128, 134} & {ask.number for ask in asks}


def test_without_words_nothing_that_was_said_is_there(tmp_path: Path) -> None:
    asks = asks_in(tmp_path, words=False)
    assert not any(moment.words for ask in asks for moment in ask.life.steps)
    assert not any(ask.has_words for ask in asks)


def test_the_person_picks(tmp_path: Path) -> None:
    with story_book(tmp_path) as book:
        report = report_in(book, cover=Cover(COVER.why, asks=(4, 15)))
    assert [ask.number for ask in report.asks] == [4, 15]
    assert report.asks_noted == 27
