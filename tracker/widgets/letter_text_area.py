"""The editor of the letter to oneself. It can hide digits."""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.reactive import reactive
from textual.widgets import TextArea

from tracker.i18n import mask_digits
from tracker.widgets.entry_input import is_showable


class LetterTextArea(TextArea):
    """Plain lines, without frame and blinking. Digits in them can be hidden."""

    BINDINGS: ClassVar[list[BindingType]] = []

    hides_digits: reactive[bool] = reactive(False)
    """Whether every digit is drawn as a dot."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        """Begin with a text, the cursor at its end."""
        super().__init__(text, placeholder=placeholder, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn."""
        line = super().get_line(line_index)
        if self.hides_digits:
            # As many dots as digits, so the cursor stays where it is in the text.
            line.plain = mask_digits(line.plain)
        return line

    def watch_hides_digits(self) -> None:
        """Draw every line again."""
        self.notify_style_update()
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text. Control characters become spaces."""
        event.stop()
        event.prevent_default()
        lines = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        text = "\n".join(
            "".join(letter if is_showable(letter) else " " for letter in line) for line in lines
        )
        start, end = sorted(self.selection)
        self.move_cursor(self.replace(text, start, end).end_location)
