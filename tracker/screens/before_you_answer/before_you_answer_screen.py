"""Before you answer: what a yes would mean this month, and earlier asks like it."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.book.stores.letter import Letter
from tracker.entries.line_parser import read_line
from tracker.entries.line_writer import write_line
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, LaterAnswer
from tracker.i18n import N_label, _, _label
from tracker.screens.before_you_answer.answer_options import NAMES_AMOUNT, AnswerOptions
from tracker.screens.before_you_answer.ask_context import insert_answer
from tracker.screens.before_you_answer.ask_input_screen import AskInputScreen
from tracker.screens.before_you_answer.card import CardScreen
from tracker.screens.log.entry_line_screen import build_line_days
from tracker.screens.log.letter_reader import LetterDialog, LetterMoment, find_letter_for
from tracker.screens.log.line_feedback import LineReading
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.widgets.ask_suggestion_list import AskSuggestionList
from tracker.widgets.earlier_asks import EarlierAskList
from tracker.widgets.footer import HIDE
from tracker.widgets.line_preview import ExampleLine, LineExamples, LinePreview
from tracker.widgets.observation_list import ObservationList
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.yes_panel import YesPanel

EXAMPLES: tuple[ExampleLine, ...] = (
    ("30 a month for dues", N_label("asked for every month")),
    ("15 for merch", N_label("asked for once")),
    ("20 to 200 for a donation", N_label("a range, from low to high")),
)
"""Example asks."""


class BeforeYouAnswerScreen(AskInputScreen):
    """Shows both while an ask is typed or chosen, and returns the entries that were saved."""

    TITLE = _label("Before you answer")
    HELP = "\n".join(
        (
            _("See what a yes would mean this month, while you type an ask or choose one."),
            _(
                "Below it are earlier asks of the same kind, and what followed. With a campaign"
                " on the line, you also see what others were asked. Page down shows more."
            ),
            _("Enter asks for your answer. You don’t have to answer tonight."),
            _(
                "To see what another amount would mean, type it after pledged, e.g. “30 dues"
                " pledged 10”."
            ),
            _("What you type is kept as a draft until you delete it. A draft isn’t counted."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("ctrl+r", "read_letter", _label("Your letter"), id="read_letter"),
        Binding("f8", "card", _label("A card for the room"), key_display="F8", id="card"),
    ]
    FOOTER_KEYS = (HIDE,)
    IS_WIDE = True

    _letter: Letter | None = None
    """The letter to oneself, if it is to be shown here."""

    def compose_page(self) -> ComposeResult:
        """Show the line, below it what a yes would mean, then or beside it earlier asks."""
        with Container(classes="columns"):
            with Vertical(classes="main-column"):
                yield from super().compose_page()
                yield Static(markup=False, id="ask")
                yield YesPanel()
            with Vertical(classes="side-column"):
                yield AskSuggestionList(id="picks")
                with VerticalScroll(id="earlier", can_focus=False):
                    yield EarlierAskList()
                    yield ObservationList()

    def on_mount(self) -> None:
        """Suggest earlier asks. Show the letter to oneself first."""
        self.line.placeholder = _("What are you being asked for?")
        self.query_one(LineExamples).set_examples(EXAMPLES)
        self.refresh_amounts()
        with notify_book_errors(self):
            self._letter = find_letter_for(self.context.book, LetterMoment.BEFORE_YOU_ANSWER)
        self.refresh_bindings()
        if self._letter is not None and not self.context.is_letter_read:
            self.action_read_letter()

    def action_read_letter(self) -> None:
        """Show the letter. It opens by itself once a session."""
        if self._letter is not None:
            self.context.is_letter_read = True
            letter = LetterDialog(
                self._letter.text, self._letter.written_on, self.context, is_over_line=True
            )
            self.app.push_screen(letter, self._continue_line)

    def _continue_line(self, typed: str | None) -> None:
        """Add what was typed over the letter to the line."""
        if typed:
            self.line.on_paste(events.Paste(typed))

    def action_card(self) -> None:
        """Open the card for the room. The line stays as it is."""
        with notify_book_errors(self):
            self.app.push_screen(CardScreen(self.context))

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: there may be no letter."""
        return {"read_letter"} if self._letter is None else frozenset()

    def save_line(self) -> bool:
        """Save the line. Ask for an answer first if it has none."""
        ask_context, entries = self.ask_context, self._line_state.entries
        has_several_asks = sum(isinstance(entry, Ask) for entry in entries) > 1
        if (
            ask_context is None
            or ask_context.is_answered
            or not ask_context.is_complete
            or has_several_asks
        ):
            return super().save_line()
        options = AnswerOptions(ask_context.ask)
        todays_ask = replace(ask_context.ask, day=self.context.clock.today())

        def describe_ask() -> str:
            lines = [describe_entry(todays_ask, self.context.numbers).sentence]
            if yes_hint := self.yes_hint.describe_yes(todays_ask):
                lines.append(_("If you say yes: {effects}").format(effects=yes_hint))
            return "\n".join((*lines, _("You don’t have to answer tonight.")))

        def handle_answer(chosen: str | None) -> None:
            if chosen is not None:
                self._save_with_answer(options.words[chosen])

        self.app.push_screen(options.build_dialog(describe_ask), handle_answer)
        return False

    def _save_with_answer(self, word: str) -> None:
        """Save the line with an answer, close without one, or let an amount be typed first."""
        if not word:
            self.action_back()
            return
        text, cursor = insert_answer(self._write_ask(), word)
        names_amount = word == NAMES_AMOUNT
        if names_amount:
            text, cursor = text[:cursor] + " " + text[cursor:], cursor + 1
        self.replace_line(text, cursor)
        self.show_feedback()
        if not names_amount:
            super().save_line()

    def _write_ask(self) -> str:
        """Return a line to which an answer can be added, written out in full if it has to be."""
        text, ask = self.line.value, self._line_state.entries[:1]
        if not ask or not isinstance(ask[0], Ask):
            return text
        answered, _cursor = insert_answer(text, AnswerWord.NO.value)
        days = build_line_days(self.context.clock)
        expected = replace(ask[0], answers=(Answer(AnswerWord.NO),))
        try:
            is_answered = read_line(answered, self.parse_context, days, typed=True) == (expected,)
        except ParseError:
            is_answered = False
        return text if is_answered else write_line(ask[0], self.context.book.currency)

    def take_reading(self, reading: LineReading) -> None:
        """Put what was chosen on the line, and ask for its answer."""
        self.replace_line(reading.line)
        self.show_feedback()
        self.save_line()

    def save_entries(self, entries: Sequence[Entry], text: str) -> bool:
        """Save the entries. Close after an ask or an answer, else return to the ask."""
        try:
            items = self.context.book.log(entries, self.context.clock.today())
            is_done = isinstance(items[0].entry, Ask | LaterAnswer)
            if not is_done:
                self.yes_hint.clear()
                self.earlier_asks.clear()
                self.observations_by_campaign.clear()
                self.parse_context = self.context.load_parse_context()
                self.yes_hint.load_monthly()
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return False
        sentence = describe_entry(items[0].entry, self.context.numbers).sentence
        self.notify(_("Saved: {entry}").format(entry=sentence), markup=False)
        if is_done:
            self.dismiss(items)
        else:
            self.replace_line(self.last_ask_line)
            self.show_feedback()
        return False

    def action_back(self) -> None:
        """Go back without saving. An unfinished line is kept as a draft."""
        self.close_with_draft([])
