"""Entries to go through: the list, and the one at the cursor in full."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from tracker.i18n import NumberFormat
from tracker.widgets.entry_detail import EntryDetail
from tracker.widgets.entry_table import EntryTable, Item, Naming

LEAST_LISTED = 6
"""Rows that the list keeps, however much there is to be told of one entry."""
SHARE = 3
"""The part of the screen, a third, up to which the entry below the list may grow."""


class EntryBrowser(Container):
    """The list with its detail beside or below; a sentence where there is nothing to list."""

    DEFAULT_CSS = """
    EntryBrowser {
        height: 1fr;
        layout: vertical;
        #list { height: 1fr; }
        #sentence { height: auto; color: $dim; display: none; }
        EntryTableWriter { height: 1fr; }
        EntryDetail { height: 3; margin-top: 1; padding-left: 2; }
    }
    """

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._numbers = NumberFormat()
        self._grown = 0
        """The rows that an entry of this list needed; they stay, so that nothing jumps."""

    def compose(self) -> ComposeResult:
        """The list and the detail."""
        with Vertical(id="list"):
            yield Static(markup=False, id="sentence")
            yield EntryTable()
        yield EntryDetail()

    def put(
        self,
        items: Sequence[Item],
        numbers: NumberFormat,
        naming: Naming,
        *,
        sentence: str = "",
        top: bool = False,
    ) -> None:
        """Show these, the cursor on its item or at the `top`; a sentence above them, if any."""
        self._numbers = numbers
        self._grown = 0
        above = self.query_one("#sentence", Static)
        above.update(sentence)
        above.display = bool(sentence)
        self.query_one(EntryTable).put(items, numbers, naming, top=top)

    @on(EntryTable.Chosen)
    def _show_chosen(self, event: EntryTable.Chosen) -> None:
        self.query_one(EntryDetail).show(event.item, self._numbers)
        self._make_room()

    def on_resize(self, event: events.Resize) -> None:
        """Share the rows anew."""
        self._grown = 0
        # The detail has its own width only after this.
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Let the detail grow into rows that are free, or as an entry needs it."""
        detail, height = self.query_one(EntryDetail), self.size.height
        layout = self.styles.layout
        detail.is_beside = layout is not None and layout.name == "horizontal"
        rows = 0
        if not detail.is_beside and height:
            most = min(self.app.size.height // SHARE, height - LEAST_LISTED - 1)
            free = height - 1 - len(self.query_one(EntryTable).items)
            self._grown = max(self._grown, most if free >= most else detail.wanted)
            rows = max(0, min(self._grown, most))
        # What is the same already lays nothing out anew.
        detail.styles.min_height = rows
