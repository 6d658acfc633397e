"""Entries with a day that no entry may have, and a likelier one for each: that of its neighbours.

Entries are numbered as they were logged, so the one before was most likely logged on the same
day. Nothing is changed until the person says so, and undo takes it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tracker.book.database import queries
from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.day_range import DAY_IN_RANGE, find_outside_range, list_days
from tracker.book.database.editing import ReplaceEntries, load_tied_entries
from tracker.book.database.row_mapping import read_entries
from tracker.book.database.store import Store
from tracker.entries.types import Entry, StoredEntry
from tracker.months import EARLIEST, LATEST, is_in_range

_WITH_WRONG_DAY = f"""WHERE e.day NOT {DAY_IN_RANGE} OR e.until NOT {DAY_IN_RANGE}
    OR e.logged_on NOT {DAY_IN_RANGE} ORDER BY e.number"""
_NEIGHBOUR_DAY = """SELECT {column} FROM entries WHERE number {side} ? AND {column} BETWEEN ? AND ?
    ORDER BY number {order} LIMIT 1"""


@dataclass(frozen=True, slots=True)
class DayProposal:
    """An entry with a day that cannot be, and the entry with other days in the place of those."""

    item: StoredEntry
    replacement: StoredEntry


class DayRepair(Store):
    """The wrong days of a book."""

    def __init__(self, connection: Connection, path: Path, replace_entries: ReplaceEntries) -> None:
        """Read through the book's connection. The book itself does what changes it."""
        super().__init__(connection, path)
        self._replace_entries = replace_entries

    def load_outside_range(self) -> list[StoredEntry]:
        """Return the entries whose own day no entry may have, which no month shows."""
        with translate_db_errors(self._path):
            return queries.load_numbered_entries(
                self._connection, find_outside_range(self._connection)
            )

    def load_wrong(self) -> list[StoredEntry]:
        """Return the entries with any day that cannot be, also the day of saving."""
        with translate_db_errors(self._path):
            return _load_wrong(self._connection)

    def propose_days(self, today: date) -> list[DayProposal]:
        """Return what is proposed for every entry with a wrong day, in the order of numbers."""
        with translate_db_errors(self._path):
            return _DayProposer(self._connection, today).propose_all()

    def save(self, proposals: Sequence[DayProposal], today: date) -> None:
        """Save what was proposed, as one change."""
        with self._transaction():
            self._replace_entries(
                "edit", [proposal.replacement for proposal in proposals], (), today
            )


def _load_wrong(connection: Connection) -> list[StoredEntry]:
    return list(read_entries(connection, _WITH_WRONG_DAY))


class _DayProposer:
    """Works out a day for each wrong one."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection = connection
        self._today = max(EARLIEST, min(today, LATEST))
        self._days: dict[int, date] = {}
        """The day of each entry, as far as it was needed."""

    def propose_all(self) -> list[DayProposal]:
        items = _load_wrong(self._connection)
        latest = self._find_latest_days(items)
        return [DayProposal(item, self._propose(item, latest[item.number])) for item in items]

    def _find_latest_days(self, items: Sequence[StoredEntry]) -> dict[int, date]:
        """Return on which day each may be at the latest: what belongs to it is not before it."""
        latest: dict[int, date] = {}
        for item in reversed(items):
            ends = [day for day in list_days(item.entry) if is_in_range(day)]
            for other in load_tied_entries(self._connection, item.number):
                day = other.entry.day
                ends.append(day if is_in_range(day) else latest[other.number])
            latest[item.number] = min(ends, default=LATEST)
        return latest

    def _propose(self, item: StoredEntry, latest: date) -> StoredEntry:
        number, entry = item.number, item.entry
        neighbour_day = self._find_neighbour_day(number, "day")
        day = entry.day
        if not is_in_range(day):
            day = max(self._find_target_day(entry), min(neighbour_day, latest))
            entry = replace(entry, day=day)
        self._days[number] = day
        replacements: dict[str, Any] = {}
        until: date | None = getattr(entry, "until", None)
        if until is not None and not is_in_range(until):
            replacements["until"] = max(day, neighbour_day)
        logged_on = item.logged_on
        if not is_in_range(logged_on):
            logged_on = self._find_neighbour_day(number, "logged_on")
        return replace(item, logged_on=logged_on, entry=replace(entry, **replacements))

    def _find_target_day(self, entry: Entry) -> date:
        """Return the day of the entry that one belongs to, as it will be."""
        number: int | None = getattr(entry, "for_entry", None)
        if number is None:
            return EARLIEST
        if number not in self._days:
            target = queries.find_entry(self._connection, number)
            self._days[number] = EARLIEST if target is None else target.entry.day
        return self._days[number]

    def _find_neighbour_day(self, number: int, column: str) -> date:
        """Return the day of the entry before, else of the one after, else today."""
        for side, order in (("<", "DESC"), (">", "ASC")):
            sql = _NEIGHBOUR_DAY.format(column=column, side=side, order=order)
            day = queries.fetch_value(
                self._connection, sql, [number, str(EARLIEST), str(self._today)]
            )
            if day is not None:
                return date.fromisoformat(day)
        return self._today
