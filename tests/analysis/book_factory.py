"""New books of given entries, and their monthly tables."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

from tests.analysis.second_book import Found
from tests.factories import copy_empty_book, known_book, read_entries
from tests.strategies import LAST_DAY
from tracker.analysis.monthly.columns import Cell, cells
from tracker.analysis.monthly.facts import Facts
from tracker.analysis.monthly.table import Monthly, Row
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.patterns import patterns
from tracker.entries.parse_context import Known
from tracker.entries.types import Entry, Logged
from tracker.months import Month

LATE = date(2026, 12, 31)
"""The today on which the lines of examples are read."""


def flat(pattern: Pattern) -> Found:
    """Return a pattern as the second computation has it."""
    name, *rest = astuple(pattern)
    count, of, value, enough, entries, aside, of_entries, counted, each = rest
    return name.value, count, of, value, enough, entries, aside, of_entries, counted, each


class Shelf:
    """Makes a new book for whoever needs one."""

    def __init__(self, folder: Path) -> None:
        """Make books in a folder."""
        self.folder = folder

    def monthly(self, entries: Sequence[Entry], today: date) -> tuple[Monthly, list[Logged]]:
        """The monthly table of a new book of these entries, and the entries as it keeps them."""
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            return Monthly(book.facts(today)), list(book.entries())

    def facts(
        self, entries: Sequence[Entry], today: date, since: Month | None
    ) -> tuple[Facts, Facts, list[Logged]]:
        """The facts of a new book of these entries, whole and since a month, and what it keeps."""
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            return book.facts(today), book.facts(today, since), list(book.entries())

    def known(self, entries: Sequence[Entry], today: date) -> Known:
        """What a line may name that goes into a new book of these entries."""
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            return book.known()

    def facts_of(self, lines: str, today: date = LATE) -> Facts:
        """The facts of a book of these lines, whose group is `circle` where none is named."""
        entries = read_entries(lines.splitlines(), known_book(), LATE)
        return self.facts(entries, today, None)[0]

    def rows(self, lines: str, today: date = LATE) -> list[Row]:
        """The rows of a book of these lines, whose group is `circle` where none is named."""
        entries = read_entries(lines.splitlines(), known_book(), LATE)
        return self.monthly(entries, today)[0].rows()

    def rows_without_group(self, lines: str, today: date) -> list[Row]:
        """The rows of a book that has no group of its own."""
        return self.monthly(read_entries(lines.splitlines(), today=LAST_DAY), today)[0].rows()

    def row(self, lines: str, month: str, today: date = LATE, group: str = "all") -> Row:
        """One row of a book of these lines."""
        wanted = Month.parse(month)
        return next(
            row for row in self.rows(lines, today) if row.month == wanted and row.group == group
        )

    def cells(
        self, lines: str, month: str, today: date = LATE, group: str = "all"
    ) -> dict[str, Cell]:
        """One row of a book of these lines as files have it."""
        return cells(self.row(lines, month, today, group))

    def column(self, lines: str, name: str, today: date = LATE) -> dict[str, Cell]:
        """One column of the row of all groups by month, without what is 0 or empty."""
        table = [cells(row) for row in self.rows(lines, today) if row.group == "all"]
        return {
            str(row["month"]): row[name]
            for row in table
            if row[name] not in (None, "0.00", 0) or isinstance(row[name], bool)
        }

    def patterns_of(
        self,
        lines: str,
        today: date = LATE,
        group: str | None = None,
        first: str | None = None,
        last: str | None = None,
    ) -> dict[PatternName, Pattern]:
        """The patterns of a book of these lines, whose group is `circle` where none is named."""
        entries = read_entries(lines.splitlines(), known_book(), LATE)
        months = [Month.parse(each) if each else None for each in (first, last)]
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            monthly = Monthly(book.facts(today))
            found = patterns(book.asking.happened(today), monthly, group, *months)
        return {pattern.name: pattern for pattern in found}
