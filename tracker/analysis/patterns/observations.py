"""How often the person saw, and heard of, money asked of others or given by them.

The two are counted apart. Amounts are never added up: they are in no sum and no average.
"""

from collections.abc import Iterator

from tracker.analysis.patterns.pattern import MIN_COUNT, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.entries.types import Source

_NAMES = {Source.SEEN: PatternName.SEEN, Source.HEARD: PatternName.HEARD}


def count_observations(pattern_facts: PatternFacts, days: DayRange) -> Iterator[Pattern]:
    """Yield what was seen, then what was heard of.

    From three known amounts on, the lowest and the highest are known. An amount with a period is no
    such amount: 30 a month and 30 once are not the same.
    """
    for source, name in _NAMES.items():
        observations = [
            each
            for each in pattern_facts.observations
            if each.source is source and days.contains(each.day)
        ]
        ends = [
            (each.low, each.high)
            for each in observations
            if each.every is None and each.low is not None and each.high is not None
        ]
        has_amounts = len(ends) >= MIN_COUNT
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
            low=min(low for low, _high in ends) if has_amounts else None,
            high=max(high for _low, high in ends) if has_amounts else None,
        )
