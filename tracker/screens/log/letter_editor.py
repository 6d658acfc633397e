"""Write the letter to oneself, and choose when it opens."""

from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Static

from tracker.book.stores.letter import Letter
from tracker.i18n import N_, _, _error, _label, format_date
from tracker.screens.log.drafted_text_screen import DraftedTextScreen
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.checkbox import WrappingCheckbox
from tracker.widgets.letter_text_area import LetterTextArea

PURPOSE_LINES = (
    N_("A few lines to yourself, for a day when someone asks."),
    N_("They stay in this notebook. No summary includes them."),
)
"""What it is for."""


class LetterEditorScreen(DraftedTextScreen[Letter]):
    """Writes or rewrites the letter."""

    TITLE = _label("A letter to myself")
    HELP = "\n".join(
        (
            _("Words to yourself, for a day when someone asks. No summary includes them."),
            _("ctrl+s saves. Read, change or delete the letter in Settings."),
            _("What you type is kept in this notebook, even if it locks."),
        )
    )
    SAVE_LABEL = _label("Save letter")
    UNSAVED_QUESTION = _label("Your letter isn’t saved yet")
    EMPTY_ERROR = _error("The letter is empty. Write something first.")

    def __init__(self, context: AppContext) -> None:
        """Begin with the draft if there is one, else with the saved letter."""
        super().__init__(context)
        letters = context.book.letter
        empty_letter = Letter("", context.clock.today(), before_you_answer=True, first_ask=True)
        self.begin_with(letters.load(), letters.load_draft(), empty_letter)
        if self.saved_words:
            self.heading_detail = format_date(self.saved_words.written_on)

    def compose_page(self) -> ComposeResult:
        """Yield what the letter is for, the text, and when it opens."""
        for line in PURPOSE_LINES:
            yield Static(_(line), markup=False, classes="for")
        yield LetterTextArea(self.initial_words.text)
        yield WrappingCheckbox(
            _label("Show it in Before you answer"),
            self.initial_words.before_you_answer,
            id="before",
        )
        yield WrappingCheckbox(
            _label("Show it when another group first asks"),
            self.initial_words.first_ask,
            id="first",
        )
        yield Static(markup=False, id="answer")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show figures, or dots."""
        self.query_one(LetterTextArea).hides_digits = self.context.hides_amounts

    @property
    def current_words(self) -> Letter:
        """Return the letter on the screen."""
        text, saved = self.query_one(LetterTextArea).text, self.saved_words
        return Letter(
            text,
            saved.written_on if saved and saved.text == text else self.context.clock.today(),
            self.query_one("#before", WrappingCheckbox).is_ticked,
            self.query_one("#first", WrappingCheckbox).is_ticked,
        )

    def get_text(self, words: Letter) -> str:
        """Return the text of a letter."""
        return words.text

    def is_same(self, one: Letter, other: Letter) -> bool:
        """Return whether two letters differ in their day at most."""
        return replace(one, written_on=other.written_on) == other

    def save_words(self, words: Letter) -> None:
        """Save the letter."""
        self.context.book.letter.save(words)

    def save_draft_words(self, words: Letter | None) -> None:
        """Keep an unfinished letter."""
        self.context.book.letter.save_draft(words)

    def notify_saved(self) -> None:
        """Say where the letter can be read."""
        self.notify(_("Letter saved. You can read it in Settings."), markup=False)
