"""How often the person saw, and heard of, money asked of others or given by them.

The two are counted apart. Amounts are never added up: they are in no sum and no average.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from tracker.analysis.patterns.pattern import MIN_COUNT, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.entries.types import Source
from tracker.money import Cents
from tracker.months import Period

_NAMES = {Source.SEEN: PatternName.SEEN, Source.HEARD: PatternName.HEARD}


class ObservedAmount(Protocol):
    """An amount or a range, in any value that has one."""

    @property
    def low(self) -> Cents | None:
        """The amount, or the lower end of a range. None if it is not known."""

    @property
    def high(self) -> Cents | None:
        """The amount, or the higher end of a range."""

    @property
    def every(self) -> Period | None:
        """How often it is paid, or None for once."""

    @property
    def is_estimated(self) -> bool:
        """Whether it is an estimate."""


class AmountEnd(NamedTuple):
    """The lowest or the highest amount, and whether it is an estimate."""

    cents: Cents
    is_estimate: bool


def count_observations(pattern_facts: PatternFacts, days: DayRange) -> Iterator[Pattern]:
    """Yield what was seen, then what was heard of."""
    for source, name in _NAMES.items():
        observations = [
            each
            for each in pattern_facts.observations
            if each.source is source and days.contains(each.day)
        ]
        ends = find_lowest_and_highest(observations)
        numbers = tuple(each.number for each in observations)
        yield Pattern(
            name,
            count=len(numbers),
            total=len(numbers),
            value=None,
            has_enough=bool(numbers),
            entries=numbers,
            aside_count=sum(
                each.every is not None and each.low is not None for each in observations
            ),
            total_entries=numbers,
            counted_entries=numbers,
            low=ends and ends[0].cents,
            high=ends and ends[1].cents,
        )


def find_lowest_and_highest(
    amounts: Iterable[ObservedAmount],
) -> tuple[AmountEnd, AmountEnd] | None:
    """Return the lowest and the highest one-off amount, or None if fewer than three are known.

    With fewer, one person's gift would be the measure.

    A range counts at both ends. An amount with a period is no such amount: 30 a month and 30 once
    are not the same.
    """
    lows, highs = [], []
    for amount in amounts:
        if amount.every is None and amount.low is not None and amount.high is not None:
            lows.append(AmountEnd(amount.low, amount.is_estimated))
            highs.append(AmountEnd(amount.high, amount.is_estimated))
    return (min(lows), max(highs)) if len(lows) >= MIN_COUNT else None
