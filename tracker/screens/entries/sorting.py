"""The entries that the screen lists for a month, and their order."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from tracker.analysis.groups.meeting_entries import (
    EntryKey,
    arrange_under_meetings,
    build_entry_key,
    match_meetings,
)
from tracker.book.book import Book
from tracker.book.database.row_mapping import LazyEntries
from tracker.entries.entry_description import TYPE_LABELS
from tracker.entries.types import StoredEntry
from tracker.i18n import N_label, _, _label, format_month
from tracker.months import Month
from tracker.screens.entries.search import build_newest_first_key
from tracker.widgets.entry_table import DraftItem, EntryItem, RowLabels

MAX_DRAFT_CHARACTERS = 3000
"""The most characters of a draft in the list. The entry line shows all of it."""


class SortOrder(NamedTuple):
    """An order of entries, and its name."""

    name: str
    key: Callable[[StoredEntry], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class EntryListing:
    """A list of entries: its title, its entries, and the items above them."""

    place: str
    items: Sequence[StoredEntry]
    items_above: tuple[EntryItem, ...] = ()
    """Items above the entries, in every sort order."""
    heading: str = ""
    """Replaces the number of entries and the order in the heading."""
    empty_text: str = ""
    """The sentence for an empty list."""


def build_month_listing(month: Month, current: Month, book: Book) -> EntryListing:
    """Return the list of a month. Drafts and impossible days are above the current month."""
    name = format_month(month.first_day)
    return EntryListing(
        _label("Entries · {month}").format(month=name),
        book.load_newest_first(month.first_day, month.last_day),
        _load_monthless_items(book) if month == current else (),
        empty_text=_("No entries in {month}.").format(month=name),
    )


def _load_monthless_items(book: Book) -> tuple[EntryItem, ...]:
    """Return the drafts, and the entries with an impossible day."""
    drafts = (
        DraftItem(draft.number, draft.day, shorten_draft(draft.text))
        for draft in reversed(book.drafts.load_all())
    )
    return (*drafts, *book.day_repair.load_outside_range())


def _build_amount_key(item: StoredEntry) -> tuple[int, ...]:
    amount: int | None = getattr(item.entry, "high", getattr(item.entry, "amount", None))
    return (-1 if amount is None else amount) * -1, *build_newest_first_key(item)


def _build_type_key(item: StoredEntry) -> tuple[int, ...]:
    return TYPE_ORDER.index(item.entry.word), *build_newest_first_key(item)


TYPE_ORDER = tuple(TYPE_LABELS)
"""The types of entries in sort order."""
SORT_ORDERS = (
    SortOrder(N_label("newest first"), build_newest_first_key),
    SortOrder(N_label("by number"), lambda item: (-item.number,)),
    SortOrder(N_label("by amount"), _build_amount_key),
    SortOrder(N_label("by type"), _build_type_key),
)


class SortedEntries(NamedTuple):
    """Entries in an order, and the numbers of those that are below their meeting."""

    items: Sequence[StoredEntry]
    below_meeting: Set[int] = frozenset()


def sort_entries(items: Sequence[StoredEntry], order: SortOrder) -> SortedEntries:
    """Return the entries in an order. Newest first, those of a meeting are below it.

    Those of a month are sorted already, and loaded lazily.
    """
    if order.key is not build_newest_first_key:
        return SortedEntries(sorted(items, key=order.key))
    newest_first = items if isinstance(items, LazyEntries) else sorted(items, key=order.key)
    keys = _list_keys(newest_first)
    meeting_of_entry = match_meetings(keys)
    if not meeting_of_entry:
        return SortedEntries(newest_first)
    places = arrange_under_meetings(keys, meeting_of_entry)
    arranged = (
        newest_first.arrange(places)
        if isinstance(newest_first, LazyEntries)
        else [newest_first[place] for place in places]
    )
    return SortedEntries(arranged, frozenset(meeting_of_entry))


def _list_keys(items: Sequence[StoredEntry]) -> list[EntryKey]:
    """Return what decides which entries belong to which meeting, without building lazy ones."""
    if not isinstance(items, LazyEntries):
        return [build_entry_key(item) for item in items]
    return [
        EntryKey(number, word, day, group, word == "paid" and every is not None)
        for number, word, day, group, every in items.list_columns(
            "number", "type", "day", "group", "every"
        )
    ]


def shorten_draft(text: str) -> str:
    """Return the text of a draft, cut if no screen has room for it."""
    return text if len(text) <= MAX_DRAFT_CHARACTERS else f"{text[:MAX_DRAFT_CHARACTERS]}…"


def build_row_labels(entries: SortedEntries, *, has_year: bool) -> RowLabels:
    """Return what the rows of these entries show: the group, the year, what is indented."""
    items, below_meeting = entries
    if isinstance(items, LazyEntries):
        highest = items.highest_number
        return RowLabels(len(items.groups) > 1, has_year, highest, indented_numbers=below_meeting)
    groups = {getattr(item.entry, "group", None) for item in items}
    return RowLabels(len(groups - {None}) > 1, has_year, indented_numbers=below_meeting)
