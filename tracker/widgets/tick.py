"""What goes along or not: a tick, and for a group the name it is shown under beside it."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.texts import _
from tracker.widgets.field import text_field
from tracker.widgets.told import fitted


class Tick(Widget, can_focus=True):
    """A text with a box before it; the space bar ticks it."""

    DEFAULT_CSS = """
    Tick { height: 1; padding: 0 1; }
    Tick:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
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
        room = max(0, self.content_size.width - 4)
        text = fitted(self.text, room).rstrip()
        if self.ticked:
            return Content.styled(f"[x] {text}", "bold")
        return Content.styled(f"[ ] {text}", "$dim")


class GroupRow(Horizontal):
    """A group that goes along or not, and under which name."""

    DEFAULT_CSS = """
    GroupRow { height: 1; }
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
