"""The app on a copy that somebody was given: everything can be looked at, nothing is added."""

from textual.screen import Screen

from tracker.app.tracker_app import SETTINGS, TrackerApp
from tracker.book.book import Book
from tracker.clock import Clock

DISABLED_ACTIONS = frozenset(
    {"after_a_meeting", "before_you_answer", "show_someone", "undo", "redo", "lock"}
)
"""Actions of the app on a book of one's own that a copy does not offer."""


class ViewerApp(TrackerApp):
    """The app on a book in memory, which is gone when the app quits; no file is written."""

    def __init__(self, book: Book, clock: Clock, title: str, message: str = "") -> None:
        """Start on this open book; `title` says on every screen what it is."""
        super().__init__(book.path, clock)
        self.book = book
        self.sub_title = title
        self._message = message

    def on_mount(self) -> None:
        """Show the message once."""
        if self._message:
            self.call_after_refresh(self.notify, self._message, markup=False)

    def _build_first_screen(self) -> Screen[None]:
        """Return This month: the book is open already."""
        return self._build_this_month()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered: none that adds, changes or exports is."""
        if action in DISABLED_ACTIONS or (action == "place" and parameters == (SETTINGS,)):
            return False
        return super().check_action(action, parameters)

    async def action_place(self, name: str) -> None:
        """Go to a main screen, but not to Settings."""
        if name != SETTINGS:
            await super().action_place(name)

    def check_file(self) -> None:
        """Do nothing: the book has no file."""

    def back_up_when_idle(self) -> None:
        """Do nothing: a copy gets no backup."""

    def save_setting(self, name: str, value: str | None) -> None:
        """Save nothing: a setting holds until the app quits."""


class EntriesViewerApp(ViewerApp):
    """The same on a copy of some months, or without days: Entries, and no other main screen.

    What is counted needs all months and all days, so none of it would be right here.
    """

    def _build_first_screen(self) -> Screen[None]:
        """Return Entries."""
        return self._build_entries()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered: none that goes to another screen is."""
        if action in ("place", "go"):
            return False
        return super().check_action(action, parameters)

    async def action_place(self, name: str) -> None:
        """Stay."""
