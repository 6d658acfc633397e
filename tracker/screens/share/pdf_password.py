"""The password of the summary: checks a typed one, or shows six random words once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.i18n import _
from tracker.screens.shell.dialog import Dialog
from tracker.screens.start.passphrase import PRESS_AGAIN


class PasswordNeededError(Exception):
    """A typed password cannot be used yet: says what is missing, and in which field."""

    def __init__(self, field: str, sentence: str, hinted_password: str = "") -> None:
        """Store the field; `hinted_password` can be used after this hint."""
        super().__init__(sentence)
        self.field = field
        self.hinted_password = hinted_password


def check_password(first: str, repeated: str, hinted_password: str) -> str:
    """Return the password as it will be used; raise PasswordNeededError if it cannot be.

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
        raise PasswordNeededError("password-again", _("Type the password once more."))
    if first != repeated:
        sentence = _("The two passwords are different. Type it once more.")
        raise PasswordNeededError("password-again", sentence)
    hint = describe_password_weakness(password)
    if hint and hinted_password != password:
        raise PasswordNeededError("password-again", f"{hint} {_(PRESS_AGAIN)}", password)
    return password


class PasswordWordsDialog(Dialog[str | None]):
    """Shows six random words once; returns them as the password, None for back."""

    TITLE = _("Six words that open the page")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "take", _("I have them"), key_display="enter", id="take_it"),
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
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
                "Write them down, or say them to whoever shall read it. They are shown this"
                " once, and kept nowhere."
            ),
            markup=False,
        )

    def action_take(self) -> None:
        """Return the words."""
        self.dismiss(self._words)
