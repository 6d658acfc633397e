"""The question who else uses the computer, before a new notebook and in Settings."""

from tracker.book.stores.computer_use import ComputerUse
from tracker.i18n import N_label, _, _label
from tracker.screens.shell.input_dialogs import ChoiceDialog

ANSWER_LABELS = {
    ComputerUse.NOBODY: N_label("no", "computer"),
    ComputerUse.OWN_LOGIN: N_label("yes, with their own login"),
    ComputerUse.SAME_LOGIN: N_label("yes, with this login"),
}
"""The answers, in the order in which they are offered."""


def build_computer_dialog(use: ComputerUse | None = None) -> ChoiceDialog:
    """Return the dialog with the question, at the answer that was given before."""
    return ChoiceDialog(
        _("Does anyone else use this computer?"),
        [_label(label) for label in ANSWER_LABELS.values()],
        _label(ANSWER_LABELS[use or ComputerUse.NOBODY]),
        _(
            "If they use this login too, Tracker offers no folder on this computer for files. With"
            " a passphrase, it locks after 2 minutes. You can change your answer in Settings."
        ),
    )


def find_answer(label: str | None) -> ComputerUse | None:
    """Return the answer that was chosen, or None for none."""
    return next((use for use, text in ANSWER_LABELS.items() if _label(text) == label), None)
