"""Checkboxes: one with a text that wraps, and one for a group with its alias beside it."""

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive

from tracker.i18n import _label
from tracker.widgets.form_fields import build_text_input
from tracker.widgets.line_widget import LineWidget

BOX_WIDTH = 4
"""Cells of the box and the space after it."""


class WrappingCheckbox(LineWidget, can_focus=True):
    """A text with a box before it. The space bar or a click toggles it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("space", "tick", _label("Tick"), key_display="space")
    ]

    is_ticked: reactive[bool] = reactive(False)
    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str, is_ticked: bool = False, *, id: str | None = None) -> None:
        """Begin ticked or unticked."""
        super().__init__(id=id)
        self.set_reactive(WrappingCheckbox.text, text)
        self.set_reactive(WrappingCheckbox.is_ticked, is_ticked)

    def action_tick(self) -> None:
        """Toggle the checkbox."""
        self.is_ticked = not self.is_ticked

    def on_click(self, event: events.Click) -> None:
        """Toggle the checkbox."""
        self.action_tick()

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the box, then the text wrapped under itself, bold if it is ticked."""
        first, *more = wrap(self.text, max(1, width - BOX_WIDTH)) or [""]
        box, style = ("[x] ", "bold") if self.is_ticked else ("[ ] ", "$dim")
        lines = [box + first, *(" " * BOX_WIDTH + line for line in more)]
        return [Content.styled(line, style) for line in lines]


class GroupCheckbox(Horizontal):
    """A checkbox for a group, and the name it is shown under."""

    def __init__(self, number: int, label: str, alias: str | None) -> None:
        """Begin ticked, with the group's alias if it has one."""
        super().__init__()
        self.label = label
        self._checkbox = WrappingCheckbox(label, True, id=f"group-{number}")
        own = _label("real name")
        self._alias_input = build_text_input(alias or "", id=f"alias-{number}", placeholder=own)

    def compose(self) -> ComposeResult:
        """Show the checkbox, then the alias."""
        yield self._checkbox
        yield self._alias_input

    @property
    def is_included(self) -> bool:
        """Whether the group is included."""
        return self._checkbox.is_ticked

    @is_included.setter
    def is_included(self, ticked: bool) -> None:
        self._checkbox.is_ticked = ticked

    def set_alias(self, name: str) -> None:
        """Set the name it is shown under."""
        self._alias_input.value = "" if name == self.label else name

    @property
    def shown_name(self) -> str:
        """The name it is shown under: the typed one, else its label."""
        return self._alias_input.value.strip() or self.label
