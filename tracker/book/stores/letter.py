"""The letter to oneself: one per book, not an entry, and never exported.

It is shown when the person chose, and on request. An unfinished letter is kept in the settings, so
it survives a lock and the end of the app.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, wrap_in_sqlite_utils
from tracker.book.database.day_range import format_nearest_day
from tracker.book.database.store import Store

# Data: in people's notebooks since 0.1. Never rename.
DRAFT_SETTING = "letter.begun"
"""The setting with the unfinished letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A person's own words, and when they want to read them."""

    text: str
    written_on: date
    before_you_answer: bool
    first_ask: bool


class LetterStore(Store):
    """The letter of a book.

    sqlite-utils writes it. It does not read it, and does not save what is being written: someone
    waits for both, and for its import, before they answer or while the notebook is locked.

    A letter is no entry and has no history: what is deleted is gone from the file. One that was
    begun is kept apart from drafts, which Entries lists.
    """

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        super().__init__(connection, path)
        self.unsaved_draft: str | None = None
        """The unfinished letter, as the setting has it, while it waits for a rescue copy."""

    def load(self) -> Letter | None:
        """Return the letter as it was saved, or None if none was written."""
        sql = "SELECT text, written_on, before_you_answer, first_ask FROM letter"
        return next(iter(self._load(_build_letter, sql)), None)

    def save(self, letter: Letter) -> None:
        """Save a letter in the place of the one before, which keeps no history."""
        record = asdict(letter) | {"only": 1, "written_on": format_nearest_day(letter.written_on)}
        with self._transaction():
            wrap_in_sqlite_utils(self._connection).table("letter").insert(record, replace=True)
            self._delete_draft()

    def delete(self) -> None:
        """Delete the letter, and an unfinished new one."""
        with self._transaction():
            wrap_in_sqlite_utils(self._connection).table("letter").delete_where()
            self._delete_draft()

    def load_draft(self) -> Letter | None:
        """Return the unfinished letter, with the day of saving, or None if there is none."""
        sql = "SELECT value FROM settings WHERE name = ?"
        return next(iter(self._load(parse_draft, sql, DRAFT_SETTING)), None)

    def save_draft(self, letter: Letter | None) -> None:
        """Save the unfinished letter as it is. None deletes it.

        Where another program changed the file, it waits in `unsaved_draft`.
        """
        self.save_draft_text(None if letter is None else _serialize_draft(letter))

    def save_draft_text(self, text: str | None) -> None:
        """Keep the unfinished letter as the setting has it. None discards it."""
        if self._connection.is_file_changed():
            self.unsaved_draft = text
            return
        with self._transaction() as connection:
            self._delete_draft()
            if text is not None:
                connection.execute("INSERT INTO settings VALUES (?, ?)", [DRAFT_SETTING, text])
        self.unsaved_draft = None

    def _delete_draft(self) -> None:
        self._connection.execute("DELETE FROM settings WHERE name = ?", [DRAFT_SETTING])


def _serialize_draft(letter: Letter) -> str:
    """Return a letter that was begun as the setting has it."""
    # Data: in people's notebooks since 0.1. Never rename.
    return json.dumps(
        [
            letter.text,
            format_nearest_day(letter.written_on),
            letter.before_you_answer,
            letter.first_ask,
        ]
    )


def parse_draft(text: str) -> Letter:
    """Return a letter that was begun from the setting. Raise ValueError if no version wrote it."""
    match json.loads(text):
        case [str(words), str(day), int(before_you_answer), int(first_ask)]:
            words.encode()  # Half a character would stop the terminal.
            return _build_letter(words, day, before_you_answer, first_ask)
    raise ValueError("no letter")


def _build_letter(text: str, day: str, before_you_answer: int, first_ask: int) -> Letter:
    return Letter(text, date.fromisoformat(day), bool(before_you_answer), bool(first_ask))
