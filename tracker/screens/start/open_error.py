"""The screen that says why the book cannot be opened and what to do."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tracker.i18n import _label
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer


class OpenErrorScreen(TrackerScreen[None]):
    """Shows one sentence. The only key quits."""

    TITLE = _label("Can’t open")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape,enter,q", "app.quit", _label("Quit Tracker"), key_display="esc", id="leave")
    ]

    def __init__(self, sentence: str) -> None:
        """Show this sentence."""
        super().__init__()
        self.sentence = sentence

    def compose(self) -> ComposeResult:
        """Yield the sentence on an empty screen."""
        with Vertical(id="form"):
            yield Static(self.sentence, markup=False)
        yield Footer()
