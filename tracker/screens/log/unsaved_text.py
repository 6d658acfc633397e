"""Ask what to do with a text that could not be saved, so nothing is lost silently."""

from collections.abc import Callable

from textual.widget import Widget

from tracker.i18n import N_label, _, _label
from tracker.screens.shell.input_dialogs import ChoiceDialog

SAVE_INTERVAL = 2
"""Seconds after which what is being typed is saved as a draft."""
KEEP_AS_DRAFT, DISCARD = N_label("Keep as draft"), N_label("Discard")
"""What can be done with a text that is not saved yet."""
TRY_AGAIN, BACK_TO_TYPING, LEAVE_UNSAVED = (
    N_label("Try again"),
    N_label("Back to typing"),
    N_label("Close without saving"),
)
"""What can be done then. Esc leaves."""


def _do_nothing() -> None:
    """Leave everything as it is."""


def ask_about_unsaved_text(
    screen: Widget,
    error: str,
    text: str,
    *,
    retry: Callable[[], object],
    go_back: Callable[[], object] = _do_nothing,
    leave: Callable[[], object] = _do_nothing,
) -> None:
    """Show why a text could not be saved, and ask what to do.

    After leaving, it can still be pasted: it stays in the memory of the app until the book is
    locked.
    """

    def handle_choice(choice: str | None) -> None:
        if choice == _label(TRY_AGAIN):
            retry()
        elif choice == _label(BACK_TO_TYPING):
            go_back()
        else:
            screen.app.copy_to_clipboard(text)
            leave()

    warning = _(
        "If you close now, it isn’t saved. Until you quit or lock Tracker, ctrl+v pastes it again."
    )
    options = [_label(TRY_AGAIN), _label(BACK_TO_TYPING), _label(LEAVE_UNSAVED)]
    question = _label("Your text couldn’t be saved")
    screen.app.push_screen(
        ChoiceDialog(
            question, options, options[0], f"{error}\n\n{warning}", esc_result=options[-1]
        ),
        handle_choice,
    )
