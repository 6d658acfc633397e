"""What figures about groups are made from, of a new book of given lines."""

from datetime import date
from typing import NamedTuple

from tests.analysis.book_factory import LATE, Shelf
from tests.factories import copy_empty_book, known_book, read_entries
from tracker.analysis.groups.group_activity import CameBack
from tracker.analysis.monthly.facts import Facts
from tracker.analysis.patterns.pattern_facts import Happened
from tracker.entries.types import Logged


class Read(NamedTuple):
    """A book as figures see it."""

    happened: Happened
    facts: Facts
    came_back: list[CameBack]
    entries: list[Logged]


def read_book(shelf: Shelf, lines: str, today: date = LATE) -> Read:
    """A book of these lines, whose group is `circle` where none is named."""
    with copy_empty_book(shelf.folder / "read.db") as book:
        book.log(read_entries(lines.splitlines(), known_book(), LATE), today)
        return Read(
            book.asking.happened(today),
            book.facts(today),
            book.asking.came_back(today),
            list(book.entries()),
        )
