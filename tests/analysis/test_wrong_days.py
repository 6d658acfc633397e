"""Entries of impossible days count nowhere, and end nothing."""

from datetime import date
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory, flatten_pattern
from tests.analysis.dense_books import DENSE, SLOW
from tests.analysis.monthly.second_computation import compute_table
from tests.analysis.pattern_books import MIXED, PATTERN_TODAYS, pattern_books
from tests.analysis.patterns.second_patterns import compute_patterns
from tests.analysis.second_days import select_counted
from tests.book.wrong_days import FIRST, LAST, set_days
from tests.factories import CURRENCY, copy_empty_book, make_parse_context, read_entries
from tests.strategies import LAST_DAY, books, count_examples
from tracker.analysis.asks.pledge_status import build_pledge_report
from tracker.analysis.asks.timeline import build_timelines
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.book.maintenance.integrity import has_only_day_problems
from tracker.book.open_book import open_book
from tracker.entries.types import Entry
from tracker.months import Month

NAMES = st.sampled_from(("day", "day", "until", "logged_on"))
WRONG = st.dictionaries(NAMES, st.sampled_from((FIRST, LAST)), min_size=1, max_size=2)


@pytest.mark.slow
@settings(SLOW, max_examples=count_examples(20))
@given(st.one_of(books(DENSE), pattern_books(MIXED)), st.data(), PATTERN_TODAYS)
@pytest.mark.long
def test_every_figure_is_that_of_the_second_computation(
    book_factory: BookFactory, entries: list[Entry], data: st.DataObject, today: date
) -> None:
    path = book_factory.folder / "wrong.db"
    book_factory.build_table(entries, today)
    copyfile(book_factory.folder / "book.db", path)
    for index, entry in enumerate(entries, start=1):
        if data.draw(st.integers(0, 3)) == 0:
            days = data.draw(WRONG)
            if getattr(entry, "every", None) is None:
                days.pop("until", None)
            if days:
                set_days(path, index, **days)
    with open_book(path) as book:
        items = list(book.load_entries())
        counted = select_counted(items)
        monthly_facts = book.load_monthly_facts(today)
        table = MonthlyTable(monthly_facts)
        assert [serialize_row(row) for row in table.build_rows()] == compute_table(
            counted, today, CURRENCY
        )
        since = Month(today.year, 1)
        assert MonthlyTable(book.load_monthly_facts(today, since)).build_rows() == table.build_rows(
            since
        )
        pattern_facts = book.ask_queries.load_pattern_facts(today)
        flattened = [flatten_pattern(pattern) for pattern in find_patterns(pattern_facts, table)]
        assert flattened == compute_patterns(counted, today)
        build_timelines(book.ask_queries.load_timeline_entries(today), today)
        build_pledge_report(book.ask_queries.load_pledge_facts(today))
        assert book.ask_queries.load_goals(today) == [
            item for item in counted if item.entry.word == "goal" and item.entry.day <= today
        ]
        problems = book.maintenance.check_integrity(today)
        assert has_only_day_problems(problems) or not any(problem.problems for problem in problems)
        assert list(book.load_entries()) == items


def test_an_ask_before_1900_is_counted_nowhere_and_its_payment_only_as_money(
    book_factory: BookFactory,
) -> None:
    path = book_factory.folder / "wrong.db"
    lines = (
        "2026-01-02 ask 50 donation pledged 50 #in_public\n2026-01-03 answered for 1 later\n"
        "2026-01-04 paid 20 for 1\n2026-01-05 meeting 2h\n2026-01-06 goal 100 +roof\n"
    )
    with copy_empty_book(path) as book:
        book.log(read_entries(lines.splitlines(), make_parse_context(), LAST_DAY), LAST_DAY)
    for number in (1, 4, 5):
        set_days(path, number, day=FIRST)
    with open_book(path) as book:
        monthly_facts, pattern_facts = (
            book.load_monthly_facts(LAST_DAY),
            book.ask_queries.load_pattern_facts(LAST_DAY),
        )
        assert monthly_facts.first_day == date(2026, 1, 3)
        assert monthly_facts.uncounted_entries == 3
        assert monthly_facts.other_entries == []
        assert sum(monthly_facts.paid.values()) == 2000
        assert (
            pattern_facts.asks,
            pattern_facts.answers,
            pattern_facts.time_spent,
            pattern_facts.goals,
        ) == (
            [],
            [],
            [],
            [],
        )
        assert [payment.for_entry for payment in pattern_facts.one_off_payments] == [None]
        assert book.ask_queries.load_goals(LAST_DAY) == []
        assert [item.number for item in book.ask_queries.load_timeline_entries(LAST_DAY)] == [3]
