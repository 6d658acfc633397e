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
from tracker.widgets.text_format import NUMBER_PATTERN, cut_at_part, fit_text

GAP = "  "
MIN_REST_WIDTH = 8
"""Cells below which the last column is left out rather than cut to nothing."""


class RecentEntry(NamedTuple):
    """An entry in columns; `rest` is how it was asked, what was said and whatever else."""

    day: str
    what: str
    kind: str
    amount: str
    answers: str
    rest: str


def build_recent_entry(entry: Entry, numbers: NumberFormat) -> RecentEntry:
    """The columns of an entry, in the person's words."""
    if isinstance(entry, Ask | Payment):
        # No numbers are shown here, so "for entry 12" would lead nowhere.
        entry = replace(entry, for_entry=None)
    told = describe_entry(entry, numbers)
    return RecentEntry(
        format_day(entry.day),
        told.type_label,
        told.kind,
        told.amount,
        told.answers,
        describe_rest(told),
    )


def describe_rest(description: EntryDescription) -> str:
    """How it was asked, what was said and whatever else an entry says."""
    said = f"“{description.words}”" if description.words else ""
    return ", ".join(part for part in (description.tags, said, description.details) if part)


def describe_entry(entry: Entry, numbers: NumberFormat) -> EntryDescription:
    """An entry in words; while amounts are hidden, no text in it shows a figure either."""
    if not numbers.is_hidden:
        return build_description(entry, numbers.format_amount)
    row = flatten_entry(entry)
    veiled = row._replace(
        label=row.label and mask_numbers(row.label),
        campaign=row.campaign and mask_numbers(row.campaign),
        words=row.words and mask_numbers(row.words),
        ref=row.ref and mask_numbers(row.ref),
        private_note=row.private_note and mask_numbers(row.private_note),
    )
    told = build_description(build_entry(veiled), numbers.format_amount)
    return told._replace(amount=mask_numbers(told.amount)) if row.percent is not None else told


def mask_numbers(text: str) -> str:
    """A text with dots in the place of every figure."""
    return NUMBER_PATTERN.sub(HIDDEN_NUMBER, text)


class RecentEntries(Widget):
    """Entries under a title, each on one line; where not even one fits, no title stands alone."""

    rows: reactive[tuple[RecentEntry, ...]] = reactive((), layout=True)

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
        shown = render_rows(self.rows[: height - 1], width)
        return Content("\n").join([Content.styled(self.title, "$dim"), *shown])


def render_rows(rows: Sequence[RecentEntry], width: int) -> list[Content]:
    """Rows as lines of at most so many cells; where it is tight, `rest` goes first."""
    if not rows:
        return []
    columns = list(zip(*(row[:5] for row in rows), strict=True))
    widths = [min(max(map(cell_len, column)), 28) for column in columns]
    taken = sum(size + len(GAP) for size in widths if size)
    room = width - taken
    lines = []
    for row in rows:
        cells = [fit_text(text, size) for text, size in zip(row[:5], widths, strict=True)]
        styles = ("$dim", "", "", "bold", "")
        parts = [(cell + GAP, style) for cell, style in zip(cells, styles, strict=True) if cell]
        if room >= MIN_REST_WIDTH:
            parts.append((cut_at_part(row.rest, room), "$dim"))
        lines.append(Content.assemble(*parts).rstrip().truncate(max(1, width), ellipsis=True))
    return lines
