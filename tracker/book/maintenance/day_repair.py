"""Entries with a day that no entry may have, and a likelier one for each: that of its neighbours.

Entries are numbered as they were logged, so that the one before was most likely logged on the same
day. Nothing is changed until the person says so, and undo takes it back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tracker.book.database import queries
from tracker.book.database.connection import Connection, sentences, transaction
from tracker.book.database.day_range import IN_RANGE, days_of, find_outside
from tracker.book.database.editing import tied_to
from tracker.book.database.row_mapping import SELECT, logged
from tracker.entries.types import Entry, StoredEntry
from tracker.months import EARLIEST, LATEST, is_in_range

Replaced = Callable[[str, Sequence[StoredEntry], Sequence[StoredEntry], date], int]
"""Puts changed entries in the places of what they were, as one change of the book."""

_WRONG = f"""{SELECT} WHERE e.day NOT {IN_RANGE} OR e.until NOT {IN_RANGE}
    OR e.logged_on NOT {IN_RANGE} ORDER BY e.number"""
_BESIDE = """SELECT {column} FROM entries WHERE number {side} ? AND {column} BETWEEN ? AND ?
    ORDER BY number {order} LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry with a day that cannot be, and the entry with other days in the place of those."""

    item: StoredEntry
    proposed: StoredEntry


class DayRepair:
    """The wrong days of a book. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path, replaced: Replaced) -> None:
        """Read through the book's connection; the book itself does what changes it."""
        self._connection = connection
        self._path = path
        self._replaced = replaced

    def outside(self) -> list[StoredEntry]:
        """Return the entries whose own day no entry may have, which no month shows."""
        with sentences(self._path):
            return queries.find_all(self._connection, find_outside(self._connection))

    def wrong(self) -> list[StoredEntry]:
        """Return the entries with any day that cannot be, also the day of saving."""
        with sentences(self._path):
            return _wrong(self._connection)

    def proposals(self, today: date) -> list[Proposal]:
        """Return what is proposed for every entry with a wrong day, in the order of numbers."""
        with sentences(self._path):
            return _Proposing(self._connection, today).all()

    def save(self, proposals: Sequence[Proposal], today: date) -> None:
        """Save what was proposed, as one change."""
        with sentences(self._path), transaction(self._connection):
            self._replaced("edit", [each.proposed for each in proposals], (), today)


def _wrong(connection: Connection) -> list[StoredEntry]:
    return [logged(row) for row in connection.execute(_WRONG)]


class _Proposing:
    """Works out a day for each wrong one."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection = connection
        self._today = max(EARLIEST, min(today, LATEST))
        self._days: dict[int, date] = {}
        """The day of each entry, as far as it was needed."""

    def all(self) -> list[Proposal]:
        items = _wrong(self._connection)
        latest = self._latest_days(items)
        return [Proposal(item, self._proposed(item, latest[item.number])) for item in items]

    def _latest_days(self, items: Sequence[StoredEntry]) -> dict[int, date]:
        """Return on which day each may be at the latest: what belongs to it is not before it."""
        latest: dict[int, date] = {}
        for item in reversed(items):
            ends = [day for day in days_of(item.entry) if is_in_range(day)]
            for other in tied_to(self._connection, item.number):
                day = other.entry.day
                ends.append(day if is_in_range(day) else latest[other.number])
            latest[item.number] = min(ends, default=LATEST)
        return latest

    def _proposed(self, item: StoredEntry, latest: date) -> StoredEntry:
        number, entry = item.number, item.entry
        beside = self._beside(number, "day")
        day = entry.day
        if not is_in_range(day):
            day = max(self._target_day(entry), min(beside, latest))
            entry = replace(entry, day=day)
        self._days[number] = day
        changed: dict[str, Any] = {}
        until: date | None = getattr(entry, "until", None)
        if until is not None and not is_in_range(until):
            changed["until"] = max(day, beside)
        logged_on = item.logged_on
        if not is_in_range(logged_on):
            logged_on = self._beside(number, "logged_on")
        return replace(item, logged_on=logged_on, entry=replace(entry, **changed))

    def _target_day(self, entry: Entry) -> date:
        """Return the day of the entry that one belongs to, as it will be."""
        number: int | None = getattr(entry, "for_entry", None)
        if number is None:
            return EARLIEST
        if number not in self._days:
            target = queries.find(self._connection, number)
            self._days[number] = EARLIEST if target is None else target.entry.day
        return self._days[number]

    def _beside(self, number: int, column: str) -> date:
        """Return the day of the entry before, else of the one after, else today."""
        for side, order in (("<", "DESC"), (">", "ASC")):
            sql = _BESIDE.format(column=column, side=side, order=order)
            day = queries.one(self._connection, sql, [number, str(EARLIEST), str(self._today)])
            if day is not None:
                return date.fromisoformat(day)
        return self._today
