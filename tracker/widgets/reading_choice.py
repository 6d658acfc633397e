"""What a line may mean, one reading below the other. A digit, enter or a click chooses one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tracker.i18n import _label
from tracker.widgets.selectable_list import UNMARKED, MarkedOptionList

NONE_OF_THEM = "0"
"""The key, and the id, of the row that chooses no reading."""
MAX_READINGS = 9
"""Readings that have a digit."""


class ReadingChoice(MarkedOptionList):
    """A list of readings. Each option's id is the digit that chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", _label("Choose"), key_display="enter", id="choose_reading"),
        *(
            Binding(
                digit, f"pick('{digit}')", _label("Choose"), show=digit == "1", key_display="1–9"
            )
            for digit in "1234567890"
        ),
        Binding(
            "escape", "screen.leave_choice", _label("Back"), key_display="esc", id="leave_choice"
        ),
        Binding("tab,shift+tab", "screen.leave_choice", show=False),
    ]

    def show_readings(self, sentences: Sequence[str], none_of_them: str = "") -> None:
        """Show a reading after each digit, and last what is done with none of them."""
        rows = [(str(index), text) for index, text in enumerate(sentences[:MAX_READINGS], start=1)]
        if none_of_them:
            rows.append((NONE_OF_THEM, none_of_them))
        highlighted = self.highlighted or 0
        self.set_options(
            Option(UNMARKED + Content.assemble((digit, "bold $accent"), f"  {text}"), id=digit)
            for digit, text in rows
        )
        self.highlighted = min(highlighted, len(rows) - 1)

    def action_pick(self, digit: str) -> None:
        """Choose the reading of a digit, if there is one."""
        index = next((at for at, option in enumerate(self.options) if option.id == digit), None)
        if index is not None:
            self.highlighted = index
            self.action_select()
