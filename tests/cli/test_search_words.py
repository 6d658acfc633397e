"""`tracker entries WORDS`: the words of the screens, and what is said of others."""

import json

import pytest

from tests.command_line import Tracker

TODAY = ("--today", "2025-11-05")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (("asked", "last month"), []),
        (("asked", "last", "month"), [4, 5, 8]),
        (("given", "october"), [6, 7]),
        (("2025-10", "asked", "in", "30.00", "a", "month"), [8]),
        (("my", "line"), [3]),
        (("for", "ask"), [4, 5, 8]),
        (("asked", "refused"), [8]),
    ],
)
def test_words_of_the_screens_pick_entries(
    story: Tracker, words: tuple[str, ...], numbers: list[int]
) -> None:
    result = story(*TODAY, "entries", *words, "--format", "json")
    assert result.code == 0
    assert [row["entry"] for row in json.loads(result.out)] == numbers


def test_what_is_left_out_and_what_no_entry_has_is_said(story: Tracker) -> None:
    result = story(*TODAY, "entries", "for", "ask", "zebra", "2025-10")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [
        "Left out of the search: “for”.",
        "No entries found.",
        "Nothing matches: “zebra”.",
    ]
    by_input = story(*TODAY, "entries", "-", stdin=b"for ask zebra 2025-10\n")
    assert by_input == result
    both = story(*TODAY, "entries", "limit", "no")
    assert both.err == "No entries found.\n", "each of them alone has entries"


def test_a_date_that_may_be_two_is_refused_with_both(story: Tracker) -> None:
    result = story(*TODAY, "entries", "1/10")
    assert result.code == 2
    assert "2025-10-01" in result.err
    assert "2025-01-10" in result.err
