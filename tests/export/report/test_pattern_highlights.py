"""Three patterns as sentences in the first person, each with what it was counted of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.report.reports import build_report_of, open_story_book
from tests.export.story_book import TODAY, example_book
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.model import HowAsked, Report
from tracker.export.report.pattern_highlights import (
    INCOME_PATTERNS,
    describe_how_asked,
    narrate_pattern,
    narrate_patterns,
    select_patterns,
)
from tracker.i18n import NumberFormat
from tracker.months import Month

TOLD = (
    PatternName.MEETINGS_WITH_ASK,
    PatternName.NO_THEN_ASKED_AGAIN,
    PatternName.NO_ACCEPTED,
    PatternName.NO_THEN_YES,
    PatternName.MONTHS_OVER_LIMIT,
    PatternName.SHARE_TREND,
    PatternName.GOAL_RAISED,
)
TOLD_ONCE = {
    PatternName.NO_THEN_ASKED_AGAIN,
    PatternName.NO_ACCEPTED,
    PatternName.NO_THEN_YES,
    PatternName.GOAL_RAISED,
}
"""The patterns that say “once” for one time, not a number."""


def pattern(name: PatternName, count: int | None, of: int, value: int | None = 20) -> Pattern:
    return Pattern(
        name, count, of, value, has_enough=True, entries=(), aside_count=of - (count or 0)
    )


def test_the_story_says_three_sentences_in_their_order(story_report: Report) -> None:
    meetings, again, accepted = narrate_patterns(story_report.patterns, NumberFormat())
    assert meetings == (
        "I wrote down for 41 of 49 meetings whether money came up. It did at 25. I was asked "
        "myself at 15. Outside meetings, I was asked 3 times."
    )
    assert again == (
        "I said no 11 times. After 7 of those, I was asked for the same kind of thing again "
        "within 30 days. At least 4 of these were within 7 days."
    )
    assert accepted == (
        "They accepted my no 3 times. 2 times, they didn’t. The other 6 times, I didn’t write down "
        "how they took it."
    )


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize(("count", "of"), [(0, 3), (1, 3), (2, 3), (3, 3), (1, 1), (0, 1)])
@pytest.mark.parametrize("value", [None, 0, 5, 10, 25, -25])
def test_every_sentence_is_the_persons_own_and_says_of_how_many(
    name: PatternName, count: int, of: int, value: int | None
) -> None:
    told = narrate_pattern(pattern(name, count, of, value), NumberFormat())
    assert not re.search(r"\byou", told, re.IGNORECASE)
    # How a no was taken is told of all noes, also those of which it is not noted.
    of_all = of + (of - count) if name is PatternName.NO_ACCEPTED else of
    says_once = of_all == 1 and name in TOLD_ONCE
    # The limit stands beside the newest month, without a count of months.
    if name is not PatternName.MONTHS_OVER_LIMIT:
        assert ("once" if says_once else str(of_all)) in told
    assert told.endswith(".")
    assert told[0].isupper()
    assert "{" not in told
    assert "  " not in told


@pytest.mark.parametrize(
    ("count", "asked", "expected"),
    [
        (
            *(9, 3),
            (
                "I wrote down for 12 of 14 meetings whether money came up. It did at 9. I was asked"
                " myself at 3."
            ),
        ),
        (
            *(9, 0),
            (
                "I wrote down for 12 of 14 meetings whether money came up. It did at 9. I wasn’t"
                " asked myself at any of them."
            ),
        ),
        (
            *(0, 0),
            "I wrote down for 12 of 14 meetings whether money came up. It didn’t at any of them.",
        ),
    ],
)
def test_whether_money_came_up_is_said_of_the_meetings_where_it_is_written_down(
    count: int, asked: int, expected: str
) -> None:
    money = Pattern(
        PatternName.MONEY_CAME_UP, count, 12, None, True, (), unrecorded_count=2, asked_count=asked
    )
    assert narrate_pattern(money, NumberFormat()) == expected
    elsewhere = narrate_pattern(replace(money, aside_count=1), NumberFormat())
    assert elsewhere == f"{expected} Outside meetings, I was asked once."


def test_it_takes_the_place_of_how_often_i_was_asked_at_meetings() -> None:
    money = Pattern(PatternName.MONEY_CAME_UP, 9, 12, None, True, (), asked_count=3)
    asks = pattern(PatternName.MEETINGS_WITH_ASK, 3, 14)
    names = [each.name for each in select_patterns([money, asks], with_income=True)]
    assert names == [PatternName.MONEY_CAME_UP]
    only_asks = replace(money, count=3, total=3)
    names = [each.name for each in select_patterns([only_asks, asks], with_income=True)]
    assert names == [PatternName.MEETINGS_WITH_ASK]


def test_what_was_seen_and_heard_is_not_among_the_three_sentences() -> None:
    seen, heard = (pattern(name, 5, 5) for name in (PatternName.SEEN, PatternName.HEARD))
    assert select_patterns([seen, heard], with_income=True) == ()


def test_what_is_measured_by_the_income_is_not_chosen_without_it() -> None:
    every = [pattern(name, 1, 3) for name in reversed(TOLD[3:])]
    assert [each.name for each in select_patterns(every, with_income=True)] == list(TOLD[3:6])
    without = [each.name for each in select_patterns(every, with_income=False)]
    assert without == [TOLD[3], TOLD[6]]
    assert not INCOME_PATTERNS & set(without)


def test_what_shows_a_limit_is_not_chosen_without_its_tick() -> None:
    every = [pattern(name, 1, 3) for name in TOLD]
    chosen = select_patterns(every[4:], with_income=True, with_limit=False)
    assert PatternName.MONTHS_OVER_LIMIT not in {each.name for each in chosen}
    assert chosen


def test_how_it_was_asked_is_one_line_of_how_many(story_report: Report) -> None:
    assert describe_how_asked(story_report.how_asked) == (
        "I wrote down how I was asked for 20 of 21 times: 6 were in front of others, 2 were by "
        "someone with a leading role. 5 times, someone kept asking, or asked again the same day."
    )
    beginning = (
        "I wrote down how I was asked for 3 of 9 times: 1 was in front of others, none was by "
        "someone with a leading role."
    )
    assert describe_how_asked(HowAsked(9, 3, 1, 0, 1)) == (
        f"{beginning} Once, someone kept asking, or asked again the same day."
    )
    assert describe_how_asked(HowAsked(9, 3, 1, 0, 0)) == (
        f"{beginning} I have no record that anyone kept asking, or asked again the same day."
    )
    assert describe_how_asked(HowAsked(9, 3, 1, 0, None)) == beginning
    assert describe_how_asked(HowAsked(9, 2, 1, 0, 1)) == ""
    assert describe_how_asked(HowAsked(3, 3, 0, 3, None)) == (
        "I wrote down how I was asked for all 3 times: none was in front of others, 3 were by "
        "someone with a leading role."
    )


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["ask 5 merch yes"], None),
        (["ask 5 merch no"], 0),
        (["ask 5 merch no #no_not_accepted"], 1),
        (["ask 5 merch no", "answered no for 1 #no_not_accepted"], 1),
        (["ask 5 merch no no gave 5"], 1),
        (["ask 5 merch no", "ask 5 merch for 1 no", "ask 5 merch for 1 gave 5"], 2),
        (["ask 5 merch no #no_not_accepted", "ask 5 merch for 1 no #no_not_accepted"], 2),
        (["ask 5 merch no", "ask 5 dues yes"], 0),
        (["ask 5 merch yes", "ask 5 merch no"], 0),
    ],
)
def test_being_asked_again_right_after_a_no_is_counted_as_the_days_show_it(
    tmp_path: Path, lines: Sequence[str], count: int | None
) -> None:
    later = "2025-11-05 ask 5 merch yes"
    with example_book(tmp_path, *(f"2025-11-03 {line}" for line in lines), later) as book:
        assert build_report_of(book, TODAY).how_asked.after_no == count


def test_too_little_is_said_nothing_of(tmp_path: Path) -> None:
    with example_book(tmp_path, "2025-11-03 ask 30/month dues no") as book:
        assert build_report_of(book, TODAY).patterns == ()


def test_what_happened_after_the_months_that_go_along_is_not_counted(tmp_path: Path) -> None:
    with open_story_book(tmp_path) as book:
        report = build_report_of(book, choice=ExportSelection(last=Month(2026, 3)))
        without_later = {each.name: each for each in report.patterns}
    # The second no to the dues of January found its yes in March; 78 was asked again that evening.
    assert without_later[PatternName.NO_THEN_ASKED_AGAIN].total == 5


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("20", "In November 2025, the most I wanted to give was 20.00. It was 21.00."),
        ("2%", "In November 2025, the most I wanted to give was 2 % of my income. It was 2.1 %."),
    ],
)
def test_the_limit_stands_beside_the_newest_month(
    tmp_path: Path, limit: str, expected: str
) -> None:
    lines = (
        f"2025-07-01 limit {limit}",
        *("2025-07-01 income 1000/month", "2025-09-01 ask 5 merch"),
        *("2025-11-11 paid 21 event", "2025-11-12 paid ? event"),
    )
    with example_book(tmp_path, *lines) as book:
        report = build_report_of(book, choice=ExportSelection(limit=True))
    by_name = {each.name: each for each in report.patterns}
    told = narrate_pattern(by_name[PatternName.MONTHS_OVER_LIMIT], NumberFormat())
    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        f"{expected} In that month, I don’t know the amount of 1 payment."
    )


def test_hidden_amounts_hide_the_trend() -> None:
    told = narrate_pattern(
        pattern(PatternName.SHARE_TREND, None, 6, 25), NumberFormat(is_hidden=True)
    )
    assert "•••" in told
    assert "0.25" not in told
