"""Counts what is asked of a notebook: its SQL statements, and the rows that are read.

A count is the same on every machine, so a test that compares it cannot fail by chance.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tracker.book.database.connection import Connection, Cursor, DriverConnection


class StatementCounter:
    """The statements of all notebooks that were opened since, and the rows that were read."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.statements: list[str] = []
        """Each statement on one line."""
        self.rows = 0

    def reset(self) -> None:
        """Count from here on."""
        self.statements.clear()
        self.rows = 0

    def add_statement(self, sql: str) -> None:
        """Count a statement."""
        self.statements.append(" ".join(sql.split()))

    @property
    def reads(self) -> list[str]:
        """The statements that read the person's data, without SQLite's own settings."""
        return [sql for sql in self.statements if sql.startswith(("SELECT", "WITH"))]


class CountingCursor:
    """A cursor that counts the rows that are read from it."""

    def __init__(self, cursor: Cursor, counter: StatementCounter) -> None:
        """Count the rows of this cursor."""
        self._cursor = cursor
        self._counter = counter
        self.lastrowid = cursor.lastrowid
        self.rowcount = cursor.rowcount

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        for row in self._cursor:
            self._counter.rows += 1
            yield row

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None when there is none."""
        row = self._cursor.fetchone()
        self._counter.rows += row is not None
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""
        rows = self._cursor.fetchall()
        self._counter.rows += len(rows)
        return rows


def count_statements(monkeypatch: pytest.MonkeyPatch) -> StatementCounter:
    """Return what counts the statements of every notebook that is opened from now on."""
    counter = StatementCounter()
    connect = Connection.__init__

    def connect_and_count(connection: Connection, raw: DriverConnection) -> None:
        connect(connection, raw)

        def execute(sql: str, values: Any = ()) -> Cursor:
            counter.add_statement(sql)
            return CountingCursor(raw.execute(sql, values), counter)

        def execute_many(sql: str, values: Any) -> Cursor:
            counter.add_statement(sql)
            return CountingCursor(raw.executemany(sql, values), counter)

        connection.execute = execute
        connection.executemany = execute_many

    monkeypatch.setattr(Connection, "__init__", connect_and_count)
    return counter
