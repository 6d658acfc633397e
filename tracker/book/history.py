"""What changes did to a book: taking the newest back, and every version an entry ever had."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from tracker.book.driver import Connection
from tracker.book.queries import find, group_numbers, of_change
from tracker.book.rows import from_json, insert, to_json
from tracker.entries.types import Entry, Logged


@dataclass(frozen=True, slots=True)
class Version:
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


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back a change did."""

    did: str
    """What the change had been: `log`, `import`, `edit` or `delete`; empty when there was none."""
    gone: tuple[Logged, ...] = ()
    """The entries as the change had made them."""
    back: tuple[Logged, ...] = ()
    """The entries as they were before it, which stand again."""

    @property
    def entries(self) -> tuple[Logged, ...]:
        """The entries it is about, each once: as they stand again, else as they were."""
        numbers = {item.number for item in self.back}
        return (*self.back, *(item for item in self.gone if item.number not in numbers))


def newest_change(connection: Connection) -> tuple[int, int]:
    """The number of the newest change that stands and of its entries; (0, 0) without one."""
    row = connection.execute(
        """SELECT number, (SELECT count(*) FROM (
            SELECT number FROM entries WHERE change = c.number
            UNION SELECT entry FROM versions WHERE change = c.number))
        FROM changes c WHERE undone_day IS NULL ORDER BY number DESC LIMIT 1"""
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def undo(connection: Connection, today: date, notes: Mapping[int, str | None]) -> Undone:
    """Take back the newest change that still stands, within the caller's transaction.

    `notes` are the private notes that the entries had before, by number; the file keeps none, so
    those of an earlier sitting are not known, and a note that stands now stays.
    """
    row = connection.execute(
        "SELECT number, did FROM changes WHERE undone_day IS NULL ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return Undone("")
    change, did = row
    # An entry that others belong to is taken out and put back under the same number.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    gone = of_change(connection, change)
    kept = {item.number: item.entry.private_note for item in gone} | dict(notes)
    back = _ended_by(connection, change)
    connection.execute("DELETE FROM versions WHERE change = ?", [change])
    take_out(connection, gone, change, made_by={}, today=today)
    back = [
        (replace(item, entry=replace(item.entry, private_note=kept.get(item.number))), made_by)
        for item, made_by in back
    ]
    groups = group_numbers(connection)
    for made_by, items in groupby(sorted(back, key=lambda pair: pair[1]), key=lambda pair: pair[1]):
        for _item in insert(connection, (item for item, _made_by in items), made_by, groups):
            pass
    connection.execute(
        """UPDATE changes SET undone_day = ?, undone_after = (SELECT max(number) FROM changes)
        WHERE number = ?""",
        [str(today), change],
    )
    return Undone(did, tuple(gone), tuple(item for item, _made_by in back))


def _ended_by(connection: Connection, change: int) -> list[tuple[Logged, int]]:
    """The entries as they were before a change ended them, each with the change that made it so."""
    return [
        (Logged(number, id_, date.fromisoformat(logged_on), from_json(number, fields)), made_by)
        for number, id_, logged_on, fields, made_by in connection.execute(
            """SELECT entry, id, logged_on, fields, made_by FROM versions
            WHERE change = ? AND made_by <> change ORDER BY entry""",
            [change],
        )
    ]


def take_out(
    connection: Connection,
    items: Sequence[Logged],
    change: int,
    *,
    made_by: Mapping[int, int],
    today: date,
) -> None:
    """Take entries out of the book; what they were is kept as ended by a change.

    `made_by` has the change that made each of them so, where it is another one.
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


def made_by(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The change that made each of these entries what it is."""
    found = {}
    for number in numbers:
        for (change,) in connection.execute(
            "SELECT change FROM entries WHERE number = ?", [number]
        ):
            found[number] = change
    return found


_CHANGES = ("edit", "delete")
"""What makes no entry what it is at first."""
_VERSIONS = """SELECT v.fields, v.logged_on, v.ended_on, v.made_by, b.did, b.day,
        iif(v.made_by = v.change, 'undo', e.did)
    FROM versions v JOIN changes b ON b.number = v.made_by JOIN changes e ON e.number = v.change
    WHERE v.entry = ? ORDER BY v.made_by, v.change"""
_STANDING = """SELECT NULL, n.logged_on, NULL, n.change, b.did, b.day, ''
    FROM entries n JOIN changes b ON b.number = n.change WHERE n.number = ?"""


def history(connection: Connection, number: int) -> list[Version]:
    """Every version of an entry, oldest first; none when the number was never given."""
    rows = [
        *connection.execute(_VERSIONS, [number]).fetchall(),
        *connection.execute(_STANDING, [number]).fetchall(),
    ]
    # What was taken back was no state that anything could take the place of.
    held = [row[3] for row in rows if row[6] != "undo"]
    versions = []
    for fields, logged_on, ended, made_by, began_as, day, ended_as in rows:
        entry = _standing(connection, number) if fields is None else from_json(number, fields)
        is_change = began_as in _CHANGES or made_by > min(held, default=made_by)
        since = date.fromisoformat(day if is_change else logged_on)
        ended_on = date.fromisoformat(ended) if ended else None
        versions.append(Version(entry, since, ended_on, began_as, ended_as, is_change))
    return versions


def _standing(connection: Connection, number: int) -> Entry:
    item = find(connection, number)
    if item is None:
        raise LookupError(number)
    return item.entry
