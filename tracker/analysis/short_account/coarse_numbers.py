"""Coarse numbers for people who don't know the person: few steps, and words for counts and times.

Each step of a ladder is the answer for a wide range. A share of income has fewer steps than counts
and amounts. So it tells the income to no better than plus or minus 10 %, even to a reader who knows
the amount exactly. An amount tells nothing of the income.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from tracker.i18n import _label, _label_plural, format_count

SHARE_STEPS = tuple(map(Fraction, ("1", "1.5", "2", "3", "5", "8")))
"""The steps of a decade for a share of income."""
FINE_STEPS = tuple(map(Fraction, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8")))
"""Those for counts and amounts."""
_FEW, _SEVERAL = 5, 15
"""Up to so many times is `a few times`, and up to so many `several times`."""


def list_steps(most: Fraction, steps: Sequence[Fraction] = FINE_STEPS) -> Iterator[int]:
    """Yield the steps of the ladder, up to the first that is `most` or more."""
    decade = 1
    while True:
        for first in steps:
            step = first * decade
            if step.denominator == 1:
                yield int(step)
                if step >= most:
                    return
        decade *= 10


def round_to_step(number: Fraction, steps: Sequence[Fraction] = FINE_STEPS) -> int:
    """Return the nearest step of the ladder, the higher one of two. 0 is less than a half."""
    if number < Fraction(1, 2):
        return 0
    return max(list_steps(number, steps), key=lambda step: (-abs(step - number), step))


def describe_times(count: int) -> str:
    """Return how often something happened, in words."""
    if count == 1:
        return _label("once")
    if count == 2:
        return _label("twice")
    if count <= _FEW:
        return _label("a few times")
    return _label("several times") if count <= _SEVERAL else _label("many times")


def describe_part(count: int, total: int) -> str:
    """Return how many of all it was, in words that “of them” can follow.

    All and none are said only where it is so.
    """
    if count == 0:
        return _label("none", "part")
    if count == total:
        return _label("all", "part")
    parts = {
        Fraction(1, 10): _label("a few", "part"),
        Fraction(1, 5): _label("about one in five"),
        Fraction(1, 4): _label("about one in four"),
        Fraction(1, 3): _label("about one in three"),
        Fraction(1, 2): _label("about half", "part"),
        Fraction(2, 3): _label("about two in three"),
        Fraction(3, 4): _label("about three in four"),
        Fraction(9, 10): _label("nearly all", "part"),
    }
    return parts[min(parts, key=lambda part: abs(part - Fraction(count, total)))]


def describe_duration(duration: timedelta) -> str:
    """Return how long something went on, in words."""
    durations = {
        10: _label("a few days"),
        45: _label("a few weeks"),
        75: _label("about two months"),
        135: _label("about three months"),
        270: _label("about half a year"),
        450: _label("about a year"),
        640: _label("about a year and a half"),
    }
    for days, words in durations.items():
        if duration.days <= days:
            return words
    years = round_to_step(Fraction(duration.days, 365))
    words = _label_plural("about {years} year", "about {years} years", years)
    return words.format(years=format_count(years))
