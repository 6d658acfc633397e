"""Rent and food on the command line: while one is unknown, no command says what is left."""

import json

import pytest

from tests.command_line import Tracker

DAY = ("--today", "2025-10-21")
LINE = b"30/month dues"


def texts(tracker: Tracker) -> str:
    """All that the commands print for people of what is left."""
    told = [
        tracker(*DAY).out,
        tracker(*DAY, "what-if", stdin=LINE).out,
        tracker(*DAY, "months").out,
        tracker(*DAY, "total").out,
        tracker(*DAY, "chart", "--show", "after-needs").out,
    ]
    return "\n".join(told)


def in_json(tracker: Tracker) -> tuple[str, str]:
    """What is left by the rules of files."""
    months = json.loads(tracker(*DAY, "months", "--format", "json").out)
    meant = json.loads(tracker(*DAY, "what-if", "--format", "json", stdin=LINE).out)
    return months[-1]["left"], meant["left_now"]


def test_no_command_says_what_is_left_before_rent_is_known(tracker: Tracker) -> None:
    tracker.with_story()
    before = texts(tracker)
    for number in ("655", "690", "5.07"):
        assert number not in before
    assert "Tracker doesn’t know your rent yet." in before
    assert "3.6 days of food" in before
    assert in_json(tracker) == ("655.00", "655.00")
    tracker(*DAY, "log", stdin=b"need rent 0/month\n")
    after = texts(tracker)
    for told in ("You have 655.00 left until", "you have 655.00 left until", " 655.00 ", "5.07"):
        assert told in after
    assert "doesn’t know" not in after


@pytest.mark.parametrize(("cost", "other"), [("rent", "food"), ("food", "rent")])
def test_a_cost_is_left_out_for_good_and_asked_for_again(
    tracker: Tracker, cost: str, other: str
) -> None:
    tracker("new", "--no-passphrase", "--currency", "EUR", "--group", "circle")
    tracker(*DAY, "log", stdin=b"income 950/month\nneed %s 260/month\n" % other.encode())
    assert "after living costs" not in tracker(*DAY).out
    answer = tracker("dont-ask", cost)
    assert answer.code == 0
    assert "If you don’t add it, it isn’t counted in what you have left." in answer.out
    told = tracker(*DAY).out
    assert "You have 690.00 left until" in told
    assert "isn’t counted in this." in told
    assert tracker("dont-ask", cost, "--again").code == 0
    assert "after living costs" not in tracker(*DAY).out
    assert tracker("dont-ask", "energy").code == 2


def test_a_regular_payment_still_to_come_is_named_beside_what_is_left(tracker: Tracker) -> None:
    tracker.with_story()
    tracker(*DAY, "log", stdin=b"2025-09-01 need rent 0/month\n2025-09-25 paid 30/month dues\n")
    told = texts(tracker)
    assert "You have 625.00 left until" in told
    assert "left: minus 30.00 in regular payments until Oct 31, 2025" in told
    assert "655.00" not in told
    assert in_json(tracker) == ("655.00", "655.00")


def test_needs_are_empty_before_the_first_one_is_noted(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--currency", "EUR", "--group", "circle")
    lines = b"2025-08-02 paid 5 dues\n2025-09-01 need food 9\n"
    tracker(*DAY, "log", stdin=lines)
    rows = json.loads(tracker(*DAY, "months", "--format", "json").out)
    assert [row["needs"] for row in rows] == [None, "9.00", "0.00"]
    assert json.loads(tracker(*DAY, "total", "--format", "json").out)[0]["needs"] == "9.00"
    total = tracker(*DAY, "total", "--to", "2025-08", "--format", "json").out
    assert json.loads(total)[0]["needs"] is None
    table = [line.split() for line in tracker(*DAY, "months").out.splitlines()]
    assert [line[2] for line in table[1:3]] == ["–", "9.00"]


def test_who_wants_to_be_asked_for_neither_is_not_told_that_all_is_left(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--currency", "EUR", "--group", "circle")
    tracker(*DAY, "log", stdin=b"income 950/month\n")
    for cost in ("food", "rent"):
        assert tracker("dont-ask", cost).code == 0
    assert "left" not in tracker(*DAY).out


def test_whatever_says_what_is_left_says_that_rent_is_not_counted(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--currency", "EUR", "--group", "circle")
    lines = b"2025-08-01 income 950/month\n2025-08-01 need food 260/month\nask 9 merch gave 9\n"
    tracker(*DAY, "log", stdin=lines)
    tracker("dont-ask", "rent")
    after_needs = ("chart", "--show", "after-needs")
    for command in (("months",), ("total",), ("what-if",), after_needs, ()):
        out = tracker(*DAY, *command, stdin=LINE).out
        assert "our rent isn’t counted" in out, command
    tracker(*DAY, "log", stdin=b"2025-09-01 need rent 380/month\n")
    assert "our rent isn’t counted" not in tracker(*DAY).out
    assert "our rent isn’t counted" in tracker(*DAY, "total").out, "in August it is not"
    assert "our rent isn’t counted" not in tracker(*DAY, "total", "--from", "2025-09").out
