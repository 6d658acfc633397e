"""An amount that the person does not know is in no sum, and each sum says that it is missing."""

from datetime import date
from itertools import pairwise

import pytest

from tests.analysis.book_factory import BookFactory
from tests.analysis.loaded_book import load_book
from tracker.analysis.asks.pledge_status import build_pledge_report
from tracker.analysis.groups.after_leaving import build_closing
from tracker.analysis.groups.after_leaving_sentences import describe_closing
from tracker.analysis.groups.group_activity import build_group_activity
from tracker.analysis.groups.group_comparison import AgeUnit, compare_groups
from tracker.analysis.groups.group_comparison_sentences import describe_comparison
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.analysis.patterns.pattern import PatternName
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.i18n import NumberFormat

TODAY = date(2026, 3, 20)
BOOK = """\
2026-01-05 meeting 2h
2026-01-10 ask 50 donation yes
2026-01-12 paid 20 for 2
2026-01-13 paid ? for 2
2026-02-01 paid ? dues
2026-02-02 returned 5 for 3
2026-02-03 returned ? for 3
"""


def test_they_are_counted_by_month_and_in_the_total(book_factory: BookFactory) -> None:
    rows = book_factory.build_rows(BOOK, TODAY)
    (total,) = sum_by_group(rows)
    counts = [(row.given, row.given_open, row.returned, row.returned_open) for row in rows]
    assert counts == [(2000, 1, 0, 0), (0, 1, 500, 1), (0, 0, 0, 0)]
    assert (total.given_open, total.returned_open) == (2, 1)


def test_a_month_of_an_unknown_payment_alone_is_one_in_which_something_happened(
    book_factory: BookFactory,
) -> None:
    row = book_factory.build_row("2026-01-05 paid ? dues", "2026-01")
    assert row.has_activity


@pytest.mark.parametrize(
    ("cents", "count", "text"),
    [
        (2000, 0, "20.00"),
        (0, 0, "0.00"),
        (2000, 1, "20.00, without one payment whose amount you don’t know"),
        (2000, 2, "20.00, without 2 payments whose amount you don’t know"),
        (0, 1, "a payment whose amount you don’t know"),
        (0, 3, "3 payments whose amount you don’t know"),
    ],
)
def test_a_sum_says_how_many_are_missing(cents: int, count: int, text: str) -> None:
    assert add_unknown_amounts(NumberFormat().format_amount(cents), cents, count) == text


def test_the_page_after_leaving_says_so(book_factory: BookFactory) -> None:
    book = load_book(book_factory, BOOK, TODAY)
    whole = build_closing(book.pattern_facts, book.money_back, "circle", TODAY)
    assert describe_closing(whole, NumberFormat())[-1] == (
        "You gave 20.00, without 2 payments whose amount you don’t know. Of that, you got back"
        " 5.00, without one refund whose amount you don’t know."
    )
    early = build_closing(book.pattern_facts, book.money_back, "circle", date(2026, 1, 31))
    assert describe_closing(early, NumberFormat())[-1] == (
        "After that day, not counted above: you gave a payment whose amount you don’t know, you"
        " got 5.00, without one refund whose amount you don’t know."
    )


def test_two_groups_side_by_side_say_so(book_factory: BookFactory) -> None:
    meetings = "".join(
        f"2026-02-0{day} meeting 1h {group}\n"
        for group in ("@circle", "@!choir")
        for day in (5, 6, 7)
    )
    lines = f"{BOOK}{meetings}2026-02-05 paid ? merch @choir\n"
    book = load_book(book_factory, lines, TODAY)
    sides = [build_group_activity(book.pattern_facts, label) for label in ("circle", "choir")]
    ((older, younger),) = pairwise(sides)
    table = MonthlyTable(book.monthly_facts)
    comparison = compare_groups(older, younger, table, unit=AgeUnit.WEEKS)
    assert comparison is not None
    sentences = describe_comparison(comparison, NumberFormat())
    assert sentences[0].endswith("had given 20.00, without 2 payments whose amount you don’t know.")
    assert sentences[1].endswith(
        "had recorded no asks and had given a payment whose amount you don’t know."
    )


def test_what_was_given_for_a_yes_says_so(book_factory: BookFactory) -> None:
    book = load_book(book_factory, BOOK, TODAY)
    (status,) = build_pledge_report(book.pattern_facts).statuses
    assert (status.given, status.given_open) == (2000, 1)
    pattern = book_factory.find_patterns(BOOK, TODAY)[PatternName.PLEDGES]
    assert pattern.entries == (2, 3, 4)
    assert (
        "For these asks, you gave 20.00, without one payment whose amount you don’t know."
    ) in describe_pattern(pattern, NumberFormat())


def test_an_unknown_payment_alone_does_not_read_as_none(book_factory: BookFactory) -> None:
    lines = "2026-01-10 ask 50 donation yes\n2026-01-13 paid ? for 1"
    pattern = book_factory.find_patterns(lines, TODAY)[PatternName.PLEDGES]
    assert "no payment" not in describe_pattern(pattern, NumberFormat())
