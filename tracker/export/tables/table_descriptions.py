"""Sentences about the tables for their reader: their names, what they hold, how to read them.

The tables are files in the export folder, or sheets of the workbook.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.analysis.monthly.table import ALL_GROUPS
from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_label, _, _label, ngettext


class TableNames(NamedTuple):
    """The names of the two tables."""

    months: str
    entries: str


FILE_NAMES = TableNames("months.csv", "entries.csv")
SHEET_NAMES = TableNames(N_label("Months", "table"), N_label("Entries", "table"))
"""The sheet names as people read them. Spreadsheet programs take at most 31 characters."""


def translate_sheet_names() -> TableNames:
    """Return the names of a workbook's tables, in the person's language."""
    return TableNames(_label(SHEET_NAMES.months), _label(SHEET_NAMES.entries))


def describe_files(data: BundleData, names: TableNames) -> dict[str, str]:
    """Return the name of each file or sheet, and what it is."""
    entries = {names.entries: _describe_entries(data)}
    if names != FILE_NAMES:
        return {names.months: _("Totals for each month."), **entries}
    report = {"report.pdf": _("The summary. Start here.")} if data.report else {}
    return {
        **report,
        "share.png": _("A chart of the share of my income that went to the group.")
        if data.has_income
        else _("A chart of what I was asked for and what I gave."),
        FILE_NAMES.months: _("Totals for each month. Any spreadsheet program opens it."),
        **entries,
        "datapackage.json": _("The same explanations, for computer programs."),
    }


def _describe_entries(data: BundleData) -> str:
    count = data.entry_count
    if not count:
        return _("The entries. There are none.")
    if data.omissions.is_extract:
        text = ngettext(
            "The {count} entry in this selection.", "The {count} entries in this selection.", count
        )
    else:
        text = ngettext(
            "{count} entry, in one row.",
            "{count} entries, one in each row.",
            count,
        )
    return text.format(count=count)


def describe_month_rows(data: BundleData) -> Iterator[str]:
    """Yield which rows of the months belong together, and how what I was asked for is counted."""
    if any(row.group != ALL_GROUPS for row in data.rows):
        yield _("Use either the “all” rows or the rows of one group.")
        if data.has_income:
            yield _("Income and living costs are the same in each.")
    yield _(
        "If I was asked for the same thing more than once in a month (see “for_entry”), only the "
        "last time counts in “asked_low”, “asked_high” and “asked_open”. In a month in which I "
        "wasn’t asked for it, a regular yes to it counts there instead, each time it is due and as "
        "long as it lasts."
    )


def describe_regular_entries() -> str:
    """Return how long what repeats counts."""
    return _(
        "A regular income, living cost or payment counts each time it is due, until its last day "
        "or until a newer one with the same group, kind and label replaces it. A newer one of 0.00 "
        "only ends it."
    )


def describe_notation(data: BundleData, names: TableNames) -> list[str]:
    """Return how to read a cell. In a workbook numbers are numbers, and texts have no guard."""
    cells = [
        _("Days are left out. Months are written year-month: 2025-10.")
        if data.omissions.days
        else _("Dates are written year-month-day: 2025-10-02."),
        _("Several answers or tags in one cell are separated by a semicolon and a space."),
    ]
    if names != FILE_NAMES:
        return cells
    return [
        _("Semicolons separate the cells, and amounts have a decimal comma: 12,50.")
        if data.dialect is Dialect.SEMICOLON
        else _("Commas separate the cells, and amounts have a decimal point: 12.50."),
        *cells,
        _(
            "In text, you may see an extra apostrophe before = + - @ | or another apostrophe. It "
            "keeps spreadsheet programs from reading text as a formula. It isn’t part of the text."
        ),
    ]
