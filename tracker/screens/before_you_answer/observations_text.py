"""Texts of what others were asked or gave, in Before you answer: seen and heard apart."""

from collections.abc import Iterator, Sequence

from tracker.analysis.asks.campaign_observations import CampaignObservations, split_by_source
from tracker.analysis.asks.campaign_observations_text import (
    describe_lowest_and_highest,
    describe_source,
    format_campaign,
    format_observed_amount,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.fundraising_goals import CampaignKey
from tracker.entries.entry_description import build_description
from tracker.entries.types import Observation, StoredEntry
from tracker.i18n import NumberFormat, format_date
from tracker.widgets.earlier_asks import EarlierAskRow
from tracker.widgets.observation_list import ObservationSection

MAX_LISTED = 20
"""The most entries that are listed of one kind. The title counts all of them."""


def build_observation_sections(
    items: Sequence[StoredEntry], campaign: CampaignKey, numbers: NumberFormat
) -> tuple[ObservationSection, ...]:
    """Return what was seen and what was heard of for a campaign, newest first, as sections."""
    group, name = campaign
    return tuple(
        ObservationSection(
            describe_source(observations, format_campaign(name, numbers)),
            tuple(_build_rows(observations, group, numbers)),
            describe_lowest_and_highest(observations, numbers),
        )
        for observations in split_by_source(items, group)
        if observations.items
    )


def _build_rows(
    observations: CampaignObservations, group: GroupLabel, numbers: NumberFormat
) -> Iterator[EarlierAskRow]:
    """Yield the newest rows. One of another group than that of the line names it."""
    for item in observations.items[: -MAX_LISTED - 1 : -1]:
        if isinstance(item.entry, Observation):
            description = build_description(item.entry, numbers.format_amount)
            yield EarlierAskRow(
                day=format_date(item.entry.day),
                group="" if item.entry.group == group else item.entry.group or "",
                amount=format_observed_amount(item.entry, numbers),
                answers=description.kind,
                followups=description.tags,
            )
