"""Sentences about the tables for their reader: names, what they hold, how they are written.

They are files of a bundle, or sheets of its workbook.
"""

from typing import NamedTuple

from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_, _, ngettext


class TableNames(NamedTuple):
    """The names of the two tables."""

    months: str
    entries: str


FILE_NAMES = TableNames("months.csv", "entries.csv")
SHEET_NAMES = TableNames(N_("Months"), N_("Entries"))
"""As people read them; a spreadsheet program takes 31 characters at most."""


def translate_sheet_names() -> TableNames:
    """Return the names of a workbook's tables, in the person's language."""
    return TableNames(*map(_, SHEET_NAMES))


def describe_files(data: BundleData, names: TableNames) -> dict[str, str]:
    """Return each file or sheet beside the report, and what it is."""
    entries = {names.entries: _describe_entries(data)}
    if names != FILE_NAMES:
        return {names.months: _("The sums of each month."), **entries}
    report = {"report.pdf": _("The summary to begin with.")} if data.report else {}
    return {
        **report,
        "share.png": _("A picture: the part of the income that went to the group.")
        if data.has_income
        else _("A picture: what was asked for and what was given."),
        FILE_NAMES.months: _("The sums of each month. Any spreadsheet program opens it."),
        **entries,
        "datapackage.json": _("The same explanations, for computer programs."),
    }


def _describe_entries(data: BundleData) -> str:
    count = data.entry_count
    if not count:
        return _("The entries. None is in it.")
    if data.omissions.is_extract:
        text = ngettext(
            "The {count} entry of this extract.", "The {count} entries of this extract.", count
        )
    else:
        text = ngettext(
            "The {count} entry that the sums are made from.",
            "All {count} entries that the sums are made from.",
            count,
        )
    return text.format(count=count)


def describe_notation(data: BundleData, names: TableNames) -> list[str]:
    """Return how to read a cell; in a workbook numbers are numbers, and texts need no guard."""
    cells = [
        _("Days are left out. A month is written year, month: 2025-10.")
        if data.omissions.days
        else _("A day is written year, month, day: 2025-10-02."),
        _("Several answers or circumstances in one cell are parted by a semicolon and a space."),
    ]
    if names != FILE_NAMES:
        return cells
    return [
        _("A semicolon parts the cells, and decimals follow a comma: 12,50.")
        if data.dialect is Dialect.SEMICOLON
        else _("A comma parts the cells, and decimals follow a point: 12.50."),
        *cells,
        _(
            "In words, an apostrophe may stand before = + - @ | or another apostrophe. It keeps "
            "spreadsheet programs from taking words for a formula, and is no part of what was said."
        ),
    ]
