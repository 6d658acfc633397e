"""A screen on which an entry line is typed: read at once, completed, or filled in as a form."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen, ScreenResultType
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
from tracker.screens.log.line_feedback import Look, look
from tracker.screens.log.unsaved_text import offer_ways
from tracker.screens.log.yes_hint import AYes
from tracker.screens.shell.context import Desk
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.line_preview import Candidates, LineExamples, LinePreview
from tracker.widgets.recent_entries import describe_entry

if TYPE_CHECKING:
    from tracker.screens.log.entry_form import EntryForm

KEPT = N_("Kept for later: it waits as a draft in Entries.")
"""What is said where a line became a draft."""


class LineScreen(Screen[ScreenResultType]):
    """Hands what enter was pressed on to `save`; a refused line stays to be mended."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "back", _("Back"), id="back"),
    ]
    LINE: ClassVar[type[EntryInput]] = EntryInput
    """The field that is typed into."""

    def __init__(self, desk: Desk, known: ParseContext, text: str = "") -> None:
        """Begin with a text in the line."""
        super().__init__()
        self.desk = desk
        self.known = known
        self.begun = text
        self.begins_at = len(text)
        """Where the cursor stands at first."""
        self.a_yes = AYes(desk)
        self._form: EntryForm | None = None
        self._draft: int | None = None
        """The draft that was kept of the line."""
        self._seen = Look()
        self._chosen = 0
        self._insists = False
        """Whether enter was pressed on the line as it stands."""

    def compose_line(self) -> ComposeResult:
        """The line, and what stands below it."""
        with Horizontal(id="line"):
            yield Static("›", markup=False, id="prompt")
            yield self.LINE(self.begun)
        yield LinePreview()
        yield LineExamples()
        yield Candidates()

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.line.focus()
        self.watch(self.line, "scroll_x", self.tell)
        if self.begun:
            self.call_after_refresh(self.line.move_cursor, self.begins_at)

    @property
    def line(self) -> EntryInput:
        """The field."""
        return self.query_one(EntryInput)

    def save(self, entries: Sequence[Entry], text: str) -> bool:
        """Put entries into the book; gives whether that was done."""
        raise NotImplementedError

    @on(Input.Changed)
    def look_at_line(self) -> None:
        """Say how the line reads, or quietly what it lacks."""
        self._seen = self.look()
        self._chosen = 0
        self._insists = False
        self.tell()

    def look(self) -> Look:
        """Read the line as it stands."""
        line, days = self.line, days_of(self.desk.clock)
        return look(line.value, line.cursor_position, self.known, days)

    def tell(self) -> None:
        """Show what is seen; where a person insists, also the place in a line still being typed."""
        seen, preview = self._seen, self.query_one(LinePreview)
        if seen.entries:
            # An ask and the payment it makes are of one day.
            day = day_told(seen.entries[0].day, self.desk.clock)
            readings = [describe_entry(entry, self.desk.numbers) for entry in seen.entries]
            self.tell_reading(day, readings)
        elif seen.refusal and (self._insists or not (seen.lacks or seen.is_begun)):
            preview.show_refusal(self.line.value, seen.refusal, self.line.scroll_offset.x)
        else:
            preview.show_hint(seen.lacks)
        self.query_one(LineExamples).display = self.wants_examples()
        self._offer()

    def _offer(self) -> None:
        ways, hidden = self._seen.ways, self.desk.hidden
        self.query_one(Candidates).show_candidates(ways, self._chosen, hidden=hidden)

    def tell_reading(self, day: str, readings: Sequence[EntryDescription]) -> None:
        """Show how the line is understood, and what a yes to it would mean."""
        a_yes = self.a_yes.told(self._seen.entries[0])
        self.query_one(LinePreview).show_reading(day, readings, a_yes)

    def wants_examples(self) -> bool:
        """Whether lines that could be typed are shown."""
        return not self.line.value.strip()

    def action_choose(self, step: int) -> None:
        """Choose another way to go on."""
        if self._seen.ways:
            self._chosen = (self._chosen + step) % len(self._seen.ways)
            self._offer()

    def action_complete(self) -> None:
        """Complete the word that is begun, or the way that was chosen; else walk on."""
        line = self.line
        ways = find_completions(line.value[: line.cursor_position], self.known)
        is_same = tuple(ways) == self._seen.ways
        if not ways or not (ways[0].start < line.cursor_position or (is_same and self._chosen)):
            self.focus_next()
        elif is_same:
            way = ways[min(self._chosen, len(ways) - 1)]
            after = "" if line.value[line.cursor_position :].startswith(" ") else " "
            line.replace_range(way.text + after, way.start, line.cursor_position)
        else:
            # The cursor was moved: what there is to choose from is shown before it is put in.
            self.look_at_line()

    @on(Input.Submitted)
    def enter_line(self) -> None:
        """Note what stands in the line."""
        self.note()

    def insist(self) -> None:
        """Point at what is not understood in the line as it stands."""
        self._insists = True
        self.tell()

    @on(EntryInput.Pasted)
    def _take_pasted(self, event: EntryInput.Pasted) -> None:
        self.take_pasted(event)

    def take_pasted(self, _event: EntryInput.Pasted) -> None:
        """Say that several lines have no room where one entry is typed."""
        told = _("Nothing was pasted: one line is one entry. Several go into After a meeting.")
        self.query_one(LinePreview).show_message(told)

    def note(self) -> bool:
        """Save the line; gives whether nothing is left in the field."""
        text = self.line.value
        if not self._seen.entries:
            self.insist()
            return not text.strip()
        if not self.save(self._seen.entries, text):
            return False
        self.line.value = ""
        return True

    def action_form(self) -> None:
        """Fill in a form in place of the line; it makes the same entry."""
        from tracker.screens.log.entry_form import EntryForm, Filled

        def take(filled: Filled | None) -> None:
            self._form = None
            if filled is None:
                return
            self.line.value = filled.line
            self.line.move_cursor_to_end()
            self.look_at_line()
            if filled.is_accepted:
                self.note()

        days = days_of(self.desk.clock)
        self._form = EntryForm(self.text_now, self.known, days, lambda: self.desk.numbers)
        self.app.push_screen(self._form, take)

    @property
    def text_now(self) -> str:
        """What was typed so far, on the line or in the form that stands for it."""
        return self.line.value if self._form is None else self._form.line_now

    def keep_line(self) -> str:
        """Keep what was typed as a draft, whatever happens next; gives why it could not be."""
        text = self.text_now
        if text.strip() in ("", self.begun.strip()):
            return ""
        clock, drafts = self.desk.clock, self.desk.book.drafts
        try:
            self._draft = drafts.save(
                pin_day_word(text, clock.today()), clock.undated_day(), self._draft
            )
        except BookError as error:
            return str(error)
        return ""

    def go_with_draft(self, result: ScreenResultType) -> None:
        """Keep what was typed as a draft, and go; where the book refuses, ask what now."""
        if why := self.keep_line():
            again, leave = (lambda: self.go_with_draft(result)), (lambda: self.dismiss(result))
            offer_ways(self, why, self.text_now, again=again, leave=leave)
            return
        if self._draft is not None:
            self.notify(_(KEPT), markup=False)
        self.dismiss(result)


def days_of(clock: Clock) -> LineDays:
    """What a line takes its day from now."""
    return LineDays(clock.today(), clock.undated_day())


def day_told(day: date, clock: Clock) -> str:
    """A day as it is said after a meeting: `12 Nov 2026, last night`."""
    if day == clock.today():
        return _("{day}, today").format(day=format_date(day))
    if day == clock.undated_day():
        return _("{day}, last night").format(day=format_date(day))
    return format_date(day)
