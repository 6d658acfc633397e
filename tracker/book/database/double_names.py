"""A name after `+` is an event or a campaign, never both, whatever was saved meanwhile."""

from collections.abc import Iterable

from tracker.book.database.connection import Connection
from tracker.book.database.errors import BookError
from tracker.entries.tokenizer import fold
from tracker.entries.types import Entry
from tracker.i18n import _error

_NAMES = "SELECT DISTINCT {column} FROM entries WHERE {column} IS NOT NULL"


def refuse_double_names(connection: Connection, entries: Iterable[Entry]) -> None:
    """Raise BookError if entries would make an event of a campaign, or the other way round.

    The lines were read earlier, and what they named may have been saved as the other since.
    """
    named = {(field, name) for entry in entries for field, name in _list_names(entry)}
    if not named:
        return
    known = {
        (column, fold(name))
        for column in ("campaign", "event")
        for (name,) in connection.execute(_NAMES.format(column=column)).fetchall()
    }
    folded = {(field, fold(name)) for field, name in named}
    for field, name in sorted(named):
        other = "event" if field == "campaign" else "campaign"
        if (field, fold(name)) not in known and (other, fold(name)) in known | folded:
            raise BookError(
                _error(
                    "Nothing was saved. {name} can’t be both an event and a campaign. Choose "
                    "another name for one of them."
                ).format(name=name)
            )


def _list_names(entry: Entry) -> list[tuple[str, str]]:
    """Return the campaign and the event of an entry, as far as it has them."""
    pairs = [(field, getattr(entry, field, None)) for field in ("campaign", "event")]
    return [(field, name) for field, name in pairs if name is not None]
