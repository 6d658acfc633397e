"""The answers to an ask that is noted from Before you answer; not to know yet is one of them."""

from collections.abc import Callable

from tracker.entries.types import Ask
from tracker.i18n import _
from tracker.screens.shell.input_dialogs import ChoiceDialog

NAMES_AMOUNT = "pledged"
"""The answer behind which an amount is typed."""


class AnswerOptions:
    """What can be answered to an ask."""

    def __init__(self, ask: Ask) -> None:
        """To an ask that names no single amount a yes names one."""
        self._not_decided = _("I don’t know yet")
        self.words = {_("no"): "no", _("later"): "later"}
        """How each is called, and its word on the line; empty for the one that is none."""
        if ask.high is not None and ask.low == ask.high:
            self.words |= {_("yes"): "yes", _("yes, to another amount"): NAMES_AMOUNT}
        else:
            self.words |= {_("yes, to an amount I name"): NAMES_AMOUNT}
        self.words[self._not_decided] = ""

    def build_dialog(self, describe_ask: Callable[[], str]) -> ChoiceDialog:
        """Ask for one of them, beginning with what decides nothing; `meant` says what to."""
        return ChoiceDialog(
            _("What do you answer?"), list(self.words), self._not_decided, describe_ask
        )
