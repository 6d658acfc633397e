"""What a reader is told of the tables: what they are called, what they hold, how they are written.

They are files of a bundle, or sheets of its workbook.
"""

from typing import NamedTuple

from tracker.export.tables.bundle_data import Contents
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_, _, ngettext


class Tables(NamedTuple):
    """What the two tables beside the page are called."""

    months: str
    entries: str


FILES = Tables("months.csv", "entries.csv")
SHEETS = Tables(N_("Months"), N_("Entries"))
"""As people read them; a spreadsheet program takes 31 characters at most."""


def sheets() -> Tables:
    """The tables of a workbook, in the person's language."""
    return Tables(*map(_, SHEETS))


def what_lies_here(contents: Contents, tables: Tables) -> dict[str, str]:
    """Each file or sheet beside the page, and what it is."""
    entries = {tables.entries: _entries(contents)}
    if tables != FILES:
        return {tables.months: _("The sums of each month."), **entries}
    report = {"report.pdf": _("The summary to begin with.")} if contents.report else {}
    return {
        **report,
        "share.png": _("A picture: the part of the income that went to the group.")
        if contents.shows_income
        else _("A picture: what was asked for and what was given."),
        FILES.months: _("The sums of each month. Any spreadsheet program opens it."),
        **entries,
        "datapackage.json": _("The same explanations, for computer programs."),
    }


def _entries(contents: Contents) -> str:
    count = contents.count
    if not count:
        return _("The entries. None is in it.")
    if contents.left_out.is_extract:
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


def how_it_is_written(contents: Contents, tables: Tables) -> list[str]:
    """How to read a cell; in a workbook numbers are numbers, and words need no guard."""
    cells = [
        _("Days are left out. A month is written year, month: 2025-10.")
        if contents.left_out.days
        else _("A day is written year, month, day: 2025-10-02."),
        _("Several answers or circumstances in one cell are parted by a semicolon and a space."),
    ]
    if tables != FILES:
        return cells
    return [
        _("A semicolon parts the cells, and decimals follow a comma: 12,50.")
        if contents.dialect is Dialect.SEMICOLON
        else _("A comma parts the cells, and decimals follow a point: 12.50."),
        *cells,
        _(
            "In words, an apostrophe may stand before = + - @ | or another apostrophe. It keeps "
            "spreadsheet programs from taking words for a formula, and is no part of what was said."
        ),
    ]
