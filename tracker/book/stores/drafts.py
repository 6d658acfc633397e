"""Drafts: lines that were begun and not noted; no figure counts them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from tracker.book.database.connection import Connection, sentences, transaction
from tracker.book.database.day_range import nearest_day

NewDrafts: TypeAlias = Iterable[tuple[str, date]]
"""Lines that become drafts, each with the day that it means where it names none."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a letter, which no encoding has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A line as far as it was typed, and the day that it means where it names none."""

    number: int
    day: date
    text: str


class Drafts:
    """The drafts of a book. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        self._connection = connection
        self._path = path
        self.held: dict[int, Draft] = {}
        """Drafts that wait in memory for a rescue copy, because another program changed the file.

        The number of a new one is below zero.
        """

    def all(self) -> list[Draft]:
        """Every draft, oldest first."""
        with sentences(self._path):
            rows = self._connection.execute("SELECT number, day, text FROM drafts ORDER BY number")
            return [Draft(number, date.fromisoformat(day), text) for number, day, text in rows]

    def keep(self, text: str, day: date, number: int | None = None) -> int:
        """Keep a line, in the place of draft `number` if that is named; gives its number.

        Where another program changed the file, the line waits in `held`.
        """
        if self._connection.is_file_changed():
            return self._hold(text, day, number)
        with sentences(self._path), transaction(self._connection):
            is_new = number is None or number < 0
            kept = self._connection.execute(
                "INSERT OR REPLACE INTO drafts (number, day, text) VALUES (?, ?, ?)",
                [None if is_new else number, nearest_day(day), _storable(text)],
            ).lastrowid
        if number is not None:
            self.held.pop(number, None)
        return kept

    def keep_held(self) -> None:
        """Keep what waits in `held`, now that the file is as it was again."""
        for number, draft in list(self.held.items()):
            self.keep(draft.text, draft.day, number)

    def keep_new(self, lines: NewDrafts) -> None:
        """Keep new lines, all of them or none.

        Where another program changed the file, they wait in `held`.
        """
        if self._connection.is_file_changed():
            for text, day in lines:
                self._hold(text, day)
            return
        with sentences(self._path), transaction(self._connection):
            self.insert(lines)

    def _hold(self, text: str, day: date, number: int | None = None) -> int:
        held = min([0, *self.held]) - 1 if number is None else number
        self.held[held] = Draft(held, day, text)
        return held

    def insert(self, lines: NewDrafts) -> None:
        """Keep new lines within a transaction that is begun."""
        self._connection.executemany(
            "INSERT INTO drafts (day, text) VALUES (?, ?)",
            [(nearest_day(day), _storable(text)) for text, day in lines],
        )

    def drop(self, number: int) -> None:
        """Let go of a draft, also of one that is gone already.

        Where another program changed the file, one that is saved stays in the rescue copy.
        """
        self.held.pop(number, None)
        if number < 0 or self._connection.is_file_changed():
            return
        with sentences(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM drafts WHERE number = ?", [number])


def _storable(text: str) -> str:
    """Return a text as a column can hold it: half a letter is none, and a NUL ends one early."""
    whole = _HALF.sub("\ufffd", text)
    return f" {whole}" if whole.startswith("\0") else whole
