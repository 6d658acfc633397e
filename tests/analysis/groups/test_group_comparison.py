"""Two groups compared after the same number of meetings or weeks with each."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.analysis.groups.two_groups import TWO, compare_groups_of, compare_lines
from tests.strategies import books, count_examples
from tracker.analysis.groups.group_activity import (
    GroupActivity,
    GroupDays,
    build_group_activity,
    find_latest_two,
)
from tracker.analysis.groups.group_comparison import (
    AgeUnit,
    GroupAtAge,
    compare_groups,
)
from tracker.analysis.groups.group_comparison_sentences import describe_comparison
from tracker.analysis.patterns.pattern_facts import HourSum, PatternFacts
from tracker.book.open_book import open_book
from tracker.entries.types import Entry
from tracker.i18n import NumberFormat


def test_after_four_meetings_with_each() -> None:
    comparison = compare_groups_of()
    assert (comparison.unit, comparison.ages, comparison.age) == (AgeUnit.MEETINGS, (1, 2, 4), 4)
    assert comparison.older.latest == GroupAtAge(
        age=4,
        last_day=date(2025, 9, 25),
        asks=3,
        noes=1,
        asked_again_count=1,
        given=3500,
        given_estimated=0,
        given_open=0,
        meetings=4,
        meetings_with_hours=3,
        hours=HourSum(700, 700),
    )
    side = comparison.younger.latest
    assert (side.last_day, side.asks, side.given) == (date(2026, 5, 26), 1, 0)


def test_the_sentences_say_what_they_count() -> None:
    sentences = describe_comparison(compare_groups_of(), NumberFormat())
    assert [text.replace("\xa0", " ") for text in sentences] == [
        (
            "After 4 meetings with circle, up to Sep 25, 2025, you had been asked 3 times and had"
            " given 35.00."
        ),
        (
            "After 4 meetings with tea table, up to May 26, 2026, you had been asked once and had"
            " recorded no gifts."
        ),
        (
            "By then you had said no once to circle. They had asked for the same kind of thing"
            " again within 30 days."
        ),
        (
            "By then you had said no once to tea table. They hadn’t asked for the same kind of"
            " thing again within 30 days, as far as you wrote down."
        ),
        (
            "Hours recorded by then: 7 h with circle (3 of 4 meetings), 7.5 h with tea table"
            " (4 of 4 meetings)."
        ),
        "In those months, you gave this share of your income: 3.5 % to circle, 0.0 % to tea table.",
    ]


def test_each_step_counts_up_to_its_own_day() -> None:
    steps = compare_groups_of().older.steps
    assert [(at_age.age, at_age.asks, at_age.given) for at_age in steps] == [
        (1, 0, 0),
        (2, 1, 1000),
        (4, 3, 3500),
    ]


def test_a_standing_payment_counts_as_often_as_it_occurred() -> None:
    comparison = compare_groups_of(f"{TWO}2025-08-20 paid 7/month dues @circle")
    # 20 August and 20 September lie before the fourth meeting; 20 October does not.
    assert comparison.older.latest.given == 3500 + 2 * 700


def test_a_message_and_a_call_are_no_meetings() -> None:
    comparison = compare_groups_of(f"{TWO}2026-06-01 message\n2026-06-02 call")
    assert comparison.age == 4


def test_an_ask_after_that_day_is_not_taken_for_asking_again() -> None:
    comparison = compare_groups_of(TWO.replace("ask 10 merch no gave 10", "ask 10 event no"))
    assert (comparison.older.latest.noes, comparison.older.latest.asked_again_count) == (1, 0)
    later = f'{TWO}2026-05-27 ask 4 literature no @"tea table"'
    assert compare_groups_of(later).younger.latest.asked_again_count == 0


@pytest.mark.parametrize(("day", "again"), [("2026-05-10", 1), ("2026-05-11", 0)])
def test_asked_again_means_within_thirty_days(day: str, again: int) -> None:
    lines = (
        "2025-01-01 meeting\n2026-04-10 ask 5 merch no\n"
        f"{day} ask 6 merch\n2026-05-12 meeting\n2026-05-13 meeting\n"
        '2026-05-14 meeting @!"tea table"\n2026-05-15 meeting\n2026-05-16 meeting\n'
    )
    side = compare_groups_of(lines).older.latest
    assert (side.asks, side.noes, side.asked_again_count) == (2, 1, again)


def test_a_no_that_was_answered_later_counts_from_its_own_day() -> None:
    lines = TWO.replace("gave 20", "later") + "2025-10-01 answered no for 11\n"
    assert compare_groups_of(lines).older.latest.noes == 1


THREE_EACH = "\n".join(
    f"{day} meeting {group}"
    for group, days in {
        "": ("2026-01-01", "2026-01-08", "2026-01-15"),
        '@!"tea table"': ("2026-06-10", "2026-06-17", "2026-06-24"),
    }.items()
    for day in days
)


@pytest.mark.parametrize("unit", [None, *AgeUnit])
@pytest.mark.parametrize("left_out", ["2026-01-15 meeting ", '2026-06-24 meeting @!"tea table"'])
def test_with_two_meetings_of_one_of_them_no_number_is_compared(
    left_out: str, unit: AgeUnit | None
) -> None:
    lines = THREE_EACH.replace(left_out, left_out.replace("meeting", "message"))
    assert lines != THREE_EACH
    comparison = compare_lines(lines, unit=unit)
    assert comparison is None
    (sentence,) = describe_comparison(comparison, NumberFormat())
    assert sentence == "Numbers come after three meetings with each group."


def test_with_three_meetings_of_each_they_are_compared_by_meetings() -> None:
    comparison = compare_groups_of(THREE_EACH)
    assert (comparison.unit, comparison.ages) == (AgeUnit.MEETINGS, (1, 2, 3))


def test_by_weeks_the_last_day_of_each_counts() -> None:
    lines = (
        f"2026-01-01 ask 5 merch gave 5\n2026-01-15 ask 6 merch gave 6\n{THREE_EACH}\n"
        '2026-06-10 ask 3 literature gave 3 @!"tea table"'
    )
    comparison = compare_groups_of(lines, unit=AgeUnit.WEEKS)
    # 10 June to 30 June, both included, are three weeks, the last of which ends on that day.
    assert (comparison.unit, comparison.ages) == (AgeUnit.WEEKS, (1, 2, 3))
    assert [at_age.last_day for at_age in comparison.younger.steps] == [
        date(2026, 6, 16),
        date(2026, 6, 23),
        date(2026, 6, 30),
    ]
    assert [at_age.given for at_age in comparison.older.steps] == [500, 500, 1100]


def test_without_a_whole_week_of_each_they_are_compared_by_meetings() -> None:
    lines = THREE_EACH.replace("06-10", "06-28").replace("06-17", "06-29").replace("06-24", "06-30")
    comparison = compare_groups_of(lines, unit=AgeUnit.WEEKS)
    assert (comparison.unit, comparison.age) == (AgeUnit.MEETINGS, 3)


def test_weeks_can_be_asked_for() -> None:
    comparison = compare_groups_of(unit=AgeUnit.WEEKS)
    assert (comparison.unit, comparison.age) == (AgeUnit.WEEKS, 8)
    assert describe_comparison(comparison, NumberFormat())[0].startswith(
        "After 8 weeks with circle"
    )


def test_the_weeks_of_a_group_end_when_it_was_left() -> None:
    comparison = compare_lines(leaving_days={"circle": date(2025, 9, 18)}, unit=AgeUnit.WEEKS)
    assert comparison is not None
    assert comparison.age == 2


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        pytest.param(
            "meeting\n2026-01-01 ask 5 merch no\n2026-01-02 ask 5 dues no\n"
            "2026-01-03 ask 5 merch\n2026-01-04 meeting\n2026-01-05 meeting",
            [
                (
                    "After 3 meetings with circle, up to Jan 5, 2026, you had been asked 3 times"
                    " and had recorded no gifts."
                ),
                (
                    "After 3 meetings with tea table, up to Jun 3, 2026, you had recorded no asks"
                    " and no gifts."
                ),
                (
                    "By then you had said no to 2 asks from circle. After 1 of them, they had asked"
                    " for the same kind of thing again within 30 days."
                ),
            ],
            id="meetings without hours",
        ),
        pytest.param(
            "meeting\n2026-01-02 meeting 1h\n2026-01-03 meeting",
            [
                (
                    "After 3 meetings with circle, up to Jan 3, 2026, you had recorded no asks and"
                    " no gifts."
                ),
                (
                    "After 3 meetings with tea table, up to Jun 3, 2026, you had recorded no asks"
                    " and no gifts."
                ),
                "Hours recorded by then: 1 h with circle (1 of 3 meetings).",
            ],
            id="hours with one of them",
        ),
        pytest.param(
            "meeting\n2026-01-02 meeting 1-2h\n2026-01-03 meeting",
            [
                (
                    "After 3 meetings with circle, up to Jan 3, 2026, you had recorded no asks and"
                    " no gifts."
                ),
                (
                    "After 3 meetings with tea table, up to Jun 3, 2026, you had recorded no asks"
                    " and no gifts."
                ),
                "Hours recorded by then: 1 to 2 h with circle (1 of 3 meetings).",
            ],
            id="a range of hours with one of them",
        ),
    ],
)
def test_what_is_not_noted_with_a_group_is_said_so(lines: str, sentences: list[str]) -> None:
    comparison = compare_groups_of(
        f'2026-01-01 {lines}\n2026-06-01 meeting @!"tea table"\n2026-06-02 meeting\n'
        "2026-06-03 meeting",
        unit=AgeUnit.MEETINGS,
    )
    assert describe_comparison(comparison, NumberFormat())[:-1] == sentences


def test_a_share_needs_an_income_in_each_of_the_months() -> None:
    comparison = compare_groups_of(TWO.replace("2025-09-01 income", "2026-05-01 income"))
    assert (comparison.older.share, comparison.younger.share) == (None, 0)
    assert (
        "For circle, it can’t be worked out" in describe_comparison(comparison, NumberFormat())[-1]
    )
    none = compare_groups_of(TWO.partition("\n")[2])
    assert describe_comparison(none, NumberFormat())[-1].startswith("The share of income can’t be")


def test_hidden_amounts_are_dots() -> None:
    comparison = compare_groups_of()
    sentences = "\n".join(describe_comparison(comparison, NumberFormat(is_hidden=True)))
    assert "•••" in sentences
    assert "35.00" not in sentences
    assert "3.5" not in sentences


def cut_facts(pattern_facts: PatternFacts, last: date) -> PatternFacts:
    """Return what had happened by a day."""
    return replace(
        pattern_facts,
        today=last,
        asks=[ask for ask in pattern_facts.asks if ask.day <= last],
        answers=[answer for answer in pattern_facts.answers if answer.day <= last],
        one_off_payments=[
            payment for payment in pattern_facts.one_off_payments if payment.day <= last
        ],
        time_spent=[time for time in pattern_facts.time_spent if time.day <= last],
        recurring_payments=(),
    )


MEETINGS, OTHERS = ("meeting 2h", "event 5h", "stall", "one-to-one"), ("message", "call")
TIMES = st.lists(st.sampled_from((*MEETINGS, *MEETINGS, *OTHERS)), max_size=6)


@settings(SLOW, max_examples=count_examples(50))
@given(TIMES, TIMES, st.sampled_from([None, *AgeUnit]))
def test_numbers_are_compared_from_three_meetings_of_each_on(
    older: list[str], younger: list[str], unit: AgeUnit | None
) -> None:
    lines = "\n".join(
        f"2026-0{month}-{day} {time} {group}"
        for month, group, times in ((1, "@circle", older), (2, '@!"tea table"', younger))
        for day, time in enumerate(times, start=10)
    )
    comparison = compare_lines(lines, unit=unit)
    has_enough = all(sum(time in MEETINGS for time in times) >= 3 for times in (older, younger))
    assert (comparison is not None) is has_enough
    sentences = describe_comparison(comparison, NumberFormat())
    assert (sentences == ["Numbers come after three meetings with each group."]) is not has_enough


@settings(SLOW, max_examples=count_examples(20))
@given(
    books(replace(DENSE, types=("ask", "ask", "answered", "paid", "meeting", "meeting"))),
    TODAYS,
    st.sampled_from(AgeUnit),
)
def test_what_was_noted_of_later_days_changes_nothing(
    book_factory: BookFactory, entries: list[Entry], today: date, unit: AgeUnit
) -> None:
    table, _items = book_factory.build_table(entries, today)
    with open_book(book_factory.folder / "book.db") as book:
        facts = replace(book.ask_queries.load_pattern_facts(today), recurring_payments=())
    labels = {ask.group for ask in facts.asks if ask.group}
    activities = [build_group_activity(facts, label) for label in sorted(labels)]
    for older, younger in itertools.pairwise(activities):
        comparison = compare_groups(older, younger, table, unit=unit)
        for side in (comparison.older, comparison.younger) if comparison else ():
            for at_age in side.steps:
                assert_counts_all(
                    build_group_activity(cut_facts(facts, at_age.last_day), side.group), at_age
                )


@settings(SLOW, max_examples=count_examples(20))
@given(
    books(replace(DENSE, types=("ask", "answered", "paid", "goal", "meeting", "seen"))),
    TODAYS,
)
def test_the_days_of_each_group_are_those_of_what_happened_with_it(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    book_factory.build_table(entries, today)
    with open_book(book_factory.folder / "book.db") as book:
        facts = book.ask_queries.load_pattern_facts(today)
        group_days = book.ask_queries.load_group_days(today)
        labels = [group.label for group in book.groups.load_all()]
    expected = []
    for label in labels:
        group = facts.select_group(label)
        payments = [each.payment for each in group.recurring_payments]
        days = [
            *(ask.day for ask in group.asks),
            *(answer.day for answer in group.answers),
            *(payment.day for payment in (*group.one_off_payments, *payments)),
            *(time.day for time in group.time_spent),
            *(goal.entry.day for goal in group.goals),
        ]
        if days:
            expected.append(GroupDays(label, min(days), max(days)))
        assert build_group_activity(facts, label).first_day == min(days, default=None)
    assert group_days == expected


def assert_counts_all(activity: GroupActivity, at_age: GroupAtAge) -> None:
    assert at_age.asks == len(activity.asks)
    assert at_age.noes == sum(ask.no_on is not None for ask in activity.asks)
    assert at_age.asked_again_count == sum(ask.asked_again_on is not None for ask in activity.asks)
    assert at_age.given == sum(activity.given_by_day.values())
    assert at_age.given_estimated == sum(activity.estimated_by_day.values())
    assert at_age.given_open == sum(activity.unknown_by_day.values())
    assert at_age.meetings == len(activity.meetings)


def test_the_two_groups_with_the_latest_entries_come_older_first() -> None:
    groups = [
        GroupDays("choir", date(2026, 1, 1), date(2026, 3, 1)),
        GroupDays("van", None, None),
        GroupDays("tea table", date(2026, 2, 1), date(2026, 4, 1)),
        GroupDays("circle", date(2026, 1, 2), date(2026, 5, 1)),
    ]
    assert [each.group for each in find_latest_two(groups)] == ["circle", "tea table"]
    assert [each.group for each in find_latest_two(groups[:2])] == ["choir"]
