"""Undo and redo: the newest change taken back, and the one that was undone last made again.

A redo is a new change. What it makes again is in the history, so it is kept once. The table
`redo` only says which changes can be redone, and the next change empties it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from tracker.book.changes import begin_change, find_newest_change, insert_entries, remove_entries
from tracker.book.database.connection import Connection, transaction, translate_db_errors
from tracker.book.database.monthly_totals import list_touched_numbers, update_totals
from tracker.book.database.queries import fetch_value, load_entries_of_change, load_numbered_entries
from tracker.book.database.row_mapping import from_json
from tracker.entries.types import StoredEntry
from tracker.i18n import N_

MOST_WITHOUT_QUESTION = 5
"""Entries of a change that are undone without a question."""
NOTES_COME_BACK = N_("You can get private notes back only until Tracker locks or quits.")
"""Shown if an undo removed private notes, or a redo may not have restored them."""
PrivateNotes = dict[int, dict[int, str | None]]
"""Private notes that a change, or its undo, took away: by that change, then by entry."""
ApplyChange = Callable[[Sequence[StoredEntry], Sequence[StoredEntry], int, date], None]
"""Puts changed entries in, and takes others out, as a change that was begun."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What taking back a change did."""

    did: str
    """What the change had been: `log`, `import`, `edit` or `delete`, or an empty text if there was
    none."""
    removed_entries: tuple[StoredEntry, ...] = ()
    """The entries as the change had made them."""
    restored_entries: tuple[StoredEntry, ...] = ()
    """The entries as they were before it, which are current again."""

    @property
    def entries(self) -> tuple[StoredEntry, ...]:
        """Return the entries it is about, each once: as they are again, else as they were."""
        numbers = {item.number for item in self.restored_entries}
        return (
            *self.restored_entries,
            *(item for item in self.removed_entries if item.number not in numbers),
        )

    @property
    def lost_note_count(self) -> int:
        """Return how many private notes went with it. The file keeps none of them."""
        kept_notes = {item.number: item.entry.private_note for item in self.restored_entries}
        notes = ((item.number, item.entry.private_note) for item in self.removed_entries)
        return sum(note not in (None, kept_notes.get(number)) for number, note in notes)


@dataclass(frozen=True, slots=True)
class RedoResult:
    """What making an undone change again did."""

    did: str
    """What the change had been: `log`, `import`, `edit` or `delete`, or an empty text if there was
    none."""
    made_entries: tuple[StoredEntry, ...] = ()
    """The entries as the change makes them."""
    deleted_entries: tuple[StoredEntry, ...] = ()
    """The entries that it deletes."""
    has_notes: bool = True
    """Whether the private notes it had made are known, so they came back as well."""

    @property
    def may_lack_notes(self) -> bool:
        """Return whether it made entries whose private notes are not known any more."""
        return not self.has_notes and self.did != "delete"

    @property
    def entries(self) -> tuple[StoredEntry, ...]:
        """Return the entries it is about, in the order of their numbers."""
        return tuple(
            sorted((*self.made_entries, *self.deleted_entries), key=lambda item: item.number)
        )


class UndoStack:
    """Undo and redo of a book's changes. Every method raises BookError when the file refuses."""

    def __init__(
        self, connection: Connection, path: Path, notes: PrivateNotes, apply_change: ApplyChange
    ) -> None:
        """Work through the book's connection. `apply_change` changes its entries.

        `notes` is what the book remembers of private notes, until it is closed.
        """
        self._connection = connection
        self._path = path
        self._notes = notes
        self._apply_change = apply_change

    def preview_undo(self) -> UndoResult:
        """Return what undo would do."""
        with translate_db_errors(self._path):
            return _read_undo(self._connection, {})[1]

    def undo(self, today: date) -> UndoResult:
        """Undo the newest change that is not undone. Return an empty result if there is none."""
        with translate_db_errors(self._path):
            change, _count = find_newest_change(self._connection)
            with transaction(self._connection):
                result = _undo_change(self._connection, today, self._notes.get(change, {}))
        self._notes.pop(change, None)
        if result.did:
            self._notes[change] = _collect_notes(result.removed_entries)
        return result

    def find_newest_undone(self) -> int:
        """Return the number of the change that redo would make again, or 0 without one."""
        with translate_db_errors(self._path):
            return _find_newest_undone(self._connection)

    def redo(self, today: date) -> RedoResult:
        """Redo the change that was undone last, as a new one. The result is empty if none was."""
        connection = self._connection
        with translate_db_errors(self._path):
            undone_change = _find_newest_undone(connection)
            with transaction(connection):
                result = _read_redo(connection, undone_change, self._notes.get(undone_change))
                if result.did:
                    connection.execute("DELETE FROM redo WHERE change = ?", [undone_change])
                    change = begin_change(connection, result.did, today)
                    self._apply_change(result.made_entries, result.deleted_entries, change, today)
        self._notes.pop(undone_change, None)
        return result


def _undo_change(
    connection: Connection, today: date, notes: Mapping[int, str | None]
) -> UndoResult:
    """Undo the newest change that is not undone, within the caller's transaction.

    `notes` are the private notes that the entries had before, by number. The file keeps none, so
    those of an earlier session are not known, and a note that is there now stays.
    """
    change, result, makers = _read_undo(connection, notes)
    if not result.did:
        return result
    # An entry that others belong to is taken out and put back under the same number.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    touched = list_touched_numbers((*result.removed_entries, *result.restored_entries))
    with update_totals(connection, touched):
        _replace_undone(connection, change, result, makers, today)
    connection.execute(
        """UPDATE changes SET undone_day = ?, undone_after = (SELECT max(number) FROM changes)
        WHERE number = ?""",
        [str(today), change],
    )
    connection.execute("INSERT INTO redo (change) VALUES (?)", [change])
    return result


def _replace_undone(
    connection: Connection, change: int, result: UndoResult, makers: Mapping[int, int], today: date
) -> None:
    """Take out what a change made, and put back what it took away, by what had made each."""
    connection.execute("DELETE FROM versions WHERE change = ?", [change])
    remove_entries(connection, result.removed_entries, change, made_by={}, today=today)
    replaced = {item.number for item in result.removed_entries}
    connection.executemany(
        "INSERT INTO undone_deletions VALUES (?, ?)",
        [(change, item.number) for item in result.restored_entries if item.number not in replaced],
    )

    def find_maker(item: StoredEntry) -> int:
        return makers[item.number]

    for made_by, items in groupby(sorted(result.restored_entries, key=find_maker), key=find_maker):
        list(insert_entries(connection, items, made_by))


def _read_undo(
    connection: Connection, notes: Mapping[int, str | None]
) -> tuple[int, UndoResult, dict[int, int]]:
    """Return the newest change, what undo would do, and what had made each entry before.

    `notes` as for `_undo_change`.
    """
    row = connection.execute(
        "SELECT number, did FROM changes WHERE undone_day IS NULL ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return 0, UndoResult(""), {}
    change, did = row
    removed = load_entries_of_change(connection, change)
    ended_entries = [
        (item, by) for item, by in _load_ended_entries(connection, change) if by != change
    ]
    kept_notes = _collect_notes(removed) | dict(notes)
    restored = _restore_notes((item for item, _made_by in ended_entries), kept_notes)
    makers = {item.number: made_by for item, made_by in ended_entries}
    return change, UndoResult(did, tuple(removed), restored), makers


def _find_newest_undone(connection: Connection) -> int:
    """Return the number of the change that redo would make again, or 0 without one."""
    return fetch_value(connection, "SELECT change FROM redo ORDER BY position DESC LIMIT 1") or 0


def _read_redo(
    connection: Connection, change: int, notes: Mapping[int, str | None] | None
) -> RedoResult:
    """Return what redo would do: what history kept of the change that was undone last, if any.

    No change came since, so all is as that change had found it. `notes` are the private
    notes that it had made, by number, None where they are not known: a note that is there stays.
    """
    did = fetch_value(connection, "SELECT did FROM changes WHERE number = ?", [change])
    if did is None:
        return RedoResult("")
    made_entries = [
        item for item, made_by in _load_ended_entries(connection, change) if made_by == change
    ]
    deleted = connection.execute("SELECT entry FROM undone_deletions WHERE change = ?", [change])
    deleted_entries = load_numbered_entries(
        connection, (number for (number,) in deleted.fetchall())
    )
    kept_notes = _collect_notes(
        load_numbered_entries(connection, (item.number for item in made_entries))
    ) | dict(notes or {})
    return RedoResult(
        did, _restore_notes(made_entries, kept_notes), tuple(deleted_entries), notes is not None
    )


def _collect_notes(items: Iterable[StoredEntry]) -> dict[int, str | None]:
    return {item.number: item.entry.private_note for item in items}


def _restore_notes(
    items: Iterable[StoredEntry], notes: Mapping[int, str | None]
) -> tuple[StoredEntry, ...]:
    return tuple(
        replace(item, entry=replace(item.entry, private_note=notes.get(item.number)))
        for item in items
    )


def _load_ended_entries(connection: Connection, change: int) -> list[tuple[StoredEntry, int]]:
    """Return the entries that a change ended, each with the change that had made it.

    What it had made itself was ended by its undo.
    """
    return [
        (
            StoredEntry(number, id_, date.fromisoformat(logged_on), from_json(number, fields)),
            made_by,
        )
        for number, id_, logged_on, fields, made_by in connection.execute(
            """SELECT entry, id, logged_on, fields, made_by FROM versions
            WHERE change = ? ORDER BY entry""",
            [change],
        )
    ]
