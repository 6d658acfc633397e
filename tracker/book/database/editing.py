"""Entries edited and deleted in a book, with what belongs to them, as one change."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tracker.book.database import queries
from tracker.book.database.connection import Connection
from tracker.book.database.errors import BookError
from tracker.book.database.row_mapping import read_entries
from tracker.entries.parse_context import ParseContext
from tracker.entries.references import (
    DeletionPlan,
    ReferenceConflictError,
    plan_deletion,
    update_references,
)
from tracker.entries.types import Entry, StoredEntry
from tracker.i18n import _error

ReplaceEntries = Callable[[str, Sequence[StoredEntry], Sequence[StoredEntry], date], int]
"""Puts changed entries in the places of what they were, and takes others out, as one change.

It is given what the change did, the changed entries, those to take out, and today. It returns the
number of the change.
"""


def load_tied_entries(connection: Connection, number: int) -> list[StoredEntry]:
    """Return the entries whose `for` names a number."""
    return list(read_entries(connection, "WHERE e.for_entry = ? ORDER BY e.number", [number]))


def plan_edit(connection: Connection, number: int, entry: Entry) -> list[StoredEntry]:
    """Return an entry as it will be, and what belongs to it, made to fit. Raises BookError."""
    item = _require_entry(connection, number)
    target: int | None = getattr(entry, "for_entry", None)
    if target is not None and target >= number:
        raise BookError(
            _error("An entry can only belong to an earlier one. Choose a lower number.")
        )
    try:
        tied_entries = update_references(
            number, entry, lambda other: load_tied_entries(connection, other)
        )
    except ReferenceConflictError as error:
        raise BookError(
            _error("Entry {number} belongs to this one and wouldn’t fit any more: {why}").format(
                number=error.number, why=error.problem.message
            )
        ) from error
    return [replace(item, entry=entry), *tied_entries]


def plan_removal(connection: Connection, number: int) -> DeletionPlan:
    """Return what goes and what changes when an entry is deleted. Raises BookError."""
    item = _require_entry(connection, number)
    return plan_deletion(item, lambda other: load_tied_entries(connection, other))


def _require_entry(connection: Connection, number: int) -> StoredEntry:
    item = queries.find_entry(connection, number)
    if item is None:
        raise BookError(
            _error("Entry {number} no longer exists. Choose another one.").format(number=number)
        )
    return item


def narrow_parse_context(
    connection: Connection, context: ParseContext, item: StoredEntry
) -> ParseContext:
    """Return what the line of an edited entry may refer to: what was logged before it."""
    find = context.load_entry
    context.next_number = item.number
    context.default_group = getattr(item.entry, "group", None)
    context.load_entry = lambda number: find(number) if number < item.number else None
    context.load_last_ask = lambda group: queries.find_last_ask(
        connection, group, before=item.number
    )
    return context
