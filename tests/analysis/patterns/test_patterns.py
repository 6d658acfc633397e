"""Each pattern by example: a small book for each of the rules of docs/reference/patterns.md."""

from datetime import date

import pytest

from tests.analysis.book_factory import BookFactory
from tests.factories import make_empty_book, make_parse_context, read_entries
from tests.strategies import LAST_DAY
from tracker.analysis.patterns.pattern import Pattern, PatternName, select_shown_patterns
from tracker.analysis.patterns.pattern_json import serialize_pattern
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.entries.types import Kind
from tracker.i18n import NumberFormat

TODAY = date(2025, 12, 31)


def find_pattern(
    book_factory: BookFactory,
    name: str,
    lines: str,
    today: date = TODAY,
    group: str | None = None,
    first: str | None = None,
    last: str | None = None,
) -> Pattern:
    return book_factory.find_patterns(lines, today, group, first, last)[PatternName(name)]


def list_numbers(pattern: Pattern) -> tuple[int | None, int, int | None]:
    return pattern.count, pattern.total, pattern.value


def test_an_empty_book_has_no_patterns_and_one_entry_gives_all_in_their_order(
    book_factory: BookFactory,
) -> None:
    assert book_factory.find_patterns("") == {}
    patterns = book_factory.find_patterns("2025-10-01 income 950/month")
    assert list(patterns) == list(PatternName)
    assert not any(pattern.has_enough or pattern.entries for pattern in patterns.values())


MEETINGS = """\
2025-10-01 meeting 2h
2025-10-01 ask 5 merch
2025-10-01 event 3h
2025-10-01 ask 6 merch
2025-10-02 ask 7 merch
2025-10-02 stall 1.5h
2025-10-02 one-to-one
2025-10-03 call 1h
2025-10-03 ask 8 merch
2025-10-04 ask 9 merch
"""


def test_an_ask_belongs_to_the_last_meeting_before_it_that_day_else_the_first_after(
    book_factory: BookFactory,
) -> None:
    pattern = find_pattern(book_factory, "meetings_with_ask", MEETINGS)
    assert (pattern.count, pattern.total, pattern.entries) == (3, 4, (1, 3, 6))
    assert pattern.aside_count == 2
    assert pattern.has_enough


def test_an_ask_belongs_to_a_meeting_of_its_own_group_only(book_factory: BookFactory) -> None:
    lines = "2025-10-01 meeting\n2025-10-01 ask 5 merch @!tea"
    pattern = find_pattern(book_factory, "meetings_with_ask", lines)
    assert (pattern.count, pattern.total, pattern.aside_count, pattern.has_enough) == (
        0,
        1,
        1,
        False,
    )


def test_hours_are_those_of_all_meetings_and_asks_those_at_meetings_with_hours(
    book_factory: BookFactory,
) -> None:
    pattern = find_pattern(book_factory, "hours_per_ask", MEETINGS)
    assert list_numbers(pattern) == (3, 65, 22)
    assert pattern.entries == (2, 4, 5)


@pytest.mark.parametrize(
    ("lines", "expected", "enough"),
    [
        ("2025-10-01 meeting 2.94h", (0, 29, None), False),
        ("2025-10-01 meeting 2.95h", (0, 30, None), True),
        ("2025-10-01 meeting\n2025-10-01 ask 5 merch", (0, 0, None), False),
    ],
)
def test_hours_are_rounded_half_up_and_three_of_them_are_enough(
    book_factory: BookFactory, lines: str, expected: tuple[int, int, None], enough: bool
) -> None:
    pattern = find_pattern(book_factory, "hours_per_ask", lines)
    assert (list_numbers(pattern), pattern.has_enough) == (expected, enough)


EVENINGS = """\
2025-10-01 meeting 2h
2025-10-01 seen 5 donation
2025-10-01 event
2025-10-02 meeting #no_money
2025-10-02 heard 45 donation
2025-10-03 meeting #no_money
2025-10-03 ask 3 dues
2025-10-04 meeting
2025-10-04 heard 45 donation
2025-10-04 paid 20 donation
2025-10-05 seen ? donation
2025-10-06 meeting
2025-10-06 seen 9 donation @!tea
2025-10-07 ask 4 dues @circle
2025-10-08 call #no_money
2025-10-09 stall #no_money
"""


def test_money_came_up_where_the_person_or_others_were_asked_whatever_the_tag_says(
    book_factory: BookFactory,
) -> None:
    pattern = find_pattern(book_factory, "money_came_up", EVENINGS)
    assert (pattern.count, pattern.total, pattern.has_enough) == (2, 4, True)
    assert (pattern.entries, pattern.total_entries) == ((1, 6), (1, 4, 6, 16))
    assert (pattern.asked_count, pattern.aside_count, pattern.unrecorded_count) == (1, 1, 3)


def test_money_that_came_up_is_counted_by_group_and_months(book_factory: BookFactory) -> None:
    lines = f"{EVENINGS}2025-11-01 meeting #no_money @circle\n2025-11-02 meeting #no_money @tea"
    of_tea = find_pattern(book_factory, "money_came_up", lines, group="tea")
    assert (of_tea.count, of_tea.total, of_tea.unrecorded_count) == (0, 1, 0)
    later = find_pattern(book_factory, "money_came_up", lines, first="2025-11")
    assert (later.count, later.total, later.has_enough) == (0, 2, False)


def test_one_of_the_two_sentences_about_money_at_meetings_is_told(
    book_factory: BookFactory,
) -> None:
    def list_told(lines: str) -> list[str]:
        shown = select_shown_patterns(book_factory.find_patterns(lines).values())
        return [pattern.name.value for pattern in shown][:2]

    only_asks = "".join(
        f"2025-10-0{day} meeting\n2025-10-0{day} ask 5 dues\n" for day in range(1, 5)
    )
    assert list_told(EVENINGS) == ["money_came_up", "seen"]
    assert list_told(only_asks) == ["meetings_with_ask", "seen"]
    assert list_told("2025-10-01 meeting #no_money") == ["money_came_up", "meetings_with_ask"]
    assert list_told(f"{only_asks}2025-10-09 meeting #no_money") == ["money_came_up", "seen"]


def test_seen_and_heard_are_counted_apart_with_amounts_from_three_on(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-10-01 seen 50-450 donation
2025-10-02 seen 20 donation
2025-10-03 seen ? donation
2025-10-04 seen 1/month dues
2025-10-05 heard 45 donation
2025-10-06 heard 1000 donation
"""
    seen, heard = (find_pattern(book_factory, name, lines) for name in ("seen", "heard"))
    assert (seen.count, seen.low, seen.high) == (4, None, None)
    assert (heard.count, heard.low, heard.high) == (2, None, None)
    more = f"{lines}2025-10-07 seen 30 merch\n2025-11-07 seen 900 merch"
    seen = find_pattern(book_factory, "seen", more, last="2025-10")
    assert (seen.count, seen.low, seen.high, seen.aside_count) == (5, 2000, 45_000, 1)
    assert seen.entries == seen.total_entries == (1, 2, 3, 4, 7)


def test_tags_of_what_was_seen_and_heard_are_no_tags_of_asks(book_factory: BookFactory) -> None:
    lines = "2025-10-01 ask 5 merch no\n" + "".join(
        f"2025-10-0{day} {word} 5 merch #in_public #no_not_accepted #no_accepted\n"
        for day, word in enumerate(("seen", "heard", "seen"), start=1)
    )
    patterns = book_factory.find_patterns(lines)
    own = book_factory.find_patterns(lines.splitlines()[0])
    for name in PatternName:
        if name not in ("seen", "heard"):
            assert patterns[name] == own[name]


def test_a_range_of_hours_counts_at_both_ends(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 event 10-12h
2025-10-01 ask 5 merch
2025-10-02 meeting 2h
2025-10-02 ask 5 merch
2025-11-02 meeting 8-9h
"""
    time = find_pattern(book_factory, "time_given", lines)
    assert (list_numbers(time), time.value_high) == ((200, 2, 100), 115)
    assert (time.low, time.high) == (200, 230)
    interval = find_pattern(book_factory, "hours_per_ask", lines)
    assert (list_numbers(interval), interval.value_high) == ((2, 200, 100), 115)
    assert (interval.low, interval.high) == (200, 230)


def test_in_public_counts_of_the_asks_whose_own_line_says_how(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 ask 5 merch #in_public #deadline
2025-10-01 ask 5 merch #public_pledge
2025-10-01 ask 5 merch #deadline
2025-10-01 ask 5 merch
2025-10-02 answered no for 4 #in_public
"""
    pattern = find_pattern(book_factory, "asked_in_public", lines)
    assert (pattern.count, pattern.total, pattern.aside_count, pattern.entries) == (2, 3, 1, (1, 2))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2025-10-01 ask 5 merch no\n2025-10-31 ask 6 merch", (1, 1, 300)),
        ("2025-10-01 ask 5 merch no\n2025-11-01 ask 6 merch", (0, 1, None)),
        ("2025-10-01 ask 5 merch no\n2025-10-02 ask 6 event", (0, 1, None)),
        ("2025-10-01 ask 5 merch no\n2025-10-02 ask 6 merch @!tea", (0, 1, None)),
        ("2025-10-01 ask 5 merch no\n2025-10-01 ask 6 merch", (1, 1, 0)),
        ("2025-10-01 ask 5 merch\n2025-10-01 ask 6 merch no", (0, 1, None)),
        ("2025-10-02 ask 5 merch no\n2025-10-01 ask 6 merch", (0, 1, None)),
        ("2025-10-01 ask 5 merch no gave", (1, 1, 0)),
        ("2025-10-01 ask 5 merch later no", (0, 1, None)),
        ("2025-10-01 ask 5 merch later no no", (1, 1, 0)),
        ("2025-10-01 ask 5 merch yes", (0, 0, None)),
    ],
)
def test_after_a_no_another_ask_of_group_and_kind_within_30_days_or_a_further_answer(
    book_factory: BookFactory, lines: str, expected: tuple[int, int, int | None]
) -> None:
    assert list_numbers(find_pattern(book_factory, "no_then_asked_again", lines)) == expected


def test_a_no_given_later_counts_from_its_own_day_and_entry(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 ask 5 merch later
2025-11-10 answered no for 1
2025-11-10 ask 5 merch for 1
2025-11-12 ask 5 merch
"""
    pattern = find_pattern(book_factory, "no_then_asked_again", lines)
    assert (list_numbers(pattern), pattern.entries) == ((1, 1, 0), (1, 3))
    earlier = lines.replace("2025-11-10 ask 5 merch for 1\n", "")
    assert list_numbers(find_pattern(book_factory, "no_then_asked_again", earlier)) == (1, 1, 20)


def test_of_several_noes_the_first_that_was_followed_counts(book_factory: BookFactory) -> None:
    lines = """\
2025-08-01 ask 5 merch no
2025-10-01 answered no for 1
2025-10-11 ask 5 merch for 1
"""
    assert list_numbers(find_pattern(book_factory, "no_then_asked_again", lines)) == (1, 1, 100)


def test_the_value_is_the_median_of_the_days(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 ask 5 merch no
2025-10-05 ask 5 merch no
2025-10-12 ask 5 merch
"""
    assert list_numbers(find_pattern(book_factory, "no_then_asked_again", lines)) == (2, 2, 55)
    more = lines + "2025-11-01 ask 5 dues no\n2025-11-21 ask 5 dues\n"
    pattern = find_pattern(book_factory, "no_then_asked_again", more)
    assert (list_numbers(pattern), pattern.has_enough) == ((3, 3, 70), True)


@pytest.mark.parametrize("answer", ["yes", "pledged 5", "gave apart", "gave 5"])
def test_after_a_yes_a_pledge_or_a_gift_only_another_ask_counts(
    book_factory: BookFactory, answer: str
) -> None:
    lines = f"2025-10-01 ask 5 merch {answer} {answer}\n"
    assert list_numbers(find_pattern(book_factory, "yes_then_asked_again", lines)) == (0, 1, None)
    lines += "2025-10-08 ask 5 merch"
    assert list_numbers(find_pattern(book_factory, "yes_then_asked_again", lines)) == (1, 1, 70)


def test_a_no_that_became_a_yes_on_the_ask_itself_or_asked_again(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 ask 5 merch no later yes
2025-10-01 ask 6 dues no
2025-11-15 ask 6 dues for 2 no
2025-11-20 ask 6 dues for 3 later
2025-11-30 answered gave for 4
2025-10-01 ask 7 event yes no
2025-10-01 ask 7 event yes
"""
    pattern = find_pattern(book_factory, "no_then_yes", lines)
    assert list_numbers(pattern) == (3, 4, 150)
    assert pattern.entries == (1, 2, 3, 5)


def test_a_no_is_accepted_where_a_tag_says_so_and_none_says_that_it_was_not(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-10-01 ask 5 merch no #no_accepted
2025-10-01 ask 5 merch no #no_accepted #no_not_accepted
2025-10-01 ask 5 merch no
2025-10-01 ask 5 merch later
2025-10-09 answered no for 4 #no_accepted
2025-10-01 ask 5 merch yes #no_accepted
2025-10-01 ask 5 merch no #no_accepted
2025-10-02 answered no for 7 #no_not_accepted
"""
    pattern = find_pattern(book_factory, "no_accepted", lines)
    assert (pattern.count, pattern.total, pattern.aside_count) == (2, 4, 1)
    assert pattern.entries == (1, 4)


def test_a_goal_is_raised_after_it_was_reached_by_so_much_percent(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-10-01 goal 20000 +office
2025-10-02 goal 20000 +office met
2025-10-03 goal 28000 +office
2025-10-04 goal 50000 +office
2025-10-05 goal 40000 +office
2025-10-01 goal 300 +van met
2025-10-02 goal 400 +van
2025-10-02 goal 90000 +tent
"""
    pattern = find_pattern(book_factory, "goal_raised", lines)
    assert list_numbers(pattern) == (2, 3, 3667)
    assert (pattern.entries, pattern.has_enough) == ((3, 7), True)


def test_a_rise_has_a_least_and_a_most_and_no_middle(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 goal 15000 +office reached
2025-10-02 goal 20000-21000 +office
2025-10-01 goal 300 +van reached
2025-10-02 goal 400 +van
"""
    pattern = find_pattern(book_factory, "goal_raised", lines)
    assert pattern.ranges == ((3333, 3333), (3333, 4000))
    assert (pattern.low, pattern.high) == (3333, 4000)
    assert pattern.values == (3333,)


def test_a_campaign_of_the_same_name_is_another_one_in_another_group(
    book_factory: BookFactory,
) -> None:
    lines = "2025-10-01 goal 300 +van met\n2025-10-02 goal 400 +van @!tea"
    assert list_numbers(find_pattern(book_factory, "goal_raised", lines)) == (0, 0, None)


def test_what_was_given_of_a_pledge_is_at_most_what_was_pledged_to_date(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-10-01 ask 50 donation pledged 50
2025-10-02 paid 20 for 1
2025-10-01 ask 30 dues yes
2025-10-05 paid 45 for 3
2025-10-01 ask 99 event no
2025-10-06 paid 99 for 5
"""
    pattern = find_pattern(book_factory, "pledges", lines)
    assert list_numbers(pattern) == (5000, 8000, None)
    assert pattern.entries == (1, 2, 3, 4)


def test_a_payment_for_no_ask_counts_for_the_oldest_pledge_then_the_next(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-09-01 paid 99 dues
2025-10-01 ask 20 dues yes
2025-10-08 ask 30 dues yes
2025-10-02 ask 10 donation yes
2025-10-09 paid 25 dues
2025-10-09 paid 5 dues @!tea
"""
    pattern = find_pattern(book_factory, "pledges", lines)
    assert list_numbers(pattern) == (2500, 6000, None)
    assert pattern.entries == (2, 3, 4, 5)


def test_a_payment_of_unknown_amount_is_named_with_the_pledge_it_may_be_for(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-09-01 paid ? dues
2025-10-01 ask 20 dues yes
2025-10-02 paid ? dues
2025-10-03 paid ? merch
2025-10-04 paid 20 dues
2025-10-05 paid ? dues
"""
    pattern = find_pattern(book_factory, "pledges", lines)
    assert (pattern.count, pattern.total, pattern.aside_count) == (2000, 2000, 1)
    assert pattern.entries == (2, 3, 5)


def test_a_payment_fills_the_oldest_pledge_that_its_own_payments_left_open(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-10-01 ask 10 merch yes
2025-10-02 ask 20 merch yes
2025-10-03 ask 5 merch yes
2025-10-04 paid 12 merch for 1
2025-10-05 paid 20 merch
"""
    pattern = find_pattern(book_factory, "pledges", lines)
    assert list_numbers(pattern) == (3000, 3500, None)
    assert pattern.entries == pattern.all_entries == (1, 2, 3, 4, 5)
    assert find_pattern(book_factory, "pledges", f"{lines}2025-10-06 paid 9 merch").count == 3500


def test_regular_pledges_and_payments_count_with_each_day_up_to_today(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-10-01 ask 30/month dues yes
2025-11-03 paid 10/month dues
2025-12-10 withdrew for 1
2025-12-20 paid 0/month dues
"""
    pattern = find_pattern(book_factory, "pledges", lines)
    assert list_numbers(pattern) == (2000, 9000, None)
    assert pattern.entries == (1, 2)


def test_a_repeat_pledges_again_for_the_same_ask(book_factory: BookFactory) -> None:
    lines = """\
2025-10-01 ask 30/month dues pledged 10/month
2025-11-05 ask 30/month dues for 1 pledged 20/month
2025-11-06 paid 100 for 2
"""
    pattern = find_pattern(book_factory, "pledges", lines)
    assert list_numbers(pattern) == (6000, 6000, None)
    in_november = find_pattern(book_factory, "pledges", lines, first="2025-11")
    assert (in_november.total, in_november.entries, in_november.has_enough) == (0, (), False)


LIMIT_BOOK = """\
2025-07-01 limit 20
2025-09-01 ask 5 merch
2025-10-11 paid 20 event
2025-11-11 paid 21 event
2025-12-01 message
"""


def test_months_are_those_from_the_first_to_the_last_contact(book_factory: BookFactory) -> None:
    pattern = find_pattern(book_factory, "months_over_limit", LIMIT_BOOK, today=date(2026, 2, 1))
    assert (list_numbers(pattern), pattern.entries) == ((1, 4, None), (4,))
    part = find_pattern(
        book_factory, "months_over_limit", LIMIT_BOOK, first="2025-11", last="2026-01"
    )
    assert list_numbers(part) == (1, 2, None)


def test_the_newest_past_month_is_put_after_the_limit_as_it_was_written(
    book_factory: BookFactory,
) -> None:
    lines = f"2025-07-01 income 950/month\n{LIMIT_BOOK}"
    pattern = find_pattern(book_factory, "months_over_limit", lines, today=date(2025, 12, 2))
    limit = "On Jul 1, 2025 you wrote that you want to give at most 20.00 a month."
    assert describe_pattern(pattern, NumberFormat()) == (f"{limit} In November 2025 it was 21.00.")
    hidden = describe_pattern(pattern, NumberFormat(is_hidden=True))
    assert "at most ••• a month. In November 2025 it was •••." in hidden
    assert describe_pattern(pattern, NumberFormat(), "circle") == (
        f"{limit} In November 2025 it was 21.00 for circle. The limit is for all groups together."
    )
    percent = find_pattern(
        book_factory,
        "months_over_limit",
        lines.replace("limit 20", "limit 2%"),
        today=date(2025, 12, 2),
    )
    assert describe_pattern(percent, NumberFormat()).startswith(
        "On Jul 1, 2025 you wrote that you want to give at most 2\xa0% of your income."
        " In November 2025 it was 2.2\xa0%."
    )


def test_months_and_payments_of_a_group_are_compared_with_the_same_limit(
    book_factory: BookFactory,
) -> None:
    lines = LIMIT_BOOK + "2025-10-12 paid 21 event @!tea"
    assert list_numbers(find_pattern(book_factory, "months_over_limit", lines)) == (2, 4, None)
    assert list_numbers(find_pattern(book_factory, "months_over_limit", lines, group="tea")) == (
        1,
        1,
        None,
    )
    assert list_numbers(find_pattern(book_factory, "months_over_limit", lines, group="circle")) == (
        1,
        4,
        None,
    )


def test_a_month_with_a_payment_of_unknown_amount_may_be_one_above_the_limit(
    book_factory: BookFactory,
) -> None:
    lines = f"{LIMIT_BOOK}2025-10-12 paid ? event\n2025-11-12 paid ? event"
    pattern = find_pattern(book_factory, "months_over_limit", lines, today=date(2026, 2, 1))
    assert list_numbers(pattern) == (1, 4, None)
    trend = find_pattern(
        book_factory, "share_trend", f"2025-07-01 income 950/month\n{lines}", date(2025, 11, 30)
    )
    assert (trend.total, trend.aside_count) == (2, 1)


def test_a_payment_that_only_ends_another_is_no_contact(book_factory: BookFactory) -> None:
    lines = "2025-07-01 limit 20\n2025-07-02 paid 5/month dues\n2025-08-20 paid 0/month dues"
    assert list_numbers(find_pattern(book_factory, "months_over_limit", lines)) == (0, 2, None)


def test_the_trend_is_the_median_slope_of_past_months_with_an_income(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-06-01 income 1000/month
2025-07-01 paid 10 dues
2025-08-01 paid 20 dues
2025-09-01 paid 10 dues
2025-10-01 paid 40 dues
2025-11-01 paid 50 dues
2025-12-01 paid 999 dues
"""
    pattern = find_pattern(book_factory, "share_trend", lines)
    assert list_numbers(pattern) == (None, 5, 100)
    assert (pattern.has_enough, pattern.entries) == (False, (2, 3, 4, 5, 6))
    assert find_pattern(book_factory, "share_trend", lines + "2025-06-02 call").has_enough
    assert list_numbers(find_pattern(book_factory, "share_trend", lines, last="2025-07")) == (
        None,
        1,
        None,
    )
    falling = lines.replace("paid 10 dues", "paid 90 dues")
    assert find_pattern(book_factory, "share_trend", falling).value == -50


def test_time_is_that_of_meetings_with_hours_and_their_months(book_factory: BookFactory) -> None:
    pattern = find_pattern(book_factory, "time_given", MEETINGS + "2025-11-05 meeting 0.45h")
    assert list_numbers(pattern) == (70, 2, 35)
    assert pattern.entries == (1, 3, 6, 11)


def test_of_a_range_counts_what_lies_in_it_and_what_followed_may_lie_after(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-09-30 ask 5 merch no
2025-10-10 ask 5 merch no
2025-11-05 ask 5 merch yes
2025-11-06 meeting 2h
"""
    patterns = book_factory.find_patterns(lines, TODAY, None, "2025-10", "2025-10")
    assert list_numbers(patterns[PatternName.NO_THEN_ASKED_AGAIN]) == (1, 1, 260)
    assert patterns[PatternName.NO_THEN_ASKED_AGAIN].entries == (2, 3)
    assert patterns[PatternName.MEETINGS_WITH_ASK].total == 0


def test_nothing_after_today_counts(book_factory: BookFactory) -> None:
    lines = "2025-10-01 ask 5 merch no\n2025-10-03 ask 5 merch for 1 yes\n2025-10-05 meeting 2h"
    patterns = book_factory.find_patterns(lines, date(2025, 10, 2))
    assert list_numbers(patterns[PatternName.NO_THEN_ASKED_AGAIN]) == (0, 1, None)
    assert list_numbers(patterns[PatternName.NO_THEN_YES]) == (0, 1, None)
    assert patterns[PatternName.MEETINGS_WITH_ASK].total == 0


def test_the_asks_of_a_kind_are_named_in_their_order(book_factory: BookFactory) -> None:
    with make_empty_book(book_factory.folder / "kinds.db") as book:
        lines = "2025-10-02 ask 5 merch\n2025-10-01 ask 5 merch\n2025-10-03 ask 5 dues"
        book.log(read_entries(lines.splitlines(), make_parse_context(), today=LAST_DAY), TODAY)
        assert book.earlier_asks.list_numbers(TODAY, Kind.MERCH) == [1, 2]
        assert book.earlier_asks.list_numbers(date(2025, 10, 1), Kind.MERCH) == [2]


@pytest.mark.parametrize(
    ("pattern", "count", "of", "value"),
    [
        (Pattern(PatternName.MEETINGS_WITH_ASK, 2, 3, None, True, ()), 2, 3, None),
        (Pattern(PatternName.HOURS_PER_ASK, 2, 585, 292, True, ()), 2, "58.5", "29.2"),
        (Pattern(PatternName.TIME_GIVEN, 585, 2, 292, True, ()), "58.5", 2, "29.2"),
        (Pattern(PatternName.PLEDGES, 13000, 18005, None, True, ()), "130.00", "180.05", None),
        (Pattern(PatternName.NO_THEN_YES, 1, 3, 5, True, ()), 1, 3, "0.5"),
        (Pattern(PatternName.GOAL_RAISED, 1, 1, 4000, True, ()), 1, 1, "40.00"),
        (Pattern(PatternName.SHARE_TREND, None, 7, -5, True, ()), None, 7, "-0.05"),
        (Pattern(PatternName.SHARE_TREND, None, 7, 0, True, ()), None, 7, "0.00"),
    ],
)
def test_json_has_counts_as_integers_and_all_else_as_text(
    pattern: Pattern, count: object, of: object, value: str | None
) -> None:
    values = serialize_pattern(pattern, "said")
    keys = [
        "pattern",
        "text",
        "count",
        "of",
        "value",
        "low",
        "high",
        "enough",
        "entries",
        "of_entries",
    ]
    assert list(values) == keys
    assert (values["count"], values["of"], values["value"]) == (count, of, value)
    assert values["pattern"] == pattern.name.value


@pytest.mark.parametrize(
    ("name", "ends"),
    [("seen", ("5.00", "120.50")), ("time_given", ("50.0", "1205.0")), ("pledges", (None, None))],
)
def test_json_has_the_lowest_and_the_highest_and_no_sum(
    name: str, ends: tuple[str | None, str | None]
) -> None:
    low, high = (None, None) if ends == (None, None) else (500, 12050)
    pattern = Pattern(PatternName(name), 3, 3, None, True, (), low=low, high=high)
    values = serialize_pattern(pattern, "said")
    assert (values["low"], values["high"]) == ends
