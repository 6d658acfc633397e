"""Options with a key each, side by side, such as tags of an entry or views of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from tracker.text_width import find_part, flow_parts, measure_cells
from tracker.widgets.line_widget import LineWidget
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
    """What it means, in one line. Shown if there is room."""


class HotkeyOptions(LineWidget):
    """Each option after its key, active ones marked. A click does what the key does."""

    options: reactive[tuple[HotkeyOption, ...]] = reactive((), layout=True)
    active_names: reactive[frozenset[str]] = reactive(frozenset())
    """The names of the active options."""

    @dataclass
    class Pressed(Message):
        """An option was clicked."""

        name: str

    def __init__(self, *, has_one_active: bool = False) -> None:
        """Begin without options. With `has_one_active` exactly one is always active."""
        super().__init__()
        self.has_one_active = has_one_active

    def find_name(self, key: str | None) -> str | None:
        """Return the name of a key's option, or None if it has none."""
        return next((option.name for option in self.options if option.key == key), None)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the options, line by line."""
        gap = Content(" " * GAP)
        return [gap.join(map(self._render_option, line)) for line in self._layout_options(width)]

    def on_click(self, event: events.Click) -> None:
        """Press the option under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        lines = self._layout_options(self.content_size.width)
        option = find_part(lines, lambda each: self._render_option(each).cell_length, GAP, offset)
        if option is not None:
            self.post_message(self.Pressed(option.name))

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
        widest = max(measure_cells(other.text) for other in self.options) + len(MARK) + 4
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

    def _layout_options(self, width: int) -> list[list[HotkeyOption]]:
        """Return the options of each line."""
        if self._is_roomy:
            return [[option] for option in self.options]
        return flow_parts(self.options, self._measure_option, GAP, width)

    def _measure_option(self, option: HotkeyOption) -> int:
        """Return the cells of an option. Space for the mark is kept, so none jumps."""
        size = measure_cells(f"{option.key} {option.text}")
        if self.has_one_active and option.name not in self.active_names:
            return size
        return size + len(MARK)
