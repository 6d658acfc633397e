"""Rounds an income that is left out, to fixed steps of 25 %.

An amount and the share of income that it is reveal the income. So shares are calculated from the
nearest step, which all incomes within about 11 % of it have in common. The steps are the same in
every book and on every day, so two selections reveal no more than one.

To round the shares instead does not help: 35.00 and 3.70 % are an income of 946, and those of 15
months gave it away within 2.4 %.
"""

from fractions import Fraction

from tracker.analysis.patterns.statistics import round_half_away
from tracker.money import Cents

STEP_RATIO = Fraction(5, 4)
"""How many times a step the next one is."""
LOWEST_POWER = 21
"""The power of the lowest step, 1.08. Whatever is below it counts like no income."""


def round_income(income: Cents) -> Cents:
    """Return the step nearest to an income by their ratio, or 0 below the lowest one."""
    power = LOWEST_POWER
    if not _has_reached(income, power):
        return 0
    while _has_reached(income, power + 1):
        power += 1
    return round_half_away(STEP_RATIO**power)


def _has_reached(income: Cents, power: int) -> bool:
    """Return whether an income is nearer to this power than to the one below, exactly."""
    # Half a step lower is the root of the product of both powers.
    return income * income >= STEP_RATIO ** (2 * power - 1)
