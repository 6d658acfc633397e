"""Entries one below the other, in columns as wide as their texts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.entries.entry_description import EntryDescription, build_description
from tracker.entries.flat_row import build_entry, flatten_entry
from tracker.entries.types import Ask, Entry, Payment
from tracker.i18n import HIDDEN_NUMBER, NumberFormat, format_day
from tracker.widgets.text_format import NUMBER, fitted, in_parts

GAP = "  "
NARROWEST_REST = 8
"""Cells below which the last column is left out rather than cut to nothing."""


class EntryRow(NamedTuple):
    """An entry in columns; `rest` is how it was asked, what was said and whatever else."""

    day: str
    what: str
    kind: str
    amount: str
    answers: str
    rest: str


def entry_row(entry: Entry, numbers: NumberFormat) -> EntryRow:
    """The columns of an entry, in the person's words."""
    if isinstance(entry, Ask | Payment):
        # No numbers are shown here, so "for entry 12" would lead nowhere.
        entry = replace(entry, for_entry=None)
    told = read_for(entry, numbers)
    return EntryRow(
        format_day(entry.day), told.type_label, told.kind, told.amount, told.answers, rest_of(told)
    )


def rest_of(told: EntryDescription) -> str:
    """How it was asked, what was said and whatever else an entry says."""
    said = f"“{told.words}”" if told.words else ""
    return ", ".join(part for part in (told.tags, said, told.details) if part)


def read_for(entry: Entry, numbers: NumberFormat) -> EntryDescription:
    """An entry in words; while amounts are hidden, no text in it shows a figure either."""
    if not numbers.is_hidden:
        return build_description(entry, numbers.format_amount)
    row = flatten_entry(entry)
    veiled = row._replace(
        label=row.label and veil(row.label),
        campaign=row.campaign and veil(row.campaign),
        words=row.words and veil(row.words),
        ref=row.ref and veil(row.ref),
        private_note=row.private_note and veil(row.private_note),
    )
    told = build_description(build_entry(veiled), numbers.format_amount)
    return told._replace(amount=veil(told.amount)) if row.percent is not None else told


def veil(text: str) -> str:
    """A text with dots in the place of every figure."""
    return NUMBER.sub(HIDDEN_NUMBER, text)


class EntryRows(Widget):
    """Entries under a title, each on one line; where not even one fits, no title stands alone."""

    rows: reactive[tuple[EntryRow, ...]] = reactive((), layout=True)

    def __init__(self, title: str) -> None:
        """Begin empty."""
        super().__init__()
        self.title = title

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title, and one line an entry."""
        return 1 + len(self.rows)

    def render(self) -> Content:
        """The rows, as wide as there is room."""
        width, height = self.content_size
        if height < 2 or not self.rows:
            return Content("")
        shown = laid_out(self.rows[: height - 1], width)
        return Content("\n").join([Content.styled(self.title, "$dim"), *shown])


def laid_out(rows: Sequence[EntryRow], width: int) -> list[Content]:
    """Rows as lines of at most so many cells; where it is tight, `rest` goes first."""
    if not rows:
        return []
    columns = list(zip(*(row[:5] for row in rows), strict=True))
    widths = [min(max(map(cell_len, column)), 28) for column in columns]
    taken = sum(size + len(GAP) for size in widths if size)
    room = width - taken
    lines = []
    for row in rows:
        cells = [fitted(text, size) for text, size in zip(row[:5], widths, strict=True)]
        styles = ("$dim", "", "", "bold", "")
        parts = [(cell + GAP, style) for cell, style in zip(cells, styles, strict=True) if cell]
        if room >= NARROWEST_REST:
            parts.append((in_parts(row.rest, room), "$dim"))
        lines.append(Content.assemble(*parts).rstrip().truncate(max(1, width), ellipsis=True))
    return lines
