"""The input of an entry line: hints that are cut, and pasting of several lines."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _, _label
from tracker.widgets.text_format import fit_text

BYTE_ORDER_MARK = "\ufeff"
"""A character that some programs put before a text."""


def is_showable(text: str) -> bool:
    """Return whether a field can hold a text: no line ends and no control characters."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text)


class HintedInput(Input):
    """A field with a hint. A hint that does not fit ends with an ellipsis."""

    def render_line(self, y: int) -> Strip:
        """Return the line, with as much of the hint as fits."""
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
    """An entry line. Tab completes it, and several pasted lines are posted as a message."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "submit", _label("Save"), key_display="enter", id="note"),
        Binding("tab", "screen.complete", _label("Complete"), id="complete"),
        Binding("ctrl+o", "screen.form", _label("Form"), id="form"),
        Binding("down", "screen.choose(1)", show=False),
        Binding("up", "screen.choose(-1)", show=False),
        # Last, so ours come first in the footer and win where both use a key.
        *Input.BINDINGS,
    ]

    @dataclass
    class Pasted(Message):
        """More was pasted than one line can hold."""

        text: str
        """The whole line, with what was around the pasted text."""
        alone: str
        """The pasted text alone."""

    def __init__(self, value: str = "") -> None:
        """Begin with this text."""
        super().__init__(
            value,
            placeholder=_("What happened? Write it the way you’d say it."),
            max_length=LONGEST_LINE,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Insert one plain line. Post a message if it is more than that."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        pasted = event.text.removeprefix(BYTE_ORDER_MARK).rstrip("\r\n")
        # A slow terminal may send a paste in two parts, so after other text a line end counts.
        pasted = pasted if self.value[:start] else pasted.lstrip("\r\n")
        text = pasted.replace("\t", " ")
        whole = self.value[:start] + pasted + self.value[end:]
        if is_showable(text) and len(whole) <= LONGEST_LINE:
            self.replace_range(text, start, end)
        elif text:
            self.post_message(self.Pasted(whole, pasted))

    def action_paste(self) -> None:
        """Paste from the app's clipboard, also several lines."""
        self.on_paste(events.Paste(self.app.clipboard))

    def replace_range(self, text: str, start: int, end: int) -> None:
        """Replace the text from `start` to `end`, and put the cursor after it."""
        self.replace(text, start, end)
        self.move_cursor(start + len(text))

    def move_cursor(self, position: int) -> None:
        """Put the cursor at a position and scroll to it."""
        # Textual scrolls when the cursor moves, but not when the first value sets it.
        self.cursor_position = 0
        self.cursor_position = position
