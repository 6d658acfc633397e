"""What may become of a text that could not be saved: nothing of it goes without a word."""

from collections.abc import Callable

from textual.widget import Widget

from tracker.i18n import N_, _
from tracker.screens.shell.input_dialogs import ChoiceDialog

KEEP_AS_DRAFT, DISCARD = N_("Keep as draft"), N_("Discard")
"""What can be done with a text that is not saved yet."""
TRY_AGAIN, BACK_TO_TYPING, LEAVE_UNSAVED = (
    N_("Try again"),
    N_("Back to typing"),
    N_("Leave without saving"),
)
"""What can be done then; esc leaves."""


def _do_nothing() -> None:
    """Leave everything as it is."""


def ask_about_unsaved_text(
    asker: Widget,
    error: str,
    text: str,
    *,
    retry: Callable[[], object],
    go_back: Callable[[], object] = _do_nothing,
    leave: Callable[[], object] = _do_nothing,
) -> None:
    """Say why a text could not be saved, and ask what now.

    Who leaves can still paste it: it stays in the memory of the app until the book is locked.
    """

    def take(way: str | None) -> None:
        if way == _(TRY_AGAIN):
            retry()
        elif way == _(BACK_TO_TYPING):
            go_back()
        else:
            asker.app.copy_to_clipboard(text)
            leave()

    def warning() -> str:
        after = _(
            "If you leave now, it is not saved. Until you quit or lock, ctrl+v pastes it again."
        )
        return f"{error}\n\n{after}"

    ways = [_(TRY_AGAIN), _(BACK_TO_TYPING), _(LEAVE_UNSAVED)]
    question = _("Your text could not be saved")
    asker.app.push_screen(ChoiceDialog(question, ways, ways[0], warning, esc_result=ways[-1]), take)
