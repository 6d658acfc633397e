"""bundle.xlsx: READ-ME and both tables in one workbook, for a reader with a spreadsheet program.

Its tables are made from `months.csv` and `entries.csv`, without their guard, so it can't contain
anything else. The same data gives the same bytes, nothing in them says who made them or when, and
no temporary file is written.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

from xlsxwriter import Workbook

from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.read_me import WIDTH, render_read_me
from tracker.export.tables.table_descriptions import translate_sheet_names
from tracker.export.tables.worksheet import (
    RowProgress,
    SheetWriter,
    build_cell_formats,
    ignore_progress,
    write_text,
)
from tracker.i18n import _label

_WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATION_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The format needs a day on which it was made. This is the same day as in its zip entries."""
_A4 = 9


def render_workbook(data: BundleData, report_progress: RowProgress = ignore_progress) -> bytes:
    """Return `bundle.xlsx`. Raise ExportError if a table doesn't fit into a sheet.

    `report_progress` gets how many rows of a table are written. What it raises ends the work.
    """
    file = BytesIO()
    book = Workbook(file, _WORKBOOK_OPTIONS)
    book.set_properties(
        {"title": _label("What a group asked me for, and what I gave"), "created": _CREATION_DATE}
    )
    dialect, names = data.dialect, translate_sheet_names()
    _write_read_me(book, render_read_me(data, names=names))
    formats = build_cell_formats(book)
    for name, raw in ((names.months, data.months_csv), (names.entries, data.entries_csv)):
        sheet = book.add_worksheet(name)
        SheetWriter(sheet, formats, dialect).write_table(dialect.read_rows(raw), report_progress)
        sheet.set_landscape()
        _set_up_printing(sheet)
    book.close()
    return file.getvalue()


def _write_read_me(book: Any, lines: Sequence[str]) -> None:
    """Write READ-ME line by line in a fixed-width font, for its columns. Headings are bold."""
    sheet = book.add_worksheet(_label("Read me"))
    font = {"font_name": "Courier New", "font_size": 10}
    line_format, heading_format = book.add_format(font), book.add_format({**font, "bold": True})
    row = 0
    for line, following in pairwise([*lines, ""]):
        if not _is_underline(line):
            cell_format = heading_format if _is_underline(following) else line_format
            write_text(sheet, row, 0, line, cell_format, cell_format)
            row += 1
    sheet.set_column(0, 0, WIDTH + 2)
    sheet.hide_gridlines(2)
    _set_up_printing(sheet)


def _is_underline(line: str) -> bool:
    """Return whether a line only underlines the one above it."""
    return bool(line) and not line.strip(line[0]) and line[0] in "=-"


def _set_up_printing(sheet: Any) -> None:
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
