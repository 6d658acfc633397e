"""The meeting, above the line: what was noted of it, or the key that notes it."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.i18n import _
from tracker.widgets.text_format import style_dim


class MeetingRow(Widget):
    """One line; a click does what its key does."""

    DEFAULT_CSS = """
    MeetingRow { height: 1; margin-bottom: 1; padding-left: 2; }
    """

    text: reactive[str] = reactive("")

    @dataclass
    class Pressed(Message):
        """The row was clicked."""

    def on_click(self) -> None:
        """Ask for the meeting."""
        self.post_message(self.Pressed())

    def render(self) -> Content:
        """What is noted, or how to note it."""
        if self.text:
            return Content(self.text)
        return Content.assemble(
            ("ctrl+t", "bold $accent"), " ", style_dim(_("the meeting: how long, and how it was"))
        )
