"""What each event cost: a list of the events, and a page for each with its sums and entries."""

from collections.abc import Set
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tracker.analysis.events.event_text import (
    SEPARATOR,
    describe_days,
    describe_event,
    describe_head,
    list_figures,
)
from tracker.analysis.events.event_total import EventTotal, NameField, sum_events
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import DayRange
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _label, _label_plural
from tracker.screens.how_often.month_range import ALL_MONTHS, MonthRange
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.app_requests import EditRequest
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.entry_browser import EntryBrowser
from tracker.widgets.entry_table import EntryTableView, RowLabels
from tracker.widgets.event_figures import EventFigures
from tracker.widgets.heading import PageHeading
from tracker.widgets.sentence_list import ListSentence, SentenceList


class EventCostsScreen(PageScreen[None]):
    """The events of a group, or of all groups, the latest first."""

    TITLE = _label("What each event cost")
    HELP = "\n".join(
        (
            _("See what each event cost you: what you paid, costs around it, and hours."),
            _("Enter shows the sums of an event and its entries."),
            _("In Entries, press + to give an old entry an event."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "SentenceList"
    IS_WIDE = True

    def __init__(
        self, context: AppContext, group: str | None = None, months: MonthRange = ALL_MONTHS
    ) -> None:
        """List the events of a group, or of all groups, with something in these months."""
        super().__init__(context)
        self.group = group
        self.months = months
        self._totals: list[EventTotal] = []

    def compose_page(self) -> ComposeResult:
        """Show the list, or a sentence if it is empty."""
        yield Static(markup=False, id="nothing")
        yield SentenceList()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Load the events again each time the screen is shown."""
        with notify_book_errors(self):
            facts = self.context.book.event_queries.load_facts(self.context.clock.today())
            self._totals = [
                total
                for total in sum_events(facts, DayRange.from_months(*self.months))
                if self.group in (None, total.group)
            ]
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        numbers = self.context.numbers
        detail = SEPARATOR.join(filter(None, (self.months.description, self.group)))
        self.query_one(PageHeading).set_texts(self.TITLE, detail)
        self.set_class(not self._totals, "-empty")
        nothing = self.query_one("#nothing", Static)
        nothing.display = not self._totals
        nothing.update(self._describe_empty())
        self.query_one(SentenceList).set_sentences(
            [
                ListSentence(
                    str(place),
                    describe_event(total, numbers),
                    head=describe_head(total, numbers, has_group=self._has_several_groups),
                )
                for place, total in enumerate(self._totals)
            ]
        )

    def _describe_empty(self) -> str:
        if self.months.description:
            return _("No events in these months.")
        if self.context.is_copy:
            return _("No events here.")
        return _(
            "No events yet. To add one, press a in This month and type for example “paid 20 event"
            " +!weekend”. To give an old entry an event, press + in Entries."
        )

    @on(OptionList.OptionSelected)
    def _open_event(self, event: OptionList.OptionSelected) -> None:
        total = self._totals[event.option_index]
        self.app.push_screen(
            EventScreen(
                self.context,
                total.name,
                total.group,
                self.months,
                shows_group=self._has_several_groups,
            )
        )

    @property
    def _has_several_groups(self) -> bool:
        return len({total.group for total in self._totals}) > 1


class EventScreen(PageScreen[None]):
    """The page of one event: its sums, then its entries, the first day first."""

    TITLE = _label("What an event cost")
    HELP = "\n".join(
        (
            _("See what this event cost you, and the entries it was added up from."),
            _("Hours stay hours. What you saw or heard of is counted, and in no sum."),
            _("Enter changes an entry. Press + to give it another event or campaign."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter,e", "edit", _label("Change"), key_display="enter", id="edit"),
        Binding(
            "plus",
            "change_event",
            _label("Change event or campaign"),
            key_display="+",
            id="change_event",
        ),
        Binding("u", "undo", _label("Undo"), id="undo_event"),
        Binding("ctrl+y", "redo", _label("Redo"), id="redo_event"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "EntryTableView"
    IS_WIDE = True
    WRITE_ACTIONS = frozenset({"edit", "change_event", "undo", "redo"})

    def __init__(
        self,
        context: AppContext,
        name: str,
        group: GroupLabel = None,
        months: MonthRange = ALL_MONTHS,
        *,
        shows_group: bool = False,
    ) -> None:
        """Show an event of a group in these months."""
        super().__init__(context)
        self.shows_group = shows_group
        self.name_shown = name
        self.group = group
        self.months = months
        self._total: EventTotal | None = None
        self._items: list[StoredEntry] = []

    def compose_page(self) -> ComposeResult:
        """Yield the sums, the list, and the entry at the cursor."""
        yield EventFigures()
        yield EntryBrowser()

    def idle_actions(self) -> Set[str]:
        """Return the actions that have no entry to work on, or that write in a copy."""
        return super().idle_actions() | (
            frozenset() if self._items else frozenset({"edit", "change_event"})
        )

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown: redo where nothing was undone."""
        return frozenset() if self.context.can_redo else frozenset({"redo"})

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Load the event again: an entry may have been changed."""
        self.reload()

    def reload(self) -> None:
        """Load the event and its entries."""
        book, today = self.context.book, self.context.clock.today()
        with notify_book_errors(self):
            facts = book.event_queries.load_facts(today, NameField.EVENT, self.name_shown)
            totals = sum_events(facts, DayRange.from_months(*self.months))
            self._total = next((total for total in totals if total.group == self.group), None)
            items = book.find_entries(self._total.entries if self._total else ())
            self._items = sorted(items, key=lambda item: (item.entry.day, item.number))
        self.refresh_amounts()
        self.refresh_bindings()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        numbers, total = self.context.numbers, self._total
        count = len(self._items)
        parts = (
            self.group if self.shows_group else "",
            describe_days(total) if total else "",
            _label_plural("{count} entry", "{count} entries", count).format(count=count),
        )
        name = numbers.mask_numbers(self.name_shown)
        self.query_one(PageHeading).set_texts(name, SEPARATOR.join(filter(None, parts)))
        figures = tuple(list_figures(total, numbers)) if total else ()
        shown = self.query_one(EventFigures)
        shown.figures = figures
        shown.display = bool(figures)
        self.query_one(EntryBrowser).set_entries(
            self._items,
            numbers,
            RowLabels(has_year=True),
            sentence="" if self._items else _("No entry has this event now."),
        )

    def select_entry(self, number: int) -> None:
        """Put the cursor on an entry, if it is listed."""
        self.query_one(EntryTableView).select_entry(number)

    @on(EntryTableView.Opened)
    def action_edit(self) -> None:
        """Ask the app to edit the chosen entry."""
        item = self.query_one(EntryTableView).chosen_item
        if isinstance(item, StoredEntry) and not self.context.is_copy:
            self.post_message(EditRequest(item.number))

    @work
    async def action_change_event(self) -> None:
        """Give the chosen entry another event or campaign."""
        from tracker.screens.log.change_event import change_event

        item = self.query_one(EntryTableView).chosen_item
        if isinstance(item, StoredEntry) and await change_event(self, item):
            self.reload()

    async def action_undo(self) -> None:
        """Undo the newest change."""
        await self.run_action("app.undo")
        self.reload()

    async def action_redo(self) -> None:
        """Redo the change that was undone last."""
        await self.run_action("app.redo")
        self.reload()
