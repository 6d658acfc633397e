"""The input of the search over entries."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _label
from tracker.widgets.form_fields import PlainTextInput


class FilterInput(PlainTextInput, inherit_bindings=False):
    """Words of an entry line. While they are typed, no key of the screen acts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "submit", _label("Go to entries"), key_display="enter", id="to_entries"),
        Binding("tab", "complete", _label("Complete"), key_display="tab", id="complete"),
        Binding("escape", "leave", _label("Show all entries"), key_display="esc", id="all_entries"),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
        # Last, so ours come first in the footer and win where both use a key.
        *Input.BINDINGS,
    ]

    @dataclass
    class CompleteRequest(Message):
        """The chosen completion is to be inserted."""

    @dataclass
    class Stepped(Message):
        """Another completion is to be chosen."""

        step: int

    @dataclass
    class Left(Message):
        """The search is to be ended."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(
            placeholder=_label('e.g. ask no #in_public "shoes"'),
            max_length=LONGEST_LINE,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Let only keys through that act while typing."""
        if not event.is_printable and event.key not in self.screen.active_bindings:
            event.stop()

    def action_complete(self) -> None:
        """Ask for the rest of the word."""
        self.post_message(self.CompleteRequest())

    def action_choose(self, step: int) -> None:
        """Ask for another completion."""
        self.post_message(self.Stepped(step))

    def action_leave(self) -> None:
        """End the search."""
        self.post_message(self.Left())

    def replace_range(self, text: str, start: int, end: int) -> None:
        """Replace the text from `start` to `end`, and put the cursor after it."""
        self.replace(text, start, end)
        self.cursor_position = start + len(text)
