"""The amount left: to the month's end, and only where food and rent are known."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import SLOW, TODAYS
from tests.analysis.monthly.living_costs import (
    FOOD,
    LEFT_BY_LINES,
    LIVING,
    RENT,
    TODAY,
    UPCOMING_BY_PAYMENT,
)
from tests.analysis.monthly.second_amount_left import (
    COSTS,
    compute_amount_left,
    compute_upcoming_payments,
)
from tests.strategies import books, count_examples
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable
from tracker.entries.types import Entry, NeedKind


def find_amount_left(facts: MonthlyFacts, month: str = "2026-11") -> int | None:
    """Return what is left of a month, as people see it."""
    rows = {
        str(row.month): row for row in MonthlyTable(facts).build_rows() if row.group == ALL_GROUPS
    }
    return adjust_amount_left(rows[month]).left


@pytest.mark.parametrize(("lines", "left"), LEFT_BY_LINES)
def test_an_amount_is_left_once_food_and_rent_are_known(
    book_factory: BookFactory, lines: str, left: int | None
) -> None:
    facts = book_factory.load_facts_of_lines(lines, TODAY)
    assert find_amount_left(facts) == left
    assert MonthlyTable(facts).build_rows()[-1].left is not None, "files keep their rule"


def test_a_cost_that_is_not_to_be_asked_about_counts_as_known(
    book_factory: BookFactory,
) -> None:
    facts = replace(book_factory.load_facts_of_lines(FOOD, TODAY), skipped_costs={NeedKind.RENT})
    assert find_amount_left(facts) == 690_00


def test_months_before_a_cost_was_known_have_no_amount_left(book_factory: BookFactory) -> None:
    facts = book_factory.load_facts_of_lines(FOOD + "2026-11-01 need rent 380/month", TODAY)
    assert [find_amount_left(facts, month) for month in ("2026-09", "2026-10", "2026-11")] == [
        None,
        None,
        310_00,
    ]


@pytest.mark.parametrize(("payment", "to_come"), UPCOMING_BY_PAYMENT)
def test_regular_payments_still_to_come_this_month_are_taken_off(
    book_factory: BookFactory, payment: str, to_come: int
) -> None:
    facts = book_factory.load_facts_of_lines(RENT + payment, TODAY)
    given_cents = MonthlyTable(facts).build_rows()[-1].given
    assert find_amount_left(facts) == 310_00 - given_cents - to_come
    assert (
        serialize_row(MonthlyTable(facts).build_rows()[-1])["left"]
        == f"{(310_00 - given_cents) / 100:.2f}"
    )


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(40))
@given(books(LIVING), TODAYS, st.frozensets(st.sampled_from(COSTS), max_size=1))
def test_the_amount_left_is_equal_to_a_second_computation(
    book_factory: BookFactory, entries: list[Entry], today: date, not_asked: frozenset[NeedKind]
) -> None:
    whole, _since, items = book_factory.load_facts(entries, today, None)
    table = MonthlyTable(replace(whole, skipped_costs=not_asked))
    for row in table.build_rows():
        if row.group == ALL_GROUPS:
            assert row.upcoming_payments == compute_upcoming_payments(items, today, row.month)
            assert adjust_amount_left(row).left == compute_amount_left(
                items, today, row.month, not_asked
            )
