"""Options with a key each, side by side, such as tags of an entry or views of a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.text_format import style_dim

GAP = 3
MARK = "● "
ROOMY_SIZE = (90, 36)
"""Columns and rows of a terminal from which on each option has its own line."""


class HotkeyOption(NamedTuple):
    """An option: its key, its name in code, and its text on screen."""

    key: str
    name: str
    text: str
    meaning: str = ""
    """What it means, in one line; shown if there is room."""


class HotkeyOptions(Widget):
    """Each option after its key, active ones marked; a click does what the key does."""

    options: reactive[tuple[HotkeyOption, ...]] = reactive((), layout=True)
    active_names: reactive[frozenset[str]] = reactive(frozenset())
    """The names of the active options."""

    @dataclass
    class Pressed(Message):
        """An option was clicked."""

        name: str

    def __init__(self, *, has_one_active: bool = False) -> None:
        """Begin without options; with `has_one_active` exactly one is always active."""
        super().__init__()
        self.has_one_active = has_one_active

    def find_name(self, key: str | None) -> str | None:
        """Return the name of a key's option; None if it has none."""
        return next((option.name for option in self.options if option.key == key), None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the options take."""
        return len(list(self._layout_options(width)))

    def render(self) -> Content:
        """Return the options, line by line."""
        return Content("\n").join(
            Content(" " * GAP).join(self._render_option(option) for option in line)
            for line in self._layout_options(self.content_size.width)
        )

    def on_click(self, event: events.Click) -> None:
        """Press the option under the pointer."""
        offset = event.get_content_offset(self)
        lines = list(self._layout_options(self.content_size.width))
        if offset is None or offset.y >= len(lines):
            return
        x = 0
        for option in lines[offset.y]:
            width = self._render_option(option).cell_length
            if x <= offset.x < x + width:
                self.post_message(self.Pressed(option.name))
                return
            x += width + GAP

    def _render_option(self, option: HotkeyOption) -> Content:
        is_active = option.name in self.active_names
        content = Content.assemble(
            (option.key, "bold $accent"),
            " ",
            (MARK if is_active else "", "bold"),
            (option.text, "bold" if is_active else "" if self._is_roomy else "$dim"),
        )
        if not self._is_roomy:
            return content
        widest = max(cell_len(other.text) for other in self.options) + len(MARK) + 4
        return content + Content(" " * (widest - content.cell_length)) + style_dim(option.meaning)

    @property
    def _is_roomy(self) -> bool:
        """Whether each option gets its own line, with its meaning."""
        width, height = self.app.size
        has_meanings = any(option.meaning for option in self.options)
        return (
            bool(self.options)
            and has_meanings
            and width >= ROOMY_SIZE[0]
            and height >= ROOMY_SIZE[1]
        )

    def _layout_options(self, width: int) -> Iterator[Sequence[HotkeyOption]]:
        """Yield the options of each line; space for the mark is kept, so that none jumps."""
        if self._is_roomy:
            yield from ([option] for option in self.options)
            return
        line: list[HotkeyOption] = []
        used = 0
        for option in self.options:
            marked = option.name in self.active_names or not self.has_one_active
            size = cell_len(option.key) + 1 + len(MARK) * marked + cell_len(option.text)
            if line and used + GAP + size > width:
                yield line
                line, used = [], 0
            used += size + (GAP if line else 0)
            line.append(option)
        if line:
            yield line
