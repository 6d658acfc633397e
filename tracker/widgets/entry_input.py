"""The input of an entry line: hints that are cut, hidden digits, pasting of several lines."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _, _label, mask_digits
from tracker.widgets.text_format import HIDES_AMOUNTS, fit_text

BYTE_ORDER_MARK = "\ufeff"
"""A character that some programs put before a text."""
_NO_AMOUNT = re.compile(
    r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)|\d+(?:[.,]\d+)?h(?!\w)|answered\b[^\"/:]*? for (\d+)(?!\S)"
)
"""A day, hours, or the number of the entry that is answered: these are shown."""


def is_showable(text: str) -> bool:
    """Return whether a field can hold a text: no line ends and no control characters."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text)


def _count_same(first: str, second: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    longest = min(len(first), len(second))
    return next((index for index, (one, other) in pairs if one != other), longest)


class HiddenDigits(Highlighter):
    """Draws a field's digits as dots, but for those that were typed."""

    def __init__(self, field: "HintedInput") -> None:
        """Draw the text of a field."""
        self._field = field

    def highlight(self, text: Text) -> None:
        """Put dots in the place of hidden digits, as many as there are."""
        text.plain = self._field.shown_text


class HintedInput(Input):
    """A field with a hint. A hint that does not fit ends with an ellipsis.

    While amounts are hidden, dots replace the digits of a text of the notebook that it was filled
    with. What is typed can be read.
    """

    hides_digits = False
    """Whether the field is filled with texts of the notebook."""
    _followed_text = ""
    """The text that `_typed` is about."""
    _typed: Sequence[bool] = ()
    """For each character, whether it was typed into this field."""
    _is_filled_now = True
    """Whether the text is being replaced by one that nobody types, as it is at first."""

    def on_mount(self) -> None:
        """Take the first text as one that nobody typed."""
        self._follow_text()
        self._is_filled_now = False
        self.highlighter = HiddenDigits(self)

    def watch_value(self) -> None:
        """Remember which characters were typed."""
        self._follow_text()

    def _follow_text(self) -> None:
        """Follow a change, which is one run of characters."""
        before, after = self._followed_text, self.value
        start = _count_same(before, after)
        same_end = _count_same(before[start:][::-1], after[start:][::-1])
        changed = [not self._is_filled_now] * (len(after) - start - same_end)
        end = self._typed[len(before) - same_end :]
        self._typed = [*self._typed[:start], *changed, *end]
        self._followed_text = after

    def fill(self, text: str) -> None:
        """Replace the text by one that comes from elsewhere."""
        self._is_filled_now = True
        try:
            self.value = text
        finally:
            self._is_filled_now = False

    @property
    def shown_text(self) -> str:
        """Return the text as it is drawn."""
        if not (self.hides_digits and self.app.has_class(HIDES_AMOUNTS)):
            return self.value
        # Textual measures the text before it says that there is another one.
        self._follow_text()
        plain = {
            at
            for found in _NO_AMOUNT.finditer(self.value)
            for at in range(*found.span(found.lastindex or 0))
        }
        typed = zip(self.value, self._typed, strict=True)
        return "".join(
            letter if is_typed or at in plain else mask_digits(letter)
            for at, (letter, is_typed) in enumerate(typed)
        )

    def hide_quoted(self, message: str) -> str:
        """Return a message in which words of the text are as they are drawn."""
        words = zip(self.value.split(), self.shown_text.split(), strict=True)
        for word, shown in sorted(words, key=lambda pair: -len(pair[0])):
            if word != shown:
                message = message.replace(word, shown)
        return message

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

    hides_digits = True
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
