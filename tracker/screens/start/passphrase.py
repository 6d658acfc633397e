"""Dialogs to set, change or remove the book's passphrase, and for six random words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.book.database.connection import normalize_passphrase
from tracker.book.database.errors import BookError
from tracker.book.files.passphrase_strength import describe_weakness
from tracker.book.rekey import RekeyResult
from tracker.i18n import N_, N_label, _, _error, _label, make_printable, ngettext
from tracker.screens.shell.app_requests import NewPassphraseRequest
from tracker.screens.shell.dialog import Dialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.widgets.form_fields import FormField
from tracker.widgets.password_input import PasswordInput

TYPE_OWN, TAKE_RANDOM_WORDS, REMOVE_PASSPHRASE = (
    N_label("Type one"),
    N_label("Use six random words"),
    N_label("Remove it"),
)
"""The ways to another passphrase."""
CURRENT_FIELD, NEW_FIELD, REPEAT_FIELD = "former", "wanted", "again"
BACKUPS_REPLACED = N_("Tracker replaces your older backups with a new one.")
PRESS_AGAIN = N_("To use it, press enter again.")
"""Shown after the warning about a weak passphrase, which is accepted anyway."""
WRITE_DOWN = N_(
    "Write these words down where only you look. You won’t see them again. Without them, "
    "nobody can open this notebook."
)


def build_method_dialog(*, is_encrypted: bool) -> ChoiceDialog:
    """Return a dialog that asks how to get another passphrase."""
    methods = [
        _label(TYPE_OWN),
        _label(TAKE_RANDOM_WORDS),
        *([_label(REMOVE_PASSPHRASE)] if is_encrypted else []),
    ]
    return ChoiceDialog(_label("Passphrase for this notebook"), methods, _label(TYPE_OWN))


def build_passphrase_dialog(method: str, *, is_encrypted: bool) -> "PassphraseDialog":
    """Return the dialog for a method: type a passphrase, take random words, or remove it."""
    if method == _label(TAKE_RANDOM_WORDS):
        from tracker.export.report.password import generate_six_words

        return PassphraseDialog(is_encrypted=is_encrypted, words=generate_six_words())
    return PassphraseDialog(
        is_encrypted=is_encrypted, is_removal=method == _label(REMOVE_PASSPHRASE)
    )


def describe_rekey(result: RekeyResult) -> str:
    """Return what a change of the passphrase did, short enough for a notice."""
    sentences = [_("Done.")]
    if result.new_backup is not None:
        sentences.append(_("A new backup was made."))
    if result.cleared_count:
        sentences.append(
            ngettext(
                "{count} older backup was deleted.",
                "{count} older backups were deleted.",
                result.cleared_count,
            ).format(count=result.cleared_count)
        )
    if result.error:
        sentences.append(result.error)
    if result.kept_backups:
        sentences.append(
            _(
                "Older backups, in the backups folder next to the notebook, open the way they "
                "did before."
            )
        )
    if result.unwiped_files:
        sentences.append(_("The old data couldn’t be wiped."))
    for kept_book in result.kept_books:
        sentence = _(
            "{name} in the backups folder was kept when you restored a backup. It hasn’t"
            " been changed."
        )
        if kept_book.is_rescued:
            sentence = _(
                "{name} next to the notebook was saved when another program changed the "
                "notebook file."
            )
        sentences.append(sentence.format(name=make_printable(kept_book.path.name)))
        sentences.append(kept_book.passphrase_match.sentence)
    return " ".join(sentences)


class PassphraseDialog(Dialog[None]):
    """Asks the app for another passphrase. Stays open until the book has it."""

    TITLE = _label("Passphrase for this notebook")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter", "take", _label("Continue"), key_display="enter", priority=True, id="take_it"
        ),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(self, *, is_encrypted: bool, is_removal: bool = False, words: str = "") -> None:
        """Ask for what this takes. `words` are six random ones, which are shown."""
        super().__init__()
        self._is_encrypted = is_encrypted
        self._is_removal = is_removal
        self._words = words
        self._hinted_passphrase = ""
        """The passphrase of which every hint was shown."""

    def compose_box(self) -> ComposeResult:
        """Yield what it means, and the fields."""
        yield Static(self.TITLE, markup=False, classes="question")
        yield Static(self._explain(), markup=False)
        if self._words:
            yield Static(self._words, markup=False, id="words")
        if self._is_encrypted:
            yield FormField(_label("Current one"), PasswordInput(id=CURRENT_FIELD))
        if not self._is_removal:
            yield FormField(_label("New one"), PasswordInput(id=NEW_FIELD))
        if not self._is_removal and not self._words:
            yield FormField(_label("Type it again"), PasswordInput(id=REPEAT_FIELD))
        yield Static(markup=False, id="answer")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(PasswordInput).first().focus()

    def _explain(self) -> str:
        if self._is_removal:
            return (
                _("Without a passphrase, anyone who has the file can read everything.")
                + f" {_(BACKUPS_REPLACED)}"
            )
        if self._words:
            return f"{_(WRITE_DOWN)} {_(BACKUPS_REPLACED)}"
        meaning = _("Without the passphrase, nobody can open the notebook. Nobody can reset it.")
        return f"{meaning} {_(BACKUPS_REPLACED)}"

    def _read_field(self, name: str) -> str:
        return "".join(field.value for field in self.query(f"#{name}").results(PasswordInput))

    def action_take(self) -> None:
        """Go to the next empty field. After the last one, send what was typed."""
        for field in self.query(PasswordInput):
            if not field.value:
                field.focus()
                return
        current, new = self._read_field(CURRENT_FIELD), self._read_field(NEW_FIELD)
        try:
            refusal = self._find_refusal(new)
        except BookError as error:
            refusal = str(error)
        if refusal:
            self.show_message(refusal)
        else:
            # The words as they are shown: who typed them may have put two spaces between them.
            self.post_message(
                NewPassphraseRequest(self, current or None, self._words or new or None)
            )

    def _find_refusal(self, passphrase: str) -> str:
        """Return why a passphrase is not accepted yet. Raises BookError if it cannot be one."""
        if self._is_removal:
            return ""
        if self._words:
            is_same = passphrase.split() == self._words.split()
            return (
                ""
                if is_same
                else _error("These aren’t the six words. Check them and type them again.")
            )
        normalize_passphrase(passphrase)
        if passphrase != self._read_field(REPEAT_FIELD):
            return _error("The two passphrases are different. Type the same one again.")
        weakness = describe_weakness(passphrase)
        if weakness and self._hinted_passphrase != passphrase:
            self._hinted_passphrase = passphrase
            return weakness + " " + _(PRESS_AGAIN)
        return ""

    def refuse_current(self) -> None:
        """Show that the current passphrase is another one."""
        self.show_message(_error("This isn’t the current passphrase. Type it again."))
        field = self.query_one(f"#{CURRENT_FIELD}", PasswordInput)
        field.clear()
        field.focus()

    def clear_passphrase(self) -> None:
        """Forget what was typed and shown."""
        self._words = self._hinted_passphrase = ""
        for secret in self.query(PasswordInput):
            secret.clear()


class PassphraseWordsDialog(Dialog[str | None]):
    """Shows six random words once, has them typed, and returns them, or None for back."""

    TITLE = _label("Six words to open this notebook")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter",
            "take",
            _label("I’ve written them down"),
            key_display="enter",
            priority=True,
            id="take_it",
        ),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]

    def __init__(self, words: str) -> None:
        """Show these words."""
        super().__init__()
        self._words = words

    def compose_box(self) -> ComposeResult:
        """Yield the words, what to do with them, and a field to type them in."""
        yield Static(self.TITLE, markup=False, classes="question")
        yield Static(self._words, markup=False, id="words")
        yield Static(_(WRITE_DOWN), markup=False)
        yield FormField(_label("Type them here"), PasswordInput(id=NEW_FIELD))
        yield Static(markup=False, id="answer")

    def action_take(self) -> None:
        """Give them, once they were typed."""
        if self.query_one(PasswordInput).value.split() == self._words.split():
            self.dismiss(self._words)
        else:
            sentence = _error("These aren’t the six words. Type them here as shown above.")
            self.show_message(sentence)
