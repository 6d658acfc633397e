"""What reads and saves a part of a book."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tracker.book.database.connection import Connection, Cursor, transaction, translate_db_errors
from tracker.book.database.row_mapping import read_entries
from tracker.entries.types import StoredEntry

Item = TypeVar("Item")


class Store:
    """A part of a book. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and save through the book's connection."""
        self._connection = connection
        self._path = path

    def _load(self, build: Callable[..., Item], sql: str, *values: object) -> list[Item]:
        """Return what `build` makes of the columns of each row."""
        with translate_db_errors(self._path):
            return [build(*row) for row in self._connection.execute(sql, values)]

    def _read_entries(self, condition_and_order: str, *values: object) -> list[StoredEntry]:
        """Return the entries that SQL such as `WHERE e.day = ? ORDER BY e.number` chooses."""
        with translate_db_errors(self._path):
            return list(read_entries(self._connection, condition_and_order, values))

    def _save(self, sql: str, *values: object) -> Cursor:
        """Run one statement, and save what it changed."""
        with self._transaction() as connection:
            return connection.execute(sql, values)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Save what happens in the block at its end: all of it or nothing."""
        with translate_db_errors(self._path), transaction(self._connection):
            yield self._connection
