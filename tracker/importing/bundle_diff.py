"""Compare a bundle with a book: new, known and different entries, and deleted ones.

An entry is the same by its id. Its number in the bundle means nothing here, and what it belongs to
is followed by id as well. What the bundle does not tell is not compared: columns that were emptied
by choice, private notes that did not come along, an entry that stayed out.

What differs is decided by no rule such as newer or longer: the person says which one stays. What
they deleted stays out unless they want it back, also after an import that was undone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow, InvalidFlatRowError, build_entry, flatten_entry
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.tables.csv_dialect import LIST_SEPARATOR
from tracker.export.tables.entries_csv import PRIVATE_NOTE_COLUMN, EntryCell, EntryTableWriter
from tracker.importing.bundle_reader import BundleContents
from tracker.importing.row_parser import ParsedRow

BATCH_SIZE = 500
"""Rows that are looked up in the book at once."""
_UNCOMPARED_COLUMNS = ("entry", "id", "currency")
_FIELDS = {"amount_low": ("low",), "amount_high": ("high",), "answers": ("answers", "met")}
_FIELDS |= {"pledged": ("answers",), "pledged_every": ("answers",)}
"""What a column of the table tells of an entry, where it has another name there."""
_BASES = {"hours_high": "hours", "minutes": "hours", "for_month": "every"}
"""Fields that mean something only next to the same value of another one."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A column in which book and bundle differ, and its cell in both (empty if there is none)."""

    column: str
    book_cell: str
    bundle_cell: str

    @property
    def is_private(self) -> bool:
        """Whether this is a private note, which nobody asked to see."""
        return self.column == PRIVATE_NOTE_COLUMN


@dataclass(frozen=True, slots=True)
class EntryConflict:
    """An entry that is another one in the bundle than in the book."""

    line: int
    book_entry: StoredEntry
    logged_on: date
    bundle_row: FlatRow
    """What the bundle says, and what the book says where the bundle does not tell."""
    differences: tuple[CellDifference, ...]


@dataclass(slots=True)
class BundleDiff:
    """What a bundle would do to a book. Nothing is decided here."""

    new_rows: list[ParsedRow] = field(default_factory=list)
    known_count: int = 0
    """How many entries are here already, as they are."""
    conflicts: list[EntryConflict] = field(default_factory=list)
    deleted_rows: list[ParsedRow] = field(default_factory=list)
    """Entries that the person had deleted or taken back."""
    orphan_rows: list[ParsedRow] = field(default_factory=list)
    """New entries that say nothing without another one, which stayed out of the bundle."""
    untied_numbers: list[int] = field(default_factory=list)
    """Entries of the book that belong to a new one, which will have a higher number than they."""


def compare_bundle(
    bundle: BundleContents,
    context: ParseContext,
    book: Book,
    today: date,
    follow_rows: Callable[[Iterator[ParsedRow]], Iterator[ParsedRow]] = iter,
) -> BundleDiff:
    """Compare a bundle with a book that has entries. Raises ImportingError and BookError.

    `follow_rows` passes on the rows, and may show how many there were.
    """
    rows = follow_rows(bundle.read_rows(context, today))
    return _BundleComparer(bundle, book).compare(rows)


class _BundleComparer:
    """Compares one bundle with one book."""

    def __init__(self, bundle: BundleContents, book: Book) -> None:
        self._bundle = bundle
        self._book = book
        self._deleted_ids = book.import_merge.load_deleted_ids()
        self._table = EntryTableWriter(book.currency, book.find_entry)
        self._emptied_fields = tuple(
            name
            for column in sorted(bundle.emptied_columns)
            for name in _FIELDS.get(column, (column,))
            if name in FlatRow._fields
        )
        self._seen_ids: set[str] = set()
        """The ids of the bundle so far."""
        self._diff = BundleDiff()

    def compare(self, rows: Iterator[ParsedRow]) -> BundleDiff:
        while batch := list(islice(rows, BATCH_SIZE)):
            ids = {row.id for row in batch} | {row.target_id for row in batch if row.target_id}
            book_items = self._book.import_merge.find_by_ids(ids)
            for row in batch:
                self._seen_ids.add(row.id)
                if (item := book_items.get(row.id)) is not None:
                    self._compare_row(row, item, book_items)
                else:
                    self._add_absent(row)
        return self._diff

    def _add_absent(self, row: ParsedRow) -> None:
        diff = self._diff
        if row.is_orphan:
            diff.orphan_rows.append(row)
        elif row.id in self._deleted_ids:
            diff.deleted_rows.append(row)
        else:
            diff.new_rows.append(row)

    def _compare_row(
        self, row: ParsedRow, item: StoredEntry, book_items: Mapping[str, StoredEntry]
    ) -> None:
        book_row = flatten_entry(item.entry)
        bundle_row = self._complete_row(row, book_row)
        number = self._find_target_number(row, item, book_row, book_items)
        bundle_row = bundle_row._replace(for_entry=number)
        bundle_target = None if row.target_id is None else book_items.get(row.target_id)
        if number is not None and (bundle_target is None or bundle_target.number != number):
            # It stays with what it belongs to here, which gives its kind and its group.
            bundle_row = bundle_row._replace(kind=book_row.kind, group=book_row.group)
        if bundle_row == book_row and row.logged_on == item.logged_on:
            self._diff.known_count += 1
            return
        differences = self._find_differences(item, row.logged_on, bundle_row)
        self._diff.conflicts.append(
            EntryConflict(row.line, item, row.logged_on, bundle_row, differences)
        )

    def _complete_row(self, row: ParsedRow, book_row: FlatRow) -> FlatRow:
        """Return a row with what the book says where the bundle does not tell."""
        stays: dict[str, Any] = {}
        if not self._bundle.has_notes:
            stays["private_note"] = book_row.private_note
        if row.columns.type == book_row.type:
            stays |= {
                name: getattr(book_row, name)
                for name in self._emptied_fields
                if name not in _BASES
                or getattr(row.columns, _BASES[name]) == getattr(book_row, _BASES[name])
            }
        return row.columns._replace(**stays)

    def _find_target_number(
        self,
        row: ParsedRow,
        item: StoredEntry,
        book_row: FlatRow,
        book_items: Mapping[str, StoredEntry],
    ) -> int | None:
        """Return the book's number of what a row belongs to, also if the bundle does not tell."""
        if row.target_id is not None:
            target = book_items.get(row.target_id)
            if target is not None and target.number < item.number:
                return target.number
            if (
                target is None
                and book_row.for_entry is None
                and row.target_id not in self._deleted_ids
            ):
                self._diff.untied_numbers.append(item.number)
        elif not row.is_orphan and book_row.for_entry is not None:
            # The cell may be empty because the other entry stayed out of the bundle.
            book_target = self._book.find_entry(book_row.for_entry)
            if book_target is not None and book_target.id in self._seen_ids:
                return None
        return book_row.for_entry if row.columns.type == book_row.type else None

    def _find_differences(
        self, item: StoredEntry, logged_on: date, bundle_row: FlatRow
    ) -> tuple[CellDifference, ...]:
        try:
            entry = build_entry(bundle_row)
        except InvalidFlatRowError:
            return (CellDifference("type", item.entry.word, bundle_row.type),)
        book_cells = self._table.build_cells(item)
        bundle_cells = self._table.build_cells(StoredEntry(item.number, item.id, logged_on, entry))
        return tuple(
            CellDifference(
                column, _format_cell_value(cell), _format_cell_value(bundle_cells[column])
            )
            for column, cell in book_cells.items()
            if column not in _UNCOMPARED_COLUMNS and cell != bundle_cells[column]
        )


def _format_cell_value(cell: EntryCell) -> str:
    if isinstance(cell, list):
        return LIST_SEPARATOR.join(cell)
    return "" if cell is None else str(cell)
