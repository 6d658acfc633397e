"""What was said yes to and what was given for it: two plain sums an ask."""

from datetime import date

import pytest
from hypothesis import given, settings

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.factories import GROUP, copy_empty_book, known_book, new_book_in_memory, read_entries
from tests.strategies import EXAMPLES, books
from tracker.analysis.asks.pledge_status import (
    Commitment,
    PledgeReport,
    build_pledge_report,
    select_days,
)
from tracker.entries.types import Entry
from tracker.months import Period
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story_entries

TODAY = date(2026, 8, 31)


def pledges_of(lines: str, today: date = TODAY, group: str | None = None) -> PledgeReport:
    entries = read_entries(lines.splitlines(), known_book(), TODAY)
    with new_book_in_memory(GROUP) as book:
        book.log(entries, TODAY)
        return build_pledge_report(book.ask_queries.load_pattern_facts(today), group)


def test_once_said_and_partly_given() -> None:
    found = pledges_of(
        "2026-05-01 ask 10-50 donation pledged 50\n"
        "2026-05-02 paid 20 for 1\n"
        "2026-05-03 paid 10 donation\n"
        "2026-05-03 paid 90 merch"
    ).statuses[0]
    assert found.commitments == (Commitment(5000, None, date(2026, 5, 1)),)
    assert (found.promised, found.given) == (5000, 3000)
    assert found.is_active


def test_more_may_be_given_for_it_than_was_said() -> None:
    found = pledges_of("2026-05-01 ask 10 donation yes\n2026-05-02 paid 25 for 1").statuses[0]
    assert (found.promised, found.given) == (1000, 2500)


def test_a_standing_yes_that_was_raised_and_taken_back() -> None:
    lines = """\
2026-03-05 ask 30/month dues pledged 15/month
2026-03-05 paid 15/month for 1
2026-05-07 ask 30/month dues for 1 yes
2026-06-05 paid 30/month for 3
2026-07-20 withdrew for 3
2026-07-20 paid 0/month dues
"""
    found = pledges_of(lines).statuses[0]
    assert found.last_ask.number == 3
    assert found.commitments == (
        Commitment(1500, Period.MONTH, date(2026, 3, 5)),
        Commitment(3000, Period.MONTH, date(2026, 5, 7), stopped_on=date(2026, 7, 20)),
    )
    assert not found.is_active
    assert found.promised == 3 * 1500 + 3 * 3000
    assert found.given == 3 * 1500 + 2 * 3000
    assert [order.commitment for order in found.payments] == [
        Commitment(1500, Period.MONTH, date(2026, 3, 5), stopped_on=date(2026, 6, 5)),
        Commitment(3000, Period.MONTH, date(2026, 6, 5), stopped_on=date(2026, 7, 20)),
    ]
    assert found.running_payment is None
    running = pledges_of(lines, date(2026, 7, 1)).statuses[0].running_payment
    assert running is not None
    assert running.number == found.payments[1].number


@pytest.mark.parametrize(
    ("lines", "promise"),
    [
        (
            "2026-05-01 ask 5/week dues yes until 2026-06-01",
            Commitment(500, Period.WEEK, date(2026, 5, 1), until=date(2026, 6, 1)),
        ),
        (
            "2026-05-01 ask 5 dues yes\n2026-05-09 answered no for 1",
            Commitment(500, None, date(2026, 5, 1), stopped_on=date(2026, 5, 9)),
        ),
        (
            "2026-05-01 ask 5 dues yes no",
            Commitment(500, None, date(2026, 5, 1), stopped_on=date(2026, 5, 1)),
        ),
    ],
)
def test_how_a_yes_ends(lines: str, promise: Commitment) -> None:
    assert pledges_of(lines).statuses[0].commitments == (promise,)


def test_the_same_ask_is_one_and_the_newest_yes_comes_first() -> None:
    found = pledges_of(
        "2026-05-01 ask 5 dues yes\n2026-06-01 ask 6 merch yes\n2026-07-01 ask 7 event"
    )
    assert [each.last_ask.number for each in found.statuses] == [2, 1]


def test_asks_without_a_yes_are_not_listed_and_a_gift_is_no_pledge() -> None:
    assert pledges_of("2026-05-01 ask 5 dues no\n2026-06-01 ask 6 merch gave 6") == PledgeReport(
        (), ()
    )


def test_standing_payments_for_no_ask_stand_by_themselves() -> None:
    found = pledges_of(
        "2026-05-01 paid 5/month dues\n2026-05-01 paid 7/month dues magazine\n"
        "2026-06-01 paid 0/month dues"
    )
    assert found.statuses == ()
    assert [
        (order.number, order.label, order.commitment.is_running) for order in found.other_payments
    ] == [
        (2, "magazine", True),
        (1, None, False),
    ]
    assert found.find_payment(2) is found.other_payments[0]
    assert found.has_running_payment


def test_a_standing_payment_that_is_noted_twice_on_its_day_is_the_last_one() -> None:
    orders = pledges_of("2026-05-01 paid 5/month dues\n2026-05-01 paid 6/month dues").other_payments
    assert [order.number for order in orders] == [2]


def test_only_the_group_that_is_wanted() -> None:
    lines = "2026-05-01 ask 5 dues yes\n2026-05-02 ask 6 dues yes @!table"
    assert [each.last_ask.group for each in pledges_of(lines, group="circle").statuses] == [
        "circle"
    ]
    assert len(pledges_of(lines).statuses) == 2


@pytest.mark.parametrize(
    ("first", "last", "asks", "orders"),
    [
        (None, None, [2, 1], [3]),
        (date(2026, 5, 1), date(2026, 5, 31), [1], []),
        (date(2026, 5, 2), date(2026, 6, 9), [], []),
        (date(2026, 6, 10), date(2026, 6, 10), [1], []),
        (date(2026, 7, 1), None, [2], [3]),
        (None, date(2026, 7, 1), [1], [3]),
    ],
)
def test_of_some_months_only_what_was_said_or_ended_in_them_each_whole(
    first: date | None, last: date | None, asks: list[int], orders: list[int]
) -> None:
    found = pledges_of(
        "2026-05-01 ask 5/month dues yes\n2026-07-09 ask 6 merch yes\n"
        "2026-07-01 paid 5/month literature\n2026-06-10 withdrew for 1"
    )
    some = select_days(found, first, last)
    assert [each.last_ask.number for each in some.statuses] == asks
    assert [order.number for order in some.other_payments] == orders
    assert set(some.statuses) <= set(found.statuses)


def test_the_story_by_hand() -> None:
    with new_book_in_memory(STORY_GROUP) as book:
        book.log(load_story_entries(), STORY_TODAY)
        found = build_pledge_report(book.ask_queries.load_pattern_facts(STORY_TODAY))
    sums = [(each.promised, each.given) for each in found.statuses]
    # 25 on 13 June, 12 of which at once; 15 on 5 March, April and May, 30 on 7 May, June and July
    # (taken back on the 20th), 15 paid three times and 30 twice; 50 in November, paid in December.
    assert sums == [(2500, 1200), (3 * 1500 + 3 * 3000, 10500), (5000, 5000)]
    assert found.other_payments == ()


@settings(SLOW, max_examples=20 * EXAMPLES)
@given(books(DENSE), TODAYS)
def test_what_is_read_for_it_is_enough(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    with copy_empty_book(book_factory.folder / "said.db") as book:
        book.log(entries, today)
        assert build_pledge_report(
            book.ask_queries.load_pledge_facts(today)
        ) == build_pledge_report(book.ask_queries.load_pattern_facts(today))
