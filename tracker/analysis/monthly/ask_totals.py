"""What was asked and what was pledged, month by month, of an ask and all that is tied to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple, Protocol

from tracker.analysis.monthly.facts import Group
from tracker.entries.types import Answered, AnswerWord, Ask, Logged, Withdrew
from tracker.money import Cents
from tracker.months import Month, Period, occurrences


@dataclass(frozen=True, slots=True)
class Pledge:
    """What was promised on a day: once (`every` is None) or standing, to the end (if any)."""

    start: date
    cents: Cents
    every: Period | None
    end: date | None
    entry: int
    """The number of the entry in which it was promised."""


class Asking(Protocol):
    """An ask, as far as a yes to it needs it."""

    @property
    def high(self) -> Cents | None:
        """The most that it asks for; None where it names no amount."""

    @property
    def every(self) -> Period | None:
        """How often it occurs; None for once."""

    @property
    def until(self) -> date | None:
        """The last day of a standing one."""


class Answering(Protocol):
    """An answer, as far as a pledge needs it."""

    @property
    def word(self) -> AnswerWord:
        """What was answered."""

    @property
    def amount(self) -> Cents | None:
        """What was promised, where it was named."""

    @property
    def every(self) -> Period | None:
        """How often that was promised; None for once."""


class Turn(NamedTuple):
    """What an answer or a withdrawal does to the pledge to an ask."""

    day: date
    made: Pledge | None
    """The pledge that it makes."""
    ends: bool
    """Whether the pledge before it ends."""


@dataclass(slots=True)
class SameAsk:
    """An ask and its repeats in their order, with every pledge made to any of them."""

    asks: list[tuple[int, Ask]]
    pledges: list[Pledge] = field(default_factory=list)

    @property
    def group(self) -> Group:
        """The group that asked."""
        return self.asks[0][1].group


@dataclass(slots=True)
class Asked:
    """The sums of one group: asked at the low and the high end, pledged, and open asks counted.

    `earlier` is what of both ends was said yes to before the month.
    """

    low: Counter[Month] = field(default_factory=Counter)
    high: Counter[Month] = field(default_factory=Counter)
    earlier: Counter[Month] = field(default_factory=Counter)
    open: Counter[Month] = field(default_factory=Counter)
    pledged: Counter[Month] = field(default_factory=Counter)


class How(Enum):
    """How an ask, or a yes to it, counts in a month."""

    ASKED = auto()
    """Asked in that month."""
    EARLIER = auto()
    """Asked by a yes that was said before, in a month without a new ask."""
    PLEDGED = auto()
    """Said yes to."""


class AskedOn(NamedTuple):
    """What an ask, or a yes to it, counts on a day; one without amounts is an open ask."""

    how: How
    entry: int
    """The number of the ask, or of the entry with the yes."""
    day: date
    month: Month
    low: Cents | None
    high: Cents | None


def same_asks(entries: Iterable[Logged]) -> list[SameAsk]:
    """Every ask with its repeats and pledges, from asks, answers and withdrawals in any order."""
    tied = [item for item in entries if isinstance(item.entry, Ask | Answered | Withdrew)]
    tied.sort(key=lambda item: item.number)
    asks: dict[int, Ask] = {}
    root: dict[int, int] = {}
    chains: dict[int, SameAsk] = {}
    events: dict[int, list[Logged]] = {}
    for item in tied:
        entry = item.entry
        target = getattr(entry, "for_entry", None)
        first = root.get(target, item.number) if target else item.number
        if isinstance(entry, Ask):
            asks[item.number] = entry
            root[item.number] = first
            chains.setdefault(first, SameAsk([])).asks.append((item.number, entry))
        elif first not in chains:
            continue
        events.setdefault(first, []).append(item)
    for first, chain in chains.items():
        chain.asks.sort(key=lambda numbered: (numbered[1].day, numbered[0]))
        chain.pledges = list(_pledges(events[first], asks))
    return list(chains.values())


def _pledges(events: list[Logged], asks: dict[int, Ask]) -> Iterator[Pledge]:
    """The pledges of one ask, each ended by the next pledge, a no or a withdrawal."""
    return in_turn(_turns(events, asks))


def _turns(events: list[Logged], asks: dict[int, Ask]) -> Iterator[Turn]:
    """What each answer and withdrawal does to the pledge, in the order in which they were made."""
    for item in sorted(events, key=lambda item: (item.entry.day, item.number)):
        entry = item.entry
        if isinstance(entry, Withdrew):
            yield Turn(entry.day, None, ends=True)
        if not isinstance(entry, Ask | Answered):
            continue
        ask = entry if isinstance(entry, Ask) else asks[entry.for_entry]
        for answer in entry.answers:
            yield turn(entry.day, answer, ask, item.number)


def turn(day: date, answer: Answering, ask: Asking, number: int) -> Turn:
    """What an answer, given on a day in the entry of a number, does to the pledge to its ask."""
    made = None
    if answer.word is AnswerWord.YES and ask.high is not None:
        made = Pledge(day, ask.high, ask.every, ask.until if ask.every else None, number)
    elif answer.word is AnswerWord.PLEDGED and answer.amount is not None:
        until = ask.until if answer.every else None
        made = Pledge(day, answer.amount, answer.every, until, number)
    return Turn(day, made, ends=made is not None or answer.word is AnswerWord.NO)


def in_turn(turns: Iterable[Turn]) -> Iterator[Pledge]:
    """The pledges that these turns make, each up to the one that ends it."""
    current: Pledge | None = None
    for day, made, ends in turns:
        if current and ends:
            yield _ended(current, day)
            current = None
        current = made or current
    if current:
        yield current


def _ended(pledge: Pledge, day: date) -> Pledge:
    """The pledge with no occurrence from `day` on; what it had before stays."""
    before = day - timedelta(days=1)
    end = before if pledge.end is None else min(pledge.end, before)
    return replace(pledge, end=end)


def pledge_days(pledge: Pledge, today: date) -> Iterator[date]:
    """The days up to today on which a pledge occurs."""
    last = today if pledge.end is None else min(today, pledge.end)
    if pledge.every is None:
        return iter([pledge.start] if pledge.start <= last else [])
    return occurrences(pledge.start, pledge.every, last)


def asked_by_group(chains: Sequence[SameAsk], today: date) -> dict[Group, Asked]:
    """What each group asked for and was promised, by month, up to today."""
    sums: dict[Group, Asked] = {}
    for chain in chains:
        asked = sums.setdefault(chain.group, Asked())
        for item in asked_on(chain, today):
            _add(item, asked)
    return sums


def _add(item: AskedOn, sums: Asked) -> None:
    month = item.month
    if item.low is None or item.high is None:
        sums.open[month] += 1
    elif item.how is How.PLEDGED:
        sums.pledged[month] += item.high
    else:
        sums.low[month] += item.low
        sums.high[month] += item.high
        if item.how is How.EARLIER:
            sums.earlier[month] += item.high


def asked_on(chain: SameAsk, today: date) -> Iterator[AskedOn]:
    """Yield all that an ask, its repeats and each yes to them count, day by day, up to today.

    Of the asks of a month only the last one made counts, to the month's end.
    """
    last_made = {Month.of(ask.day): (number, ask) for number, ask in chain.asks}
    for month, (number, ask) in last_made.items():
        days: Iterable[date] = (ask.day,)
        if ask.every is not None and ask.high is not None:
            days = occurrences(ask.day, ask.every, min(month.last, ask.until or month.last))
        for day in days:
            yield AskedOn(How.ASKED, number, day, month, ask.low, ask.high)
    for pledge in chain.pledges:
        for day in pledge_days(pledge, today):
            month, cents = Month.of(day), pledge.cents
            yield AskedOn(How.PLEDGED, pledge.entry, day, month, cents, cents)
            if pledge.every and month not in last_made:
                yield AskedOn(How.EARLIER, pledge.entry, day, month, cents, cents)
