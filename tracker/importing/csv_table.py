"""A table of a bundle as rows of cells: either dialect, its columns in any order.

A row whose width is not that of the columns is refused, also where only empty cells are too many: a
comma that lost its quotes looks like that.
"""

import csv
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import BinaryIO, NamedTuple, Protocol

from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS, LATER_COLUMNS, PRIVATE_NOTE_COLUMN
from tracker.i18n import _error, _error_plural
from tracker.importing.cell_parsers import format_cell
from tracker.importing.errors import (
    CellError,
    ImportingError,
    build_cell_error,
    build_file_error,
    build_line_error,
)

LONGEST_LINE = 1_000_000
"""The most bytes of one line."""
ALL_COLUMNS = (*ENTRY_COLUMNS, PRIVATE_NOTE_COLUMN)
"""The order of the cells in each row. A missing private note is an empty cell."""
_SEPARATOR_LINE = "sep="
"""The start of the line with which Excel names the separator."""
_OTHER_ENCODING_MARKS = (b"\xff\xfe", b"\xfe\xff")


class CsvReader(Protocol):
    """The rows of a table, and how many lines were read for them."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """Return the rows."""


class CsvTable(NamedTuple):
    """An open table: its dialect, its columns, and its rows, each with the number of its line."""

    dialect: Dialect
    columns: Sequence[str]
    rows: Iterator[tuple[int, Sequence[str]]]


def read_table(name: str, file: BinaryIO) -> CsvTable:
    """Read the header of `entries.csv`, then its rows as they are asked for.

    Harmless changes by spreadsheet programs are accepted. Raises ImportingError, the rows too.
    """
    lines = _read_lines(name, file)
    first, head_at = next(lines, ""), 1
    if first.strip('"').startswith(_SEPARATOR_LINE):
        first, head_at = next(lines, ""), 2
    if not first.strip():
        raise build_file_error(name, _error("This file is empty. Export everything again."))
    dialect, header = _read_header(name, first, head_at)
    reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
    return CsvTable(dialect, header, _read_rows(name, reader, header, head_at + 1))


def _read_lines(name: str, file: BinaryIO) -> Iterator[str]:
    """Yield the lines of a file, decoded one by one, so a bad one can be named."""
    number = 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        if len(raw) == LONGEST_LINE:
            raise build_line_error(
                name,
                number,
                _error("This line is too long to be an entry. Shorten it, or copy the file again."),
            )
        if number == 1 and raw.startswith(_OTHER_ENCODING_MARKS):
            raise build_file_error(name, _describe_encoding())
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise build_line_error(name, number, _describe_encoding()) from error


def _describe_encoding() -> str:
    return _error("This isn’t UTF-8 text. Save the table as CSV in UTF-8.")


def _read_header(name: str, line: str, line_number: int) -> tuple[Dialect, list[str]]:
    """Return the dialect of a table and its columns, from the line that names them.

    Columns without a name may follow the others, as a spreadsheet program leaves them.
    """
    cells_by_dialect = {dialect: _split_cells(line, dialect) for dialect in Dialect}
    dialect = max(
        Dialect, key=lambda candidate: len(set(cells_by_dialect[candidate]) & set(ENTRY_COLUMNS))
    )
    header = cells_by_dialect[dialect]
    named_count = len(header)
    while named_count and not header[named_count - 1]:
        named_count -= 1
    if not {"entry", "id", "type"} & set(header):
        raise build_file_error(
            name,
            _error("This isn’t an entries.csv from Tracker. Its first line must name the columns."),
        )
    for index, column in enumerate(header[:named_count]):
        if column not in ALL_COLUMNS:
            message = _error(
                "Tracker doesn’t know this column. Remove it, or install the newer version of "
                "Tracker that wrote it."
            )
            raise build_cell_error(name, line_number, CellError(format_cell(column), message))
        if column in header[:index]:
            raise build_cell_error(
                name,
                line_number,
                CellError(column, _error("This column is here twice. Remove one of them.")),
            )
    for column in ENTRY_COLUMNS:
        if column not in header and column not in LATER_COLUMNS:
            raise build_cell_error(
                name, line_number, CellError(column, _error("This column is missing. Put it back."))
            )
    return dialect, header


def _split_cells(line: str, dialect: Dialect) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=dialect.separator, strict=True), [])
    except csv.Error:
        return []


def _read_rows(
    name: str, reader: CsvReader, header: Sequence[str], line: int
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows below the header, their cells in the order of `ALL_COLUMNS`."""
    width = len(header)
    places = [header.index(column) if column in header else width for column in ALL_COLUMNS]
    reorder = itemgetter(*places)
    nameless = [place for place, column in enumerate(header) if not column]
    for row_line, row in _number_rows(name, reader, line):
        if not any(row):
            continue
        if len(row) != width:
            raise build_line_error(name, row_line, _describe_width(len(row), width))
        if nameless and any(row[place] for place in nameless):
            message = _error("A column without a name isn’t empty here. Remove what’s in it.")
            raise build_line_error(name, row_line, message)
        row.append("")
        yield row_line, reorder(row)


def _number_rows(name: str, reader: CsvReader, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of the line it begins on."""
    line = first_line
    try:
        for row in reader:
            yield line, row
            # The reader does not count the lines that were read before it.
            line = reader.line_num + first_line
    except csv.Error as error:
        raise _build_csv_error(name, line, error) from error


def _describe_width(count: int, width: int) -> str:
    message = _error_plural(
        "This line has {count} cell, but the header line has {width}. Check where cells begin "
        "and end.",
        "This line has {count} cells, but the header line has {width}. Check where cells begin "
        "and end.",
        count,
    )
    if count > width:
        perhaps = _error("A text or a number with a comma may have lost its quotes.")
        message = f"{message} {perhaps}"
    return message.format(count=count, width=width)


def _build_csv_error(name: str, line: int, error: csv.Error) -> ImportingError:
    text = str(error)
    if "unexpected end" in text:
        return build_line_error(
            name, line, _error("The file ends in the middle of a cell. Copy it again.")
        )
    if "field limit" in text:
        return build_line_error(
            name,
            line,
            _error("A cell here is too large for an entry. Shorten it, or copy the file again."),
        )
    return build_line_error(
        name, line, _error('There’s an unpaired " here. Inside a cell, write it twice.')
    )
