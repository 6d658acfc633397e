"""What changes did to a book: the newest one, and every version an entry ever had."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.book.database.connection import Connection
from tracker.book.database.day_range import format_valid_day
from tracker.book.database.queries import find_entry, load_group_numbers
from tracker.book.database.row_mapping import from_json, insert_rows, to_json
from tracker.entries.types import Entry, StoredEntry


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """An entry as it was from one day on, up to `ended_on` (None: it still stands)."""

    entry: Entry
    logged_on: date
    """The day on which it was logged or, after an edit, changed to this."""
    ended_on: date | None
    began_as: str = "log"
    """What had made it so: `log`, `import`, `edit` or `delete`."""
    ended_as: str = ""
    """What ended it: `edit`, `delete`, `import` or `undo`; empty while it stands."""
    is_change: bool = False
    """Whether it took the place of what the entry had been, as an import may do, too."""
    is_back: bool = False
    """Whether the entry came back with it after it was undone, by a redo or an import."""


def find_newest_change(connection: Connection) -> tuple[int, int]:
    """The number of the newest change that stands and of its entries; (0, 0) without one."""
    row = connection.execute(
        """SELECT number, (SELECT count(*) FROM (
            SELECT number FROM entries WHERE change = c.number
            UNION SELECT entry FROM versions WHERE change = c.number))
        FROM changes c WHERE undone_day IS NULL ORDER BY number DESC LIMIT 1"""
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def begin_change(connection: Connection, did: str, today: date) -> int:
    """Begin a change; return its number. Raise BookError where today is no day of any entry.

    `did` is `log`, `import`, `edit` or `delete`.
    """
    # Data: in people's notebooks since 0.1; never rename.
    return connection.execute(
        "INSERT INTO changes (did, day) VALUES (?, ?)", [did, format_valid_day(today)]
    ).lastrowid


def insert_entries(
    connection: Connection, items: Iterable[StoredEntry], change: int
) -> Iterator[StoredEntry]:
    """Write entries of a change, and pass them on as they are written."""
    groups = load_group_numbers(connection)
    return insert_rows(connection, _insert_new_groups(connection, items, groups), change, groups)


def _insert_new_groups(
    connection: Connection, items: Iterable[StoredEntry], groups: dict[str, int]
) -> Iterator[StoredEntry]:
    """Pass entries on, making each group that is new."""
    for item in items:
        label: str | None = getattr(item.entry, "group", None)
        if label is not None and label not in groups:
            groups[label] = connection.execute(
                "INSERT INTO groups (label) VALUES (?)", [label]
            ).lastrowid
        yield item


def remove_entries(
    connection: Connection,
    items: Sequence[StoredEntry],
    change: int,
    *,
    made_by: Mapping[int, int],
    today: date,
) -> None:
    """Take entries out of the book; what they were is kept as ended by a change.

    `find_making_changes` has the change that made each of them so, where it is another one.
    """
    connection.executemany(
        """INSERT INTO versions (entry, change, id, logged_on, ended_on, fields, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                item.number,
                change,
                item.id,
                str(item.logged_on),
                str(today),
                to_json(item.entry),
                made_by.get(item.number, change),
            )
            for item in items
        ),
    )
    # Highest number first: an entry that belongs to another goes before it.
    connection.executemany(
        "DELETE FROM entries WHERE number = ?", [(item.number,) for item in reversed(items)]
    )


def find_making_changes(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The change that made each of these entries what it is."""
    found = {}
    for number in numbers:
        for (change,) in connection.execute(
            "SELECT change FROM entries WHERE number = ?", [number]
        ):
            found[number] = change
    return found


# Data: in people's notebooks since 0.1; never rename.
_REPLACING_CHANGES = ("edit", "delete")
"""What makes no entry what it is at first."""
_VERSIONS = """SELECT v.fields, v.logged_on, v.ended_on, v.made_by, b.did, b.day,
        iif(v.made_by = v.change, 'undo', e.did)
    FROM versions v JOIN changes b ON b.number = v.made_by JOIN changes e ON e.number = v.change
    WHERE v.entry = ? ORDER BY v.made_by, v.change"""
_CURRENT_VERSION = """SELECT NULL, n.logged_on, NULL, n.change, b.did, b.day, ''
    FROM entries n JOIN changes b ON b.number = n.change WHERE n.number = ?"""


def load_history(connection: Connection, number: int) -> list[EntryVersion]:
    """Every version of an entry, oldest first; none when the number was never given."""
    rows = [
        *connection.execute(_VERSIONS, [number]).fetchall(),
        *connection.execute(_CURRENT_VERSION, [number]).fetchall(),
    ]
    # What was taken back was no state that anything could take the place of.
    held = [row[3] for row in rows if row[6] != "undo"]
    versions: list[EntryVersion] = []
    for fields, logged_on, ended, made_by, began_as, day, ended_as in rows:
        entry = (
            _load_current_entry(connection, number) if fields is None else from_json(number, fields)
        )
        is_change = began_as in _REPLACING_CHANGES or made_by > min(held, default=made_by)
        # Numbers are never given again: what was before its first state was undone.
        is_back = not is_change and bool(versions)
        since = date.fromisoformat(day if is_change or is_back else logged_on)
        ended_on = date.fromisoformat(ended) if ended else None
        versions.append(
            EntryVersion(entry, since, ended_on, began_as, ended_as, is_change, is_back)
        )
    return versions


def _load_current_entry(connection: Connection, number: int) -> Entry:
    item = find_entry(connection, number)
    if item is None:
        raise LookupError(number)
    return item.entry
