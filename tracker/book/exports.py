"""Where something was written from a book: for `where --all`, and as the log of what was shown."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.driver import Connection, sentences, transaction


@dataclass(frozen=True, slots=True)
class Shown:
    """What was written on a day, where, and what had been chosen for it; never for whom."""

    day: date
    path: Path
    choices: str


class Exports:
    """The places of a book. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        self._connection = connection
        self._path = path

    def all(self) -> list[Shown]:
        """Every place, oldest first."""
        with sentences(self._path):
            rows = self._connection.execute(
                "SELECT day, path, choices FROM exports ORDER BY day, path"
            )
            return [
                Shown(date.fromisoformat(day), Path(path), choices) for day, path, choices in rows
            ]

    @contextmanager
    def writing(self, path: Path, today: date, choices: str = "") -> Iterator[None]:
        """Keep in mind where something is being written; forget it where nothing could be."""
        new = path not in [shown.path for shown in self.all()]
        self.remember(path, today, choices)
        try:
            yield
        except BaseException:
            if new:
                self.forget(path)
            raise

    def remember(self, path: Path, today: date, choices: str = "") -> None:
        """Keep in mind that something was written at a place."""
        with sentences(self._path), transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO exports (path, day, choices) VALUES (?, ?, ?)",
                [_spelt(path), str(today), choices],
            )

    def forget(self, path: Path) -> None:
        """Take a place out."""
        with sentences(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM exports WHERE path = ?", [_spelt(path)])

    def forget_all(self) -> None:
        """Take every place out, without trace."""
        with sentences(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM exports")


def _spelt(path: Path) -> str:
    """A path as text; what is no UTF-8 in it is spelt out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
