"""Entries: a month at a time, or what a filter finds over all months."""

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
from tracker.screens.entries.delete_messages import draft_told, removal_told
from tracker.screens.entries.erase_dialog import erase, erase_dialog
from tracker.screens.entries.filter_bar import FilterBar
from tracker.screens.entries.history import History
from tracker.screens.entries.month_navigation import month_to
from tracker.screens.entries.repeat_prompt import LabelQuestion, says_how_often
from tracker.screens.entries.sorting import ORDERS, Listing, month_listing, naming, ordered
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.confirm import Confirm
from tracker.screens.shell.context import Desk
from tracker.screens.shell.main_screen import HELP_BINDING, Place
from tracker.screens.shell.requests import DraftRequest, EditRequest
from tracker.widgets.entry_browser import EntryBrowser
from tracker.widgets.entry_table import EntryItem, EntryTableView
from tracker.widgets.filter_input import FilterInput
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import PageHeading

OVER_MONTHS = frozenset({"go_to", "counted"})
WITH_AN_ENTRY = frozenset({"edit", "delete", "history", "sort"})
"""Actions that there is nothing to do for where no month, or no entry, is shown."""


class Entries(Place, inherit_bindings=False):
    """The place of everything that is noted; the newest first."""

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
    CSS_PATH = "entries_screen.tcss"
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
        # Behind ours: what can be done with an entry is what one comes here for.
        *Place.BINDINGS,
        HELP_BINDING,
        *Screen.BINDINGS,
    ]
    AUTO_FOCUS = "EntryTable"
    WRITES = frozenset({"edit", "delete", "repeat"})

    def __init__(self, desk: Desk) -> None:
        """Begin with today's month."""
        super().__init__(desk)
        self._month: Month | None = None
        """The month that was chosen; None: today's, whichever it is."""
        self._order = 0
        self._listing = Listing("", ())
        self._filter = FilterBar(desk)
        self._can_undo = False
        """Whether there is a change to take back."""
        self._can_repeat = False
        """Whether the label of the chosen entry says how often it comes."""

    def compose(self) -> ComposeResult:
        """The filter while it is wanted, then the entries."""
        with Vertical(id="page"):
            yield PageHeading()
            with Vertical(id="empty"):
                yield Static(_("Nothing is noted yet."), markup=False, id="nothing")
                if not self.desk.is_copy:
                    yield Static(
                        Content.assemble(
                            (_("a"), "bold $accent"),
                            " ",
                            _("After a meeting: note what was asked."),
                        )
                    )
            yield LabelQuestion(self.desk)
            yield self._filter
            yield EntryBrowser()
        yield Footer(HIDE)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now: none of the place's own while a filter is typed."""
        bindings = super().active_bindings
        if isinstance(self.focused, FilterInput):
            return {key: each for key, each in bindings.items() if each.node is not self}
        idle = set[str]()
        if self._filter.is_looking or self.has_class("-empty"):
            idle |= OVER_MONTHS
        if not self._listing.items and not self._listing.above:
            idle |= WITH_AN_ENTRY
        idle |= set() if self._can_repeat else {"repeat"}
        if self.has_class("-empty"):
            idle |= {"find"} if self._can_undo else {"find", "app.undo"}
        return {
            key: each
            for key, each in bindings.items()
            if each.node is not self or each.binding.action.partition("(")[0] not in idle
        }

    def show(self) -> None:
        """Read the month, or look again for what the filter names."""
        self.query_one(LabelQuestion).look()
        if self._filter.is_looking:
            self._filter.seek_anew()
            return
        current = Month.from_date(self.clock.today())
        month = self._month or current
        listing = month_listing(month, current, self.book)
        items, above = listing.items, listing.above
        self.set_class(not items and not above and self.book.is_empty(), "-empty")
        self._can_undo = bool(items) or self.book.find_newest_change() != (0, 0)
        self._list(listing)
        if self.focused is None:
            # A list that was hidden, because it was empty, had to let go of the focus.
            self.call_after_refresh(self.query_one(EntryTableView).focus)

    def show_month(self, month: Month) -> None:
        """Show a month; what was looked for before is let go."""
        is_none = month == Month.from_date(self.clock.today()) or not is_in_range(month.first_day)
        self._month = None if is_none else month
        if not self.is_mounted:
            # It is shown as soon as there is something to show it on.
            return
        was_looking = self._filter.is_looking
        self._filter.close()
        if not was_looking:
            self.read_anew()

    def _list(self, listing: Listing, *, top: bool = False) -> None:
        """Show a listing in the order that was chosen."""
        order = ORDERS[self._order]
        count = len(listing.items)
        entries = ngettext("{count} entry", "{count} entries", count).format(count=count)
        told = listing.told or (join_list((entries, _(order.name))) if count else "")
        self.query_one(PageHeading).set_texts(listing.place, told)
        items = ordered(listing.items, order)
        self.query_one(EntryBrowser).set_entries(
            [*listing.above, *items] if listing.above else items,
            self.desk.numbers,
            naming(listing.items, year=self._filter.is_looking),
            sentence="" if listing.items else listing.nothing,
            goes_to_top=top or listing.place != self._listing.place,
        )
        self._listing = listing
        self.refresh_bindings()

    @on(EntryTableView.Chosen)
    def _offer_keys(self, event: EntryTableView.Chosen) -> None:
        if says_how_often(event.item) != self._can_repeat:
            self._can_repeat = not self._can_repeat
            self.refresh_bindings()

    @on(LabelQuestion.Changed)
    def _changed(self) -> None:
        self.action_leave_question()
        self.read_anew()

    @on(FilterBar.Found)
    def _found(self, event: FilterBar.Found) -> None:
        """Show what is found so far, or the month again where nothing is looked for."""
        if not self.is_current:
            # Whoever comes back finds it read anew.
            return
        if event.items is None:
            self.read_anew()
            return
        told = "" if event.is_done else _("searching…")
        if event.has_more:
            told = _("the newest {count} are shown, there are more").format(count=len(event.items))
        nothing = _("No entry was found.") if event.is_done else ""
        listing = Listing(_("Entries · all months"), event.items, told=told, nothing=nothing)
        self._list(listing, top=event.is_new)

    def action_go_to(self, where: str) -> None:
        """Go to another month in which something is noted, or to today's."""
        if self._filter.is_looking:
            return
        current = Month.from_date(self.clock.today())
        with says_why(self):
            month = month_to(where, self.book, self._month or current, current)
            self.show_month(month)

    def action_counted(self) -> None:
        """Show what counts in the month that is shown."""
        if not self._filter.is_looking:
            self.open_counted(self._month or Month.from_date(self.clock.today()))

    def action_sort(self) -> None:
        """Take the next order."""
        self._order = (self._order + 1) % len(ORDERS)
        self._list(self._listing)

    def action_find(self) -> None:
        """Let a filter be typed."""
        self._filter.open()

    async def action_back(self) -> None:
        """Let go of what was looked for; from a month, go back to This month."""
        if self._filter.display:
            self._filter.close()
        else:
            await self.run_action("app.place('this_month')")

    @on(EntryTableView.Opened)
    def action_edit(self) -> None:
        """Ask for the entry or the draft to be changed."""
        item = self.query_one(EntryTableView).chosen
        if isinstance(item, StoredEntry):
            self.post_message(EditRequest(item.number))
        elif item is not None:
            self.post_message(DraftRequest(item.number))

    def put_cursor(self, number: int) -> None:
        """Put the cursor on an entry, if it is listed."""
        self.query_one(EntryTableView).select_entry(number)

    def action_repeat(self) -> None:
        """Save the chosen entry as one that comes as often as its label says."""
        self.query_one(LabelQuestion).repeat(self.query_one(EntryTableView).chosen)

    def action_leave_question(self) -> None:
        """Let the question be."""
        self.query_one(EntryTableView).focus()

    def action_history(self) -> None:
        """Show what the entry was before; a draft was nothing before."""
        item = self.query_one(EntryTableView).chosen
        if isinstance(item, StoredEntry):
            with says_why(self):
                versions = self.book.load_history(item.number)
                history = History(item.number, versions, self.desk)
                self.app.push_screen(history, partial(self._erase, item.number))

    def _erase(self, number: int, wanted: bool | None) -> None:
        """Ask whether it is to go for good; then erase it, or show its history again."""

        def answered(sure: bool | None) -> None:
            if not sure:
                self.action_history()
                return
            with says_why(self):
                self.notify(erase(number, self.desk), markup=False)
            self.read_anew()

        if wanted:
            with says_why(self):
                self.app.push_screen(erase_dialog(number, self.desk), answered)

    def action_delete(self) -> None:
        """Ask whether the entry or the draft is to go, and say what goes with it."""
        item = self.query_one(EntryTableView).chosen
        if item is None:
            return
        with says_why(self):
            if isinstance(item, StoredEntry):
                removal = self.book.plan_removal(item.number)
                question = _("Delete entry {number}?").format(number=item.number)
                dialog = Confirm(question, partial(removal_told, removal, self.desk), _("Delete"))
            else:
                told = partial(draft_told, item, self.desk)
                dialog = Confirm(_("Delete this draft?"), told, _("Delete"))
            self.app.push_screen(dialog, partial(self._delete, item))

    def _delete(self, item: EntryItem, wanted: bool | None) -> None:
        """Delete it, if the person said yes."""
        if not wanted:
            return
        with says_why(self):
            if isinstance(item, StoredEntry):
                self.book.delete(item.number, self.clock.today())
                self.notify(_("Deleted; undo brings it back."), markup=False)
            else:
                self.book.drafts.delete(item.number)
                self.notify(_("The draft is gone."), markup=False)
            self.read_anew()
