"""An amount that is not known: each command that shows a sum says what is missing from it."""

import json

import pytest

from tests.cli.test_total import log_into_new_book
from tests.command_line import Tracker

AT = ("--today", "2025-11-22")
LINES = b"""2025-10-02 paid 20 dues documented
2025-11-03 paid ? dues
2025-11-04 paid 8 merch
2025-11-05 paid ? merch
2025-11-06 returned ? for 1
"""


@pytest.mark.parametrize("command", ["months", "total"])
def test_the_table_counts_them_and_says_what_is_missing(tracker: Tracker, command: str) -> None:
    log_into_new_book(tracker, LINES)
    done = tracker(*AT, command)
    assert done.code == 0
    assert " + 2 ×?" in done.out
    assert "given: without 2 payments whose amount you don’t know (×?)" in done.out.splitlines()
    october = tracker(*AT, command, "--to", "2025-10")
    assert "×?" not in october.out
    assert "know" not in october.out


@pytest.mark.parametrize("command", ["months", "total"])
def test_json_counts_them_in_the_last_columns(tracker: Tracker, command: str) -> None:
    log_into_new_book(tracker, LINES)
    row = json.loads(tracker(*AT, command, "--from", "2025-11", "--format", "json").out)[0]
    assert list(row)[-2:] == ["given_open", "returned_open"]
    assert (row["given"], row["given_open"]) == ("8.00", 2)
    assert (row["returned"], row["returned_open"]) == ("0.00", 1)


def test_this_month_says_it(tracker: Tracker) -> None:
    log_into_new_book(tracker, LINES)
    lines = tracker(*AT).out.splitlines()
    assert (
        "You were asked for 0.00 and gave 8.00, without 2 payments whose amount you don’t know."
    ) in lines


def test_how_what_was_given_is_known_is_of_known_amounts(tracker: Tracker) -> None:
    log_into_new_book(tracker, b"2025-10-02 paid ? dues documented\n")
    assert "0.00 given:" not in tracker(*AT, "total").out


def test_months_mark_what_is_estimated_and_say_how_much_it_is(tracker: Tracker) -> None:
    log_into_new_book(tracker, LINES + b"2025-11-07 paid about 12 dues\n")
    lines = tracker(*AT, "months").out.splitlines()
    assert "~20.00 + 2 ×?" in lines[-3]
    assert lines[-1] == "given: 12.00 of it is estimated (~)"
    total = tracker(*AT, "total").out
    assert "~" not in total
    assert "12.00 estimated" in total
    assert "gave 20.00 (12.00 of it estimated), without 2 payments" in tracker(*AT).out


def test_unknown_amounts_alone_are_no_sum_of_nothing(tracker: Tracker) -> None:
    log_into_new_book(
        tracker,
        b"2025-11-01 income 900\n2025-11-01 limit 5\n2025-11-02 paid ? dues\n"
        b"2025-11-03 ask ? dues no\n",
    )
    done = tracker(*AT, "months")
    row = done.out.splitlines()[1].split("  ")
    cells = [cell.strip() for cell in row if cell.strip()]
    assert cells.count("1 ×?") == 2
    assert "within" not in done.out
    assert "asked: without one ask that named no amount (×?)" in done.out
    month = tracker(*AT).out
    assert "You gave a payment whose amount you don’t know." in month
    assert "%" not in month.replace("5 %", "")
    assert "0.00 and gave" not in month
