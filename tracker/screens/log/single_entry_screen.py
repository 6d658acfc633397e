"""Add one entry from another screen: an income, a cost, a limit, an answer or a payment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.entries.bare_amount import BareAmountLine, complete_bare_amount
from tracker.entries.grammar import NEED_KIND_WORDS
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Entry, StoredEntry
from tracker.i18n import N_label, NumberFormat, _, _label, join_list
from tracker.screens.log.entry_line_screen import EntryLineScreen, build_line_days
from tracker.screens.log.letter_reader import is_first_ask, open_letter
from tracker.screens.log.line_feedback import LineState, analyse_line
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.line_preview import ExampleLine, LineExamples, LinePreview
from tracker.widgets.recent_entries import describe_entry

EXAMPLES_BY_WORD: dict[str, tuple[str, tuple[ExampleLine, ...]]] = {
    "income": (
        N_label("Your income"),
        (
            ("950", N_label("every month, starting today")),
            ("2026-09-01 income 950 a month", N_label("every month, starting that day")),
            ("income 80 sold my bike", N_label("just once")),
            ("income 0", N_label("no income this month")),
        ),
    ),
    "need": (
        N_label("Your living costs"),
        (
            ("900", N_label("other costs, every month, starting today")),
            ("need food 260 a month", N_label("every month, starting today")),
            ("need rent 400 a month", N_label("other words you can use: {kinds}")),
            ("need health 35", N_label("just once")),
        ),
    ),
    "limit": (
        N_label("My limit"),
        (
            ("limit …", N_label("the most you’d want to give in a month (0 is an answer)")),
            ("limit …%", N_label("the same, as a share of your income")),
        ),
    ),
    "answered": (
        N_label("Answer"),
        (
            ("answered for {number} no", N_label("no to entry {number}")),
            ("answered for {number} pledged 10", N_label("yes to 10 for entry {number}")),
            ("answered for {number} maybe", N_label("not now, for entry {number}")),
        ),
    ),
    "paid": (
        N_label("A payment"),
        (
            ("paid 15 for {number}", N_label("a payment for entry {number}")),
            ("paid 15 a month for {number}", N_label("a regular payment for it")),
            ("paid 0 a month dues", N_label("a regular payment has ended")),
        ),
    ),
}
"""For the first word of a line: what it is about, and lines that could be typed."""
NUMBER_PLACEHOLDER = "{number}"
"""A placeholder in an example, for the number of the ask."""


@dataclass(frozen=True, slots=True)
class LineSubject:
    """What a line is about: in words, and the number of the ask, if it is for one."""

    describe: Callable[[NumberFormat], str]
    number: int | None = None


def _fill_examples(examples: Sequence[ExampleLine], number: int | None) -> tuple[ExampleLine, ...]:
    """Return examples for the ask of a number. Without one, return those that need none."""
    kinds = join_list(kind for kind in NEED_KIND_WORDS if kind not in {"food", "rent"})
    return tuple(
        (
            line.replace(NUMBER_PLACEHOLDER, str(number)),
            _label(meaning).format(number=number, kinds=kinds),
        )
        for line, meaning in examples
        if number is not None or NUMBER_PLACEHOLDER not in line
    )


class SingleEntryScreen(EntryLineScreen[list[StoredEntry]]):
    """Saves one line and closes. Returns what was saved, or nothing if the person went back."""

    TITLE = _label("Add one entry")

    def __init__(
        self,
        context: AppContext,
        line: str,
        cursor: int | None = None,
        subject: LineSubject | None = None,
    ) -> None:
        """Begin with a line, like `income `, and with the cursor at its end or at a place in it."""
        super().__init__(context, context.load_parse_context(), line)
        self.initial_cursor = len(line) if cursor is None else cursor
        word = line.split(" ", 1)[0]
        title, examples = EXAMPLES_BY_WORD.get(word, (N_label("Add one entry"), ()))
        self.examples = _fill_examples(examples, subject.number if subject else None)
        self.subject = subject
        self.title = _label(title)

    def compose_page(self) -> ComposeResult:
        """Yield the line, and what it is about."""
        if self.subject is not None:
            yield Static(markup=False, id="about")
        yield from super().compose_page()

    def on_mount(self) -> None:
        """Show examples for what this is about."""
        self.query_one(LineExamples).set_examples(self.examples)
        self._show_subject()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self._show_subject()
        self.show_feedback()

    def _show_subject(self) -> None:
        if self.subject is not None:
            self.query_one("#about", Static).update(self.subject.describe(self.context.numbers))

    def analyse_line(self) -> LineState:
        """Read the line. Where it is a bare number, read what that answers."""
        answer = self._answer_line
        if answer is None:
            return super().analyse_line()
        state = analyse_line(
            answer.line, len(answer.line), self.parse_context, build_line_days(self.context.clock)
        )
        error = state.error
        if error is not None:
            column = max(1, error.column - answer.shift)
            error = ParseError(error.message, column, error.length)
        return replace(state, completions=(), error=error)

    @property
    def _answer_line(self) -> BareAmountLine | None:
        return complete_bare_amount(self.initial_text, self.line.value)

    @property
    def current_text(self) -> str:
        """Return what was typed so far. A bare number is returned as the line it means."""
        answer = self._answer_line if self._form is None else None
        return super().current_text if answer is None else answer.line

    def has_examples(self) -> bool:
        """Return whether examples are shown: as long as the line says nothing yet."""
        return self.line.value.strip() in ("", self.initial_text.strip())

    def save_entries(self, entries: Sequence[Entry], text: str) -> bool:
        """Save what was typed, and close."""
        is_first = is_first_ask(entries, self.parse_context)
        try:
            items = self.context.book.log(entries, self.context.clock.today())
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return False
        sentence = describe_entry(items[0].entry, self.context.numbers).sentence
        self.notify(_("Saved: {entry}").format(entry=sentence), markup=False)
        if is_first:
            self.app.call_later(open_letter, self.app, self.context)
        self.dismiss(items)
        return False

    def action_back(self) -> None:
        """Go back and save nothing. What was typed becomes a draft."""
        self.close_with_draft([])
