"""The input line of Before you answer: enter answers the ask, down goes to the suggestions."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.i18n import _label
from tracker.widgets.entry_input import EntryInput


class AskInput(EntryInput, inherit_bindings=False):
    """An entry line whose footer keys fit its text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "answer", _label("Answer"), key_display="enter", id="answer_it"),
        Binding("down", "pick", _label("Asked before"), key_display="↓", id="pick_ask"),
        *EntryInput.BINDINGS,
    ]
    is_complete = False
    """Whether the line can be saved as it is, without an answer."""
    has_suggestions = False
    """Whether there are suggestions below it."""

    def set_state(self, *, is_complete: bool, has_suggestions: bool) -> None:
        """Update the keys that the line allows."""
        if (is_complete, has_suggestions) != (self.is_complete, self.has_suggestions):
            self.is_complete, self.has_suggestions = is_complete, has_suggestions
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys for an answer and for suggestions where they do not apply."""
        if action == "answer":
            return not self.is_complete
        if action == "pick":
            return self.has_suggestions
        return super().check_action(action, parameters)

    async def action_answer(self) -> None:
        """Submit the line."""
        await self.action_submit()

    async def action_pick(self) -> None:
        """Go to the suggestions below."""
        await self.run_action("screen.choose(1)")
