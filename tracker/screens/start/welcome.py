"""The first screen of all: what Tracker is, and two ways in.

Looking around opens the tour, which is in memory, and no notebook: nothing typed there could be
kept.
"""

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
        Binding("enter", "begin", _label("Choose"), key_display="enter", priority=True, id="begin"),
        Binding("t", "app.tour", _label("Look around"), id="tour"),
        Binding("escape", "app.quit", _label("Quit Tracker"), id="leave"),
        Binding("down,right", "app.focus_next", show=False),
        Binding("up,left", "app.focus_previous", show=False),
    ]
    AUTO_FOCUS = "#write"

    def compose(self) -> ComposeResult:
        """Yield what Tracker is in two lines, and the two ways in."""
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
            yield Button(_label("Write down what happened"), id="write", flat=True)
            yield Static(
                _(
                    "First, choose a passphrase. Then one minute is enough. You can set up "
                    "everything else later, or never."
                ),
                markup=False,
                classes="said",
            )
            yield Button(_label("Look around first"), id="look-around", flat=True)
            yield Static(
                _("It shows a made-up story. Then you’re back here, and nothing is saved."),
                markup=False,
                classes="said",
            )
        yield Footer()

    async def action_begin(self) -> None:
        """Take the way in that has the focus."""
        if isinstance(self.focused, Button) and self.focused.id == "look-around":
            await self.run_action("app.tour")
        else:
            self.post_message(StartRequest())

    @on(Button.Pressed)
    async def _take_clicked(self, event: Button.Pressed) -> None:
        event.button.focus()
        await self.action_begin()
