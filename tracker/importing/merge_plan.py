"""The plan of what goes from a bundle into a book that has entries, once the person has decided.

New entries get the book's next numbers in the bundle's order. New entries must follow the rules
together with those of the book, so each can still be written as a line.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow, InvalidFlatRowError, build_entry
from tracker.entries.grammar import DEPENDENT_TYPES
from tracker.entries.references import (
    ReferenceConflictError,
    copy_kind_and_group,
    update_references,
)
from tracker.entries.types import Entry, StoredEntry
from tracker.entries.validation import find_problem
from tracker.i18n import _error
from tracker.importing.bundle_diff import BundleDiff, EntryConflict
from tracker.importing.bundle_reader import BundleContents
from tracker.importing.errors import CellError, build_cell_error, build_line_error
from tracker.importing.row_parser import (
    ParsedRow,
    build_entry_error,
    is_missing_group,
)


class KeptSide(StrEnum):
    """Whose version of an entry is kept where book and bundle differ."""

    # Data: in people's scripts since 0.1. Never rename.
    BOOK = "book"
    BUNDLE = "bundle"


class MergePlan(NamedTuple):
    """What goes into the book, as one change."""

    new_entries: Sequence[StoredEntry]
    changed_entries: Sequence[StoredEntry]
    """Entries as the bundle has them, and those that follow them."""
    omitted_count: int
    """Entries that say nothing without one that the person had taken out."""

    def apply(
        self,
        book: Book,
        today: date,
        follow_entries: Callable[[Iterable[StoredEntry]], Iterable[StoredEntry]] = iter,
    ) -> None:
        """Save it in the book. Raises BookError.

        `follow_entries` passes on the new entries, and may show how many are written.
        """
        book.import_merge.save(self.new_entries, self.changed_entries, today, follow_entries)


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """What the person said about entries that are not simply new or known."""

    kept_side: KeptSide | None = None
    """None if they did not say. Then nothing that differs can be imported."""
    restores_deleted: bool = False
    """Whether entries come in that they had taken out."""


def plan_merge(
    diff: BundleDiff, book: Book, bundle: BundleContents, decisions: ImportDecisions
) -> MergePlan | None:
    """Return what goes into a book, or None if entries differ and the person did not choose.

    Raises ImportingError if an entry does not fit next to those that are here.
    """
    if diff.conflicts and decisions.kept_side is None:
        return None
    conflicts = diff.conflicts if decisions.kept_side is KeptSide.BUNDLE else ()
    planner = _MergePlanner(
        book, bundle.files.table_name, {item.book_entry.number for item in conflicts}
    )
    for conflict in sorted(conflicts, key=lambda conflict: conflict.book_entry.number):
        planner.replace_entry(conflict)
    rows = [*diff.new_rows, *(diff.deleted_rows if decisions.restores_deleted else ())]
    planner.add_entries(sorted(rows, key=lambda row: row.number))
    return MergePlan(
        planner.new_entries, tuple(planner.changed_entries.values()), planner.omitted_count
    )


class _MergePlanner:
    """Makes a plan."""

    def __init__(self, book: Book, table: str, replaced_numbers: Collection[int]) -> None:
        self._book = book
        self._table = table
        self._replaced_numbers = replaced_numbers
        """The numbers of entries that become as in the bundle."""
        self._has_groups = book.import_merge.has_groups()
        self.changed_entries: dict[int, StoredEntry] = {}
        self.new_entries: list[StoredEntry] = []
        self.omitted_count = 0

    def replace_entry(self, conflict: EntryConflict) -> None:
        """Use the bundle's version, and update the entries that belong to it.

        To be called by ascending numbers: an entry comes after what it belongs to.
        """
        number, bundle_row = conflict.book_entry.number, conflict.bundle_row
        entry = self._build_entry(
            conflict.line, bundle_row, self._find_target(bundle_row.for_entry)
        )
        if getattr(conflict.book_entry.entry, "group", None) is not None:
            self._refuse_ungrouped(conflict.line, bundle_row)
        self.changed_entries[number] = StoredEntry(
            number, conflict.book_entry.id, conflict.logged_on, entry
        )
        try:
            others = update_references(number, entry, self._load_tied_entries)
        except ReferenceConflictError as error:
            raise build_line_error(
                self._table,
                conflict.line,
                _error(
                    "Entry {number} in your notebook belongs to this one and wouldn’t fit any "
                    "more: {why}"
                ).format(number=error.number, why=error.problem.message),
            ) from error
        self.changed_entries |= {item.number: item for item in others}

    def add_entries(self, rows: Sequence[ParsedRow]) -> None:
        """Give new entries their numbers, in this order."""
        book_items = self._book.import_merge.find_by_ids(
            {row.target_id for row in rows if row.target_id is not None}
        )
        targets = book_items | {item.id: item for item in self.changed_entries.values()}
        number = self._book.load_parse_context().next_number
        for row in rows:
            target = None if row.target_id is None else targets.get(row.target_id)
            if target is None and row.columns.type in DEPENDENT_TYPES:
                self.omitted_count += 1
                continue
            columns = row.columns._replace(for_entry=target.number if target else None)
            entry = self._build_entry(row.line, columns, target.entry if target else None)
            self._refuse_ungrouped(row.line, columns)
            targets[row.id] = item = StoredEntry(number, row.id, row.logged_on, entry)
            self.new_entries.append(item)
            number += 1

    def _build_entry(self, line: int, columns: FlatRow, target: Entry | None) -> Entry:
        """Return an entry with kind and group of what it belongs to here, held to the rules."""
        try:
            entry = build_entry(columns)
        except InvalidFlatRowError as error:
            raise build_cell_error(self._table, line, build_entry_error(error, columns)) from error
        if target is not None:
            entry = copy_kind_and_group(entry, target)
        problem = find_problem(entry, target)
        if problem is not None:
            raise build_line_error(
                self._table,
                line,
                _error("This doesn’t fit with the entries in your notebook: {why}").format(
                    why=problem.message
                ),
            )
        return entry

    def _refuse_ungrouped(self, line: int, columns: FlatRow) -> None:
        """Refuse what no entry line can say: an entry without a group behind one that has one."""
        self._has_groups |= columns.group is not None
        if self._has_groups and is_missing_group(columns):
            message = _error(
                "The group is missing, but entries in your notebook have one. Add it here."
            )
            raise build_cell_error(self._table, line, CellError("group", message))

    def _find_target(self, number: int | None) -> Entry | None:
        if number is None:
            return None
        item = self.changed_entries.get(number) or self._book.find_entry(number)
        return item.entry if item else None

    def _load_tied_entries(self, number: int) -> list[StoredEntry]:
        """Return what belongs to an entry, but for what the bundle has another version of."""
        return [
            item
            for item in self._book.import_merge.load_tied_entries(number)
            if item.number not in self._replaced_numbers
        ]
