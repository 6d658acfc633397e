"""The entries that were added in this session, newest first. Each can be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive

from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat, _label
from tracker.text_width import measure_cells
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.selectable_list import MARK, MARKED, UNMARKED, SelectableList
from tracker.widgets.text_format import wrap_beside

TAG_KEYS = {**{digit: digit for digit in "1234567890"}, "minus": "-", "plus": "+"}
"""The keys of the twelve tags: the name of each key, and its character."""


class SessionEntryList(SelectableList):
    """One line for each entry: its number and its sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter,e", "change", _label("Change"), key_display="enter", id="change"),
        Binding("up", "go_up", show=False),
        *(
            Binding(
                key, f"screen.tag('{sign}')", _label("Tag"), show=sign == "1", key_display="1–9"
            )
            for key, sign in TAG_KEYS.items()
        ),
        Binding("m", "screen.more_tags", _label("More tags"), show=False),
        Binding(
            "escape,shift+tab",
            "screen.to_line",
            _label("Back to typing"),
            key_display="esc",
            id="line",
        ),
    ]

    items: reactive[tuple[StoredEntry, ...]] = reactive((), layout=True)
    numbers: reactive[NumberFormat] = reactive(NumberFormat())

    @dataclass
    class ChangeRequest(Message):
        """An entry is to be changed."""

        item: StoredEntry

    @dataclass
    class Chosen(Message):
        """Another entry is at the cursor, or None if there is none."""

        item: StoredEntry | None

    def add_entries(self, items: Sequence[StoredEntry]) -> None:
        """Add new entries at the top."""
        self.items = (*reversed(items), *self.items)

    def remove_entries(self, items: Sequence[StoredEntry]) -> None:
        """Remove entries."""
        removed = {item.number for item in items}
        self.items = tuple(item for item in self.items if item.number not in removed)

    def replace_entries(self, items: Sequence[StoredEntry]) -> None:
        """Replace entries that were changed."""
        changed = {item.number: item for item in items}
        self.items = tuple(changed.get(item.number, item) for item in self.items)

    @property
    def chosen_entry(self) -> StoredEntry | None:
        """The entry at the cursor, while the list has the focus."""
        return self.items[self.cursor] if self.has_focus and self.items else None

    def watch_items(self) -> None:
        """Keep the cursor on an entry. Without any, the list cannot have the focus."""
        self.row_count = len(self.items)
        self.can_focus = bool(self.items)
        self.cursor = self.clamp_row(self.cursor)
        self._post_chosen()

    def watch_cursor(self) -> None:
        """Post which entry is chosen."""
        self._post_chosen()

    def on_focus(self) -> None:
        """Post which entry is chosen."""
        self.post_message(self.Chosen(self.items[self.cursor] if self.items else None))

    def on_blur(self) -> None:
        """Post that none is chosen."""
        self.post_message(self.Chosen(None))

    def _post_chosen(self) -> None:
        self.post_message(self.Chosen(self.chosen_entry))
        self.refresh()

    async def action_go_up(self) -> None:
        """Go to the entry above, or from the first one to the line."""
        if self.cursor == 0:
            await self.run_action("screen.to_line")
        else:
            self.action_move(-1)

    def action_change(self) -> None:
        """Ask for the entry to be changed."""
        if self.items:
            self.open_row(self.cursor)

    def find_row(self, at: Offset) -> int | None:
        """Return the index of the entry at a place."""
        return super().find_row(at + Offset(0, self._find_first_visible()))

    def open_row(self, row: int) -> None:
        """Ask for an entry to be changed."""
        self.post_message(self.ChangeRequest(self.items[row]))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the entries and the hint take."""
        return len(self.items) + len(self._render_hint(width)) if self.items else 0

    def _find_first_visible(self) -> int:
        """Return the index of the first visible entry."""
        return max(0, self.cursor - max(1, self.content_size.height) + 1)

    def render(self) -> Content:
        """Return as many entries as fit."""
        width, height = self.content_size
        if not self.items or height < 1:
            return Content("")
        label = _label("saved")
        digits = len(str(max(item.number for item in self.items)))
        lines = []
        first = self._find_first_visible()
        for index, item in enumerate(self.items[first : first + height], start=first):
            at_cursor = self.has_focus and index == self.cursor
            head = label if index == first else " " * len(label)
            sentence = Content(describe_entry(item.entry, self.numbers).sentence)
            line = Content.assemble(
                (head, "$dim"),
                " ",
                MARKED if at_cursor else UNMARKED,
                (f"{item.number:>{digits}}  ", "$dim"),
                sentence.stylize("bold") if at_cursor else sentence,
            )
            lines.append(line.truncate(max(1, width), ellipsis=True))
        hint = self._render_hint(width)
        if not self.has_focus and len(lines) + len(hint) <= height:
            lines += hint
        return Content("\n").join(lines)

    def _render_hint(self, width: int) -> list[Content]:
        """Return the hint how to go to the list, indented like the entries."""
        indent = Content(" " * measure_cells(_label("saved") + f" {MARK}"))
        hint = Content.assemble(
            (_label("shift+tab"), "$accent"), " ", (_label("Change or tag"), "$dim")
        )
        return wrap_beside(indent, hint, width)
