"""A line of a form: what is asked for, and where it is typed or chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.widgets.entry_line import is_showable


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


class TextField(Input):
    """One plain line; several that are pasted stand in it one behind the other."""

    def on_paste(self, event: events.Paste) -> None:
        """Put what was pasted where the cursor is, with blanks for what a line cannot hold."""
        event.stop()
        event.prevent_default()
        lines = " ".join(event.text.splitlines())
        text = "".join(letter if is_showable(letter) else " " for letter in lines)
        start, end = sorted(self.selection)
        self.replace(text, start, end)


def text_field(value: str = "", *, id: str, placeholder: str = "") -> TextField:
    """An input of one plain line, without frame and without blinking."""
    field = TextField(value, id=id, placeholder=placeholder, compact=True, select_on_focus=False)
    field.cursor_blink = False
    return field


WIDE, NARROW = 4, 2
"""Cells between two choices: where all of them fit on the line, and where they do not."""

MORE = "… "
"""Stands before choices that are not the first ones, and turned round behind those not the last."""


class Choice(Widget, can_focus=True):
    """One of a few texts; arrow keys, the space bar, a first letter and the mouse choose.

    Where not all of them fit on the line, it shows those around the chosen one.
    """

    DEFAULT_CSS = """
    Choice { height: 1; padding: 0 1; }
    Choice:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another one was chosen."""

        choice: "Choice"

        @property
        def control(self) -> "Choice":
            """Where it was chosen."""
            return self.choice

    def __init__(
        self, options: Sequence[str], chosen: int = 0, *, id: str, may_be_none: bool = False
    ) -> None:
        """Offer these options; none of them is chosen at -1, where that is allowed."""
        super().__init__(id=id)
        self.options = tuple(options)
        self._lowest = -1 if may_be_none else 0
        self.set_reactive(Choice.chosen, chosen)

    def watch_chosen(self) -> None:
        """Tell that another one was chosen."""
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """Choose the next one, or the one before."""
        lowest = self._lowest
        self.chosen = (self.chosen - lowest + step) % (len(self.options) - lowest) + lowest

    def on_key(self, event: events.Key) -> None:
        """Choose the next one that begins with a letter."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        event.stop()
        after = [*range(self.chosen + 1, len(self.options)), *range(self.chosen + 1)]
        for index in after:
            if index >= 0 and self.options[index].casefold().startswith(letter):
                self.chosen = index
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the one that is clicked; clicked again, none, where that is allowed."""
        at = event.get_content_offset(self)
        if at is None:
            return
        for index, start in self._places():
            if start <= at.x < start + cell_len(self._marked(index)):
                self.chosen = self._lowest if index == self.chosen and self._lowest < 0 else index
                return

    def _marked(self, index: int) -> str:
        return f"{'●' if index == self.chosen else '○'} {self.options[index]}"

    @property
    def _gap(self) -> int:
        width = sum(cell_len(self._marked(index)) for index in range(len(self.options)))
        fits = width + WIDE * (len(self.options) - 1) <= self.content_size.width
        return WIDE if fits else NARROW

    def _places(self) -> list[tuple[int, int]]:
        """The options that are shown, each with the cell where it starts."""
        row: list[tuple[int, int]] = []
        at, gap, last = 0, self._gap, len(self.options) - 1
        for index in range(last + 1):
            width = cell_len(self._marked(index))
            room = self.content_size.width - (0 if index == last else cell_len(MORE))
            if row and at + width > room:
                if self.chosen < index:
                    break
                row, at = [], cell_len(MORE)
            row.append((index, at))
            at += width + gap
        return row

    def render(self) -> Content:
        """All of them side by side; a mark stands before the chosen one."""
        places = self._places()
        parts = [
            Content.styled(self._marked(index), "bold" if index == self.chosen else "$dim")
            for index, _start in places
        ]
        line = Content(" " * self._gap).join(parts)
        before = MORE if places[0][0] > 0 else ""
        after = MORE[::-1] if places[-1][0] < len(self.options) - 1 else ""
        return Content.assemble((before, "$dim"), line, (after, "$dim"))
