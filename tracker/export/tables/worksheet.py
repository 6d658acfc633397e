"""A table as the sheet of a workbook: numbers are numbers, days are days, and words stay words."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple, TypeAlias

from tracker.analysis.monthly import columns as table
from tracker.charts.terminal.canvas import cell_width
from tracker.export.files.export_folder import SharingError
from tracker.export.tables import entries_csv
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.formula_guard import unguard
from tracker.i18n import _

MOST_ROWS = 1_048_576
"""Rows of a sheet, its head included."""
LONGEST_CELL = 32_767
"""UTF-16 units that a cell may hold: an emoji is two."""

_FIRST_SURE_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs disagree by a day: some believe in a 29 February 1900."""
_NEVER_IN_A_CELL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; of these an entry line takes the last two."""
_MISREAD = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)|(?<=\A<)(?=r>)")
"""Where a text is parted: `_x0041_` would be read as `A`, and `<r>` be taken for formatting."""

_WIDEST = {"words": 60, entries_csv.PRIVATE_NOTE: 60}
_WIDEST_OTHERS = 30
AT_A_TIME = 500
"""Rows that are written before somebody is told."""

_AIR = 3
"""Characters beside a column's widest cell: room for the arrow of the filter."""


Told: TypeAlias = Callable[[int], None]
"""Hears how many rows are written; what it raises ends the writing, and nothing was made."""


def nobody(rows: int) -> None:
    """Take no notice."""


class Sort(Enum):
    """What the cells of a column are."""

    TEXT = auto()
    AMOUNT = auto()
    HOURS = auto()
    COUNT = auto()
    DAY = auto()
    MONTH = auto()


_SHOWN = {
    # As text also when somebody edits the cell, where a program would else make it a formula.
    Sort.TEXT: "@",
    Sort.AMOUNT: "#,##0.00",
    Sort.HOURS: "General",
    Sort.COUNT: "0",
    Sort.DAY: "yyyy-mm-dd",
    Sort.MONTH: "yyyy-mm",
}
"""How each is shown; a program puts its locale's own signs in place of `,` and `.`."""

_SORTS = {
    **dict.fromkeys(
        (*table.AMOUNT_COLUMNS, *table.SHARE_COLUMNS, *entries_csv.NUMBERS), Sort.AMOUNT
    ),
    **{name: Sort.AMOUNT for name in table.COLUMNS if name.startswith("given_")},
    **dict.fromkeys(("entry", "for_entry", "asked_open"), Sort.COUNT),
    **dict.fromkeys(("date", "logged_on", "until"), Sort.DAY),
    "hours": Sort.HOURS,
    "month": Sort.MONTH,
}
"""The columns that are no text. `over_limit` is: LibreOffice makes a formula of a truth value."""


_WORDS = {"text_wrap": True, "indent": 1}
"""A step away from the number in the cell before."""


class Looks(NamedTuple):
    """How cells look."""

    head: Any
    parted: Any
    """A piece of a parted text."""
    cells: Mapping[Sort, Any]


def looks(book: Any) -> Looks:
    """How cells look, made once a workbook; the head is told apart in print without colours."""
    return Looks(
        head=book.add_format({"bold": True, "bg_color": "#D9D9D9", "bottom": 1}),
        parted=book.add_format(),
        cells={
            sort: book.add_format(
                {"valign": "top", "num_format": shown, **(_WORDS if sort is Sort.TEXT else {})}
            )
            for sort, shown in _SHOWN.items()
        },
    )


class Column(NamedTuple):
    """A column of the table: what it is called, what its cells are and how they look."""

    name: str
    sort: Sort
    look: Any

    @property
    def widest(self) -> int:
        """Characters that it is wide at most; what is longer goes on below."""
        return _WIDEST.get(self.name, _WIDEST_OTHERS)


class Sheet:
    """Fills a worksheet with the rows of a table."""

    def __init__(self, worksheet: Any, looks: Looks, dialect: Dialect) -> None:
        """`dialect` is how the cells of the rows are written."""
        self._sheet = worksheet
        self._looks = looks
        self._decimal = dialect.decimal

    def write(self, rows: Iterator[list[str]], told: Told = nobody) -> None:
        """Write the head and every row; raises SharingError where they are too many or too long.

        `told` hears now and then how many rows are written.
        """
        names = next(rows)
        sorts = [_SORTS.get(name, Sort.TEXT) for name in names]
        columns = [
            Column(name, sort, self._looks.cells[sort])
            for name, sort in zip(names, sorts, strict=True)
        ]
        for at, name in enumerate(names):
            self._sheet.write_string(0, at, name, self._looks.head)
        widths = list(map(len, names))
        row = 0
        for row, cells in enumerate(rows, start=1):
            if row >= MOST_ROWS:
                raise SharingError(
                    _("A sheet holds {most} rows; choose fewer months, or no workbook.").format(
                        most=f"{MOST_ROWS:,}"
                    )
                )
            if row % AT_A_TIME == 0:
                told(row)
            for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                if cell:
                    widths[at] = max(widths[at], self._write_cell(row, at, column, cell))
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, min(widths[at], column.widest) + _AIR)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, row, len(columns) - 1)

    def _write_cell(self, row: int, at: int, column: Column, cell: str) -> int:
        """Write a cell that is not empty; gives how wide it is, as far as that matters."""
        sheet, look = self._sheet, column.look
        match column.sort:
            case Sort.TEXT:
                return self._write_text(row, at, column, cell)
            case Sort.AMOUNT | Sort.HOURS:
                sheet.write_number(row, at, Decimal(cell.replace(self._decimal, ".")), look)
                return len(cell) + len(cell) // 4
            case Sort.COUNT:
                sheet.write_number(row, at, int(cell), look)
            case Sort.DAY | Sort.MONTH:
                # A column of days has months where days are left out.
                is_month = len(cell) == len("2025-10")
                day = date.fromisoformat(f"{cell}-01" if is_month else cell)
                if day >= _FIRST_SURE_DAY:
                    look = self._looks.cells[Sort.MONTH if is_month else Sort.DAY]
                    sheet.write_datetime(row, at, day, look)
                else:
                    sheet.write_string(row, at, cell, look)
        return len(cell)

    def _write_text(self, row: int, at: int, column: Column, cell: str) -> int:
        text = unguard(cell) if column.name in entries_csv.TEXTS else cell
        if why := _unwritable(text):
            raise SharingError(
                _("{sheet}, row {row}, {column}: {why}; make the bundle without it.").format(
                    sheet=self._sheet.get_name(), row=row + 1, column=column.name, why=why
                )
            )
        write_words(self._sheet, row, at, text, column.look, self._looks.parted)
        return len(text) if text.isascii() else cell_width(text[: column.widest])


def write_words(worksheet: Any, row: int, at: int, text: str, look: Any, parted: Any) -> None:
    """Write a text as it is; one that would be misread in pieces, which look `parted`."""
    first, *others = _MISREAD.split(text)
    if others:
        pieces = [each for other in others for each in (parted, other)]
        worksheet.write_rich_string(row, at, first, *pieces, look)
    else:
        worksheet.write_string(row, at, text, look)


def _unwritable(text: str) -> str:
    """Why no cell can hold a text; empty where one can."""
    if found := _NEVER_IN_A_CELL.search(text):
        return _("no workbook can hold the character {code}").format(code=f"U+{ord(found[0]):04X}")
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
        return _("this is longer than a cell of a workbook may be")
    return ""
