"""A line of a form: what is asked for, and where it is typed or chosen."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static


class Field(Horizontal):
    """A label with its input beside it."""

    def __init__(self, label: str, control: Widget) -> None:
        """Put a control behind its label."""
        super().__init__()
        self.label = label
        self.control = control

    def compose(self) -> ComposeResult:
        """The label, then the control."""
        yield Static(self.label, markup=False, classes="label")
        yield self.control


def text_field(value: str = "", *, id: str, placeholder: str = "") -> Input:
    """An input of one plain line, without frame and without blinking."""
    field = Input(value, id=id, placeholder=placeholder, compact=True, select_on_focus=False)
    field.cursor_blink = False
    return field


class Choice(Widget, can_focus=True):
    """One of a few texts; the arrow keys and the space bar choose."""

    DEFAULT_CSS = """
    Choice { height: 1; padding: 0 1; }
    Choice:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    chosen: reactive[int] = reactive(0)

    def __init__(self, options: Sequence[str], chosen: int = 0, *, id: str) -> None:
        """Offer these options."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(Choice.chosen, chosen)

    def action_step(self, step: int) -> None:
        """Choose the next one, or the one before."""
        self.chosen = (self.chosen + step) % len(self.options)

    def on_click(self, event: events.Click) -> None:
        """Choose the next one."""
        self.action_step(1)

    def render(self) -> Content:
        """All of them side by side; a mark stands before the chosen one."""
        parts = [
            Content.styled(f"● {text}", "bold")
            if index == self.chosen
            else Content.styled(f"○ {text}", "$dim")
            for index, text in enumerate(self.options)
        ]
        return Content("    ").join(parts)
