"""The desk: what every screen is handed."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.i18n import NumberFormat

if TYPE_CHECKING:
    from tracker.book.book import Book
    from tracker.entries.parse_context import ParseContext
    from tracker.entries.types import StoredEntry

# Data: in people's notebooks since 0.1; never rename.
KEYS_SETTING = "keys"
"""The setting with the keys that were changed."""


@runtime_checkable
class RefreshesAmounts(Protocol):
    """A screen with amounts on it."""

    def refresh_amounts(self) -> None:
        """Show amounts, or dots, as the desk has it now."""


@runtime_checkable
class RefreshesTheme(Protocol):
    """A screen that says which theme is worn."""

    def refresh_theme(self) -> None:
        """Say which one it is now."""


@runtime_checkable
class HasDraft(Protocol):
    """A screen on which a line may have been begun."""

    def save_draft(self) -> str:
        """Keep the line in the book as it stands; gives why it could not be, or nothing."""


@runtime_checkable
class HasPendingWrite(Protocol):
    """A screen that may be writing something just now."""

    def cancel_write(self) -> None:
        """Write nothing more, and let the book forget the place where nothing lies.

        What is being put into its place already is waited for.
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
    """The open book, the one clock, and whether amounts are hidden just now."""

    opened_book: "Book | None"
    """The book; None until it is open."""
    clock: Clock
    hides_amounts: bool = False
    is_letter_read: bool = False
    """Whether the letter to oneself has opened since the book was opened."""

    @property
    def book(self) -> "Book":
        """The open book; raises LookupError before it is open."""
        if self.opened_book is None:
            raise LookupError("no book is open yet")
        return self.opened_book

    def load_parse_context(self, edited: "StoredEntry | None" = None) -> "ParseContext":
        """What an entry line may refer to, or that of an entry that is edited; raises BookError.

        With it what the person's own tags mean.
        """
        parse_context = (
            self.book.load_parse_context_before(edited)
            if edited
            else self.book.load_parse_context()
        )
        parse_context.meanings = self.book.tags.load_meanings()
        return parse_context

    @property
    def is_copy(self) -> bool:
        """Whether the book is a copy to look at: then nothing is offered that would write."""
        return self.opened_book is not None and self.opened_book.is_copy

    @property
    def can_redo(self) -> bool:
        """Return whether something was undone that can be redone."""
        with suppress(BookError):
            return (
                self.opened_book is not None
                and self.opened_book.undo_stack.find_newest_undone() > 0
            )
        return False

    @property
    def numbers(self) -> NumberFormat:
        """How amounts and shares are shown."""
        return NumberFormat(self.hides_amounts)
