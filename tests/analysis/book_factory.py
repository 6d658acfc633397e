"""New books of given entries on the disk, and their monthly tables and patterns."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

from tests.analysis.second_book import FoundPattern
from tests.factories import copy_empty_book, make_parse_context, read_entries
from tests.strategies import LAST_DAY
from tracker.analysis.monthly.columns import MonthCell, serialize_row
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.entries.types import Entry, StoredEntry
from tracker.months import Month

LATE_TODAY = date(2026, 12, 31)
"""The today on which the lines of examples are read."""


def flatten_pattern(pattern: Pattern) -> FoundPattern:
    """Return a pattern as the second computation has it."""
    name, *rest, _newest = astuple(replace(pattern, newest_month=None))
    found, newest = FoundPattern(name.value, *rest), pattern.newest_month
    return found if newest is None else replace(found, newest_month=(newest.month, newest.given))


class BookFactory:
    """Makes new books in a folder and returns what the tests need of them."""

    def __init__(self, folder: Path) -> None:
        """Make books in a folder."""
        self.folder = folder

    def build_table(
        self, entries: Sequence[Entry], today: date
    ) -> tuple[MonthlyTable, list[StoredEntry]]:
        """Return the monthly table of a new book of these entries, and its stored entries."""
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            return MonthlyTable(book.load_monthly_facts(today)), list(book.load_entries())

    def load_facts(
        self, entries: Sequence[Entry], today: date, since: Month | None
    ) -> tuple[MonthlyFacts, MonthlyFacts, list[StoredEntry]]:
        """Return the facts of a new book, whole and since a month, and its stored entries."""
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            return (
                book.load_monthly_facts(today),
                book.load_monthly_facts(today, since),
                list(book.load_entries()),
            )

    def load_facts_of_lines(self, lines: str, today: date = LATE_TODAY) -> MonthlyFacts:
        """Return the facts of a book of these lines, whose group is `circle` by default."""
        entries = read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY)
        return self.load_facts(entries, today, None)[0]

    def build_rows(self, lines: str, today: date = LATE_TODAY) -> list[MonthRow]:
        """Return the rows of a book of these lines, whose group is `circle` by default."""
        entries = read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY)
        return self.build_table(entries, today)[0].build_rows()

    def build_rows_without_group(self, lines: str, today: date) -> list[MonthRow]:
        """Return the rows of a book that has no group of its own."""
        return self.build_table(read_entries(lines.splitlines(), today=LAST_DAY), today)[
            0
        ].build_rows()

    def build_row(
        self, lines: str, month: str, today: date = LATE_TODAY, group: str = "all"
    ) -> MonthRow:
        """Return one row of a book of these lines."""
        wanted = Month.parse(month)
        return next(
            row
            for row in self.build_rows(lines, today)
            if row.month == wanted and row.group == group
        )

    def serialize_row(
        self, lines: str, month: str, today: date = LATE_TODAY, group: str = "all"
    ) -> dict[str, MonthCell]:
        """Return one row of a book of these lines as files have it."""
        return serialize_row(self.build_row(lines, month, today, group))

    def select_column(
        self, lines: str, name: str, today: date = LATE_TODAY
    ) -> dict[str, MonthCell]:
        """Return one column of the row of all groups by month, without what is 0 or empty."""
        table = [serialize_row(row) for row in self.build_rows(lines, today) if row.group == "all"]
        return {
            str(row["month"]): row[name]
            for row in table
            if row[name] not in (None, "0.00", 0) or isinstance(row[name], bool)
        }

    def find_patterns(
        self,
        lines: str,
        today: date = LATE_TODAY,
        group: str | None = None,
        first: str | None = None,
        last: str | None = None,
    ) -> dict[PatternName, Pattern]:
        """Return the patterns of a book of these lines, whose group is `circle` by default."""
        entries = read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY)
        months = [Month.parse(month) if month else None for month in (first, last)]
        with copy_empty_book(self.folder / "book.db") as book:
            book.log(entries, today)
            table = MonthlyTable(book.load_monthly_facts(today))
            patterns = find_patterns(
                book.ask_queries.load_pattern_facts(today), table, group, *months
            )
        return {pattern.name: pattern for pattern in patterns}
