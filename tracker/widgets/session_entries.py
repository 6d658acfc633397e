"""What was noted in this sitting, the newest first; each can be gone to and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat, _
from tracker.widgets.recent_entries import describe_entry

CURSOR = "› "
TAG_KEYS = {**{digit: digit for digit in "1234567890"}, "minus": "-", "plus": "+"}
"""The keys behind which the twelve tags stand, by their names, and how each is written."""


class SessionEntryList(Widget, can_focus=True):
    """One line an entry: its number and how it reads."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter,e", "change", _("Change"), key_display="enter", id="change"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        *(
            Binding(key, f"screen.tag('{sign}')", _("Tag"), show=sign == "1", key_display="1–9")
            for key, sign in TAG_KEYS.items()
        ),
        Binding(
            "escape,shift+tab",
            "screen.to_line",
            _("Back to the line"),
            key_display="esc",
            id="line",
        ),
    ]

    items: reactive[tuple[StoredEntry, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)
    numbers: reactive[NumberFormat] = reactive(NumberFormat())

    @dataclass
    class ChangeRequest(Message):
        """An entry is to be changed."""

        item: StoredEntry

    @dataclass
    class Chosen(Message):
        """Another entry is the one at the cursor; None when there is none."""

        item: StoredEntry | None

    def add_entries(self, items: Sequence[StoredEntry]) -> None:
        """Put what was just noted at the top."""
        self.items = (*reversed(items), *self.items)

    def remove_entries(self, items: Sequence[StoredEntry]) -> None:
        """Take out what is gone."""
        gone = {item.number for item in items}
        self.items = tuple(item for item in self.items if item.number not in gone)

    def replace_entries(self, items: Sequence[StoredEntry]) -> None:
        """Show changed entries in the places of what they were."""
        changed = {item.number: item for item in items}
        self.items = tuple(changed.get(item.number, item) for item in self.items)

    @property
    def chosen(self) -> StoredEntry | None:
        """The entry at the cursor, while the list is what keys go to."""
        return self.items[self.cursor] if self.has_focus and self.items else None

    def watch_items(self) -> None:
        """Keep the cursor on an entry; without any there is nothing to go to."""
        self.can_focus = bool(self.items)
        self.cursor = max(0, min(self.cursor, len(self.items) - 1))
        self._post_chosen()

    def watch_cursor(self) -> None:
        """Say which entry is chosen."""
        self._post_chosen()

    def on_focus(self) -> None:
        """Say which entry is chosen."""
        self.post_message(self.Chosen(self.items[self.cursor] if self.items else None))

    def on_blur(self) -> None:
        """Say that none is."""
        self.post_message(self.Chosen(None))

    def _post_chosen(self) -> None:
        self.post_message(self.Chosen(self.chosen))
        self.refresh()

    async def action_move(self, step: int) -> None:
        """Go to another entry; above the first is the line."""
        if self.cursor + step < 0:
            await self.run_action("screen.to_line")
        else:
            self.cursor = min(len(self.items) - 1, self.cursor + step)

    def action_change(self) -> None:
        """Ask for the entry to be changed."""
        if self.items:
            self.post_message(self.ChangeRequest(self.items[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """Choose the entry on this line; a second click changes it."""
        first = self._find_first_visible()
        if event.chain > 1:
            self.action_change()
        elif first + event.y < len(self.items):
            self.cursor = first + event.y

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as entries, and a hint; without any, none."""
        return len(self.items) + len(self._render_hint(width)) if self.items else 0

    def _find_first_visible(self) -> int:
        """The first entry that there is room for."""
        return max(0, self.cursor - max(1, self.content_size.height) + 1)

    def render(self) -> Content:
        """As many as there is room for."""
        width, height = self.content_size
        if not self.items or height < 1:
            return Content("")
        label = _("noted")
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
                (CURSOR, "bold $accent") if at_cursor else "  ",
                (f"{item.number:>{digits}}  ", "$dim"),
                sentence.stylize("bold") if at_cursor else sentence,
            )
            lines.append(line.truncate(max(1, width), ellipsis=True))
        hint = self._render_hint(width)
        if not self.has_focus and len(lines) + len(hint) <= height:
            lines += hint
        return Content("\n").join(lines)

    def _render_hint(self, width: int) -> list[Content]:
        """How to go there, below the numbers of the entries."""
        indent = cell_len(f"{_('noted')} {CURSOR}")
        hint = Content.assemble(
            (_("shift+tab"), "$accent"),
            (_(": change it, or say how it was asked"), "$dim"),
        )
        return [Content(" " * indent) + line for line in hint.wrap(max(10, width - indent))]
