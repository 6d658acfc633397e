"""The screen that asks for the passphrase of a locked book."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.i18n import _, _label
from tracker.screens.shell.app_requests import UnlockRequest
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer
from tracker.widgets.password_input import PasswordInput


class UnlockScreen(TrackerScreen[None]):
    """Sends the app what was typed. The field stays until the book is open."""

    TITLE = _label("Unlock")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "try", _label("Open"), key_display="enter", priority=True, id="open"),
        Binding("escape", "app.quit", _label("Quit Tracker"), id="leave"),
    ]

    def __init__(self, place_message: str = "") -> None:
        """Ask for the passphrase. `place_message` says of which book, where that is not clear."""
        super().__init__()
        self._place_message = place_message

    def compose(self) -> ComposeResult:
        """Yield a sentence, the field, and a line for messages."""
        with Vertical(id="form"):
            yield Static(_("This notebook is locked."), markup=False, classes="title")
            if self._place_message:
                yield Static(self._place_message, markup=False, classes="said")
            yield Static(_label("Passphrase"), markup=False, classes="label")
            yield PasswordInput()
            yield Static(markup=False, id="answer")
        yield Footer()

    def action_try(self) -> None:
        """Send the passphrase, if one was typed."""
        field = self.query_one(PasswordInput)
        if field.value:
            self.post_message(UnlockRequest(self, field.value))

    @on(Input.Changed)
    def _clear_error(self) -> None:
        if self.query_one(PasswordInput).value:
            self.show_message("")

    def clear_passphrase(self) -> None:
        """Forget what was typed: it is not needed any more."""
        self.query_one(PasswordInput).clear()

    def show_message(self, sentence: str) -> None:
        """Show why the book did not open, and let the passphrase be typed again."""
        super().show_message(sentence)
        if sentence:
            self.clear_passphrase()
