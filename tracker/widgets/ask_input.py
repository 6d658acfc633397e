"""An entry line about an ask: enter answers it, and the key for down picks one asked before."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.i18n import _
from tracker.widgets.entry_input import EntryInput


class AskInput(EntryInput, inherit_bindings=False):
    """Says in the footer what its keys do to what stands on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "answer", _("Answer"), key_display="enter", id="answer_it"),
        Binding("down", "pick", _("Asked before"), key_display="↓", id="pick_ask"),
        *EntryInput.BINDINGS,
    ]
    is_complete = False
    """Whether it says all that is to be noted, so that nothing is left to answer."""
    has_suggestions = False
    """Whether asks to pick stand below it."""

    def set_state(self, *, is_complete: bool, has_suggestions: bool) -> None:
        """Offer what the line allows now."""
        if (is_complete, has_suggestions) != (self.is_complete, self.has_suggestions):
            self.is_complete, self.has_suggestions = is_complete, has_suggestions
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What an entry line does takes over where there is nothing to answer or to pick."""
        if action == "answer":
            return not self.is_complete
        if action == "pick":
            return self.has_suggestions
        return super().check_action(action, parameters)

    async def action_answer(self) -> None:
        """Hand up the line as it stands."""
        await self.action_submit()

    async def action_pick(self) -> None:
        """Go to the asks below."""
        await self.run_action("screen.choose(1)")
