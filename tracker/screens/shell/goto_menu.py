"""The menu after the key g: one letter for each screen."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
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
    ("h", "people_to_talk_to", _label("People to talk to"), ""),
)
"""The letter of each screen, the id of its key, its title, and its first key if that is none of
the letters."""
COMMANDS, PEOPLE = "commands", "people_to_talk_to"
"""The ids of keys of the app: of the palette, and of people to talk to."""
NEEDS = {
    "chart": N_label("Chart: after two months with something asked, seen or given"),
    "how_often": N_label("How often: after three things asked, seen or heard"),
}
"""What a screen needs before it has something to say."""
WIDTH = 44
"""The cells of a line, as the style sheet has it."""


class GotoMenu(Dialog[str | None]):
    """Returns the id of the key of the screen that was chosen, `COMMANDS`, or None.

    It asks the binding of the palette for its key, which people can change. An id that is in a
    dialog could no longer be given another key, so the menu has no key of its own for it.
    """

    TITLE = _label("Go to")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        *(
            Binding(f"{letter},{key}".strip(","), f"dismiss('{name}')", title, id=f"go_{name}")
            for letter, name, title, key in SCREENS
        ),
        Binding("escape,g", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(self, bindings: Mapping[str, Binding], offers: ScreenOffers) -> None:
        """Show the screens whose key is in `bindings`, by its id. They are those of the screen."""
        super().__init__()
        self.bindings = bindings
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
                if name in self.bindings:
                    yield Static(self._render_screen(letter, name, title))
            if COMMANDS in self.bindings:
                text = _("Press {key} to find everything else.")
                key = self.app.get_key_display(self.bindings[COMMANDS])
                yield Static(style_dim(text.format(key=key)), id="everything")
            yield Static(Content.assemble(("esc  ", "bold $accent"), (_label("Back"), "$dim")))

    def _render_screen(self, letter: str, name: str, title: str) -> Content:
        head = Content.styled(f"{letter}  ", "bold $accent")
        if need := self.needs.get(name):
            return Content("\n").join(wrap_beside(head, style_dim(need), WIDTH))
        key = self.app.get_key_display(self.bindings[name])
        return Content.assemble(head, title.ljust(20), (key, "$dim"))

    def on_key(self, event: Key) -> None:
        """Ask for the palette at its key, which people can change: a dialog has no such keys."""
        commands = self.bindings.get(COMMANDS)
        if commands and event.key == commands.key:
            event.stop()
            self.dismiss(COMMANDS)
