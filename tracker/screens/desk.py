"""The desk: what every screen is handed."""

from dataclasses import dataclass

from tracker.book.book import Book
from tracker.clock import Clock
from tracker.texts import Numbers


@dataclass(slots=True)
class Desk:
    """The open book, the one clock, and whether amounts are hidden just now."""

    book: Book
    clock: Clock
    hidden: bool = False

    @property
    def numbers(self) -> Numbers:
        """How amounts and shares are shown."""
        return Numbers(self.hidden)
