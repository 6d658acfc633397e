"""What a yes would mean, in sentences: what is left, a year, food, work, what is not known."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.book_factory import BookFactory
from tests.analysis.monthly.living_costs import (
    FOOD,
    LEFT_BY_LINES,
    RENT,
    TODAY,
    UPCOMING_BY_PAYMENT,
)
from tests.analysis.monthly.second_amount_left import COSTS
from tests.entries.entry_lines import read_entry
from tracker.analysis.asks.yes_effect import calculate_shown_yes_range
from tracker.analysis.asks.yes_sentences import describe_yes_effect
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable
from tracker.entries.types import Ask, NeedKind
from tracker.i18n import NumberFormat

BOOK = """\
2025-09-01 income 950/month
2025-09-01 need food 260/month
2025-09-01 need rent 0/month
2025-09-01 limit 2%
2025-09-01 wage 12
"""


def describe_yes(
    book_factory: BookFactory, line: str, lines: str = BOOK, *, hidden: bool = False
) -> list[str]:
    today = date(2025, 12, 5)
    ask = read_entry(line, today=today)
    assert isinstance(ask, Ask)
    table = MonthlyTable(book_factory.load_facts_of_lines(lines, today))
    return list(
        describe_yes_effect(ask, calculate_shown_yes_range(ask, table), table, NumberFormat(hidden))
    )


def test_what_a_yes_means_is_said_in_a_few_sentences(book_factory: BookFactory) -> None:
    assert describe_yes(book_factory, "ask 30/month dues") == [
        "After living costs, you have 690.00 left until Dec 31, 2025. If you say yes, it’s 660.00.",
        "You’re giving 0.0\xa0% of this month’s income. If you say yes, it’s 3.2\xa0%.",
        "On Sep 1, 2025 you wrote that you want to give at most 2\xa0% of your income.",
        "Each time, that’s 3.6 days of food, or 2.5 hours of work.",
        "A yes adds up to 360.00 a year.",
    ]


def test_a_range_is_told_at_both_ends_and_nowhere_between(book_factory: BookFactory) -> None:
    assert describe_yes(book_factory, "ask 50-700/month donation") == [
        "The first figure is for 50.00, the second for 700.00.",
        (
            "After living costs, you have 690.00 left until Dec 31, 2025. If you say yes, it’s"
            " 640.00 to 0.00."
        ),
        "If you say yes, 0.00 to 10.00 of this month’s giving comes out of your living costs.",
        (
            "You’re giving 0.0\xa0% of this month’s income. If you say yes, it’s 5.3\xa0% to"
            " 73.7\xa0%."
        ),
        "On Sep 1, 2025 you wrote that you want to give at most 2\xa0% of your income.",
        "Each time, that’s 6.0 to 83.5 days of food, or 4.2 to 58.3 hours of work.",
        "A yes adds up to 600.00 to 8,400.00 a year.",
    ]


LIMIT = "2025-09-01 limit 20\n"
WRITTEN = "On Sep 1, 2025 you wrote that you want to give at most 20.00 a month."


@pytest.mark.parametrize(
    ("paid", "line", "sentence"),
    [
        ("", "ask 10-30 donation", f"{WRITTEN} If you say yes, this month it’s 10.00 to 30.00."),
        ("", "ask 20 donation", f"{WRITTEN} If you say yes, this month it’s 20.00."),
        ("paid 41.30 merch", "ask 30 dues", f"{WRITTEN} If you say yes, this month it’s 71.30."),
        (
            "paid ? merch",
            "ask 30 dues",
            (
                f"{WRITTEN} If you say yes, this month it’s 30.00, without one payment whose amount"
                " you don’t know."
            ),
        ),
    ],
)
def test_a_limit_is_quoted_and_the_month_put_after_it_whichever_is_higher(
    book_factory: BookFactory, paid: str, line: str, sentence: str
) -> None:
    lines = f"{LIMIT}2025-12-01 {paid}\n" if paid else LIMIT
    assert sentence in describe_yes(book_factory, line, lines)
    hidden = " ".join(describe_yes(book_factory, line, lines, hidden=True))
    assert "give at most ••• a month. If you say yes, this month it’s •••" in hidden
    assert "20.00" not in hidden


@pytest.mark.parametrize(
    ("line", "lines"), [("ask ? donation", LIMIT), ("ask 30 dues", "2025-09-01 limit 2%\n")]
)
def test_a_limit_is_quoted_only_where_there_is_a_figure_for_it(
    book_factory: BookFactory, line: str, lines: str
) -> None:
    assert "you wrote" not in " ".join(describe_yes(book_factory, line, lines))


def test_a_yes_that_ends_within_a_year_comes_to_its_total(book_factory: BookFactory) -> None:
    assert describe_yes(book_factory, "ask 30/month dues until 2026-02-28")[-1] == (
        "A yes adds up to 90.00 in total, until Feb 28, 2026."
    )
    assert describe_yes(book_factory, "ask 30/month dues until 2030-01-01")[-1] == (
        "A yes adds up to 360.00 a year."
    )


def test_where_nothing_is_left_and_the_limit_is_passed_it_says_so_of_now(
    book_factory: BookFactory,
) -> None:
    sentences = describe_yes(book_factory, "ask 30 dues", BOOK + "2025-12-01 paid 700 donation\n")
    assert sentences[0] == "After living costs, you have nothing left until Dec 31, 2025."
    assert sentences[3] == (
        "On Sep 1, 2025 you wrote that you want to give at most 2\xa0% of your income."
    )
    hidden = describe_yes(
        book_factory, "ask 30 dues", BOOK + "2025-12-01 paid 700 donation\n", hidden=True
    )
    assert "nothing" not in " ".join(hidden)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("ask 12 dues", "That’s 1.4 days of food, or 1.0 hour of work."),
        ("ask 0.10 dues", None),
    ],
)
def test_one_hour_is_one_and_what_is_less_than_a_tenth_is_left_out(
    book_factory: BookFactory, line: str, sentence: str | None
) -> None:
    sentences = [text for text in describe_yes(book_factory, line) if text.startswith("That’s")]
    assert sentences == ([sentence] if sentence else [])


def test_without_an_amount_only_the_month_as_it_is_can_be_said(book_factory: BookFactory) -> None:
    assert describe_yes(book_factory, "ask ? donation") == [
        "Add an amount to see what a yes would mean.",
        "After living costs, you have 690.00 left until Dec 31, 2025.",
    ]


def test_what_is_not_known_is_named_with_the_line_that_adds_it(book_factory: BookFactory) -> None:
    assert describe_yes(book_factory, "ask 30 dues", "") == [
        "To see what share of your income a yes takes, add your income, e.g. income 950/month",
        "Tracker doesn’t know yet what you spend on food and rent.",
        (
            "To see what’s left, add e.g. need food 260/month · need rent 380/month"
            " (0/month if you pay nothing)."
        ),
        "To leave it out for good, type: tracker dont-ask food",
        "To see how many hours of work that is, add your wage, e.g. wage 12",
    ]


def test_what_a_yes_means_is_hidden_too(book_factory: BookFactory) -> None:
    text = " ".join(describe_yes(book_factory, "ask 30/month dues", hidden=True))
    assert not any(number in text for number in ("690", "660", "3.2", "3.6", "2.5", "360"))


DUES = read_entry("ask 30/month dues", today=TODAY)


def describe_dues(facts: MonthlyFacts, *, hidden: bool = False) -> str:
    """Return the sentences about a yes to dues of 30 a month."""
    table = MonthlyTable(facts)
    assert isinstance(DUES, Ask)
    return "\n".join(
        describe_yes_effect(
            DUES, calculate_shown_yes_range(DUES, table), table, NumberFormat(hidden)
        )
    )


@pytest.mark.parametrize(("lines", "left"), LEFT_BY_LINES)
def test_it_says_what_is_left_once_food_and_rent_are_known(
    book_factory: BookFactory, lines: str, left: int | None
) -> None:
    text = describe_dues(book_factory.load_facts_of_lines(lines, TODAY))
    assert ("left until" in text) is (left is not None)


def test_until_then_only_what_is_known_is_said_and_how_to_say_more(
    book_factory: BookFactory,
) -> None:
    text = describe_dues(book_factory.load_facts_of_lines(FOOD, TODAY))
    assert "690" not in text
    assert "Each time, that’s 3.5 days of food." in text
    assert "Tracker doesn’t know your rent yet." in text
    assert "need rent 380/month (0/month if you pay nothing)" in text


def test_a_cost_that_is_not_to_be_asked_for_is_named_beside_what_is_left(
    book_factory: BookFactory,
) -> None:
    facts = replace(book_factory.load_facts_of_lines(FOOD, TODAY), skipped_costs={NeedKind.RENT})
    assert "Your rent isn’t counted in this." in describe_dues(facts)
    assert "Your rent" not in describe_dues(
        replace(book_factory.load_facts_of_lines(RENT, TODAY), skipped_costs=set(COSTS))
    )


@pytest.mark.parametrize(("payment", "to_come"), UPCOMING_BY_PAYMENT)
def test_it_names_the_regular_payments_still_to_come_this_month(
    book_factory: BookFactory, payment: str, to_come: int
) -> None:
    text = describe_dues(book_factory.load_facts_of_lines(RENT + payment, TODAY))
    assert ("Regular payments until Nov 30, 2026 add up to" in text) is bool(to_come)


def test_a_yes_counts_every_regular_payment_of_this_month(book_factory: BookFactory) -> None:
    lines = RENT + "2026-10-25 paid 30/month dues\n2026-09-01 limit 50"
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    text = describe_dues(facts)
    assert "you have 280.00 left until Nov 30, 2026. If you say yes, it’s 250.00." in text
    written = "On Sep 1, 2026 you wrote that you want to give at most 50.00 a month."
    assert f"{written} If you say yes, this month it’s 60.00." in text
    assert "30.00" not in describe_dues(facts, hidden=True)
