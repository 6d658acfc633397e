"""Entries of days that no entry may have enter no figure, and end none."""

from datetime import date
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import Shelf, flat
from tests.analysis.monthly.second_computation import second_table
from tests.analysis.monthly.test_second_computation import DENSE, MANY
from tests.analysis.pattern_books import MIXED, TODAYS, near_books
from tests.analysis.patterns.second_patterns import second_patterns
from tests.analysis.second_days import counted_again
from tests.book.wrong_days import FIRST, LAST, set_days
from tests.factories import CURRENCY, copy_empty_book, known_book, read_entries
from tests.strategies import EXAMPLES, LAST_DAY, books
from tracker.analysis.asks.pledge_status import said_and_given
from tracker.analysis.asks.timeline import lives
from tracker.analysis.monthly.columns import cells
from tracker.analysis.monthly.table import Monthly
from tracker.analysis.patterns.patterns import patterns
from tracker.book.maintenance.integrity import are_days_alone
from tracker.book.open_book import open_book
from tracker.entries.types import Entry
from tracker.months import Month

NAMES = st.sampled_from(("day", "day", "until", "logged_on"))
WRONG = st.dictionaries(NAMES, st.sampled_from((FIRST, LAST)), min_size=1, max_size=2)


@pytest.mark.slow
@settings(MANY, max_examples=20 * EXAMPLES)
@given(st.one_of(books(DENSE), near_books(MIXED)), st.data(), TODAYS)
def test_every_figure_is_that_of_the_second_computation(
    shelf: Shelf, entries: list[Entry], data: st.DataObject, today: date
) -> None:
    path = shelf.folder / "wrong.db"
    shelf.monthly(entries, today)
    copyfile(shelf.folder / "book.db", path)
    for index, entry in enumerate(entries, start=1):
        if data.draw(st.integers(0, 3)) == 0:
            days = data.draw(WRONG)
            if getattr(entry, "every", None) is None:
                days.pop("until", None)
            if days:
                set_days(path, index, **days)
    with open_book(path) as book:
        items = list(book.entries())
        counted = counted_again(items)
        facts = book.facts(today)
        monthly = Monthly(facts)
        assert [cells(row) for row in monthly.rows()] == second_table(counted, today, CURRENCY)
        since = Month(today.year, 1)
        assert Monthly(book.facts(today, since)).rows() == monthly.rows(since)
        happened = book.asking.happened(today)
        flattened = [flat(one) for one in patterns(happened, monthly)]
        assert flattened == second_patterns(counted, today)
        lives(book.asking.lives(today), today)
        said_and_given(book.asking.said_and_paid(today))
        assert book.asking.goals(today) == [
            item for item in counted if item.entry.word == "goal" and item.entry.day <= today
        ]
        found = book.care.check(today)
        assert are_days_alone(found) or not any(each.found for each in found)
        assert list(book.entries()) == items


def test_an_ask_before_1900_is_counted_nowhere_and_its_payment_only_as_money(shelf: Shelf) -> None:
    path = shelf.folder / "wrong.db"
    lines = (
        "2026-01-02 ask 50 donation pledged 50 #in_public\n2026-01-03 answered for 1 later\n"
        "2026-01-04 paid 20 for 1\n2026-01-05 meeting 2h\n2026-01-06 goal 100 +roof\n"
    )
    with copy_empty_book(path) as book:
        book.log(read_entries(lines.splitlines(), known_book(), LAST_DAY), LAST_DAY)
    for number in (1, 4, 5):
        set_days(path, number, day=FIRST)
    with open_book(path) as book:
        facts, happened = book.facts(LAST_DAY), book.asking.happened(LAST_DAY)
        assert facts.first_day == date(2026, 1, 3)
        assert facts.uncounted == 3
        assert facts.others == []
        assert sum(facts.paid.values()) == 2000
        assert (happened.asks, happened.answers, happened.time, happened.goals) == ([], [], [], [])
        assert [payment.for_entry for payment in happened.paid] == [None]
        assert book.asking.goals(LAST_DAY) == []
        assert [item.number for item in book.asking.lives(LAST_DAY)] == [3]
