"""Sentences about food and rent, by example."""

from dataclasses import replace

import pytest

from tests.analysis.book_factory import BookFactory
from tests.analysis.monthly.living_costs import FOOD, RENT, TODAY
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.essential_costs_sentences import (
    describe_beyond_left,
    describe_unknown_costs,
    explain_amount_left,
)
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.entries.types import NeedKind

UPCOMING = "2026-10-25 paid 30/month dues\n"


def build_last_row(book_factory: BookFactory, lines: str, *skipped: NeedKind) -> MonthRow:
    """Return the row of November as people see it."""
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    table = MonthlyTable(replace(facts, skipped_costs=frozenset(skipped)))
    return adjust_amount_left(table.build_rows()[-1])


def test_a_reader_is_told_what_the_amount_left_takes_off_and_leaves_out(
    book_factory: BookFactory,
) -> None:
    assert list(explain_amount_left([build_last_row(book_factory, RENT)])) == []
    assert list(explain_amount_left([build_last_row(book_factory, RENT + UPCOMING)])) == [
        "Regular payments until the end of the last month are subtracted from what’s left."
    ]
    row = build_last_row(book_factory, FOOD, NeedKind.RENT)
    assert list(explain_amount_left([row])) == ["My rent isn’t counted in what’s left."]


def test_where_no_amount_is_left_to_be_seen_nothing_is_told_of_it(
    book_factory: BookFactory,
) -> None:
    assert list(explain_amount_left([build_last_row(book_factory, FOOD + UPCOMING)])) == []


def test_a_gift_beyond_what_was_left_may_be_one_still_to_come(book_factory: BookFactory) -> None:
    row = build_last_row(book_factory, RENT)
    assert describe_beyond_left(row).startswith("{amount} of what you gave came out")
    row = build_last_row(book_factory, RENT + UPCOMING)
    assert describe_beyond_left(row).startswith("{amount} of this month’s giving comes out")


@pytest.mark.parametrize(
    ("costs", "sentence"),
    [
        ((), ""),
        ((NeedKind.FOOD,), "Tracker doesn\u2019t know yet what you spend on food."),
        ((NeedKind.RENT,), "Tracker doesn\u2019t know your rent yet."),
        (
            (NeedKind.FOOD, NeedKind.RENT),
            "Tracker doesn\u2019t know yet what you spend on food and rent.",
        ),
    ],
)
def test_the_costs_that_are_not_known_are_named(costs: tuple[NeedKind, ...], sentence: str) -> None:
    assert describe_unknown_costs(costs) == sentence
