"""Write the letter to oneself, and choose when it opens."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.book.stores.letter import Letter
from tracker.i18n import N_, N_label, _, _error, _label, format_date
from tracker.screens.log.unsaved_text import (
    BACK_TO_TYPING,
    DISCARD,
    KEEP_AS_DRAFT,
    SAVE_INTERVAL,
    ask_about_unsaved_text,
)
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.checkbox import WrappingCheckbox
from tracker.widgets.letter_text_area import LetterTextArea

PURPOSE_LINES = (
    N_("A few lines to yourself, for a day when someone asks."),
    N_("They stay in this notebook. No summary includes them."),
)
"""What it is for."""
SAVE_LETTER = N_label("Save letter")
"""What can become of words that are not in the letter yet, beside what any text may become."""


class LetterEditorScreen(PageScreen[None]):
    """Writes or rewrites the letter."""

    TITLE = _label("A letter to myself")
    HELP = "\n".join(
        (
            _("Words to yourself, for a day when someone asks. No summary includes them."),
            _("ctrl+s saves. Read, change or delete the letter in Settings."),
            _("What you type is kept in this notebook, even if it locks."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("ctrl+s", "keep", _label("Save"), id="keep_letter"),
        Binding("escape", "back", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "LetterTextArea"

    def __init__(self, context: AppContext) -> None:
        """Begin with the draft if there is one, else with the saved letter."""
        super().__init__(context)
        self.saved_letter = context.book.letter.load()
        if self.saved_letter:
            self.heading_detail = format_date(self.saved_letter.written_on)
        empty_letter = Letter("", context.clock.today(), before_you_answer=True, first_ask=True)
        self.draft_letter = context.book.letter.load_draft()
        self.initial_letter = self.draft_letter or self.saved_letter or empty_letter
        self._stored_texts = _strip_day(self.initial_letter)
        """What the book has saved so far."""

    def compose_page(self) -> ComposeResult:
        """Yield what the letter is for, the text, and when it opens."""
        for line in PURPOSE_LINES:
            yield Static(_(line), markup=False, classes="for")
        yield LetterTextArea(self.initial_letter.text)
        yield WrappingCheckbox(
            _label("Show it in Before you answer"),
            self.initial_letter.before_you_answer,
            id="before",
        )
        yield WrappingCheckbox(
            _label("Show it when another group first asks"),
            self.initial_letter.first_ask,
            id="first",
        )
        yield Static(markup=False, id="answer")

    def on_mount(self) -> None:
        """Save a draft now and then."""
        self.set_interval(SAVE_INTERVAL, self.save_draft)

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show figures, or dots."""
        self.query_one(LetterTextArea).hides_digits = self.context.hides_amounts

    @property
    def current_letter(self) -> Letter:
        """Return the letter on the screen."""
        text = self.query_one(LetterTextArea).text
        is_same = self.saved_letter is not None and self.saved_letter.text == text
        return Letter(
            text,
            self.saved_letter.written_on
            if self.saved_letter and is_same
            else self.context.clock.today(),
            self.query_one("#before", WrappingCheckbox).is_ticked,
            self.query_one("#first", WrappingCheckbox).is_ticked,
        )

    def save_draft(self) -> str:
        """Save the words as a draft. Return why they could not be saved."""
        try:
            self._save_letter_draft()
        except BookError as error:
            return str(error)
        return ""

    def _save_letter_draft(self) -> None:
        letter = self.current_letter
        if _strip_day(letter) == self._stored_texts:
            return
        is_saved = self.saved_letter is not None and _strip_day(self.saved_letter) == _strip_day(
            letter
        )
        self.context.book.letter.save_draft(
            letter if letter.text.strip() and not is_saved else None
        )
        self._stored_texts = _strip_day(letter)

    def action_keep(self) -> None:
        """Save the letter, and close."""
        letter = self.current_letter
        if not letter.text.strip():
            self.show_message(_error("The letter is empty. Write something first."))
            return
        try:
            self.context.book.letter.save(letter)
        except BookError as error:
            self.show_message(str(error))
        else:
            self.notify(_("Letter saved. You can read it in Settings."), markup=False)
            self._close()

    def action_back(self) -> None:
        """Go back, and ask before dropping what was typed."""
        if _strip_day(self.current_letter) == _strip_day(self.initial_letter):
            self._close_with_draft()
            return

        def handle_choice(choice: str | None) -> None:
            if choice == _label(SAVE_LETTER):
                self.action_keep()
            elif choice == _label(KEEP_AS_DRAFT):
                self._close_with_draft()
            elif choice == _label(DISCARD):
                with notify_book_errors(self):
                    self.context.book.letter.save_draft(self.draft_letter)
                self._close()

        options = [
            _label(SAVE_LETTER),
            _label(KEEP_AS_DRAFT),
            _label(DISCARD),
            _label(BACK_TO_TYPING),
        ]
        question = _label("Your letter isn’t saved yet")
        explanation = _("Esc keeps it as a draft. You can finish it another time.")
        self.app.push_screen(
            ChoiceDialog(question, options, options[0], explanation, esc_result=options[1]),
            handle_choice,
        )

    def _close_with_draft(self) -> None:
        """Save what was typed as a draft. Where the book refuses, ask what to do."""
        if error := self.save_draft():
            text = self.current_letter.text
            ask_about_unsaved_text(
                self, error, text, retry=self._close_with_draft, leave=self._close
            )
        else:
            self._close()

    def _close(self) -> None:
        # Nothing is to be kept any more while the screen goes.
        self._stored_texts = _strip_day(self.current_letter)
        self.dismiss(None)


def _strip_day(letter: Letter) -> tuple[str, bool, bool]:
    """Return a letter without its day."""
    return letter.text, letter.before_you_answer, letter.first_ask
