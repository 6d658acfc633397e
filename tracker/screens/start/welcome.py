"""The first screen of all: what Tracker is, and one button to begin."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Static

from tracker.i18n import _
from tracker.screens.shell.app_requests import StartRequest
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer


class WelcomeScreen(TrackerScreen[None]):
    """The first screen where there is no book yet."""

    TITLE = _("Welcome")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "begin", _("Begin"), key_display="enter", priority=True, id="begin"),
        Binding("t", "app.tour", _("A tour first"), id="tour"),
        Binding("escape", "app.quit", _("Leave"), id="leave"),
    ]

    def compose(self) -> ComposeResult:
        """Yield what Tracker is in two lines, and the button."""
        with Vertical(id="middle"):
            yield Static("Tracker", markup=False, classes="title")
            yield Static(
                _("A private notebook of what a group asks you for, and of what you give."),
                markup=False,
            )
            yield Static(
                _("It stays on this device and is sent to nobody; you decide who sees it."),
                markup=False,
                classes="said",
            )
            yield Button(_("I just came from a meeting"), id="just-came", flat=True)
            yield Static(
                _(
                    "First you choose a passphrase. Then one minute is enough;"
                    " everything else can be set later, or never."
                ),
                markup=False,
                classes="said",
            )
        yield Footer()

    @on(Button.Pressed)
    def action_begin(self) -> None:
        """Ask the app to set up a book."""
        self.post_message(StartRequest())
