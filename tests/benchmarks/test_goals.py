"""Goals are judged by ratios: by how much each is missed, whatever the speed of the machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import BARE, Figure
from benchmarks.goals import BARE_SECONDS, GOALS, Goal, judge

IN_TIME = Goal("save", "50 ms", 0.05 / BARE_SECONDS, BARE)
SMALL = Goal("memory", "90 MB", 90e6, None)
AT_MOST = Goal("months", "1/25 of hledger", 1 / 25, "hledger", (100_000,))


def save(seconds: float, size: int = 1_000, bare: float = BARE_SECONDS) -> Figure:
    return Figure("save", size, seconds, {BARE: bare})


def test_a_goal_that_is_reached_just_so_is_met() -> None:
    assert judge(IN_TIME, [save(0.05)]).verdict == "met"


def test_the_worst_size_decides_and_says_by_how_much() -> None:
    judgement = judge(IN_TIME, [save(0.02), save(0.1, 10_000), save(0.06, 100_000)])
    assert judgement.verdict == "not met: 2.00x"
    assert [figure.size for figure in judgement.figures] == [1_000, 10_000, 100_000]


@given(st.floats(0.001, 10), st.floats(0.01, 100))
def test_a_slow_machine_gets_the_same_verdict(seconds: float, slowness: float) -> None:
    here = judge(IN_TIME, [save(seconds)]).worst
    there = judge(IN_TIME, [save(seconds * slowness, bare=BARE_SECONDS * slowness)]).worst
    assert there == pytest.approx(here)


def test_memory_is_judged_in_bytes() -> None:
    small, large = (Figure("memory", 1, value, is_size=True) for value in (89e6, 108e6))
    assert judge(SMALL, [small]).verdict == "met"
    assert judge(SMALL, [small, large]).verdict == "not met: 1.20x"


def test_a_peer_that_is_not_installed_leaves_the_goal_unmeasured() -> None:
    figure = Figure("months", 100_000, 0.1, {BARE: 0.2})
    assert judge(AT_MOST, [figure]).verdict == "not measured"


def test_a_goal_is_about_its_own_measure_and_sizes() -> None:
    others = [Figure("months", 1_000, 0.1, {"hledger": 0.1}), save(1)]
    assert judge(AT_MOST, others).figures == ()
    met = Figure("months", 100_000, 0.1, {"hledger": 4.0})
    assert judge(AT_MOST, [*others, met]).verdict == "met"


def test_no_goal_is_there_twice() -> None:
    keys = [(goal.measure, goal.words) for goal in GOALS]
    assert len(set(keys)) == len(keys)
