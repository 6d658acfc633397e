"""The monthly table of random books, through a real file, against a second computation."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.monthly.second_computation import compute_table
from tests.factories import CURRENCY
from tests.strategies import EXAMPLES, BookShape, books, days
from tracker.analysis.monthly.columns import serialize_row
from tracker.entries.types import Entry
from tracker.months import Month

DENSE = BookShape(
    most=30,
    first=date(2025, 10, 1),
    last=date(2026, 5, 31),
    latest_start=date(2026, 7, 31),
    naughty=False,
)
"""Many entries in few months, with few names: they meet, and end one another."""
SHORT = replace(
    DENSE, most=14, first=date(2026, 1, 1), last=date(2026, 3, 31), latest_start=date(2026, 4, 30)
)
ASKS = replace(SHORT, types=("ask", "ask", "answered", "answered", "withdrew"))
"""Asks alone, asked and answered again and again."""
STANDING = replace(SHORT, types=("paid", "income", "need"))
"""Money that moves, or is standing, alone."""
LIMITS = replace(SHORT, types=("limit", "limit", "income", "paid"))
"""My line, set again and again."""
TODAYS = days(date(2026, 1, 1), date(2026, 7, 31))
MANY = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape", [DENSE, ASKS, STANDING, LIMITS], ids=["all", "asks", "standing", "limits"]
)
@settings(MANY, max_examples=50 * EXAMPLES)
@given(st.data(), TODAYS)
def test_every_column_of_every_row_is_equal(
    shelf: BookFactory, shape: BookShape, data: st.DataObject, today: date
) -> None:
    entries = data.draw(books(shape))
    monthly, items = shelf.build_table(entries, today)
    assert [item.entry for item in items] == entries
    assert [serialize_row(row) for row in monthly.build_rows()] == compute_table(
        items, today, CURRENCY
    )


@pytest.mark.slow
@settings(MANY, max_examples=10 * EXAMPLES)
@given(books(BookShape(most=15)), days(date(2020, 1, 1), date(2026, 12, 31)))
def test_naughty_names_over_many_years_are_equal(
    shelf: BookFactory, entries: list[Entry], today: date
) -> None:
    monthly, items = shelf.build_table(entries, today)
    assert [item.entry for item in items] == entries
    assert [serialize_row(row) for row in monthly.build_rows()] == compute_table(
        items, today, CURRENCY
    )


@settings(MANY, max_examples=20)
@given(books(DENSE), TODAYS, st.integers(-2, 9), st.integers(-2, 9))
def test_a_part_of_the_table_is_cut_from_the_whole(
    shelf: BookFactory, entries: list[Entry], today: date, start: int, length: int
) -> None:
    monthly, _items = shelf.build_table(entries, today)
    first = Month(2025, 10).add_months(start)
    last = first.add_months(length)
    whole = monthly.build_rows()
    assert monthly.build_rows(first, last) == [row for row in whole if first <= row.month <= last]
    for group in {row.group for row in whole} - {"all"}:
        assert monthly.build_rows(group=group) == [row for row in whole if row.group == group]
