"""The groups of a book: the label of each, what it is called when shown, when it was left."""

from dataclasses import dataclass
from datetime import date

from tracker.book.database.day_range import format_valid_day, parse_valid_day
from tracker.book.database.errors import BookError
from tracker.book.database.store import Store
from tracker.entries.name_lookup import ALL_GROUPS_WORD
from tracker.entries.tokenizer import fold
from tracker.i18n import _error


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """A group. Without an alias it is shown under its own label. Without a day it was not left."""

    number: int
    label: str
    alias: str | None
    left_on: date | None


class GroupStore(Store):
    """The groups of a book. A method raises BookError when the file or the name refuses."""

    def load_all(self) -> list[StoredGroup]:
        """Return every group that an entry names or that the book is about, by number."""
        return self._load(
            lambda number, label, alias, left_on: StoredGroup(
                number, label, alias, parse_valid_day(left_on)
            ),
            """SELECT number, label, alias, left_on FROM groups g
            WHERE EXISTS (SELECT 1 FROM entries WHERE group_number = g.number)
            OR number = (SELECT group_number FROM book) ORDER BY number""",
        )

    def set_alias(self, number: int, alias: str | None) -> None:
        """Show a group under another name from now on, or under its own label again (None)."""
        name = alias.strip() if alias else None
        if name:
            self._refuse_taken_name(number, name)
        self._save("UPDATE groups SET alias = ? WHERE number = ?", name or None, number)

    def set_left_on(self, number: int, day: date | None) -> None:
        """Set the day on which the person left a group, or that they did not (None)."""
        left_on = format_valid_day(day) if day else None
        self._save("UPDATE groups SET left_on = ? WHERE number = ?", left_on, number)

    def _refuse_taken_name(self, number: int, name: str) -> None:
        """Raise BookError for an alias of digits alone, for `all`, and for another group's name."""
        if name.isdigit() or fold(name) == ALL_GROUPS_WORD:
            raise BookError(
                _error("A name needs a letter and can’t be “all”. Choose another name.")
            )
        if not name.isprintable():
            raise BookError(
                _error("This name has a character that can’t be shown. Choose another name.")
            )
        for group in self.load_all():
            names = {fold(group.label), fold(group.alias or group.label)}
            if group.number != number and fold(name) in names:
                raise BookError(_error("Another group has this name. Choose a different one."))
