"""A name after `+` is an event or a campaign, never both, whatever was saved meanwhile."""

from collections.abc import Iterable, Iterator

from tracker.book.database.connection import Connection
from tracker.book.database.errors import BookError
from tracker.entries.tokenizer import fold
from tracker.entries.types import Entry
from tracker.i18n import _error

_NAMES = "SELECT DISTINCT {column} FROM entries WHERE {column} IS NOT NULL"


class DoubleNames:
    """The names of entries that are about to be saved, beside those of the book.

    The lines were read earlier, and what they named may have been saved as the other since.
    """

    def __init__(self, connection: Connection) -> None:
        """Look up the book's names when the first entry has one."""
        self._connection = connection
        self._known: set[tuple[str, str]] | None = None
        self._named: set[tuple[str, str]] = set()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add the names of entries that are not saved yet."""
        self._named.update((field, name) for entry in entries for field, name in _list_names(entry))
        if self._named and self._known is None:
            self._known = {
                (column, fold(name))
                for column in ("campaign", "event")
                for (name,) in self._connection.execute(_NAMES.format(column=column)).fetchall()
            }

    def refuse(self) -> None:
        """Raise BookError if entries make an event of a campaign, or the other way round."""
        known = self._known or set()
        folded = {(field, fold(name)) for field, name in self._named}
        for field, name in sorted(self._named):
            other = "event" if field == "campaign" else "campaign"
            if (field, fold(name)) not in known and (other, fold(name)) in known | folded:
                raise BookError(
                    _error(
                        "Nothing was saved. {name} can’t be both an event and a campaign. Choose "
                        "another name for one of them."
                    ).format(name=name)
                )


def refuse_double_names(connection: Connection, entries: Iterable[Entry]) -> None:
    """Raise BookError if entries would make an event of a campaign, or the other way round."""
    names = DoubleNames(connection)
    names.add(entries)
    names.refuse()


def _list_names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the campaign and the event of an entry, as far as it has them."""
    for field in ("campaign", "event"):
        name: str | None = getattr(entry, field, None)
        if name is not None:
            yield field, name
