"""An entry erased for good: with its history, its answers, and all that only belonged to it.

It is no change, so none names it, and nothing brings it back. Its number is not given again.

A check code does not outlive it: what an entry would be found by is what was to go. It names the
file of a card and leaves it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.book.database import editing, queries
from tracker.book.database.connection import Connection, transaction
from tracker.book.database.errors import BookError
from tracker.book.database.monthly_totals import list_touched_numbers, update_totals
from tracker.book.stores.group_questions import list_drafted_groups
from tracker.entries.grammar import DEPENDENT_TYPES
from tracker.entries.types import StoredEntry
from tracker.i18n import _error

# Data: in people's notebooks since 0.1. Never rename.
REWRITE_PENDING = "unclear"
"""The setting of a book from which something was erased, and that was not written again since."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes for good, and what stays and belongs elsewhere then."""

    numbers: tuple[int, ...]
    """The entry's number, then those of what says nothing without it."""
    current_entries: tuple[StoredEntry, ...]
    """Those of them that are current."""
    version_count: int
    """How many former versions go as well."""
    untied_entries: tuple[StoredEntry, ...]
    """The others as they will be."""


def plan_erasure(connection: Connection, number: int) -> Erasure:
    """Return what would be erased with an entry, also a deleted one. Raises BookError."""
    deleted, changed = tuple[StoredEntry, ...](), tuple[StoredEntry, ...]()
    if queries.find_entry(connection, number) is not None:
        removal = editing.plan_removal(connection, number)
        deleted, changed = removal.deleted_entries, removal.changed_entries
    elif (
        queries.fetch_value(connection, "SELECT 1 FROM versions WHERE entry = ?", [number]) is None
    ):
        raise BookError(
            _error("There’s no entry {number}, and there never was. Choose another number.").format(
                number=number
            )
        )
    numbers = dict.fromkeys((number, *(item.number for item in deleted)))
    numbers |= dict.fromkeys(_find_deleted_dependents(connection, number))
    versions = connection.execute(
        f"SELECT count(*) FROM versions WHERE entry IN ({_EACH})", [json.dumps(list(numbers))]
    ).fetchall()[0][0]
    return Erasure(tuple(numbers), deleted, versions, changed)


def erase_entry(connection: Connection, number: int) -> Erasure:
    """Erase an entry within the caller's transaction."""
    # An entry goes before what belongs to it may be untied.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    erasure = plan_erasure(connection, number)
    with update_totals(
        connection, {*erasure.numbers, *list_touched_numbers(erasure.untied_entries)}
    ):
        _erase_rows(connection, erasure)
    return erasure


def _erase_rows(connection: Connection, erasure: Erasure) -> None:
    """Remove all rows of what goes, and every reference to it."""
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, '1')", [REWRITE_PENDING])
    numbers = json.dumps(erasure.numbers)
    changes = _find_changes(connection, numbers)
    groups = _find_groups(connection, numbers)
    for item in erasure.untied_entries:
        connection.execute(
            "UPDATE entries SET for_entry = ? WHERE number = ?",
            [getattr(item.entry, "for_entry", None), item.number],
        )
    changes |= _untie_versions(connection, numbers)
    connection.execute("DELETE FROM redo")
    for sql in (
        f"DELETE FROM versions WHERE entry IN ({_EACH})",
        f"DELETE FROM undone_deletions WHERE entry IN ({_EACH})",
        f"DELETE FROM group_answer_entries WHERE entry IN ({_EACH})",
        f"DELETE FROM entries WHERE number IN ({_EACH})",
    ):
        connection.execute(sql, [numbers])
    _drop_empty_changes(connection, changes)
    _drop_unnamed_groups(connection, groups)


_EACH = "SELECT value FROM json_each(?)"


def _find_deleted_dependents(connection: Connection, number: int) -> list[int]:
    """Return what belonged to an entry, says nothing without it, and was deleted already."""
    rows = connection.execute(
        """SELECT DISTINCT entry FROM versions WHERE json_extract(fields, '$.for_entry') = ?
        AND json_extract(fields, '$.type') IN (SELECT value FROM json_each(?))
        AND entry NOT IN (SELECT number FROM entries) ORDER BY entry""",
        [number, json.dumps(DEPENDENT_TYPES)],
    )
    return [entry for (entry,) in rows.fetchall()]


def _find_changes(connection: Connection, numbers: str) -> set[int]:
    """Return the changes that made or ended what goes."""
    rows = connection.execute(
        f"""SELECT change FROM entries WHERE number IN ({_EACH})
        UNION SELECT change FROM versions WHERE entry IN ({_EACH})
        UNION SELECT made_by FROM versions WHERE entry IN ({_EACH})
        UNION SELECT change FROM undone_deletions WHERE entry IN ({_EACH})""",
        [numbers, numbers, numbers, numbers],
    )
    return {change for (change,) in rows}


def _untie_versions(connection: Connection, numbers: str) -> set[int]:
    """Remove references to erased entries from versions of other entries. Return those changes.

    A version that says nothing without it goes as well: then the entry was never anything but what
    the change made of it that ended that version.
    """
    tied = f"""FROM versions WHERE json_extract(fields, '$.for_entry') IN ({_EACH})
        AND entry NOT IN ({_EACH})"""
    ends = connection.execute(
        f"""SELECT entry, change, made_by {tied}
        AND json_extract(fields, '$.type') IN ({_EACH}) ORDER BY entry, change""",
        [numbers, numbers, json.dumps(DEPENDENT_TYPES)],
    ).fetchall()
    for entry, change, _made_by in ends:
        # Read again: the version before it may have gone just now.
        (made_by,) = connection.execute(
            "SELECT made_by FROM versions WHERE entry = ? AND change = ?", [entry, change]
        ).fetchall()[0]
        connection.execute("DELETE FROM versions WHERE entry = ? AND change = ?", [entry, change])
        for sql in (
            "UPDATE entries SET change = ? WHERE number = ? AND change = ?",
            "UPDATE versions SET made_by = ? WHERE entry = ? AND made_by = ?",
        ):
            connection.execute(sql, [made_by, entry, change])
    connection.execute(
        f"""UPDATE versions SET fields = json_remove(fields, '$.for_entry')
        WHERE json_extract(fields, '$.for_entry') IN ({_EACH}) AND entry NOT IN ({_EACH})""",
        [numbers, numbers],
    )
    return {change for _entry, *changes in ends for change in changes}


def _find_groups(connection: Connection, numbers: str) -> set[str]:
    """Return the labels of the groups that what goes names, or once named."""
    rows = connection.execute(
        f"""SELECT groups.label FROM groups JOIN entries ON group_number = groups.number
        WHERE entries.number IN ({_EACH})
        UNION SELECT json_extract(fields, '$.group') FROM versions WHERE entry IN ({_EACH})""",
        [numbers, numbers],
    )
    return {label for (label,) in rows if label is not None}


def _drop_empty_changes(connection: Connection, changes: Iterable[int]) -> None:
    """Remove changes that have no entries any more, because undo would do nothing with them."""
    connection.execute(
        f"""DELETE FROM changes WHERE number IN ({_EACH})
        AND number NOT IN (SELECT change FROM entries)
        AND number NOT IN (SELECT change FROM versions)
        AND number NOT IN (SELECT made_by FROM versions)
        AND number NOT IN (SELECT change FROM undone_deletions)""",
        [json.dumps(sorted(changes))],
    )


def _drop_unnamed_groups(connection: Connection, labels: Iterable[str]) -> None:
    """Remove groups that only erased entries named, without settings, answers or drafts."""
    connection.execute(
        f"""DELETE FROM groups WHERE label IN ({_EACH}) AND alias IS NULL AND left_on IS NULL
        AND number NOT IN (SELECT group_number FROM entries WHERE group_number IS NOT NULL)
        AND number NOT IN (SELECT group_number FROM book WHERE group_number IS NOT NULL)
        AND number NOT IN (SELECT group_number FROM regular_meetings)
        AND number NOT IN (SELECT group_number FROM group_answers WHERE group_number IS NOT NULL)
        AND label NOT IN (SELECT json_extract(fields, '$.group') FROM versions
            WHERE json_extract(fields, '$.group') IS NOT NULL)
        AND number NOT IN ({_EACH})""",
        [json.dumps(sorted(labels)), json.dumps([*list_drafted_groups(connection)])],
    )


def clear_traces(connection: Connection) -> None:
    """Write the whole file again: SQLite moves cells without clearing where they were.

    Until then the book says that this is still to be done.
    """
    connection.check_file()
    try:
        connection.execute("VACUUM")
    finally:
        connection.accept_whole_file()
    with transaction(connection):
        connection.execute("DELETE FROM settings WHERE name = ?", [REWRITE_PENDING])
