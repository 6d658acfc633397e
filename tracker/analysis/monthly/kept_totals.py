"""Totals that a notebook keeps by month, type, group and kind, so no reader adds them up.

One-off amounts count in the month of their day. An ask counts with its repeats and every yes to
them, which are its chain. What depends on today is not in them: what repeats, and each chain with a
yes that repeats.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from tracker.analysis.monthly.ask_totals import AskChain, AskCountKind, chain_asks, expand_ask_chain
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import (
    Ask,
    Entry,
    Evidence,
    Income,
    Kind,
    LaterAnswer,
    MoneyFromGroup,
    Need,
    NeedKind,
    Observation,
    Payment,
    Refund,
    Source,
    StoredEntry,
    Withdrawal,
)
from tracker.money import Cents
from tracker.months import LATEST, Month

ChainEntry: TypeAlias = Ask | LaterAnswer | Withdrawal
"""What an ask's chain is made of."""
CHAIN_TYPES = (Ask.word, LaterAnswer.word, Withdrawal.word)
COUNTED_TYPES = (
    *CHAIN_TYPES,
    *(entry.word for entry in (Income, Need, Payment, Refund, MoneyFromGroup)),
    *(source.value for source in Source),
)
"""What counts in any total."""
# Data: in people's notebooks since 0.1. Never rename.
PLEDGED = "pledged"
"""The type of the totals of what was said yes to. Each other type is an entry's word."""


TotalField: TypeAlias = Literal["entries", "low", "high", "unknown", "estimated", "documented"]


class TotalKey(NamedTuple):
    """What a total is of."""

    month: Month
    type: str
    group: GroupLabel
    kind: str | None
    """The kind of a payment or a living cost. None for every other type."""


class Total(NamedTuple):
    """What the entries of a total add up to, or the difference that a change makes."""

    entries: int = 0
    low: Cents = 0
    high: Cents = 0
    unknown: int = 0
    """How many amounts are not known, and so in no sum."""
    estimated: Cents = 0
    """The part of `low` that the person estimated."""
    documented: Cents = 0
    """The part of `low` that has a receipt."""


class _Part(NamedTuple):
    """What one entry adds to a total."""

    key: TotalKey
    total: Total


@dataclass(slots=True)
class KeptTotals:
    """Totals by what they are of, and the asks whose totals depend on today."""

    totals: dict[TotalKey, Total] = field(default_factory=dict)
    regular_pledges: set[int] = field(default_factory=set)
    """The first ask of each chain with a yes that repeats. Its amounts are in no total."""

    def add_entries(self, items: Iterable[StoredEntry]) -> None:
        """Add entries. The chain of each ask among them is what they have of it."""
        chain_entries = []
        for item in items:
            if isinstance(item.entry, ChainEntry):
                chain_entries.append(item)
            else:
                self._add_parts(_find_one_off_parts(item.entry), 1)
        for chain in chain_asks(chain_entries):
            self._add_chain(chain)

    def add(self, other: "KeptTotals") -> None:
        """Add what others have."""
        self._add_parts(other.totals.items(), 1)
        self.regular_pledges |= other.regular_pledges

    def subtract(self, other: "KeptTotals") -> None:
        """Take away what others have."""
        self._add_parts(other.totals.items(), -1)
        self.regular_pledges -= other.regular_pledges

    def select(self, type_: str, since: Month | None) -> Iterator[tuple[TotalKey, Total]]:
        """Yield the totals of a type that any entry counts in, from a month on or of all months."""
        for key, total in self.totals.items():
            if key.type == type_ and total.entries and (since is None or key.month >= since):
                yield key, total

    def _add_chain(self, chain: AskChain) -> None:
        group = chain.group
        for _number, ask in chain.asks:
            key = TotalKey(Month.from_date(ask.day), Ask.word, group, None)
            self._add_parts([(key, Total(entries=1))], 1)
        if any(pledge.every for pledge in chain.pledges):
            self.regular_pledges.add(chain.first_number)
            return
        for amount in expand_ask_chain(chain, LATEST):
            is_pledged = amount.kind is AskCountKind.PLEDGED
            key = TotalKey(amount.month, PLEDGED if is_pledged else Ask.word, group, None)
            total = Total(unknown=1)
            if amount.low is not None and amount.high is not None:
                total = Total(entries=int(is_pledged), low=amount.low, high=amount.high)
            self._add_parts([(key, total)], 1)

    def _add_parts(self, parts: Iterable[tuple[TotalKey, Total]], sign: int) -> None:
        totals = self.totals
        for key, total in parts:
            former = totals.get(key)
            added = total if sign == 1 else Total._make(-number for number in total)
            totals[key] = added if former is None else Total._make(map(int.__add__, former, added))


def select_chains(items: Iterable[StoredEntry], firsts: Collection[int]) -> list[StoredEntry]:
    """Return the asks with these numbers, and all that belongs to them. The order is by number."""
    roots: dict[int, int] = {}
    selected = []
    for item in sorted(items, key=lambda item: item.number):
        target: int | None = getattr(item.entry, "for_entry", None)
        roots[item.number] = roots.get(target, item.number) if target else item.number
        if roots[item.number] in firsts:
            selected.append(item)
    return selected


def _find_one_off_parts(entry: Entry) -> Iterator[_Part]:
    """Yield what an entry adds to a total by itself: nothing if it repeats."""
    match entry:
        case Income(every=None, amount=amount):
            yield _build_part(entry, None, None, amount)
        case Need(every=None, amount=amount, kind=kind):
            yield _build_part(entry, None, kind.value, amount)
        case Payment(every=None, amount=paid, group=group, kind=paid_for):
            yield _build_part(entry, group, paid_for.value, paid)
        case Refund(amount=paid, group=group) | MoneyFromGroup(amount=paid, group=group):
            yield _build_part(entry, group, None, paid)
        case Observation(group=group):
            key = TotalKey(Month.from_date(entry.day), entry.word, group, None)
            yield _Part(key, Total(entries=1))


def _build_part(entry: Entry, group: GroupLabel, kind: str | None, cents: Cents | None) -> _Part:
    key = TotalKey(Month.from_date(entry.counted_day), entry.word, group, kind)
    if cents is None:
        return _Part(key, Total(entries=1, unknown=1))
    return _Part(
        key,
        Total(
            entries=1,
            low=cents,
            high=cents,
            estimated=cents if entry.evidence is Evidence.ESTIMATED else 0,
            documented=cents if entry.evidence is Evidence.DOCUMENTED else 0,
        ),
    )


class MonthlySums:
    """Totals as figures read them, from a month on: what is 0 is left out."""

    def __init__(self, totals: KeptTotals, since: Month | None) -> None:
        """Read these totals."""
        self._totals = totals
        self._since = since

    def sum_by_month(self, type_: str, kind: str | None = None) -> dict[Month, Cents]:
        """Return the cents of each month, of one kind or of all."""
        sums: Counter[Month] = Counter()
        for key, total in self._totals.select(type_, self._since):
            if kind in (None, key.kind):
                sums[key.month] += total.low
        return {month: cents for month, cents in sums.items() if cents}

    def sum_by_group(self, type_: str, name: TotalField) -> dict[tuple[Month, GroupLabel], int]:
        """Return one number of the totals by month and group."""
        sums: Counter[tuple[Month, GroupLabel]] = Counter()
        for key, total in self._totals.select(type_, self._since):
            sums[key.month, key.group] += getattr(total, name)
        return {key: number for key, number in sums.items() if number}

    def sum_payments(self) -> dict[tuple[Month, GroupLabel, Kind], Cents]:
        """Return what was paid once by month, group and kind."""
        return {
            (key.month, key.group, Kind(key.kind)): total.low
            for key, total in self._totals.select(Payment.word, self._since)
            if total.low and key.kind
        }

    def find_costs(self, kinds: Iterable[NeedKind]) -> set[tuple[Month, NeedKind]]:
        """Return the months that have one-off living costs of these kinds, also of 0."""
        kind_by_name = {kind.value: kind for kind in kinds}
        return {
            (key.month, kind_by_name[key.kind])
            for key, _total in self._totals.select(Need.word, self._since)
            if key.kind in kind_by_name
        }
