"""What the place of entries lists, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.book.book import Book
from tracker.book.database.row_mapping import LazyEntries
from tracker.entries.entry_description import TYPE_LABELS
from tracker.entries.types import StoredEntry
from tracker.i18n import N_, _, format_month
from tracker.months import Month
from tracker.screens.entries.search import newest_first
from tracker.widgets.entry_table import DraftItem, EntryItem, RowLabels

MOST_OF_A_DRAFT = 3000
"""Characters of a draft that are shown; on the line it is whole."""


class Order(NamedTuple):
    """An order of entries, and how it is called."""

    name: str
    key: Callable[[StoredEntry], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: where it is from, and what is said about it."""

    place: str
    items: Sequence[StoredEntry]
    above: tuple[EntryItem, ...] = ()
    """What stands above them, in whatever order they are."""
    told: str = ""
    """Said in the place of how many there are and in what order."""
    nothing: str = ""
    """Said where there is none."""


def month_listing(month: Month, current: Month, book: Book) -> Listing:
    """Return what is listed of a month; what is of no month stands above today's."""
    name = format_month(month.first_day)
    return Listing(
        _("Entries · {month}").format(month=name),
        book.load_newest_first(month.first_day, month.last_day),
        _of_no_month(book) if month == current else (),
        nothing=_("Nothing is noted in {month}.").format(month=name),
    )


def _of_no_month(book: Book) -> tuple[EntryItem, ...]:
    """Return the drafts, and the entries of a day that cannot be."""
    drafts = (
        DraftItem(draft.number, draft.day, beginning(draft.text))
        for draft in reversed(book.drafts.load_all())
    )
    return (*drafts, *book.day_repair.load_outside_range())


def _by_amount(item: StoredEntry) -> tuple[int, ...]:
    amount: int | None = getattr(item.entry, "high", getattr(item.entry, "amount", None))
    return (-1 if amount is None else amount) * -1, *newest_first(item)


def _by_type(item: StoredEntry) -> tuple[int, ...]:
    return TYPES.index(item.entry.word), *newest_first(item)


TYPES = tuple(TYPE_LABELS)
"""The first words of entries, in the order in which they are sorted."""
ORDERS = (
    Order(N_("newest first"), newest_first),
    Order(N_("by number"), lambda item: (-item.number,)),
    Order(N_("by amount"), _by_amount),
    Order(N_("by type"), _by_type),
)


def ordered(items: Sequence[StoredEntry], order: Order) -> Sequence[StoredEntry]:
    """The entries in an order; those of a month come newest first, and are not all made."""
    if isinstance(items, LazyEntries) and order.key is newest_first:
        return items
    return sorted(items, key=order.key)


def beginning(text: str) -> str:
    """Return what is shown of a draft: all of it, but for one that no screen has room for."""
    return text if len(text) <= MOST_OF_A_DRAFT else f"{text[:MOST_OF_A_DRAFT]}…"


def naming(items: Sequence[StoredEntry], *, year: bool) -> RowLabels:
    """What the rows of these entries have to name."""
    if isinstance(items, LazyEntries):
        return RowLabels(len(items.groups) > 1, year, items.highest_number)
    groups = {getattr(item.entry, "group", None) for item in items}
    return RowLabels(len(groups - {None}) > 1, year)
