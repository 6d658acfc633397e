"""The monthly table of random books, through a real file, against a second computation."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, ONLY_ASKS, ONLY_LIMITS, ONLY_MONEY, SLOW, TODAYS
from tests.analysis.monthly.second_computation import compute_table
from tests.factories import CURRENCY
from tests.strategies import BookShape, books, count_examples, days
from tracker.analysis.monthly.columns import serialize_row
from tracker.entries.types import Entry
from tracker.months import Month


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape", [DENSE, ONLY_ASKS, ONLY_MONEY, ONLY_LIMITS], ids=["all", "asks", "standing", "limits"]
)
@settings(SLOW, max_examples=count_examples(25))
@given(st.data(), TODAYS)
def test_every_column_of_every_row_is_equal(
    book_factory: BookFactory, shape: BookShape, data: st.DataObject, today: date
) -> None:
    entries = data.draw(books(shape))
    table, items = book_factory.build_table(entries, today)
    assert [item.entry for item in items] == entries
    assert [serialize_row(row) for row in table.build_rows()] == compute_table(
        items, today, CURRENCY
    )


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(10))
@given(books(BookShape(most=15)), days(date(2020, 1, 1), date(2026, 12, 31)))
def test_naughty_names_over_many_years_are_equal(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    table, items = book_factory.build_table(entries, today)
    assert [item.entry for item in items] == entries
    assert [serialize_row(row) for row in table.build_rows()] == compute_table(
        items, today, CURRENCY
    )


@settings(SLOW, max_examples=20)
@given(books(DENSE), TODAYS, st.integers(-2, 9), st.integers(-2, 9))
def test_a_part_of_the_table_is_cut_from_the_whole(
    book_factory: BookFactory, entries: list[Entry], today: date, start: int, length: int
) -> None:
    table, _items = book_factory.build_table(entries, today)
    first = Month(2025, 10).add_months(start)
    last = first.add_months(length)
    whole = table.build_rows()
    assert table.build_rows(first, last) == [row for row in whole if first <= row.month <= last]
    for group in {row.group for row in whole} - {"all"}:
        assert table.build_rows(group=group) == [row for row in whole if row.group == group]
