"""The table of entries, drawn line by line, so long lists are as fast as short ones.

Textual's table takes 75 microseconds for each row before it is seen.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import ClassVar, NamedTuple, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.entries.types import Observation, StoredEntry
from tracker.i18n import NumberFormat, _label, format_date, format_day
from tracker.months import is_in_range
from tracker.text_width import measure_cells
from tracker.widgets.entry_table_columns import (
    AMOUNT,
    ANSWERS,
    DAY,
    GROUP,
    KIND,
    NUMBER,
    REST,
    EntryCells,
    fit_columns,
)
from tracker.widgets.recent_entries import GAP, MIN_REST_WIDTH, describe_entry, describe_rest
from tracker.widgets.selectable_list import MARK, SelectableList
from tracker.widgets.text_format import cut_at_part, fit_text

MEASURED_ROWS = 50
"""Rows that decide the column widths. Loading all of them would be slow."""


class DraftItem(NamedTuple):
    """An unfinished line: its number among the drafts, its day, and what was typed."""

    number: int
    day: date
    text: str


EntryItem: TypeAlias = StoredEntry | DraftItem
"""The item of a row."""


CUT_FUNCTIONS = {ANSWERS: cut_at_part, REST: cut_at_part}
"""How to cut columns where half of a text may mean something else than the whole."""
INDENT = "  "
"""What an entry below its meeting begins with."""
BRIGHT_COLUMNS = (AMOUNT,)
FAINT_COLUMNS = (NUMBER, DAY, REST, GROUP)


class RowLabels(NamedTuple):
    """What the rows show: columns that differ between them, and marks."""

    has_group: bool = False
    has_year: bool = False
    highest_number: int = 0
    """The highest number among them. 0 to take it from the items."""
    marks: Mapping[int, str] = MappingProxyType({})
    """Marks of some entries, by number."""
    indented_numbers: Set[int] = frozenset()
    """The entries below their meeting, by number."""


def build_cells(
    item: EntryItem, day: str, numbers: NumberFormat, row_labels: RowLabels
) -> EntryCells:
    """Return the texts of a row. Its day is already formatted."""
    if isinstance(item, DraftItem):
        text = numbers.mask_numbers(item.text)
        return EntryCells(_label("draft"), "", day, text, "", "", "", "", "")
    description = describe_entry(item.entry, numbers)
    return EntryCells(
        str(item.number),
        row_labels.marks.get(item.number, ""),
        day,
        INDENT * (item.number in row_labels.indented_numbers) + description.type_label,
        description.kind,
        description.amount,
        description.answers,
        describe_rest(description),
        description.group if row_labels.has_group else "",
    )


class EntryTableView(ScrollView, SelectableList, inherit_bindings=False):
    """Entries and drafts, one a row. One of them is chosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-table--chosen",
        "entry-table--faint",
        "entry-table--mark",
    }
    BINDINGS: ClassVar[list[BindingType]] = SelectableList.BINDINGS

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row that is chosen."""

    @dataclass
    class Chosen(Message):
        """Another item is chosen, or None if there are no items."""

        item: EntryItem | None

    @dataclass
    class Opened(Message):
        """An item was clicked twice."""

        item: EntryItem

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.items: Sequence[EntryItem] = ()
        self._numbers = NumberFormat()
        self._row_labels = RowLabels()
        self._cells: dict[int, EntryCells] = {}
        self._days: dict[date, str] = {}
        """Formatted days, cached because they take longer than the rest of a row."""
        self._widths: dict[int, tuple[int, ...]] = {}
        """The widths of the columns, by the cells available."""
        self._wanted_widths: tuple[int, ...] = ()

    @property
    def chosen_item(self) -> EntryItem | None:
        """The item at the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def set_entries(
        self,
        items: Sequence[EntryItem],
        numbers: NumberFormat,
        row_labels: RowLabels,
        *,
        goes_to_top: bool = False,
    ) -> None:
        """Show these. The cursor stays on its item or row unless `goes_to_top`."""
        # A long list is read by the page, and is not searched for where the cursor was.
        chosen = None if items is self.items else self.chosen_item
        self.items = items
        self.row_count = len(items)
        self._numbers, self._row_labels = numbers, row_labels
        self._cells.clear()
        self._days.clear()
        self._widths.clear()
        self._wanted_widths = self._measure_columns()
        self.virtual_size = Size(0, self.row_count)
        self.set_reactive(EntryTableView.cursor, 0 if goes_to_top else self._find_position(chosen))
        if goes_to_top:
            self.scroll_to(y=0, animate=False)
        self._show_cursor()
        self.refresh()
        self.post_message(self.Chosen(self.chosen_item))

    def select_entry(self, number: int) -> None:
        """Put the cursor on the entry with this number, if it is listed."""
        for place, item in enumerate(self.items):
            if isinstance(item, StoredEntry) and item.number == number:
                self.cursor = place

    def _find_position(self, item: EntryItem | None) -> int:
        if item is not None:
            for place, other in enumerate(self.items):
                if other.number == item.number and type(other) is type(item):
                    return place
        return self.clamp_row(self.cursor)

    def _measure_columns(self) -> tuple[int, ...]:
        """Return the cells each column wants. A draft's text wants none, it runs to the end."""
        rows = [
            self._build_row_cells(index)
            if isinstance(item, StoredEntry)
            else self._build_row_cells(index)._replace(what="")
            for index, item in zip(range(MEASURED_ROWS), self.items, strict=False)
        ]
        widths = [max(map(measure_cells, column)) for column in zip(*rows, strict=True)]
        if widths:
            highest = self._row_labels.highest_number or max(item.number for item in self.items)
            widths[NUMBER] = max(widths[NUMBER], len(str(highest)))
        return tuple(widths)

    def _build_row_cells(self, index: int) -> EntryCells:
        if index not in self._cells:
            item = self.items[index]
            day = item.entry.day if isinstance(item, StoredEntry) else item.day
            if day not in self._days:
                is_whole = self._row_labels.has_year or not is_in_range(day)
                self._days[day] = format_date(day) if is_whole else format_day(day)
            self._cells[index] = build_cells(item, self._days[day], self._numbers, self._row_labels)
        return self._cells[index]

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen: a row, with a mark if it is chosen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self.items):
            return Strip.blank(width, self.rich_style)
        is_chosen = index == self.cursor
        ground = self.get_component_rich_style("entry-table--chosen") if is_chosen else None
        ground = ground or self.rich_style
        style = partial(self._look_up_style, ground)
        mark = Segment(MARK if is_chosen else " " * len(MARK), style("mark"))
        # The last cell stays empty, beside the scrollbar.
        strip = Strip([mark, *self._build_segments(index, width - len(MARK) - 1, ground)])
        return strip.adjust_cell_length(width, ground)

    def _look_up_style(self, ground: Style, name: str) -> Style:
        return ground + self.get_component_rich_style(f"entry-table--{name}", partial=True)

    def _build_parts(self, index: int, room: int) -> list[str]:
        """Return the texts of a row, each as wide as its column."""
        if room not in self._widths:
            self._widths = {room: fit_columns(self._wanted_widths, room)}
        cells, sizes = self._build_row_cells(index), self._widths[room]
        # A text that is cut before a space is shorter than its column.
        parts = [
            fit_text(CUT_FUNCTIONS.get(column, fit_text)(text, size), size)
            for column, (text, size) in enumerate(zip(cells, sizes, strict=True))
        ]
        parts[NUMBER] = fit_text(cells.number.rjust(sizes[NUMBER]), sizes[NUMBER])
        if isinstance(self.items[index], DraftItem):
            rest = room - sizes[NUMBER] - sizes[DAY] - 2 * len(GAP)
            return [*parts[: DAY + 1], fit_text(cells.what, rest)]
        if cells.rest and not any(cells[KIND:REST]):
            # Nothing is in the columns before it, as with a thought, so it has their room.
            columns = range(KIND, REST + 1) if sizes[GROUP] else range(KIND)
            used = sum(sizes[column] + len(GAP) for column in columns if sizes[column])
            width = used - len(GAP) if sizes[GROUP] else room - used
            if width >= MIN_REST_WIDTH:
                text = fit_text(cut_at_part(cells.rest, width), width)
                parts[KIND : REST + 1] = ["", "", "", text]
        return parts

    def _build_segments(self, index: int, room: int, ground: Style) -> list[Segment]:
        parts = self._build_parts(index, room)
        bright, faint = ground + Style(bold=True), self._look_up_style(ground, "faint")
        item = self.items[index]
        if isinstance(item, StoredEntry) and isinstance(item.entry, Observation):
            # No sum has it, so it is not as bright as money of the person's own.
            bright = ground
        segments = []
        for column, text in enumerate(parts):
            if text:
                style = (
                    faint
                    if column in FAINT_COLUMNS
                    else bright
                    if column in BRIGHT_COLUMNS
                    else ground
                )
                segments.append(Segment(text + GAP, style))
        return segments

    def watch_cursor(self, before: int, now: int) -> None:
        """Scroll to the chosen row and post which it is."""
        self._show_cursor()
        self.refresh_line(before)
        self.refresh_line(now)
        self.post_message(self.Chosen(self.chosen_item))

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif height and self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def on_resize(self) -> None:
        """Keep the chosen row visible."""
        self._show_cursor()

    def open_row(self, row: int) -> None:
        """Post that an item is to be opened."""
        self.post_message(self.Opened(self.items[row]))
