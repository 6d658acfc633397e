"""What a new book of given lines loads for the analysis."""

from datetime import date
from typing import NamedTuple

from tests.analysis.book_factory import LATE_TODAY, BookFactory
from tests.factories import copy_empty_book, make_parse_context, read_entries
from tracker.analysis.groups.group_activity import MoneyBackFact
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.entries.types import StoredEntry


class LoadedBook(NamedTuple):
    """What the analysis takes from a book."""

    pattern_facts: PatternFacts
    monthly_facts: MonthlyFacts
    money_back: list[MoneyBackFact]
    entries: list[StoredEntry]


def load_book(book_factory: BookFactory, lines: str, today: date = LATE_TODAY) -> LoadedBook:
    """Return a new book of these lines, whose group is `circle` where none is named."""
    with copy_empty_book(book_factory.folder / "read.db") as book:
        book.log(read_entries(lines.splitlines(), make_parse_context(), LATE_TODAY), today)
        return LoadedBook(
            book.ask_queries.load_pattern_facts(today),
            book.load_monthly_facts(today),
            book.ask_queries.load_money_back(today),
            list(book.load_entries()),
        )
