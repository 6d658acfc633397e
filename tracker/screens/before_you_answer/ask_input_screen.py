"""A line about an ask, typed or picked: what a yes would mean, and earlier asks like it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tracker.analysis.asks.earlier_asks import EarlierAsks
from tracker.entries.entry_description import EntryDescription
from tracker.entries.types import StoredEntry
from tracker.screens.before_you_answer.ask_context import AskedAbout, ask_told, asked_about
from tracker.screens.before_you_answer.ask_suggestions import Picks, picks
from tracker.screens.before_you_answer.earlier_asks_text import told_earlier
from tracker.screens.before_you_answer.yes_summary import yes_told
from tracker.screens.log.entry_line_screen import LineScreen, days_of
from tracker.screens.shell.context import Desk
from tracker.widgets.ask_input import AskInput
from tracker.widgets.ask_suggestion_list import AskSuggestionList
from tracker.widgets.earlier_asks import EarlierAskList
from tracker.widgets.line_preview import LinePreview
from tracker.widgets.yes_panel import YesPanel


class AskLineScreen(LineScreen[list[StoredEntry]]):
    """Tells at every letter what the ask on the line would mean; it notes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_earlier(1)", show=False),
        Binding("pageup", "scroll_earlier(-1)", show=False),
    ]
    LINE = AskInput

    def __init__(self, desk: Desk, ask: int | None = None) -> None:
        """Begin with an empty line, or with the ask of a number."""
        super().__init__(desk, desk.known(), f"answered for {ask} " if ask else "")
        facts = self.a_yes.facts()
        self._several = len(facts.groups) > 1
        self.asks = EarlierAsks(facts.other_entries, facts.today)
        self._picks = Picks((), {})
        self.about: AskedAbout | None = None
        self.asked_line = self.begun
        """The line as it was when it was last about an ask."""

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        book, numbers = self.desk.book, self.desk.numbers
        self._picks = picks(self.asks, self.known, book.currency, numbers)
        self.query_one(AskSuggestionList).set_sections(self._picks.parts)
        self.tell()

    def tell(self) -> None:
        """Show how the line reads, and what a yes to its ask would mean."""
        super().tell()
        text, days = self.line.value, days_of(self.desk.clock)
        self.about = about = asked_about(text, self._seen.entries, self.known, days)
        if about is not None:
            self.asked_line = text
        has_picks = not text.strip() and bool(self._picks.parts)
        self.query_one(AskSuggestionList).display = has_picks
        is_answered = about is None or about.is_answered
        self.query_one(AskInput).set_state(
            is_complete=bool(self._seen.entries) and is_answered, has_suggestions=has_picks
        )
        told = None
        if about is not None:
            monthly = self.a_yes.monthly()
            told = yes_told(about.ask, monthly, self.desk.numbers, self.desk.book.currency)
        self.query_one(YesPanel).set_summary(told)
        begun = self.query_one("#ask", Static)
        begun.update(ask_told(about, text, self.known, self.desk.numbers))
        begun.display = not text.strip() or (about is not None and about.number is not None)
        earlier = self.query_one(EarlierAskList)
        earlier.title, earlier.rows = told_earlier(
            self.asks, about, self.desk.numbers, several=self._several
        )

    def wants_examples(self) -> bool:
        """Lines that could be typed are shown where nothing was asked before."""
        return super().wants_examples() and not self._picks.parts

    def tell_reading(self, day: str, readings: Sequence[EntryDescription]) -> None:
        """Show how the line is understood, in short: what a yes would mean has its own place."""
        parts = [part for told in readings for part in (told.sentence, told.group) if part]
        if self._seen.entries[0].day != self.desk.clock.undated_day():
            parts.append(day)
        self.query_one(LinePreview).show_message(" · ".join(dict.fromkeys(parts)))

    def action_choose(self, step: int) -> None:
        """Choose another way to go on; under an empty line stand the asks to pick."""
        if not self.query_one(AskSuggestionList).focus_if_shown():
            super().action_choose(step)

    def action_complete(self) -> None:
        """Go on in the chosen way; from an empty line to the asks to pick."""
        if not self.query_one(AskSuggestionList).focus_if_shown():
            super().action_complete()

    @on(OptionList.OptionSelected, "#picks")
    def _take(self, event: OptionList.OptionSelected) -> None:
        """Go on with an ask that was picked."""
        event.stop()
        self.action_to_line()
        self.put_line(self._picks.lines[event.option_id or ""])

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def action_scroll_earlier(self, step: int) -> None:
        """Show other earlier asks."""
        earlier = self.query_one("#earlier")
        earlier.scroll_page_down() if step > 0 else earlier.scroll_page_up()

    def put_line(self, text: str, cursor: int | None = None) -> None:
        """Put a text into the line and read it."""
        self.line.value = text
        self.line.move_cursor(len(text) if cursor is None else cursor)
        self.look_at_line()
