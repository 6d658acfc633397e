"""After a meeting: one line, one entry, read while it is typed; several in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from tracker.book.book import Book
from tracker.book.errors import BookError
from tracker.clock import Clock
from tracker.entries.completion import complete
from tracker.entries.line import Days
from tracker.entries.reading import reading
from tracker.entries.types import Entry, Logged
from tracker.screens.looking import Look, look
from tracker.screens.pasted import NotPasted, PastedLines, pasted_lines
from tracker.texts import _, shown_date
from tracker.widgets.entry_line import EntryLine, is_showable
from tracker.widgets.heading import Heading
from tracker.widgets.noted_list import NotedList
from tracker.widgets.preview import Candidates, Examples, Preview


@dataclass(frozen=True, slots=True)
class Sitting:
    """How the person went away from the screen."""

    draft: str
    """What was typed and not noted."""
    leaves: bool = False
    """Whether the app is to be left, too."""


class AfterAMeeting(Screen[Sitting]):
    """Notes entries into the book; gives back what was begun and not noted."""

    CSS_PATH = "after_a_meeting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "take_back", _("Undo"), id="take_back"),
        Binding("escape", "back", _("Back"), id="back"),
    ]

    def __init__(self, book: Book, clock: Clock, draft: str = "") -> None:
        """Go on with a line that was begun earlier."""
        super().__init__()
        self.book = book
        self.clock = clock
        self.draft = draft
        self.known = book.known()
        self.noted: list[tuple[str, list[Logged]]] = []
        """What was noted in this sitting: each change with the text that was typed."""
        self._seen = Look()
        self._chosen = 0
        self._insists = False
        """Whether enter was pressed on the line as it stands."""

    def compose(self) -> ComposeResult:
        """The line at the top; what it means below; what was noted last."""
        with Vertical(id="page"):
            yield Heading(_("After a meeting"), day_told(self.clock.evening(), self.clock))
            with Horizontal(id="line"):
                yield Static("›", markup=False, id="prompt")
                yield EntryLine(self.draft)
            yield Preview()
            yield Examples()
            yield Candidates()
            yield NotedList()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.line.focus()
        self.watch(self.line, "scroll_x", self._tell)
        if self.draft:
            self.call_after_refresh(self.line.show_end)

    @property
    def line(self) -> EntryLine:
        """The field."""
        return self.query_one(EntryLine)

    @on(Input.Changed)
    def _look(self) -> None:
        """Say how the line reads, or quietly what it lacks."""
        line, days = self.line, days_of(self.clock)
        self._seen = look(line.value, line.cursor_position, self.known, days)
        self._chosen = 0
        self._insists = False
        self._tell()

    def _tell(self) -> None:
        """Show what is seen; where a person insists, also the place in a line still being typed."""
        seen, preview = self._seen, self.query_one(Preview)
        if seen.entries:
            # An ask and the payment it makes are of one day.
            day = day_told(seen.entries[0].day, self.clock)
            preview.read(day, [reading(entry) for entry in seen.entries])
        elif seen.refusal and (self._insists or not (seen.lacks or seen.is_begun)):
            preview.refuse(self.line.value, seen.refusal, self.line.scroll_offset.x)
        else:
            preview.hint(seen.lacks)
        self.query_one(Examples).display = not (self.line.value.strip() or self.noted)
        self.query_one(Candidates).offer(seen.ways, self._chosen)

    def action_choose(self, step: int) -> None:
        """Choose another way to go on."""
        if self._seen.ways:
            self._chosen = (self._chosen + step) % len(self._seen.ways)
            self.query_one(Candidates).offer(self._seen.ways, self._chosen)

    def action_complete(self) -> None:
        """Go on in the chosen way."""
        line = self.line
        ways = complete(line.value[: line.cursor_position], self.known)
        if ways:
            way = ways[min(self._chosen, len(ways) - 1)]
            after = "" if line.value[line.cursor_position :].startswith(" ") else " "
            line.put(way.text + after, way.start, line.cursor_position)

    @on(Input.Submitted)
    def note(self) -> bool:
        """Note the line; gives whether nothing is left in the field."""
        text = self.line.value
        if not self._seen.entries:
            self._insists = True
            self._tell()
            return not text.strip()
        if not self._save(self._seen.entries, text):
            return False
        self.line.value = ""
        return True

    def _save(self, entries: Sequence[Entry], text: str) -> bool:
        try:
            items = self.book.log(entries, self.clock.today())
        except BookError as error:
            self.query_one(Preview).say(str(error))
            return False
        for entry in entries:
            self.known.add(entry)
        self.noted.append((text, items))
        self.query_one(NotedList).add(items)
        return True

    @on(EntryLine.Pasted)
    def _paste(self, event: EntryLine.Pasted) -> None:
        """Show several pasted lines before they are noted, or say why none of them is."""
        preview = self.query_one(Preview)
        try:
            entries = pasted_lines(event.text, self.book.known(), days_of(self.clock))
        except NotPasted as refused:
            preview.say(str(refused))
            return

        def note_all(wanted: bool | None) -> None:
            if wanted and self._save(entries, event.text):
                self.line.value = ""

        self.app.push_screen(PastedLines(entries, self.known.next_number), note_all)

    def action_take_back(self) -> None:
        """Take back what was noted last in this sitting; its line can be mended."""
        preview = self.query_one(Preview)
        if not self.noted:
            preview.hint(_("Nothing was noted here that could be taken back."))
            return
        text, _items = self.noted[-1]
        try:
            taken = self.book.undo(self.clock.today())
            self.known = self.book.known()
        except BookError as error:
            preview.say(str(error))
            return
        self.noted.pop()
        self.query_one(NotedList).take_out(taken)
        if not self.line.value.strip() and is_showable(text):
            self.line.value = text
            self.line.show_cursor(len(text))
        else:
            self.notify(_("Taken back: {line}").format(line=text), markup=False)

    def action_done(self, leaves: bool = False) -> None:
        """Note what stands in the line, then go; a line that is refused stays to be mended."""
        if self.note():
            self.dismiss(Sitting("", leaves))

    def action_back(self) -> None:
        """Go back; what was begun is kept for the next time."""
        self.dismiss(Sitting(self.line.value))


def days_of(clock: Clock) -> Days:
    """What a line takes its day from now."""
    return Days(clock.today(), clock.evening())


def day_told(day: date, clock: Clock) -> str:
    """A day as it is said after a meeting: `12 Nov 2026, last night`."""
    if day == clock.today():
        return _("{day}, today").format(day=shown_date(day))
    if day == clock.evening():
        return _("{day}, last night").format(day=shown_date(day))
    return shown_date(day)
