"""After a meeting: the meeting, what was asked and given, and how it was asked."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tracker.entries.line import read_line
from tracker.entries.types import Answered, Ask, Entry, Logged, Meeting
from tracker.entries.writing import write_line
from tracker.screens.line_screen import day_told, days_of
from tracker.screens.noting import NotingScreen
from tracker.screens.tags_told import behind_keys
from tracker.texts import _
from tracker.widgets.entry_rows import read_for
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import Heading
from tracker.widgets.keyed import Keyed
from tracker.widgets.meeting_row import MeetingRow
from tracker.widgets.noted_list import NotedList
from tracker.widgets.told import dim


class AfterAMeeting(NotingScreen):
    """The line in the middle, the meeting above it, what was noted below it."""

    CSS_PATH = "after_a_meeting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "meeting", _("The meeting"), id="meeting"),
        Binding("ctrl+g", "tags", _("Tags"), id="tags"),
    ]

    def compose(self) -> ComposeResult:
        """The line at the top; what it means below; what was noted last."""
        clock = self.desk.clock
        with Vertical(id="page"):
            yield Heading(_("After a meeting"), day_told(clock.evening(), clock))
            yield MeetingRow()
            yield from self.compose_line()
            yield NotedList()
            with Vertical(id="tags"):
                yield Static(dim(_("How was it asked? The key puts it on, and takes it off.")))
                yield Keyed()
        yield Footer(HIDE)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now; the meeting's stands above the line until one is noted."""
        return {
            key: each
            for key, each in super().active_bindings.items()
            if each.binding.action != "meeting" or self.sitting.meeting is not None
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tags are put on what can bear some."""
        return action != "tag" or any(tags.display for tags in self.query("#tags"))

    def on_mount(self) -> None:
        """Show what was noted of the meeting already."""
        self.show_numbers()

    def show_numbers(self) -> None:
        """Show amounts, or dots, everywhere on the screen."""
        numbers, meeting = self.desk.numbers, self.sitting.meeting
        self.noted.numbers = numbers
        self.query_one(Keyed).options = behind_keys(self.sitting.on_keys, numbers)
        told = read_for(meeting.entry, numbers).sentence if meeting else ""
        self.query_one(MeetingRow).told = told
        self.tell()

    def save(self, entries: Sequence[Entry], text: str) -> bool:
        """Note entries; time with the group also stands above the line."""
        saved = super().save(entries, text)
        if saved:
            self.show_numbers()
        return saved

    def _take_back(self) -> None:
        super()._take_back()
        self.show_numbers()

    def _redo(self) -> None:
        super()._redo()
        self.show_numbers()

    @on(MeetingRow.Pressed)
    def action_meeting(self) -> None:
        """Note the time with the group, or change what was noted of it."""
        self.try_to(self._ask_for_meeting)

    def _ask_for_meeting(self) -> None:
        from tracker.screens.entry_form import EntryForm, Filled

        meeting = self.sitting.meeting
        book, days = self.desk.book, days_of(self.desk.clock)
        known = self.desk.known(meeting) if meeting else self.known
        line = write_line(meeting.entry, book.currency) if meeting else "meeting"

        def take(filled: Filled | None) -> None:
            if filled is None or not filled.is_accepted:
                self._lay_aside(filled.line if filled else line, line)
                return
            entries = read_line(filled.line, known, days, typed=True)
            if meeting:
                self.try_to(lambda: self.put(book.edit(meeting.number, entries, days.today)))
            else:
                self.save(entries, filled.line)

        self.app.push_screen(EntryForm(line, known, days, lambda: self.desk.numbers), take)

    def _lay_aside(self, line: str, begun: str) -> None:
        """Keep a meeting that was begun and not noted as a draft."""
        drafts, day = self.desk.book.drafts, self.desk.clock.evening()
        if line != begun and self.try_to(lambda: drafts.keep(line, day)):
            self.notify(_("Kept for later: it waits as a draft in Entries."), markup=False)

    def action_tags(self) -> None:
        """Show every tag and what it means; one's own may be called something else there."""
        from tracker.screens.tags import Tags

        def come_back(_none: None) -> None:
            self.read_anew()
            self.try_to(lambda: self.noted.put(self.sitting.found_anew(self.noted.items)))
            self.show_numbers()

        self.app.push_screen(Tags(self.desk), come_back)

    @on(NotedList.ChangeWanted)
    def _change(self, event: NotedList.ChangeWanted) -> None:
        """Change an entry that was noted."""
        from tracker.screens.edit_entry import EditEntry

        self.try_to(lambda: self.app.push_screen(EditEntry(self.desk, event.item), self.put))

    def put(self, items: Sequence[Logged] | None) -> None:
        """Show entries as they are after a change; none when nothing was changed."""
        if not items:
            return
        self.sitting.changed(items)
        self.list_again(items)
        self.read_anew()
        self.show_numbers()

    @on(NotedList.Chosen)
    def _show_tags(self, event: NotedList.Chosen) -> None:
        """Offer the tags for an entry that can bear some."""
        entry = event.item.entry if event.item else None
        self.query_one("#tags").display = isinstance(entry, Ask | Answered | Meeting)
        self.query_one(Keyed).on = frozenset(getattr(entry, "circumstances", ()))
        self.refresh_bindings()

    def action_tag(self, key: str) -> None:
        """Put the tag behind a key on the chosen entry, or take it off."""
        tag = self.query_one(Keyed).named(key)
        if tag:
            self.toggle(tag)

    @on(Keyed.Pressed)
    def _tag_clicked(self, event: Keyed.Pressed) -> None:
        self.toggle(event.name)

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def toggle(self, tag: str) -> None:
        """Put a tag on the chosen entry, or take it off."""
        item = self.noted.chosen
        if item is not None:
            self.try_to(lambda: self.put(self.sitting.toggle(item, tag)))
