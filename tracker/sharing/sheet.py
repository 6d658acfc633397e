"""A table as the sheet of a workbook: numbers are numbers, days are days, and words stay words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple

from tracker.charts.canvas import cell_width
from tracker.figures import table
from tracker.sharing import entries_csv
from tracker.sharing.dialect import Dialect
from tracker.sharing.folder import SharingError
from tracker.sharing.guard import unguard
from tracker.texts import _

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
_AIR = 3
"""Characters beside a column's widest cell: room for the arrow of the filter."""


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
    **dict.fromkeys((*table.AMOUNTS, *table.SHARES, *entries_csv.NUMBERS), Sort.AMOUNT),
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


class Sheet:
    """Fills a worksheet with the rows of a table."""

    def __init__(self, worksheet: Any, looks: Looks, dialect: Dialect) -> None:
        """`dialect` is how the cells of the rows are written."""
        self._sheet = worksheet
        self._looks = looks
        self._decimal = dialect.decimal
        self._names: list[str] = []
        self._sorts: list[Sort] = []

    def write(self, rows: Iterator[list[str]]) -> None:
        """Write the head and every row; raises SharingError where they are too many or too long."""
        self._names = next(rows)
        self._sorts = [_SORTS.get(name, Sort.TEXT) for name in self._names]
        for at, name in enumerate(self._names):
            self._sheet.write_string(0, at, name, self._looks.head)
        widths = list(map(len, self._names))
        row = 0
        for row, cells in enumerate(rows, start=1):
            if row >= MOST_ROWS:
                raise SharingError(
                    _("A sheet holds {most} rows; choose fewer months, or no workbook.").format(
                        most=f"{MOST_ROWS:,}"
                    )
                )
            for at, cell in enumerate(cells):
                if cell:
                    widths[at] = max(widths[at], self._write_cell(row, at, cell))
        self._lay_out(widths, row)

    def _lay_out(self, widths: list[int], last: int) -> None:
        for at, width in enumerate(widths):
            widest = _WIDEST.get(self._names[at], _WIDEST_OTHERS)
            self._sheet.set_column(at, at, min(width, widest) + _AIR)
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, last, len(widths) - 1)

    def _write_cell(self, row: int, at: int, cell: str) -> int:
        """Write a cell that is not empty; gives how wide it is, as far as that matters."""
        sheet, sort = self._sheet, self._sorts[at]
        look = self._looks.cells[sort]
        match sort:
            case Sort.TEXT:
                return self._write_text(row, at, cell)
            case Sort.AMOUNT | Sort.HOURS:
                sheet.write_number(row, at, Decimal(cell.replace(self._decimal, ".")), look)
                return len(cell) + len(cell) // 4
            case Sort.COUNT:
                sheet.write_number(row, at, int(cell), look)
            case Sort.DAY | Sort.MONTH:
                day = date.fromisoformat(cell if sort is Sort.DAY else f"{cell}-01")
                if day >= _FIRST_SURE_DAY:
                    sheet.write_datetime(row, at, day, look)
                else:
                    self._write_text(row, at, cell)
        return len(cell)

    def _write_text(self, row: int, at: int, cell: str) -> int:
        name = self._names[at]
        text = unguard(cell) if name in entries_csv.TEXTS else cell
        if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
            raise self._refused(row, name, _("it is longer than a cell may be"))
        if found := _NEVER_IN_A_CELL.search(text):
            code = f"U+{ord(found[0]):04X}"
            raise self._refused(row, name, _("no cell can hold its {code}").format(code=code))
        look = self._looks.cells[Sort.TEXT]
        first, *others = _MISREAD.split(text)
        if others:
            parts = [part for other in others for part in (self._looks.parted, other)]
            self._sheet.write_rich_string(row, at, first, *parts, look)
        else:
            self._sheet.write_string(row, at, text, look)
        return cell_width(text[: _WIDEST_OTHERS * 2])

    def _refused(self, row: int, column: str, why: str) -> SharingError:
        return SharingError(
            _("Row {row}, {column}, cannot stand in a workbook: {why}; make none.").format(
                row=row + 1, column=column, why=why
            )
        )
