"""The card for the room: its lines, and that no amount on it is Tracker's own."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tracker.analysis.asks.card import (
    MOST_CHARACTERS,
    CardFigures,
    build_default_lines,
    clean_lines,
    describe_call,
    describe_food_day,
    describe_left,
    find_card_figures,
    find_line_refusal,
)
from tracker.analysis.monthly.table import MonthlyTable

TODAY = date(2025, 11, 20)
COSTS = "2025-09-01 income 950/month\n2025-09-01 need food 260/month\n"


def find_figures(book_factory: BookFactory, lines: str) -> CardFigures:
    """Return the figures for a card on a day."""
    return find_card_figures(MonthlyTable(book_factory.load_facts_of_lines(lines, TODAY)))


def test_an_empty_notebook_has_a_card_without_any_number(book_factory: BookFactory) -> None:
    figures = find_figures(book_factory, "")
    assert figures == CardFigures()
    lines = build_default_lines(figures)
    assert lines == ("Not today. I’ll tell you next week.", "I decide about money at home.")
    assert not re.search(r"\d", "".join(lines))


@pytest.mark.parametrize(
    ("limit", "line"),
    [
        ("limit 20", "At most 20."),
        ("limit 12.50", "At most 12.50."),
        ("limit 1500", "At most 1,500."),
        ("limit 0", "I don’t give money."),
        # 2.5 % of 950.00 are 23.75: a whole amount is easier to say, and within the limit.
        ("limit 2.5%", "At most 23."),
        ("limit 0.1%", "I don’t give money."),
    ],
)
def test_the_second_line_is_the_limit(book_factory: BookFactory, limit: str, line: str) -> None:
    figures = find_figures(book_factory, f"{COSTS}2025-09-01 {limit}\n")
    assert build_default_lines(figures)[1] == line


def test_a_share_without_an_income_is_no_amount(book_factory: BookFactory) -> None:
    figures = find_figures(book_factory, "2025-09-01 limit 2%\n")
    assert build_default_lines(figures)[1] == "I decide about money at home."


def test_a_limit_that_ended_is_not_on_the_card(book_factory: BookFactory) -> None:
    figures = find_figures(book_factory, "2025-09-01 limit 20 until 2025-09-30\n")
    assert figures.limit is None


def test_what_is_left_is_known_only_with_food_and_rent(book_factory: BookFactory) -> None:
    without_rent = find_figures(book_factory, COSTS)
    assert (without_rent.left, without_rent.food_day) == (None, 867)
    figures = find_figures(book_factory, f"{COSTS}2025-09-01 need rent 400/month\n")
    assert figures.left == 29_000
    assert describe_left(29_000) == "I have 290 left this month."
    assert describe_food_day(867) == "A day of food costs me 8.67."


def test_a_number_stands_without_a_name() -> None:
    assert describe_call("0800 111 0 111") == "Call 0800 111 0 111"


@given(st.lists(st.text(max_size=70), max_size=6))
def test_lines_are_on_one_line_each_and_empty_ones_are_left_off(texts: list[str]) -> None:
    lines = list(clean_lines(texts))
    assert "".join("".join(texts).split()) == "".join("".join(lines).split())
    for line in lines:
        assert line == " ".join(line.split()) != ""


def test_a_line_that_is_too_long_is_refused() -> None:
    assert find_line_refusal("m" * MOST_CHARACTERS) == ""
    assert find_line_refusal("m" * (MOST_CHARACTERS + 1)) == (
        "A line of the card has 60 characters at most. Please shorten it."
    )
