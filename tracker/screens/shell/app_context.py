"""The app's context, which every screen is given, and protocols that the app asks screens for."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tracker.analysis.screen_offers import ScreenOffers, find_offers
from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.entries.tags import FIRST_TAGS, Tag
from tracker.i18n import NumberFormat

if TYPE_CHECKING:
    from tracker.book.book import Book
    from tracker.entries.parse_context import ParseContext
    from tracker.entries.types import StoredEntry

# Data: in people's notebooks since 0.1. Never rename.
KEYS_SETTING = "keys"
"""The setting with the keys that were changed."""


@runtime_checkable
class RefreshesAmounts(Protocol):
    """A screen with amounts on it."""

    def refresh_amounts(self) -> None:
        """Show amounts, or dots, as the context says now."""


@runtime_checkable
class RefreshesTheme(Protocol):
    """A screen that shows the name of the current theme."""

    def refresh_theme(self) -> None:
        """Show the name of the current theme."""


@runtime_checkable
class HasDraft(Protocol):
    """A screen with a line that may not be saved yet."""

    def save_draft(self) -> str:
        """Save the line as a draft. Returns why that failed, or an empty text."""


@runtime_checkable
class HasPendingWrite(Protocol):
    """A screen that may be writing a file."""

    def cancel_write(self) -> None:
        """Cancel the write, and remove from the export log what was not written.

        A write that has begun is waited for.
        """


@runtime_checkable
class SelectsEntry(Protocol):
    """A screen that lists entries."""

    def select_entry(self, number: int) -> None:
        """Put the cursor on an entry, if it is listed."""


class CapturesAllKeys:
    """A dialog that waits for a key, whatever the key does elsewhere."""


@dataclass(slots=True)
class AppContext:
    """The open book, the one clock, and whether amounts are hidden."""

    opened_book: "Book | None"
    """The book, or None until it is open."""
    clock: Clock
    hides_amounts: bool = False
    is_letter_read: bool = False
    """Whether the letter to oneself has opened since the book was opened."""
    last_opened: str = ""
    """What This month says of the last opening, empty unless the person chose that."""
    _offers: ScreenOffers = field(default_factory=ScreenOffers, init=False, repr=False)
    _offers_state: tuple[int, date] | None = field(default=None, init=False, repr=False)
    """The revision of the book and the day for which the offers were found."""

    @property
    def book(self) -> "Book":
        """Return the open book. Raises LookupError before it is open."""
        if self.opened_book is None:
            raise LookupError("no book is open yet")
        return self.opened_book

    def load_parse_context(self, edited: "StoredEntry | None" = None) -> "ParseContext":
        """Return what an entry line may refer to. Raises BookError.

        For an entry that is edited this is the book as it was before that entry. It includes the
        meanings of the person's own tags.
        """
        parse_context = (
            self.book.load_parse_context_before(edited)
            if edited
            else self.book.load_parse_context()
        )
        parse_context.meanings = self.book.tags.load_meanings()
        return parse_context

    def load_key_tags(self) -> tuple[Tag, ...]:
        """Return the tags on keys. In the first week its own come first. Raises BookError."""
        return self.book.tags.load_key_tags(FIRST_TAGS if self.offers.is_first_week else ())

    @property
    def is_copy(self) -> bool:
        """Return whether the book is a read-only copy: then nothing is offered that would write."""
        return self.opened_book is not None and self.opened_book.is_copy

    @property
    def offers(self) -> ScreenOffers:
        """Return what is offered now. It is found again once the book or the day has changed.

        A copy offers everything, and so does a book that cannot be read.
        """
        if self.opened_book is None or self.opened_book.is_copy:
            return ScreenOffers()
        today = self.clock.today()
        try:
            state = self.opened_book.revision, today
            if state != self._offers_state:
                self._offers = find_offers(self.opened_book.load_offer_facts(today), today)
                self._offers_state = state
        except BookError:
            return ScreenOffers()
        return self._offers

    @property
    def can_redo(self) -> bool:
        """Return whether something was undone that can be redone."""
        with suppress(BookError):
            return self.opened_book is not None and self.opened_book.can_redo()
        return False

    @property
    def numbers(self) -> NumberFormat:
        """Return how amounts and shares are shown."""
        return NumberFormat(self.hides_amounts)
