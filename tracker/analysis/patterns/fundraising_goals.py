"""The targets a group named for its campaigns, in their order, and what was said to be met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.analysis.monthly.facts import GroupLabel
from tracker.entries.types import Goal, StoredEntry
from tracker.money import Cents, Hundredths, calculate_share


@dataclass(frozen=True, slots=True)
class CampaignGoal:
    """A target as it was named on a day, against the one before it."""

    day: date
    number: int
    amount: Cents
    is_reached: bool
    """Whether it was said to be met."""
    difference: Cents = 0
    """By how much it is higher than the one before; negative where it is lower."""
    difference_percent: Hundredths | None = None
    """The change, whichever way, of the amount before; None without a change."""
    previous_reached_on: date | None = None
    """For one that was raised: when the amount before was last said to be met; None if never."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a group collected for, and every target it named for it."""

    group: GroupLabel
    name: str
    goals: tuple[CampaignGoal, ...]


def find_campaigns(
    goals: Iterable[StoredEntry],
    group: GroupLabel = None,
    first: date | None = None,
    last: date | None = None,
) -> list[Campaign]:
    """The campaigns of a group, or of all, in the order of their first targets.

    With `first` or `last` only those of which a target was named on these days, each whole.
    """
    rows: dict[tuple[GroupLabel, str], list[tuple[date, int, Goal]]] = {}
    for item in goals:
        goal = item.entry
        if isinstance(goal, Goal) and group in (None, goal.group):
            row = rows.setdefault((goal.group, goal.campaign), [])
            row.append((goal.day, item.number, goal))
    for row in rows.values():
        row.sort(key=lambda each: each[:2])
    ordered = sorted(rows.items(), key=lambda each: each[1][0][:2])
    days = (first or date.min, last or date.max)
    return [
        Campaign(*key, tuple(_build_goals(row)))
        for key, row in ordered
        if any(days[0] <= day <= days[1] for day, _number, _goal in row)
    ]


def _build_goals(row: Iterable[tuple[date, int, Goal]]) -> Iterator[CampaignGoal]:
    before: Cents | None = None
    met: dict[Cents, date] = {}
    for day, number, goal in row:
        change = 0 if before is None else goal.amount - before
        yield CampaignGoal(
            day=day,
            number=number,
            amount=goal.amount,
            is_reached=goal.met,
            difference=change,
            difference_percent=calculate_share(abs(change), before) if change else None,
            previous_reached_on=met.get(before) if change > 0 and before is not None else None,
        )
        if goal.met:
            met[goal.amount] = day
        before = goal.amount
