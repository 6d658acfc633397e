"""The entries that count, computed a second time: none of an impossible day.

What answers such an entry, withdraws it or came back of it counts nowhere but in what moved.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.entries.types import LaterAnswer, StoredEntry, Withdrawal


def is_possible(day: date) -> bool:
    """Return whether a day lies in the three hundred years from 1900 on."""
    return 1900 <= day.year < 2200


def select_counted(items: Sequence[StoredEntry]) -> list[StoredEntry]:
    """Return the entries of possible days; what belongs to a removed entry loses its link."""
    removed = {item.number for item in items if not is_possible(item.entry.day)}
    kept = []
    for item in items:
        entry: Any = item.entry
        is_tied = getattr(entry, "for_entry", None) in removed
        if item.number in removed or (is_tied and isinstance(entry, LaterAnswer | Withdrawal)):
            continue
        if is_tied:
            entry = replace(entry, for_entry=None)
        if (until := getattr(entry, "until", None)) is not None and not is_possible(until):
            entry = replace(entry, until=None)
        kept.append(replace(item, entry=entry))
    return kept
