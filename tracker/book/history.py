"""The history of an entry: every version that it ever had, and what made and ended each."""

from dataclasses import dataclass
from datetime import date

from tracker.book.database.connection import Connection
from tracker.book.database.queries import find_entry
from tracker.book.database.row_mapping import from_json
from tracker.entries.types import Entry


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """An entry as it was from one day on, up to `ended_on` (None: it is current)."""

    entry: Entry
    logged_on: date
    """The day on which it was logged or, after an edit, changed to this."""
    ended_on: date | None
    began_as: str = "log"
    """What had made it so: `log`, `import`, `edit` or `delete`."""
    ended_as: str = ""
    """What ended it: `edit`, `delete`, `import` or `undo`, or an empty text while it is current."""
    is_change: bool = False
    """Whether it took the place of what the entry had been, as an import may do, too."""
    is_back: bool = False
    """Whether the entry came back with it after it was undone, by a redo or an import."""


# Data: in people's notebooks since 0.1. Never rename.
_REPLACING_CHANGES = ("edit", "delete")
"""What makes no entry what it is at first."""
_VERSIONS = """SELECT v.fields, v.logged_on, v.ended_on, v.made_by, b.did, b.day,
        iif(v.made_by = v.change, 'undo', e.did)
    FROM versions v JOIN changes b ON b.number = v.made_by JOIN changes e ON e.number = v.change
    WHERE v.entry = ? ORDER BY v.made_by, v.change"""
_CURRENT_VERSION = """SELECT NULL, n.logged_on, NULL, n.change, b.did, b.day, ''
    FROM entries n JOIN changes b ON b.number = n.change WHERE n.number = ?"""


def load_history(connection: Connection, number: int) -> list[EntryVersion]:
    """Return every version of an entry, oldest first, or none when the number was never given."""
    rows = [
        *connection.execute(_VERSIONS, [number]).fetchall(),
        *connection.execute(_CURRENT_VERSION, [number]).fetchall(),
    ]
    # An undone version was not replaced by anything.
    lasting_changes = [row[3] for row in rows if row[6] != "undo"]
    versions: list[EntryVersion] = []
    for fields, logged_on, end_day, made_by, began_as, day, ended_as in rows:
        entry = (
            _load_current_entry(connection, number) if fields is None else from_json(number, fields)
        )
        is_change = began_as in _REPLACING_CHANGES or made_by > min(
            lasting_changes, default=made_by
        )
        # Numbers are never given again: what was before its first state was undone.
        is_back = not is_change and bool(versions)
        since = date.fromisoformat(day if is_change or is_back else logged_on)
        ended_on = date.fromisoformat(end_day) if end_day else None
        versions.append(
            EntryVersion(entry, since, ended_on, began_as, ended_as, is_change, is_back)
        )
    return versions


def _load_current_entry(connection: Connection, number: int) -> Entry:
    item = find_entry(connection, number)
    if item is None:
        raise LookupError(number)
    return item.entry
