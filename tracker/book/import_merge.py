"""Merge a bundle into a book: find known and deleted entries, and save the rest."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.editing import ReplaceEntries, load_tied_entries
from tracker.book.database.store import Store
from tracker.entries.types import StoredEntry

InsertEntries = Callable[[Iterable[StoredEntry], int], Iterator[StoredEntry]]
"""Writes new entries of a change, as they are passed on."""


class ImportMerge(Store):
    """A book as a bundle meets it.

    An entry is known by its id, whatever its number is in either.

    Brought back, a deleted entry gets a new number, because its old place may contradict what was
    saved since.
    """

    def __init__(
        self,
        connection: Connection,
        path: Path,
        replace_entries: ReplaceEntries,
        insert_entries: InsertEntries,
    ) -> None:
        """Read through the book's connection. The book itself does what changes it."""
        super().__init__(connection, path)
        self._replace_entries = replace_entries
        self._insert_entries = insert_entries

    def find_by_ids(self, ids: Iterable[str]) -> dict[str, StoredEntry]:
        """Return the entries that have one of these ids, by id."""
        condition = "WHERE e.id IN (SELECT value FROM json_each(?))"
        items = self._read_entries(condition, json.dumps(list(ids)))
        return {item.id: item for item in items}

    def load_deleted_ids(self) -> frozenset[str]:
        """Return the ids of all entries that were deleted or undone and are not current."""
        sql = "SELECT DISTINCT id FROM versions WHERE id NOT IN (SELECT id FROM entries)"
        return frozenset(self._load(str, sql))

    def has_groups(self) -> bool:
        """Return whether any entry names a group."""
        sql = "SELECT 1 FROM entries WHERE group_number IS NOT NULL LIMIT 1"
        return bool(self._load(bool, sql))

    def load_tied_entries(self, number: int) -> list[StoredEntry]:
        """Return the entries whose `for` names a number, in the order of their own numbers."""
        with translate_db_errors(self._path):
            return load_tied_entries(self._connection, number)

    def save(
        self,
        new: Sequence[StoredEntry],
        changed: Sequence[StoredEntry],
        today: date,
        follow_entries: Callable[[Iterable[StoredEntry]], Iterable[StoredEntry]] = iter,
    ) -> None:
        """Save new entries, and changed ones in the places of what they were, as one change.

        `follow_entries` passes on the new ones, as they are written.
        """
        if not new and not changed:
            return
        with self._transaction():
            change = self._replace_entries("import", changed, (), today)
            for _item in self._insert_entries(follow_entries(new), change):
                pass
