"""Writes a table as a sheet of a workbook: numbers are numbers, days are days, texts are texts."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple, TypeAlias

from tracker.analysis.monthly import columns as month_columns
from tracker.entries.types import Kind
from tracker.export.files.export_folder import ExportError
from tracker.export.tables import entries_csv
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.formula_guard import unguard_cell
from tracker.i18n import _error, _label
from tracker.text_width import measure_cells

MOST_ROWS = 1_048_576
"""Rows of a sheet, its head included."""
LONGEST_CELL = 32_767
"""UTF-16 units that a cell may hold: an emoji is two."""

_FIRST_SURE_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs disagree by a day: some believe in a 29 February 1900."""
_FORBIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold. An entry may have the last two of these."""
_MISREAD_AS_MARKUP = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)|(?<=\A<)(?=r>)")
"""Where a text is split: `_x0041_` would be read as `A`, and `<r>` as formatting."""

_WIDEST_COLUMNS = {"words": 60, entries_csv.PRIVATE_NOTE_COLUMN: 60}
_WIDEST_OTHER_COLUMN = 30
PROGRESS_STEP = 500
"""How many rows are written between two reports of progress."""

_COLUMN_PADDING = 3
"""Characters beside a column's widest cell: room for the arrow of the filter."""


RowProgress: TypeAlias = Callable[[int], None]
"""Gets how many rows are written. Whatever it raises ends the writing without a workbook."""


def ignore_progress(rows: int) -> None:
    """Do nothing."""


class CellType(Enum):
    """What the cells of a column are."""

    TEXT = auto()
    AMOUNT = auto()
    HOURS = auto()
    COUNT = auto()
    DAY = auto()
    MONTH = auto()


_NUMBER_FORMATS = {
    # Stays text when someone edits the cell. A program would otherwise make it a formula.
    CellType.TEXT: "@",
    CellType.AMOUNT: "#,##0.00",
    CellType.HOURS: "General",
    CellType.COUNT: "0",
    CellType.DAY: "yyyy-mm-dd",
    CellType.MONTH: "yyyy-mm",
}
"""How each is shown. A program puts its locale's own characters in place of `,` and `.`."""

_COLUMN_TYPES = {
    **dict.fromkeys(
        (*month_columns.AMOUNT_COLUMNS, *month_columns.SHARE_COLUMNS, *entries_csv.NUMBER_COLUMNS),
        CellType.AMOUNT,
    ),
    **{f"given_{kind}": CellType.AMOUNT for kind in Kind},
    **dict.fromkeys(("entry", "for_entry", "minutes", *month_columns.OPEN_COUNTS), CellType.COUNT),
    **dict.fromkeys(("date", "logged_on", "until"), CellType.DAY),
    **dict.fromkeys(("hours", "hours_high"), CellType.HOURS),
    **dict.fromkeys(("month", "for_month"), CellType.MONTH),
}
"""The columns that aren't text. `over_limit` is: LibreOffice makes a formula of a truth value."""


_TEXT_FORMAT = {"text_wrap": True, "indent": 1}
"""Some space after the number in the cell before."""


class CellFormats(NamedTuple):
    """How cells look."""

    head: Any
    fragment: Any
    """A piece of a split text."""
    by_type: Mapping[CellType, Any]


def build_cell_formats(book: Any) -> CellFormats:
    """Return how cells look, made once for each workbook. The head has a background in print."""
    return CellFormats(
        head=book.add_format({"bold": True, "bg_color": "#D9D9D9", "bottom": 1}),
        fragment=book.add_format(),
        by_type={
            cell_type: book.add_format(
                {
                    "valign": "top",
                    "num_format": number_format,
                    **(_TEXT_FORMAT if cell_type is CellType.TEXT else {}),
                }
            )
            for cell_type, number_format in _NUMBER_FORMATS.items()
        },
    )


class SheetColumn(NamedTuple):
    """A column of the table: what it is called, what its cells are and how they look."""

    name: str
    cell_type: CellType
    cell_format: Any

    @property
    def widest(self) -> int:
        """The most characters that it is wide. Longer text wraps."""
        return _WIDEST_COLUMNS.get(self.name, _WIDEST_OTHER_COLUMN)


class SheetWriter:
    """Fills a worksheet with the rows of a table."""

    def __init__(self, worksheet: Any, formats: CellFormats, dialect: Dialect) -> None:
        """`dialect` is how the cells of the rows are written."""
        self._sheet = worksheet
        self._formats = formats
        self._decimal = dialect.decimal

    def write_table(
        self, rows: Iterator[list[str]], report_progress: RowProgress = ignore_progress
    ) -> None:
        """Write the head and every row. Raise ExportError if they are too many or too long.

        `report_progress` gets from time to time how many rows are written.
        """
        names = next(rows)
        cell_types = [_COLUMN_TYPES.get(name, CellType.TEXT) for name in names]
        columns = [
            SheetColumn(name, cell_type, self._formats.by_type[cell_type])
            for name, cell_type in zip(names, cell_types, strict=True)
        ]
        for at, name in enumerate(names):
            self._sheet.write_string(0, at, name, self._formats.head)
        widths = list(map(len, names))
        row = 0
        for row, cells in enumerate(rows, start=1):
            if row >= MOST_ROWS:
                raise ExportError(
                    _error(
                        "A workbook sheet can have {most} rows at most. Choose fewer months, or "
                        "no workbook."
                    ).format(most=f"{MOST_ROWS:,}")
                )
            if row % PROGRESS_STEP == 0:
                report_progress(row)
            for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                if cell:
                    widths[at] = max(widths[at], self._write_cell(row, at, column, cell))
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, min(widths[at], column.widest) + _COLUMN_PADDING)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, row, len(columns) - 1)

    def _write_cell(self, row: int, at: int, column: SheetColumn, cell: str) -> int:
        """Write a cell that is not empty. Return how wide it is, as far as that matters."""
        sheet, cell_format = self._sheet, column.cell_format
        match column.cell_type:
            case CellType.TEXT:
                return self._write_text(row, at, column, cell)
            case CellType.AMOUNT | CellType.HOURS:
                sheet.write_number(row, at, Decimal(cell.replace(self._decimal, ".")), cell_format)
                return len(cell) + len(cell) // 4
            case CellType.COUNT:
                sheet.write_number(row, at, int(cell), cell_format)
            case CellType.DAY | CellType.MONTH:
                # A column of days has months where days are left out.
                is_month = len(cell) == len("2025-10")
                day = date.fromisoformat(f"{cell}-01" if is_month else cell)
                if day >= _FIRST_SURE_DAY:
                    cell_format = self._formats.by_type[
                        CellType.MONTH if is_month else CellType.DAY
                    ]
                    sheet.write_datetime(row, at, day, cell_format)
                else:
                    sheet.write_string(row, at, cell, cell_format)
        return len(cell)

    def _write_text(self, row: int, at: int, column: SheetColumn, cell: str) -> int:
        text = unguard_cell(cell) if column.name in entries_csv.TEXT_COLUMNS else cell
        _check_writable(text, self._sheet, row, column)
        write_text(self._sheet, row, at, text, column.cell_format, self._formats.fragment)
        return len(text) if text.isascii() else measure_cells(text[: column.widest])


def write_text(
    worksheet: Any, row: int, at: int, text: str, cell_format: Any, fragment_format: Any
) -> None:
    """Write a text as it is. One that would be misread is written in pieces."""
    first, *other_parts = _MISREAD_AS_MARKUP.split(text)
    if other_parts:
        pieces = [piece for part in other_parts for piece in (fragment_format, part)]
        worksheet.write_rich_string(row, at, first, *pieces, cell_format)
    else:
        worksheet.write_string(row, at, text, cell_format)


def _check_writable(text: str, worksheet: Any, row: int, column: SheetColumn) -> None:
    """Raise ExportError if no cell can hold a text."""
    if forbidden := _FORBIDDEN_CHARACTERS.search(text):
        raise ExportError(
            _error(
                "{place}: A workbook can’t hold the character {code}. Export without the workbook."
            ).format(place=_format_place(worksheet, row, column), code=f"U+{ord(forbidden[0]):04X}")
        )
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
        raise ExportError(
            _error(
                "{place}: This text is too long for a workbook. Export without the workbook."
            ).format(place=_format_place(worksheet, row, column))
        )


def _format_place(worksheet: Any, row: int, column: SheetColumn) -> str:
    return _label("{sheet}, row {row}, {column}").format(
        sheet=worksheet.get_name(), row=row + 1, column=column.name
    )
