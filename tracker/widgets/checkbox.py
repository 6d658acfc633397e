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
from tracker.widgets.form_fields import text_field

BOX = 4
"""Cells of the box with the blank behind it."""


class Tick(Widget, can_focus=True):
    """A text with a box before it; the space bar ticks it."""

    DEFAULT_CSS = """
    Tick { height: auto; padding: 0 1; }
    Tick:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("space", "tick", _("Tick"), key_display="space")
    ]

    ticked: reactive[bool] = reactive(False)

    def __init__(self, text: str, ticked: bool = False, *, id: str | None = None) -> None:
        """Begin ticked or not."""
        super().__init__(id=id)
        self.text = text
        self.set_reactive(Tick.ticked, ticked)

    def action_tick(self) -> None:
        """Tick it, or take the tick away."""
        self.ticked = not self.ticked

    def on_click(self, event: events.Click) -> None:
        """As the space bar does."""
        self.action_tick()

    def render(self) -> Content:
        """A cross before what goes along, nothing before what does not."""
        first, *more = self._lines(self.content_size.width)
        text = "\n".join([f"[{'x' if self.ticked else ' '}] {first}", *more])
        return Content.styled(text, "bold" if self.ticked else "$dim")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[str]:
        """The text wrapped under itself, behind the box."""
        lines = wrap(self.text, max(1, width - BOX)) or [""]
        return [lines[0], *(" " * BOX + line for line in lines[1:])]


class GroupRow(Horizontal):
    """A group that goes along or not, and under which name."""

    DEFAULT_CSS = """
    GroupRow { height: auto; }
    """

    def __init__(self, number: int, label: str, alias: str | None) -> None:
        """A group goes along unless it is unticked, under its alias where it has one."""
        super().__init__()
        self.label = label
        self._tick = Tick(label, True, id=f"group-{number}")
        own = _("its own name")
        self._alias = text_field(alias or "", id=f"alias-{number}", placeholder=own)

    def compose(self) -> ComposeResult:
        """The tick, then the name."""
        yield self._tick
        yield self._alias

    @property
    def goes_along(self) -> bool:
        """Whether it is ticked."""
        return self._tick.ticked

    @goes_along.setter
    def goes_along(self, ticked: bool) -> None:
        self._tick.ticked = ticked

    def call(self, name: str) -> None:
        """Show it under another name, or under its own label."""
        self._alias.value = "" if name == self.label else name

    @property
    def shown_as(self) -> str:
        """The name it is shown under: what was typed, else its own label."""
        return self._alias.value.strip() or self.label
