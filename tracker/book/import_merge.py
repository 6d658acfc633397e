"""What comes in from a bundle: what the book has of it, what was taken out, and taking it in."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, sentences, transaction
from tracker.book.database.editing import tied_to
from tracker.book.database.row_mapping import SELECT, logged
from tracker.entries.types import StoredEntry

Replaced = Callable[[str, Sequence[StoredEntry], Sequence[StoredEntry], date], int]
"""Puts changed entries in the places of what they were, as one change of the book."""
Inserted = Callable[[Iterable[StoredEntry], int], Iterator[StoredEntry]]
"""Writes new entries of a change, as they are passed on."""


class Incoming:
    """A book as a bundle meets it. Every method raises BookError when the file refuses.

    An entry is known by its id, whatever its number is in either.
    """

    def __init__(
        self, connection: Connection, path: Path, replaced: Replaced, inserted: Inserted
    ) -> None:
        """Read through the book's connection; the book itself does what changes it."""
        self._connection = connection
        self._path = path
        self._replaced = replaced
        self._inserted = inserted

    def here(self, ids: Iterable[str]) -> dict[str, StoredEntry]:
        """The entries that have one of these ids, by id."""
        with sentences(self._path):
            rows = self._connection.execute(
                f"{SELECT} WHERE e.id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
            )
            return {item.id: item for item in map(logged, rows)}

    def taken_out(self) -> frozenset[str]:
        """The ids of all entries that were deleted or taken back, and do not stand."""
        with sentences(self._path):
            rows = self._connection.execute(
                "SELECT DISTINCT id FROM versions WHERE id NOT IN (SELECT id FROM entries)"
            )
            return frozenset(id_ for (id_,) in rows)

    def has_groups(self) -> bool:
        """Whether any entry names a group."""
        with sentences(self._path):
            found = self._connection.execute(
                "SELECT 1 FROM entries WHERE group_number IS NOT NULL LIMIT 1"
            ).fetchone()
            return found is not None

    def tied_to(self, number: int) -> list[StoredEntry]:
        """The entries whose `for` names a number, in the order of their own numbers."""
        with sentences(self._path):
            return tied_to(self._connection, number)

    def take(self, new: Sequence[StoredEntry], changed: Sequence[StoredEntry], today: date) -> None:
        """Save new entries, and changed ones in the places of what they were, as one change."""
        if not new and not changed:
            return
        with sentences(self._path), transaction(self._connection):
            change = self._replaced("import", changed, (), today)
            for _item in self._inserted(new, change):
                pass
