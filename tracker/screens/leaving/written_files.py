"""The list of the files that Tracker wrote besides the notebook, and how to remove each."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.i18n import _, _label, make_printable
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.text_format import style_dim


class WrittenFilesDialog(Dialog[None]):
    """Shows each place with what is there. It removes nothing itself."""

    TITLE = _label("Copies and files")
    BOX_CLASS = VerticalScroll
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape,enter,q", "dismiss(None)", _label("Back"), True, "esc", id="back"),
    ]

    def __init__(self, places: Sequence[tuple[Path, str]]) -> None:
        """Show these places, each with what it is and how to remove it."""
        super().__init__()
        self.places = tuple(places)

    def compose_box(self) -> ComposeResult:
        """Yield the places, then what the list does not know."""
        yield Static(self.TITLE, markup=False, classes="question")
        for path, how in self.places:
            text = Content("\n").join([Content(make_printable(path)), style_dim(f"  {how}")])
            yield Static(text, classes="place")
        yield Static(
            _(
                "Copies that you made or moved yourself are not on this list. Deleted files can"
                " sometimes be recovered from a disk or USB stick."
            ),
            markup=False,
            classes="detail",
        )
