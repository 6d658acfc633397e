"""The days of what repeats, until it ends or a newer one of its kind starts."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from tracker.money import Cents
from tracker.months import Month, Period, find_occurrences

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RecurringAmount(Generic[Key]):
    """An amount that repeats. Of two with the same key the newer replaces the older."""

    key: Key
    start: date
    number: int
    every: Period
    until: date | None
    cents: Cents


def expand_recurring(
    items: Iterable[RecurringAmount[Key]], last: date
) -> Iterator[tuple[RecurringAmount[Key], date]]:
    """Yield each item with each day on which it occurs, up to and with `last`.

    An item ends the day before a newer one of the same key starts. If both would occur in the newer
    one's first month, only the newer does, unless one of them is counted by weeks. An item of 0
    only ends the one before.
    """
    for item, newer in _pair_with_newer(items):
        for day in _find_days(item, newer, last):
            yield item, day


def find_successors(items: Iterable[RecurringAmount[Key]]) -> dict[int, int]:
    """Return the number of the newer item that ends each item, by the older one's number."""
    return {
        item.number: newer.number for item, newer in _pair_with_newer(items) if newer and item.cents
    }


def _pair_with_newer(
    items: Iterable[RecurringAmount[Key]],
) -> Iterator[tuple[RecurringAmount[Key], RecurringAmount[Key] | None]]:
    rows: dict[Key, list[RecurringAmount[Key]]] = defaultdict(list)
    for item in items:
        rows[item.key].append(item)
    for row in rows.values():
        row.sort(key=lambda item: (item.start, item.number))
        yield from zip(row, [*row[1:], None], strict=True)


def _find_days(
    item: RecurringAmount[Key], newer: RecurringAmount[Key] | None, last: date
) -> Iterator[date]:
    end = min(last, item.until or last)
    if newer is None:
        return find_occurrences(item.start, item.every, end)
    end = min(end, newer.start - timedelta(days=1))
    days = find_occurrences(item.start, item.every, end)
    if newer.cents == 0 or newer.start > last or item.every.weeks or newer.every.weeks:
        return days
    first_new_month = Month.from_date(newer.start)
    return (day for day in days if Month.from_date(day) != first_new_month)
