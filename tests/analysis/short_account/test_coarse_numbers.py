"""Coarse numbers: the steps of the ladder, and how wide a range each of them is the answer for."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.short_account.coarse_numbers import (
    FINE_STEPS,
    SHARE_STEPS,
    describe_duration,
    describe_part,
    describe_times,
    list_steps,
    round_to_step,
)

LEAST_RATIO = Fraction(110, 90)
"""From the lowest to the highest number of a step: a guess between them is off by 10 % or more."""


def test_the_ladders_have_few_steps() -> None:
    steps = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 250)
    assert tuple(list_steps(Fraction(250))) == steps
    shares = (1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 80, 100)
    assert tuple(list_steps(Fraction(100), SHARE_STEPS)) == shares


@pytest.mark.parametrize(
    ("number", "step"),
    [
        *(("0", 0), ("0.49", 0), ("0.5", 1), ("1", 1), ("1.49", 1), ("1.5", 2)),
        *(("4", 4), ("6.9", 6), ("7", 8), ("9", 10), ("12", 10), ("12.5", 15), ("39", 40)),
        *(("69.99", 60), ("70", 80), ("123456", 100_000), ("130000", 150_000), ("245.5", 250)),
    ],
)
def test_a_number_becomes_the_nearest_step(number: str, step: int) -> None:
    assert round_to_step(Fraction(number)) == step


@pytest.mark.parametrize(
    ("number", "step"),
    [("0.49", 0), ("4", 5), ("6.4", 5), ("6.5", 8), ("25", 30), ("40", 50), ("64.99", 50)],
)
def test_a_share_becomes_a_step_of_the_coarser_ladder(number: str, step: int) -> None:
    assert round_to_step(Fraction(number), SHARE_STEPS) == step


LADDERS = st.sampled_from((FINE_STEPS, SHARE_STEPS))


@given(st.integers(0, 10**12), LADDERS)
def test_a_step_is_a_step_itself(hundredths: int, ladder: tuple[Fraction, ...]) -> None:
    step = round_to_step(Fraction(hundredths, 100), ladder)
    assert round_to_step(Fraction(step), ladder) == step


@given(st.integers(50, 10**12), LADDERS)
def test_each_step_is_the_answer_for_a_wide_range(
    hundredths: int, ladder: tuple[Fraction, ...]
) -> None:
    """Both ends are found without the ladder: by looking where the answer changes."""
    step = round_to_step(Fraction(hundredths, 100), ladder)

    def is_same(number: int) -> bool:
        return round_to_step(Fraction(number, 1000), ladder) == step

    lowest = find_end(is_same, hundredths * 10, 0)
    highest = find_end(is_same, hundredths * 10, hundredths * 100)
    # Each end is exact to a thousandth.
    assert Fraction(highest + 1, max(1, lowest - 1)) >= LEAST_RATIO


def find_end(is_same: Callable[[int], bool], inside: int, outside: int) -> int:
    """Return the last number on the way from inside to outside for which the answer is the same."""
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        if is_same(middle):
            inside = middle
        else:
            outside = middle
    return inside


@pytest.mark.parametrize(
    ("count", "words"),
    [
        *((1, "once"), (2, "twice"), (3, "a few times"), (5, "a few times")),
        *((6, "several times"), (15, "several times"), (16, "many times"), (999, "many times")),
    ],
)
def test_a_count_is_said_in_words(count: int, words: str) -> None:
    assert describe_times(count) == words


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (0, 5, "none"),
        (5, 5, "all"),
        (1, 100, "a few"),
        (99, 100, "nearly all"),
        (9, 14, "about two in three"),
        (3, 4, "about three in four"),
        (7, 14, "about half"),
        (5, 14, "about one in three"),
        (1, 4, "about one in four"),
        (1, 5, "about one in five"),
    ],
)
def test_a_part_is_said_in_words(count: int, total: int, words: str) -> None:
    assert describe_part(count, total) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        *((0, "a few days"), (20, "a few weeks"), (60, "about two months")),
        *((90, "about three months"), (182, "about half a year"), (365, "about a year")),
        *((550, "about a year and a half"), (730, "about 2 years"), (2200, "about 6 years")),
    ],
)
def test_a_duration_is_said_in_words(days: int, words: str) -> None:
    assert describe_duration(timedelta(days)) == words
