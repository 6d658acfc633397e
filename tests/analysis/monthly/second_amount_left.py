"""The amount left as people see it, computed a second time, naively: day by day.

It is written from docs/reference/figures.md, "What is left, on screen", alone. Nothing of
`tracker.analysis` is used. What that page says in few words is read here as follows:

- A cost is known in a month when a one-off entry of its kind, also of 0, is of that month, or when
  on one of its days a regular one stands: it has begun, is not over, and no newer one of the same
  kind and label has begun.
- What is still to come are the occurrences of regular payments after today, in today's month.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from tests.analysis.monthly import second_computation
from tests.analysis.second_book import compute_row, count_hundredths, list_days
from tracker.entries.types import Need, NeedKind, Payment, StoredEntry
from tracker.months import Month

COSTS = (NeedKind.FOOD, NeedKind.RENT)


def compute_amount_left(
    items: Sequence[StoredEntry],
    today: date,
    month: Month,
    not_asked: frozenset[NeedKind] = frozenset(),
) -> int | None:
    """Return what is left of a month; None where no amount is shown."""
    row = compute_row(items, today, month)
    income, needs, given = (count_hundredths(row[name]) for name in ("income", "needs", "given"))
    days = list_days(date(month.year, month.number, 1), _find_last_day(month))
    known = all(cost in not_asked or _is_known(cost, items, days) for cost in COSTS)
    if income is None or needs is None or given is None or not known:
        return None
    return max(0, income - needs - given - compute_upcoming_payments(items, today, month))


def compute_upcoming_payments(items: Sequence[StoredEntry], today: date, month: Month) -> int:
    """What regular payments come to that occur after today, in the rest of the month."""
    now = [
        item
        for item in items
        if second_computation._is_there(item, today, _find_last_day(Month.from_date(today)))
    ]
    if month != Month.from_date(today):
        return 0
    return sum(
        item.entry.amount or 0
        for day in list_days(today, _find_last_day(month))[1:]
        for item in now
        if isinstance(item.entry, Payment)
        and item.entry.every
        and second_computation._is_counted(day, item, item.entry, now)
    )


def _find_last_day(month: Month) -> date:
    return date(month.year, month.number, monthrange(month.year, month.number)[1])


def _is_known(cost: NeedKind, items: Sequence[StoredEntry], days: Sequence[date]) -> bool:
    needs = [item for item in items if isinstance(item.entry, Need) and item.entry.kind is cost]
    return any(
        item.entry.day == day
        if item.entry.every is None
        else any(_is_in_force(need, needs, day) for need in needs)
        for item in needs
        if isinstance(item.entry, Need)
        for day in days
    )


def _is_in_force(item: StoredEntry, needs: Sequence[StoredEntry], day: date) -> bool:
    entry = item.entry
    if not isinstance(entry, Need) or not entry.every or entry.day > day:
        return False
    newer = [
        other
        for other in needs
        if isinstance(other.entry, Need)
        and other.entry.every
        and other.entry.label == entry.label
        and other.entry.day <= day
        and (other.entry.day, other.number) > (entry.day, item.number)
    ]
    return not newer and (entry.until is None or entry.until >= day)
