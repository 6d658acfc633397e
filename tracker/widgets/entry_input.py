"""The field in which an entry line is typed."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _
from tracker.widgets.text_format import fit_text

BYTE_ORDER_MARK = "\ufeff"
"""What some programs put before a text, and nobody typed."""


def is_showable(text: str) -> bool:
    """Whether a field can hold a text: no line ends, and nothing a terminal would act on."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text)


class HintedInput(Input):
    """A field with a hint; where the hint has no room, it says that it goes on."""

    def render_line(self, y: int) -> Strip:
        """The line, with as much of the hint as there is room for."""
        hint = self.placeholder
        cut = fit_text(hint, self.scrollable_content_region.width).rstrip()
        if self.value or cut == hint:
            return super().render_line(y)
        self.set_reactive(HintedInput.placeholder, cut)
        try:
            return super().render_line(y)
        finally:
            self.set_reactive(HintedInput.placeholder, hint)


class EntryInput(HintedInput, inherit_bindings=False):
    """An entry line; tab completes, and several pasted lines are handed up as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "submit", _("Note it"), key_display="enter", id="note"),
        Binding("tab", "screen.complete", _("Complete"), id="complete"),
        Binding("ctrl+o", "screen.form", _("Form"), id="form"),
        Binding("down", "screen.choose(1)", show=False),
        Binding("up", "screen.choose(-1)", show=False),
        # Last, so that ours come first in the footer and where both have a key.
        *Input.BINDINGS,
    ]

    @dataclass
    class Pasted(Message):
        """More was pasted than this one line can hold."""

        text: str
        """All of it, with what stood around it on the line."""
        alone: str
        """What was pasted, and nothing else."""

    def __init__(self, value: str = "") -> None:
        """Begin with a line that was begun earlier, or with nothing."""
        super().__init__(
            value,
            placeholder=_("what were you asked for, and what did you answer?"),
            max_length=LONGEST_LINE,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Take one plain line as if typed; hand up what is more than that."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        pasted = event.text.removeprefix(BYTE_ORDER_MARK).rstrip("\r\n")
        # Behind other text a line end is one: a slow terminal may send a paste in two parts.
        pasted = pasted if self.value[:start] else pasted.lstrip("\r\n")
        text = pasted.replace("\t", " ")
        whole = self.value[:start] + pasted + self.value[end:]
        if is_showable(text) and len(whole) <= LONGEST_LINE:
            self.replace_range(text, start, end)
        elif text:
            self.post_message(self.Pasted(whole, pasted))

    def action_paste(self) -> None:
        """Paste what was copied here, also several lines."""
        self.on_paste(events.Paste(self.app.clipboard))

    def replace_range(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of what stands from `start` to `end`, cursor behind it."""
        self.replace(text, start, end)
        self.move_cursor(start + len(text))

    def move_cursor_to_end(self) -> None:
        """Put the cursor behind the text."""
        self.move_cursor(len(self.value))

    def move_cursor(self, position: int) -> None:
        """Put the cursor somewhere and scroll to it."""
        # Textual scrolls when the cursor moves, but not when the first value puts it somewhere.
        self.cursor_position = 0
        self.cursor_position = position
