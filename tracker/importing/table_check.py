"""A table of entries compared with what a notebook held when a check code was made."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.entries.tokenizer import fold
from tracker.entries.types import StoredEntry
from tracker.export.privacy.redaction import find_entry_group
from tracker.export.tables.csv_dialect import LIST_SEPARATOR, Dialect
from tracker.export.tables.entries_csv import (
    DAY_COLUMNS,
    NUMBER_COLUMNS,
    PRIVATE_NOTE_COLUMN,
    TEXT_COLUMNS,
    EntryCell,
    EntryTableWriter,
)
from tracker.export.tables.formula_guard import guard_text
from tracker.i18n import _
from tracker.importing.bundle_reader import BundleContents
from tracker.importing.cell_parsers import format_cell, parse_hundredths_cell, parse_number_cell
from tracker.importing.csv_table import ALL_COLUMNS, read_table
from tracker.importing.errors import CellError
from tracker.months import is_in_range

_MONTH = len("2025-10")
_REDUCIBLE_COLUMNS = {*TEXT_COLUMNS, "percent", *DAY_COLUMNS} - {"group", PRIVATE_NOTE_COLUMN}
"""Columns that may say less than the notebook, where the description of the table lists them."""


class TableDifference(NamedTuple):
    """Where a table says something else than the notebook did."""

    entry: str
    """The number, as the table has it. Empty if a group has another name in every row."""
    column: str = ""
    """Empty where the notebook had no such entry, or the table has it twice."""
    table: str = ""
    notebook: str = ""

    def describe(self) -> str:
        """Return it as a sentence."""
        if not self.column:
            return _(
                "Entry {number} wasn’t in the notebook then, or is in this table twice."
            ).format(number=format_cell(self.entry))
        if not self.entry:
            return _("Group {group} is called {name} in this table.").format(
                group=format_cell(self.notebook), name=format_cell(self.table)
            )
        return _(
            "Entry {number}, {column}: {table_cell} in this table, {notebook_cell} in the "
            "notebook then."
        ).format(
            number=format_cell(self.entry),
            column=self.column,
            table_cell=format_cell(self.table),
            notebook_cell=format_cell(self.notebook),
        )


@dataclass(slots=True)
class TableCheck:
    """What the comparison found."""

    row_count: int = 0
    entry_count: int = 0
    """How many entries the notebook held then."""
    differences: list[TableDifference] = field(default_factory=list)
    skipped_columns: set[str] = field(default_factory=set)
    """Columns in which the table says less, or another name, so not every cell is compared."""
    renamed_groups: dict[str, str] = field(default_factory=dict)
    """The groups with another name in the table, and that name."""


def check_table(
    bundle: BundleContents,
    witnessed_entries: Mapping[int, StoredEntry],
    currency: str,
    groups: Sequence[str],
) -> TableCheck:
    """Compare each row with the entry of its number. Raises ImportingError for a broken table.

    `groups` are the names that the notebook's groups have now.
    """
    with bundle.files.open_table() as file:
        dialect, _header, rows = read_table(bundle.files.table_name, file)
        check = _TableChecker(bundle, witnessed_entries, currency, dialect)
        for _line, cells in rows:
            check.compare(dict(zip(ALL_COLUMNS, cells, strict=True)))
    return check.finish(groups)


class _TableChecker:
    """Compares one table."""

    def __init__(
        self,
        bundle: BundleContents,
        witnessed_entries: Mapping[int, StoredEntry],
        currency: str,
        dialect: Dialect,
    ) -> None:
        self._witnessed_entries = witnessed_entries
        self._decimal = dialect.decimal
        self._entries = EntryTableWriter(currency, witnessed_entries.get)
        self._may_differ = bundle.emptied_columns & _REDUCIBLE_COLUMNS
        self._check = TableCheck(entry_count=len(witnessed_entries))
        self._seen: set[int] = set()
        self._untied: list[tuple[str, int]] = []
        """Entries whose row does not say to which other one they belong, and that one."""

    def compare(self, row: Mapping[str, str]) -> None:
        """Compare a row."""
        check, number = self._check, row["entry"]
        check.row_count += 1
        item = None
        with suppress(CellError):
            item = self._witnessed_entries.get(parse_number_cell(number, "entry"))
        if item is None or item.number in self._seen:
            check.differences.append(TableDifference(number))
            return
        self._seen.add(item.number)
        for column, cell in self._entries.build_cells(item).items():
            expected = self._format_expected(column, cell)
            if column != PRIVATE_NOTE_COLUMN and not self._is_matching(
                column, row[column], expected, item
            ):
                check.differences.append(TableDifference(number, column, row[column], expected))
        if row[PRIVATE_NOTE_COLUMN]:
            check.skipped_columns.add(PRIVATE_NOTE_COLUMN)

    def finish(self, groups: Sequence[str]) -> TableCheck:
        """Return what was found, once all rows were compared."""
        check = self._check
        check.differences += [
            TableDifference(number, "for_entry", "", str(target))
            for number, target in self._untied
            if target in self._seen
        ]
        renamed_groups = {
            label: name for label, name in check.renamed_groups.items() if name != label
        }
        real_names = {fold(label) for label in (*groups, *check.renamed_groups)}
        shown_names = [fold(name) for name in check.renamed_groups.values()]
        check.differences += [
            TableDifference("", "group", name, label)
            for label, name in renamed_groups.items()
            if not name
            or shown_names.count(fold(name)) > 1
            or fold(name) in real_names - {fold(label)}
        ]
        check.renamed_groups = renamed_groups
        return check

    def _format_expected(self, column: str, cell: EntryCell) -> str:
        text = (
            LIST_SEPARATOR.join(cell)
            if isinstance(cell, list)
            else ""
            if cell is None
            else str(cell)
        )
        if column in TEXT_COLUMNS:
            return guard_text(text)
        return text.replace(".", self._decimal) if column in NUMBER_COLUMNS else text

    def _is_matching(self, column: str, cell: str, expected: str, item: StoredEntry) -> bool:
        """Return whether a cell says what the notebook did, or less where it may."""
        if column == "group" and cell and (label := find_entry_group(item)) is not None:
            name = label if cell == expected else cell
            return self._check.renamed_groups.setdefault(label, name) == name
        if cell == expected:
            return True
        if column == "for_entry" and not cell:
            self._untied.append((str(item.number), int(expected)))
            return True
        if column == "logged_on" and not is_in_range(item.logged_on):
            # The day of the export was written instead.
            return True
        return self._is_same_number(column, cell, expected) or self._is_less(column, cell, expected)

    def _is_less(self, column: str, cell: str, expected: str) -> bool:
        """Return whether a cell says less where it may."""
        is_month = column in DAY_COLUMNS and len(cell) == _MONTH and expected.startswith(cell)
        if not is_month and column not in self._may_differ:
            return False
        self._check.skipped_columns.add(column)
        # A number may be left out, and a day may become its month, but neither another one.
        if column in DAY_COLUMNS:
            return cell[:_MONTH] in ("", expected[:_MONTH])
        return column in TEXT_COLUMNS or not cell

    def _is_same_number(self, column: str, cell: str, expected: str) -> bool:
        if column not in NUMBER_COLUMNS or not cell or not expected:
            return False
        try:
            return parse_hundredths_cell(cell, column, self._decimal) == parse_hundredths_cell(
                expected, column, self._decimal
            )
        except CellError:
            return False


def sort_columns(columns: set[str]) -> Iterator[str]:
    """Return columns in the order of the table."""
    return (column for column in ALL_COLUMNS if column in columns)
