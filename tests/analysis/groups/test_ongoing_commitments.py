"""What has not ended in the notebook: regular payments and yeses, and how they end."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.book_factory import BookFactory
from tests.analysis.loaded_book import LoadedBook, load_book
from tracker.analysis.groups.ongoing_commitments import (
    OngoingCommitment,
    build_withdrawals,
    end_payments,
    find_ongoing,
)
from tracker.entries.types import Kind, Means, Payment, Withdrawal
from tracker.months import Period

TODAY = date(2026, 6, 30)
LAST_DAY = date(2026, 3, 10)
PAYMENT = "2026-02-01 paid 30/month dues 'the membership' by debit\n"
PLEDGE = "2026-02-01 ask 10-20/month donation pledged 12\n"


def list_ongoing(
    book_factory: BookFactory, lines: str, group: str | None = "circle"
) -> tuple[list[OngoingCommitment], LoadedBook]:
    """Return what runs in a new book of these lines, and the book."""
    book = load_book(book_factory, lines, TODAY)
    by_number = {item.number: item for item in book.entries}
    facts = book.pattern_facts.select_group(group)
    return find_ongoing(facts, lambda numbers: [by_number[number] for number in numbers]), book


def test_a_regular_payment_runs_and_says_how_it_is_paid(book_factory: BookFactory) -> None:
    ongoing, book = list_ongoing(book_factory, PAYMENT)
    assert ongoing == [
        OngoingCommitment(1, "circle", Kind.DUES, Period.MONTH, date(2026, 2, 1), by=Means.DEBIT)
    ]
    (item,) = book.entries
    assert isinstance(item.entry, Payment)
    assert end_payments(ongoing, [item], LAST_DAY) == {1: replace(item.entry, until=LAST_DAY)}
    assert build_withdrawals(ongoing, LAST_DAY) == []


def test_a_regular_yes_runs_until_it_is_withdrawn(book_factory: BookFactory) -> None:
    ongoing, book = list_ongoing(book_factory, PLEDGE)
    assert ongoing == [
        OngoingCommitment(1, "circle", Kind.DONATION, Period.MONTH, date(2026, 2, 1), is_yes=True)
    ]
    assert end_payments(ongoing, book.entries, LAST_DAY) == {}
    assert build_withdrawals(ongoing, LAST_DAY) == [
        Withdrawal(day=LAST_DAY, for_entry=1, kind=Kind.DONATION, group="circle")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        PAYMENT.replace("by debit", "until 2026-05-31"),
        PAYMENT.replace("30/month", "30"),
        f"{PAYMENT}2026-04-01 paid 0/month dues 'the membership'\n",
        PAYMENT.replace("2026-02-01", "2026-07-11"),
        f"{PLEDGE}2026-05-01 answered no for 1\n",
        f"{PLEDGE}2026-05-01 withdrew for 1\n",
        f"{PAYMENT.strip()} @!other\n",
        "2026-02-01 meeting 2h\n",
    ],
)
def test_what_has_ended_or_never_ran_is_not_among_it(book_factory: BookFactory, lines: str) -> None:
    assert list_ongoing(book_factory, lines)[0] == []


def test_the_newest_payment_of_a_kind_and_label_counts_in_each_group(
    book_factory: BookFactory,
) -> None:
    lines = f"{PAYMENT}2026-04-01 paid 20/month dues 'the membership'\n{PAYMENT.strip()} @!other\n"
    ongoing, _book = list_ongoing(book_factory, lines, None)
    assert [(each.entry, each.group) for each in ongoing] == [(3, "other"), (2, "circle")]
