"""The app on a copy that someone was given: everything can be looked at, nothing is added."""

from textual.screen import Screen

from tracker.app.screen_modes import ENTRIES, SETTINGS, THIS_MONTH
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.clock import Clock

DISABLED_ACTIONS = frozenset(
    {"after_a_meeting", "before_you_answer", "show_someone", "undo", "redo", "lock"}
)
"""Actions of the app on a book of one's own that a copy does not offer."""
NAVIGATION_ACTIONS = frozenset({"place", "go"})
"""Actions that lead to other main screens."""


class ViewerApp(TrackerApp):
    """The app on a book in memory, which is gone when the app quits. No file is written."""

    def __init__(
        self, book: Book, clock: Clock, title: str, message: str = "", *, is_complete: bool = True
    ) -> None:
        """Start on this open book. `title` says on every screen what it is.

        A copy that is not complete lacks months or days. What is counted needs all of them, so
        Entries is its only main screen.
        """
        super().__init__(book.path, clock)
        self.session.book = book
        self.sub_title = title
        self._message = message
        self._home = THIS_MONTH if is_complete else ENTRIES
        self.disabled_actions = DISABLED_ACTIONS
        if not is_complete:
            self.disabled_actions |= NAVIGATION_ACTIONS

    def on_mount(self) -> None:
        """Show the message once."""
        if self._message:
            self.call_after_refresh(self.notify, self._message, markup=False)

    def _build_first_screen(self) -> Screen[None]:
        """Return the first main screen: the book is open already."""
        return self.screen_modes.build_screen(self._home)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered: none that adds, changes or exports is."""
        if action in self.disabled_actions or (action, parameters) == ("place", (SETTINGS,)):
            return False
        if action == "page" and not self._offers_page(*map(str, parameters)):
            return False
        return super().check_action(action, parameters)

    def _offers_page(self, name: str) -> bool:
        """Return whether a copy shows this page: all of its entries must be there to count them."""
        from tracker.app.pages import PAGES

        return self._home == THIS_MONTH and PAGES[name].is_in_copy
