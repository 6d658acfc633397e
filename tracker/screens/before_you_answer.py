"""Before you answer: what a yes would mean this month, and earlier asks like it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from tracker.book.errors import BookError
from tracker.entries.reading import Reading
from tracker.entries.types import Answered, Ask, Entry, Logged
from tracker.figures.earlier import EarlierAsks
from tracker.screens.answering import AMOUNT, WaysToAnswer
from tracker.screens.asked_about import AskedAbout, ask_told, asked_about, with_answer
from tracker.screens.desk import Desk
from tracker.screens.earlier_told import told_earlier
from tracker.screens.letter import Moment, ReadLetter, letter_for_moment
from tracker.screens.line_screen import LineScreen, day_told, days_of
from tracker.screens.picking import Picks, picks
from tracker.screens.saying import says_why
from tracker.screens.yes_told import yes_told
from tracker.texts import N_, _
from tracker.widgets.ask_picks import AskPicks
from tracker.widgets.earlier_rows import EarlierRows
from tracker.widgets.entry_rows import read_for
from tracker.widgets.footer import Footer
from tracker.widgets.heading import Heading
from tracker.widgets.preview import Example, Examples, Preview
from tracker.widgets.yes_panel import YesPanel

EXAMPLES: tuple[Example, ...] = (
    ("30/month dues", N_("asked for every month")),
    ("15 merch", N_("asked for once")),
    ("50-500 donation", N_("from low to high")),
)
"""Asks to begin with."""


class BeforeYouAnswer(LineScreen[list[Logged]]):
    """Shows it while an ask is typed or picked; gives what was noted, if anything."""

    CSS_PATH = "before_you_answer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_earlier(1)", show=False),
        Binding("pageup", "scroll_earlier(-1)", show=False),
    ]

    def __init__(self, desk: Desk, ask: int | None = None) -> None:
        """Begin with an empty line, or with the ask of a number."""
        super().__init__(desk, desk.book.known(), f"answered for {ask} " if ask else "")
        facts = self.a_yes.facts()
        self._several = len(facts.groups) > 1
        self._asks = EarlierAsks(facts.others, facts.today)
        self._picks = Picks((), {})
        self._about: AskedAbout | None = None
        self._asked_line = self.begun
        """The line as it was when it was last about an ask."""

    def compose(self) -> ComposeResult:
        """The line at the top, what a yes would mean below it, then the asks before."""
        clock = self.desk.clock
        with Vertical(id="page"):
            yield Heading(_("Before you answer"), day_told(clock.evening(), clock))
            yield from self.compose_line()
            yield Static(markup=False, id="ask")
            yield AskPicks(id="picks")
            yield YesPanel()
            with VerticalScroll(id="earlier", can_focus=False):
                yield EarlierRows()
        yield Footer()

    def on_mount(self) -> None:
        """Offer what was asked before; a letter to oneself is read first."""
        self.line.placeholder = _("what are you asked for?   ↓ picks one that was asked before")
        if not self._asks.newest_of_each(1):
            self.line.placeholder = _("what are you asked for?")
        self.query_one(Examples).offer(EXAMPLES)
        self.show_numbers()
        with says_why(self):
            letter = letter_for_moment(self.desk.book, Moment.BEFORE_YOU_ANSWER)
            if letter is not None:
                self.app.push_screen(ReadLetter(letter.text, letter.written_on, self.desk))

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        book, numbers = self.desk.book, self.desk.numbers
        self._picks = picks(self._asks, self.known, book.currency, numbers)
        self.query_one(AskPicks).put(self._picks.parts)
        self.tell()

    def tell(self) -> None:
        """Show how the line reads, and what a yes to its ask would mean."""
        super().tell()
        text, days = self.line.value, days_of(self.desk.clock)
        self._about = about = asked_about(text, self._seen.entries, self.known, days)
        if about is not None:
            self._asked_line = text
        self.query_one(AskPicks).display = not text.strip() and bool(self._picks.parts)
        told = None
        if about is not None:
            monthly = self.a_yes.monthly()
            told = yes_told(about.ask, monthly, self.desk.numbers, self.desk.book.currency)
        self.query_one(YesPanel).put(told)
        begun = self.query_one("#ask", Static)
        begun.update(ask_told(about, text, self.known, self.desk.numbers))
        begun.display = not text.strip() or (about is not None and about.number is not None)
        earlier = self.query_one(EarlierRows)
        earlier.title, earlier.rows = told_earlier(
            self._asks, about, self.desk.numbers, several=self._several
        )

    def wants_examples(self) -> bool:
        """Lines that could be typed are shown where nothing was asked before."""
        return super().wants_examples() and not self._picks.parts

    def tell_reading(self, day: str, readings: Sequence[Reading]) -> None:
        """Show how the line is understood, in short: what a yes would mean has its own place."""
        parts = [part for told in readings for part in (told.sentence, told.group) if part]
        if self._seen.entries[0].day != self.desk.clock.evening():
            parts.append(day)
        self.query_one(Preview).say(" · ".join(dict.fromkeys(parts)))

    def action_choose(self, step: int) -> None:
        """Choose another way to go on; under an empty line stand the asks to pick."""
        if not self.query_one(AskPicks).go_to():
            super().action_choose(step)

    def action_complete(self) -> None:
        """Go on in the chosen way; from an empty line to the asks to pick."""
        if not self.query_one(AskPicks).go_to():
            super().action_complete()

    @on(OptionList.OptionSelected, "#picks")
    def _take(self, event: OptionList.OptionSelected) -> None:
        """Go on with an ask that was picked."""
        event.stop()
        self.action_to_line()
        self._put_line(self._picks.lines[event.option_id or ""])

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def action_scroll_earlier(self, step: int) -> None:
        """Show other earlier asks."""
        earlier = self.query_one("#earlier")
        earlier.scroll_page_down() if step > 0 else earlier.scroll_page_up()

    def _put_line(self, text: str, cursor: int | None = None) -> None:
        """Put a text into the line and read it."""
        self.line.value = text
        self.line.show_cursor(len(text) if cursor is None else cursor)
        self.look_at_line()

    def note(self) -> bool:
        """Save the line; one that has no answer yet is answered first."""
        about = self._about
        if about is None or about.is_answered or not about.is_whole:
            return super().note()
        ways = WaysToAnswer(about.ask)

        def answer(chosen: str | None) -> None:
            if chosen is not None:
                self._answer(ways.words[chosen])

        self.app.push_screen(ways.dialog(), answer)
        return False

    def _answer(self, word: str) -> None:
        """Note the line with an answer; without one it is kept, an amount is typed first."""
        if not word:
            self.action_back()
            return
        text, cursor = with_answer(self.line.value, word)
        if word == AMOUNT:
            self._put_line(text[:cursor] + " " + text[cursor:], cursor + 1)
        else:
            self._put_line(text, cursor)
            super().note()

    def save(self, entries: Sequence[Entry], text: str) -> bool:
        """Note what was typed; after an answer go, after anything else come back to the ask."""
        try:
            items = self.desk.book.log(entries, self.desk.clock.today())
            self.a_yes.forget()
            self.known = self.desk.book.known()
            self.a_yes.monthly()
        except BookError as error:
            self.query_one(Preview).say(str(error))
            return False
        sentence = read_for(items[0].entry, self.desk.numbers).sentence
        self.notify(_("Noted: {entry}").format(entry=sentence), markup=False)
        if isinstance(items[0].entry, Ask | Answered):
            self.dismiss(items)
        else:
            self._put_line(self._asked_line)
        return False

    def action_back(self) -> None:
        """Go back with nothing noted; a line that was begun waits as a draft."""
        self.keep_line()
        if self._draft is not None:
            self.notify(_("Kept for later: it waits as a draft in Entries."), markup=False)
        self.dismiss([])
