"""The password of a page: typed twice, or six random words that are seen once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.screens.passphrase import ONCE_MORE
from tracker.texts import _
from tracker.widgets.field import Field
from tracker.widgets.footer import Footer
from tracker.widgets.secret import Secret


class PagePassword(ModalScreen[str | None]):
    """Gives the password, None where the person went back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("Go on"), key_display="enter", priority=True, id="take_it"),
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
    ]
    AUTO_FOCUS = "#first"

    def __init__(self) -> None:
        """Ask for it."""
        super().__init__()
        self._hinted = ""
        """The password of which it was said that it is short."""

    def compose(self) -> ComposeResult:
        """Two fields and what to know of them."""
        with Vertical(id="dialog"):
            yield Static(_("Password of the page"), markup=False, classes="question")
            yield Static(
                _(
                    "Whoever opens the page has to know it. Tell it to them another way than you"
                    " give them the file. It is kept nowhere."
                ),
                markup=False,
            )
            yield Field(_("Password"), Secret(id="first"))
            yield Field(_("Once more"), Secret(id="again"))
            yield Static(markup=False, id="answer")
        yield Footer()

    def action_take(self) -> None:
        """Take it where both are the same; else go to the field that is to be filled."""
        from tracker.sharing.report.password import (
            PasswordRefused,
            checked_password,
            hint_on,
        )

        first, again = self.query_one("#first", Secret), self.query_one("#again", Secret)
        if first.has_focus and first.value and not again.value:
            again.focus()
            return
        try:
            password = checked_password(first.value)
        except PasswordRefused as error:
            self._say(str(error))
            first.focus()
            return
        if first.value != again.value:
            self._say(_("These are two different ones; type it once more."))
            again.value = ""
            again.focus()
            return
        hint = hint_on(password)
        if hint and self._hinted != password:
            self._hinted = password
            self._say(f"{hint} {_(ONCE_MORE)}")
            return
        self.dismiss(password)

    def _say(self, sentence: str) -> None:
        self.query_one("#answer", Static).update(sentence)


class SixWords(ModalScreen[str | None]):
    """Shows six random words once, and gives them as the password; None for back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("I have them"), key_display="enter", id="take_it"),
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
    ]

    def __init__(self, words: str) -> None:
        """Show these words."""
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The words and what to do with them."""
        with Vertical(id="dialog"):
            yield Static(_("Six words that open the page"), markup=False, classes="question")
            yield Static(self._words, markup=False, id="words")
            yield Static(
                _(
                    "Write them down, or say them to whoever shall read it. They are shown this"
                    " once, and kept nowhere."
                ),
                markup=False,
            )
        yield Footer()

    def action_take(self) -> None:
        """Take them."""
        self.dismiss(self._words)
