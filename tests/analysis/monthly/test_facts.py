"""Facts since a month: the same rows from it on, without a look at the months before."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import LATE, Shelf
from tests.analysis.monthly.second_computation import second_table
from tests.analysis.monthly.test_second_computation import DENSE, MANY, TODAYS
from tests.factories import CURRENCY, known_book, new_book, read_entries
from tests.strategies import EXAMPLES, Shape, books, days
from tracker.analysis.monthly.columns import cells
from tracker.analysis.monthly.facts import Facts
from tracker.analysis.monthly.table import Monthly
from tracker.book.database.queries import SUMS
from tracker.entries.types import Entry
from tracker.money import canonical
from tracker.months import Month

MONTHS = st.builds(Month(2025, 10).plus, st.integers(-3, 12))
BOOK = """\
2025-01-01 income 900/month
2025-01-01 need food 200/month
2025-01-02 ask 5/month dues yes
2025-01-31 paid 7 dues
2025-02-01 paid 8 dues
2025-02-01 need food 20
2025-03-01 limit 10
2025-03-02 paid 9 dues"""


def test_months_before_have_no_row_and_are_not_summed(shelf: Shelf) -> None:
    entries = read_entries(BOOK.splitlines(), known_book(), LATE)
    whole, part, _items = shelf.facts(entries, date(2025, 3, 31), Month(2025, 2))
    table = Monthly(part)
    assert table.first == Month(2025, 1)
    assert table.rows() == table.rows(first=Month(2025, 1)) == Monthly(whole).rows()[1:]
    assert table.rows(last=Month(2025, 1)) == []
    assert {month for month, *_group_and_kind in part.paid} == {Month(2025, 2), Month(2025, 3)}
    assert [(row.given, row.pledged, row.needs) for row in table.rows()] == [
        (800, 500, 22000),
        (900, 500, 20000),
    ]


@pytest.mark.slow
@settings(MANY, max_examples=30 * EXAMPLES)
@given(books(DENSE), TODAYS, MONTHS)
def test_the_rows_since_a_month_are_those_of_all_facts(
    shelf: Shelf, entries: list[Entry], today: date, since: Month
) -> None:
    whole, part, items = shelf.facts(entries, today, since)
    table, all_rows = Monthly(part), Monthly(whole).rows()
    assert table.rows() == [row for row in all_rows if row.month >= since]
    assert [cells(row) for row in table.rows(first=since)] == [
        row for row in second_table(items, today, CURRENCY) if str(row["month"]) >= str(since)
    ]
    assert _without_sums(part) == _without_sums(replace(whole, since=since))
    for group in {row.group for row in all_rows} - {"all"}:
        assert table.rows(group=group) == [
            row for row in all_rows if row.group == group and row.month >= since
        ]


@settings(MANY, max_examples=20 * EXAMPLES)
@given(books(Shape(most=15)), days(date(2020, 1, 1), date(2026, 12, 31)), st.integers(-90, 3))
def test_over_many_years_too(shelf: Shelf, entries: list[Entry], today: date, months: int) -> None:
    since = Month.of(today).plus(months)
    whole, part, _items = shelf.facts(entries, today, since)
    assert Monthly(part).rows() == Monthly(whole).rows(first=since)


@settings(MANY, max_examples=20 * EXAMPLES)
@given(books(DENSE), TODAYS, MONTHS)
def test_food_is_part_of_the_needs(
    shelf: Shelf, entries: list[Entry], today: date, since: Month
) -> None:
    _whole, part, items = shelf.facts(entries, today, since)
    table = Monthly(part)
    eaten = [item for item in items if getattr(item.entry, "kind", "food") == "food"]
    expected = {row["month"]: row["needs"] for row in second_table(eaten, today, CURRENCY)}
    for row in table.rows():
        assert canonical(table.food_in(row.month)) == (expected.get(str(row.month)) or "0.00")


def test_the_months_before_are_not_even_looked_at(shelf: Shelf) -> None:
    with new_book(shelf.folder / "plan.db") as book:
        plan = book._connection.execute(
            f"EXPLAIN QUERY PLAN {SUMS}", ["paid", "2026-01", "2026-11-22"]
        )
        steps = [row[3] for row in plan.fetchall()]
    assert "SEARCH e USING COVERING INDEX entries_sums (type=? AND month>?)" in steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


@pytest.mark.parametrize(
    ("line", "begun"),
    [
        ("2025-01-01 income 900/month", False),
        ("2025-01-01 need food 5", False),
        ("2025-01-01 wage 5", False),
        ("2025-01-01 limit 2%", False),
        ("2025-01-01 ask 5 dues", True),
        ("2025-01-01 paid 5 dues", True),
        ("2025-01-01 paid 5/month dues", True),
        ("2025-01-01 meeting", True),
        ("2025-01-01 call", True),
    ],
)
def test_a_book_has_begun_with_something_of_a_group(shelf: Shelf, line: str, begun: bool) -> None:
    assert shelf.facts_of(line).begun is begun


def _without_sums(facts: Facts) -> Facts:
    empty = replace(facts, income={}, needs={}, food={}, paid={}, returned={}, received={})
    return replace(empty, costs_noted=frozenset(), others=tuple(empty.others))
