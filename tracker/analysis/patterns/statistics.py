"""The median of numbers, and rounding to whole ones, both exact and never a float."""

from collections.abc import Sequence
from fractions import Fraction


def find_median(values: Sequence[int | Fraction]) -> Fraction | None:
    """Return the value in the middle, or the mean of the two there, or None without values."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half]) / 2


def round_half_away(value: int | Fraction, divisor: int = 1) -> int:
    """Return the whole number nearest to a value by `divisor`, with halves away from zero."""
    exact = Fraction(value) / divisor
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return size if exact >= 0 else -size
