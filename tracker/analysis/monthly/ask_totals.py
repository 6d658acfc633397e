"""What was asked and what was pledged, month by month: asks with their repeats and answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple, Protocol

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import AnswerWord, Ask, LaterAnswer, StoredEntry, Withdrawal
from tracker.money import Cents
from tracker.months import Month, Period, find_occurrences


@dataclass(frozen=True, slots=True)
class Pledge:
    """What was promised on a day: once (`every` is None) or regularly, up to `end` (if any)."""

    start: date
    cents: Cents
    every: Period | None
    end: date | None
    entry: int
    """The number of the entry in which it was promised."""


class AskTerms(Protocol):
    """An ask, as far as a yes to it needs it."""

    @property
    def high(self) -> Cents | None:
        """The most that it asks for, or None if it names no amount."""

    @property
    def every(self) -> Period | None:
        """How often it occurs, or None for once."""

    @property
    def until(self) -> date | None:
        """The last day of one that repeats."""


class AnswerTerms(Protocol):
    """An answer, as far as a pledge needs it."""

    @property
    def word(self) -> AnswerWord:
        """What was answered."""

    @property
    def amount(self) -> Cents | None:
        """What was promised, where it was named."""

    @property
    def every(self) -> Period | None:
        """How often that was promised, or None for once."""


class PledgeChange(NamedTuple):
    """What an answer or a withdrawal does to the pledge to an ask."""

    day: date
    pledge: Pledge | None
    """The pledge that it makes."""
    ends_previous: bool
    """Whether the pledge before it ends."""


@dataclass(slots=True)
class AskChain:
    """An ask and its repeats in their order, with every pledge made to any of them."""

    asks: list[tuple[int, Ask]]
    pledges: list[Pledge] = field(default_factory=list)

    @property
    def group(self) -> GroupLabel:
        """The group that asked."""
        return self.asks[0][1].group

    @property
    def first_number(self) -> int:
        """The number of the ask that the others repeat."""
        return min(number for number, _ask in self.asks)


@dataclass(slots=True)
class AskTotals:
    """The sums of one group: asked at the low and the high end, pledged, and open asks counted.

    `earlier_yes` is what of both ends was said yes to before the month.
    """

    low: Counter[Month] = field(default_factory=Counter)
    high: Counter[Month] = field(default_factory=Counter)
    earlier_yes: Counter[Month] = field(default_factory=Counter)
    open_asks: Counter[Month] = field(default_factory=Counter)
    pledged: Counter[Month] = field(default_factory=Counter)


class AskCountKind(Enum):
    """How an ask, or a yes to it, counts in a month."""

    ASKED = auto()
    """Asked in that month."""
    EARLIER_YES = auto()
    """Asked by a yes that was said before, in a month without a new ask."""
    PLEDGED = auto()
    """Said yes to."""


class AskDayAmount(NamedTuple):
    """What an ask, or a yes to it, adds on a day. One without amounts is an open ask."""

    kind: AskCountKind
    entry: int
    """The number of the ask, or of the entry with the yes."""
    day: date
    month: Month
    low: Cents | None
    high: Cents | None


def chain_asks(entries: Iterable[StoredEntry]) -> list[AskChain]:
    """Return every ask with its repeats and pledges. The entries may come in any order."""
    items = [item for item in entries if isinstance(item.entry, Ask | LaterAnswer | Withdrawal)]
    items.sort(key=lambda item: item.number)
    asks: dict[int, Ask] = {}
    root: dict[int, int] = {}
    chains: dict[int, AskChain] = {}
    events: dict[int, list[StoredEntry]] = {}
    for item in items:
        entry = item.entry
        target = getattr(entry, "for_entry", None)
        first = root.get(target, item.number) if target else item.number
        if isinstance(entry, Ask):
            asks[item.number] = entry
            root[item.number] = first
            chains.setdefault(first, AskChain([])).asks.append((item.number, entry))
        events.setdefault(first, []).append(item)
    for first, chain in chains.items():
        chain.asks.sort(key=lambda numbered: (numbered[1].day, numbered[0]))
        chain.pledges = list(_find_pledges(events[first], asks))
    return list(chains.values())


def _find_pledges(events: list[StoredEntry], asks: dict[int, Ask]) -> Iterator[Pledge]:
    """Yield the pledges of one ask, each ended by the next pledge, a no or a withdrawal."""
    return apply_pledge_changes(_find_pledge_changes(events, asks))


def _find_pledge_changes(events: list[StoredEntry], asks: dict[int, Ask]) -> Iterator[PledgeChange]:
    """Yield what each answer and withdrawal does to the pledge, in their order."""
    for item in sorted(events, key=lambda item: (item.entry.day, item.number)):
        entry = item.entry
        if isinstance(entry, Withdrawal):
            yield PledgeChange(entry.day, None, ends_previous=True)
        if not isinstance(entry, Ask | LaterAnswer):
            continue
        ask = entry if isinstance(entry, Ask) else asks[entry.for_entry]
        for answer in entry.answers:
            yield find_pledge_change(entry.day, answer, ask, item.number)


def find_pledge_change(day: date, answer: AnswerTerms, ask: AskTerms, entry: int) -> PledgeChange:
    """Return what an answer of a day, in the entry of this number, does to the pledge."""
    pledge = None
    if answer.word is AnswerWord.YES and ask.high is not None:
        pledge = Pledge(day, ask.high, ask.every, ask.until if ask.every else None, entry)
    elif answer.word is AnswerWord.PLEDGED and answer.amount is not None:
        until = ask.until if answer.every else None
        pledge = Pledge(day, answer.amount, answer.every, until, entry)
    return PledgeChange(
        day, pledge, ends_previous=pledge is not None or answer.word is AnswerWord.NO
    )


def apply_pledge_changes(changes: Iterable[PledgeChange]) -> Iterator[Pledge]:
    """Yield the pledges that these changes make, each up to the change that ends it."""
    current: Pledge | None = None
    for day, pledge, ends_previous in changes:
        if current and ends_previous:
            yield _end_pledge(current, day)
            current = None
        current = pledge or current
    if current:
        yield current


def _end_pledge(pledge: Pledge, day: date) -> Pledge:
    """Return the pledge without its occurrences from `day` on."""
    before = day - timedelta(days=1)
    end = before if pledge.end is None else min(pledge.end, before)
    return replace(pledge, end=end)


def expand_pledge(pledge: Pledge, today: date) -> Iterator[date]:
    """Return the days up to today on which a pledge occurs."""
    last = today if pledge.end is None else min(today, pledge.end)
    if pledge.every is None:
        return iter([pledge.start] if pledge.start <= last else [])
    return find_occurrences(pledge.start, pledge.every, last)


def sum_asked_by_group(chains: Sequence[AskChain], today: date) -> dict[GroupLabel, AskTotals]:
    """Return what each group asked for and was promised, by month, up to today."""
    totals: dict[GroupLabel, AskTotals] = {}
    for chain in chains:
        group_totals = totals.setdefault(chain.group, AskTotals())
        for item in expand_ask_chain(chain, today):
            _add_day_amount(item, group_totals)
    return totals


def _add_day_amount(item: AskDayAmount, totals: AskTotals) -> None:
    month = item.month
    if item.low is None or item.high is None:
        totals.open_asks[month] += 1
    elif item.kind is AskCountKind.PLEDGED:
        totals.pledged[month] += item.high
    else:
        totals.low[month] += item.low
        totals.high[month] += item.high
        if item.kind is AskCountKind.EARLIER_YES:
            totals.earlier_yes[month] += item.high


def expand_ask_chain(chain: AskChain, today: date) -> Iterator[AskDayAmount]:
    """Yield what an ask, its repeats and each yes to them add, day by day, up to today.

    Of the asks of a month only the last one counts, to the month's end.
    """
    last_asks = {Month.from_date(ask.day): (number, ask) for number, ask in chain.asks}
    for month, (number, ask) in last_asks.items():
        days: Iterable[date] = (ask.day,)
        if ask.every is not None and ask.high is not None:
            days = find_occurrences(
                ask.day, ask.every, min(month.last_day, ask.until or month.last_day)
            )
        for day in days:
            yield AskDayAmount(AskCountKind.ASKED, number, day, month, ask.low, ask.high)
    for pledge in chain.pledges:
        for day in expand_pledge(pledge, today):
            month, cents = Month.from_date(day), pledge.cents
            yield AskDayAmount(AskCountKind.PLEDGED, pledge.entry, day, month, cents, cents)
            if pledge.every and month not in last_asks:
                yield AskDayAmount(AskCountKind.EARLIER_YES, pledge.entry, day, month, cents, cents)
