"""A bare `gave` is the one amount that was asked; a payment on a line below is not made twice."""

import pytest

from tests.entries.entry_lines import find_marked_part, find_parse_error
from tests.factories import read_entries
from tests.strategies import LAST_DAY, write_entry_lines
from tracker.entries.gifts import LineReference, TextReferences
from tracker.entries.line_parser import is_skipped
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry, Payment

BEFORE = ("2026-01-01 ask 15 merch", "2026-01-02 ask 5-10 donation")


def list_payments(*lines: str, typed: bool = False) -> list[tuple[int | None, int | None]]:
    """Each payment that lines make: its amount, and the ask it is for."""
    entries = read_entries(lines, typed=typed, today=LAST_DAY)
    return [(each.amount, each.for_entry) for each in entries if isinstance(each, Payment)]


@pytest.mark.parametrize(
    ("line", "amount", "number"),
    [
        ("ask 15 merch gave", 1500, 3),
        ("ask 15 merch no no gave", 1500, 3),
        ("ask 30/month dues gave", 3000, 3),
        ("ask 15 merch yes gave", 1500, 3),
        ("ask 15 merch pledged 15 gave", 1500, 3),
        ("answered gave for 1", 1500, 1),
        ("answered yes gave for 1", 1500, 1),
    ],
)
def test_a_bare_gave_takes_the_amount_that_was_asked(line: str, amount: int, number: int) -> None:
    for typed in (False, True):
        assert list_payments(*BEFORE, line, typed=typed) == [(amount, number)]
    assert list_payments("15 mer gave", typed=True) == [(1500, 1)]


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("ask 50-450 donation gave", "gave 50"),
        ("ask ? donation gave", "gave 15"),
        ("ask 50-450 donation pledged 80 gave", "gave 80"),
        ("ask 15 merch pledged 10 gave", "gave 10"),
        ("answered gave for 2", "gave 5"),
        ("answered yes gave for 1 for 2", ""),
    ],
)
def test_where_it_may_be_another_amount_it_is_asked_for(line: str, example: str) -> None:
    if not example:
        assert "already has one" in find_parse_error(line, *BEFORE).message
        return
    error = find_parse_error(line, *BEFORE)
    assert find_marked_part(line, error) == "gave"
    assert error.message == f"How much did you give? Type it, e.g. {example}"
    assert read_entries([*BEFORE, line.replace("gave", example)], today=LAST_DAY)


@pytest.mark.parametrize(
    "lines",
    [
        ("ask 15 merch gave", "paid 15 merch for 1"),
        ("ask 15 merch gave", "// for 1, on thursday", "", "paid 15 for 1"),
        ("ask 15 merch gave", "meeting 2h", "2026-12-31 paid 15 for 1 by cash"),
        ("ask 15 merch gave", "paid 15 for last"),
        ("ask 15 merch gave", "answered no for 1", "paid 15 for 1", "returned 5 for 3"),
        ("ask 15 merch gave gave", "paid 10 for 1", "paid 5 for 1"),
        ("ask 5-20 merch gave", "paid 15 for 1"),
        ("ask ? merch gave", "paid 15 for 1"),
        ("ask 20 merch", "answered gave for 1", "paid 15 for 1"),
        ("ask 15 merch gave apart", "paid 15 for 1"),
    ],
)
def test_in_a_text_the_payment_that_is_told_below_is_the_only_one(lines: tuple[str, ...]) -> None:
    assert sum(amount or 0 for amount, _ask in list_payments(*lines)) == 1500
    noted = [line for line in lines if not is_skipped(line)]
    assert len(read_entries(lines, today=LAST_DAY)) == len(noted)


def test_a_line_below_that_cannot_be_read_pays_nothing() -> None:
    below = TextReferences(["ask 15 merch gave", 'paid 15 for 1 "half']).find_below(0)
    assert below == []
    below = TextReferences(["ask 15 merch gave", "paid 15 for 1"]).find_below(0)
    assert below == [LineReference(1, "paid", 1)]


def test_a_payment_for_another_ask_is_not_this_one() -> None:
    lines = ("ask 15 merch gave", "ask 30 dues", "paid 30 for last")
    assert list_payments(*lines) == [(1500, 1), (3000, 3)]
    typed = ("15 merch gave", "30 dues no", "paid 30 for last")
    assert list_payments(*typed, typed=True) == [(1500, 1), (3000, 3)]


def test_numbers_below_that_a_new_payment_would_move_are_asked_about() -> None:
    lines = ["ask 15 merch gave", "ask 30 dues", "answered no for 2"]
    with pytest.raises(ParseError) as caught:
        read_entries(lines, today=LAST_DAY)
    assert "gave 15" in caught.value.message
    assert "gave apart" in caught.value.message
    lines[0] = "ask 15 merch gave apart"
    assert len(read_entries(lines, today=LAST_DAY)) == 3


def test_what_was_given_apart_is_written_so_and_reads_back_alone() -> None:
    entries: list[Entry] = read_entries(
        ["ask 15 merch no gave", "answered gave 5 for 1"], today=LAST_DAY
    )
    written = write_entry_lines(entries)
    assert [line.split(" ", 1)[1] for line in written] == [
        "ask 15 merch no gave apart",
        "paid 15 merch for 1",
        "answered gave apart for 1",
        "paid 5 merch for 1",
    ]
    assert read_entries(written, today=LAST_DAY) == entries
    alone = read_entries([written[0]], today=LAST_DAY)
    assert alone == entries[:1]


@pytest.mark.parametrize(
    "line",
    [
        "ask 15 merch gave gave",
        "ask 15 merch gave 5 gave",
        "ask 15 merch gave no",
        "ask 15 merch gave later",
    ],
)
def test_a_bare_gave_that_may_mean_no_payment_is_asked_about(line: str) -> None:
    assert "How much did you give? Type it, such as “gave 15”." in find_parse_error(line).message


def test_a_bare_gave_does_not_pay_an_ask_again_that_has_its_payment() -> None:
    before = ("ask 15 merch", "paid 15 for 1")
    assert "gave apart" in find_parse_error("answered gave for 1", *before).message
    assert len(read_entries([*before, "answered gave apart for 1"], today=LAST_DAY)) == 3
    assert len(read_entries([*before, "answered gave 15 for 1"], today=LAST_DAY)) == 4
