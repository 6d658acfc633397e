"""The notebook: one file with everything in it, as an object around its open connection.

A book belongs to the thread that opened it. Other threads only get values.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import PromptHistory
from tracker.analysis.screen_offers import OfferFacts
from tracker.book import changes
from tracker.book.database import day_range, queries
from tracker.book.database.connection import (
    LAST_OPENED_SETTING,
    Connection,
    transaction,
    translate_db_errors,
)
from tracker.book.database.double_names import DoubleNames, refuse_double_names
from tracker.book.database.errors import BookError
from tracker.book.database.file_guard import FileDifference
from tracker.book.database.monthly_totals import (
    count_new_entries,
    list_touched_numbers,
    update_totals,
)
from tracker.book.database.row_mapping import (
    BATCH_SIZE,
    EntryPages,
    LazyEntries,
    Row,
    add_lists,
)
from tracker.book.stores.export_log import ExportLogStore
from tracker.book.stores.meeting_schedule import MeetingScheduleStore
from tracker.book.stores.settings import SettingsStore
from tracker.clock import Moment
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Entry, StoredEntry
from tracker.i18n import _error
from tracker.months import Month

if TYPE_CHECKING:
    from tracker.book.ask_queries import AskQueries
    from tracker.book.earlier_ask_queries import EarlierAskQueries
    from tracker.book.entry_batches import EntryReading
    from tracker.book.event_queries import EventQueries
    from tracker.book.files.rescue import TypedText
    from tracker.book.history import EntryVersion
    from tracker.book.import_merge import ImportMerge
    from tracker.book.locked_book import LockedBook
    from tracker.book.maintenance.day_repair import DayRepair
    from tracker.book.maintenance.maintenance import Maintenance
    from tracker.book.report_queries import ReportQueries
    from tracker.book.search_queries import SearchQueries
    from tracker.book.stores.drafts import DraftStore, NewDrafts
    from tracker.book.stores.group_questions import GroupQuestionStore
    from tracker.book.stores.groups import GroupStore
    from tracker.book.stores.letter import LetterStore
    from tracker.book.stores.tags import TagStore
    from tracker.book.timeline_queries import TimelineQueries
    from tracker.book.undo_stack import RedoResult, UndoResult, UndoStack
    from tracker.book.witness.hashes import Witness
    from tracker.book.witness.witness import WitnessQueries
    from tracker.entries.references import DeletionPlan

MOST_UNSAVED = 2 * BATCH_SIZE
"""Entries of a stream that are not yet among those of the book, at most."""


class Book:
    """An open book. Every method raises BookError, with a sentence, when the file refuses."""

    def __init__(self, connection: Connection, path: Path, *, encrypted: bool) -> None:
        """Take over an open connection whose schema is up to date."""
        self._connection = connection
        self.path = path
        self._redo_state = -1, False
        """The revision at which it was read whether something can be redone, and the answer."""
        self.encrypted = encrypted
        self.is_copy = self._lacks_groups = False
        """Whether it is a copy to look at, in which nothing can be changed."""
        self.settings = SettingsStore(connection, path)
        self.export_log = ExportLogStore(connection, path)
        self.meeting_schedule = MeetingScheduleStore(connection, path)
        self.last_opened: Moment | None = None
        """When the book was opened before this time, as far as that was saved."""
        self._private_notes: dict[int, dict[int, str | None]] = {}
        """Private notes that a change of this session, or its undo, took away: not in the file."""
        with translate_db_errors(path):
            self.currency: str = queries.fetch_value(connection, "SELECT currency FROM book")
            self.own_group: str | None = queries.fetch_value(
                connection, "SELECT label FROM groups JOIN book ON group_number = number"
            )

    @cached_property
    def ask_queries(self) -> "AskQueries":
        """Return the queries about asks. They are loaded when first needed."""
        from tracker.book.ask_queries import AskQueries

        return AskQueries(self._connection, self.path)

    @cached_property
    def earlier_asks(self) -> "EarlierAskQueries":
        """Return the queries about earlier asks. They are loaded when first needed."""
        from tracker.book.earlier_ask_queries import EarlierAskQueries

        return EarlierAskQueries(self._connection, self.path)

    @cached_property
    def event_queries(self) -> "EventQueries":
        """Return the queries about events and campaigns. They are loaded when first needed."""
        from tracker.book.event_queries import EventQueries

        return EventQueries(self._connection, self.path)

    @cached_property
    def drafts(self) -> "DraftStore":
        """Return the drafts. They are loaded when first needed."""
        from tracker.book.stores.drafts import DraftStore

        return DraftStore(self._connection, self.path)

    @cached_property
    def groups(self) -> "GroupStore":
        """Return the groups and their other names. They are loaded when first needed."""
        from tracker.book.stores.groups import GroupStore

        return GroupStore(self._connection, self.path)

    @cached_property
    def search(self) -> "SearchQueries":
        """Return the queries of a search. They are loaded when first needed."""
        from tracker.book.search_queries import SearchQueries

        return SearchQueries(self._connection, self.path)

    @cached_property
    def timeline_queries(self) -> "TimelineQueries":
        """Return the queries about timelines. They are loaded when first needed."""
        from tracker.book.timeline_queries import TimelineQueries

        return TimelineQueries(self._connection, self.path)

    @cached_property
    def letter(self) -> "LetterStore":
        """Return the letter to oneself. It is loaded when first needed."""
        from tracker.book.stores.letter import LetterStore

        return LetterStore(self._connection, self.path)

    @cached_property
    def group_questions(self) -> "GroupQuestionStore":
        """Return the person's questions to a group. They are loaded when first needed."""
        from tracker.book.stores.group_questions import GroupQuestionStore

        return GroupQuestionStore(self._connection, self.path)

    @cached_property
    def tags(self) -> "TagStore":
        """Return the tags and their meanings. They are loaded when first needed."""
        from tracker.book.stores.tags import TagStore

        return TagStore(self._connection, self.path, self._replace_entries)

    @cached_property
    def report_queries(self) -> "ReportQueries":
        """Return the queries for the summary. They are loaded when first needed."""
        from tracker.book.report_queries import ReportQueries

        return ReportQueries(self._connection, self.path)

    @cached_property
    def witness_queries(self) -> "WitnessQueries":
        """Return the queries about check codes. They are loaded when first needed."""
        from tracker.book.witness.witness import WitnessQueries

        return WitnessQueries(self._connection, self.path)

    def make_witness(self) -> "Witness":
        """Return the check code of the current entries, so a friend can check them later."""
        return self.witness_queries.make_witness()

    @cached_property
    def import_merge(self) -> "ImportMerge":
        """Return what imports entries. It is loaded when first needed."""
        from tracker.book.import_merge import ImportMerge

        return ImportMerge(self._connection, self.path, self._replace_entries, self._insert_entries)

    @cached_property
    def undo_stack(self) -> "UndoStack":
        """Return the undo stack. It is loaded when first needed."""
        from tracker.book.undo_stack import UndoStack

        return UndoStack(self._connection, self.path, self._private_notes, self._apply_change)

    @cached_property
    def day_repair(self) -> "DayRepair":
        """Return what repairs impossible days. It is loaded when first needed."""
        from tracker.book.maintenance.day_repair import DayRepair

        return DayRepair(self._connection, self.path, self._replace_entries)

    @cached_property
    def maintenance(self) -> "Maintenance":
        """Return what looks after the book's file. It is loaded when first needed."""
        from tracker.book.maintenance.maintenance import Maintenance

        return Maintenance(self._connection, self.path, self._private_notes)

    def close(self) -> None:
        """Close the file. The book cannot be used after that."""
        self._connection.close()

    def record_opening(self, now: Moment, settings: Mapping[str, str]) -> None:
        """Save with the next change that the book was opened now, and keep the time before.

        By itself it writes nothing, so who only reads leaves the file as it was.
        """
        self.last_opened = Moment.parse(settings.get(LAST_OPENED_SETTING, ""))
        self._connection.opened_at = str(now)

    def watch_file(self, on_changed: Callable[[], None]) -> None:
        """Have `on_changed` called when a save is refused because the file was changed."""
        if self._connection.guard is not None:
            self._connection.guard.on_refusal = on_changed

    def find_file_difference(self) -> FileDifference | None:
        """Return what another program did to the file since our last write, or None for nothing."""
        guard = self._connection.guard
        return None if guard is None else guard.find_difference()

    def rescue(self, today: date) -> Path:
        """Save what is open, and what was typed, as a new file next to the book. Return its path.

        Raises BookError if that cannot be written.
        """
        from tracker.book.files.rescue import rescue_book

        return rescue_book(self._connection, self.path, today, self.collect_typed_text())

    def collect_typed_text(self) -> "TypedText":
        """Return typed text that is only in memory because another program changed the file."""
        from tracker.book.files.rescue import TypedText

        letter: LetterStore | None = self.__dict__.get("letter")
        questions: GroupQuestionStore | None = self.__dict__.get("group_questions")
        return TypedText(
            tuple(self.drafts.unsaved_drafts.values()),
            letter.unsaved_draft if letter else None,
            questions.unsaved_drafts if questions else None,
        )

    def save_typed_text(self) -> None:
        """Keep what waits in memory, now that the file is as it was again."""
        self.drafts.save_unsaved()
        letter: LetterStore | None = self.__dict__.get("letter")
        if letter and letter.unsaved_draft is not None:
            letter.save_draft_text(letter.unsaved_draft)
        questions: GroupQuestionStore | None = self.__dict__.get("group_questions")
        if questions and questions.unsaved_drafts is not None:
            questions.save_drafts_text(questions.unsaved_drafts)

    def add_typed_text(self, typed_text: "TypedText") -> None:
        """Save text that was typed while another file was open."""
        for draft in typed_text.drafts:
            self.drafts.save(draft.text, draft.day)
        if typed_text.letter is not None and self.letter.load_draft() is None:
            self.letter.save_draft_text(typed_text.letter)
        if typed_text.answers is not None:
            self.group_questions.add_drafts_text(typed_text.answers)

    def build_locked_book(self, rescue_path: Path | None) -> "LockedBook":
        """Return what is kept while the book is locked. `rescue_path` is its rescue copy.

        After a rescue the book is not read any more, because its file is another one.
        """
        from tracker.book.locked_book import LockedBook

        secret, change_count = b"", 0
        if rescue_path is None:
            with suppress(BookError):
                secret, change_count = self.load_secret(), self.count_changes()
        return LockedBook(self.path, self._connection.content, secret, change_count, rescue_path)

    def is_continuation_of(self, locked: "LockedBook") -> bool:
        """Return whether this is the book that was locked, with at least as many changes."""
        return (
            locked.rescue_path is None
            and self.load_secret() == locked.secret
            and self.count_changes() >= locked.change_count
        )

    def load_secret(self) -> bytes:
        """Return what no two books have in common, but for the copies of one."""
        with translate_db_errors(self.path):
            return bytes(queries.fetch_value(self._connection, "SELECT secret FROM witness"))

    @property
    def revision(self) -> int:
        """Return a number that is another one after anything was written to the book."""
        with translate_db_errors(self.path):
            return self._connection.raw.total_changes

    def count_changes(self) -> int:
        """Return how many changes the book has ever had, including those that were erased since."""
        sql = "SELECT seq FROM sqlite_sequence WHERE name = 'changes'"
        with translate_db_errors(self.path):
            return int(queries.fetch_value(self._connection, sql) or 0)

    def make_read_only(self, *, lacks_groups: bool = False) -> None:
        """Make the book read-only. Changes raise ReadOnlyBookError.

        `lacks_groups` says that entries of other groups may have stayed with the person.
        """
        self._connection.execute("PRAGMA query_only = ON")
        self.is_copy = True
        self._lacks_groups = lacks_groups

    def __enter__(self) -> "Book":
        """Use the book in a block, at whose end it is closed."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the book."""
        self.close()

    def rename_currency(self, code: str) -> None:
        """Call the book's currency by another code. No amount changes."""
        with translate_db_errors(self.path), transaction(self._connection):
            self._connection.execute("UPDATE book SET currency = ?", [code])
        self.currency = code

    def is_empty(self) -> bool:
        """Return whether nothing is logged in it."""
        with translate_db_errors(self.path):
            return queries.fetch_value(self._connection, "SELECT 1 FROM entries") is None

    def can_redo(self) -> bool:
        """Return whether a change was undone that can be made again.

        Screens ask several times for each key they show, so it is read once after each change.
        """
        revision = self.revision
        if self._redo_state[0] != revision:
            sql = "SELECT 1 FROM redo LIMIT 1"
            with translate_db_errors(self.path):
                found = queries.fetch_value(self._connection, sql) is not None
            self._redo_state = revision, found
        return self._redo_state[1]

    def load_entries(
        self, first: date | None = None, last: date | None = None
    ) -> Iterator[StoredEntry]:
        """Yield the entries from one day to another, both included, by their numbers."""
        with translate_db_errors(self.path):
            yield from queries.load_entries(self._connection, first, last)

    def load_counted_entries(self, types: Sequence[str]) -> Iterator[StoredEntry]:
        """Yield the entries of these types that figures count, as they do, by their numbers."""
        with translate_db_errors(self.path):
            outside = day_range.find_outside_range(self._connection)
            entries = queries.load_entries_of_types(self._connection, types)
            yield from day_range.filter_counted(entries, outside)

    def begin_reading(self, *, with_witness: bool) -> "EntryReading":
        """Return a pass over all entries in batches of columns, for tables and the check code."""
        from tracker.book.entry_batches import EntryReading

        return EntryReading(self._connection, self.path, with_witness=with_witness)

    def load_newest_first(self, first: date, last: date) -> LazyEntries:
        """Return the entries of a range of days, both included, each built when it is read."""
        with translate_db_errors(self.path):
            rows = queries.load_newest_first(self._connection, first, last)
        return LazyEntries(rows, self._add_lists)

    def _add_lists(self, rows: Sequence[Row]) -> Sequence[Row]:
        with translate_db_errors(self.path):
            return add_lists(self._connection, rows)

    def load_month(self, month: Month) -> list[StoredEntry]:
        """Return the entries that count in a month, in the order of their numbers."""
        with translate_db_errors(self.path):
            return queries.load_month(self._connection, month)

    def load_chains_of_month(self, month: Month, today: date) -> list[StoredEntry]:
        """Return the asks with something in a month, and all that belongs to them, up to today."""
        with translate_db_errors(self.path):
            return queries.load_chains_of_month(self._connection, month, today)

    def load_latest(self, count: int, last: date) -> list[StoredEntry]:
        """Return the newest entries up to a day, newest first."""
        with translate_db_errors(self.path):
            return queries.load_latest(self._connection, count, last)

    def find_entry(self, number: int) -> StoredEntry | None:
        """Return the entry of a number, or None when the book has none."""
        with translate_db_errors(self.path):
            return queries.find_entry(self._connection, number)

    def find_entries(self, numbers: Iterable[int]) -> list[StoredEntry]:
        """Return the entries that have these numbers, in the order of their numbers."""
        with translate_db_errors(self.path):
            return queries.load_numbered_entries(self._connection, numbers)

    def load_entry_pages(self, numbers: Iterable[int]) -> EntryPages:
        """Return the entries of these numbers, the first day first, each page read when shown."""
        sql = """SELECT number, group_number FROM entries
            WHERE number IN (SELECT value FROM json_each(?)) ORDER BY day, number"""
        with translate_db_errors(self.path):
            rows = self._connection.execute(sql, [json.dumps(list(numbers))]).fetchall()

        def load_page(wanted: Sequence[int]) -> list[StoredEntry]:
            items = {item.number: item for item in self.find_entries(wanted)}
            return [items[number] for number in wanted]

        groups = {group for _number, group in rows} - {None}
        return EntryPages(
            [number for number, _group in rows], load_page, has_several_groups=len(groups) > 1
        )

    def load_offer_facts(self, today: date) -> OfferFacts:
        """Return what decides which keys and screens are offered, as of today."""
        with translate_db_errors(self.path):
            return queries.load_offer_facts(self._connection, today)

    def load_monthly_facts(self, today: date, since: Month | None = None) -> MonthlyFacts:
        """Return what the monthly table is made from, as of today, from the month `since` on."""
        with translate_db_errors(self.path):
            facts = queries.load_monthly_facts(self._connection, self.currency, today, since)
        return facts.as_copy(lacks_groups=self._lacks_groups) if self.is_copy else facts

    def load_prompt_history(self, evening: date, today: date) -> PromptHistory:
        """Return what decides whether anything is asked. `evening` may be the day before today."""
        with translate_db_errors(self.path):
            return queries.load_prompt_history(self._connection, evening, today)

    def load_parse_context(self) -> ParseContext:
        """Return what an entry line that goes into this book may refer to."""
        with translate_db_errors(self.path):
            return queries.load_parse_context(self._connection, self.currency, self.own_group)

    def load_history(self, number: int) -> "list[EntryVersion]":
        """Return every version of an entry, oldest first, or none if the number was never used."""
        from tracker.book.history import load_history

        with translate_db_errors(self.path):
            return load_history(self._connection, number)

    def log(
        self, entries: Sequence[Entry], today: date, drafts: "NewDrafts" = ()
    ) -> list[StoredEntry]:
        """Save entries as one change, and new drafts with them. Return the entries numbered."""
        with translate_db_errors(self.path), transaction(self._connection):
            return list(self._log_entries(entries, today, drafts))

    def log_stream(self, entries: Iterable[Entry], today: date, drafts: "NewDrafts" = ()) -> int:
        """Save entries as they are read, as one change, then new drafts.

        Return how many entries there were. What `entries` raises leaves the book as it was.
        `drafts` are read after the entries. Meanwhile the book has all of these but the last
        `MOST_UNSAVED`.
        """
        with translate_db_errors(self.path, is_reading=False), transaction(self._connection):
            return sum(1 for _item in self._log_entries(entries, today, drafts))

    def _log_entries(
        self, entries: Iterable[Entry], today: date, drafts: "NewDrafts"
    ) -> Iterator[StoredEntry]:
        each = iter(entries)
        batch = list(islice(each, BATCH_SIZE))
        if batch:
            day_range.format_valid_day(today)
            yield from self._insert_as_change(
                "log", self._number_entries(batch, each, today), today
            )
        self.drafts.insert(drafts)

    def _number_entries(
        self, batch: list[Entry], following: Iterator[Entry], today: date
    ) -> Iterator[StoredEntry]:
        """Yield new entries with their numbers and ids, batch by batch."""
        names = DoubleNames(self._connection)
        number = queries.find_next_number(self._connection)
        while batch:
            day_range.refuse_invalid_days(batch, today)
            names.add(batch)
            ids = queries.make_new_ids(self._connection, len(batch))
            for id_, entry in zip(ids, batch, strict=True):
                yield StoredEntry(number, id_, today, entry)
                number += 1
            batch = list(islice(following, BATCH_SIZE))
        names.refuse()

    def import_entries(self, items: Iterable[StoredEntry], today: date) -> int:
        """Save entries of a bundle, with their numbers and ids, into this empty book.

        One change. Return how many there were. What `items` raises leaves the book as it was.
        """
        with translate_db_errors(self.path, is_reading=False), transaction(self._connection):
            if queries.fetch_value(self._connection, "SELECT 1 FROM entries") is not None:
                raise BookError(
                    _error("This notebook already has entries. Import into a new notebook instead.")
                )
            count = sum(1 for _item in self._insert_as_change("import", items, today))
            if queries.has_reused_numbers(self._connection):
                raise BookError(
                    _error(
                        "Some of these entry numbers were used in this notebook before. Import "
                        "into a new notebook instead."
                    )
                )
            return count

    def find_newest_change(self) -> tuple[int, int]:
        """Return the newest change that is not undone, and how many entries it has, else 0, 0."""
        with translate_db_errors(self.path):
            return changes.find_newest_change(self._connection)

    def load_parse_context_before(self, item: StoredEntry) -> ParseContext:
        """Return what the line of an entry may refer to while it is edited."""
        from tracker.book.database import editing

        context = self.load_parse_context()
        with translate_db_errors(self.path):
            return editing.narrow_parse_context(self._connection, context, item)

    def edit(self, number: int, entries: Sequence[Entry], today: date) -> list[StoredEntry]:
        """Replace an entry, as one change. Return all that was saved, if any.

        Entries after the first are new ones: the payments of gifts in the edited line. What belongs
        to the entry follows its kind and group.
        """
        return self.edit_entries({number: entries[0]}, entries[1:], today)

    def edit_entries(
        self, replacements: Mapping[int, Entry], new_entries: Sequence[Entry], today: date
    ) -> list[StoredEntry]:
        """Put others in the place of entries, by number, and save new ones, as one change.

        Return all that was saved, if any.
        """
        from tracker.book.database import editing

        day_range.refuse_invalid_days((*replacements.values(), *new_entries), today)
        with translate_db_errors(self.path), transaction(self._connection):
            items = [
                item
                for number, entry in replacements.items()
                for item in editing.plan_edit(self._connection, number, entry)
            ]
            if [self.find_entry(item.number) for item in items] == items and not new_entries:
                return []
            refuse_double_names(self._connection, (*replacements.values(), *new_entries))
            change = self._replace_entries("edit" if items else "log", items, (), today)
            following = queries.find_next_number(self._connection)
            ids = queries.make_new_ids(self._connection, len(new_entries))
            new = [
                StoredEntry(number, id_, today, entry)
                for number, (id_, entry) in enumerate(
                    zip(ids, new_entries, strict=True), start=following
                )
            ]
            return [*items, *self._insert_entries(new, change)]

    def plan_removal(self, number: int) -> "DeletionPlan":
        """Return what goes and what changes when an entry is deleted."""
        from tracker.book.database import editing

        with translate_db_errors(self.path):
            return editing.plan_removal(self._connection, number)

    def delete(self, number: int, today: date) -> "DeletionPlan":
        """Delete an entry and what says nothing without it, as one change."""
        from tracker.book.database import editing

        with translate_db_errors(self.path), transaction(self._connection):
            removal = editing.plan_removal(self._connection, number)
            self._replace_entries("delete", removal.changed_entries, removal.deleted_entries, today)
            return removal

    def undo(self, today: date) -> "UndoResult":
        """Take back the newest change. Return an empty result if there is none."""
        day_range.format_valid_day(today)
        return self.undo_stack.undo(today)

    def redo(self, today: date) -> "RedoResult":
        """Make the change that was undone last again. Return an empty result if there is none."""
        return self.undo_stack.redo(today)

    def _replace_entries(
        self, did: str, changed: Sequence[StoredEntry], removed: Sequence[StoredEntry], today: date
    ) -> int:
        """Remove entries and insert the changed ones, as one change. Return its number."""
        change = self._begin_change(did, today)
        self._apply_change(changed, removed, change, today)
        return change

    def _apply_change(
        self,
        changed: Sequence[StoredEntry],
        removed: Sequence[StoredEntry],
        change: int,
        today: date,
    ) -> None:
        """Take entries out and put the changed ones in, as a change that was begun."""
        connection = self._connection
        # An entry that others belong to is taken out and put back under the same number.
        connection.execute("PRAGMA defer_foreign_keys = ON")
        former_entries = sorted(
            (*removed, *filter(None, (self.find_entry(item.number) for item in changed))),
            key=lambda item: item.number,
        )
        self._private_notes[change] = {
            item.number: item.entry.private_note for item in former_entries
        }
        made_by = changes.find_making_changes(connection, [item.number for item in former_entries])
        with update_totals(connection, list_touched_numbers((*removed, *changed))):
            changes.remove_entries(connection, former_entries, change, made_by=made_by, today=today)
            list(changes.insert_entries(connection, changed, change))

    def _insert_as_change(
        self, did: str, items: Iterable[StoredEntry], today: date
    ) -> Iterator[StoredEntry]:
        """Write entries as one change, and pass them on as they are written."""
        return self._insert_entries(items, self._begin_change(did, today))

    def _begin_change(self, did: str, today: date) -> int:
        """Begin a change. Nothing that was undone before can be redone then."""
        self._connection.execute("DELETE FROM redo")
        return changes.begin_change(self._connection, did, today)

    def _insert_entries(self, items: Iterable[StoredEntry], change: int) -> Iterator[StoredEntry]:
        """Write entries under new numbers, and pass them on as they are written."""
        inserted = changes.insert_entries(self._connection, items, change)
        return count_new_entries(self._connection, inserted)
