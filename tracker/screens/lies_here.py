"""What was written for somebody: where it lies."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.screens.desk import Desk
from tracker.screens.what_was_shown import WhatWasShown
from tracker.texts import _
from tracker.widgets.footer import Footer


class LiesHere(ModalScreen[None]):
    """Says where it lies; the log of what was shown is one key away."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "dismiss(None)", _("Back"), key_display="enter", id="back"),
        Binding("l", "log", _("What was shown"), id="log"),
    ]

    def __init__(self, folder: Path, desk: Desk) -> None:
        """Say that it lies in this folder."""
        super().__init__()
        self.folder = folder
        self.desk = desk

    def compose(self) -> ComposeResult:
        """Where it lies, and who can read it."""
        with Vertical(id="dialog"):
            yield Static(_("It lies here"), markup=False, classes="question")
            yield Static(str(self.folder), markup=False, id="folder")
            yield Static(
                _("\nIt is not encrypted: whoever opens this folder can read it."), markup=False
            )
        yield Footer()

    def action_log(self) -> None:
        """Show what was shown before."""
        self.app.push_screen(WhatWasShown(self.desk))
