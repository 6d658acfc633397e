"""A connection that calls a function before every step, so that any one of them can go wrong.

A step is a statement, or a row that is handed to one. The function may raise, or end the process.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlcipher3 import dbapi2

from tests.book.write_failures import build_driver_error
from tracker.book.database import connection as database_connection

OnStep = Callable[[str], None]
"""Is called with the statement of each step."""
WHY = (
    ("database or disk is full", dbapi2.SQLITE_FULL),
    ("disk I/O error", dbapi2.SQLITE_IOERR),
)
"""What SQLite says of a full disk, and of a file that may not grow."""


class Watched:
    """A connection of the driver; it does whatever it is asked to."""

    def __init__(self, connection: Any, on_step: OnStep) -> None:
        """Call `on_step` before each step."""
        self._connection = connection
        self._on_step = on_step

    def execute(self, sql: str, *values: Any) -> Any:
        self._on_step(sql)
        return self._connection.execute(sql, *values)

    def executemany(self, sql: str, values: Iterable[Any]) -> Any:
        self._on_step(sql)
        return self._connection.executemany(sql, self._rows(sql, values))

    def _rows(self, sql: str, values: Iterable[Any]) -> Iterator[Any]:
        for row in values:
            self._on_step(f"a row of {sql}")
            yield row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def watch_steps(on_step: OnStep) -> Iterator[None]:
    """Call `on_step` before every step of the connections that are made in the block."""
    connect = dbapi2.connect
    with patch.object(
        dbapi2, "connect", lambda *place, **how: Watched(connect(*place, **how), on_step)
    ):
        yield


class Failing:
    """Lets the n-th step fail (from 1; 0: none), and with `lasting` all after it."""

    def __init__(self, step: int, *, lasting: bool = False) -> None:
        """Count from here."""
        self._step = step
        self._lasting = lasting
        self._count = 0
        self.last = ""
        """The statement that failed; empty as long as none did."""

    def __call__(self, sql: str) -> None:
        """Fail where it is time to."""
        self._count += 1
        if self._count == self._step or (self._lasting and 0 < self._step < self._count):
            self.last = self.last or sql
            raise build_driver_error(*WHY[self._step % len(WHY)])

    def begin(self, step: int) -> None:
        """Count anew."""
        self._step, self._count, self.last = step, 0, ""


def wait_for_no_disk() -> None:
    """Set books up so that no disk is waited for: that matters where somebody pulls the plug."""
    vars(database_connection)["_PRAGMAS"] = build_fast_pragmas()
    vars(os)["fsync"] = lambda _file: None


def build_fast_pragmas() -> tuple[str, ...]:
    """Return the pragmas that set up a book then."""
    return tuple(pragma.replace("EXTRA", "OFF") for pragma in database_connection._PRAGMAS)
