"""The frame of every page: its heading, what it shows, and its keys in the last lines."""

from collections.abc import Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ScreenResultType

from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading


class PageScreen(TrackerScreen[ScreenResultType]):
    """A screen that shows something of the open book on a page."""

    WRITE_ACTIONS: ClassVar[Set[str]] = frozenset()
    """The actions of this screen that a read-only copy does not offer."""
    FOOTER_KEYS: ClassVar[tuple[str, ...]] = ()
    """The ids of the app's keys that the footer shows, too."""
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
        yield Footer(*self.FOOTER_KEYS)

    def compose_page(self) -> ComposeResult:
        """Yield what is below the heading."""
        raise NotImplementedError

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do now, such as those that write in a copy."""
        return self.WRITE_ACTIONS if self.context.is_copy else frozenset()
