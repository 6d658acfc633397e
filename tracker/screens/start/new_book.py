"""The screen for a new notebook: what it cannot do, its passphrase, its group and currency."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tracker.book.files.passphrase_strength import describe_weakness
from tracker.book.stores.computer_use import (
    SHARED_PLAIN_WARNING,
    ComputerUse,
    build_use_settings,
)
from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import N_, _, _error, _label, find_local_currency
from tracker.money import explain_currency_refusal
from tracker.screens.shell.app_requests import NewBookRequest
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.form_screen import FormScreen
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.footer import Footer
from tracker.widgets.form_fields import FormBody, FormField, build_text_input
from tracker.widgets.password_input import PasswordInput

BOOK_WARNINGS = (
    _("Anyone who watches you type, or makes you open it, can read everything."),
    _("Weak passphrases can be guessed. If you forget yours, nobody can open this notebook."),
    _("Others can see that Tracker is installed. Traces and old backups may stay."),
    _("What you show can be passed on. Alone, it’s no proof."),
    _(
        "If you’re watched, make no sudden changes. A device only you use is safer. It’s fine "
        "to write nothing."
    ),
)
"""What the notebook cannot do, in short lines, shown before it matters."""
PLAIN_WARNING = N_(
    "Anyone who uses this computer, or has a copy of the file, can read everything. Tracker "
    "can’t lock it. You can set a passphrase later in Settings."
)
"""What it means that a notebook has no passphrase."""


class NewBookScreen(FormScreen):
    """Asks the app for a new book as it is filled in here.

    Enter goes from field to field at first, so the group and the currency are seen. Hide amounts
    and “without a passphrase” have different keys: a person who reached for privacy would otherwise
    have an unprotected book.
    """

    TITLE = _label("New notebook")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter", "go_on", _label("Continue"), key_display="enter", priority=True, id="begin"
        ),
        Binding("f8", "six_words", _label("Six random words"), key_display="F8", id="six_words"),
        Binding(
            "f9", "begin(True)", _label("Without a passphrase"), key_display="F9", id="without"
        ),
        Binding("escape", "app.pop_screen", _label("Back"), id="back"),
    ]

    def __init__(self, use: ComputerUse, passphrase: str | None = None) -> None:
        """Begin with a passphrase that was already typed, or without.

        `use` says who else uses the computer.
        """
        super().__init__()
        self._use = use
        self._given_passphrase = passphrase or ""

    def compose(self) -> ComposeResult:
        """Yield what a notebook cannot do, then the fields."""
        # Above what scrolls: what it is about stays in sight.
        yield Static(
            _label("Before you start: what this can’t protect you from"), markup=False, id="title"
        )
        with FormBody(id="form"):
            yield BulletList(BOOK_WARNINGS)
            yield FormField(
                _label("Passphrase"), PasswordInput(self._given_passphrase, id="passphrase")
            )
            yield FormField(
                _label("Type it again"), PasswordInput(self._given_passphrase, id="again")
            )
            yield FormField(
                _label("Group"),
                build_text_input(id="group", placeholder=_label("any name, or leave it empty")),
            )
            currency = build_text_input(find_local_currency(), id="currency")
            currency.select_on_focus = True
            yield FormField(_label("Currency"), currency)
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the passphrase."""
        self._find_field("passphrase").focus()

    def _find_field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    @on(Input.Changed)
    def _clear_error(self, event: Input.Changed) -> None:
        if event.value:
            self.show_message("")

    def action_go_on(self) -> None:
        """Go on to the next field. After the last one the notebook is made."""
        focused = self.focused.id if self.focused else ""
        passphrase, again = self._find_field("passphrase"), self._find_field("again")
        if not passphrase.value:
            self._ask_for_field(
                passphrase,
                _error("Type a passphrase, or press F9 to continue without one."),
            )
        elif focused == "passphrase":
            again.focus()
        elif passphrase.value != again.value:
            again.clear()
            self._ask_for_field(
                again, _error("The two passphrases are different. Type the same one again.")
            )
        elif focused in ("again", "group"):
            self.focus_next()
            self.show_message(describe_weakness(passphrase.value) if focused == "again" else "")
        else:
            self.action_begin()

    def action_six_words(self) -> None:
        """Offer six random words for a passphrase. Once they were typed they are filled in."""
        from tracker.export.report.password import generate_six_words
        from tracker.screens.start.passphrase import PassphraseWordsDialog

        def fill_in(words: str | None) -> None:
            if words is not None:
                for name in ("passphrase", "again"):
                    self._find_field(name).value = words
                self._find_field("group").focus()

        self.app.push_screen(PassphraseWordsDialog(generate_six_words()), fill_in)

    def action_begin(self, plain: bool = False) -> None:
        """Ask the app for the book, or show what is still needed."""
        passphrase = self._find_field("passphrase")
        try:
            group = parse_group_label(self._find_field("group").value)
        except ParseError as error:
            self._ask_for_field(
                self._find_field("group"),
                _error("This name can’t be used: {why}").format(why=error.message),
            )
            return
        currency = self._find_field("currency").value.strip().upper()
        if refusal := explain_currency_refusal(currency):
            self._ask_for_field(self._find_field("currency"), refusal)
            return
        if plain:
            self._ask_about_plain(currency, group)
        else:
            self._request_book(currency, group, passphrase.value)

    def _request_book(self, currency: str, group: str | None, passphrase: str | None) -> None:
        settings = build_use_settings(self._use, {})
        self.post_message(NewBookRequest(self, currency, group, passphrase, settings))

    def _ask_about_plain(self, currency: str, group: str | None) -> None:
        """Ask once whether the notebook is to have no passphrase."""

        def make_plain_book(is_confirmed: bool | None) -> None:
            if is_confirmed:
                self._request_book(currency, group, None)

        question = _("Create the notebook without a passphrase?")
        warning = _(PLAIN_WARNING)
        if self._use is ComputerUse.SAME_LOGIN:
            warning = f"{_(SHARED_PLAIN_WARNING)}\n\n{warning}"
        yes_label = _label("Without a passphrase")
        self.app.push_screen(
            ConfirmDialog(question, warning, yes_label, starts_at_back=True),
            make_plain_book,
        )

    def _ask_for_field(self, field: Input, sentence: str) -> None:
        self.show_message(sentence)
        field.focus()

    def clear_passphrase(self) -> None:
        """Forget the passphrase: the book is made."""
        self._given_passphrase = ""
        for field in self.query(PasswordInput):
            field.clear()


def parse_group_label(text: str) -> str | None:
    """Return the group's label as an entry line would make it, or None without one.

    Raises ParseError.
    """
    name = text.strip()
    if not name:
        return None
    quoted = name.replace('"', '""')
    (token,) = tokenize(f'@!"{quoted}"')
    return find_group(token, ParseContext("EUR"))
