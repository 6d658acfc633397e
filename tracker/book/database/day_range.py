"""Days as a book keeps them: each is checked before it is saved, and figures count no other.

A book may hold others all the same: an earlier version saved some, and a file can be changed by
any program. Those stay as they are until the person says otherwise.

Nothing is repaired when a book is opened: only the person knows the day.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.book.database.connection import Connection
from tracker.book.database.errors import BookError
from tracker.clock import describe_wrong_clock
from tracker.entries.types import Entry, LaterAnswer, Refund, StoredEntry, Withdrawal
from tracker.i18n import _error
from tracker.months import EARLIEST, LATEST, is_in_range

DAY_IN_RANGE = f"BETWEEN '{EARLIEST}' AND '{LATEST}'"
"""What SQL asks of a day that may be."""
DAY_UP_TO = f"day <= ? AND +day >= '{EARLIEST}'"
"""The same up to `format_last_counted_day` of a day. No index is looked up for it."""
_OUTSIDE_RANGE = f"SELECT number FROM entries WHERE day < '{EARLIEST}' OR day > '{LATEST}'"


def format_valid_day(today: date) -> str:
    """Return today as the file keeps it. Raises BookError if no clock can be right."""
    if not is_in_range(today):
        raise BookError(describe_wrong_clock())
    return str(today)


def refuse_invalid_days(entries: Iterable[Entry], today: date) -> None:
    """Raise BookError if today, or a new entry, names a day that no entry may have."""
    format_valid_day(today)
    for entry in entries:
        if not all(map(is_in_range, list_days(entry))):
            raise BookError(
                _error(
                    "Nothing was saved. A date must be between {first} and {last}. Choose "
                    "another date."
                ).format(first=EARLIEST, last=LATEST)
            )


def format_nearest_day(today: date) -> str:
    """Return today as the file keeps it next to what must not be lost, whatever it says."""
    return str(min(max(EARLIEST, today), LATEST))


def list_days(entry: Entry) -> tuple[date, ...]:
    """Return the days that an entry names: its own, and the last one of what repeats."""
    until: date | None = getattr(entry, "until", None)
    return (entry.day,) if until is None else (entry.day, until)


def format_last_counted_day(last: date) -> str:
    """Return the last day that figures count as of a day."""
    return str(min(last, LATEST))


def parse_valid_day(text: object) -> date | None:
    """Return the day that a column holds, or None for none, and for one that cannot be."""
    day = None if text is None else date.fromisoformat(str(text))
    return day if day is not None and is_in_range(day) else None


def find_outside_range(connection: Connection) -> frozenset[int]:
    """Return the numbers of the entries whose own day is one that no entry may have."""
    return frozenset(number for (number,) in connection.execute(_OUTSIDE_RANGE))


def filter_counted(items: Iterable[StoredEntry], outside: Collection[int]) -> Iterator[StoredEntry]:
    """Yield what figures count, without references to entries `outside` and without ends there.

    What says nothing without such an entry stays out with it.
    """
    for item in items:
        entry = item.entry
        if not outside and getattr(entry, "until", None) is None:
            yield item
            continue
        replacements = dict[str, Any]()
        if item.number in outside:
            continue
        if getattr(entry, "for_entry", None) in outside:
            if isinstance(entry, LaterAnswer | Withdrawal | Refund):
                continue
            replacements["for_entry"] = None
        if not all(map(is_in_range, list_days(entry))):
            replacements["until"] = None
        yield replace(item, entry=replace(entry, **replacements)) if replacements else item
