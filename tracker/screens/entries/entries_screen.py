"""The screen of entries: a month at a time, or what a search finds over all months."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tracker.entries.types import StoredEntry
from tracker.i18n import _, join_list, ngettext
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
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import PageHeading

MONTH_ACTIONS = frozenset({"go_to", "counted"})
ENTRY_ACTIONS = frozenset({"edit", "delete", "history", "sort"})
"""Actions that there is nothing to do for where no month, or no entry, is shown."""


class EntriesScreen(MainScreen, inherit_bindings=False):
    """Lists entries, the newest first; they can be edited, deleted, sorted and searched."""

    TITLE = _("Entries")
    HELP = "\n".join(
        (
            _("Everything you noted, a month at a time; the arrow keys walk the months."),
            _("Type / to find entries by the words of the line: ask no #in_public “shoes”."),
            _("Enter changes an entry, d deletes it, h tells what it was before."),
            _("Made a mistake? u undoes the last change, ctrl+y redoes it."),
            _("A draft is a line you began; no figure counts it."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter,e", "edit", _("Change"), key_display="enter", id="edit"),
        Binding("slash", "find", _("Find"), key_display="/", id="find"),
        Binding("left", "go_to('earlier')", _("Months"), key_display="←→", id="months"),
        Binding("right", "go_to('later')", show=False),
        Binding("home", "go_to('first')", show=False),
        Binding("end", "go_to('last')", show=False),
        Binding("d,delete", "delete", _("Delete"), key_display="d", id="delete"),
        Binding("u", "app.undo", _("Undo"), id="undo"),
        Binding("ctrl+y", "app.redo", _("Redo"), id="redo"),
        Binding("escape", "back", _("Back"), id="back"),
        Binding("s", "sort", _("Sort"), id="sort"),
        Binding("h", "history", _("History"), id="history"),
        Binding("r", "repeat", _("It repeats"), id="it_repeats"),
        Binding("c", "counted", _("Details"), id="month_details"),
        # Behind ours: one comes here to do something with an entry.
        *MainScreen.BINDINGS,
        HELP_BINDING,
        *Screen.BINDINGS,
    ]
    AUTO_FOCUS = "EntryTableView"
    WRITE_ACTIONS = frozenset({"edit", "delete", "repeat"})

    def __init__(self, context: AppContext) -> None:
        """Begin with today's month."""
        super().__init__(context)
        self._month: Month | None = None
        """The month that was chosen; None for today's."""
        self._order = 0
        self._listing = EntryListing("", ())
        self._filter = FilterBar(context)
        self._can_undo = False
        """Whether there is a change to undo."""
        self._can_repeat = False
        """Whether the label of the chosen entry says how often it comes."""

    def compose(self) -> ComposeResult:
        """Yield the search line while it is open, then the entries."""
        with Vertical(id="page"):
            yield PageHeading()
            with Vertical(id="empty"):
                yield Static(_("Nothing is noted yet."), markup=False, id="nothing")
                if not self.context.is_copy:
                    yield Static(
                        Content.assemble(
                            (_("a"), "bold $accent"),
                            " ",
                            _("After a meeting: note what was asked."),
                        )
                    )
            yield RepeatPrompt(self.context)
            yield self._filter
            yield EntryBrowser()
        yield Footer(HIDE)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys that act now: none of the screen's own while a search is typed."""
        bindings = super().active_bindings
        if isinstance(self.focused, FilterInput):
            return {key: active for key, active in bindings.items() if active.node is not self}
        idle_actions = set[str]()
        if self._filter.is_searching or self.has_class("-empty"):
            idle_actions |= MONTH_ACTIONS
        if not self._listing.items and not self._listing.items_above:
            idle_actions |= ENTRY_ACTIONS
        idle_actions |= set() if self._can_repeat else {"repeat"}
        if self.has_class("-empty"):
            idle_actions |= {"find"} if self._can_undo else {"find", "app.undo"}
        return {
            key: active
            for key, active in bindings.items()
            if active.node is not self
            or active.binding.action.partition("(")[0] not in idle_actions
        }

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
            # A list that was hidden, because it was empty, had to let go of the focus.
            self.call_after_refresh(self.query_one(EntryTableView).focus)

    def show_month(self, month: Month) -> None:
        """Show a month, and end a search."""
        is_none = month == Month.from_date(self.clock.today()) or not is_in_range(month.first_day)
        self._month = None if is_none else month
        if not self.is_mounted:
            # It is shown as soon as there is something to show it on.
            return
        was_looking = self._filter.is_searching
        self._filter.close()
        if not was_looking:
            self.reload()

    def _show_listing(self, listing: EntryListing, *, goes_to_top: bool = False) -> None:
        """Show a listing in the order that was chosen."""
        order = SORT_ORDERS[self._order]
        count = len(listing.items)
        count_text = ngettext("{count} entry", "{count} entries", count).format(count=count)
        heading = listing.heading or (join_list((count_text, _(order.name))) if count else "")
        self.query_one(PageHeading).set_texts(listing.place, heading)
        items = sort_entries(listing.items, order)
        self.query_one(EntryBrowser).set_entries(
            [*listing.items_above, *items] if listing.items_above else items,
            self.context.numbers,
            build_row_labels(listing.items, has_year=self._filter.is_searching),
            sentence="" if listing.items else listing.empty_text,
            goes_to_top=goes_to_top or listing.place != self._listing.place,
        )
        self._listing = listing
        self.refresh_bindings()

    @on(EntryTableView.Chosen)
    def _refresh_keys(self, event: EntryTableView.Chosen) -> None:
        if is_label_a_period(event.item) != self._can_repeat:
            self._can_repeat = not self._can_repeat
            self.refresh_bindings()

    @on(RepeatPrompt.Changed)
    def _handle_repeat_saved(self) -> None:
        self.action_leave_question()
        self.reload()

    @on(FilterBar.Found)
    def _show_found(self, event: FilterBar.Found) -> None:
        """Show what is found so far, or the month again where nothing is searched for."""
        if not self.is_current:
            # Whoever comes back finds it read anew.
            return
        if event.items is None:
            self.reload()
            return
        heading = "" if event.is_done else _("searching…")
        if event.has_more:
            heading = _("the newest {count} are shown, there are more").format(
                count=len(event.items)
            )
        empty_text = _("No entry was found.") if event.is_done else ""
        listing = EntryListing(
            _("Entries · all months"), event.items, heading=heading, empty_text=empty_text
        )
        self._show_listing(listing, goes_to_top=event.is_new)

    def action_go_to(self, direction: str) -> None:
        """Go to another month with entries, or to today's."""
        if self._filter.is_searching:
            return
        current = Month.from_date(self.clock.today())
        with notify_book_errors(self):
            month = find_month(direction, self.book, self._month or current, current)
            self.show_month(month)

    def action_counted(self) -> None:
        """Show what counts in the month."""
        if not self._filter.is_searching:
            from tracker.screens.entries.month_details import show_month_details

            show_month_details(self, self._month or Month.from_date(self.clock.today()))

    def action_sort(self) -> None:
        """Take the next order."""
        self._order = (self._order + 1) % len(SORT_ORDERS)
        self._show_listing(self._listing)

    def action_find(self) -> None:
        """Open the search line."""
        self._filter.open()

    async def action_back(self) -> None:
        """Close the search; from a month, go back to This month."""
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

    def select_entry(self, number: int) -> None:
        """Put the cursor on an entry, if it is listed."""
        self.query_one(EntryTableView).select_entry(number)

    def action_repeat(self) -> None:
        """Save the chosen entry as one that repeats as often as its label says."""
        self.query_one(RepeatPrompt).save_as_repeating(self.query_one(EntryTableView).chosen_item)

    def action_leave_question(self) -> None:
        """Leave the question unanswered."""
        self.query_one(EntryTableView).focus()

    def action_history(self) -> None:
        """Show the history of the entry; a draft has none."""
        item = self.query_one(EntryTableView).chosen_item
        if isinstance(item, StoredEntry):
            with notify_book_errors(self):
                versions = self.book.load_history(item.number)
                history = HistoryDialog(item.number, versions, self.context)
                self.app.push_screen(history, partial(self._erase_or_go_back, item.number))

    def _erase_or_go_back(self, number: int, is_confirmed: bool | None) -> None:
        """Ask whether to erase the entry, and do so, or show its history again."""

        def erase_confirmed(is_sure: bool | None) -> None:
            if not is_sure:
                self.action_history()
                return
            with notify_book_errors(self):
                self.notify(erase_and_describe(number, self.context), markup=False)
            self.reload()

        if is_confirmed:
            with notify_book_errors(self):
                self.app.push_screen(build_erase_dialog(number, self.context), erase_confirmed)

    def action_delete(self) -> None:
        """Ask whether to delete the entry or the draft, and say what goes with it."""
        item = self.query_one(EntryTableView).chosen_item
        if item is None:
            return
        with notify_book_errors(self):
            if isinstance(item, StoredEntry):
                removal = self.book.plan_removal(item.number)
                question = _("Delete entry {number}?").format(number=item.number)
                dialog = ConfirmDialog(
                    question, partial(describe_removal, removal, self.context), _("Delete")
                )
            else:
                describe = partial(describe_draft_removal, item, self.context)
                dialog = ConfirmDialog(_("Delete this draft?"), describe, _("Delete"))
            self.app.push_screen(dialog, partial(self._delete_item, item))

    def _delete_item(self, item: EntryItem, is_confirmed: bool | None) -> None:
        """Delete it, if the person said yes."""
        if not is_confirmed:
            return
        with notify_book_errors(self):
            if isinstance(item, StoredEntry):
                self.book.delete(item.number, self.clock.today())
                self.notify(_("Deleted; undo brings it back."), markup=False)
            else:
                self.book.drafts.delete(item.number)
                self.notify(_("The draft is gone."), markup=False)
            self.reload()
