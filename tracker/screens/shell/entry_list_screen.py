"""A list of entries below a sentence, with the entry at the cursor in full."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.i18n import NumberFormat, _label, _label_plural
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.entry_browser import EntryBrowser
from tracker.widgets.entry_table import EntryTableView, RowLabels
from tracker.widgets.heading import PageHeading


class EntryListScreen(PageScreen[None]):
    """Lists the entries that a sentence rests on, the first day first."""

    TITLE = _label("The entries behind this")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape,enter", "app.pop_screen", _label("Back"), key_display="esc", id="back")
    ]
    AUTO_FOCUS = "EntryTableView"
    IS_WIDE = True

    def __init__(
        self,
        context: AppContext,
        numbers: Iterable[int],
        describe: Callable[[NumberFormat], str],
        marks: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """List the entries of these numbers below the sentence that `describe` makes of them.

        Raise BookError. Entries whose numbers are in `marks` are marked with its words.
        """
        super().__init__(context)
        self.marks = marks
        self.items = context.book.load_entry_pages(numbers)
        self.describe = describe

    def compose_page(self) -> ComposeResult:
        """Yield the sentence, the list, and the entry at the cursor."""
        yield Static(markup=False, id="description")
        yield EntryBrowser()

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        count = len(self.items)
        count_text = _label_plural("{count} entry", "{count} entries", count).format(count=count)
        self.query_one(PageHeading).set_texts(self.TITLE, count_text)
        self.query_one("#description", Static).update(self.describe(self.context.numbers))
        row_labels = RowLabels(
            self.items.has_several_groups,
            has_year=True,
            highest_number=self.items.highest_number,
            marks=self.marks,
        )
        self.query_one(EntryBrowser).set_entries(self.items, self.context.numbers, row_labels)

    def select_entry(self, number: int) -> None:
        """Put the cursor on an entry, if it is listed."""
        self.query_one(EntryTableView).select_entry(number)
