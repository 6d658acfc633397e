"""The fundraising goals that a group named for its campaigns, and which they say were reached."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import Goal, StoredEntry
from tracker.money import Cents, Hundredths, calculate_share


@dataclass(frozen=True, slots=True)
class CampaignGoal:
    """A goal as it was named on a day, compared with the one before it."""

    day: date
    number: int
    amount: Cents
    is_reached: bool
    """Whether they say it was reached."""
    difference: Cents = 0
    """By how much it is higher than the one before; negative where it is lower."""
    difference_percent: Hundredths = 0
    """The change as a share of the amount before, never negative."""
    previous_reached_on: date | None = None
    """For a raised goal: when they last said the amount before was reached; None if never."""


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
    rows: dict[tuple[GroupLabel, str], list[tuple[date, int, Goal]]] = {}
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
    previous: Cents | None = None
    reached_on: dict[Cents, date] = {}
    for day, number, goal in campaign_goals:
        difference = 0 if previous is None else goal.amount - previous
        yield CampaignGoal(
            day=day,
            number=number,
            amount=goal.amount,
            is_reached=goal.met,
            difference=difference,
            difference_percent=calculate_share(abs(difference), previous) or 0,
            previous_reached_on=reached_on.get(previous)
            if difference > 0 and previous is not None
            else None,
        )
        if goal.met:
            reached_on[goal.amount] = day
        previous = goal.amount
