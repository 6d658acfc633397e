"""The answers offered in Before you answer, including "I don't know yet"."""

from collections.abc import Callable

from tracker.entries.types import Ask
from tracker.i18n import _
from tracker.screens.shell.input_dialogs import ChoiceDialog

NAMES_AMOUNT = "pledged"
"""The answer that is followed by an amount."""


class AnswerOptions:
    """The answers that an ask can get."""

    def __init__(self, ask: Ask) -> None:
        """Offer a yes with an amount, and a plain yes if the ask names a single amount."""
        self._not_decided = _("I don’t know yet")
        self.words = {_("no"): "no", _("later"): "later", _("I give no answer"): "silent"}
        """The word on the entry line for each text; empty for "I don't know yet"."""
        if ask.high is not None and ask.low == ask.high:
            self.words |= {_("yes"): "yes", _("yes, to another amount"): NAMES_AMOUNT}
        else:
            self.words |= {_("yes, to an amount I name"): NAMES_AMOUNT}
        self.words[self._not_decided] = ""

    def build_dialog(self, describe_ask: Callable[[], str]) -> ChoiceDialog:
        """Return the dialog that asks for an answer; it starts at "I don't know yet"."""
        return ChoiceDialog(
            _("What do you answer?"), list(self.words), self._not_decided, describe_ask
        )
