"""The totals of calendar years, against a second computation from the table's printed cells."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW
from tests.analysis.monthly.second_computation import compute_table
from tests.charts.examples import build_month_row
from tests.factories import CURRENCY
from tests.strategies import books, count_examples, days
from tracker.analysis.monthly.columns import MonthCell, serialize_row
from tracker.analysis.monthly.totals import sum_by_group, sum_by_year
from tracker.entries.types import Entry
from tracker.months import Month

Row = dict[str, MonthCell]
ALWAYS_KNOWN = ("asked_low", "asked_high", "pledged", "given", "returned", "received")
OFTEN_UNKNOWN = ("income", "needs", "left", "beyond_left")
COUNTS = ("asked_open", "given_open", "returned_open")


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(25))
@given(books(DENSE), days(date(2025, 12, 1), date(2026, 7, 31)))
def test_every_column_of_every_year_is_equal(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    table, items = book_factory.build_table(entries, today)
    found = [serialize_row(row) for row in sum_by_year(table.build_rows())]
    assert found == compute_years(compute_table(items, today, CURRENCY))


def compute_years(months: Sequence[Row]) -> list[Row]:
    """Return the years of the rows of months.csv, from the texts in their cells."""
    keys = list(dict.fromkeys((str(row["month"])[:4], row["group"]) for row in months))
    return [
        compute_year([row for row in months if (str(row["month"])[:4], row["group"]) == key])
        for key in sorted(keys, key=lambda key: key[0])
    ]


def compute_year(months: Sequence[Row]) -> Row:
    kinds = [column for column in months[0] if column.startswith("given_") and "open" not in column]
    with_income = [row for row in months if row["income"] is not None]
    with_left = [row for row in months if row["left"] is not None]
    income = add(row["income"] for row in with_income)
    after_needs = add(row["income"] for row in with_left) - add(row["needs"] for row in with_left)
    compared = [row["over_limit"] for row in months if row["over_limit"] is not None]
    year: Row = {
        "month": f"{months[0]['month']}/{months[-1]['month']}",
        "group": months[0]["group"],
        "currency": months[0]["currency"],
        "share_asked_low": divide(add(row["asked_low"] for row in with_income), income),
        "share_asked_high": divide(add(row["asked_high"] for row in with_income), income),
        "share_given": divide(add(row["given"] for row in with_income), income),
        "share_after_needs": divide(add(row["given"] for row in with_left), after_needs),
        "over_limit": compared.count(True) if compared else None,
    }
    for column in COUNTS:
        year[column] = sum(count for row in months if isinstance(count := row[column], int))
    for column in (*ALWAYS_KNOWN, *OFTEN_UNKNOWN, *kinds):
        known = [row[column] for row in months if row[column] is not None]
        year[column] = f"{float(add(known)):.2f}" if known else None
    return {column: year[column] for column in months[0]}


def add(cells: Iterable[MonthCell]) -> Fraction:
    return sum((Fraction(cell) for cell in cells if isinstance(cell, str)), Fraction(0))


def divide(part: Fraction, whole: Fraction) -> str | None:
    """A percentage with two decimals, half up."""
    if whole <= 0:
        return None
    hundredths = int(part / whole * 10_000 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}"


ROWS = st.lists(
    st.tuples(st.none() | st.integers(0, 1000_00), st.integers(0, 90_00), st.integers(0, 3)),
    max_size=40,
)


@given(ROWS, st.integers(1, 12))
def test_the_years_add_up_to_the_total_and_miss_no_month(
    figures: list[tuple[int | None, int, int]], first: int
) -> None:
    rows = [
        build_month_row(Month(2024, first).add_months(index), income, given=cents, seen=count)
        for index, (income, cents, count) in enumerate(figures)
    ]
    years, total = sum_by_year(rows), sum_by_group(rows)
    assert [row.month.year for row in years] == sorted({row.month.year for row in rows})
    assert all(row.last is not None and row.last.year == row.month.year for row in years)
    assert sum(row.given for row in years) == sum(row.given for row in total)
    assert sum(row.seen for row in years) == sum(row.seen for row in total)
    for before, after in pairwise(years):
        assert before.last is not None
        assert before.last.add_months(1) == after.month


def test_the_first_and_the_last_year_are_the_months_that_there_are() -> None:
    rows = [build_month_row(Month(2024, 11).add_months(index)) for index in range(15)]
    assert [serialize_row(row)["month"] for row in sum_by_year(rows)] == [
        "2024-11/2024-12",
        "2025-01/2025-12",
        "2026-01/2026-01",
    ]
    assert sum_by_year([]) == []
