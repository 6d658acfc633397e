"""The facts that figures are made from: what the book sums up, and the entries it cannot sum.

The book groups one-off cents by month, group and kind; whatever is standing, asked or answered
comes as it was logged, and figures place it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.entries.types import Kind, Logged
from tracker.money import Cents
from tracker.months import Month

Group = str | None
"""A group's label; None where an entry has no group."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the monthly table needs of a book, as of `today`.

    Payments, money back and money received are those up to today; one-off income and needs those
    up to the end of today's month. `others` are all asks, answers and withdrawals up to today,
    every limit, and every income, need and payment with a period, in the order of their numbers.
    """

    today: date
    currency: str
    first_day: date | None = None
    """The earliest day of any entry; None in an empty book."""
    first_income: date | None = None
    first_need: date | None = None
    groups: Sequence[str] = ()
    """Labels in the order in which entries first named them."""
    income: Mapping[Month, Cents] = field(default_factory=dict)
    needs: Mapping[Month, Cents] = field(default_factory=dict)
    paid: Mapping[tuple[Month, Group, Kind], Cents] = field(default_factory=dict)
    returned: Mapping[tuple[Month, Group], Cents] = field(default_factory=dict)
    received: Mapping[tuple[Month, Group], Cents] = field(default_factory=dict)
    others: Sequence[Logged] = ()
