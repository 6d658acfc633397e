"""A screen on which the person writes words of their own. What is unfinished is kept as a draft."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from tracker.book.database.errors import BookError
from tracker.i18n import _, _label
from tracker.screens.log.unsaved_text import (
    BACK_TO_TYPING,
    DISCARD,
    KEEP_AS_DRAFT,
    SAVE_INTERVAL,
    ask_about_unsaved_text,
)
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.page_screen import PageScreen

Words = TypeVar("Words")
"""What is written: the text, with what belongs to it."""


class DraftedTextScreen(PageScreen[None], Generic[Words]):
    """Saves the words on request, and until then a draft of them now and then."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("ctrl+s", "keep", _label("Save"), id="keep_letter"),
        Binding("escape", "back", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "LetterTextArea"
    SAVE_LABEL: ClassVar[str]
    UNSAVED_QUESTION: ClassVar[str]
    EMPTY_ERROR: ClassVar[str]
    saved_words: Words | None
    """The words as they were saved, or None if none were."""
    draft_words: Words | None
    """The unfinished words with which the screen began, or None without any."""
    initial_words: Words
    """The words with which the screen began."""
    _stored_words: Words
    """What the book has saved so far."""

    def begin_with(self, saved: Words | None, draft: Words | None, empty: Words) -> None:
        """Begin with the draft if there is one, else with the saved words."""
        self.saved_words, self.draft_words = saved, draft
        candidates = [words for words in (draft, saved) if words is not None]
        self.initial_words = self._stored_words = next(iter(candidates), empty)

    @property
    def current_words(self) -> Words:
        """Return the words on the screen."""
        raise NotImplementedError

    def get_text(self, words: Words) -> str:
        """Return the text of the words alone."""
        raise NotImplementedError

    def is_same(self, one: Words, other: Words) -> bool:
        """Return whether nothing is to be saved where one takes the place of the other."""
        return one == other

    def save_words(self, words: Words) -> None:
        """Save the words. Raise BookError if the book refuses."""
        raise NotImplementedError

    def save_draft_words(self, words: Words | None) -> None:
        """Keep unfinished words. None discards them. Raise BookError if the book refuses."""
        raise NotImplementedError

    def notify_saved(self) -> None:
        """Say that the words are saved."""

    def on_mount(self) -> None:
        """Save a draft now and then."""
        self.set_interval(SAVE_INTERVAL, self.save_draft)

    def save_draft(self) -> str:
        """Save the words as a draft. Return why they could not be saved."""
        words = self.current_words
        if self.is_same(words, self._stored_words):
            return ""
        is_saved = self.saved_words is not None and self.is_same(words, self.saved_words)
        has_text = bool(self.get_text(words).strip())
        try:
            self.save_draft_words(words if has_text and not is_saved else None)
        except BookError as error:
            return str(error)
        self._stored_words = words
        return ""

    def action_keep(self) -> None:
        """Save the words, and close."""
        words = self.current_words
        if not self.get_text(words).strip():
            self.show_message(self.EMPTY_ERROR)
            return
        try:
            self.save_words(words)
        except BookError as error:
            self.show_message(str(error))
        else:
            self.notify_saved()
            self._close()

    def action_back(self) -> None:
        """Go back, and ask before dropping what was typed."""
        if self.is_same(self.current_words, self.initial_words):
            self._close_with_draft()
            return

        def handle_choice(choice: str | None) -> None:
            if choice == self.SAVE_LABEL:
                self.action_keep()
            elif choice == _label(KEEP_AS_DRAFT):
                self._close_with_draft()
            elif choice == _label(DISCARD):
                with notify_book_errors(self):
                    self.save_draft_words(self.draft_words)
                self._close()

        options = [
            self.SAVE_LABEL,
            _label(KEEP_AS_DRAFT),
            _label(DISCARD),
            _label(BACK_TO_TYPING),
        ]
        explanation = _("Esc keeps it as a draft. You can finish it another time.")
        self.app.push_screen(
            ChoiceDialog(
                self.UNSAVED_QUESTION, options, options[0], explanation, esc_result=options[1]
            ),
            handle_choice,
        )

    def _close_with_draft(self) -> None:
        """Save what was typed as a draft. Where the book refuses, ask what to do."""
        if error := self.save_draft():
            text = self.get_text(self.current_words)
            ask_about_unsaved_text(
                self, error, text, retry=self._close_with_draft, leave=self._close
            )
        else:
            self._close()

    def _close(self) -> None:
        # Nothing is to be kept any more while the screen goes.
        self._stored_words = self.current_words
        self.dismiss(None)
