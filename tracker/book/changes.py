"""Changes of a book: begin one, write its entries, keep what it replaced, and find the newest."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tracker.book.database.connection import Connection
from tracker.book.database.day_range import format_valid_day
from tracker.book.database.queries import load_group_numbers
from tracker.book.database.row_mapping import insert_rows, to_json
from tracker.entries.types import StoredEntry


def find_newest_change(connection: Connection) -> tuple[int, int]:
    """Return the newest change that is not undone, and how many entries it has, else 0, 0."""
    row = connection.execute(
        """SELECT number, (SELECT count(*) FROM (
            SELECT number FROM entries WHERE change = c.number
            UNION SELECT entry FROM versions WHERE change = c.number))
        FROM changes c WHERE undone_day IS NULL ORDER BY number DESC LIMIT 1"""
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def begin_change(connection: Connection, did: str, today: date) -> int:
    """Begin a change. Return its number. Raise BookError if today is no day of any entry.

    `did` is `log`, `import`, `edit` or `delete`.
    """
    # Data: in people's notebooks since 0.1. Never rename.
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
    """Take entries out of the book. What they were is kept as ended by a change.

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
    """Return the change that made each of these entries what it is."""
    sql = "SELECT number, change FROM entries WHERE number IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, [json.dumps(list(numbers))]).fetchall())
