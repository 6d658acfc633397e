"""The menu after the key g: one letter for each main screen."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.i18n import _label
from tracker.screens.shell.dialog import Dialog

MAIN_SCREENS = (
    ("m", "this_month", _label("This month"), "F1"),
    ("e", "entries", _label("Entries"), "F2"),
    ("c", "chart", _label("Chart"), "F3"),
    ("o", "how_often", _label("How often"), "F4"),
    ("s", "settings", _label("Settings"), "F5"),
)
"""The letter of each main screen, its name in the app and its title, and its key."""


class GotoMenu(Dialog[str | None]):
    """Returns the main screen that was chosen, or None."""

    TITLE = _label("Go to")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        *(
            Binding(f"{letter},{key.lower()}", f"dismiss('{place}')", name, id=f"go_{place}")
            for letter, place, name, key in MAIN_SCREENS
        ),
        Binding("escape,g", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(self, keys_by_screen: Mapping[str, str]) -> None:
        """Show the main screens in `keys_by_screen`, each with the key that leads there."""
        super().__init__()
        self.keys_by_screen = keys_by_screen

    def compose(self) -> ComposeResult:
        """Yield a line for each main screen."""
        with Vertical(id="dialog"):
            yield Static(self.TITLE, markup=False, classes="question")
            for letter, screen_name, title, _first in MAIN_SCREENS:
                if (key := self.keys_by_screen.get(screen_name)) is None:
                    continue
                yield Static(
                    Content.assemble(
                        (f"{letter}  ", "bold $accent"), title.ljust(20), (key, "$dim")
                    )
                )
            yield Static(Content.assemble(("\nesc  ", "bold $accent"), (_label("Back"), "$dim")))
