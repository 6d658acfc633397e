"""A screen with an entry line, which is read at once, completed, or filled in as a form."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ScreenResultType
from textual.widgets import Input, OptionList, Static

from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.entries.asked_too import HAT_RULE
from tracker.entries.completion import find_completions, is_about_others
from tracker.entries.draft_days import pin_day
from tracker.entries.entry_description import EntryDescription
from tracker.entries.entry_hints import find_entry_hint
from tracker.entries.line_parser import LineDays
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.types import Ask, Entry, LaterAnswer, Payment
from tracker.i18n import N_, _, _error, _label, format_date, format_weekday_date
from tracker.screens.log.line_feedback import LineReading, LineState, analyse_line
from tracker.screens.log.unsaved_text import ask_about_unsaved_text
from tracker.screens.log.yes_hint import YesHint
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.text_width import cut_to_cells
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.line_preview import Candidates, LineExamples, LinePreview
from tracker.widgets.reading_choice import NONE_OF_THEM, ReadingChoice
from tracker.widgets.recent_entries import describe_entry

if TYPE_CHECKING:
    from tracker.screens.log.entry_form import EntryForm

ENTER_KEEPS_DRAFT = N_("Press enter again to keep it as a draft.")
"""What is said where a line is refused."""
KEEPS_OWN_WORDS = N_("A thought in your own words. Enter saves it.")
"""What is said of a line that is a thought."""
DRAFT_SAVED = N_("Saved as a draft. You’ll find it in Entries.")
"""What is said where a line became a draft."""
MAX_READING_CELLS = 160
"""Cells of a reading that are shown."""


class EntryLineScreen(PageScreen[ScreenResultType]):
    """Saves the line at enter. A line that is refused stays to be corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape", "back", _label("Back"), id="back"),
    ]
    FIRST_WEEK_KEYS: ClassVar[tuple[str, ...]] = (
        *("help_anywhere", "note", "answer", "leave_it"),
        *("choose_reading", "pick('1')", "leave_choice"),
        *("change", "screen.tag('1')", "line", "back", "form"),
    )
    INPUT_CLASS: ClassVar[type[EntryInput]] = EntryInput
    """The field that is typed into."""

    def __init__(self, context: AppContext, parse_context: ParseContext, text: str = "") -> None:
        """Begin with a text in the line."""
        super().__init__(context)
        self.heading_detail = format_entry_day(context.clock.undated_day(), context.clock)
        self.parse_context = parse_context
        self.initial_text = text
        self.initial_cursor = len(text)
        """Where the cursor is at first."""
        self.yes_hint = YesHint(context)
        self._form: EntryForm | None = None
        self._draft: int | None = None
        """The draft that was kept of the line."""
        self._line_state = LineState()
        self._chosen = 0
        self._is_submitted = False
        """Whether enter was pressed on the line as it is."""

    def compose_page(self) -> ComposeResult:
        """Yield the line, and what is below it."""
        with Horizontal(id="line"):
            yield Static("›", markup=False, id="prompt")
            yield self.INPUT_CLASS(self.initial_text)
        yield LinePreview()
        yield ReadingChoice()
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
        """Save entries in the notebook. Return whether that worked."""
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
        self.query_one(ReadingChoice).display = False

    def replace_line(self, text: str, cursor: int | None = None) -> None:
        """Replace the text of the line and read it. `show_feedback` then shows how it reads."""
        with self.line.prevent(Input.Changed):
            self.line.fill(text)
        self.line.move_cursor(len(text) if cursor is None else cursor)
        self._reset_line_state()

    def analyse_line(self) -> LineState:
        """Read the line as it is."""
        line, days = self.line, build_line_days(self.context.clock)
        return analyse_line(line.value, line.cursor_position, self.parse_context, days)

    def show_feedback(self) -> None:
        """Show what the line means. After enter, also point at a word that is not understood."""
        state, preview = self._line_state, self.query_one(LinePreview)
        if state.entries:
            self._show_entries(state.entries)
        elif state.readings:
            self._show_readings(state)
        elif state.error and (
            self._is_submitted or not (state.missing or state.is_word_unfinished)
        ):
            hint = _(ENTER_KEEPS_DRAFT) if self._is_submitted and self.keeps_refused_lines else ""
            self._point_at(state.error, state.error.message, hint)
        else:
            is_untouched = self.has_examples() and not self._is_submitted
            preview.show_hint("" if is_untouched else self.describe_missing())
        self.query_one(LineExamples).display = self.has_examples()
        self._show_candidates()

    def _point_at(self, error: ParseError, message: str, hint: str = "") -> None:
        shown = ParseError(self.line.hide_quoted(message), error.column, error.length)
        scrolled = self.line.scroll_offset.x
        self.query_one(LinePreview).show_error(self.line.value, shown, scrolled, hint)

    def describe_missing(self) -> str:
        """Return what the line lacks, and what makes it an entry about others."""
        missing = self.line.hide_quoted(self._line_state.missing)
        if missing and is_about_others(self.line.value.split()):
            return f"{missing}\n{_(HAT_RULE)}"
        return missing

    def _show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what the line says: one entry in full, several in short."""
        descriptions = [describe_entry(entry, self.context.numbers) for entry in entries]
        days = {entry.day for entry in entries}
        if len(entries) == 1 or _is_answered_with_payment(entries):
            # An ask and the payment it makes are of one day.
            self.show_reading(format_entry_day(entries[0].day, self.context.clock), descriptions)
        elif len(days) == 1:
            day = format_entry_day(days.pop(), self.context.clock)
            sentences = [description.sentence for description in descriptions]
            self.query_one(LinePreview).show_several(sentences, day)
        else:
            sentences = [describe_reading((entry,), self.context) for entry in entries]
            self.query_one(LinePreview).show_several(sentences)

    def _show_readings(self, state: LineState) -> None:
        """Show what the line may mean: quietly while it is typed, to choose from after enter."""
        sentences = [describe_reading(each.entries, self.context) for each in state.readings]
        preview, choice = self.query_one(LinePreview), self.query_one(ReadingChoice)
        is_one = len(sentences) == 1
        if choice.display and state.error:
            question = _("Did you mean this?") if is_one else _("Which of these is it?")
            if isinstance(state.error, AmbiguousLineError) and state.error.question:
                question = state.error.question
            self._point_at(state.error, question)
            choice.show_readings(sentences, self.none_of_them)
        elif is_one:
            preview.show_hint(_("Enter asks if you mean: {entry}").format(entry=sentences[0]))
        else:
            preview.show_hint(
                _("Enter asks which you mean: {entries}").format(entries=" / ".join(sentences))
            )

    def _show_candidates(self) -> None:
        is_asking = self.query_one(ReadingChoice).display
        completions = () if is_asking else self._line_state.completions
        hidden = self.context.hides_amounts
        self.query_one(Candidates).show_candidates(completions, self._chosen, hidden=hidden)

    def show_reading(self, day: str, descriptions: Sequence[EntryDescription]) -> None:
        """Show how the line is understood, and what a yes to it would mean."""
        yes_text = self.yes_hint.describe_yes(self._line_state.entries[0])
        entries = self._line_state.entries
        hint = _(KEEPS_OWN_WORDS) if self._line_state.is_thought else find_entry_hint(entries)
        self.query_one(LinePreview).show_reading(day, descriptions, yes_text, hint)

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
        """Save the line. If it is refused a second time, keep it as a draft."""
        state = self._line_state
        is_refused = state.error is not None and not state.entries and not state.readings
        if is_refused and self._is_submitted and self.keeps_refused_lines:
            self.keep_as_draft()
        else:
            self.save_line()

    @property
    def keeps_refused_lines(self) -> bool:
        """Whether a second enter keeps a line that is refused as a draft."""
        return True

    @property
    def none_of_them(self) -> str:
        """The option for a line that means none of its readings, empty if there is none."""
        return _label("none of these (keep as draft)") if self.keeps_refused_lines else ""

    def keep_as_draft(self) -> None:
        """Keep the line as a draft, and begin another one."""
        if error := self.save_draft():
            self.query_one(LinePreview).show_message(error)
            return
        if self._draft is not None:
            self.notify(_(DRAFT_SAVED), markup=False)
        self._draft = None
        self.replace_line(self.initial_text)
        self.show_feedback()

    def ask_which(self) -> None:
        """Ask which of its readings the line means."""
        choice = self.query_one(ReadingChoice)
        choice.highlighted = None
        choice.display = True
        self.show_feedback()
        choice.focus()

    def action_leave_choice(self) -> None:
        """Go back to the line, which is as it was."""
        self.query_one(ReadingChoice).display = False
        self.line.focus()
        self.show_feedback()

    @on(OptionList.OptionSelected, "ReadingChoice")
    def _take_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_leave_choice()
        if event.option_id == NONE_OF_THEM:
            self.keep_as_draft()
        elif event.option_id:
            self.take_reading(self._line_state.readings[int(event.option_id) - 1])

    def take_reading(self, reading: LineReading) -> None:
        """Save what was chosen. Undo brings back what was typed."""
        if self.save_entries(reading.entries, self.line.value):
            self.replace_line("")
            self.show_feedback()

    def point_at_refusal(self) -> None:
        """Point at what is not understood in the line as it is."""
        self._is_submitted = True
        self.show_feedback()

    @on(EntryInput.Pasted)
    def _forward_paste(self, event: EntryInput.Pasted) -> None:
        self.handle_paste(event)

    def handle_paste(self, _event: EntryInput.Pasted) -> None:
        """Show that several lines cannot be pasted where one entry is typed."""
        sentence = _error(
            "Nothing was pasted, because this line holds one entry. Paste several lines in Add"
            " an entry."
        )
        self.query_one(LinePreview).show_message(sentence)

    def save_line(self) -> bool:
        """Save the line. Return whether the field is empty now."""
        text = self.line.value
        if self._line_state.readings:
            self.ask_which()
            return False
        if not self._line_state.entries:
            self.point_at_refusal()
            return not text.strip()
        if not self.save_entries(self._line_state.entries, text):
            return False
        self.replace_line("")
        self.show_feedback()
        return True

    def action_form(self) -> None:
        """Open a form in place of the line. It makes the same entry."""
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
        """Save what was typed as a draft. Return why it could not be saved."""
        text = self.current_text
        if text.strip() in ("", self.initial_text.strip()):
            return ""
        clock, drafts = self.context.clock, self.context.book.drafts
        try:
            self._draft = drafts.save(
                pin_day(text, clock.today()), clock.undated_day(), self._draft
            )
        except BookError as error:
            return str(error)
        return ""

    def close_with_draft(self, result: ScreenResultType) -> None:
        """Save what was typed as a draft and close. Where the book refuses, ask what to do."""
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
    """Return a day as the entry line shows it: `Thu, 12 Nov 2026, last night`."""
    if day == clock.today():
        return _label("{day}, today").format(day=format_date(day))
    if day == clock.undated_day():
        return _label("{day}, last night").format(day=format_weekday_date(day))
    return format_weekday_date(day)


def describe_reading(entries: Sequence[Entry], context: AppContext) -> str:
    """Return entries as one text. A day that several entries share is named once, after them."""
    parts = []
    for index, entry in enumerate(entries):
        sentence = describe_entry(entry, context.numbers).sentence
        shown = cut_to_cells(sentence, MAX_READING_CELLS)
        parts.append(shown if shown == sentence else f"{shown}…")
        if index + 1 == len(entries) or entries[index + 1].day != entry.day:
            parts.append(format_entry_day(entry.day, context.clock))
    return " · ".join(parts)


def _is_answered_with_payment(entries: Sequence[Entry]) -> bool:
    """Return whether these are an ask or an answer, and the payment that its `gave` makes."""
    return (
        len(entries) == 2
        and isinstance(entries[0], Ask | LaterAnswer)
        and isinstance(entries[1], Payment)
        and entries[1].for_entry is not None
    )
