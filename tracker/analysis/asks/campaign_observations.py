"""What others were asked or gave for one campaign: seen and heard apart, and never summed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import Evidence, Observation, Source, StoredEntry
from tracker.money import Cents

MIN_KNOWN_AMOUNTS = 3
"""One-off amounts from which on the lowest and the highest are named."""


class AmountEnd(NamedTuple):
    """The lowest or the highest amount, and whether it is an estimate."""

    cents: Cents
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class CampaignObservations:
    """What was seen, or what was heard of, for one campaign of a group, in order of days."""

    source: Source
    items: tuple[StoredEntry, ...]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the entries."""
        return [item.number for item in self.items]

    def find_lowest_and_highest(self) -> tuple[AmountEnd, AmountEnd] | None:
        """Return the lowest and the highest one-off amount, or None if fewer than three are known.

        A range counts at both ends.
        """
        return find_lowest_and_highest(
            item.entry for item in self.items if isinstance(item.entry, Observation)
        )


def find_lowest_and_highest(
    observations: Iterable[Observation],
) -> tuple[AmountEnd, AmountEnd] | None:
    """Return the lowest and the highest one-off amount, or None if fewer than three are known."""
    lows, highs = [], []
    for observation in observations:
        if observation.every is None and observation.low is not None:
            is_estimate = observation.evidence is Evidence.ESTIMATED
            lows.append(AmountEnd(observation.low, is_estimate))
            highs.append(AmountEnd(observation.high or observation.low, is_estimate))
    return (min(lows), max(highs)) if len(lows) >= MIN_KNOWN_AMOUNTS else None


def split_by_source(
    items: Sequence[StoredEntry], group: GroupLabel
) -> tuple[CampaignObservations, CampaignObservations]:
    """Return what was seen, then what was heard of, in one group."""
    seen, heard = (
        CampaignObservations(
            source,
            tuple(
                item
                for item in items
                if isinstance(item.entry, Observation)
                and item.entry.source is source
                and item.entry.group == group
            ),
        )
        for source in Source
    )
    return seen, heard
