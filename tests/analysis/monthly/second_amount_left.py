"""What is left, as people are told it, once more and naively: day by day.

It is written from docs/reference/figures.md, "What is left, on screen", alone. Nothing of
`tracker.analysis` is used. What that page says in few words is read here as follows:

- A cost is known in a month when a one-off entry of its kind, also of 0, is of that month, or when
  on one of its days a regular one stands: it has begun, is not over, and no newer one of the same
  kind and label has begun.
- What is still to come are the occurrences of standing payments after today, in today's month.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from tests.analysis.monthly import second_computation as monthly
from tests.analysis.second_book import days_between, hundredths, month_row
from tracker.entries.types import Logged, Need, NeedKind, Paid
from tracker.months import Month

COSTS = (NeedKind.FOOD, NeedKind.RENT)


def second_left(
    items: Sequence[Logged], today: date, month: Month, not_asked: frozenset[NeedKind] = frozenset()
) -> int | None:
    """What is told to be left of a month; None where nothing is told."""
    row = month_row(items, today, month)
    income, needs, given = (hundredths(row[name]) for name in ("income", "needs", "given"))
    days = days_between(date(month.year, month.number, 1), _last(month))
    known = all(cost in not_asked or _knows(cost, items, days) for cost in COSTS)
    if income is None or needs is None or given is None or not known:
        return None
    return max(0, income - needs - given - second_to_come(items, today, month))


def second_to_come(items: Sequence[Logged], today: date, month: Month) -> int:
    """What standing payments come to that occur after today, in the rest of the month."""
    now = [item for item in items if monthly._exists(item, today, _last(Month.of(today)))]
    if month != Month.of(today):
        return 0
    return sum(
        item.entry.amount
        for day in days_between(today, _last(month))[1:]
        for item in now
        if isinstance(item.entry, Paid)
        and item.entry.every
        and monthly._counts_on(day, item, item.entry, now)
    )


def _last(month: Month) -> date:
    return date(month.year, month.number, monthrange(month.year, month.number)[1])


def _knows(cost: NeedKind, items: Sequence[Logged], days: Sequence[date]) -> bool:
    noted = [item for item in items if isinstance(item.entry, Need) and item.entry.kind is cost]
    return any(
        item.entry.day == day
        if item.entry.every is None
        else any(_stands(each, noted, day) for each in noted)
        for item in noted
        if isinstance(item.entry, Need)
        for day in days
    )


def _stands(item: Logged, noted: Sequence[Logged], day: date) -> bool:
    entry = item.entry
    if not isinstance(entry, Need) or not entry.every or entry.day > day:
        return False
    newer = [
        other
        for other in noted
        if isinstance(other.entry, Need)
        and other.entry.every
        and other.entry.label == entry.label
        and other.entry.day <= day
        and (other.entry.day, other.number) > (entry.day, item.number)
    ]
    return not newer and (entry.until is None or entry.until >= day)
