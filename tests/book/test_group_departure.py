"""Leaving a group: what was paid up to and with that day stays, and nothing is paid after it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.database.test_editing import format_lines
from tests.factories import GROUP, log_lines, make_empty_book
from tests.strategies import count_examples
from tracker.analysis.groups.after_leaving import GroupClosing, build_closing
from tracker.analysis.groups.ongoing_commitments import (
    OngoingCommitment,
    build_withdrawals,
    end_payments,
    find_ongoing,
)
from tracker.book.book import Book
from tracker.entries.types import Kind, Payment
from tracker.months import Period

TODAY = date(2026, 11, 22)
START = date(2026, 3, 10)
PAYMENT = "2026-03-10 paid 30/month dues 'the membership' // by debit"
PLEDGE = "2026-03-02 ask 10-20/month donation pledged 12"
DAYS = [date(2026, month, 10) for month in range(3, 12)]
"""The days on which the payment falls."""


def build_departure(book: Book, left_on: date, today: date = TODAY) -> GroupClosing:
    """Return what there was with the circle up to a day."""
    happened, came_back = (
        book.ask_queries.load_pattern_facts(today),
        book.ask_queries.load_money_back(today),
    )
    return build_closing(happened, came_back, "circle", left_on)


def leave(book: Book, left_on: date, today: date = TODAY) -> None:
    """Leave the circle, and save that everything ended then."""
    (group,) = (each for each in book.groups.load_all() if each.label == "circle")
    book.groups.set_left_on(group.number, left_on)
    of = list_ongoing(book, today)
    items = book.find_entries(each.entry for each in of)
    book.edit_entries(end_payments(of, items, left_on), build_withdrawals(of, left_on), today)


def list_ongoing(book: Book, today: date = TODAY) -> list[OngoingCommitment]:
    """Return what runs with the circle today."""
    facts = book.ask_queries.load_pattern_facts(today).select_group("circle")
    return find_ongoing(facts, book.find_entries)


def list_paid_days(book: Book, today: date = TODAY) -> list[date]:
    return sorted(each.day for each in book.ask_queries.load_pattern_facts(today).expand_payments())


@pytest.mark.parametrize("left_on", [*DAYS, date(2026, 10, 9), date(2026, 10, 11)])
def test_a_payment_on_the_leaving_day_stays(book: Book, left_on: date) -> None:
    log_lines(book, PAYMENT, PLEDGE, today=TODAY)
    before = build_departure(book, left_on)
    leave(book, left_on)
    after = build_departure(book, left_on)
    assert list_paid_days(book) == [day for day in DAYS if day <= left_on]
    assert (after.given, after.asks, after.given_after) == (before.given, before.asks, 0)
    assert list_ongoing(book) == []


def test_leaving_today_keeps_the_payment_of_today(book: Book) -> None:
    log_lines(book, PAYMENT, today=TODAY)
    leave(book, DAYS[-1], today=DAYS[-1])
    assert list_paid_days(book, DAYS[-1]) == list_paid_days(book, date(2027, 6, 1)) == DAYS


def test_leaving_is_one_change_and_undo_brings_all_of_it_back(book: Book) -> None:
    log_lines(book, PAYMENT, PLEDGE, today=TODAY)
    before = format_lines(book)
    leave(book, DAYS[-1])
    paid = book.find_entry(1)
    assert paid is not None
    assert isinstance(paid.entry, Payment)
    assert (paid.entry.until, paid.entry.private_note) == (DAYS[-1], "by debit")
    assert book.find_newest_change()[1] == 2
    book.undo(TODAY)
    assert format_lines(book) == before
    book.redo(TODAY)
    assert list_paid_days(book) == DAYS


def test_a_payment_of_the_leaving_day_that_is_entered_later_counts(book: Book) -> None:
    log_lines(book, PAYMENT, today=TODAY)
    leave(book, DAYS[-1])
    log_lines(book, f"{DAYS[-1]} paid 5 merch", today=TODAY)
    assert list_paid_days(book) == sorted([*DAYS, DAYS[-1]])
    assert build_departure(book, DAYS[-1]).given == 3000 * len(DAYS) + 500


def test_going_back_leaves_what_ended_and_a_new_payment_begins(book: Book) -> None:
    log_lines(book, PAYMENT, today=TODAY)
    leave(book, DAYS[-2])
    book.groups.set_left_on(1, None)
    log_lines(book, "2026-11-20 paid 10/month dues 'the membership'", today=TODAY)
    assert list_paid_days(book) == [*DAYS[:-1], date(2026, 11, 20)]


def test_a_payment_of_0_on_a_day_ends_what_was_standing_before_it(book: Book) -> None:
    log_lines(book, PAYMENT, f"{DAYS[-1]} paid 0/month dues 'the membership'", today=TODAY)
    assert list_paid_days(book) == DAYS[:-1]


@settings(
    max_examples=count_examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    begun=st.lists(
        st.tuples(
            st.dates(START, TODAY),
            st.sampled_from(Period),
            st.sampled_from([Kind.DUES, Kind.MERCH]),
        ),
        min_size=1,
        max_size=4,
    ),
    after=st.integers(0, 300),
)
def test_leaving_on_any_day_keeps_every_payment_up_to_it_and_no_other(
    tmp_path_factory: pytest.TempPathFactory,
    begun: list[tuple[date, Period, Kind]],
    after: int,
) -> None:
    path = tmp_path_factory.mktemp("left") / "book.db"
    left_on = min(max(day for day, *_rest in begun) + timedelta(days=after), TODAY)
    with make_empty_book(path, GROUP) as book:
        book.log(
            [
                Payment(day=day, amount=500, every=every, kind=kind, group="circle")
                for day, every, kind in begun
            ],
            TODAY,
        )
        before = list_paid_days(book)
        leave(book, left_on)
        assert list_paid_days(book) == [day for day in before if day <= left_on]
