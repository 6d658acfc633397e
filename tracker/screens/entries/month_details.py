"""The details of a month: each total with the entries behind it.

Entries lists what was saved, Details what counts: a regular payment is one entry and counts in many
months, and one entry can be in it twice, asked and said yes to.
"""

from collections.abc import Set
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList, Static

from tracker.analysis.groups.meeting_entries import NO_RELATED_ENTRIES, find_related_entries
from tracker.analysis.monthly.month_items import MonthItems, list_month_items
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _label, _label_plural, format_month
from tracker.months import Month
from tracker.screens.entries.month_details_rows import MonthDetailsRows
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.entry_detail import EntryDetail
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import SectionList


class MonthDetailsScreen(PageScreen[None]):
    """Lists the entries by total. Enter edits the chosen one."""

    TITLE = _label("Details")
    HELP = "\n".join(
        (
            _("See the entries behind a month’s totals. Some are from other months."),
            _("A regular payment is listed in every month with a payment day."),
            _(
                "What you saw or heard of is in no total. What belongs to a meeting is listed"
                " below it."
            ),
            _("Enter opens an entry so you can change it."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "SectionList"
    IS_WIDE = True

    def __init__(self, context: AppContext, month: Month) -> None:
        """List the entries of all groups that count in a month."""
        super().__init__(context)
        self.month = month
        self._entries: dict[int, StoredEntry] = {}
        self._own_entries: list[StoredEntry] = []

    def compose_page(self) -> ComposeResult:
        """Yield the list, and the entry at the cursor in full."""
        yield Static(markup=False, id="nothing")
        with Container(id="both", classes="columns"):
            yield SectionList(classes="main-column")
            yield EntryDetail(classes="side-column")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the month again, because an entry may have been edited."""
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Read the entries that count, and show amounts or dots."""
        with notify_book_errors(self):
            self._show_details()

    def _show_details(self) -> None:
        book, today = self.context.book, self.context.clock.today()
        facts = book.load_monthly_facts(today, since=self.month)
        own_entries = self._own_entries = book.load_month(self.month)
        chains = book.load_chains_of_month(self.month, today)
        month_items = list_month_items(facts, own_entries, chains, self.month)
        self._entries = {
            item.number: item for item in book.find_entries(_collect_numbers(month_items))
        }
        has_several_groups = len(facts.groups) > 1
        rows = MonthDetailsRows(
            self.month,
            month_items,
            self._entries,
            today,
            has_several_groups=has_several_groups,
            own_entries=own_entries,
        )
        name, count = format_month(self.month.first_day), len(self._entries)
        count_text = _label_plural("{count} entry", "{count} entries", count).format(count=count)
        self.query_one(PageHeading).set_texts(
            _label("What counts in {month}").format(month=name), count_text
        )
        nothing = "" if count else _("No entries count in {month}.").format(month=name)
        self.query_one("#nothing", Static).update(nothing)
        self.set_class(not count, "-empty")
        self.query_one(SectionList).set_sections(list(rows.build_sections(self.context.numbers)))
        self._show_chosen()
        self.refresh_bindings()

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown, because there is no entry to change."""
        return frozenset() if self._entries and not self.context.is_copy else {"select"}

    @property
    def _chosen_entry(self) -> StoredEntry | None:
        # The footer needs this before there is a list.
        for rows in self.query(SectionList):
            option = rows.highlighted_option
            number = (option.id or "" if option else "").rpartition("-")[2]
            return self._entries.get(int(number)) if number else None
        return None

    @on(OptionList.OptionHighlighted)
    def _show_chosen(self) -> None:
        """Show the highlighted entry."""
        chosen = self._chosen_entry
        related = find_related_entries(chosen, self._own_entries) if chosen else NO_RELATED_ENTRIES
        self.query_one(EntryDetail).show_item(chosen, self.context.numbers, related)

    @on(OptionList.OptionSelected)
    def _edit_chosen(self) -> None:
        """Edit the chosen entry."""
        from tracker.screens.log.edit_entry import EditEntryScreen

        chosen = self._chosen_entry
        if chosen is not None and not self.context.is_copy:
            with notify_book_errors(self):
                self.app.push_screen(EditEntryScreen(self.context, chosen))


def show_month_details(screen: MainScreen, month: Month) -> None:
    """Open a screen with what counts in a month, entry by entry."""
    screen.app.push_screen(MonthDetailsScreen(screen.context, month))


def _collect_numbers(month_items: MonthItems) -> set[int]:
    return {item.number for item in month_items.items} | {
        other.number for other in month_items.uncounted_entries
    }
