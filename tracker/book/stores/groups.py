"""The groups of a book: the label of each, what it is called when shown, when it was left."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import Connection, sentences, transaction
from tracker.book.database.day_range import known_day, saved_day
from tracker.book.database.errors import BookError
from tracker.entries.name_lookup import ALL_GROUPS_WORD
from tracker.entries.tokenizer import fold
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class GroupNoted:
    """A group; without an alias it is shown under its own label, without a day it is not left."""

    number: int
    label: str
    alias: str | None
    left_on: date | None


class Groups:
    """The groups of a book. Every method raises BookError when the file or the name refuses."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        self._connection = connection
        self._path = path

    def all(self) -> list[GroupNoted]:
        """Every group that an entry names or that the book is about, in the order of numbers."""
        with sentences(self._path):
            rows = self._connection.execute(
                """SELECT number, label, alias, left_on FROM groups g
                WHERE EXISTS (SELECT 1 FROM entries WHERE group_number = g.number)
                OR number = (SELECT group_number FROM book) ORDER BY number"""
            )
            return [
                GroupNoted(number, label, alias, known_day(left))
                for number, label, alias, left in rows
            ]

    def call(self, number: int, alias: str | None) -> None:
        """Show a group under another name from now on, or under its own label again (None)."""
        name = alias.strip() if alias else None
        if name:
            self._refuse_taken(number, name)
        self._put(number, "alias", name or None)

    def leave(self, number: int, day: date | None) -> None:
        """Note the day on which the person left a group, or that they did not (None)."""
        self._put(number, "left_on", saved_day(day) if day else None)

    def _put(self, number: int, column: str, value: str | None) -> None:
        with sentences(self._path), transaction(self._connection):
            self._connection.execute(
                f"UPDATE groups SET {column} = ? WHERE number = ?", [value, number]
            )

    def _refuse_taken(self, number: int, name: str) -> None:
        """An alias is a name like any other: no digits alone, not `all`, and nobody else's."""
        if name.isdigit() or fold(name) == ALL_GROUPS_WORD:
            raise BookError(_("A name needs a letter and is not “all”; choose another one."))
        if not name.isprintable():
            raise BookError(_("This name has a character that cannot be shown; choose another."))
        for group in self.all():
            names = {fold(group.label), fold(group.alias or group.label)}
            if group.number != number and fold(name) in names:
                raise BookError(_("Another group has this name; choose one of its own."))
