"""What the person said yes to and what was given for it: two sums for each ask."""

from datetime import date

import pytest
from hypothesis import given, settings

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import DENSE, SLOW, TODAYS
from tests.factories import (
    GROUP,
    copy_empty_book,
    make_book_in_memory,
    make_parse_context,
    read_entries,
)
from tests.strategies import books, count_examples
from tracker.analysis.asks.pledge_status import (
    Commitment,
    PledgeReport,
    build_pledge_report,
)
from tracker.entries.types import Entry
from tracker.months import Period
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story_entries

TODAY = date(2026, 8, 31)


def build_report(
    lines: str,
    today: date = TODAY,
    group: str | None = None,
    days: tuple[date | None, date | None] = (None, None),
    limit: int | None = None,
) -> PledgeReport:
    entries = read_entries(lines.splitlines(), make_parse_context(), TODAY)
    with make_book_in_memory(GROUP) as book:
        book.log(entries, TODAY)
        facts = book.ask_queries.load_pattern_facts(today)
        return build_pledge_report(facts, group, *days, limit)


def test_a_yes_that_was_partly_given() -> None:
    status = build_report(
        "2026-05-01 ask 10-50 donation pledged 50\n"
        "2026-05-02 paid 20 for 1\n"
        "2026-05-03 paid 10 donation\n"
        "2026-05-03 paid 90 merch"
    ).statuses[0]
    assert status.commitments == (Commitment(5000, None, date(2026, 5, 1)),)
    assert (status.promised, status.given) == (5000, 3000)
    assert status.is_active


def test_more_may_be_given_than_was_promised() -> None:
    status = build_report("2026-05-01 ask 10 donation yes\n2026-05-02 paid 25 for 1").statuses[0]
    assert (status.promised, status.given) == (1000, 2500)


def test_a_regular_yes_that_was_raised_and_withdrawn() -> None:
    lines = """\
2026-03-05 ask 30/month dues pledged 15/month
2026-03-05 paid 15/month for 1
2026-05-07 ask 30/month dues for 1 yes
2026-06-05 paid 30/month for 3
2026-07-20 withdrew for 3
2026-07-20 paid 0/month dues
"""
    status = build_report(lines).statuses[0]
    assert status.last_ask.number == 3
    assert status.commitments == (
        Commitment(1500, Period.MONTH, date(2026, 3, 5)),
        Commitment(3000, Period.MONTH, date(2026, 5, 7), stopped_on=date(2026, 7, 20)),
    )
    assert not status.is_active
    assert status.promised == 3 * 1500 + 3 * 3000
    assert status.given == 3 * 1500 + 2 * 3000
    assert [payment.commitment for payment in status.payments] == [
        Commitment(1500, Period.MONTH, date(2026, 3, 5), stopped_on=date(2026, 6, 5)),
        Commitment(3000, Period.MONTH, date(2026, 6, 5), stopped_on=date(2026, 7, 20)),
    ]
    assert status.running_payment is None
    running = build_report(lines, date(2026, 7, 1)).statuses[0].running_payment
    assert running is not None
    assert running.number == status.payments[1].number


@pytest.mark.parametrize(
    ("lines", "commitment"),
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
def test_how_a_yes_ends(lines: str, commitment: Commitment) -> None:
    assert build_report(lines).statuses[0].commitments == (commitment,)


def test_the_same_ask_is_one_and_the_newest_yes_comes_first() -> None:
    report = build_report(
        "2026-05-01 ask 5 dues yes\n2026-06-01 ask 6 merch yes\n2026-07-01 ask 7 event"
    )
    assert [status.last_ask.number for status in report.statuses] == [2, 1]


def test_asks_without_a_yes_are_not_listed_and_a_gift_is_no_pledge() -> None:
    assert build_report("2026-05-01 ask 5 dues no\n2026-06-01 ask 6 merch gave 6") == PledgeReport(
        (), ()
    )


def test_regular_payments_for_no_ask_are_listed_separately() -> None:
    report = build_report(
        "2026-05-01 paid 5/month dues\n2026-05-01 paid 7/month dues magazine\n"
        "2026-06-01 paid 0/month dues"
    )
    assert report.statuses == ()
    assert [
        (payment.number, payment.label, payment.commitment.is_running)
        for payment in report.other_payments
    ] == [
        (2, "magazine", True),
        (1, None, False),
    ]
    assert report.find_payment(2) is report.other_payments[0]
    assert report.has_running_payment


def test_of_two_regular_payments_of_a_day_the_last_one_counts() -> None:
    payments = build_report(
        "2026-05-01 paid 5/month dues\n2026-05-01 paid 6/month dues"
    ).other_payments
    assert [payment.number for payment in payments] == [2]


def test_only_the_given_group() -> None:
    lines = "2026-05-01 ask 5 dues yes\n2026-05-02 ask 6 dues yes @!table"
    assert [status.last_ask.group for status in build_report(lines, group="circle").statuses] == [
        "circle"
    ]
    assert len(build_report(lines).statuses) == 2


@pytest.mark.parametrize(
    ("first", "last", "asks", "payments"),
    [
        (None, None, [2, 1], [3]),
        (date(2026, 5, 1), date(2026, 5, 31), [1], []),
        (date(2026, 5, 2), date(2026, 6, 9), [], []),
        (date(2026, 6, 10), date(2026, 6, 10), [1], []),
        (date(2026, 7, 1), None, [2], [3]),
        (None, date(2026, 7, 1), [1], [3]),
    ],
)
def test_of_some_days_only_what_began_or_ended_on_them(
    first: date | None, last: date | None, asks: list[int], payments: list[int]
) -> None:
    lines = (
        "2026-05-01 ask 5/month dues yes\n2026-07-09 ask 6 merch yes\n"
        "2026-07-01 paid 5/month literature\n2026-06-10 withdrew for 1"
    )
    report = build_report(lines)
    part = build_report(lines, days=(first, last))
    assert [status.last_ask.number for status in part.statuses] == asks
    assert [payment.number for payment in part.other_payments] == payments
    assert set(part.statuses) <= set(report.statuses)


def test_only_the_newest_are_made() -> None:
    lines = "2026-05-01 ask 5 dues yes\n2026-06-01 ask 6 merch yes\n2026-07-01 ask 7 event yes"
    lines += "\n2026-05-01 paid 5/month dues\n2026-05-02 paid 7/month literature"
    whole = build_report(lines)
    for limit in range(4):
        part = build_report(lines, limit=limit)
        assert part.statuses == whole.statuses[:limit]
        assert part.other_payments == whole.other_payments[:limit]
    months = (date(2026, 1, 1), date(2026, 6, 30))
    assert build_report(lines, days=months, limit=1).statuses == whole.statuses[1:2]


def test_the_story_by_hand() -> None:
    with make_book_in_memory(STORY_GROUP) as book:
        book.log(load_story_entries(), STORY_TODAY)
        report = build_pledge_report(book.ask_queries.load_pattern_facts(STORY_TODAY))
    sums = [(status.promised, status.given) for status in report.statuses]
    # 25 on 13 June, 10 of which at once; 12 on 5 March, April and May, 24 on 7 May, June and July
    # (taken back on the 20th), 12 paid three times and 24 twice; 30 in November, paid in December.
    assert sums == [(2500, 1000), (3 * 1200 + 3 * 2400, 8400), (3000, 3000)]
    assert report.other_payments == ()


@settings(SLOW, max_examples=count_examples(20))
@given(books(DENSE), TODAYS)
def test_the_facts_that_are_loaded_for_it_are_enough(
    book_factory: BookFactory, entries: list[Entry], today: date
) -> None:
    with copy_empty_book(book_factory.folder / "pledges.db") as book:
        book.log(entries, today)
        assert build_pledge_report(
            book.ask_queries.load_pledge_facts(today)
        ) == build_pledge_report(book.ask_queries.load_pattern_facts(today))


def test_an_ask_is_found_by_the_number_of_its_last_repeat() -> None:
    report = build_report("2026-05-01 ask 5 dues yes\n2026-06-01 ask 6 dues for 1 yes")
    assert report.find_status(2) is report.statuses[0]
    assert report.find_status(1) is None
