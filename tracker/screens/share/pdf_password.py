"""The password of the summary: checks a typed one, or shows six random words once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.i18n import _, _error, _label
from tracker.screens.shell.dialog import Dialog
from tracker.screens.start.passphrase import PRESS_AGAIN


class PasswordNeededError(Exception):
    """A typed password can't be used yet. Says what is missing, and in which field."""

    def __init__(self, field: str, sentence: str, hinted_password: str = "") -> None:
        """Store the field. `hinted_password` can be used after this hint."""
        super().__init__(sentence)
        self.field = field
        self.hinted_password = hinted_password


def check_password(first: str, repeated: str, hinted_password: str) -> str:
    """Return the password as it will be used. Raise PasswordNeededError if it can't be.

    `hinted_password` is the one whose hint was already shown.
    """
    from tracker.export.report.password import (
        PdfPasswordError,
        describe_password_weakness,
        prepare_password,
    )

    try:
        password = prepare_password(first)
    except PdfPasswordError as error:
        raise PasswordNeededError("password-first", str(error)) from error
    if not repeated:
        raise PasswordNeededError(
            "password-again", _error("The second password is empty. Type the password again.")
        )
    if first != repeated:
        sentence = _error("The two passwords are different. Type the same one again.")
        raise PasswordNeededError("password-again", sentence)
    hint = describe_password_weakness(password)
    if hint and hinted_password != password:
        raise PasswordNeededError("password-again", f"{hint} {_(PRESS_AGAIN)}", password)
    return password


class PasswordWordsDialog(Dialog[str | None]):
    """Shows six random words once. Returns them as the password, None for back."""

    TITLE = _label("Six words to open the summary")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter", "take", _label("I’ve written them down"), key_display="enter", id="take_it"
        ),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(self, words: str) -> None:
        """Show these words."""
        super().__init__()
        self._words = words

    def compose_box(self) -> ComposeResult:
        """Show the words and what to do with them."""
        yield Static(self.TITLE, markup=False, classes="question")
        yield Static(self._words, markup=False, id="words")
        yield Static(
            _(
                "Write these words down for your reader, and pass them on separately from the file."
                " You won’t see them again. Tracker doesn’t save them."
            ),
            markup=False,
        )

    def action_take(self) -> None:
        """Return the words."""
        self.dismiss(self._words)
