"""A bundle held against a book: what is new, known, different, and what the person had taken out.

An entry is the same by its id. Its number in the bundle means nothing here, and what it belongs to
is followed by id as well. What the bundle does not tell is not compared: columns that were emptied
by choice, private notes that did not come along, an entry that stayed out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow, InvalidFlatRow, build_entry, flatten_entry
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.tables.csv_dialect import LISTED
from tracker.export.tables.entries_csv import PRIVATE_NOTE, Cell, EntryTable
from tracker.importing.bundle_reader import BundleContents
from tracker.importing.row_parser import Row

AT_A_TIME = 500
"""Rows that are looked up in the book at once."""
_NOT_COMPARED = ("entry", "id", "currency")
_FIELDS = {"amount_low": ("low",), "amount_high": ("high",), "answers": ("answers", "met")}
_FIELDS |= {"pledged": ("answers",), "pledged_every": ("answers",)}
"""What a column of the table tells of an entry, where it has another name there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A column in which book and bundle differ, and its cell in both; empty where it says none."""

    column: str
    book: str
    bundle: str

    @property
    def is_private(self) -> bool:
        """Whether this is a private note, which nobody asked to see."""
        return self.column == PRIVATE_NOTE


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry that is another one in the bundle than in the book."""

    line: int
    ours: StoredEntry
    logged_on: date
    theirs: FlatRow
    """What the bundle says, and what the book says where the bundle does not tell."""
    differences: tuple[Difference, ...]


@dataclass(slots=True)
class Comparison:
    """What a bundle would do to a book; nothing is decided here."""

    new: list[Row] = field(default_factory=list)
    known: int = 0
    """How many entries are here already, as they are."""
    conflicts: list[Conflict] = field(default_factory=list)
    taken_out: list[Row] = field(default_factory=list)
    """Entries that the person had deleted or taken back."""
    orphans: list[Row] = field(default_factory=list)
    """New entries that say nothing without another one, which stayed out of the bundle."""
    untied: list[int] = field(default_factory=list)
    """Entries of the book that belong to a new one, which will have a higher number than they."""


def compared(bundle: BundleContents, known: ParseContext, book: Book, today: date) -> Comparison:
    """Hold a bundle against a book that has entries; raises ImportingError and BookError."""
    return _Comparing(bundle, book).compared(known, today)


class _Comparing:
    """One bundle being held against one book."""

    def __init__(self, bundle: BundleContents, book: Book) -> None:
        self._bundle = bundle
        self._book = book
        self._taken_out = book.import_merge.load_deleted_ids()
        self._table = EntryTable(book.currency, book.find_entry)
        self._emptied = tuple(
            name
            for column in sorted(bundle.left_out)
            for name in _FIELDS.get(column, (column,))
            if name in FlatRow._fields
        )
        self._met: set[str] = set()
        """The ids of the bundle so far."""
        self._found = Comparison()

    def compared(self, known: ParseContext, today: date) -> Comparison:
        rows = self._bundle.rows(known, today)
        while batch := list(islice(rows, AT_A_TIME)):
            ids = {row.id for row in batch} | {row.tie for row in batch if row.tie}
            here = self._book.import_merge.find_by_ids(ids)
            for row in batch:
                self._met.add(row.id)
                if (ours := here.get(row.id)) is not None:
                    self._compare(row, ours, here)
                else:
                    self._list_absent(row)
        return self._found

    def _list_absent(self, row: Row) -> None:
        found = self._found
        if row.is_orphan:
            found.orphans.append(row)
        elif row.id in self._taken_out:
            found.taken_out.append(row)
        else:
            found.new.append(row)

    def _compare(self, row: Row, item: StoredEntry, here: Mapping[str, StoredEntry]) -> None:
        ours = flatten_entry(item.entry)
        theirs = self._completed(row, ours)
        theirs = theirs._replace(for_entry=self._tie(row, item, ours, here))
        if theirs == ours and row.logged_on == item.logged_on:
            self._found.known += 1
            return
        differences = self._differences(item, row.logged_on, theirs)
        self._found.conflicts.append(Conflict(row.line, item, row.logged_on, theirs, differences))

    def _completed(self, row: Row, ours: FlatRow) -> FlatRow:
        """A row with what the book says where the bundle does not tell."""
        stays: dict[str, Any] = {}
        if not self._bundle.has_notes:
            stays["private_note"] = ours.private_note
        if row.columns.type == ours.type:
            stays |= {name: getattr(ours, name) for name in self._emptied}
        return row.columns._replace(**stays)

    def _tie(
        self, row: Row, item: StoredEntry, ours: FlatRow, here: Mapping[str, StoredEntry]
    ) -> int | None:
        """The number here of what a row belongs to; the book's own where the bundle tells none."""
        if row.tie is not None:
            target = here.get(row.tie)
            if target is not None and target.number < item.number:
                return target.number
            if target is None and ours.for_entry is None and row.tie not in self._taken_out:
                self._found.untied.append(item.number)
        elif not row.is_orphan and ours.for_entry is not None:
            # The cell may be empty because the other entry stayed out of the bundle.
            held = self._book.find_entry(ours.for_entry)
            if held is not None and held.id in self._met:
                return None
        return ours.for_entry if row.columns.type == ours.type else None

    def _differences(
        self, item: StoredEntry, logged_on: date, theirs: FlatRow
    ) -> tuple[Difference, ...]:
        try:
            entry = build_entry(theirs)
        except InvalidFlatRow:
            return (Difference("type", item.entry.word, theirs.type),)
        ours = self._table.cells(item)
        other = self._table.cells(StoredEntry(item.number, item.id, logged_on, entry))
        return tuple(
            Difference(column, _told(cell), _told(other[column]))
            for column, cell in ours.items()
            if column not in _NOT_COMPARED and cell != other[column]
        )


def _told(cell: Cell) -> str:
    if isinstance(cell, list):
        return LISTED.join(cell)
    return "" if cell is None else str(cell)
