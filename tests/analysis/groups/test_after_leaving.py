"""Leaving a group: the totals up to that day, what came after it, and what has not ended."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.book_factory import BookFactory
from tests.analysis.loaded_book import LoadedBook, load_book
from tracker.analysis.groups.after_leaving import (
    GroupClosing,
    OngoingCommitment,
    build_closing,
    build_withdrawals,
    end_payments,
)
from tracker.analysis.groups.after_leaving_sentences import (
    describe_closing,
    describe_ended,
    describe_ongoing_question,
    describe_yes_answer,
)
from tracker.entries.types import Entry, Kind, Payment, Withdrawal
from tracker.i18n import NumberFormat
from tracker.months import Period

TODAY = date(2026, 6, 30)
LEFT = date(2026, 3, 10)
BOOK = """\
2026-01-05 meeting 2h
2026-01-05 ask 15 merch no no gave 15
2026-01-12 meeting
2026-01-12 ask 30 event gave 30
2026-01-20 ask 8 donation later
2026-02-01 returned 10 for 6
2026-02-02 received 25
2026-03-09 event 6h
2026-03-11 answered no for 7
2026-03-12 ask 20 donation no
2026-03-13 paid 5 donation
2026-03-14 meeting 1h
2026-03-15 returned 4 for 6
2026-03-01 paid 99 donation @!other
"""


def load_lines(book_factory: BookFactory, lines: str = BOOK, today: date = TODAY) -> LoadedBook:
    return load_book(book_factory, lines, today)


def end_payments_of(
    book_factory: BookFactory, closing: GroupClosing, lines: str
) -> dict[int, Entry]:
    """Return what the payments of these lines become when they end on the leaving day."""
    return end_payments(closing, load_lines(book_factory, lines).entries)


def close_group(
    book_factory: BookFactory, lines: str = BOOK, left_on: date = LEFT, today: date = TODAY
) -> GroupClosing:
    book = load_lines(book_factory, lines, today)
    return build_closing(book.pattern_facts, book.money_back, "circle", left_on)


def test_the_totals_end_with_the_leaving_day(book_factory: BookFactory) -> None:
    closing = close_group(book_factory)
    assert (closing.first_day, closing.left_on) == (date(2026, 1, 5), LEFT)
    assert (closing.given, closing.returned, closing.received) == (4500, 1000, 2500)
    assert (closing.meetings, closing.meetings_with_hours, closing.hours) == (3, 2, (800, 800))
    assert (closing.asks, closing.noes) == (3, 1)


def test_a_range_of_hours_has_both_ends(book_factory: BookFactory) -> None:
    lines = "2026-01-05 meeting 10-12h\n2026-01-06 meeting 1h"
    closing = close_group(book_factory, lines)
    assert closing.hours == (1100, 1300)
    sentences = describe_closing(closing, NumberFormat())
    assert any("You were at 2 meetings, 11 to 13 h in total." in each for each in sentences)


def test_what_came_after_is_counted_apart(book_factory: BookFactory) -> None:
    closing = close_group(book_factory)
    assert (closing.asks_after, closing.given_after, closing.money_back_after) == (1, 500, 400)


def test_the_sentences_name_each_number(book_factory: BookFactory) -> None:
    assert describe_closing(close_group(book_factory), NumberFormat()) == [
        "This covers your time with circle from Jan 5, 2026 to Mar 10, 2026.",
        "You were at 3 meetings. You recorded how long 2 of them were, 8 h in total.",
        "You were asked for money 3 times. You said no to one of these asks.",
        "You gave 45.00. Of that, you got back 10.00. The group gave you 25.00.",
        "After that day, not counted above: you were asked once, you gave 5.00, you got 4.00.",
    ]


def test_a_range_of_hours_is_added_up_at_both_ends(book_factory: BookFactory) -> None:
    lines = BOOK.replace("2026-01-12 meeting", "2026-01-12 meeting 2-3.5h")
    closing = close_group(book_factory, lines)
    assert closing.hours == (1000, 1150)
    assert describe_closing(closing, NumberFormat())[1] == (
        "You were at 3 meetings, 10 to 11.5 h in total."
    )


def test_a_day_before_the_first_entry_has_no_totals(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, left_on=date(2025, 1, 1))
    sentences = describe_closing(closing, NumberFormat())
    assert sentences[0] == "You recorded nothing about circle up to Jan 1, 2025."
    assert len(sentences) == 2


def test_nothing_is_ongoing_without_regular_payments_or_pledges(book_factory: BookFactory) -> None:
    closing = close_group(book_factory)
    assert (
        closing.has_ongoing,
        describe_ongoing_question(closing, NumberFormat()),
        build_withdrawals(closing),
    ) == (
        False,
        "",
        [],
    )
    assert end_payments(closing, load_lines(book_factory).entries) == {}


PAYMENT = "2026-02-01 paid 30/month dues 'the membership' by debit\n"
PLEDGE = "2026-02-01 ask 10-20/month donation pledged 12\n"


def test_a_regular_payment_is_asked_about_and_ends_on_that_day(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, PAYMENT)
    assert closing.payments == (
        OngoingCommitment(3000, Period.MONTH, Kind.DUES, 1, "the membership"),
    )
    assert describe_ongoing_question(closing, NumberFormat()) == (
        "A regular payment of 30.00 a month (dues, the membership) is still running in your"
        " notebook. Did it end when you left?"
    )
    assert describe_yes_answer(closing) == "yes, on Mar 10"
    (before,) = load_lines(book_factory, PAYMENT).entries
    assert isinstance(before.entry, Payment)
    assert end_payments_of(book_factory, closing, PAYMENT) == {1: replace(before.entry, until=LEFT)}
    assert build_withdrawals(closing) == []


def test_a_regular_yes_is_asked_about_and_withdrawn(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, PLEDGE)
    assert describe_ongoing_question(closing, NumberFormat()) == (
        "A yes to 12.00 a month (donation) is still running in your notebook. Did it end when you"
        " left?"
    )
    assert build_withdrawals(closing) == [
        Withdrawal(day=LEFT, for_entry=1, kind=Kind.DONATION, group="circle")
    ]


def test_both_are_one_question(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, PAYMENT + PLEDGE)
    assert describe_ongoing_question(closing, NumberFormat()) == (
        "These are still running in your notebook: a payment of 30.00 a month (dues, the"
        " membership), a yes to 12.00 a month (donation). Did they all end when you left?"
    )
    assert (
        len(build_withdrawals(closing))
        == len(end_payments_of(book_factory, closing, PAYMENT + PLEDGE))
        == 1
    )


@pytest.mark.parametrize(
    "ended",
    [
        "2026-04-01 paid 0/month dues 'the membership'\n",
        PAYMENT.replace("by debit", "until 2026-05-31"),
        PAYMENT.replace("2026-02-01", "2026-03-11"),
    ],
)
def test_what_has_ended_since_or_began_later_is_not_asked_about(
    book_factory: BookFactory, ended: str
) -> None:
    lines = ended if "30/month" in ended else PAYMENT + ended
    assert not close_group(book_factory, lines).has_ongoing


@pytest.mark.parametrize("later", ["answered no for 1", "withdrew for 1"])
def test_a_yes_that_was_taken_back_is_not_asked_about(
    book_factory: BookFactory, later: str
) -> None:
    assert not close_group(book_factory, f"{PLEDGE}2026-05-01 {later}\n").has_ongoing


def test_another_group_is_left_alone(book_factory: BookFactory) -> None:
    assert not close_group(book_factory, f"{BOOK}2026-02-01 paid 7/month dues @other\n").has_ongoing


def test_hidden_amounts_are_dots(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, BOOK + PAYMENT.replace("membership", "thirty 30") + PLEDGE)
    hidden = NumberFormat(is_hidden=True)
    sentences = " ".join(
        [*describe_closing(closing, hidden), describe_ongoing_question(closing, hidden)]
    )
    assert "•••" in sentences
    assert not [amount for amount in (".00", "45", "30") if amount in sentences]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("ask 5 merch", "You recorded no meetings."),
        ("meeting", "You were at 1 meeting. You didn’t record how long it was."),
        ("meeting 1h", "You were at 1 meeting, 1 h in total."),
        ("meeting 2h\n2026-01-06 event 1.5h", "You were at 2 meetings, 3.5 h in total."),
        ("meeting", "You recorded no asks for money."),
        ("ask 5 merch", "You were asked for money once."),
        ("ask 5 merch no", "You were asked for money once, and said no."),
        (
            "ask 5 merch no\n2026-01-06 ask 6 dues no",
            "You were asked for money 2 times. You said no to 2 of these asks.",
        ),
        ("meeting", "You recorded no gifts."),
        ("paid 7 dues", "You gave 7.00."),
    ],
)
def test_what_is_not_noted_is_said_so(book_factory: BookFactory, lines: str, sentence: str) -> None:
    sentences = describe_closing(close_group(book_factory, f"2026-01-05 {lines}"), NumberFormat())
    assert sentence in sentences
    assert not [text for text in sentences if text.startswith("After that day")]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("ask 5 merch", "you were asked once"),
        ("paid 7 dues", "you gave 7.00"),
        ("received 9", "you got 9.00"),
    ],
)
def test_what_came_after_may_be_one_thing(book_factory: BookFactory, line: str, part: str) -> None:
    closing = close_group(book_factory, f"2026-01-05 meeting\n2026-03-11 {line}")
    assert describe_closing(closing, NumberFormat())[-1] == (
        f"After that day, not counted above: {part}."
    )


def test_after_a_yes_it_says_what_ended_and_how_to_undo_it(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, PAYMENT + PLEDGE)
    assert describe_ended(closing, NumberFormat()) == (
        "Ended on Mar 10, 2026: a payment of 30.00 a month (dues, the membership), a yes to 12.00"
        " a month (donation). To undo it, press u in Entries."
    )
