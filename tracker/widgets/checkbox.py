"""What goes along or not: a tick, and for a group the name it is shown under beside it."""

from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.i18n import _
from tracker.widgets.form_fields import build_text_input

BOX_WIDTH = 4
"""Cells of the box with the blank behind it."""


class WrappingCheckbox(Widget, can_focus=True):
    """A text with a box before it; the space bar ticks it."""

    DEFAULT_CSS = """
    WrappingCheckbox { height: auto; padding: 0 1; }
    WrappingCheckbox:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("space", "tick", _("Tick"), key_display="space")
    ]

    is_ticked: reactive[bool] = reactive(False)

    def __init__(self, text: str, is_ticked: bool = False, *, id: str | None = None) -> None:
        """Begin ticked or not."""
        super().__init__(id=id)
        self.text = text
        self.set_reactive(WrappingCheckbox.is_ticked, is_ticked)

    def action_tick(self) -> None:
        """Tick it, or take the tick away."""
        self.is_ticked = not self.is_ticked

    def on_click(self, event: events.Click) -> None:
        """As the space bar does."""
        self.action_tick()

    def render(self) -> Content:
        """A cross before what goes along, nothing before what does not."""
        first, *more = self._wrap_text(self.content_size.width)
        text = "\n".join([f"[{'x' if self.is_ticked else ' '}] {first}", *more])
        return Content.styled(text, "bold" if self.is_ticked else "$dim")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes."""
        return len(self._wrap_text(width))

    def _wrap_text(self, width: int) -> list[str]:
        """The text wrapped under itself, behind the box."""
        lines = wrap(self.text, max(1, width - BOX_WIDTH)) or [""]
        return [lines[0], *(" " * BOX_WIDTH + line for line in lines[1:])]


class GroupCheckbox(Horizontal):
    """A group that goes along or not, and under which name."""

    DEFAULT_CSS = """
    GroupCheckbox { height: auto; }
    """

    def __init__(self, number: int, label: str, alias: str | None) -> None:
        """A group goes along unless it is unticked, under its alias where it has one."""
        super().__init__()
        self.label = label
        self._checkbox = WrappingCheckbox(label, True, id=f"group-{number}")
        own = _("its own name")
        self._alias_input = build_text_input(alias or "", id=f"alias-{number}", placeholder=own)

    def compose(self) -> ComposeResult:
        """The tick, then the name."""
        yield self._checkbox
        yield self._alias_input

    @property
    def is_included(self) -> bool:
        """Whether it is ticked."""
        return self._checkbox.is_ticked

    @is_included.setter
    def is_included(self, ticked: bool) -> None:
        self._checkbox.is_ticked = ticked

    def set_alias(self, name: str) -> None:
        """Show it under another name, or under its own label."""
        self._alias_input.value = "" if name == self.label else name

    @property
    def shown_as(self) -> str:
        """The name it is shown under: what was typed, else its own label."""
        return self._alias_input.value.strip() or self.label
