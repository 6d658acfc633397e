"""Entries of the types and texts that came with 0.2, through the commands."""

import json

import pytest

from tests.cli.test_total import AT, log_into_new_book
from tests.command_line import Tracker

LINES = """\
2025-10-01 meeting 2h20 #no_money: a reading hour
2025-10-02 seen 50-450 donation +!office #public_pledge: everybody
2025-10-03 heard ? dues // thin shoes
2025-10-04 cost ? train +!seminar by card
2025-10-05 wrote: I liked it // a secret
2025-10-06 ask 30/2weeks dues silent +office +seminar
2025-10-07 goal about 20000 +office reached
2025-10-08 goal 26000-28000 +office
2025-10-09 paid about 20 event +seminar
2025-10-10 event 10-12h +seminar
2025-10-11 income 1000 for 2025-11
2025-10-12 answered silent for 6
"""


@pytest.fixture
def story(tracker: Tracker) -> Tracker:
    """A book with a line of each."""
    log_into_new_book(tracker, LINES.encode())
    return tracker


def test_the_list_shows_what_each_of_them_says(story: Tracker) -> None:
    lines = story(*AT, "entries").out.splitlines()[1:]
    for line, text in zip(
        lines,
        [
            *("2 h 20 min", "50.00 to 450.00", "amount not known", "amount not known"),
            *("I liked it", "30.00 every two weeks", "20,000.00", "26,000.00 to 28,000.00"),
            *("estimated", "10 to 12 h", "for November 2025", "no answer"),
        ],
        strict=True,
    ):
        assert text in line
    assert lines[0].count("a reading hour") == 1


def test_json_has_the_new_fields_at_its_end(story: Tracker) -> None:
    entries = json.loads(story(*AT, "entries", "--format", "json").out)
    names = ["own_words", "event", "for_month", "hours_high", "minutes"]
    assert list(entries[0])[-len(names) :] == names
    assert [[entry[name] for name in names] for entry in entries] == [
        ["a reading hour", None, None, None, 140],
        ["everybody", None, None, None, None],
        [None, None, None, None, None],
        [None, "seminar", None, None, None],
        ["I liked it", None, None, None, None],
        [None, "seminar", None, None, None],
        [None, None, None, None, None],
        [None, None, None, None, None],
        [None, "seminar", None, None, None],
        [None, "seminar", None, "12", None],
        [None, None, "2025-11", None, None],
        [None, None, None, None, None],
    ]


def test_as_lines_they_make_the_same_book_again(story: Tracker, tracker: Tracker) -> None:
    lines = story(*AT, "entries", "--format", "lines").out
    done = tracker(*AT, "log", "--dry-run", stdin=lines.encode())
    assert done.code == 0
    assert lines.count("\n") == 12
    assert " wrote: I liked it // a secret" in lines


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["seen", "heard"], [2, 3]),
        (["cost"], [4]),
        (["wrote"], [5]),
        (["silent"], [6, 12]),
        (["reached"], [7]),
        (["+seminar"], [4, 6, 9, 10]),
        (["liked it"], [5]),
    ],
)
def test_they_are_found_by_their_words(
    story: Tracker, words: list[str], numbers: list[int]
) -> None:
    entries = json.loads(story(*AT, "entries", "--format", "json", *words).out)
    assert [entry["entry"] for entry in entries] == numbers


def test_what_others_were_asked_is_in_no_sum(story: Tracker) -> None:
    (row,) = json.loads(story(*AT, "total", "--to", "2025-10", "--format", "json").out)
    assert (row["given"], row["asked_low"], row["asked_high"]) == ("20.00", "60.00", "60.00")
    assert row["income"] is None


def test_what_a_yes_would_mean_counts_26_times_a_year(story: Tracker) -> None:
    assert "780.00" in story(*AT, "what-if", stdin=b"30/2weeks dues").out
    assert "390.00" in story(*AT, "what-if", stdin=b"30/4weeks dues").out


def test_the_timeline_shows_that_nothing_was_answered(story: Tracker) -> None:
    assert "no answer" in story(*AT, "timeline").out
