"""A screen with an entry line, which is read at once, completed, or filled in as a form."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.entries.completion import find_completions
from tracker.entries.dates import pin_day_word
from tracker.entries.entry_description import EntryDescription
from tracker.entries.line_parser import LineDays
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Entry
from tracker.i18n import N_, _, format_date
from tracker.screens.log.line_feedback import LineState, analyse_line
from tracker.screens.log.unsaved_text import ask_about_unsaved_text
from tracker.screens.log.yes_hint import YesHint
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.line_preview import Candidates, LineExamples, LinePreview
from tracker.widgets.recent_entries import describe_entry

if TYPE_CHECKING:
    from tracker.screens.log.entry_form import EntryForm

DRAFT_SAVED = N_("Kept for later: it waits as a draft in Entries.")
"""What is said where a line became a draft."""


class EntryLineScreen(PageScreen[ScreenResultType]):
    """Saves the line at enter; a line that is refused stays to be corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "back", _("Back"), id="back"),
    ]
    INPUT_CLASS: ClassVar[type[EntryInput]] = EntryInput
    """The field that is typed into."""

    def __init__(self, context: AppContext, parse_context: ParseContext, text: str = "") -> None:
        """Begin with a text in the line."""
        super().__init__(context)
        self.heading_detail = format_entry_day(context.clock.undated_day(), context.clock)
        self.parse_context = parse_context
        self.initial_text = text
        self.initial_cursor = len(text)
        """Where the cursor stands at first."""
        self.yes_hint = YesHint(context)
        self._form: EntryForm | None = None
        self._draft: int | None = None
        """The draft that was kept of the line."""
        self._line_state = LineState()
        self._chosen = 0
        self._is_submitted = False
        """Whether enter was pressed on the line as it stands."""

    def compose_page(self) -> ComposeResult:
        """Yield the line, and what stands below it."""
        with Horizontal(id="line"):
            yield Static("›", markup=False, id="prompt")
            yield self.INPUT_CLASS(self.initial_text)
        yield LinePreview()
        yield LineExamples()
        yield Candidates()

    def on_mount(self) -> None:
        """Focus the line."""
        self.line.focus()
        self.watch(self.line, "scroll_x", self.show_feedback, init=False)
        if self.initial_text:
            self.call_after_refresh(self.line.move_cursor, self.initial_cursor)

    @property
    def line(self) -> EntryInput:
        """Return the input field."""
        return self.query_one(EntryInput)

    def save_entries(self, entries: Sequence[Entry], text: str) -> bool:
        """Save entries in the book; returns whether that was done."""
        raise NotImplementedError

    @on(Input.Changed)
    def refresh_line_state(self) -> None:
        """Show how the line reads, or quietly what it lacks."""
        self._reset_line_state()
        self.show_feedback()

    def _reset_line_state(self) -> None:
        self._line_state = self.analyse_line()
        self._chosen = 0
        self._is_submitted = False

    def replace_line(self, text: str, cursor: int | None = None) -> None:
        """Replace the text of the line and read it; `show_feedback` then shows how it reads."""
        with self.line.prevent(Input.Changed):
            self.line.value = text
        self.line.move_cursor(len(text) if cursor is None else cursor)
        self._reset_line_state()

    def analyse_line(self) -> LineState:
        """Read the line as it stands."""
        line, days = self.line, build_line_days(self.context.clock)
        return analyse_line(line.value, line.cursor_position, self.parse_context, days)

    def show_feedback(self) -> None:
        """Show how the line reads; after enter also where a word is not understood."""
        state, preview = self._line_state, self.query_one(LinePreview)
        if state.entries:
            # An ask and the payment it makes are of one day.
            day = format_entry_day(state.entries[0].day, self.context.clock)
            readings = [describe_entry(entry, self.context.numbers) for entry in state.entries]
            self.show_reading(day, readings)
        elif state.error and (
            self._is_submitted or not (state.missing or state.is_word_unfinished)
        ):
            preview.show_error(self.line.value, state.error, self.line.scroll_offset.x)
        else:
            preview.show_hint(state.missing)
        self.query_one(LineExamples).display = self.has_examples()
        self._show_candidates()

    def _show_candidates(self) -> None:
        completions, hidden = self._line_state.completions, self.context.hides_amounts
        self.query_one(Candidates).show_candidates(completions, self._chosen, hidden=hidden)

    def show_reading(self, day: str, descriptions: Sequence[EntryDescription]) -> None:
        """Show how the line is understood, and what a yes to it would mean."""
        yes_text = self.yes_hint.describe_yes(self._line_state.entries[0])
        self.query_one(LinePreview).show_reading(day, descriptions, yes_text)

    def has_examples(self) -> bool:
        """Return whether lines that could be typed are shown."""
        return not self.line.value.strip()

    def action_choose(self, step: int) -> None:
        """Choose another completion."""
        if self._line_state.completions:
            self._chosen = (self._chosen + step) % len(self._line_state.completions)
            self._show_candidates()

    def action_complete(self) -> None:
        """Complete the word that is begun, or move the focus where nothing completes it."""
        line = self.line
        completions = find_completions(line.value[: line.cursor_position], self.parse_context)
        is_same = tuple(completions) == self._line_state.completions
        if not completions or not (
            completions[0].start < line.cursor_position or (is_same and self._chosen)
        ):
            self.focus_next()
        elif is_same:
            completion = completions[min(self._chosen, len(completions) - 1)]
            ending = "" if line.value[line.cursor_position :].startswith(" ") else " "
            line.replace_range(completion.text + ending, completion.start, line.cursor_position)
        else:
            # The cursor was moved: what there is to choose from is shown before it is put in.
            self.refresh_line_state()

    @on(Input.Submitted)
    def submit_line(self) -> None:
        """Save what stands in the line."""
        self.save_line()

    def point_at_refusal(self) -> None:
        """Point at what is not understood in the line as it stands."""
        self._is_submitted = True
        self.show_feedback()

    @on(EntryInput.Pasted)
    def _forward_paste(self, event: EntryInput.Pasted) -> None:
        self.handle_paste(event)

    def handle_paste(self, _event: EntryInput.Pasted) -> None:
        """Show that several lines cannot be pasted where one entry is typed."""
        sentence = _("Nothing was pasted: one line is one entry. Several go into After a meeting.")
        self.query_one(LinePreview).show_message(sentence)

    def save_line(self) -> bool:
        """Save the line; returns whether nothing is left in the field."""
        text = self.line.value
        if not self._line_state.entries:
            self.point_at_refusal()
            return not text.strip()
        if not self.save_entries(self._line_state.entries, text):
            return False
        self.replace_line("")
        self.show_feedback()
        return True

    def action_form(self) -> None:
        """Open a form in place of the line; it makes the same entry."""
        from tracker.screens.log.entry_form import EntryForm, FormResult

        def handle_result(result: FormResult | None) -> None:
            self._form = None
            if result is None:
                return
            self.replace_line(result.line)
            self.show_feedback()
            if result.is_accepted:
                self.save_line()

        days = build_line_days(self.context.clock)
        self._form = EntryForm(
            self.current_text, self.parse_context, days, lambda: self.context.numbers
        )
        self.app.push_screen(self._form, handle_result)

    @property
    def current_text(self) -> str:
        """Return what was typed so far, on the line or in its form."""
        return self.line.value if self._form is None else self._form.current_line

    def save_draft(self) -> str:
        """Save what was typed as a draft; returns why it could not be saved."""
        text = self.current_text
        if text.strip() in ("", self.initial_text.strip()):
            return ""
        clock, drafts = self.context.clock, self.context.book.drafts
        try:
            self._draft = drafts.save(
                pin_day_word(text, clock.today()), clock.undated_day(), self._draft
            )
        except BookError as error:
            return str(error)
        return ""

    def close_with_draft(self, result: ScreenResultType) -> None:
        """Save what was typed as a draft and close; where the book refuses, ask what to do."""
        if error := self.save_draft():
            retry, leave = (lambda: self.close_with_draft(result)), (lambda: self.dismiss(result))
            ask_about_unsaved_text(self, error, self.current_text, retry=retry, leave=leave)
            return
        if self._draft is not None:
            self.notify(_(DRAFT_SAVED), markup=False)
        self.dismiss(result)


def build_line_days(clock: Clock) -> LineDays:
    """Return the days that a line may take its day from now."""
    return LineDays(clock.today(), clock.undated_day())


def format_entry_day(day: date, clock: Clock) -> str:
    """Return a day as it is shown after a meeting: `12 Nov 2026, last night`."""
    if day == clock.today():
        return _("{day}, today").format(day=format_date(day))
    if day == clock.undated_day():
        return _("{day}, last night").format(day=format_date(day))
    return format_date(day)
