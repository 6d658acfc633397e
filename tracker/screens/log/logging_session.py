"""What is saved while “Add an entry” is open, and the draft of its line."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.book.database.errors import BookError
from tracker.book.stores.drafts import Draft
from tracker.book.undo_stack import RedoResult, UndoResult
from tracker.entries.draft_days import add_missing_day, pin_day
from tracker.entries.tags import Tag
from tracker.entries.types import Entry, Meeting, StoredEntry, TaggedEntry
from tracker.screens.shell.app_context import AppContext

# Data: in people's notebooks since 0.1, never rename.
CURRENT_DRAFT_SETTING = "begun"
"""The setting that names the draft with which the next session goes on."""


@dataclass(slots=True)
class LoggingSession:
    """Saves entries and drafts. Every method raises BookError when it cannot."""

    context: AppContext
    changes: list[tuple[int, str]] = field(default_factory=list)
    """The changes of this session, each with what was typed, empty for an edit."""
    undone_changes: list[tuple[int, str]] = field(default_factory=list)
    """Those of them that were undone in it."""
    last_meeting: StoredEntry | None = None
    """The meeting that was saved last, in this session or on its day."""
    tags_on_keys: tuple[Tag, ...] = ()
    """The tags on keys, read once: no tag changes its key during a session."""
    is_first_week: bool = False
    """Whether the first tags of the keys are enough."""
    has_first_entry: bool = False
    """Whether the first entry of the notebook was saved in this session."""
    has_resumed: bool = False
    """Whether the line is of a draft that was there before."""
    _draft: Draft | None = None

    def load_first_line(self, draft: int | None = None) -> str:
        """Return the line to go on with: a given draft, else the one begun that day, or nothing."""
        book, clock = self.context.book, self.context.clock
        self._load_tags_on_keys()
        self._remember_meeting(list(book.load_entries(clock.undated_day(), clock.today())))
        wanted_number = (
            str(draft) if draft is not None else book.settings.get(CURRENT_DRAFT_SETTING)
        )
        self._draft = next(
            (d for d in book.drafts.load_all() if str(d.number) == wanted_number), None
        )
        if draft is None and self._draft and self._draft.day != clock.undated_day():
            # What was begun on another day stays in Entries.
            self._draft = None
        self.has_resumed = self._draft is not None
        if self._draft is None:
            return ""
        return add_missing_day(self._draft.text, self._draft.day, clock.undated_day())

    def _load_tags_on_keys(self) -> None:
        self.is_first_week = self.context.offers.is_first_week
        self.tags_on_keys = self.context.load_key_tags()

    def save_draft(self, line: str) -> None:
        """Save the line as a draft. If it is empty, delete its draft."""
        book, clock = self.context.book, self.context.clock
        if not line.strip():
            self._drop_draft()
        elif self._draft is None or line != self._draft.text:
            text, day = pin_day(line, clock.today()), clock.undated_day()
            number = book.drafts.save(text, day, self._draft.number if self._draft else None)
            self._draft = Draft(number, day, line)
            self._set_current_draft(str(number))

    def save_for_later(self, line: str) -> None:
        """Save the line as a draft, and begin another one. The same text is one draft of a day."""
        self.save_draft(line)
        drafts, draft = self.context.book.drafts, self._draft
        self._set_current_draft(None)
        self._draft, self.has_resumed = None, False
        if draft is not None:
            twin = drafts.find_number(pin_day(line, self.context.clock.today()), draft.day)
            if twin not in (None, draft.number):
                drafts.delete(draft.number)

    def _set_current_draft(self, number: str | None) -> None:
        """Save which draft is on the line, unless another program changed the file."""
        if self.context.book.find_file_difference() is None:
            self.context.book.settings.set(CURRENT_DRAFT_SETTING, number)

    def load_new_draft(self, count: int) -> str:
        """Return the first of so many drafts that were just made, to go on with."""
        return self.load_first_line(self.context.book.drafts.load_all()[-count].number)

    def _drop_draft(self) -> None:
        self.has_resumed = False
        if self._draft is not None:
            self.context.book.drafts.delete(self._draft.number)
            self._set_current_draft(None)
            self._draft = None

    def save_entries(
        self, entries: Sequence[Entry], text: str, drafts: Sequence[tuple[str, date]] = ()
    ) -> list[StoredEntry]:
        """Save entries as one change, and lines as drafts. Delete the draft they came from."""
        book, today = self.context.book, self.context.clock.today()
        is_first = not book.count_changes()
        items = book.log(entries, today, drafts)
        self.has_first_entry |= is_first and bool(items)
        if items:
            self._record_change(text)
        self._remember_meeting(items)
        with suppress(BookError):
            # The entry is saved, also where its draft cannot be deleted.
            self._drop_draft()
        return items

    def toggle_tag(self, item: StoredEntry, tag: str) -> list[StoredEntry]:
        """Put a tag on an entry, or take it off. Return nothing where it can have none."""
        entry = item.entry
        if not isinstance(entry, TaggedEntry):
            return []
        tags = entry.circumstances
        new_tags = tuple(name for name in tags if name != tag) if tag in tags else (*tags, tag)
        changed = replace(entry, circumstances=new_tags)
        return self.context.book.edit(item.number, [changed], self.context.clock.today())

    def record_edit(self, items: Sequence[StoredEntry]) -> None:
        """Remember that entries were edited, as one change."""
        self._record_change("")
        self._remember_meeting(items)

    def _record_change(self, text: str) -> None:
        number, _count = self.context.book.find_newest_change()
        self.changes.append((number, text))

    def undo(self) -> tuple[str, UndoResult]:
        """Undo the newest change of this session. Return what had been typed for it.

        Nothing is undone that was done elsewhere.
        """
        book, clock = self.context.book, self.context.clock
        change, text = self.changes[-1]
        if book.find_newest_change()[0] != change:
            self.changes.clear()
            return "", UndoResult("")
        result = book.undo(clock.today())
        self.undone_changes.append(self.changes.pop())
        self._find_meeting()
        return text, result

    def redo(self) -> tuple[str, RedoResult]:
        """Redo the change that was undone last. Return what had been typed for it.

        Nothing is redone that was undone elsewhere.
        """
        book = self.context.book
        if (
            not self.undone_changes
            or book.undo_stack.find_newest_undone() != self.undone_changes[-1][0]
        ):
            self.undone_changes.clear()
            return "", RedoResult("")
        result = book.redo(self.context.clock.today())
        _change, text = self.undone_changes.pop()
        self._record_change(text)
        self._find_meeting()
        return text, result

    def _find_meeting(self) -> None:
        """Find the meeting among today's entries."""
        book, clock = self.context.book, self.context.clock
        self.last_meeting = None
        self._remember_meeting(list(book.load_entries(clock.undated_day(), clock.today())))

    def reload_entries(self, items: Sequence[StoredEntry]) -> list[StoredEntry]:
        """Return entries as they are after a change made elsewhere. Read the tags on keys, too."""
        book = self.context.book
        self._load_tags_on_keys()
        if self.last_meeting is not None:
            self.last_meeting = book.find_entry(self.last_meeting.number)
        return [item for item in (book.find_entry(old.number) for old in items) if item]

    def _remember_meeting(self, items: Sequence[StoredEntry]) -> None:
        for item in items:
            if isinstance(item.entry, Meeting):
                self.last_meeting = item
