"""The steps of rounded incomes: fixed, even, and never finer than ten percent either way."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from functools import cache
from random import Random

import pytest

from tests.strategies import pick_every
from tracker.export.privacy.income_rounding import round_income

LARGE = 10**11
"""Cents that no month's income reaches."""


def second_step(income: int) -> int:
    """The nearest power of 1.25, worked out another way."""
    if not income:
        return 0
    with localcontext(prec=60):
        power = (Decimal(income).ln() / Decimal("1.25").ln()).to_integral_value()
        return int((Decimal("1.25") ** power).to_integral_value()) if power >= 21 else 0


@cache
def step_from(low: int) -> tuple[int, int]:
    """The smallest and the largest income of the step that begins with `low`."""
    told, inside, outside = round_income(low), low, 2 * low + 200
    while outside - inside > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if round_income(middle) == told else (inside, middle)
    return low, inside


def steps() -> Iterator[tuple[int, int]]:
    """The smallest and the largest income of each step, from nothing upwards."""
    low = 0
    while low < LARGE:
        yield (step := step_from(low))
        low = step[1] + 1


def step_of(income: int) -> tuple[int, int]:
    """The smallest and the largest income of the step on which an income stands."""
    return next(step for step in steps() if income <= step[1])


@pytest.mark.parametrize(
    ("income", "told"),
    [
        (0, 0),
        (1, 0),
        (96, 0),
        (97, 108),
        (121, 108),
        (122, 136),
        (95_000, 87_581),
        (97_918, 87_581),
        (97_919, 109_476),
        (100_000, 109_476),
        (999_999_999, 1_029_511_518),
    ],
)
def test_an_income_stands_on_the_step_nearest_to_it(income: int, told: int) -> None:
    assert round_income(income) == told


@pytest.mark.slow
def test_the_nearest_step_is_the_one_that_logarithms_give() -> None:
    random = Random(25)
    large = (random.randrange(1 << random.randrange(4, 36)) for _time in range(1000))
    incomes = pick_every(3, [*range(2000), *large])
    assert [round_income(income) for income in incomes] == list(map(second_step, incomes))


def test_no_step_reveals_an_income_to_within_ten_percent() -> None:
    widths = [(high - low) / (high + low) for low, high in steps()]
    assert len(widths) > 90
    assert min(widths) > 0.106, "whole cents narrow the lowest ones a little"
    assert max(widths[1:]) < 0.1112, "nor is any so wide that a part would say nothing"
