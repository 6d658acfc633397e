"""The least that Textual can show: a line, or with an argument one of its widgets.

It is run by the Python of the installed program.
"""

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Input, Static

ROWS = 30
"""Rows of the table: as many as a month has days."""


class BareApp(App[None]):
    """Shows one widget, which has the focus."""

    def __init__(self, widget: str) -> None:
        """Show a `line`, an `input` or a `table`."""
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        """Yield the widget."""
        if self._widget == "input":
            yield Input(placeholder="What were you asked for?")
        elif self._widget == "table":
            yield DataTable[str](cursor_type="row")
        else:
            yield Static("This month")

    def on_mount(self) -> None:
        """Fill the table."""
        for table in self.query(DataTable):
            table.add_columns("number", "day", "entry")
            for row in range(ROWS):
                table.add_row(str(row), "Dec 31", "paid 12.00, dues")


if __name__ == "__main__":
    BareApp((*sys.argv, "line")[1]).run()
