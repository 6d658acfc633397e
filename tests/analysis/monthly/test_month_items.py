"""The items of a month: the entries listed under a figure add up to exactly that figure."""

from collections.abc import Iterable, Sequence
from datetime import date
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, ONLY_ASKS, ONLY_MONEY, SLOW
from tests.analysis.loaded_book import load_book
from tests.analysis.pattern_books import MIXED, PATTERN_TODAYS, PLEDGES, pattern_books
from tests.book.wrong_days import FIRST, LAST, set_days
from tests.strategies import BookShape, books, count_examples
from tracker.analysis.monthly.month_items import (
    MonthFigure,
    MonthItem,
    MonthItems,
    UncountedEntry,
    list_month_items,
)
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.book.database.monthly_totals import select_counted
from tracker.book.open_book import open_book
from tracker.entries.types import Entry, Kind, StoredEntry
from tracker.months import Month, is_in_range

TODAY = date(2026, 11, 12)


def select_month(items: Iterable[StoredEntry], month: Month) -> list[StoredEntry]:
    return [
        item
        for item in items
        if Month.from_date(item.entry.counted_day) == month and is_in_range(item.entry.day)
    ]


def assert_adds_up(row: MonthRow, month_items: MonthItems) -> None:
    """Assert that each figure of the row is the sum of the items listed under it."""

    def sum_low(*figures: MonthFigure) -> int:
        return sum(item.low for item in month_items.items if item.figure in figures)

    def sum_high(*figures: MonthFigure) -> int:
        return sum(item.high for item in month_items.items if item.figure in figures)

    asked = month_items.select(MonthFigure.ASKED)
    if row.income is None:
        assert not month_items.select(MonthFigure.INCOME)
    else:
        assert row.income == sum_low(MonthFigure.INCOME) == sum_high(MonthFigure.INCOME)
    if row.needs is None:
        assert not month_items.select(MonthFigure.NEEDS)
    else:
        assert row.needs == sum_low(MonthFigure.NEEDS)
    assert row.asked_low == sum_low(MonthFigure.ASKED, MonthFigure.ASKED_EARLIER)
    assert row.asked_high == sum_high(MonthFigure.ASKED, MonthFigure.ASKED_EARLIER)
    assert (
        row.earlier_yes_amount
        == sum_low(MonthFigure.ASKED_EARLIER)
        == sum_high(MonthFigure.ASKED_EARLIER)
    )
    assert row.asked_open == sum(item.open_count for item in asked)
    assert row.pledged == sum_low(MonthFigure.PLEDGED)
    assert row.given == sum_low(MonthFigure.GIVEN)
    assert row.given_open == sum(item.open_count for item in month_items.select(MonthFigure.GIVEN))
    assert row.upcoming_payments == sum_low(MonthFigure.TO_COME)
    assert dict(row.given_by_kind) == {
        kind: sum(item.low for item in month_items.select(MonthFigure.GIVEN) if item.kind is kind)
        for kind in Kind
    }
    assert row.returned == sum_low(MonthFigure.RETURNED)
    returned = month_items.select(MonthFigure.RETURNED)
    assert row.returned_open == sum(item.open_count for item in returned)
    assert row.received == sum_low(MonthFigure.RECEIVED)


def assert_all_add_up(facts: MonthlyFacts, entries: Sequence[StoredEntry]) -> None:
    """Assert that every month of every group adds up, and that no entry of a month is missing."""
    table = MonthlyTable(facts)
    chains = select_counted(entries, facts.today)
    for row in table.build_rows():
        group = None if row.group == ALL_GROUPS else row.group
        month_entries = select_month(entries, row.month)
        month_items = list_month_items(facts, month_entries, chains, row.month, group)
        assert_adds_up(row, month_items)
        assert all(
            Month.from_date(day) == row.month for item in month_items.items for day in item.days
        )
        if group is None:
            numbers = {item.number for item in month_items.items}
            numbers |= {uncounted.number for uncounted in month_items.uncounted_entries}
            assert numbers >= {item.number for item in month_entries}
        for uncounted in month_items.uncounted_entries:
            assert uncounted.number not in {item.number for item in month_items.items}


@pytest.mark.slow
@pytest.mark.parametrize("shape", [DENSE, ONLY_ASKS, ONLY_MONEY], ids=["all", "asks", "standing"])
@settings(SLOW, max_examples=count_examples(12))
@given(st.data(), PATTERN_TODAYS)
def test_what_is_listed_adds_up_to_each_figure(
    book_factory: BookFactory, shape: BookShape, data: st.DataObject, today: date
) -> None:
    entries = data.draw(books(shape))
    facts, _since, items = book_factory.load_facts(entries, today, None)
    assert_all_add_up(facts, items)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(12))
@given(st.one_of(pattern_books(PLEDGES), pattern_books(MIXED)), PATTERN_TODAYS)
def test_promises_of_earlier_months_add_up(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    facts, _since, items = book_factory.load_facts(entries, today, None)
    assert_all_add_up(facts, items)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(15))
@given(books(DENSE), st.data(), PATTERN_TODAYS)
def test_days_that_no_entry_may_have_add_up(
    book_factory: BookFactory, entries: list[Entry], data: st.DataObject, today: date
) -> None:
    path = book_factory.folder / "wrong.db"
    book_factory.build_table(entries, today)
    copyfile(book_factory.folder / "book.db", path)
    for index in range(1, len(entries) + 1):
        if data.draw(st.integers(0, 3)) == 0:
            set_days(path, index, day=data.draw(st.sampled_from((FIRST, LAST))))
    with open_book(path) as book:
        assert_all_add_up(book.load_monthly_facts(today), list(book.load_entries()))


def load_month_items(
    book_factory: BookFactory, lines: str, month: str, today: date = TODAY
) -> MonthItems:
    book = load_book(book_factory, lines, today)
    wanted = Month.parse(month)
    own, chains = select_month(book.entries, wanted), select_counted(book.entries, today)
    return list_month_items(book.monthly_facts, own, chains, wanted)


def list_figures(items: Iterable[MonthItem]) -> list[tuple[str, int, int, int]]:
    return [(item.figure.value, item.number, len(item.days), item.high) for item in items]


REGULAR = """\
2026-08-01 income 950/month
2026-08-01 need food 60/week
2026-08-31 paid 30/month dues
2026-08-05 ask 20/month donation yes
"""


def test_a_month_in_which_nothing_was_written_lists_what_repeats(book_factory: BookFactory) -> None:
    month_items = load_month_items(book_factory, REGULAR, "2026-10")
    assert list_figures(month_items.items) == [
        ("given", 3, 1, 3000),
        ("asked_earlier", 4, 1, 2000),
        ("pledged", 4, 1, 2000),
        ("income", 1, 1, 95000),
        ("needs", 2, 5, 30000),
    ]
    assert month_items.select(MonthFigure.GIVEN)[0].days == (date(2026, 10, 31),)
    assert month_items.uncounted_entries == ()


def test_this_month_lists_income_and_living_costs_that_are_expected(
    book_factory: BookFactory,
) -> None:
    month_items = load_month_items(book_factory, REGULAR, "2026-11")
    assert month_items.select(MonthFigure.NEEDS)[0].days[-1] == date(2026, 11, 28)
    assert month_items.select(MonthFigure.GIVEN) == (), "it falls on the 30th"
    assert list_figures(month_items.select(MonthFigure.TO_COME)) == [("to_come", 3, 1, 3000)]


def test_of_an_ask_that_was_repeated_in_the_month_only_the_last_one_counts(
    book_factory: BookFactory,
) -> None:
    lines = (
        "2026-10-01 ask 50 event no\n2026-10-09 ask 20 event for 1 no\n2026-11-02 ask 5 event for 1"
    )
    month_items = load_month_items(book_factory, lines, "2026-10")
    assert list_figures(month_items.items) == [("asked", 2, 1, 2000)]
    assert month_items.uncounted_entries == (UncountedEntry(1, because_of=2),)


def test_a_payment_that_a_newer_one_replaces_in_its_month_is_named_with_it(
    book_factory: BookFactory,
) -> None:
    lines = "2026-10-01 paid 50/month dues\n2026-10-20 paid 20/month dues\n2026-10-25 meeting 2h"
    month_items = load_month_items(book_factory, lines, "2026-10")
    assert list_figures(month_items.items) == [("given", 2, 1, 2000)]
    assert month_items.uncounted_entries == (UncountedEntry(1, because_of=2), UncountedEntry(3))


def test_what_only_ends_a_payment_counts_nothing(book_factory: BookFactory) -> None:
    month_items = load_month_items(
        book_factory, f"{REGULAR}2026-10-05 paid 0/month dues", "2026-10"
    )
    assert month_items.select(MonthFigure.GIVEN) == ()
    assert month_items.uncounted_entries == (UncountedEntry(5),)


def test_an_ask_without_an_amount_is_listed_as_open(book_factory: BookFactory) -> None:
    month_items = load_month_items(book_factory, "2026-10-05 ask ?/month donation later", "2026-10")
    assert [(item.low, item.open_count) for item in month_items.items] == [(0, 1)]


def test_a_group_lists_its_own_and_what_is_shared(book_factory: BookFactory) -> None:
    lines = "2026-10-02 paid 7 merch @!other\n2026-10-03 meeting 2h @other\n2026-10-04 wage 12"
    book = load_book(book_factory, f"{REGULAR}{lines}", TODAY)
    october = Month(2026, 10)
    month_items = list_month_items(
        book.monthly_facts, select_month(book.entries, october), (), october, "other"
    )
    assert [item.number for item in month_items.items] == [5, 1, 2]
    assert [uncounted.number for uncounted in month_items.uncounted_entries] == [6, 7]
