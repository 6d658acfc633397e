"""The fundraising goals that a group named for its campaigns, and which they say were reached."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import Evidence, Goal, StoredEntry
from tracker.money import Cents, Hundredths, calculate_share

CampaignKey: TypeAlias = tuple[GroupLabel, str]
"""The group of a campaign, and its name."""


@dataclass(frozen=True, slots=True)
class CampaignGoal:
    """A goal as it was named on a day, compared with the one before it."""

    day: date
    number: int
    low: Cents
    high: Cents
    """The same as `low`, unless only a range is known."""
    is_reached: bool
    """Whether they say it was reached."""
    previous: tuple[Cents, Cents] | None = None
    """The lower and the higher end of the one before, or None without one."""
    previous_reached_on: date | None = None
    """For a raised goal: when they last said the amount before was reached, or None if never."""
    is_estimate: bool = False
    """Whether the amount is an estimate."""
    is_previous_estimate: bool = False
    """Whether the amount before is one."""

    @property
    def is_raised(self) -> bool:
        """Whether it is surely higher than the one before."""
        return self.previous is not None and self.low > self.previous[1]

    @property
    def is_lowered(self) -> bool:
        """Whether it is surely lower than the one before."""
        return self.previous is not None and self.high < self.previous[0]

    @property
    def differences(self) -> tuple[Cents, Cents]:
        """The least and the most by which it was surely raised or lowered, else 0."""
        if self.previous is None:
            return 0, 0
        low, high = self.previous
        if self.is_raised:
            return self.low - high, self.high - low
        return (low - self.high, high - self.low) if self.is_lowered else (0, 0)

    @property
    def difference_percents(self) -> tuple[Hundredths, Hundredths]:
        """The same as shares of the one before, where each end is compared with the other."""
        if self.previous is None:
            return 0, 0
        low, high = self.previous
        least, most = self.differences
        ends = ((least, high), (most, low)) if self.is_raised else ((least, low), (most, high))
        least_share, most_share = (calculate_share(*end) or 0 for end in ends)
        return least_share, most_share


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a group collected for, and every goal it named for it."""

    group: GroupLabel
    name: str
    goals: tuple[CampaignGoal, ...]


def find_campaigns(
    goals: Iterable[StoredEntry],
    group: GroupLabel = None,
    first: date | None = None,
    last: date | None = None,
) -> list[Campaign]:
    """Return the campaigns of a group, or of all, in the order of their first goals.

    With `first` or `last` only those with a goal named on these days, each with all its goals.
    """
    rows: dict[CampaignKey, list[tuple[date, int, Goal]]] = {}
    for item in goals:
        goal = item.entry
        if isinstance(goal, Goal) and group in (None, goal.group):
            campaign_goals = rows.setdefault((goal.group, goal.campaign), [])
            campaign_goals.append((goal.day, item.number, goal))
    for campaign_goals in rows.values():
        campaign_goals.sort(key=lambda dated: dated[:2])
    ordered = sorted(rows.items(), key=lambda campaign: campaign[1][0][:2])
    day_range = (first or date.min, last or date.max)
    return [
        Campaign(*key, tuple(_build_goals(campaign_goals)))
        for key, campaign_goals in ordered
        if any(day_range[0] <= day <= day_range[1] for day, _number, _goal in campaign_goals)
    ]


def _build_goals(campaign_goals: Iterable[tuple[date, int, Goal]]) -> Iterator[CampaignGoal]:
    previous: CampaignGoal | None = None
    reached_on: dict[tuple[Cents, Cents], date] = {}
    for day, number, goal in campaign_goals:
        named = CampaignGoal(
            day,
            number,
            goal.low,
            goal.high,
            goal.met,
            previous=(previous.low, previous.high) if previous else None,
            is_estimate=goal.evidence is Evidence.ESTIMATED,
            is_previous_estimate=previous is not None and previous.is_estimate,
        )
        if named.is_raised and named.previous is not None:
            named = replace(named, previous_reached_on=reached_on.get(named.previous))
        yield named
        previous = named
        if goal.met:
            reached_on[goal.low, goal.high] = day
