"""The first screen of all: what Tracker is, and one button to begin."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Static

from tracker.i18n import _, _label
from tracker.screens.shell.app_requests import StartRequest
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer


class WelcomeScreen(TrackerScreen[None]):
    """The first screen where there is no book yet."""

    TITLE = _label("Welcome")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "begin", _label("Start"), key_display="enter", priority=True, id="begin"),
        Binding("t", "app.tour", _label("Take the tour"), id="tour"),
        Binding("escape", "app.quit", _label("Quit Tracker"), id="leave"),
    ]

    def compose(self) -> ComposeResult:
        """Yield what Tracker is in two lines, and the button."""
        with Vertical(id="middle"):
            yield Static("Tracker", markup=False, classes="title")
            yield Static(
                _("A private notebook for what a group asks you for, and what you give."),
                markup=False,
            )
            yield Static(
                _("It stays on this device and is never sent to anyone. You decide who sees it."),
                markup=False,
                classes="said",
            )
            yield Button(_label("I just came from a meeting"), id="just-came", flat=True)
            yield Static(
                _(
                    "First, choose a passphrase. Then one minute is enough. You can set up "
                    "everything else later, or never."
                ),
                markup=False,
                classes="said",
            )
        yield Footer()

    @on(Button.Pressed)
    def action_begin(self) -> None:
        """Ask the app to set up a book."""
        self.post_message(StartRequest())
