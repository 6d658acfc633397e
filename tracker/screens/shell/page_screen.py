"""The frame of every page: its heading, what it shows, and its keys in the last lines."""

from collections.abc import Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ScreenResultType

from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import HIDE, LOCK, Footer, FooterChoice
from tracker.widgets.heading import PageHeading


class PageScreen(TrackerScreen[ScreenResultType]):
    """A screen that shows something of the open book on a page."""

    WRITE_ACTIONS: ClassVar[Set[str]] = frozenset()
    """The actions of this screen that a read-only copy does not offer."""
    FOOTER_KEYS: ClassVar[tuple[str, ...]] = ()
    """The ids of the app's keys that the footer shows, too."""
    FIRST_WEEK_KEYS: ClassVar[tuple[str, ...]] = ()
    """The ids of the keys that the footer shows in the first week, the most needed first.

    The key that locks is one more. Without any, the footer shows all keys from the first day.
    """
    HIDES_EMPTY_MESSAGE = True
    IS_WIDE: ClassVar[bool] = False
    """Whether the page is as wide as two columns where there is room for them."""
    heading_detail = ""
    """What the heading says next to the title at first."""

    def __init__(self, context: AppContext) -> None:
        """Show the book in this context."""
        super().__init__()
        self.context = context

    def compose(self) -> ComposeResult:
        """Yield the page and its keys."""
        with Vertical(id="page", classes="-wide" if self.IS_WIDE else None):
            yield PageHeading(self.title or "", self.heading_detail)
            yield from self.compose_page()
        yield Footer(self.choose_footer_keys)

    def compose_page(self) -> ComposeResult:
        """Yield what is below the heading."""
        raise NotImplementedError

    def choose_footer_keys(self) -> FooterChoice:
        """Return which keys the footer shows. One of them locks, or hides where nothing can."""
        book = self.context.opened_book
        can_lock = book is not None and book.encrypted
        if self.FIRST_WEEK_KEYS and self.context.offers.is_first_week:
            return FooterChoice(few=(LOCK if can_lock else HIDE, *self.FIRST_WEEK_KEYS))
        lock = (LOCK,) if can_lock and HIDE in self.FOOTER_KEYS else ()
        return FooterChoice(also=(*lock, *self.FOOTER_KEYS))

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do now, such as those that write in a copy."""
        return self.WRITE_ACTIONS if self.context.is_copy else frozenset()
