"""Write an answer to one's own question to a group."""

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Static

from tracker.book.stores.group_questions import Question, QuestionGroup
from tracker.i18n import _, _error, _label, format_date
from tracker.screens.log.drafted_text_screen import DraftedTextScreen
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.letter_text_area import LetterTextArea


class AnswerEditorScreen(DraftedTextScreen[str]):
    """Writes or rewrites an answer about one group."""

    TITLE = _label("An answer")
    HELP = "\n".join(
        (
            _("What they said, or what you saw, in your own words."),
            _("ctrl+s saves. No summary includes it."),
            _("What you type is kept in this notebook, even if it locks."),
        )
    )
    SAVE_LABEL = _label("Save answer")
    UNSAVED_QUESTION = _label("Your answer isn’t saved yet")
    EMPTY_ERROR = _error(
        "There are no words yet. Write something first. To delete an answer, go back and press d."
    )

    def __init__(
        self, context: AppContext, question: Question, group: QuestionGroup | None
    ) -> None:
        """Answer this question about a group, or about one that is not named yet."""
        super().__init__(context)
        self.question = question
        self._group_number = group.number if group else None
        store, key = context.book.group_questions, (question.number, self._group_number)
        answer = store.load_answers(self._group_number).get(question.number)
        self.begin_with(answer.text if answer else None, store.load_drafts().get(key), "")
        day_text = format_date(answer.day) if answer else ""
        self.heading_detail = " · ".join(filter(None, (group.label if group else "", day_text)))

    def compose_page(self) -> ComposeResult:
        """Yield the question, and the text."""
        yield Static(markup=False, classes="for")
        yield LetterTextArea(self.initial_words)
        yield Static(markup=False, id="answer")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show figures, or dots."""
        question = self.context.numbers.mask_numbers(self.question.text)
        self.query_one(".for", Static).update(question)
        self.query_one(LetterTextArea).hides_digits = self.context.hides_amounts

    @property
    def current_words(self) -> str:
        """Return the answer on the screen."""
        return self.query_one(LetterTextArea).text

    def get_text(self, words: str) -> str:
        """Return the answer."""
        return words

    def save_words(self, words: str) -> None:
        """Save the answer with today's day."""
        self.context.book.group_questions.save_answer(
            self.question.number, self._group_number, words, self.context.clock.today()
        )

    def save_draft_words(self, words: str | None) -> None:
        """Keep an unfinished answer."""
        self.context.book.group_questions.save_draft(
            self.question.number, self._group_number, words
        )
