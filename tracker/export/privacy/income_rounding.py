"""The ladder on which incomes stand where they stay out: fixed steps of 25 %.

A part of an income, beside the amount that it is a part of, gives that income away. So parts are
worked out from the rung nearest to it, which all incomes within about 11 % of it share. The ladder
is the same in every book and on every day: two extracts tell no more than one.
"""

from fractions import Fraction

from tracker.analysis.patterns.statistics import round_half_away
from tracker.money import Cents

STEP_RATIO = Fraction(5, 4)
"""How many times a rung the next one is."""
LOWEST_POWER = 21
"""The power of the lowest rung: 1.08. What lies nearer to nothing is told like no income."""


def round_income(income: Cents) -> Cents:
    """Return the step nearest to an income by their ratio; 0 below the lowest step."""
    power = LOWEST_POWER
    if not _has_reached(income, power):
        return 0
    while _has_reached(income, power + 1):
        power += 1
    return round_half_away(STEP_RATIO**power)


def _has_reached(income: Cents, power: int) -> bool:
    """Whether an income is nearer to this power than to the one below, exactly."""
    # Half a step lower lies the root of the product of both powers.
    return income * income >= STEP_RATIO ** (2 * power - 1)
