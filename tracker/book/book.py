"""The book: the one file that holds all of it, as an object around its open connection.

A book belongs to the thread that opened it; other threads are handed values.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tracker.book import history, queries
from tracker.book.driver import Connection, sentences, transaction
from tracker.book.errors import BookError
from tracker.book.history import Version
from tracker.book.rows import insert
from tracker.entries.known import Known
from tracker.entries.types import Entry, Logged
from tracker.figures.facts import Facts
from tracker.texts import _

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""For ids: 32 letters, no two of which are read for one another."""


class Book:
    """An open book. Every method raises BookError, with a sentence, when the file refuses."""

    def __init__(self, connection: Connection, path: Path, *, encrypted: bool) -> None:
        """Take over an open connection whose schema is up to date."""
        self._connection = connection
        self.path = path
        self.encrypted = encrypted
        with sentences(path):
            self.currency: str = queries.one(connection, "SELECT currency FROM book")
            self.own_group: str | None = queries.one(
                connection, "SELECT label FROM groups JOIN book ON group_number = number"
            )

    def close(self) -> None:
        """Let go of the file; the book cannot be used after."""
        self._connection.close()

    def __enter__(self) -> "Book":
        """Use the book in a block, at whose end it is closed."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the book."""
        self.close()

    def is_empty(self) -> bool:
        """Whether nothing is logged in it."""
        with sentences(self.path):
            return queries.one(self._connection, "SELECT 1 FROM entries") is None

    def entries(self, first: date | None = None, last: date | None = None) -> Iterator[Logged]:
        """The entries from one day to another, both included, in the order of their numbers."""
        with sentences(self.path):
            yield from queries.entries(self._connection, first, last)

    def latest(self, count: int, last: date) -> list[Logged]:
        """The newest entries up to a day, newest first."""
        with sentences(self.path):
            return queries.latest(self._connection, count, last)

    def find(self, number: int) -> Logged | None:
        """The entry of a number; None when the book has none."""
        with sentences(self.path):
            return queries.find(self._connection, number)

    def facts(self, today: date) -> Facts:
        """What the monthly table is made from, as of today."""
        with sentences(self.path):
            return queries.facts(self._connection, self.currency, today)

    def known(self) -> Known:
        """What an entry line that goes into this book may refer to."""
        with sentences(self.path):
            return queries.known(self._connection, self.currency, self.own_group)

    def history(self, number: int) -> list[Version]:
        """Every version of an entry, oldest first; none when the number was never given."""
        with sentences(self.path):
            return history.history(self._connection, number)

    def log(self, entries: Sequence[Entry], today: date) -> list[Logged]:
        """Save entries as one change; gives them with their numbers. Nothing is half-saved."""
        with sentences(self.path), transaction(self._connection):
            number = queries.next_number(self._connection)
            items = (
                Logged(number + index, self._new_id(), today, entry)
                for index, entry in enumerate(entries)
            )
            return list(self._saved("log", items, today))

    def add(self, items: Iterable[Logged], today: date) -> int:
        """Save entries of a bundle, with their numbers and ids, into this empty book.

        One change; gives how many there were. What `items` raises leaves the book as it was.
        """
        with sentences(self.path), transaction(self._connection):
            if queries.one(self._connection, "SELECT 1 FROM entries") is not None:
                raise BookError(
                    _("This book has entries already; import into a new one (tracker new).")
                )
            count = sum(1 for _item in self._saved("import", items, today))
            if self._reuses_numbers():
                raise BookError(
                    _("This book has given these numbers before; import into a new one.")
                )
            return count

    def newest_change(self) -> tuple[int, int]:
        """The number of the newest change that stands and of its entries; (0, 0) without one."""
        with sentences(self.path):
            return history.newest_change(self._connection)

    def undo(self, today: date) -> list[Logged]:
        """Take back the newest change; gives the entries it had made, none when none is left."""
        with sentences(self.path):
            return history.undo(self._connection, today)

    @contextmanager
    def exporting(self, path: Path, today: date) -> Iterator[None]:
        """Keep in mind where something is being written; forget it where nothing could be."""
        new = path not in self.exports()
        self.remember_export(path, today)
        try:
            yield
        except BaseException:
            if new:
                self.forget_export(path)
            raise

    def forget_export(self, path: Path) -> None:
        """Take a place out of those where something was written."""
        with sentences(self.path), transaction(self._connection):
            self._connection.execute("DELETE FROM exports WHERE path = ?", [_spelt(path)])

    def remember_export(self, folder: Path, today: date) -> None:
        """Keep in mind where something was written, for `where --all`."""
        with sentences(self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO exports (path, day) VALUES (?, ?)",
                [_spelt(folder), str(today)],
            )

    def exports(self) -> list[Path]:
        """Where something was written from this book, oldest first."""
        with sentences(self.path):
            rows = self._connection.execute("SELECT path FROM exports ORDER BY day, path")
            return [Path(path) for (path,) in rows]

    def _saved(self, did: str, items: Iterable[Logged], today: date) -> Iterator[Logged]:
        """Write entries as one change, and pass them on as they are written."""
        connection = self._connection
        change = connection.execute(
            "INSERT INTO changes (did, day) VALUES (?, ?)", [did, str(today)]
        ).lastrowid
        groups = {
            label: number
            for number, label in connection.execute("SELECT number, label FROM groups")
        }
        return insert(connection, self._with_groups(items, groups), change, groups)

    def _with_groups(self, items: Iterable[Logged], groups: dict[str, int]) -> Iterator[Logged]:
        """Pass entries on, making each group that is new."""
        for item in items:
            label: str | None = getattr(item.entry, "group", None)
            if label is not None and label not in groups:
                groups[label] = self._connection.execute(
                    "INSERT INTO groups (label) VALUES (?)", [label]
                ).lastrowid
            yield item

    def _new_id(self) -> str:
        while True:
            made = "".join(_LETTERS[byte % len(_LETTERS)] for byte in os.urandom(8))
            if queries.one(self._connection, "SELECT 1 FROM entries WHERE id = ?", [made]) is None:
                return made

    def _reuses_numbers(self) -> bool:
        found = queries.one(
            self._connection,
            "SELECT 1 FROM versions v JOIN entries e ON e.number = v.entry WHERE e.id <> v.id",
        )
        return found is not None


def _spelt(path: Path) -> str:
    """A path as text; what is no UTF-8 in it is spelt out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
