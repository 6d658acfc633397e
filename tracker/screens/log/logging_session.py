"""One sitting after a meeting: what is noted in it, and the line that was begun."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.book.database.errors import BookError
from tracker.book.stores.drafts import Draft
from tracker.book.undo_stack import RedoResult, UndoResult
from tracker.entries.dates import add_missing_day, pin_day_word
from tracker.entries.tags import Tag
from tracker.entries.types import Ask, Entry, LaterAnswer, Meeting, StoredEntry
from tracker.screens.shell.context import Desk

# Data: in people's notebooks since 0.1; never rename.
BEGUN = "begun"
"""The setting that names the draft with which the next sitting goes on."""


@dataclass(slots=True)
class Sitting:
    """Writes into the book on the desk. Every method raises BookError when it cannot."""

    desk: Desk
    changes: list[tuple[int, str]] = field(default_factory=list)
    """The changes of this sitting, each with what was typed; nothing where an entry was changed."""
    undone: list[tuple[int, str]] = field(default_factory=list)
    """Those of them that were taken back in it."""
    meeting: StoredEntry | None = None
    """The time with the group that was noted last, in this sitting or on its day."""
    on_keys: tuple[Tag, ...] = ()
    """The tags on keys, read once: while one notes, none goes to another key."""
    _draft: Draft | None = None

    def begin(self, draft: int | None = None) -> str:
        """The line to go on with: a named draft, else the one that was begun last, else nothing."""
        book, clock = self.desk.book, self.desk.clock
        self.on_keys = book.tags.load_key_tags()
        self._remember(list(book.load_entries(clock.undated_day(), clock.today())))
        wanted = str(draft) if draft is not None else book.settings.get(BEGUN)
        self._draft = next((d for d in book.drafts.load_all() if str(d.number) == wanted), None)
        if self._draft is None:
            return ""
        return add_missing_day(self._draft.text, self._draft.day, clock.undated_day())

    def keep(self, line: str) -> None:
        """Keep the line as it stands in the book, so that nothing ends it; an empty one goes."""
        book, clock = self.desk.book, self.desk.clock
        if not line.strip():
            self._drop()
        elif self._draft is None or line != self._draft.text:
            text, day = pin_day_word(line, clock.today()), clock.undated_day()
            number = book.drafts.save(text, day, self._draft.number if self._draft else None)
            self._draft = Draft(number, day, line)
            self._remember_begun(str(number))

    def lay_aside(self, line: str) -> None:
        """Keep the line for later, among the entries; the next one is begun anew."""
        self.keep(line)
        self._remember_begun(None)
        self._draft = None

    def _remember_begun(self, number: str | None) -> None:
        """Remember which draft is on the line, unless another program changed the file."""
        if self.desk.book.find_file_difference() is None:
            self.desk.book.settings.set(BEGUN, number)

    def take_up_new(self, count: int) -> str:
        """Return the first of so many drafts that were just made, to go on with."""
        return self.begin(self.desk.book.drafts.load_all()[-count].number)

    def _drop(self) -> None:
        if self._draft is not None:
            self.desk.book.drafts.delete(self._draft.number)
            self._remember_begun(None)
            self._draft = None

    def log(
        self, entries: Sequence[Entry], text: str, drafts: Sequence[tuple[str, date]] = ()
    ) -> list[StoredEntry]:
        """Save entries as one change, and lines as drafts; the draft that they were is gone."""
        book, today = self.desk.book, self.desk.clock.today()
        items = book.log(entries, today, drafts)
        if items:
            self._changed(text)
        self._remember(items)
        with suppress(BookError):
            # It is noted, whatever becomes of the draft that it was.
            self._drop()
        return items

    def toggle(self, item: StoredEntry, tag: str) -> list[StoredEntry]:
        """Put a circumstance on an entry, or take it off; none where it can bear none."""
        entry = item.entry
        if not isinstance(entry, Ask | LaterAnswer | Meeting):
            return []
        tags = entry.circumstances
        new = tuple(each for each in tags if each != tag) if tag in tags else (*tags, tag)
        changed = replace(entry, circumstances=new)
        return self.desk.book.edit(item.number, [changed], self.desk.clock.today())

    def changed(self, items: Sequence[StoredEntry]) -> None:
        """Take in that entries were edited, as one change."""
        self._changed("")
        self._remember(items)

    def _changed(self, text: str) -> None:
        number, _count = self.desk.book.find_newest_change()
        self.changes.append((number, text))

    def take_back(self) -> tuple[str, UndoResult]:
        """Take back the newest change of this sitting; gives what had been typed for it.

        Nothing is taken back that was done elsewhere.
        """
        book, clock = self.desk.book, self.desk.clock
        change, text = self.changes[-1]
        if book.find_newest_change()[0] != change:
            self.changes.clear()
            return "", UndoResult("")
        undone = book.undo(clock.today())
        self.undone.append(self.changes.pop())
        self._find_meeting()
        return text, undone

    def redo(self) -> tuple[str, RedoResult]:
        """Make the change again that was taken back last; gives what had been typed for it.

        Nothing is redone that was taken back elsewhere.
        """
        book = self.desk.book
        if not self.undone or book.undo_stack.find_newest_undone() != self.undone[-1][0]:
            self.undone.clear()
            return "", RedoResult("")
        redone = book.redo(self.desk.clock.today())
        _change, text = self.undone.pop()
        self._changed(text)
        self._find_meeting()
        return text, redone

    def _find_meeting(self) -> None:
        """Look for the time with the group among today's entries."""
        book, clock = self.desk.book, self.desk.clock
        self.meeting = None
        self._remember(list(book.load_entries(clock.undated_day(), clock.today())))

    def found_anew(self, items: Sequence[StoredEntry]) -> list[StoredEntry]:
        """Entries as they are after something was done elsewhere; the tags on keys are read too."""
        book = self.desk.book
        self.on_keys = book.tags.load_key_tags()
        if self.meeting is not None:
            self.meeting = book.find_entry(self.meeting.number)
        return [item for item in (book.find_entry(each.number) for each in items) if item]

    def _remember(self, items: Sequence[StoredEntry]) -> None:
        for item in items:
            if isinstance(item.entry, Meeting):
                self.meeting = item
