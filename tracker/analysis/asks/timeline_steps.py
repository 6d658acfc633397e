"""The moments in the life of an ask, told from its entries: each asking, answer and payment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tracker.analysis.monthly.ask_totals import same_asks
from tracker.analysis.monthly.facts import Group
from tracker.entries.types import (
    Answer,
    Answered,
    AnswerWord,
    Ask,
    Kind,
    Logged,
    Paid,
    Returned,
    Withdrew,
)
from tracker.money import Cents
from tracker.months import Period


class What(StrEnum):
    """What happened at a moment in the life of an ask."""

    ASKED = "asked"
    ASKED_AGAIN = "asked again"
    NO = "no"
    LATER = "later"
    YES = "yes"
    GAVE = "gave"
    PAID = "paid"
    PAYS = "pays"
    """A standing payment begins."""
    ENDED = "ended"
    """A standing payment ends."""
    WITHDREW = "withdrew"
    RETURNED = "returned"


ASKING = (What.ASKED, What.ASKED_AGAIN)


@dataclass(frozen=True, slots=True)
class Sum:
    """What was asked for, promised or moved; both ends None where no amount was named."""

    low: Cents | None
    high: Cents | None
    every: Period | None = None

    @classmethod
    def asked(cls, ask: Ask) -> "Sum":
        """What an ask names."""
        return cls(ask.low, ask.high, ask.every)

    @classmethod
    def of(cls, cents: Cents, every: Period | None = None) -> "Sum":
        """One amount."""
        return cls(cents, cents, every)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, and the number of the entry that says so."""

    day: date
    what: What
    number: int
    sum: Sum | None = None
    """None where the moment has no amount of its own."""
    words: str | None = None
    """What was said."""


@dataclass(frozen=True, slots=True)
class End:
    """How a standing payment ends: on which day and by which entry."""

    day: date
    number: int
    by: Logged | None = None
    """The newer payment that takes its place, if one does."""

    def never_ran(self, paid: Paid) -> bool:
        """Whether the newer one took its place before it could occur."""
        return self.by is not None and self.day <= paid.day


def ends(entries: Iterable[Logged], today: date) -> dict[int, End]:
    """The standing payments that have ended, by number: a newer one of their kind ends them."""
    rows: dict[tuple[Group, Kind, str | None], list[tuple[Paid, Logged]]] = {}
    for item in entries:
        paid = item.entry
        if isinstance(paid, Paid) and paid.every:
            rows.setdefault((paid.group, paid.kind, paid.label), []).append((paid, item))
    found: dict[int, End] = {}
    for row in rows.values():
        row.sort(key=lambda each: (each[0].day, each[1].number))
        for paid, item in row:
            if paid.until is not None and paid.until <= today:
                found[item.number] = End(paid.until, item.number)
        for (paid, item), (newer, its) in pairwise(row):
            if paid.until is None or newer.day <= paid.until:
                found[item.number] = End(newer.day, its.number, its)
    return found


@dataclass(frozen=True, slots=True)
class Chain:
    """An ask and its repeats in the order of their days, with the entries that are tied to them."""

    asks: Sequence[tuple[int, Ask]]
    answered: list[tuple[int, Answered]] = field(default_factory=list)
    withdrew: list[tuple[int, Withdrew]] = field(default_factory=list)
    paid: list[tuple[int, Paid]] = field(default_factory=list)
    returned: list[tuple[int, Returned]] = field(default_factory=list)

    @property
    def group(self) -> Group:
        """The group that asked."""
        return self.asks[0][1].group

    @property
    def numbers(self) -> Iterator[int]:
        """The numbers of its entries."""
        for tied in (self.asks, self.answered, self.withdrew, self.paid, self.returned):
            yield from (number for number, _entry in tied)

    def is_paying(self, ended: Mapping[int, End]) -> bool:
        """Whether a standing payment to it still runs."""
        return any(paid.every and paid.amount and number not in ended for number, paid in self.paid)

    def moments(self, ended: Mapping[int, End]) -> tuple[Moment, ...]:
        """What happened, in the order of days, of numbers, and of the words on a line."""
        gifts = [(number, paid) for number, paid in self.paid if not paid.every]
        asks = dict(self.asks)
        lines: list[tuple[int, Ask | Answered]] = [*self.asks, *self.answered]
        lines.sort(key=lambda line: (line[1].day, line[0]))
        told: list[Moment] = []
        for number, entry in lines:
            if isinstance(entry, Ask):
                what = What.ASKED_AGAIN if told else What.ASKED
                told.append(Moment(entry.day, what, number, Sum.asked(entry), entry.words))
            said = entry.words if isinstance(entry, Answered) else None
            ask = number if isinstance(entry, Ask) else entry.for_entry
            for answer in entry.answers:
                sum_ = _sum_of(answer, asks[ask])
                if answer.word is AnswerWord.GAVE:
                    sum_ = _taken(gifts, ask, entry.day)
                told.append(Moment(entry.day, ANSWERED[answer.word], number, sum_, said))
                said = None
        told += (Moment(paid.day, What.PAID, number, Sum.of(paid.amount)) for number, paid in gifts)
        told += self._standing(ended)
        told += (Moment(each.day, What.WITHDREW, number) for number, each in self.withdrew)
        told += (
            Moment(each.day, What.RETURNED, number, Sum.of(each.amount))
            for number, each in self.returned
        )
        # The sort keeps the answers of one line in the order in which they were given.
        return tuple(sorted(told, key=lambda moment: (moment.day, moment.number)))

    def _standing(self, ended: Mapping[int, End]) -> Iterator[Moment]:
        """One moment where a standing payment begins, one where it ends and no other follows."""
        own = {number for number, _paid in self.paid}
        for number, paid in self.paid:
            if not paid.every or not paid.amount:
                continue
            end = ended.get(number)
            if end and end.never_ran(paid):
                continue
            yield Moment(paid.day, What.PAYS, number, Sum.of(paid.amount, paid.every))
            follows = end and end.by and end.number in own and _amount(end.by)
            if end and not follows:
                yield Moment(end.day, What.ENDED, end.number)


ANSWERED = {
    AnswerWord.NO: What.NO,
    AnswerWord.LATER: What.LATER,
    AnswerWord.YES: What.YES,
    AnswerWord.PLEDGED: What.YES,
    AnswerWord.GAVE: What.GAVE,
}


def _sum_of(answer: Answer, ask: Ask) -> Sum | None:
    """What was promised with an answer."""
    if answer.word is AnswerWord.YES:
        return Sum.asked(ask)
    return None if answer.amount is None else Sum.of(answer.amount, answer.every)


def _taken(gifts: list[tuple[int, Paid]], ask: int, day: date) -> Sum | None:
    """The payment that a gift made, taken out of those that are still to be told."""
    for place, (_number, paid) in enumerate(gifts):
        if paid.for_entry == ask and paid.day == day:
            del gifts[place]
            return Sum.of(paid.amount)
    return None


def _amount(item: Logged) -> Cents:
    return item.entry.amount if isinstance(item.entry, Paid) else 0


def chains(entries: Sequence[Logged]) -> list[Chain]:
    """Each ask with its repeats, and all that is tied to any of them."""
    found: list[Chain] = []
    of: dict[int, Chain] = {}
    for same in same_asks(entries):
        chain = Chain(tuple(same.asks))
        found.append(chain)
        of |= dict.fromkeys((number for number, _ask in same.asks), chain)
    for item in sorted(entries, key=lambda item: item.number):
        tied = getattr(item.entry, "for_entry", None)
        chain_of = of.get(tied) if tied else None
        if chain_of is None:
            continue
        match item.entry:
            case Answered():
                chain_of.answered.append((item.number, item.entry))
            case Withdrew():
                chain_of.withdrew.append((item.number, item.entry))
            case Paid():
                chain_of.paid.append((item.number, item.entry))
                # Money that comes back belongs to its payment.
                of[item.number] = chain_of
            case Returned():
                chain_of.returned.append((item.number, item.entry))
    return found
