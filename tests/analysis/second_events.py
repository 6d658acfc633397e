"""What each event came to, computed a second time: entry by entry, for every entry with its name.

It is what docs/reference/figures.md says of sums: a regular payment counts on each of its days up
to today, an amount that is not known is in no sum and is counted, and a range of hours has its low
and its high end. Hours are never money. What was seen or heard of, asks, goals, what is paid
without the event's name, and money that came back are in no event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.analysis.monthly import second_computation
from tests.analysis.second_book import list_days
from tracker.entries.types import Ask, Cost, Entry, Meeting, Payment, StoredEntry


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
    exact_hours: dict[str, tuple[Fraction, Fraction]] = {}
    for item in now:
        entry = item.entry
        if not isinstance(entry, Payment | Cost | Meeting):
            continue
        name = _find_name(entry, now)
        if name is None or (group is not None and entry.group != group):
            continue
        total = totals.setdefault(name, SecondEventTotal())
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
                low, high = _read_hours(entry)
                exact_low, exact_high = exact_hours.get(name, (Fraction(0), Fraction(0)))
                exact_hours[name] = exact_low + low, exact_high + high
                is_behind = entry.hours is not None
        if is_behind:
            total.entries = tuple(sorted({*total.entries, item.number}))
    for name, (low, high) in exact_hours.items():
        totals[name].hours_low, totals[name].hours_high = round(low), round(high)
    return totals


def _find_name(entry: Payment | Cost | Meeting, now: Sequence[StoredEntry]) -> str | None:
    if entry.event or not isinstance(entry, Payment) or entry.for_entry is None:
        return entry.event
    asks: list[Entry] = [item.entry for item in now if item.number == entry.for_entry]
    return asks[0].event if asks and isinstance(asks[0], Ask) else None


def _read_hours(entry: Meeting) -> tuple[Fraction, Fraction]:
    """The least and the most time, in hundredths of an hour, and exact where it is minutes."""
    if entry.minutes is not None:
        exact = Fraction(entry.minutes * 100, 60)
        return exact, exact
    return Fraction(entry.hours or 0), Fraction(entry.hours_high or entry.hours or 0)
