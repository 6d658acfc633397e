"""Facts from a month on: the same rows as of all facts, without reading the months before."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import LATE_TODAY, BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.analysis.monthly.second_computation import compute_table
from tests.factories import CURRENCY, make_parse_context, read_entries
from tests.strategies import BookShape, books, count_examples, days
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable
from tracker.entries.types import Entry
from tracker.money import format_canonical
from tracker.months import Month

MONTHS = st.builds(Month(2025, 10).add_months, st.integers(-3, 12))
BOOK = """\
2025-01-01 income 900/month
2025-01-01 need food 200/month
2025-01-02 ask 5/month dues yes
2025-01-31 paid 7 dues
2025-02-01 paid 8 dues
2025-02-01 need food 20
2025-03-01 limit 10
2025-03-02 paid 9 dues"""


def test_months_before_have_no_row_and_are_not_summed(book_factory: BookFactory) -> None:
    entries = read_entries(BOOK.splitlines(), make_parse_context(), LATE_TODAY)
    whole, part, _items = book_factory.load_facts(entries, date(2025, 3, 31), Month(2025, 2))
    table = MonthlyTable(part)
    assert table.first_month == Month(2025, 1)
    assert (
        table.build_rows()
        == table.build_rows(first=Month(2025, 1))
        == MonthlyTable(whole).build_rows()[1:]
    )
    assert table.build_rows(last=Month(2025, 1)) == []
    assert {month for month, *_group_and_kind in part.paid} == {Month(2025, 2), Month(2025, 3)}
    assert [(row.given, row.pledged, row.needs) for row in table.build_rows()] == [
        (800, 500, 22000),
        (900, 500, 20000),
    ]


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(15))
@given(books(DENSE), TODAYS, MONTHS)
def test_the_rows_since_a_month_are_those_of_all_facts(
    book_factory: BookFactory, entries: list[Entry], today: date, since: Month
) -> None:
    whole, part, items = book_factory.load_facts(entries, today, since)
    table, all_rows = MonthlyTable(part), MonthlyTable(whole).build_rows()
    assert table.build_rows() == [row for row in all_rows if row.month >= since]
    assert [serialize_row(row) for row in table.build_rows(first=since)] == [
        row for row in compute_table(items, today, CURRENCY) if str(row["month"]) >= str(since)
    ]
    assert _without_sums(part) == _without_sums(replace(whole, first_month=since))
    for group in {row.group for row in all_rows} - {"all"}:
        assert table.build_rows(group=group) == [
            row for row in all_rows if row.group == group and row.month >= since
        ]


@settings(SLOW, max_examples=count_examples(20))
@given(books(BookShape(most=15)), days(date(2020, 1, 1), date(2026, 12, 31)), st.integers(-90, 3))
def test_over_many_years_too(
    book_factory: BookFactory, entries: list[Entry], today: date, months: int
) -> None:
    since = Month.from_date(today).add_months(months)
    whole, part, _items = book_factory.load_facts(entries, today, since)
    assert MonthlyTable(part).build_rows() == MonthlyTable(whole).build_rows(first=since)


@settings(SLOW, max_examples=count_examples(20))
@given(books(DENSE), TODAYS, MONTHS)
def test_food_is_part_of_the_needs(
    book_factory: BookFactory, entries: list[Entry], today: date, since: Month
) -> None:
    _whole, part, items = book_factory.load_facts(entries, today, since)
    table = MonthlyTable(part)
    food = [item for item in items if getattr(item.entry, "kind", "food") == "food"]
    expected = {row["month"]: row["needs"] for row in compute_table(food, today, CURRENCY)}
    for row in table.build_rows():
        assert format_canonical(table.sum_food(row.month)) == (
            expected.get(str(row.month)) or "0.00"
        )


@pytest.mark.parametrize(
    ("line", "expected"),
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
def test_a_book_has_group_entries_with_something_of_a_group(
    book_factory: BookFactory, line: str, expected: bool
) -> None:
    assert book_factory.load_facts_of_lines(line).has_group_entries is expected


def _without_sums(facts: MonthlyFacts) -> MonthlyFacts:
    empty = replace(facts, income={}, needs={}, food={}, paid={}, returned={}, received={})
    empty = replace(empty, paid_open={}, returned_open={}, paid_estimated={}, observations={})
    empty = replace(empty, paid_documented={}, ask_counts={}, asked_low={}, asked_high={})
    empty = replace(empty, asked_open={}, pledged={})
    return replace(empty, one_off_costs=frozenset(), other_entries=tuple(empty.other_entries))


def test_a_copy_keeps_its_limits_only_where_all_groups_are_in_it(book_factory: BookFactory) -> None:
    facts = book_factory.load_facts_of_lines(BOOK)
    whole = MonthlyTable(facts.as_copy(lacks_groups=False)).build_rows()
    assert whole == [replace(row, is_copy=True) for row in MonthlyTable(facts).build_rows()]
    assert any(row.limit for row in whole)
    assert any(row.left is not None for row in whole)
    part = MonthlyTable(facts.as_copy(lacks_groups=True)).build_rows()
    assert all(row.is_copy for row in part)
    assert [(row.limit, row.left) for row in part] == [(None, None)] * len(whole)
