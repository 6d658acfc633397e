"""Drafts: lines that were begun and not logged. No figure counts them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from tracker.book.database.connection import Connection
from tracker.book.database.day_range import format_nearest_day
from tracker.book.database.store import Store

NewDrafts: TypeAlias = Iterable[tuple[str, date]]
"""Lines that become drafts, each with the day that it means where it names none."""
_HALF_LETTER = re.compile("[\ud800-\udfff]")
"""Half of a letter, which no encoding has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A line as far as it was typed, and the day that it means where it names none."""

    number: int
    day: date
    text: str


class DraftStore(Store):
    """The drafts of a book."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        super().__init__(connection, path)
        self.unsaved_drafts: dict[int, Draft] = {}
        """Drafts that wait in memory for a rescue copy, because another program changed the file.

        The number of a new one is below zero.
        """

    def load_all(self) -> list[Draft]:
        """Return every draft, oldest first."""
        return self._load(_build_draft, "SELECT number, day, text FROM drafts ORDER BY number")

    def find_number(self, text: str, day: date) -> int | None:
        """Return the number of the first draft of a day with the same text, or None.

        The same text on the same day is one draft. Two equal lines of one paste stay two.
        """
        stored = _make_storable(text)
        drafts = (*self.load_all(), *self.unsaved_drafts.values())
        same = (
            draft for draft in drafts if (draft.text, draft.day) in ((stored, day), (text, day))
        )
        return next((draft.number for draft in same), None)

    def save(self, text: str, day: date, number: int | None = None) -> int:
        """Keep a line, in the place of draft `number` if that is named. Return its number.

        Where another program changed the file, the line waits in `unsaved_drafts`.
        """
        if self._connection.is_file_changed():
            return self._keep_in_memory(text, day, number)
        is_new = number is None or number < 0
        saved = self._save(
            "INSERT OR REPLACE INTO drafts (number, day, text) VALUES (?, ?, ?)",
            None if is_new else number,
            format_nearest_day(day),
            _make_storable(text),
        )
        if number is not None:
            self.unsaved_drafts.pop(number, None)
        return saved.lastrowid

    def save_unsaved(self) -> None:
        """Keep what waits in `unsaved_drafts`, now that the file is as it was again."""
        for number, draft in list(self.unsaved_drafts.items()):
            self.save(draft.text, draft.day, number)

    def save_new(self, lines: NewDrafts) -> None:
        """Keep new lines, all of them or none.

        Where another program changed the file, they wait in `unsaved_drafts`.
        """
        if self._connection.is_file_changed():
            for text, day in lines:
                self._keep_in_memory(text, day)
            return
        with self._transaction():
            self.insert(lines)

    def _keep_in_memory(self, text: str, day: date, number: int | None = None) -> int:
        key = min([0, *self.unsaved_drafts]) - 1 if number is None else number
        self.unsaved_drafts[key] = Draft(key, day, text)
        return key

    def insert(self, lines: NewDrafts) -> None:
        """Keep new lines within a transaction that is begun."""
        self._connection.executemany(
            "INSERT INTO drafts (day, text) VALUES (?, ?)",
            [(format_nearest_day(day), _make_storable(text)) for text, day in lines],
        )

    def delete(self, number: int) -> None:
        """Delete a draft, if it is there.

        Where another program changed the file, one that is saved stays in the rescue copy.
        """
        self.unsaved_drafts.pop(number, None)
        if number < 0 or self._connection.is_file_changed():
            return
        self._save("DELETE FROM drafts WHERE number = ?", number)


def _build_draft(number: int, day: str, text: str) -> Draft:
    return Draft(number, date.fromisoformat(day), text)


def _make_storable(text: str) -> str:
    """Return a text as a column can hold it: half a letter is none, and a NUL ends one early.

    SQLite takes a text that begins with NUL for an empty one.
    """
    whole = _HALF_LETTER.sub("\ufffd", text)
    return f" {whole}" if whole.startswith("\0") else whole
