"""The answers offered in Before you answer, including "I don't know yet".

“I don't know yet” is the first one, so two enters decide nothing.
"""

from collections.abc import Callable

from tracker.entries.types import Ask
from tracker.i18n import _, _label
from tracker.screens.shell.input_dialogs import ChoiceDialog

NAMES_AMOUNT = "pledged"
"""The answer that is followed by an amount."""


class AnswerOptions:
    """The answers that an ask can get."""

    def __init__(self, ask: Ask) -> None:
        """Offer a yes with an amount, and a plain yes if the ask names a single amount."""
        self._not_decided = _label("I don’t know yet")
        self.words = {
            _label("no", "answer"): "no",
            _label("later", "answer"): "later",
            _label("I won’t answer"): "silent",
        }
        """The word on the entry line for each text, empty for "I don't know yet"."""
        if ask.high is not None and ask.low == ask.high:
            self.words |= {
                _label("yes", "answer"): "yes",
                _label("yes, to a different amount"): NAMES_AMOUNT,
            }
        else:
            self.words |= {_label("yes, to an amount I choose"): NAMES_AMOUNT}
        self.words[self._not_decided] = ""

    def build_dialog(self, describe_ask: Callable[[], str]) -> ChoiceDialog:
        """Return the dialog that asks for an answer. It starts at "I don't know yet"."""
        return ChoiceDialog(
            _("What’s your answer?"), list(self.words), self._not_decided, describe_ask
        )
