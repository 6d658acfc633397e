"""Counts what is read of a book: statements, rows, and the entries that are built from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tracker.book.book import Book
from tracker.book.database import row_mapping
from tracker.book.database.connection import Cursor
from tracker.entries.types import StoredEntry


@dataclass
class Reads:
    """How much was read."""

    statements: int = 0
    rows: int = 0
    entries: int = 0


class CountingCursor:
    """A cursor that counts the rows which it returns."""

    lastrowid = 0
    rowcount = 0

    def __init__(self, cursor: Cursor, reads: Reads) -> None:
        self._cursor, self._reads = cursor, reads

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._cursor:
            self._reads.rows += 1
            yield row

    def fetchone(self) -> tuple[Any, ...] | None:
        row = self._cursor.fetchone()
        self._reads.rows += row is not None
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self)


@contextmanager
def count_reads(book: Book) -> Iterator[Reads]:
    """Count what is read of the book in this block."""
    reads = Reads()
    connection = book._connection
    execute = connection.execute

    def execute_counted(sql: str, values: Any = ()) -> Cursor:
        reads.statements += 1
        return CountingCursor(execute(sql, values), reads)

    def build_counted(*values: Any) -> StoredEntry:
        reads.entries += 1
        return StoredEntry(*values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "execute", execute_counted)
        patch.setattr(row_mapping, "StoredEntry", build_counted)
        yield reads
