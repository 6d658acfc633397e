"""The frame of every dialog: a box over the screen, and its keys in the last lines."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer


class Dialog(ModalScreen[ScreenResultType], TrackerScreen[ScreenResultType]):
    """A box over the screen that returns the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The app's own keys do nothing while a dialog is open.
        Binding("h", "app.people", show=False)
    ]
    BOX_CLASS: ClassVar[type[Widget]] = Vertical
    """What the box is: it scrolls where it may be long."""

    def compose(self) -> ComposeResult:
        """Yield the box and the keys."""
        with self.BOX_CLASS(id="dialog"):
            yield from self.compose_box()
        yield Footer()

    def compose_box(self) -> ComposeResult:
        """Yield what the box shows."""
        raise NotImplementedError
