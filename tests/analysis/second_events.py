"""What each event came to, computed a second time: entry by entry, for every entry with its name.

It is what docs/reference/figures.md says of sums: a regular payment counts on each of its days up
to today, an amount that is not known is in no sum and is counted, and a range of hours has its low
and its high end. Hours are never money. What was seen or heard of, asks, goals, what is paid
without the event's name, and money that came back are in no event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.analysis.monthly import second_computation
from tests.analysis.second_book import list_days
from tracker.entries.types import Cost, Meeting, Payment, StoredEntry


@dataclass
class SecondEventTotal:
    """What one event came to up to today: cents, hundredths of an hour, and what is not known."""

    paid: int = 0
    paid_unknown: int = 0
    """How many of its payments have no known amount."""
    costs: int = 0
    costs_unknown: int = 0
    hours_low: int = 0
    hours_high: int = 0
    """The same as `hours_low`, but for ranges."""
    entries: tuple[int, ...] = ()
    """The numbers of the entries behind it, in their order: payments, costs, time with hours."""


def compute_event_totals(
    items: Sequence[StoredEntry], today: date, group: str | None = None
) -> dict[str, SecondEventTotal]:
    """Each event that something was paid, spent or done for up to today, by its name.

    With a group only the entries of that group count. An event has a total as soon as one entry
    of these three types, up to today, bears its name, also a meeting without hours.
    """
    now = [item for item in items if item.entry.day <= today]
    totals: dict[str, SecondEventTotal] = {}
    for item in now:
        entry = item.entry
        if not isinstance(entry, Payment | Cost | Meeting) or not entry.event:
            continue
        if group is not None and entry.group != group:
            continue
        total = totals.setdefault(entry.event, SecondEventTotal())
        match entry:
            case Payment():
                days = list_days(entry.day, today)
                times = sum(second_computation._is_counted(day, item, entry, now) for day in days)
                total.paid += (entry.amount or 0) * times
                total.paid_unknown += entry.amount is None
                is_behind = times > 0 and entry.amount != 0
            case Cost():
                total.costs += entry.amount or 0
                total.costs_unknown += entry.amount is None
                is_behind = True
            case Meeting():
                total.hours_low += entry.hours or 0
                total.hours_high += entry.hours_high or entry.hours or 0
                is_behind = entry.hours is not None
        if is_behind:
            total.entries = tuple(sorted({*total.entries, item.number}))
    return totals
