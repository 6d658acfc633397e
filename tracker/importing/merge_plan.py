"""What of a bundle goes into a book that has entries, once the person has decided.

New entries get the book's next numbers in the bundle's order. Whatever comes in is held to the
rules beside the entries of the book, so that one can still be written as a line.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow, InvalidFlatRow, build_entry
from tracker.entries.references import ReferenceConflict, copy_kind_and_group, update_references
from tracker.entries.types import Entry, StoredEntry
from tracker.entries.validation import find_problem
from tracker.i18n import _
from tracker.importing.bundle_diff import Comparison, Conflict
from tracker.importing.bundle_reader import BundleContents
from tracker.importing.errors import Misfit, at_cell, at_line
from tracker.importing.row_parser import NEVER_ALONE, Row, lacks_group, misfit_of


class Keep(StrEnum):
    """Whose version of an entry stands where book and bundle differ."""

    # Data: in people's scripts since 0.1; never rename.
    BOOK = "book"
    BUNDLE = "bundle"


class Plan(NamedTuple):
    """What goes into the book, as one change."""

    new: Sequence[StoredEntry]
    changed: Sequence[StoredEntry]
    """Entries as the bundle has them, and those that follow them."""
    left_behind: int
    """Entries that say nothing without one that the person had taken out."""

    def take(self, book: Book, today: date) -> None:
        """Do it; raises BookError."""
        book.import_merge.save(self.new, self.changed, today)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the person said about entries that are not simply new or known."""

    keep: Keep | None = None
    """None where they did not say; then nothing that differs can be imported."""
    bring_back: bool = False
    """Whether entries come in that they had taken out."""


def planned(
    found: Comparison, book: Book, bundle: BundleContents, decisions: Decisions
) -> Plan | None:
    """What goes into a book; None where entries differ and nobody said which stands.

    Raises ImportingError where an entry does not fit beside those that are here.
    """
    if found.conflicts and decisions.keep is None:
        return None
    conflicts = found.conflicts if decisions.keep is Keep.BUNDLE else ()
    planning = _Planning(book, bundle.files.table, {item.ours.number for item in conflicts})
    for conflict in sorted(conflicts, key=lambda each: each.ours.number):
        planning.replace(conflict)
    wanted = [*found.new, *(found.taken_out if decisions.bring_back else ())]
    planning.add(sorted(wanted, key=lambda row: row.number))
    return Plan(planning.new, tuple(planning.changed.values()), planning.left_behind)


class _Planning:
    """A plan being made."""

    def __init__(self, book: Book, table: str, theirs: Collection[int]) -> None:
        self._book = book
        self._table = table
        self._theirs = theirs
        """The numbers of entries that become as in the bundle."""
        self._has_groups = book.import_merge.has_groups()
        self.changed: dict[int, StoredEntry] = {}
        self.new: list[StoredEntry] = []
        self.left_behind = 0

    def replace(self, conflict: Conflict) -> None:
        """Take the bundle's version, and let what belongs to it follow.

        To be called by ascending numbers: an entry comes after what it belongs to.
        """
        number, theirs = conflict.ours.number, conflict.theirs
        entry = self._made(conflict.line, theirs, self._target(theirs.for_entry))
        if getattr(conflict.ours.entry, "group", None) is not None:
            self._refuse_ungrouped(conflict.line, theirs)
        self.changed[number] = StoredEntry(number, conflict.ours.id, conflict.logged_on, entry)
        try:
            others = update_references(number, entry, self._tied_to)
        except ReferenceConflict as refused:
            raise at_line(
                self._table,
                conflict.line,
                _("entry {number} of the book belongs to this one and would not fit: {why}").format(
                    number=refused.number, why=refused.problem.message
                ),
            ) from refused
        self.changed |= {item.number: item for item in others}

    def add(self, rows: Sequence[Row]) -> None:
        """Give new entries their numbers, in this order."""
        here = self._book.import_merge.find_by_ids({row.tie for row in rows if row.tie is not None})
        targets = here | {item.id: item for item in self.changed.values()}
        number = self._book.load_parse_context().next_number
        for row in rows:
            target = None if row.tie is None else targets.get(row.tie)
            if target is None and row.columns.type in NEVER_ALONE:
                self.left_behind += 1
                continue
            columns = row.columns._replace(for_entry=target.number if target else None)
            entry = self._made(row.line, columns, target.entry if target else None)
            self._refuse_ungrouped(row.line, columns)
            targets[row.id] = item = StoredEntry(number, row.id, row.logged_on, entry)
            self.new.append(item)
            number += 1

    def _made(self, line: int, columns: FlatRow, target: Entry | None) -> Entry:
        """An entry with kind and group of what it belongs to here, held to the rules."""
        try:
            entry = build_entry(columns)
        except InvalidFlatRow as error:
            raise at_cell(self._table, line, misfit_of(error, columns)) from error
        if target is not None:
            entry = copy_kind_and_group(entry, target)
        wrong = find_problem(entry, target)
        if wrong is not None:
            raise at_line(
                self._table,
                line,
                _("beside the entries of the book this does not fit: {why}").format(
                    why=wrong.message
                ),
            )
        return entry

    def _refuse_ungrouped(self, line: int, columns: FlatRow) -> None:
        """Refuse what no entry line can say: an entry without a group behind one that has one."""
        self._has_groups |= columns.group is not None
        if self._has_groups and lacks_group(columns):
            message = _("the group is missing, and entries of the book have one; write it there")
            raise at_cell(self._table, line, Misfit("group", message))

    def _target(self, number: int | None) -> Entry | None:
        if number is None:
            return None
        item = self.changed.get(number) or self._book.find_entry(number)
        return item.entry if item else None

    def _tied_to(self, number: int) -> list[StoredEntry]:
        """What belongs to an entry, but for what the bundle has another version of."""
        return [
            item
            for item in self._book.import_merge.load_tied_entries(number)
            if item.number not in self._theirs
        ]
