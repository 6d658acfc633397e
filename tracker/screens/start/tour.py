"""The tour: four steps on the sample story, each a few lines over a main screen."""

from collections.abc import Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tracker.i18n import N_, _, _label
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.footer import Footer

STEP_TEXTS = (
    N_(
        "This notebook belongs to a made-up person. The large number is what’s left until the "
        "end of the month. Below it, you see what they were asked for, what they gave, and “my "
        "limit”: the most they want to give."
    ),
    N_(
        "After a meeting, one line is enough: an amount, what it was for, and the answer. "
        "While you type, you see what Tracker understands, and what a yes would mean."
    ),
    N_(
        "The chart shows what share of their income went to the group each month: bars for "
        "what they gave, grey marks for what they were asked for. Press a digit to change the "
        "view. Someone coming? {hide} hides every amount, {lock} locks the notebook."
    ),
    N_(
        "Tracker never sends your notebook to anyone. If you want to, you can make a summary "
        "for one person you trust. You see every line of it first. That’s the tour."
    ),
)
"""The texts over This month, Add an entry, Chart and Show someone."""


class TourDialog(Dialog[bool]):
    """Shows one step. Returns whether the next one is wanted."""

    TITLE = _label("Tour")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter,space,right", "go_on", _label("Continue"), key_display="enter", id="next"),
        Binding(
            "enter,space,right", "done", _label("Done"), key_display="enter", id="done_touring"
        ),
        Binding("escape,q", "dismiss(False)", _label("End the tour"), key_display="esc", id="back"),
    ]

    def __init__(self, step: int) -> None:
        """Show this step, counted from 0."""
        super().__init__()
        self.step = step

    def _find_keys(self) -> dict[str, str]:
        """Return the keys that hide amounts and lock, also where others were chosen."""
        keys = {"hide": "ctrl+n", "lock": "ctrl+l"}
        for _node, binding, _enabled, _tooltip in self.active_bindings.values():
            if binding.id in keys:
                keys[binding.id] = self.app.get_key_display(binding)
        return keys

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: the last step has nothing after it."""
        return {"go_on"} if self.step + 1 == len(STEP_TEXTS) else {"done"}

    def action_go_on(self) -> None:
        """Show the next step."""
        self.dismiss(True)

    def action_done(self) -> None:
        """Go back to where the tour began."""
        self.dismiss(True)

    def compose(self) -> ComposeResult:
        """Yield which step it is, and its text."""
        step_text = _label("The sample story · {step} of {count}").format(
            step=self.step + 1, count=len(STEP_TEXTS)
        )
        with Vertical(id="panel"):
            yield Static(step_text, markup=False, id="place")
            yield Static(_(STEP_TEXTS[self.step]).format_map(self._find_keys()), markup=False)
            yield Footer()
