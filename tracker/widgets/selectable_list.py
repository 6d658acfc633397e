"""Lists in which one row is chosen: of rows that a widget draws, or of Textual's options."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import OptionList

MARK = "› "
"""The mark before the chosen row."""
MARKED, UNMARKED = Content.styled(MARK, "bold $accent"), Content(" " * len(MARK))
FAR = 999_999
"""Rows that lead from anywhere to the first or the last one."""


class SelectableList(Widget, can_focus=True):
    """Rows of which keys or a click choose one. A second click opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("ctrl+home", f"move(-{FAR})", show=False),
        Binding("ctrl+end", f"move({FAR})", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """The index of the chosen row."""

    row_count = 0
    """How many rows there are."""

    def find_row(self, at: Offset) -> int | None:
        """Return the index of the row that is drawn at a place, or None if there is none."""
        row = at.y + self.scroll_offset.y
        return row if row < self.row_count else None

    def open_row(self, row: int) -> None:
        """Open a row that was clicked twice."""
        raise NotImplementedError

    def clamp_row(self, row: int) -> int:
        """Return the index of the nearest row, or 0 without rows."""
        return max(0, min(row, self.row_count - 1))

    def action_move(self, rows: int) -> None:
        """Choose the row that many rows on, or the first or last one."""
        self.cursor = self.clamp_row(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Choose the row that many screens on."""
        self.action_move(pages * max(1, self.scrollable_content_region.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse. A second click opens it."""
        at = event.get_content_offset(self)
        row = None if at is None else self.find_row(at)
        if row is None:
            return
        self.cursor = row
        if event.chain > 1:
            self.open_row(row)


class MarkedOptionList(OptionList):
    """Options with an id begin with a free space, in which the highlighted one has a mark."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin empty."""
        self._marked_index: int | None = None
        super().__init__(id=id, classes=classes, markup=False)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark to the highlighted option."""
        super().watch_highlighted(highlighted)
        for index, mark in ((self._marked_index, UNMARKED), (highlighted, MARKED)):
            if index is None or index >= self.option_count:
                continue
            option = self.options[index]
            if option.id is not None and isinstance(option.prompt, Content):
                self.replace_option_prompt_at_index(index, mark + option.prompt[len(MARK) :])
        self._marked_index = highlighted
