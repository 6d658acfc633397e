"""A campaign's history: the goals, and apart from them asks, payments, what was seen and heard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.fundraising_goals import Campaign, CampaignKey, find_campaigns
from tracker.entries.types import Ask, Observation, Payment, StoredEntry


@dataclass(frozen=True, slots=True)
class CampaignHistory:
    """A campaign with its goals, and what else was recorded for it. Nothing is summed.

    A campaign without a goal has no goals, and is one all the same.
    """

    campaign: Campaign
    entries: tuple[StoredEntry, ...] = ()
    """Asks, payments, and what was seen or heard of, in the order of their days."""

    @property
    def first(self) -> tuple[date, int]:
        """The day and the number of its first entry."""
        firsts = [(goal.day, goal.number) for goal in self.campaign.goals[:1]]
        return min(firsts + [(item.entry.day, item.number) for item in self.entries[:1]])

    def has_day_within(self, first: date, last: date) -> bool:
        """Return whether anything of it is of these days."""
        days = (
            *(goal.day for goal in self.campaign.goals),
            *(item.entry.day for item in self.entries),
        )
        return any(first <= day <= last for day in days)


def find_campaign_histories(
    goals: Iterable[StoredEntry],
    entries: Iterable[StoredEntry],
    group: GroupLabel = None,
    first: date | None = None,
    last: date | None = None,
) -> list[CampaignHistory]:
    """Return the campaigns of a group, or of all, in the order of their first days.

    `entries` are in the order of their days. With `first` or `last` only those with anything on
    these days, each with its whole history.
    """
    campaigns = {
        (campaign.group, campaign.name): campaign for campaign in find_campaigns(goals, group)
    }
    entries_by_campaign = _group_entries(list(entries), group)
    histories = [
        CampaignHistory(
            campaigns.get(key) or Campaign(*key, goals=()), tuple(entries_by_campaign.get(key, ()))
        )
        for key in dict.fromkeys((*campaigns, *entries_by_campaign))
    ]
    days = (first or date.min, last or date.max)
    return sorted(
        (history for history in histories if history.has_day_within(*days)),
        key=lambda history: history.first,
    )


def _group_entries(
    entries: Sequence[StoredEntry], group: GroupLabel
) -> dict[CampaignKey, list[StoredEntry]]:
    """Return entries by campaign. A payment without one has that of its ask."""
    campaigns = {
        item.number: item.entry.campaign for item in entries if isinstance(item.entry, Ask)
    }
    entries_by_campaign: dict[CampaignKey, list[StoredEntry]] = {}
    for item in entries:
        entry = item.entry
        if not isinstance(entry, Ask | Observation | Payment) or group not in (None, entry.group):
            continue
        name = entry.campaign
        if name is None and isinstance(entry, Payment) and entry.for_entry is not None:
            name = campaigns.get(entry.for_entry)
        if name is not None:
            entries_by_campaign.setdefault((entry.group, name), []).append(item)
    return entries_by_campaign
