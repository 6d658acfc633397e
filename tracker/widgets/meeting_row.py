"""The row of the meeting above the entry line: what is saved, or the key that adds it."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.i18n import _label
from tracker.widgets.text_format import style_dim


class MeetingRow(Widget):
    """One line about the meeting. A click does what its key does."""

    text: reactive[str] = reactive("")

    @dataclass
    class Pressed(Message):
        """The row was clicked."""

    def on_click(self) -> None:
        """Post that the row was clicked."""
        self.post_message(self.Pressed())

    def render(self) -> Content:
        """Return the saved meeting, or the key that adds one."""
        if self.text:
            return Content(self.text)
        return Content.assemble(
            ("ctrl+t", "bold $accent"),
            " ",
            style_dim(_label("Add the meeting (how long, what you noticed)")),
        )
