"""The details of one entry: every part that the list has no room for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.analysis.groups.meeting_entries import NO_RELATED_ENTRIES, RelatedEntries
from tracker.entries.entry_description import EVIDENCE_LABELS
from tracker.entries.label_period import convert_to_repeating
from tracker.entries.tags import NO_MONEY_TAG
from tracker.entries.types import Entry, Evidence, Meeting, StoredEntry
from tracker.i18n import (
    N_,
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_date,
    has_visible_days,
    join_list,
)
from tracker.months import is_in_range
from tracker.text_width import flow_parts, measure_cells
from tracker.widgets.columns import is_beside
from tracker.widgets.entry_table import DraftItem, EntryItem
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import fit_text, style_dim, wrap_beside

GAP = Content("   ")
"""The space between two parts on one line."""
MAX_RELATED = 8
"""Entries of a meeting that are shown with it."""
WRONG_DAY_TEXT = N_(
    "{day} can’t be right. Change it, or run Check notebook in Settings for a suggestion."
)


class EntryParts(NamedTuple):
    """An entry as text: a heading, then its parts with their labels."""

    head: str
    parts: tuple[tuple[str, str], ...]


def describe_item(
    item: EntryItem, numbers: NumberFormat, related: RelatedEntries = NO_RELATED_ENTRIES
) -> EntryParts:
    """Return all that is known about an entry, or a draft as it was typed."""
    if isinstance(item, DraftItem):
        text = numbers.mask_numbers(item.text)
        return EntryParts(
            _label("draft"), ((_label("you typed"), text), (_label("day"), format_date(item.day)))
        )
    entry = item.entry
    description = describe_entry(_remove_shown_apart(entry), numbers)
    what = " ".join(part for part in (description.type_label, description.amount) if part)
    day, is_right = format_date(entry.day), is_in_range(entry.day)
    parts = (
        (_label("day"), "" if is_right else _(WRONG_DAY_TEXT).format(day=day)),
        # The person's own words come first, because the end is cut if there is no room.
        (_label("answer"), description.answers),
        (_label("money"), _label("didn’t come up") if is_without_money(entry) else ""),
        (_label("said"), f"“{description.words}”" if description.words else ""),
        (_label("my words"), description.own_words),
        (_label("only for me"), description.private_note),
        (_label("repeats"), describe_label_question(entry, numbers)),
        *_describe_related(related, numbers),
        (_label("you noticed"), description.tags),
        (_label("also"), description.details),
        (_label("group"), description.group),
        (_label("day"), day if is_right else ""),
        (_label("saved"), describe_logged_day(entry.day, item.logged_on)),
        (_label("how you know"), _label(EVIDENCE_LABELS[entry.evidence])),
    )
    head = ", ".join(part for part in (what, description.kind) if part)
    title = _label("Entry {number}: {summary}").format(number=item.number, summary=head)
    return EntryParts(title, tuple((label, text) for label, text in parts if text))


def is_without_money(entry: Entry) -> bool:
    """Return whether the person wrote down that money did not come up."""
    return isinstance(entry, Meeting) and NO_MONEY_TAG in entry.circumstances


def _remove_shown_apart(entry: Entry) -> Entry:
    """Return an entry without what has a part of its own."""
    entry = replace(entry, evidence=Evidence.REMEMBERED)
    if isinstance(entry, Meeting) and is_without_money(entry):
        tags = tuple(tag for tag in entry.circumstances if tag != NO_MONEY_TAG)
        return replace(entry, circumstances=tags)
    return entry


def _describe_related(related: RelatedEntries, numbers: NumberFormat) -> Iterator[tuple[str, str]]:
    """Yield the meeting of an entry, or what belongs to a meeting, each after its type."""
    if related.meeting is not None:
        meeting = describe_entry(related.meeting.entry, numbers)
        what = " ".join(part for part in (meeting.type_label, meeting.amount) if part)
        yield _label("at"), format_numbered_entry(related.meeting, what)
    shown = [*related.members, *related.heard][:MAX_RELATED]
    for other in shown:
        description = describe_entry(other.entry, numbers)
        parts = (
            *(description.amount, description.kind),
            *(description.answers, description.details),
        )
        text = join_list(part for part in parts if part)
        yield description.type_label, format_numbered_entry(other, text)
    more = len(related.members) + len(related.heard) - len(shown)
    if more:
        yield "", _label_plural("and {count} more", "and {count} more", more).format(count=more)


def format_numbered_entry(item: StoredEntry, text: str) -> str:
    """Return a text about an entry after the entry's number."""
    return _label("entry {number}: {description}").format(number=item.number, description=text)


def describe_label_question(entry: Entry, numbers: NumberFormat) -> str:
    """Return the question about a label that says how often, empty if it does not."""
    repeating = convert_to_repeating(entry)
    if repeating is None:
        return ""
    words = numbers.mask_numbers(repeating.words)
    return _("The label says “{words}”. Does it repeat?").format(words=words)


def describe_logged_day(day: date, logged_on: date) -> str:
    """Return the day an entry was saved, and how many days after its own day that was."""
    if not has_visible_days():
        return format_date(logged_on)
    later = (logged_on - day).days
    if later == 0:
        return _label("the same day")
    if later == 1:
        return _label("{day}, the day after").format(day=format_date(logged_on))
    if later > 1:
        text = _label_plural("{day}, {count} day later", "{day}, {count} days later", later)
        return text.format(day=format_date(logged_on), count=later)
    return format_date(logged_on)


class EntryDetail(Widget):
    """The entry at the cursor, beside the list or in a few lines below it."""

    entry_parts: reactive[EntryParts | None] = reactive(None)

    def show_item(
        self,
        item: EntryItem | None,
        numbers: NumberFormat,
        related: RelatedEntries = NO_RELATED_ENTRIES,
    ) -> None:
        """Show an item, or nothing. `related` is what is shown with it."""
        self.entry_parts = None if item is None else describe_item(item, numbers, related)

    @property
    def wanted_height(self) -> int:
        """The lines needed to show all of it."""
        return len(self._layout_lines())

    def _layout_lines(self) -> list[Content]:
        width = self.content_size.width
        if self.entry_parts is None or width < 1:
            return []
        # Beside the list, each part begins a line.
        if is_beside(self):
            return list(_list_details(self.entry_parts, width))
        return _flow_details(self.entry_parts, width)

    def render(self) -> Content:
        """Return as many lines as fit."""
        width, height = self.content_size
        lines = self._layout_lines()
        if not lines or height < 1:
            return Content("")
        if len(lines) > height:
            last = (lines[height - 1] + Content(" …")).truncate(width, ellipsis=True)
            lines = [*lines[: height - 1], last]
        return Content("\n").join(lines)


def _flow_details(entry_parts: EntryParts, width: int) -> list[Content]:
    """Return the parts one after another. A part that does not fit begins the next line."""

    def wrap_part(part: Content) -> list[Content]:
        return [line.rstrip() for line in part.wrap(width)]

    parts = [Content.styled(entry_parts.head, "bold")]
    parts += (
        (style_dim(f"{label} ") if label else Content("")) + Content(text)
        for label, text in entry_parts.parts
    )
    lines = flow_parts(parts, lambda part: part.cell_length, GAP.cell_length, width, wrap_part)
    return [GAP.join(line) for line in lines]


def _list_details(entry_parts: EntryParts, width: int) -> Iterator[Content]:
    yield from Content.styled(entry_parts.head, "bold").wrap(width)
    yield Content("")
    labels = max(measure_cells(label) for label, _text in entry_parts.parts) + 2
    for label, text in entry_parts.parts:
        head = style_dim(fit_text(label, labels))
        yield from wrap_beside(head, Content(text), width, least=1)
