"""The entries behind what is chosen, beside it: as many as fit, and they follow the cursor."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat, _label, format_date
from tracker.months import is_in_range
from tracker.widgets.recent_entries import (
    RecentEntry,
    build_recent_entry,
    render_beside,
    select_whole,
)
from tracker.widgets.text_format import style_dim

REST_SECONDS = 0.1
"""How long the cursor rests before the entries of what is chosen are read."""
MAX_ENTRIES = 60
"""Entries that are read: as many as the tallest screen shows."""
NO_MARKS: Mapping[int, str] = MappingProxyType({})


class SideEntries(Widget):
    """A title and entries. Where the widget is not shown, nothing is asked for."""

    numbers: reactive[NumberFormat] = reactive(NumberFormat())

    class Wanted(Message):
        """The cursor has rested, so the entries of what is chosen are wanted."""

    def __init__(self, *, has_year: bool = False) -> None:
        """Begin empty. With `has_year` each day is shown with its year."""
        super().__init__(classes="side-column side-only")
        self._has_year = has_year
        self._title = ""
        self._items: Sequence[StoredEntry] = ()
        self._marks = NO_MARKS
        self._has_more = False
        self._is_behind = False
        """Whether something else is chosen than what is shown."""
        self._is_waiting = False
        self._moves = 0
        """How often something else was chosen."""

    def follow(self, numbers: NumberFormat) -> None:
        """Ask for the entries of what is chosen now, once the cursor rests."""
        self.numbers = numbers
        self._moves += 1
        self._is_behind = True
        self._ask_at_rest()

    def on_resize(self, event: events.Resize) -> None:
        """Ask for entries where the column is shown only now."""
        self._ask_at_rest()

    def _ask_at_rest(self) -> None:
        """Wait for rest, unless the widget waits or is not shown."""
        if self._is_behind and not self._is_waiting and self.display and self.size.width:
            self._is_waiting = True
            self.run_worker(self._wait_for_rest())

    async def _wait_for_rest(self) -> None:
        """Ask when the cursor did not move for a while."""
        moves = 0
        while moves != self._moves:
            moves = self._moves
            await asyncio.sleep(REST_SECONDS)
        self._is_waiting = False
        self.post_message(self.Wanted())

    def set_entries(
        self,
        title: str,
        items: Sequence[StoredEntry],
        marks: Mapping[int, str] = NO_MARKS,
        *,
        has_more: bool = False,
    ) -> None:
        """Show the first of these entries, with the marks of some. `has_more` says there are."""
        self._is_behind = False
        self._title, self._items, self._marks = title, items, marks
        self._has_more = has_more
        self.refresh()

    def render(self) -> Content:
        """Return the title and the entries that fit whole, and say if there are more."""
        width, height = self.content_size
        if not self._items or width < 1 or height < 2:
            return Content("")
        items = self._items[: height - 1]
        blocks = render_beside([self._build_row(item) for item in items], width)
        has_more = self._has_more or len(items) < len(self._items)
        if not has_more and sum(map(len, blocks)) > height - 1:
            has_more = True
        shown = select_whole(blocks, height - 1 - has_more)
        lines = [style_dim(self._title).truncate(width, ellipsis=True), *chain.from_iterable(shown)]
        if has_more:
            lines.append(style_dim(_label("and more")))
        return Content("\n").join(lines)

    def _build_row(self, item: StoredEntry) -> RecentEntry:
        row, day = build_recent_entry(item.entry, self.numbers), item.entry.day
        if self._has_year or not is_in_range(day):
            row = row._replace(day=format_date(day))
        if self._marks:
            # Beside marks, those of words would be read as others.
            row = row._replace(mark=self._marks.get(item.number, ""), has_words=False)
        return row
