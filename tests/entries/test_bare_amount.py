"""A bare number answers what a screen asks for; whatever else is typed there is a line."""

from datetime import date

import pytest

from tests.entries.entry_lines import read_entry
from tracker.entries.bare_amount import complete_bare_amount, write_line_without_amount
from tracker.entries.types import Income
from tracker.months import Period


@pytest.mark.parametrize(
    ("begun", "typed", "line"),
    [
        ("income ", "1800", "income 1800/month"),
        ("income ", "income 1800", "income 1800/month"),
        ("income ", "  1800 EUR ", "income 1800 EUR/month"),
        ("income ", "1800 \u20ac", "income 1800 \u20ac/month"),
        ("income ", "1800 euros", "income 1800 euros/month"),
        ("income ", "1,800", "income 1,800/month"),
        ("income ", "1800 a week", "income 1800/week"),
        ("income ", "1800/week", "income 1800/week"),
        ("income ", "1800 // net", "income 1800/month // net"),
        ("income ", "income 0", "income 0"),
        ("need ", "900", "need other 900/month"),
        ("need ", "need 900", "need other 900/month"),
        ("limit ", "20", "limit 20"),
        ("limit ", "limit 2 %", "limit 2 %"),
        ("limit 2%", "3", "limit 3%"),
        ("income 950/month job", "1000", "income 1000/month job"),
        ("income job /week ", "30", "income job /week 30"),
        ("need rent /month ", "300 a month", "need rent 300/month"),
        ("need food ", "260", "need food 260/month"),
        ("need rent ", "0", "need rent 0/month"),
        ("need rent ", "95/week", "need rent 95/week"),
        ("paid dues /month ", "90 per quarter", "paid dues 90/quarter"),
        ("income ", "12/h", "income 12/h"),
        ("income ", "1800 net", "income 1800/month net"),
        ("income ", "income 1800 EUR after tax ", "income 1800 EUR/month after tax"),
        ("income ", "450 a week netto", "income 450/week netto"),
        ("paid for 5", "15", "paid for 5 15"),
        ("2026-11-19 ask ", "30", "2026-11-19 ask 30"),
    ],
)
def test_a_bare_number_answers_the_question(begun: str, typed: str, line: str) -> None:
    answer = complete_bare_amount(begun, typed)
    assert answer is not None
    assert answer.line == line


@pytest.mark.parametrize("typed", ["1,800", "  1,800", "income 1,800", "1,800 EUR"])
def test_what_was_typed_is_found_again_in_the_line(typed: str) -> None:
    answer = complete_bare_amount("income ", typed)
    assert answer is not None
    assert answer.line.index("1,800") == typed.index("1,800") + answer.shift


@pytest.mark.parametrize(
    ("begun", "typed"),
    [
        ("income ", ""),
        ("income ", "income "),
        ("income ", "income 80 sold my bike"),
        ("income ", "2026-09-01 income 950/month"),
        ("income ", "50 merch no"),
        ("income ", "yesterday"),
        ("income ", '80 "sold'),
        ("income 'my", "80"),
        ("need ", "need food 260"),
        ("answered for 5 ", "15"),
        ("paid 0/month dues", "15"),
        ("meeting", "2"),
        ("", "30"),
    ],
)
def test_whatever_else_is_typed_is_a_line(begun: str, typed: str) -> None:
    assert complete_bare_amount(begun, typed) is None


def test_a_line_without_its_amount_keeps_how_often_it_comes() -> None:
    income = Income(day=date(2026, 3, 1), amount=3300, every=Period.WEEK, label="job")
    begun = write_line_without_amount(income, "EUR")
    assert begun == "income job /week "
    read = read_entry(f"2026-03-01 {begun}40")
    assert isinstance(read, Income)
    assert (read.amount, read.every, read.label) == (4000, Period.WEEK, "job")
