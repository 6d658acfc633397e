"""What the monthly table is calculated from: sums that the book makes, and single entries.

The book keeps sums by month, group and kind. What depends on today comes as entries, and the table
finds the days on which they count.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.entries.types import Kind, Limit, NeedKind, Source, StoredEntry
from tracker.money import Cents
from tracker.months import Month

GroupLabel = str | None
"""A group's label, or None if an entry has no group."""


@dataclass(frozen=True, slots=True)
class MonthlyFacts:
    """All that the monthly table needs of a book, as of `today`.

    Asks, payments, money back and money received are those up to today. One-off income and needs
    those up to the end of today's month. `other_entries` are the wages up to today, every limit,
    every income, need and payment with a period, and the asks with a yes that repeats, with all
    that belongs to them, in the order of their numbers. Those asks are in no sum. Months before
    `first_month` are not summed. Everything else is of the whole book.
    """

    today: date
    currency: str
    first_month: Month | None = None
    """The first month whose one-off cents are here, or None if all are."""
    first_day: date | None = None
    """The earliest day of any entry. None in an empty book."""
    uncounted_entries: int = 0
    """How many entries have an impossible day, and so are counted nowhere."""
    last_change_day: date | None = None
    """The day on which the newest change was made, as the device said then, or None without one."""
    first_income: date | None = None
    first_need: date | None = None
    first_limit: date | None = None
    has_group_entries: bool = False
    """Whether there is an ask, a payment or time with a group."""
    groups: Sequence[str] = ()
    """Labels in the order in which entries first named them."""
    income: Mapping[Month, Cents] = field(default_factory=dict)
    needs: Mapping[Month, Cents] = field(default_factory=dict)
    food: Mapping[Month, Cents] = field(default_factory=dict)
    """The part of the living costs that is food."""
    one_off_costs: Set[tuple[Month, NeedKind]] = frozenset()
    """The months and kinds of one-off living costs, also of 0."""
    skipped_costs: Set[NeedKind] = frozenset()
    """The living costs that the person does not want to be asked about."""
    paid: Mapping[tuple[Month, GroupLabel, Kind], Cents] = field(default_factory=dict)
    paid_open: Mapping[tuple[Month, GroupLabel], int] = field(default_factory=dict)
    """How many payments have no known amount, and so are in no sum."""
    paid_estimated: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    """The part of `paid` that the person estimated."""
    paid_documented: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    """The part of `paid` that has a receipt."""
    returned: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    returned_open: Mapping[tuple[Month, GroupLabel], int] = field(default_factory=dict)
    received: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    observations: Mapping[tuple[Month, GroupLabel, Source], int] = field(default_factory=dict)
    """How often money was asked of others, given by others, or announced. Amounts are in no sum."""
    ask_counts: Mapping[tuple[Month, GroupLabel], int] = field(default_factory=dict)
    """How often money was asked for, also by the asks among `other_entries`."""
    asked_low: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    asked_high: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    asked_open: Mapping[tuple[Month, GroupLabel], int] = field(default_factory=dict)
    """How many asks named no amount."""
    pledged: Mapping[tuple[Month, GroupLabel], Cents] = field(default_factory=dict)
    other_entries: Sequence[StoredEntry] = ()
    is_copy: bool = False
    """Whether it is someone's copy, which the reader cannot add to."""
    lacks_groups: bool = False
    """Whether some of what was given is missing here, which would make the amount left too high."""

    def as_copy(self, *, lacks_groups: bool) -> "MonthlyFacts":
        """Return the facts of a copy, without limits where some groups are missing."""
        entries = self.other_entries
        if lacks_groups:
            entries = [item for item in entries if not isinstance(item.entry, Limit)]
        return replace(self, other_entries=entries, is_copy=True, lacks_groups=lacks_groups)
