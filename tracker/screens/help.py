"""Help: the keys of the screen that it was called from."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.texts import _
from tracker.widgets.told import dim


class Key(NamedTuple):
    """A key as it is written for people, and what it does."""

    key: str
    does: str


class Help(ModalScreen[None]):
    """A short panel; any of the usual keys closes it."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,q", "dismiss(None)", _("Back"), id="back")
    ]

    def __init__(self, keys: Sequence[Key]) -> None:
        """Show these keys."""
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        """One line a key, then what holds everywhere."""
        width = max((cell_len(key.key) for key in self.keys), default=0) + 3
        with Vertical(id="dialog"):
            yield Static(_("Keys"), markup=False, classes="question")
            for key in self.keys:
                yield Static(
                    Content.styled(key.key.ljust(width), "bold $accent") + Content(key.does)
                )
            yield Static(
                dim(
                    _(
                        "\nesc only ever goes back. What you noted stays;"
                        " a line you have not noted goes when you leave."
                    )
                )
            )
