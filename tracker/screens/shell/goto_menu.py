"""The menu after the key g: one letter for each screen."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.analysis.screen_offers import ScreenOffers
from tracker.i18n import N_label, _, _label
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.text_format import style_dim, wrap_beside

SCREENS = (
    ("m", "this_month", _label("This month"), "f1"),
    ("e", "entries", _label("Entries"), "f2"),
    ("c", "chart", _label("Chart"), "f3"),
    ("o", "how_often", _label("How often"), "f4"),
    ("a", "after_a_meeting", _label("Add an entry"), ""),
    ("b", "before_you_answer", _label("Before you answer"), ""),
    ("x", "show_someone", _label("Show someone"), ""),
    ("s", "settings", _label("Settings"), "f5"),
)
"""The letter of each screen, the id of its key, its title, and its first key if that is none of
the letters."""
COMMANDS = "commands"
"""The id of the key of the palette. The menu gives it where that is wanted."""
NEEDS = {
    "chart": N_label("Chart: after two months with something asked, seen or given"),
    "how_often": N_label("How often: after three things asked, seen or heard"),
}
"""What a screen needs before it has something to say."""
WIDTH = 44
"""The cells of a line, as the style sheet has it."""


class GotoMenu(Dialog[str | None]):
    """Returns the id of the key of the screen that was chosen, `COMMANDS`, or None."""

    TITLE = _label("Go to")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        *(
            Binding(f"{letter},{key}".strip(","), f"dismiss('{name}')", title, id=f"go_{name}")
            for letter, name, title, key in SCREENS
        ),
        Binding("escape,g", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(self, keys_by_screen: Mapping[str, str], offers: ScreenOffers) -> None:
        """Show the screens in `keys_by_screen`, each with the key that leads there."""
        super().__init__()
        self.keys_by_screen = keys_by_screen
        self.needs = {
            name: _label(NEEDS[name])
            for name, is_offered in (("chart", offers.chart), ("how_often", offers.how_often))
            if not is_offered
        }

    def compose(self) -> ComposeResult:
        """Yield a line for each screen, with what it needs where it has nothing to say yet."""
        with Vertical(id="dialog"):
            yield Static(self.TITLE, markup=False, classes="question")
            for letter, name, title, _first in SCREENS:
                if (key := self.keys_by_screen.get(name)) is None:
                    continue
                head = Content.styled(f"{letter}  ", "bold $accent")
                if need := self.needs.get(name):
                    yield Static(Content("\n").join(wrap_beside(head, style_dim(need), WIDTH)))
                else:
                    yield Static(Content.assemble(head, title.ljust(20), (key, "$dim")))
            if key := self.keys_by_screen.get(COMMANDS):
                text = _("Press {key} to find everything else.").format(key=key)
                yield Static(style_dim(text), id="everything")
            yield Static(Content.assemble(("esc  ", "bold $accent"), (_label("Back"), "$dim")))
