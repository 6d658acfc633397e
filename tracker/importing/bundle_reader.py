"""A bundle looked through, then read back into entries, row by row."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from tracker.entries.grammar import DEPENDENT_TYPES
from tracker.entries.parse_context import LARGEST_NUMBER, ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.bundle import DATAPACKAGE_FILE, ENTRIES_FILE
from tracker.export.tables.datapackage import (
    COUNT_KEY,
    DAYS_KEY,
    EXTRACT_KEY,
    FORMAT_VERSION,
    LEFT_OUT_KEY,
    OTHER_GROUPS,
    OTHER_MONTHS,
    OWN_PROPERTY,
)
from tracker.export.tables.entries_csv import LATER_COLUMNS, PRIVATE_NOTE_COLUMN
from tracker.i18n import _error, _error_plural, make_printable
from tracker.importing.cell_parsers import describe_other_currency, looks_like_currency
from tracker.importing.csv_table import ALL_COLUMNS, read_table
from tracker.importing.errors import CellError, ImportingError, build_cell_error, build_file_error
from tracker.importing.row_parser import ParsedRow, RowParser, is_missing_group
from tracker.months import Month

__all__ = [
    "BundleContents",
    "BundleFiles",
    "ImportingError",
    "find_bundle",
    "read_bundle",
    "survey_bundle",
]

_NUMBER, _TYPE, _CURRENCY, _FOR_ENTRY = map(
    ALL_COLUMNS.index, ("entry", "type", "currency", "for_entry")
)
LARGEST_FILE = 100_000_000
"""Bytes of a file that is read, and of a table within it. A small file can hold a huge one."""
LARGEST_DESCRIPTION = 1_000_000
"""Bytes of a `datapackage.json` that is read."""
_DATE, _LOGGED_ON, _UNTIL = map(ALL_COLUMNS.index, ("date", "logged_on", "until"))
_MONTH_CELL = re.compile(r"[0-9]{4}-[0-9]{2}")
"""The month that is written instead of a day when days were left out."""
_LONGEST_MAGIC = 8
"""Bytes that tell what kind of file one is."""
_BEHIND_LAST_NUMBER = LARGEST_NUMBER + 1
"""Behind every number."""


class BundleFiles(NamedTuple):
    """The files of a bundle, in a folder or in memory."""

    source_name: str
    """What the person named, for sentences."""
    table_name: str
    """The name of the table of entries."""
    open_table: Callable[[], BinaryIO]
    description: bytes | None = None
    """What `datapackage.json` says, or None without one."""
    neighbour_description: bytes | None = None
    """The same of a table that was named alone: all it says is which entries stayed out."""


class _TableSurvey(NamedTuple):
    """What one look over all the rows tells."""

    target_cells: frozenset[str]
    """The entries that others belong to: no more than these need be kept in mind."""
    orphans: tuple[int, ...]
    is_sorted: bool
    currency: str | None
    row_count: int
    has_days: bool


@dataclass(frozen=True, slots=True)
class BundleContents:
    """A bundle that was looked through. Its entries are read, and checked, when asked for."""

    files: BundleFiles
    currency: str | None
    """As the bundle says, or None if it says nothing."""
    emptied_columns: frozenset[str]
    """The columns that do not tell: emptied by choice, or not there at all in an older format."""
    has_open_payments: bool
    """Whether a payment may have no amount, as it may since format 2."""
    has_notes: bool
    """Whether private notes came along."""
    has_days: bool
    """Whether it has days. Without them it has months, and can only be viewed."""
    lacks_months: bool
    """Whether entries of other months may be missing, so no figure of it is sure."""
    lacks_groups: bool
    """Whether entries of other groups may be missing, so not all that was given is known."""
    _survey: _TableSurvey

    @property
    def orphans(self) -> tuple[int, ...]:
        """The lines of entries that say nothing without another one, which stayed out."""
        return self._survey.orphans

    def read_rows(
        self, context: ParseContext, today: date, *, for_viewing: bool = False
    ) -> Iterator[ParsedRow]:
        """Yield the rows in the order of their numbers, for a book that knows this.

        An ImportingError may come at any of them, so take all or none. A bundle without days has
        rows only `for_viewing` at: each on the first day of its month.
        """
        if not (self.has_days or for_viewing):
            raise build_file_error(
                self.files.table_name,
                _error(
                    "This file has months instead of days, and an entry needs its day. Export "
                    "it again with --days, or look at it with “tracker view”."
                ),
            )
        with _translate_read_errors(self.files.source_name), self.files.open_table() as file:
            if self.currency is not None and self.currency != context.currency:
                self._refuse_currency(context.currency)
            dialect, _header, rows = read_table(self.files.table_name, file)
            parser = RowParser(
                dialect,
                context,
                today,
                self._survey.target_cells,
                has_open_payments=self.has_open_payments,
            )
            for line, cells in (
                rows if self._survey.is_sorted else sorted(rows, key=_parse_row_number)
            ):
                try:
                    row = parser.parse(line, cells if self.has_days else _add_days(cells))
                except CellError as error:
                    raise build_cell_error(self.files.table_name, line, error) from error
                yield row

    def read_entries(self, context: ParseContext, today: date) -> Iterator[StoredEntry]:
        """Yield the entries as the bundle numbers them, for an empty book, without the orphans.

        They are such as could be logged, line by line.
        """
        has_group = False
        for row in self.read_rows(context, today):
            has_group |= row.columns.group is not None and not row.is_orphan
            if has_group and is_missing_group(row.columns):
                message = _error("The group is missing, but an entry above has one. Add it here.")
                raise build_cell_error(self.files.table_name, row.line, CellError("group", message))
            yield from row.list_entries()

    def _refuse_currency(self, book_currency: str) -> None:
        """Refuse by the description. Where that says nothing the first row does."""
        bundle_currency = _parse_own_property(self.files).get("currency")
        if isinstance(bundle_currency, str) and bundle_currency != book_currency:
            raise build_file_error(
                DATAPACKAGE_FILE, describe_other_currency(bundle_currency, book_currency)
            )


def read_bundle(path: Path, currency: str, today: date) -> Iterator[StoredEntry]:
    """Return the entries of a bundle's folder, or of its `entries.csv`, in this currency.

    They come one by one, in the order of their numbers. An ImportingError may come at any of
    them, so take all or none.
    """
    return find_bundle(path).read_entries(ParseContext(currency), today)


def find_bundle(path: Path) -> BundleContents:
    """Return the bundle in a folder, or of a table alone. Raises ImportingError."""
    with _translate_read_errors(str(path)):
        table = _find_table(path)
        if table.stat().st_size > LARGEST_FILE:
            raise build_file_error(table.name, _describe_too_large())
        description, neighbour_description = _read_description(table.parent), None
        if not path.is_dir():
            neighbour_description = description if table.name == ENTRIES_FILE else None
            description = None
    files = BundleFiles(
        str(path), table.name, lambda: table.open("rb"), description, neighbour_description
    )
    return survey_bundle(files)


def _read_description(folder: Path) -> bytes | None:
    # A pipe or a device is no file, and would be waited for.
    if not (folder / DATAPACKAGE_FILE).is_file():
        return None
    with (folder / DATAPACKAGE_FILE).open("rb") as file:
        return file.read(LARGEST_DESCRIPTION)


def survey_bundle(files: BundleFiles) -> BundleContents:
    """Read all of a bundle once: so a file that was cut is found before anything is written.

    Raises ImportingError.
    """
    own_property = _parse_own_property(files)
    format_version, currency = own_property.get("format"), own_property.get("currency")
    if isinstance(format_version, int) and format_version > FORMAT_VERSION:
        raise build_file_error(
            DATAPACKAGE_FILE,
            _error("A newer version of Tracker wrote this file. Install that version to read it."),
        )
    with _translate_read_errors(files.source_name), files.open_table() as file:
        _dialect, header, rows = read_table(files.table_name, file)
        survey = _survey_rows(rows)
    _check_count(files, own_property.get(COUNT_KEY), survey.row_count)
    left_out = own_property.get(LEFT_OUT_KEY)
    emptied_columns = left_out if isinstance(left_out, list) else []
    missing_columns = set(LATER_COLUMNS).difference(header)
    has_later_format = isinstance(format_version, int) and format_version > 1
    omissions = _read_omissions(files)
    return BundleContents(
        files,
        next((code for code in (currency, survey.currency) if looks_like_currency(code)), None),
        frozenset(name for name in emptied_columns if isinstance(name, str)) | missing_columns,
        has_later_format or len(missing_columns) < len(LATER_COLUMNS),
        PRIVATE_NOTE_COLUMN in header,
        survey.has_days and own_property.get(DAYS_KEY) is not False,
        OTHER_MONTHS in omissions,
        OTHER_GROUPS in omissions,
        survey,
    )


def _read_omissions(files: BundleFiles) -> Collection[str]:
    """Return which entries stayed out. All may have where a table alone says nothing of it."""
    described_files = files
    if files.description is None:
        described_files = files._replace(description=files.neighbour_description)
    with suppress(ImportingError):
        if described_files.description is not None:
            omissions = _parse_own_property(described_files).get(EXTRACT_KEY)
            return omissions if isinstance(omissions, list) else ()
    return (OTHER_MONTHS, OTHER_GROUPS)


def _check_count(files: BundleFiles, expected_count: object, row_count: int) -> None:
    """Refuse a table that was cut between two rows, or to which rows were added."""
    if isinstance(expected_count, int) and expected_count != row_count:
        raise build_file_error(
            files.table_name,
            _error_plural(
                "This file has {found} row but should have {written}. Copy it again. "
                "If you changed it on purpose, import this file instead of its "
                "folder.",
                "This file has {found} rows but should have {written}. Copy it again. "
                "If you changed it on purpose, import this file instead of its "
                "folder.",
                row_count,
            ).format(found=row_count, written=expected_count),
        )


def has_magic(path: Path, magic: bytes | tuple[bytes, ...]) -> bool:
    """Return whether this is a file that begins like this, or False if that cannot be known."""
    try:
        # A pipe or a device is no file, and would be waited for.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(_LONGEST_MAGIC).startswith(magic)
    except OSError:
        return False


def build_files_in_memory(source_name: str, table: bytes, description: bytes | None) -> BundleFiles:
    """Return the files of a bundle that is in memory."""
    return BundleFiles(source_name, ENTRIES_FILE, lambda: BytesIO(table), description)


def _find_table(path: Path) -> Path:
    if path.is_dir():
        table = path / ENTRIES_FILE
        if not table.is_file():
            raise ImportingError(
                _error(
                    "There’s no {file} in {folder}. Choose a folder that Tracker exported."
                ).format(file=ENTRIES_FILE, folder=make_printable(path))
            )
        return table
    if not path.is_file():
        raise ImportingError(
            _error(
                "There’s nothing to import at {path}. Choose an export folder or its {file}."
            ).format(path=make_printable(path), file=ENTRIES_FILE)
        )
    return path


def _describe_too_large() -> str:
    return _error(
        "This file is over {most} MB, too large for a table of entries. Export it again in "
        "parts, with --from and --until."
    ).format(most=LARGEST_FILE // 1_000_000)


def _survey_rows(rows: Iterator[tuple[int, Any]]) -> _TableSurvey:
    target_cells, orphans, currency = set[str](), list[int](), None
    is_sorted, last_number, count, months = True, 0, 0, 0
    for line, cells in rows:
        count += 1
        months += _MONTH_CELL.fullmatch(cells[_DATE]) is not None
        target_cells.add(cells[_FOR_ENTRY])
        if not cells[_FOR_ENTRY] and cells[_TYPE] in DEPENDENT_TYPES:
            orphans.append(line)
        number = _parse_row_number((line, cells))
        is_sorted, last_number = is_sorted and number >= last_number, number
        currency = currency or cells[_CURRENCY]
    has_days = months == 0 or months < count
    return _TableSurvey(
        frozenset(target_cells), tuple(orphans), is_sorted, currency, count, has_days
    )


def _add_days(cells: Sequence[str]) -> list[str]:
    """Return a row's cells with a day for each month: its first, and for `until` its last."""
    row = list(cells)
    for column in (_DATE, _LOGGED_ON, _UNTIL):
        if _MONTH_CELL.fullmatch(row[column]):
            row[column] += "-01"
    with suppress(ValueError):
        row[_UNTIL] = Month.from_date(date.fromisoformat(row[_UNTIL])).last_day.isoformat()
    return row


def _parse_row_number(row: tuple[int, Any]) -> int:
    """Return the number of a row. One that is not a number comes last and is refused there."""
    cell = row[1][_NUMBER]
    return int(cell[:12]) if cell.isascii() and cell.isdigit() else _BEHIND_LAST_NUMBER


def _parse_own_property(files: BundleFiles) -> dict[str, Any]:
    """Return what only `datapackage.json` knows, or nothing without one."""
    if files.description is None:
        return {}
    try:
        description: Any = json.loads(files.description)
    except (ValueError, RecursionError) as error:
        message = _error(
            "This file can’t be read. Export everything again, or import only entries.csv."
        )
        raise build_file_error(DATAPACKAGE_FILE, message) from error
    own_property = description.get(OWN_PROPERTY) if isinstance(description, dict) else None
    return own_property if isinstance(own_property, dict) else {}


@contextmanager
def _translate_read_errors(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ImportingError(
            _error(
                "{path} can’t be read ({why}), so nothing was imported. Check its name and its "
                "permissions."
            ).format(path=make_printable(place), why=error.strerror)
        ) from error
