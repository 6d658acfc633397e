"""Two groups at the same age: what is noted up to the day on which both were so old."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.analysis.loaded_book import load_book
from tests.strategies import EXAMPLES, books
from tracker.analysis.groups.group_activity import GroupActivity, build_group_activity
from tracker.analysis.groups.group_comparison import (
    AgeUnit,
    GroupAtAge,
    GroupComparison,
    compare_groups,
)
from tracker.analysis.groups.group_comparison_sentences import describe_comparison
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.book.open_book import open_book
from tracker.charts.terminal.canvas import cell_width, render_plain_text
from tracker.charts.terminal.same_age import render_same_age
from tracker.entries.types import Entry
from tracker.i18n import NumberFormat

TODAY = date(2026, 6, 30)
TWO = """\
2025-09-01 income 1000/month
2025-09-04 meeting 2h
2025-09-11 meeting 2h
2025-09-11 ask 10 merch no gave 10
2025-09-12 ask 5 merch gave 5
2025-09-18 stall 3h
2025-09-20 call
2025-09-25 meeting
2025-09-25 ask 20 donation gave 20
2025-09-26 paid 99 donation
2025-10-02 meeting 2h
2026-05-05 meeting 1.5h @!"tea table"
2026-05-12 meeting 2h
2026-05-19 meeting 2h
2026-05-26 meeting 2h
2026-05-26 ask 4 literature no
"""


def compare_lines(
    book_factory: BookFactory,
    lines: str = TWO,
    left: dict[str, date] | None = None,
    unit: AgeUnit | None = None,
    today: date = TODAY,
) -> GroupComparison | None:
    book = load_book(book_factory, lines, today)
    older, younger = (
        build_group_activity(book.pattern_facts, group) for group in ("circle", "tea table")
    )
    return compare_groups(older, younger, MonthlyTable(book.monthly_facts), left, unit)


def compare_groups_of(
    book_factory: BookFactory, lines: str = TWO, unit: AgeUnit | None = None
) -> GroupComparison:
    same = compare_lines(book_factory, lines, unit=unit)
    assert same is not None
    return same


def test_after_four_meetings_with_each(book_factory: BookFactory) -> None:
    same = compare_groups_of(book_factory)
    assert (same.unit, same.ages, same.age) == (AgeUnit.MEETINGS, (1, 2, 4), 4)
    assert same.older.latest == GroupAtAge(
        age=4,
        last_day=date(2025, 9, 25),
        asks=3,
        noes=1,
        asked_again_count=1,
        given=3500,
        meetings=4,
        meetings_with_hours=3,
        hours=700,
    )
    now = same.younger.latest
    assert (now.last_day, now.asks, now.given) == (date(2026, 5, 26), 1, 0)


def test_the_sentences_say_what_they_count(book_factory: BookFactory) -> None:
    told = describe_comparison(compare_groups_of(book_factory), NumberFormat())
    assert [text.replace("\xa0", " ") for text in told] == [
        "After 4 meetings with circle, up to Sep 25, 2025: asked 3 times, 35.00 given.",
        "After 4 meetings with tea table, up to May 26, 2026: asked once, no gift noted.",
        (
            "With circle you said no to 1 ask by then; after it you were asked for the same kind"
            " again by then, within 30 days."
        ),
        (
            "With tea table you said no to 1 ask by then; no other ask of the same kind within 30"
            " days is noted by then."
        ),
        (
            "Hours noted until then: 7 h with circle (3 of 4 meetings); 7.5 h with tea table"
            " (4 of 4 meetings)."
        ),
        "This part of your income in those months was given: 3.5 % to circle; 0.0 % to tea table.",
    ]


def test_each_step_counts_up_to_its_own_day(book_factory: BookFactory) -> None:
    steps = compare_groups_of(book_factory).older.steps
    assert [(at.age, at.asks, at.given) for at in steps] == [(1, 0, 0), (2, 1, 1000), (4, 3, 3500)]


def test_a_standing_payment_counts_as_often_as_it_occurred(book_factory: BookFactory) -> None:
    same = compare_groups_of(book_factory, f"{TWO}2025-08-20 paid 7/month dues @circle")
    # 20 August and 20 September lie before the fourth meeting; 20 October does not.
    assert same.older.latest.given == 3500 + 2 * 700


def test_a_message_and_a_call_are_no_meetings(book_factory: BookFactory) -> None:
    same = compare_groups_of(book_factory, f"{TWO}2026-06-01 message\n2026-06-02 call")
    assert same.age == 4


def test_an_ask_after_that_day_is_not_taken_for_asking_again(book_factory: BookFactory) -> None:
    same = compare_groups_of(
        book_factory, TWO.replace("ask 10 merch no gave 10", "ask 10 event no")
    )
    assert (same.older.latest.noes, same.older.latest.asked_again_count) == (1, 0)
    later = f'{TWO}2026-05-27 ask 4 literature no @"tea table"'
    assert compare_groups_of(book_factory, later).younger.latest.asked_again_count == 0


@pytest.mark.parametrize(("day", "again"), [("2026-05-10", 1), ("2026-05-11", 0)])
def test_asked_again_means_within_thirty_days(
    book_factory: BookFactory, day: str, again: int
) -> None:
    lines = (
        "2025-01-01 meeting\n2026-04-10 ask 5 merch no\n"
        f"{day} ask 6 merch\n2026-05-12 meeting\n2026-05-13 meeting\n"
        '2026-05-14 meeting @!"tea table"\n2026-05-15 meeting\n2026-05-16 meeting\n'
    )
    now = compare_groups_of(book_factory, lines).older.latest
    assert (now.asks, now.noes, now.asked_again_count) == (2, 1, again)


def test_a_no_that_was_answered_later_counts_from_its_own_day(book_factory: BookFactory) -> None:
    lines = TWO.replace("gave 20", "later") + "2025-10-01 answered no for 11\n"
    assert compare_groups_of(book_factory, lines).older.latest.noes == 1


def test_with_few_meetings_they_are_laid_over_each_other_by_weeks(
    book_factory: BookFactory,
) -> None:
    lines = (
        "2026-01-01 ask 5 merch gave 5\n2026-01-15 ask 6 merch gave 6\n2026-01-22 meeting\n"
        '2026-06-10 ask 3 literature gave 3 @!"tea table"\n'
    )
    same = compare_groups_of(book_factory, lines)
    # 10 June to 30 June, both included, are three weeks, the last of which ends on that day.
    assert (same.unit, same.ages) == (AgeUnit.WEEKS, (1, 2, 3))
    assert [at.last_day for at in same.younger.steps] == [
        date(2026, 6, 16),
        date(2026, 6, 23),
        date(2026, 6, 30),
    ]
    assert [at.given for at in same.older.steps] == [500, 500, 1100]


def test_weeks_can_be_asked_for(book_factory: BookFactory) -> None:
    same = compare_groups_of(book_factory, unit=AgeUnit.WEEKS)
    assert (same.unit, same.age) == (AgeUnit.WEEKS, 8)
    assert describe_comparison(same, NumberFormat())[0].startswith("After 8 weeks with circle")


def test_the_weeks_of_a_group_end_when_it_was_left(book_factory: BookFactory) -> None:
    same = compare_lines(book_factory, left={"circle": date(2025, 9, 18)}, unit=AgeUnit.WEEKS)
    assert same is not None
    assert same.age == 2


def test_without_a_meeting_or_a_week_one_sentence_says_so(book_factory: BookFactory) -> None:
    same = compare_lines(
        book_factory, '2026-06-01 meeting\n2026-06-30 ask 3 literature @!"tea table"'
    )
    assert same is None
    (told,) = describe_comparison(same, NumberFormat())
    assert "once a meeting, or a whole week, is noted with each" in told


def test_a_share_needs_an_income_in_each_of_the_months(book_factory: BookFactory) -> None:
    same = compare_groups_of(book_factory, TWO.replace("2025-09-01 income", "2026-05-01 income"))
    assert (same.older.share, same.younger.share) == (None, 0)
    assert "For circle it cannot be said" in describe_comparison(same, NumberFormat())[-1]
    none = compare_groups_of(book_factory, TWO.partition("\n")[2])
    assert describe_comparison(none, NumberFormat())[-1].startswith("What part of your income")


def test_hidden_amounts_are_dots(book_factory: BookFactory) -> None:
    same = compare_groups_of(book_factory)
    told = "\n".join(describe_comparison(same, NumberFormat(is_hidden=True)))
    drawn = render_plain_text(render_same_age(same, 100, NumberFormat(is_hidden=True)))
    for text in (told, drawn):
        assert "•••" in text
        assert "35.00" not in text
    assert "3.5" not in told


def test_the_steps_stand_side_by_side(book_factory: BookFactory) -> None:
    drawn = render_plain_text(
        render_same_age(compare_groups_of(book_factory), 90, NumberFormat())
    ).splitlines()
    assert drawn[0].split() == ["after", "circle", "tea", "table"]
    assert drawn[3].split()[:6] == ["4", "meetings", "asked", "3", "times", "35.00"]
    assert drawn[3].split()[-3:] == ["asked", "once", "–"]
    bars = [line.count("█") for line in drawn]
    assert bars[1] == 0 < bars[2] < bars[3]


@pytest.mark.parametrize("width", [1, 8, 30, 56, 90, 190])
def test_no_line_is_wider_than_there_is_room(book_factory: BookFactory, width: int) -> None:
    for line in render_plain_text(
        render_same_age(compare_groups_of(book_factory), width, NumberFormat())
    ).splitlines():
        assert cell_width(line) <= width


def cut_facts(pattern_facts: PatternFacts, last: date) -> PatternFacts:
    """What had happened by a day."""
    return replace(
        pattern_facts,
        today=last,
        asks=[ask for ask in pattern_facts.asks if ask.day <= last],
        answers=[answer for answer in pattern_facts.answers if answer.day <= last],
        one_off_payments=[paid for paid in pattern_facts.one_off_payments if paid.day <= last],
        time_spent=[spent for spent in pattern_facts.time_spent if spent.day <= last],
        recurring_payments=(),
    )


@settings(SLOW, max_examples=20 * EXAMPLES)
@given(
    books(replace(DENSE, types=("ask", "ask", "answered", "paid", "meeting", "meeting"))),
    TODAYS,
    st.sampled_from(AgeUnit),
)
def test_what_was_noted_of_later_days_changes_nothing(
    book_factory: BookFactory, entries: list[Entry], today: date, unit: AgeUnit
) -> None:
    monthly, _items = book_factory.build_table(entries, today)
    with open_book(book_factory.folder / "book.db") as book:
        happened = replace(book.ask_queries.load_pattern_facts(today), recurring_payments=())
    labels = {ask.group for ask in happened.asks if ask.group}
    pasts = [build_group_activity(happened, label) for label in sorted(labels)]
    for older, younger in itertools.pairwise(pasts):
        same = compare_groups(older, younger, monthly, unit=unit)
        for side in (same.older, same.younger) if same else ():
            for at in side.steps:
                assert_counts_all(
                    build_group_activity(cut_facts(happened, at.last_day), side.group), at
                )


def assert_counts_all(then: GroupActivity, at: GroupAtAge) -> None:
    assert at.asks == len(then.asks)
    assert at.noes == sum(ask.no_on is not None for ask in then.asks)
    assert at.asked_again_count == sum(ask.asked_again_on is not None for ask in then.asks)
    assert at.given == sum(then.given_by_day.values())
    assert at.meetings == len(then.meetings)
