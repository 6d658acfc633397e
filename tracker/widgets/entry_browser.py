"""Entries to go through: the list, and the one at the cursor in full."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from tracker.texts import Numbers
from tracker.widgets.entry_detail import EntryDetail
from tracker.widgets.entry_table import EntryTable, Item, Naming


class EntryBrowser(Container):
    """The list with its detail beside or below; a sentence where there is nothing to list."""

    DEFAULT_CSS = """
    EntryBrowser {
        height: 1fr;
        layout: vertical;
        #list { height: 1fr; }
        #sentence { height: auto; color: $dim; display: none; }
        EntryTable { height: 1fr; }
        EntryDetail { height: 3; margin-top: 1; padding-left: 2; }
    }
    """

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._numbers = Numbers()

    def compose(self) -> ComposeResult:
        """The list and the detail."""
        with Vertical(id="list"):
            yield Static(markup=False, id="sentence")
            yield EntryTable()
        yield EntryDetail()

    def put(
        self,
        items: Sequence[Item],
        numbers: Numbers,
        naming: Naming,
        *,
        sentence: str = "",
        top: bool = False,
    ) -> None:
        """Show these, the cursor on its item or at the `top`; a sentence above them, if any."""
        self._numbers = numbers
        above = self.query_one("#sentence", Static)
        above.update(sentence)
        above.display = bool(sentence)
        self.query_one(EntryTable).put(items, numbers, naming, top=top)

    @on(EntryTable.Chosen)
    def _show_chosen(self, event: EntryTable.Chosen) -> None:
        self.query_one(EntryDetail).show(event.item, self._numbers)
