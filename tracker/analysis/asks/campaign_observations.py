"""What others were asked or gave for one campaign: seen and heard apart, and never summed."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.asks.timeline_steps import AmountRange
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.observations import AmountEnd, find_lowest_and_highest
from tracker.entries.types import Observation, Source, StoredEntry


@dataclass(frozen=True, slots=True)
class CampaignObservations:
    """What was seen, or what was heard of, for one campaign, in order of days."""

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
            AmountRange.from_entry(item.entry)
            for item in self.items
            if isinstance(item.entry, Observation)
        )


def split_by_source(
    items: Sequence[StoredEntry], group: GroupLabel
) -> tuple[CampaignObservations, CampaignObservations]:
    """Return what was seen, then what was heard of, in one group.

    If nothing was in that group, it is that of all groups: a line without a group may mean another.
    """
    observed = [item for item in items if isinstance(item.entry, Observation)]
    of_group = [item for item in observed if _find_group(item) == group] or observed
    seen, heard = (
        CampaignObservations(
            source, tuple(item for item in of_group if item.entry.word == source.value)
        )
        for source in Source
    )
    return seen, heard


def _find_group(item: StoredEntry) -> GroupLabel:
    label: GroupLabel = getattr(item.entry, "group", None)
    return label
