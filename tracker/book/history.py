"""What changes did to a book: taking the newest back, and every version an entry ever had."""

from dataclasses import dataclass
from datetime import date

from tracker.book.driver import Connection, transaction
from tracker.book.queries import find, of_change
from tracker.book.rows import from_json, to_json
from tracker.entries.types import Entry, Logged


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was: logged on a day, and gone since `ended_on` (None: it still stands)."""

    entry: Entry
    logged_on: date
    ended_on: date | None


def newest_change(connection: Connection) -> tuple[int, int]:
    """The number of the newest change that stands and of its entries; (0, 0) without one."""
    row = connection.execute(
        """SELECT number, (SELECT count(*) FROM entries WHERE change = c.number)
        FROM changes c WHERE undone_day IS NULL ORDER BY number DESC LIMIT 1"""
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def undo(connection: Connection, today: date) -> list[Logged]:
    """Take back the newest change that still stands; gives its entries, none when there is none."""
    with transaction(connection):
        row = connection.execute(
            "SELECT max(number) FROM changes WHERE undone_day IS NULL"
        ).fetchone()
        if row is None or row[0] is None:
            return []
        change: int = row[0]
        taken = of_change(connection, change)
        connection.executemany(
            "INSERT INTO versions (entry, change, id, logged_on, ended_on, fields)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (item.number, change, item.id, str(item.logged_on), str(today), to_json(item.entry))
                for item in taken
            ),
        )
        # Highest number first: an entry that belongs to another goes before it.
        connection.executemany(
            "DELETE FROM entries WHERE number = ?", [(item.number,) for item in reversed(taken)]
        )
        connection.execute(
            "UPDATE changes SET undone_day = ? WHERE number = ?", [str(today), change]
        )
    return taken


def history(connection: Connection, number: int) -> list[Version]:
    """Every version of an entry, oldest first; none when the number was never given."""
    versions = [
        Version(from_json(fields), date.fromisoformat(logged_on), date.fromisoformat(ended_on))
        for fields, logged_on, ended_on in connection.execute(
            "SELECT fields, logged_on, ended_on FROM versions WHERE entry = ? ORDER BY change",
            [number],
        )
    ]
    current = find(connection, number)
    if current is not None:
        versions.append(Version(current.entry, current.logged_on, None))
    return versions
