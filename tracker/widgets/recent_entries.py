"""The latest entries in columns on This month. Texts of an entry, with numbers hidden."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.entries.entry_description import EntryDescription, build_description
from tracker.entries.flat_row import build_entry, flatten_entry
from tracker.entries.types import Ask, Entry, Observation, Payment
from tracker.i18n import NumberFormat, format_day, join_list
from tracker.text_width import measure_cells
from tracker.widgets.columns import is_beside
from tracker.widgets.text_format import cut_at_part, fit_text, style_dim, wrap_beside

GAP = "  "
MIN_REST_WIDTH = 8
"""Cells below which the last column is left out."""
MAX_COLUMN_WIDTH = 28
MIN_ANSWERS_WIDTH = 8
"""Cells of answers that entries in columns show at least. With fewer, each is a sentence."""
WORDS_MARK = "“…”"
"""What replaces words while they are not shown."""


class RecentEntry(NamedTuple):
    """An entry in columns. `rest` is its tags and other details."""

    day: str
    what: str
    kind: str
    amount: str
    answers: str
    rest: str
    is_observation: bool = False
    """Whether it is about others, so its amount is in no sum."""
    has_words: bool = False
    """Whether it has words, shown or not."""
    words: str = ""
    """What was said and the person's own words, where they are shown: below the entry."""
    mark: str = ""
    """What the entry is to the sentence that it is behind."""


def build_recent_entry(
    entry: Entry, numbers: NumberFormat, *, shows_words: bool = False
) -> RecentEntry:
    """Return the columns of an entry. Without `shows_words`, a mark says that it has some.

    Words are what was said, the person's own words, and a thought.
    """
    if isinstance(entry, Ask | Payment):
        # No numbers are shown here, so "for entry 12" would lead nowhere.
        entry = replace(entry, for_entry=None)
    description = describe_entry(entry, numbers)
    has_words = bool(description.words or description.own_words)
    mark = WORDS_MARK if has_words and not shows_words else ""
    # The mark is first, because the end is cut if there is no room.
    rest = (mark, describe_rest(description._replace(words="", own_words="")))
    return RecentEntry(
        format_day(entry.day),
        description.type_label,
        description.kind,
        description.amount,
        description.answers,
        join_list(filter(None, rest)),
        is_observation=isinstance(entry, Observation),
        has_words=has_words,
        words=join_list(filter(None, _list_words(description))) if shows_words else "",
    )


def _list_words(description: EntryDescription) -> tuple[str, str]:
    """Return what was said, in quotes, and the person's own words."""
    return f"“{description.words}”" if description.words else "", description.own_words


def describe_rest(description: EntryDescription) -> str:
    """Return an entry's tags, what was said, its own words and other details."""
    parts = (description.tags, *_list_words(description), description.details)
    return ", ".join(part for part in parts if part)


def describe_entry(entry: Entry, numbers: NumberFormat) -> EntryDescription:
    """Return an entry as text. While amounts are hidden, no text in it shows a figure."""
    if not numbers.is_hidden:
        return build_description(entry, numbers.format_amount)
    row = flatten_entry(entry)
    masked_row = row._replace(
        label=row.label and numbers.mask_numbers(row.label),
        campaign=row.campaign and numbers.mask_numbers(row.campaign),
        event=row.event and numbers.mask_numbers(row.event),
        words=row.words and numbers.mask_numbers(row.words),
        own_words=row.own_words and numbers.mask_numbers(row.own_words),
        ref=row.ref and numbers.mask_numbers(row.ref),
        private_note=row.private_note and numbers.mask_numbers(row.private_note),
    )
    description = build_description(build_entry(masked_row), numbers.format_amount)
    if row.percent is None:
        return description
    return description._replace(amount=numbers.mask_numbers(description.amount))


class RecentEntries(Widget):
    """Entries under a title, one a line. If not even one fits, the title is hidden, too."""

    rows: reactive[tuple[RecentEntry, ...]] = reactive((), layout=True)

    def __init__(self, title: str, classes: str | None = None) -> None:
        """Begin empty."""
        super().__init__(classes=classes)
        self.title = title

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the title and of all entries."""
        return 1 + len(render_recent_entries(self.rows, width))

    def render(self) -> Content:
        """Return the title and the rows that fit."""
        width, height = self.content_size
        if height < 2 or not self.rows:
            return Content("")
        shown = self.rows[: height - 1]
        if is_beside(self):
            lines = list(chain.from_iterable(select_whole(render_beside(shown, width), height - 1)))
        else:
            lines = render_recent_entries(shown, width)[: height - 1]
        return Content("\n").join([Content.styled(self.title, "$dim"), *lines])


def render_recent_entries(rows: Sequence[RecentEntry], width: int) -> list[Content]:
    """Return rows as lines of at most that many cells. `rest` is cut first.

    Words that are shown are wrapped below their row.
    """
    if not rows:
        return []
    widths = _measure_columns(rows)
    used_width = sum(size + len(GAP) for size in widths if size)
    room = width - used_width
    lines = []
    for row in rows:
        cells = [fit_text(text, size) for text, size in zip(row[:5], widths, strict=True)]
        styles = ("$dim", "", "", "" if row.is_observation else "bold", "")
        parts = [(cell + GAP, style) for cell, style in zip(cells, styles, strict=True) if cell]
        if room >= MIN_REST_WIDTH:
            parts.append((cut_at_part(row.rest, room), "$dim"))
        lines.append(Content.assemble(*parts).rstrip().truncate(max(1, width), ellipsis=True))
        lines += _wrap_words(row, widths[0], width)
    return lines


def _measure_columns(rows: Sequence[RecentEntry]) -> list[int]:
    """Return the cells of each column before `rest`."""
    columns = zip(*(row[:5] for row in rows), strict=True)
    return [min(max(map(measure_cells, column)), MAX_COLUMN_WIDTH) for column in columns]


def render_beside(rows: Sequence[RecentEntry], width: int) -> list[list[Content]]:
    """Return the lines of each row for the side column, all in columns or all as sentences.

    `rest` is not shown there, but a mark always is.
    """
    if not rows:
        return []
    rows = [row._replace(rest=_choose_mark(row)) for row in rows]
    day_width, *sizes = _measure_columns(rows)
    room = width - day_width - sum(size + len(GAP) for size in sizes[:-1] if size) - len(GAP)
    if marks := max(measure_cells(row.rest) for row in rows):
        room -= max(marks, MIN_REST_WIDTH) + len(GAP)
    if room < min(sizes[-1], MIN_ANSWERS_WIDTH):
        lines = [_render_sentence(row, day_width, width) for row in rows]
    else:
        short_rows = [
            row._replace(answers=cut_at_part(row.answers, room), words="") for row in rows
        ]
        lines = [[line] for line in render_recent_entries(short_rows, width)]
    return [
        [*first, *_wrap_words(row, day_width, width)]
        for first, row in zip(lines, rows, strict=True)
    ]


def _choose_mark(row: RecentEntry) -> str:
    """Return the mark of a row: its own, or that it has words which are not shown."""
    return row.mark or (WORDS_MARK if row.has_words and not row.words else "")


def _render_sentence(row: RecentEntry, day_width: int, width: int) -> list[Content]:
    """Return an entry in as many lines as it needs beside its day."""
    amount = Content.styled(row.amount, "" if row.is_observation else "bold")
    head = [Content(row.what), amount]
    if row.amount and not row.amount[0].isalpha():
        head = [Content(" ").join(head)]
    parts = [*head, Content(row.kind), Content(row.answers)]
    text = Content(", ").join(part for part in parts if part.plain)
    text += style_dim(f" {row.rest}" if row.rest else "")
    return wrap_beside(style_dim(fit_text(row.day, day_width) + GAP), text, width)


def _wrap_words(row: RecentEntry, day_width: int, width: int) -> list[Content]:
    """Return the words that are shown, wrapped below the day's column."""
    indent = Content(" " * (day_width + len(GAP)))
    return wrap_beside(indent, style_dim(row.words), width) if row.words else []


def select_whole(blocks: Sequence[list[Content]], height: int) -> list[list[Content]]:
    """Return the first blocks that are shown whole in so many lines."""
    ends = accumulate(map(len, blocks))
    return [block for block, end in zip(blocks, ends, strict=True) if end <= height]
