"""What others were asked and gave, costs around the group and thoughts are in no figure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.factories import copy_empty_book
from tests.strategies import books, count_examples
from tracker.analysis.asks.pledge_status import PledgeReport, build_pledge_report
from tracker.analysis.monthly.columns import MonthCell, serialize_row
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.entries.types import Entry, Source

UNCOUNTED = replace(DENSE, most=8, types=("seen", "cost", "wrote"))
Figures = tuple[list[MonthRow], list[Pattern], PledgeReport]


def load_figures(book_factory: BookFactory, entries: list[Entry], today: date) -> Figures:
    """The months, patterns and pledges of a new book."""
    with copy_empty_book(book_factory.folder / "book.db") as book:
        book.log(entries, today)
        table = MonthlyTable(book.load_monthly_facts(today))
        facts = book.ask_queries.load_pattern_facts(today)
        return table.build_rows(), find_patterns(facts, table), build_pledge_report(facts)


def leave_out(patterns: list[Pattern], *names: PatternName) -> list[Pattern]:
    """The patterns without those of these names."""
    return [pattern for pattern in patterns if pattern.name not in names]


def serialize_total(rows: list[MonthRow]) -> dict[str, MonthCell]:
    """The total of all groups, without the months from which to which it is."""
    total = serialize_row(sum_by_group([row for row in rows if row.group == "all"])[0])
    return total | {"month": None}


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(400))
@given(books(DENSE), books(UNCOUNTED), TODAYS)
def test_adding_them_changes_no_cell_no_other_pattern_and_no_total(
    book_factory: BookFactory, entries: list[Entry], others: list[Entry], today: date
) -> None:
    rows, patterns, pledges = load_figures(book_factory, entries, today)
    more_rows, more_patterns, more_pledges = load_figures(book_factory, [*entries, *others], today)
    cells = {(row.month, row.group): serialize_row(row) for row in rows}
    more_cells = {(row.month, row.group): serialize_row(row) for row in more_rows}
    assert cells.items() <= more_cells.items()
    named = {getattr(entry, "group", None) for entry in entries}
    for row in more_rows:
        # The only group of a book has no row of its own until another one is named.
        if (row.month, row.group) not in cells and row.group not in named:
            assert not row.has_activity
    assert more_pledges == pledges
    if rows:
        told = (PatternName.SEEN, PatternName.HEARD, PatternName.MONEY_CAME_UP)
        assert leave_out(more_patterns, *told) == leave_out(patterns, *told)
        assert serialize_total(more_rows) == serialize_total(rows)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(100))
@given(books(DENSE), books(UNCOUNTED), TODAYS)
def test_what_was_heard_or_paid_elsewhere_does_not_say_that_money_came_up(
    book_factory: BookFactory, entries: list[Entry], others: list[Entry], today: date
) -> None:
    rows, patterns, _pledges = load_figures(book_factory, entries, today)
    not_seen = [entry for entry in others if getattr(entry, "source", None) is not Source.SEEN]
    _rows, more_patterns, _pledges = load_figures(book_factory, [*entries, *not_seen], today)
    if rows:
        assert leave_out(more_patterns, PatternName.HEARD) == leave_out(patterns, PatternName.HEARD)
