"""A dialog that asks yes or no before something is removed or changed."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from tracker.i18n import _label
from tracker.screens.shell.dialog import Dialog


class ConfirmButton(Button):
    """One of the two answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "press", _label("Choose"), key_display="enter", id="choose"),
    ]


class ConfirmDialog(Dialog[bool]):
    """Asks a question and returns whether the answer was yes. Esc is no."""

    TITLE = _label("A question")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("tab", "app.focus_next", _label("Next"), key_display="tab", id="next_answer"),
        Binding("escape", "dismiss(False)", _label("Back"), id="back"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        question: str,
        detail: str | Callable[[], str],
        yes_label: str,
        *,
        starts_at_back: bool = False,
    ) -> None:
        """Ask this question. A `detail` with amounts is a function, called when it is shown.

        `yes_label` says what a yes does.
        """
        super().__init__()
        self.question = question
        self.detail = detail
        self.yes_label = yes_label
        self.starts_at_back = starts_at_back

    def compose_box(self) -> ComposeResult:
        """Yield the question, what it means, and the two answers."""
        yield Static(self.question, markup=False, classes="question")
        yield Static(markup=False, id="detail")
        with Horizontal(id="ways"):
            yield ConfirmButton(self.yes_label, id="yes", compact=True)
            yield ConfirmButton(_label("Back"), id="no", compact=True)

    def on_mount(self) -> None:
        """Show the detail, and focus one of the answers."""
        self.refresh_amounts()
        self.query_one("#no" if self.starts_at_back else "#yes").focus()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        detail = self.detail if isinstance(self.detail, str) else self.detail()
        static = self.query_one("#detail", Static)
        static.update(detail)
        static.display = bool(detail)

    @on(Button.Pressed)
    def _close_with_answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
