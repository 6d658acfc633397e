"""The app on a copy that somebody was given: everything can be looked at, nothing is noted."""

from textual.screen import Screen

from tracker.app.tracker_app import SETTINGS, TrackerApp
from tracker.book.book import Book
from tracker.clock import Clock

DISABLED_ACTIONS = frozenset(
    {"after_a_meeting", "before_you_answer", "show_someone", "undo", "redo", "lock"}
)
"""What is done from every place of one's own book, and not here."""


class ViewerApp(TrackerApp):
    """Tracker on a book in memory, which is gone when one leaves; no file is written."""

    def __init__(self, book: Book, clock: Clock, title: str, message: str = "") -> None:
        """Look at this book, which is open; `title` says what it is on every screen."""
        super().__init__(book.path, clock)
        self.book = book
        self.sub_title = title
        self._message = message

    def on_mount(self) -> None:
        """Say once what was to be said."""
        if self._message:
            self.call_after_refresh(self.notify, self._message, markup=False)

    def _build_first_screen(self) -> Screen[None]:
        """This month; there is nothing to be opened."""
        return self._build_this_month()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What notes, changes or shows is not offered."""
        if action in DISABLED_ACTIONS or (action == "place" and parameters == (SETTINGS,)):
            return False
        return super().check_action(action, parameters)

    async def action_place(self, name: str) -> None:
        """Go to a place; there is nothing to set here."""
        if name != SETTINGS:
            await super().action_place(name)

    def check_file(self) -> None:
        """Do nothing: no file can change it."""

    def back_up_when_idle(self) -> None:
        """Do nothing: no backup is made of it."""

    def save_setting(self, name: str, value: str | None) -> None:
        """Let a choice hold until one leaves."""


class EntriesViewerApp(ViewerApp):
    """The same on a copy of some months, or without days: its entries, and no other place.

    What is counted rests on all months and on days, so none of it could be trusted here.
    """

    def _build_first_screen(self) -> Screen[None]:
        """The entries."""
        return self._build_entries()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No other place is offered."""
        if action in ("place", "go"):
            return False
        return super().check_action(action, parameters)

    async def action_place(self, name: str) -> None:
        """Stay."""
