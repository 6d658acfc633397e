"""Leaving a group: the totals up to that day, what was good, and what came after it."""

from datetime import date

import pytest

from tests.analysis.book_factory import BookFactory
from tests.analysis.loaded_book import LoadedBook, load_book
from tracker.analysis.groups.after_leaving import GroupClosing, build_closing
from tracker.analysis.groups.after_leaving_sentences import describe_closing
from tracker.i18n import NumberFormat

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


def close_group(
    book_factory: BookFactory, lines: str = BOOK, left_on: date = LEFT, today: date = TODAY
) -> GroupClosing:
    book = load_lines(book_factory, lines, today)
    return build_closing(book.pattern_facts, book.money_back, "circle", left_on)


def test_the_totals_end_with_the_leaving_day(book_factory: BookFactory) -> None:
    closing = close_group(book_factory)
    assert (closing.first_day, closing.last_day) == (date(2026, 1, 5), LEFT)
    assert (closing.given, closing.returned, closing.received) == (4500, 1000, 2500)
    assert (closing.meetings, closing.meetings_with_hours, closing.hours) == (3, 2, (800, 800))
    assert (closing.asks, closing.noes) == (3, 1)


def test_a_range_of_hours_has_both_ends(book_factory: BookFactory) -> None:
    lines = "2026-01-05 meeting 10-12h\n2026-01-06 meeting 1h"
    closing = close_group(book_factory, lines)
    assert closing.hours == (1100, 1300)
    sentences = describe_closing(closing, NumberFormat())
    assert any(
        "You were at 2 meetings. That was 11 to 13 h in total." in each for each in sentences
    )


def test_what_came_after_is_counted_apart(book_factory: BookFactory) -> None:
    closing = close_group(book_factory)
    assert (closing.asks_after, closing.given_after, closing.money_back_after) == (1, 500, 400)


def test_the_sentences_name_each_number(book_factory: BookFactory) -> None:
    assert describe_closing(close_group(book_factory), NumberFormat()) == [
        "This covers your time with circle from Jan 5, 2026 to Mar 10, 2026.",
        (
            "You were with them 3 times: 2 meetings, 1 event. You recorded how long 2 of them were,"
            " 8 h in total."
        ),
        "You were asked for money 3 times. You said no to one of these asks.",
        "You gave 45.00. Of that, you got back 10.00. The group gave you 25.00.",
        "After that day, not counted above: you were asked once, you gave 5.00, you got 4.00.",
    ]


def test_a_range_of_hours_is_added_up_at_both_ends(book_factory: BookFactory) -> None:
    lines = BOOK.replace("2026-01-12 meeting", "2026-01-12 meeting 2-3.5h")
    closing = close_group(book_factory, lines)
    assert closing.hours == (1000, 1150)
    assert describe_closing(closing, NumberFormat())[1] == (
        "You were with them 3 times: 2 meetings, 1 event. That was 10 to 11.5 h in total."
    )


def test_a_day_before_the_first_entry_has_no_totals(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, left_on=date(2025, 1, 1))
    sentences = describe_closing(closing, NumberFormat())
    assert sentences[0] == "You recorded nothing about circle up to Jan 1, 2025."
    assert len(sentences) == 2


GOOD = (
    BOOK
    + """\
2026-01-20 meeting 1h #help_received #no_money @circle
2026-01-21 meeting 1h #help_received @circle
2026-02-10 ask 5 merch #time_to_decide @circle
2026-02-11 answered no for last #no_accepted
2026-02-12 seen 50 donation #help_received @circle
2026-03-20 meeting 1h #no_money @circle
2026-01-22 meeting 1h #help_received @!other
"""
)


def test_what_was_good_is_counted_up_to_that_day_and_not_of_others(
    book_factory: BookFactory,
) -> None:
    closing = close_group(book_factory, GOOD)
    assert closing.good == {
        "help_received": 2,
        "no_money": 1,
        "no_accepted": 1,
        "time_to_decide": 1,
    }
    sentences = describe_closing(closing, NumberFormat())
    assert sentences[2] == (
        "They helped you 2 times. You recorded once that money didn’t come up. Your no was accepted"
        " once. You had time to decide once."
    )
    assert sentences[4].startswith("You gave "), "money comes last"


def test_nothing_is_said_of_what_was_good_where_nothing_is_recorded(
    book_factory: BookFactory,
) -> None:
    sentences = describe_closing(close_group(book_factory), NumberFormat())
    assert not [text for text in sentences if "helped" in text or "accepted" in text]


def test_without_a_group_all_entries_count(book_factory: BookFactory) -> None:
    book = load_lines(book_factory)
    closing = build_closing(book.pattern_facts, book.money_back, None, TODAY)
    one = build_closing(book.pattern_facts, book.money_back, "circle", TODAY)
    other = build_closing(book.pattern_facts, book.money_back, "other", TODAY)
    assert closing.given == one.given + other.given
    assert closing.returned == one.returned
    assert "your time with the group from" in describe_closing(closing, NumberFormat())[0]


def test_hidden_amounts_are_dots(book_factory: BookFactory) -> None:
    closing = close_group(book_factory, BOOK)
    sentences = " ".join(describe_closing(closing, NumberFormat(is_hidden=True)))
    assert "•••" in sentences
    assert not [amount for amount in (".00", "45", "30") if amount in sentences]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("ask 5 merch", "You recorded no meetings."),
        ("meeting", "You were at 1 meeting. You didn’t record how long it was."),
        ("meeting 1h", "You were at 1 meeting. That was 1 h in total."),
        (
            "meeting 2h\n2026-01-06 event 1.5h",
            "You were with them 2 times: 1 meeting, 1 event. That was 3.5 h in total.",
        ),
        ("stall", "You were with them once: 1 stall. You didn’t record how long it was."),
        (
            "stall 1h\n2026-01-06 one-to-one 1h\n2026-01-07 one-to-one 1h\n2026-01-08 call 1h",
            "You were with them 3 times: 2 one-to-ones, 1 stall. That was 3 h in total.",
        ),
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
