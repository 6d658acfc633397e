"""The screen of entries: one month at a time, or the results of a search in all months."""

from collections.abc import Set
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tracker.analysis.groups.meeting_entries import find_related_entries
from tracker.entries.types import Note, StoredEntry
from tracker.i18n import _, _label, _label_plural, join_list
from tracker.months import Month, is_in_range
from tracker.screens.entries.delete_messages import describe_draft_removal, describe_removal
from tracker.screens.entries.erase_dialog import build_erase_dialog, erase_and_describe
from tracker.screens.entries.filter_bar import FilterBar
from tracker.screens.entries.history import HistoryDialog
from tracker.screens.entries.month_navigation import find_month
from tracker.screens.entries.repeat_prompt import RepeatPrompt, is_label_a_period
from tracker.screens.entries.sorting import (
    SORT_ORDERS,
    EntryListing,
    build_month_listing,
    build_row_labels,
    sort_entries,
)
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.app_requests import DraftRequest, EditRequest
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.widgets.entry_browser import EntryBrowser
from tracker.widgets.entry_table import EntryItem, EntryTableView
from tracker.widgets.filter_input import FilterInput
from tracker.widgets.heading import PageHeading

MONTH_ACTIONS = frozenset({"go_to", "counted"})
ENTRY_ACTIONS = frozenset({"edit", "delete", "history", "sort", "change_event"})
"""Actions that have nothing to do while no month, or no entry, is shown."""


class EntriesScreen(MainScreen, inherit_bindings=False):
    """Lists entries, newest first. They can be edited, deleted, sorted and searched."""

    TITLE = _label("Entries")
    HELP = "\n".join(
        (
            _("See all your entries, one month at a time. ← and → change the month."),
            _("Press / to find entries by their words, e.g. ask no #in_public “shoes”"),
            _(
                "Enter changes an entry, + its event or campaign. d deletes it, v shows earlier"
                " versions."
            ),
            _("Made a mistake? u undoes the last change, ctrl+y redoes it."),
            _("A draft is an unfinished entry. It isn’t counted."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter,e", "edit", _label("Change"), key_display="enter", id="edit"),
        Binding("f6", "make_entry", _label("Turn into an entry"), id="make_entry"),
        Binding("slash", "find", _label("Find"), key_display="/", id="find"),
        Binding("left", "go_to('earlier')", _label("Months", "key"), key_display="←→", id="months"),
        Binding("right", "go_to('later')", show=False),
        Binding("home", "go_to('first')", show=False),
        Binding("end", "go_to('last')", show=False),
        Binding("d,delete", "delete", _label("Delete"), key_display="d", id="delete"),
        Binding("u", "app.undo", _label("Undo"), id="undo"),
        Binding("ctrl+y", "app.redo", _label("Redo"), id="redo"),
        Binding("escape", "back", _label("Back"), id="back"),
        Binding("s", "sort", _label("Sort"), id="sort"),
        Binding("v", "history", _label("History"), id="history"),
        Binding("r", "repeat", _label("Make it repeat"), id="it_repeats"),
        Binding("c", "counted", _label("Details"), id="month_details"),
        Binding(
            "plus",
            "change_event",
            _label("Change event or campaign"),
            # The footer has no room for it beside the keys used most. Help names it.
            show=False,
            key_display="+",
            id="change_event",
        ),
        # After this screen's own keys, because people come here to work with an entry.
        *MainScreen.BINDINGS,
        HELP_BINDING,
        *Screen.BINDINGS,
    ]
    AUTO_FOCUS = "EntryTableView"
    FIRST_WEEK_KEYS = (
        *("help", "answer", "leave_it", "to_entries", "all_entries", "back"),
        *("edit", "delete", "after_a_meeting", "places"),
    )
    IS_WIDE = True
    WRITE_ACTIONS = frozenset({"edit", "delete", "repeat", "make_entry", "change_event"})

    def __init__(self, context: AppContext) -> None:
        """Begin with today's month."""
        super().__init__(context)
        self._month: Month | None = None
        """The chosen month, or None for the current one."""
        self._order = 0
        self._listing = EntryListing("", ())
        self._filter = FilterBar(context)
        self._can_undo = False
        """Whether there is a change to undo."""
        self._can_repeat = False
        """Whether the label of the chosen entry says how often it repeats."""
        self._is_thought = False
        """Whether the chosen entry is in the person's own words."""

    def compose_page(self) -> ComposeResult:
        """Yield the search line while it is open, then the entries."""
        yield from self.compose_empty_notice()
        yield RepeatPrompt(self.context)
        yield self._filter
        yield EntryBrowser()

    def idle_actions(self) -> Set[str]:
        """Return the actions that have no month, entry or label to work on."""
        idle = set(super().idle_actions())
        is_empty = self.has_class("-empty")
        if self._filter.is_searching or is_empty:
            idle |= MONTH_ACTIONS
        if not self._listing.items and not self._listing.items_above:
            idle |= ENTRY_ACTIONS
        if not self._can_repeat:
            idle.add("repeat")
        if not self._is_thought:
            idle.add("make_entry")
        if is_empty:
            idle.add("find")
        return idle

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown: all of this screen's during a search."""
        if isinstance(self.focused, FilterInput):
            bindings = Binding.make_bindings(self.BINDINGS)
            return {binding.action.partition("(")[0] for binding in bindings}
        unlisted = set(super().unlisted_actions())
        if self.has_class("-empty") and not self._can_undo:
            unlisted.add("app.undo")
        return unlisted

    def show_book(self) -> None:
        """Read the month, or search again."""
        self.query_one(RepeatPrompt).find_question()
        if self._filter.is_searching:
            self._filter.repeat_search()
            return
        current = Month.from_date(self.clock.today())
        month = self._month or current
        listing = build_month_listing(month, current, self.book)
        items, above = listing.items, listing.items_above
        self.set_class(not items and not above and self.book.is_empty(), "-empty")
        self._can_undo = bool(items) or self.book.find_newest_change() != (0, 0)
        self._show_listing(listing)
        if self.focused is None:
            # The list was hidden while it was empty, and lost the focus.
            self.call_after_refresh(self.query_one(EntryTableView).focus)

    def show_month(self, month: Month) -> None:
        """Show a month, and end a search."""
        is_none = month == Month.from_date(self.clock.today()) or not is_in_range(month.first_day)
        self._month = None if is_none else month
        if not self.is_mounted:
            # It is shown as soon as the screen is mounted.
            return
        was_looking = self._filter.is_searching
        self._filter.close()
        if not was_looking:
            self.reload()

    def _show_listing(self, listing: EntryListing, *, goes_to_top: bool = False) -> None:
        """Show a listing in the order that was chosen."""
        order = SORT_ORDERS[self._order]
        count = len(listing.items)
        count_text = _label_plural("{count} entry", "{count} entries", count).format(count=count)
        heading = listing.heading or (join_list((count_text, _label(order.name))) if count else "")
        self.query_one(PageHeading).set_texts(listing.place, heading)
        entries = sort_entries(listing.items, order)
        above, items = listing.items_above, entries.items
        self.query_one(EntryBrowser).set_entries(
            [*above, *items] if above else items,
            self.context.numbers,
            build_row_labels(entries, has_year=self._filter.is_searching),
            sentence="" if listing.items else listing.empty_text,
            goes_to_top=goes_to_top or listing.place != self._listing.place,
        )
        self._listing = listing
        self.refresh_bindings()

    @on(EntryTableView.Chosen)
    def _show_meeting(self, event: EntryTableView.Chosen) -> None:
        """Show what else belongs to the meeting of the chosen entry."""
        item = event.item
        if isinstance(item, StoredEntry):
            with notify_book_errors(self):
                of_day = self.book.load_entries(item.entry.day, item.entry.day)
                related = find_related_entries(item, of_day)
                self.query_one(EntryBrowser).show_related(item, related)

    @on(EntryTableView.Chosen)
    def _refresh_keys(self, event: EntryTableView.Chosen) -> None:
        can_repeat = is_label_a_period(event.item)
        is_thought = isinstance(event.item, StoredEntry) and isinstance(event.item.entry, Note)
        if (can_repeat, is_thought) != (self._can_repeat, self._is_thought):
            self._can_repeat, self._is_thought = can_repeat, is_thought
            self.refresh_bindings()

    @on(RepeatPrompt.Changed)
    def _handle_repeat_saved(self) -> None:
        self.action_leave_question()
        self.reload()

    @on(FilterBar.Found)
    def _show_found(self, event: FilterBar.Found) -> None:
        """Show what is found so far, or the month again if the search is empty."""
        if not self.is_current:
            # When the person comes back, the screen is read again.
            return
        if event.items is None:
            self.reload()
            return
        heading = event.ignored if event.is_done else _label("searching…")
        if event.has_more:
            heading = _label("newest {count} shown, there are more").format(count=len(event.items))
        empty_text = f"{_('No entries found.')} {event.unmatched}" if event.is_done else ""
        listing = EntryListing(
            _label("Entries · all months"),
            event.items,
            heading=heading,
            empty_text=empty_text.strip(),
        )
        self._show_listing(listing, goes_to_top=event.is_new)

    def action_go_to(self, direction: str) -> None:
        """Go to another month with entries, or to the current one."""
        current = Month.from_date(self.clock.today())
        with notify_book_errors(self):
            month = find_month(direction, self.book, self._month or current, current)
            self.show_month(month)

    def action_counted(self) -> None:
        """Show the entries that count in the month."""
        from tracker.screens.entries.month_details import show_month_details

        show_month_details(self, self._month or Month.from_date(self.clock.today()))

    def action_sort(self) -> None:
        """Switch to the next order."""
        self._order = (self._order + 1) % len(SORT_ORDERS)
        self._show_listing(self._listing)

    def action_find(self) -> None:
        """Open the search line."""
        self._filter.open()

    async def action_back(self) -> None:
        """Close the search. From a month, go back to This month."""
        if self._filter.display:
            self._filter.close()
        else:
            await self.run_action("app.place('this_month')")

    @on(EntryTableView.Opened)
    def action_edit(self) -> None:
        """Ask the app to edit the entry or the draft."""
        item = self.query_one(EntryTableView).chosen_item
        if isinstance(item, StoredEntry):
            self.post_message(EditRequest(item.number))
        elif item is not None:
            self.post_message(DraftRequest(item.number))

    def action_make_entry(self) -> None:
        """Ask the app to turn the chosen thought into an entry."""
        item = self.query_one(EntryTableView).chosen_item
        if isinstance(item, StoredEntry):
            self.post_message(EditRequest(item.number, as_typed=True))

    def select_entry(self, number: int) -> None:
        """Put the cursor on an entry, if it is listed."""
        self.query_one(EntryTableView).select_entry(number)

    def action_repeat(self) -> None:
        """Make the chosen entry repeat as often as its label says."""
        self.query_one(RepeatPrompt).save_as_repeating(self.query_one(EntryTableView).chosen_item)

    def action_leave_question(self) -> None:
        """Skip the question."""
        self.query_one(EntryTableView).focus()

    @work
    async def action_change_event(self) -> None:
        """Give the chosen entry another event or campaign."""
        from tracker.screens.log.change_event import change_event

        item = self.query_one(EntryTableView).chosen_item
        if isinstance(item, StoredEntry) and await change_event(self, item):
            self.reload()

    @work
    async def action_history(self) -> None:
        """Show the history of the entry, and delete it for good if the person wants that."""
        item = self.query_one(EntryTableView).chosen_item
        if not isinstance(item, StoredEntry):
            # A draft has no history.
            return
        is_sure = False
        with notify_book_errors(self):
            while not is_sure:
                versions = self.book.load_history(item.number)
                history = HistoryDialog(item.number, versions, self.context)
                if not await self.app.push_screen_wait(history):
                    return
                dialog = build_erase_dialog(item.number, self.context)
                is_sure = await self.app.push_screen_wait(dialog)
            self.notify(erase_and_describe(item.number, self.context), markup=False)
        self.reload()

    @work
    async def action_delete(self) -> None:
        """Ask whether to delete the entry or the draft, and do so."""
        item = self.query_one(EntryTableView).chosen_item
        if item is None:
            return
        with notify_book_errors(self):
            if await self.app.push_screen_wait(self._build_delete_dialog(item)):
                self._delete_item(item)
                self.reload()

    def _build_delete_dialog(self, item: EntryItem) -> ConfirmDialog:
        """Return the question before a deletion, which says what else is deleted."""
        if isinstance(item, StoredEntry):
            removal = self.book.plan_removal(item.number)
            question = _("Delete entry {number}?").format(number=item.number)
            describe = partial(describe_removal, removal, self.context)
        else:
            question = _("Delete this draft?")
            describe = partial(describe_draft_removal, item, self.context)
        return ConfirmDialog(question, describe, _label("Delete"))

    def _delete_item(self, item: EntryItem) -> None:
        if isinstance(item, StoredEntry):
            self.book.delete(item.number, self.clock.today())
            self.notify(_("Deleted. Undo brings it back."), markup=False)
        else:
            self.book.drafts.delete(item.number)
            self.notify(_("Draft deleted."), markup=False)
