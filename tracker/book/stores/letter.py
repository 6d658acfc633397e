"""The letter to oneself: one, kept in the book; no entry, and nothing that leaves it.

It is shown when the person chose, and on request. What is being written waits among
the settings, so that neither a lock nor the end of the app takes it.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, transaction, translate_db_errors
from tracker.book.database.day_range import format_nearest_day

# Data: in people's notebooks since 0.1; never rename.
DRAFT_SETTING = "letter.begun"
"""The setting with what is being written."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A person's own words, and when they want to read them."""

    text: str
    written_on: date
    before_you_answer: bool
    first_ask: bool


class LetterStore:
    """The letter of a book. Every method raises BookError when the file refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        self._connection = connection
        self._path = path
        self.unsaved_draft: str | None = None
        """What is being written, as the setting has it, while it waits for a rescue copy."""

    def load(self) -> Letter | None:
        """Return the letter as it was saved; None where none was written."""
        with translate_db_errors(self._path):
            row = self._connection.execute(
                "SELECT text, written_on, before_you_answer, first_ask FROM letter"
            ).fetchone()
        return None if row is None else _build_letter(*row)

    def save(self, letter: Letter) -> None:
        """Save a letter in the place of the one before, which keeps no history."""
        with translate_db_errors(self._path), transaction(self._connection):
            self._connection.execute(
                """INSERT OR REPLACE INTO letter
                (only, text, written_on, before_you_answer, first_ask) VALUES (1, ?, ?, ?, ?)""",
                [
                    letter.text,
                    format_nearest_day(letter.written_on),
                    int(letter.before_you_answer),
                    int(letter.first_ask),
                ],
            )
            self._delete_draft()

    def delete(self) -> None:
        """Take the letter away, and with it what was begun of another."""
        with translate_db_errors(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM letter")
            self._delete_draft()

    def load_draft(self) -> Letter | None:
        """Return what is being written, with the day of saving; None where nothing is."""
        with translate_db_errors(self._path):
            row = self._connection.execute(
                "SELECT value FROM settings WHERE name = ?", [DRAFT_SETTING]
            ).fetchone()
        return None if row is None else _build_letter(*json.loads(row[0]))

    def save_draft(self, letter: Letter | None) -> None:
        """Keep what is being written as it is; None deletes it.

        Where another program changed the file, it waits in `unsaved_draft`.
        """
        self.save_draft_text(None if letter is None else _serialize_draft(letter))

    def save_draft_text(self, text: str | None) -> None:
        """Keep what is being written as the setting has it; None lets go of it."""
        if self._connection.is_file_changed():
            self.unsaved_draft = text
            return
        with translate_db_errors(self._path), transaction(self._connection):
            self._delete_draft()
            if text is not None:
                self._connection.execute(
                    "INSERT INTO settings VALUES (?, ?)", [DRAFT_SETTING, text]
                )
        self.unsaved_draft = None

    def _delete_draft(self) -> None:
        self._connection.execute("DELETE FROM settings WHERE name = ?", [DRAFT_SETTING])


def _serialize_draft(letter: Letter) -> str:
    """Return a letter that was begun as the setting has it."""
    # Data: in people's notebooks since 0.1; never rename.
    return json.dumps(
        [
            letter.text,
            format_nearest_day(letter.written_on),
            letter.before_you_answer,
            letter.first_ask,
        ]
    )


def _build_letter(text: str, day: str, before_you_answer: int, first_ask: int) -> Letter:
    return Letter(text, date.fromisoformat(day), bool(before_you_answer), bool(first_ask))
