"""What was asked and what was pledged, month by month, of an ask and all that is tied to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from tracker.entries.types import Answered, AnswerWord, Ask, Logged, Withdrew
from tracker.figures.facts import Group
from tracker.money import Cents
from tracker.months import Month, Period, occurrences


@dataclass(frozen=True, slots=True)
class Pledge:
    """What was promised on a day: once (`every` is None) or standing, to the end (if any)."""

    start: date
    cents: Cents
    every: Period | None
    end: date | None


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
    """The sums of one group: asked at the low and the high end, pledged, and open asks counted."""

    low: Counter[Month] = field(default_factory=Counter)
    high: Counter[Month] = field(default_factory=Counter)
    open: Counter[Month] = field(default_factory=Counter)
    pledged: Counter[Month] = field(default_factory=Counter)


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
            yield turn(entry.day, answer, ask)


def turn(day: date, answer: Answering, ask: Asking) -> Turn:
    """What an answer given on a day does to the pledge to its ask."""
    made = None
    if answer.word is AnswerWord.YES and ask.high is not None:
        made = Pledge(day, ask.high, ask.every, ask.until if ask.every else None)
    elif answer.word is AnswerWord.PLEDGED and answer.amount is not None:
        made = Pledge(day, answer.amount, answer.every, ask.until if answer.every else None)
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
    return Pledge(pledge.start, pledge.cents, pledge.every, end)


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
        _add(chain, sums.setdefault(chain.group, Asked()), today)
    return sums


def _add(chain: SameAsk, sums: Asked, today: date) -> None:
    last_made = {Month.of(ask.day): ask for _, ask in chain.asks}
    for month, ask in last_made.items():
        if ask.low is None or ask.high is None:
            sums.open[month] += 1
            continue
        times = _times(ask, month)
        sums.low[month] += ask.low * times
        sums.high[month] += ask.high * times
    for pledge in chain.pledges:
        for day in pledge_days(pledge, today):
            month = Month.of(day)
            sums.pledged[month] += pledge.cents
            if pledge.every and month not in last_made:
                sums.low[month] += pledge.cents
                sums.high[month] += pledge.cents


def _times(ask: Ask, month: Month) -> int:
    """How often an ask occurs from its day to the month's end."""
    if ask.every is None:
        return 1
    last = min(month.last, ask.until or month.last)
    return sum(1 for _ in occurrences(ask.day, ask.every, last))
