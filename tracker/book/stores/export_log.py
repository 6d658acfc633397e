"""The log of exports: what was written from a book, where and when.

A place is recorded before anything is written there, and removed when nothing could be written. So
a kill in between leaves no unknown file. `tracker where --all` reads the same list. A second one
would be the trace that clearing the log is to remove.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, transaction
from tracker.book.database.day_range import DAY_IN_RANGE, format_nearest_day, parse_valid_day
from tracker.book.database.store import Store

_ESCAPED_BYTE = re.compile(rb"\\x(5c|[89a-f][0-9a-f])")
"""A byte of a path that is spelt out: one of no UTF-8, or the backslash of what looks like it."""
_ESCAPE_LIKE = re.compile(rb"\\(?=x(?:5c|[89a-f][0-9a-f]))")


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """What was saved on a day, where, and with which choices, but never for whom."""

    day: date
    path: Path
    choices: str
    fingerprint: str = ""
    """The fingerprint of the file in hexadecimal digits, or an empty text."""


class ExportLogStore(Store):
    """The log of a book's exports.

    The driver writes it: importing sqlite-utils takes a third of the time of a summary.
    """

    def load_all(self) -> list[ExportRecord]:
        """Return every export, oldest first. A path may be there more than once."""
        return self._load(
            _build_record,
            "SELECT day, path, choices, fingerprint FROM exports ORDER BY day, number",
        )

    def find_last_day(self) -> date | None:
        """Return the day on which something was chosen and shown last, or None if the log has none.

        A picture that was saved does not count: nothing was chosen for it.
        """
        return self._load(
            parse_valid_day,
            f"SELECT max(day) FROM exports WHERE choices <> '' AND day {DAY_IN_RANGE}",
        )[0]

    @contextmanager
    def record_while_writing(
        self, path: Path, today: date, choices: str = "", fingerprint: str = ""
    ) -> Iterator[None]:
        """Record where something is being written. Remove that where nothing could be.

        What was stopped after it got its place, or while it was taken out, stays recorded.
        """
        was_taken = _is_occupied(path)
        self.record(path, today, choices, fingerprint)
        try:
            yield
        except BaseException:
            if was_taken or not _is_occupied(path):
                self.remove_newest(path)
            raise

    def record(self, path: Path, today: date, choices: str = "", fingerprint: str = "") -> None:
        """Record that something was written at a path."""
        self._save(
            "INSERT INTO exports (path, day, choices, fingerprint) VALUES (?, ?, ?, ?)",
            *(_encode_path(path), format_nearest_day(today), choices, fingerprint),
        )

    def set_fingerprint(self, path: Path, fingerprint: str) -> None:
        """Add to the newest export at a path the fingerprint of what was written there."""
        with self._transaction():
            for number in self._find_newest(path):
                self._connection.execute(
                    "UPDATE exports SET fingerprint = ? WHERE number = ?", [fingerprint, number]
                )

    def remove_newest(self, path: Path) -> None:
        """Remove the newest export at a path: nothing was written there."""
        with self._transaction():
            for number in self._find_newest(path):
                self._connection.execute("DELETE FROM exports WHERE number = ?", [number])

    def clear(self) -> None:
        """Remove every export, without trace."""
        self._save("DELETE FROM exports")

    def _find_newest(self, path: Path) -> list[int]:
        """Return the number of the newest export at a path, or none if the log has none there."""
        return self._load(
            int,
            "SELECT number FROM exports WHERE path = ? ORDER BY number DESC LIMIT 1",
            _encode_path(path),
        )


def replace_paths(connection: Connection, new_path: Callable[[Path], Path | None]) -> None:
    """Replace the path of each export for which there is another now."""
    rows = connection.execute("SELECT DISTINCT path FROM exports").fetchall()
    replaced = [(new, text) for (text,) in rows if (new := new_path(_decode_path(text)))]
    if replaced:
        with transaction(connection):
            connection.executemany(
                "UPDATE exports SET path = ? WHERE path = ?",
                [(_encode_path(new), text) for new, text in replaced],
            )


def _build_record(day: str, path: str, choices: str, fingerprint: str) -> ExportRecord:
    return ExportRecord(date.fromisoformat(day), _decode_path(path), choices, fingerprint)


def _is_occupied(path: Path) -> bool:
    """Return whether a file is at a path, or a folder with something in it, or nobody can tell."""
    try:
        return any(path.iterdir()) if path.is_dir() else os.path.lexists(path)
    except OSError:
        return True


def _encode_path(path: Path) -> str:
    """Return a path as text. What is no UTF-8 in it is escaped, and what looks escaped as well."""
    content = _ESCAPE_LIKE.sub(rb"\\x5c", os.fsencode(path))
    return content.decode("utf-8", "backslashreplace")


def _decode_path(text: str) -> Path:
    """Return the path that was encoded as this text."""
    content = _ESCAPED_BYTE.sub(lambda match: bytes([int(match[1], 16)]), text.encode())
    return Path(os.fsdecode(content))
