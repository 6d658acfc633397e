"""Read the letter to oneself, and find out when it opens by itself.

By itself the letter opens once a session. A person who looks three times at one ask should not
learn to close it unread.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.stores.letter import Letter
from tracker.entries.parse_context import ParseContext
from tracker.entries.tokenizer import fold
from tracker.entries.types import Ask, Entry
from tracker.i18n import _label, format_date
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.text_format import style_dim


class LetterMoment(StrEnum):
    """When the letter may open by itself, if the person chose so."""

    BEFORE_YOU_ANSWER = "before_you_answer"
    FIRST_ASK = "first_ask"


def find_letter_for(book: Book, moment: LetterMoment) -> Letter | None:
    """Return the letter, if the person wants to read it at this moment."""
    letter = book.letter.load()
    if letter is None:
        return None
    wanted_moments = {
        LetterMoment.BEFORE_YOU_ANSWER: letter.before_you_answer,
        LetterMoment.FIRST_ASK: letter.first_ask,
    }
    return letter if wanted_moments[moment] else None


def is_first_ask(entries: Sequence[Entry], parse_context: ParseContext) -> bool:
    """Return whether a new group, beside another one, asks for the first time in these entries.

    `parse_context` is of the book before they are saved.
    """
    groups = {entry.group for entry in entries if isinstance(entry, Ask) and entry.group}
    return any(
        parse_context.load_last_ask(group) is None and _is_new_beside_another(group, parse_context)
        for group in groups
    )


def _is_new_beside_another(group: str, parse_context: ParseContext) -> bool:
    if fold(group) not in parse_context.groups:
        return True
    other_labels = (label for label in parse_context.group_numbers.values() if label != group)
    return any(parse_context.load_last_ask(other) is not None for other in other_labels)


class LetterDialog(Dialog[str]):
    """Shows the words as they were written, and the day on which they were.

    Over a line it returns what is typed or pasted first, which belongs to that line.
    """

    TITLE = _label("Your letter")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape,enter", "dismiss(None)", _label("Close"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "#words"

    def __init__(
        self, text: str, written_on: date, context: AppContext, *, is_over_line: bool = False
    ) -> None:
        """Show these words. The context says whether figures in them are hidden."""
        super().__init__()
        self.is_over_line = is_over_line
        self.text = text
        self.written_on = written_on
        self.context = context

    def compose_box(self) -> ComposeResult:
        """Yield the day, then the words."""
        yield Static(style_dim(format_date(self.written_on)), id="written")
        with VerticalScroll(id="words"):
            yield Static(id="text")

    def on_key(self, event: events.Key) -> None:
        """Go on with the line if someone begins to type it."""
        if self.is_over_line and event.is_printable and event.character not in (None, " "):
            event.stop()
            self.dismiss(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Go on with the line if someone pastes into it."""
        if self.is_over_line and event.text.strip():
            event.stop()
            self.dismiss(event.text)

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show figures in the words, or dots."""
        text = Content(self.context.numbers.mask_numbers(self.text))
        self.query_one("#text", Static).update(text)


def open_letter(app: App[None], context: AppContext) -> None:
    """Open the letter at a new group's first ask, if the person chose so."""
    if app.return_code is not None:
        # Nothing opens while the app quits.
        return
    with suppress(BookError):
        # The ask is saved, also where the letter cannot be read.
        letter = find_letter_for(context.book, LetterMoment.FIRST_ASK)
        if letter is not None:
            context.is_letter_read = True
            app.push_screen(LetterDialog(letter.text, letter.written_on, context))
