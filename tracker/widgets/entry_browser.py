"""The list of entries with the details of the entry at the cursor."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from tracker.analysis.groups.meeting_entries import RelatedEntries
from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat
from tracker.widgets.columns import is_beside
from tracker.widgets.entry_detail import EntryDetail
from tracker.widgets.entry_table import EntryItem, EntryTableView, RowLabels

MIN_LISTED_ROWS = 6
"""Rows that the list always keeps, however long the details are."""
SCREEN_SHARE = 3
"""The details below the list may take up to this part of the screen: a third."""


class EntryBrowser(Container):
    """The list with its details beside or below it, and perhaps a sentence above it."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(classes="columns")
        self._numbers = NumberFormat()
        self._detail_rows = 0
        """The most rows that an entry of this list needed. Kept so nothing jumps."""

    def compose(self) -> ComposeResult:
        """Show the list and the details."""
        with Vertical(id="list", classes="main-column"):
            yield Static(markup=False, id="sentence")
            yield EntryTableView()
        yield EntryDetail(classes="side-column")

    def set_entries(
        self,
        items: Sequence[EntryItem],
        numbers: NumberFormat,
        row_labels: RowLabels,
        *,
        sentence: str = "",
        goes_to_top: bool = False,
    ) -> None:
        """Show these entries. The cursor stays on its item unless `goes_to_top`."""
        self._numbers = numbers
        self._detail_rows = 0
        above = self.query_one("#sentence", Static)
        above.update(sentence)
        above.display = bool(sentence)
        self.query_one(EntryTableView).set_entries(
            items, numbers, row_labels, goes_to_top=goes_to_top
        )

    @on(EntryTableView.Chosen)
    def _show_chosen(self, event: EntryTableView.Chosen) -> None:
        self.query_one(EntryDetail).show_item(event.item, self._numbers)
        self._resize_detail()

    def show_related(self, item: StoredEntry, related: RelatedEntries) -> None:
        """Show the chosen entry with its meeting, or with what belongs to it as a meeting."""
        if self.query_one(EntryTableView).chosen_item == item:
            self.query_one(EntryDetail).show_item(item, self._numbers, related)
            self._resize_detail()

    def on_resize(self, event: events.Resize) -> None:
        """Divide the rows between list and details again."""
        self._detail_rows = 0
        # The details have their new width only after this.
        self.call_after_refresh(self._resize_detail)

    def _resize_detail(self) -> None:
        """Let the details grow into free rows, or as far as an entry needs."""
        detail, height = self.query_one(EntryDetail), self.size.height
        rows = 0
        if not is_beside(detail) and height:
            most = min(self.app.size.height // SCREEN_SHARE, height - MIN_LISTED_ROWS - 1)
            free = height - 1 - len(self.query_one(EntryTableView).items)
            self._detail_rows = max(
                self._detail_rows, most if free >= most else detail.wanted_height
            )
            rows = max(0, min(self._detail_rows, most))
        # Setting the same value causes no new layout.
        detail.styles.min_height = rows
