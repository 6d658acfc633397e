"""One entry noted from another place: what one earns, what one lives on, one's line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.entries.bare_amount import BareAmountLine, complete_bare_amount
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry, StoredEntry
from tracker.i18n import N_, NumberFormat, _
from tracker.screens.log.entry_line_screen import LineScreen, day_told, days_of
from tracker.screens.log.letter import is_first_ask, open_letter
from tracker.screens.log.line_feedback import Look, look
from tracker.screens.shell.context import Desk
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.line_preview import ExampleLine, LineExamples, LinePreview
from tracker.widgets.recent_entries import describe_entry

EXAMPLES: dict[str, tuple[str, tuple[ExampleLine, ...]]] = {
    "income": (
        N_("What you earn"),
        (
            ("950", N_("the same every month, from today on")),
            ("2026-09-01 income 950/month", N_("since a day")),
            ("income 80 sold my bike", N_("once")),
            ("income 0", N_("nothing this month")),
        ),
    ),
    "need": (
        N_("What you live on"),
        (
            ("900", N_("other costs, every month from today on")),
            ("need food 260/month", N_("every month, from today on")),
            ("need rent 400/month", N_("food, rent, energy, transport, health, debt or other")),
            ("need health 35", N_("once")),
        ),
    ),
    "limit": (
        N_("My line"),
        (
            ("limit …", N_("an amount: the most you’d want to give in a month. 0 is an answer")),
            ("limit …%", N_("the same as a share of income")),
        ),
    ),
    "answered": (
        N_("Answer it now"),
        (
            ("answered for {number} no", N_("entry {number}: no")),
            ("answered for {number} pledged 10", N_("entry {number}: yes to 10")),
            ("answered for {number} later", N_("entry {number}: not now")),
        ),
    ),
    "paid": (
        N_("A payment"),
        (
            ("paid 15 for {number}", N_("for entry {number}, the ask")),
            ("paid 15/month for {number}", N_("a standing payment for it")),
            ("paid 0/month dues", N_("a standing payment ends")),
        ),
    ),
}
"""For the first word of a line: what it is about, and lines that could be typed."""
NUMBER = "{number}"
"""Stands in an example for the number of the ask."""


@dataclass(frozen=True, slots=True)
class About:
    """What a line is about: in words, and the number of the ask, if it is for one."""

    told: Callable[[NumberFormat], str]
    number: int | None = None


def _with_number(examples: Sequence[ExampleLine], number: int | None) -> tuple[ExampleLine, ...]:
    """Examples for the ask of a number; without one, those that need none."""
    return tuple(
        (line.replace(NUMBER, str(number)), _(meaning).replace(NUMBER, str(number)))
        for line, meaning in examples
        if number is not None or NUMBER not in line
    )


class NoteOne(LineScreen[list[StoredEntry]]):
    """Notes one line and goes; gives what was noted, nothing when the person went back."""

    TITLE = _("Note an entry")
    CSS_PATH = "add_entry.tcss"

    def __init__(
        self, desk: Desk, line: str, at: int | None = None, about: About | None = None
    ) -> None:
        """Begin with a line, like `income `, and with the cursor at its end or at a place in it."""
        super().__init__(desk, desk.known(), line)
        self.begins_at = len(line) if at is None else at
        word = line.split(" ", 1)[0]
        title, examples = EXAMPLES.get(word, (N_("Note an entry"), ()))
        self.examples = _with_number(examples, about.number if about else None)
        self.about = about
        self.title_text = _(title)

    def compose(self) -> ComposeResult:
        """The line, and what could stand on it."""
        clock = self.desk.clock
        with Vertical(id="page"):
            yield PageHeading(self.title_text, day_told(clock.undated_day(), clock))
            if self.about is not None:
                yield Static(markup=False, id="about")
            yield from self.compose_line()
        yield Footer()

    def on_mount(self) -> None:
        """Show lines for what this is about."""
        self.query_one(LineExamples).set_examples(self.examples)
        self._tell_about()

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        self._tell_about()
        self.tell()

    def _tell_about(self) -> None:
        if self.about is not None:
            self.query_one("#about", Static).update(self.about.told(self.desk.numbers))

    def look(self) -> Look:
        """Read the line; where it is a bare number, read what that answers."""
        answer = self._answer
        if answer is None:
            return super().look()
        seen = look(answer.line, len(answer.line), self.known, days_of(self.desk.clock))
        refusal = seen.refusal
        if refusal is not None:
            column = max(1, refusal.column - answer.shift)
            refusal = ParseError(refusal.message, column, refusal.length)
        return replace(seen, ways=(), refusal=refusal)

    @property
    def _answer(self) -> BareAmountLine | None:
        return complete_bare_amount(self.begun, self.line.value)

    @property
    def text_now(self) -> str:
        """Return what was typed so far; a bare number as the line that it means."""
        answer = self._answer if self._form is None else None
        return super().text_now if answer is None else answer.line

    def wants_examples(self) -> bool:
        """As long as the line says nothing yet."""
        return self.line.value.strip() in ("", self.begun.strip())

    def save(self, entries: Sequence[Entry], text: str) -> bool:
        """Note what was typed, and go."""
        is_first = is_first_ask(entries, self.known)
        try:
            items = self.desk.book.log(entries, self.desk.clock.today())
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return False
        sentence = describe_entry(items[0].entry, self.desk.numbers).sentence
        self.notify(_("Noted: {entry}").format(entry=sentence), markup=False)
        if is_first:
            self.app.call_later(open_letter, self.app, self.desk)
        self.dismiss(items)
        return False

    def action_back(self) -> None:
        """Go back with nothing noted; what was typed waits as a draft."""
        self.go_with_draft([])
