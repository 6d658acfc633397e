"""The moments in the life of an ask, told from its entries: each asking, answer and payment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tracker.analysis.monthly.ask_totals import chain_asks
from tracker.analysis.monthly.facts import GroupLabel
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Kind,
    LaterAnswer,
    Payment,
    Refund,
    StoredEntry,
    Withdrawal,
)
from tracker.money import Cents
from tracker.months import Period


class StepKind(StrEnum):
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


ASK_STEPS = (StepKind.ASKED, StepKind.ASKED_AGAIN)


@dataclass(frozen=True, slots=True)
class AmountRange:
    """What was asked for, promised or moved; both ends None where no amount was named."""

    low: Cents | None
    high: Cents | None
    every: Period | None = None

    @classmethod
    def from_ask(cls, ask: Ask) -> "AmountRange":
        """What an ask names."""
        return cls(ask.low, ask.high, ask.every)

    @classmethod
    def from_cents(cls, cents: Cents, every: Period | None = None) -> "AmountRange":
        """One amount."""
        return cls(cents, cents, every)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One thing that happened, and the number of the entry that says so."""

    day: date
    kind: StepKind
    number: int
    amount: AmountRange | None = None
    """None where the moment has no amount of its own."""
    words: str | None = None
    """What was said."""


@dataclass(frozen=True, slots=True)
class RecurrenceEnd:
    """How a standing payment ends: on which day and by which entry."""

    day: date
    number: int
    successor: StoredEntry | None = None
    """The newer payment that takes its place, if one does."""

    def has_never_run(self, paid: Payment) -> bool:
        """Whether the newer one took its place before it could occur."""
        return self.successor is not None and self.day <= paid.day


def find_recurrence_ends(entries: Iterable[StoredEntry], today: date) -> dict[int, RecurrenceEnd]:
    """The standing payments that have ended, by number: a newer one of their kind ends them."""
    rows: dict[tuple[GroupLabel, Kind, str | None], list[tuple[Payment, StoredEntry]]] = {}
    for item in entries:
        paid = item.entry
        if isinstance(paid, Payment) and paid.every:
            rows.setdefault((paid.group, paid.kind, paid.label), []).append((paid, item))
    found: dict[int, RecurrenceEnd] = {}
    for row in rows.values():
        row.sort(key=lambda each: (each[0].day, each[1].number))
        for paid, item in row:
            if paid.until is not None and paid.until <= today:
                found[item.number] = RecurrenceEnd(paid.until, item.number)
        for (paid, item), (newer, its) in pairwise(row):
            if paid.until is None or newer.day <= paid.until:
                found[item.number] = RecurrenceEnd(newer.day, its.number, its)
    return found


@dataclass(frozen=True, slots=True)
class AskThread:
    """An ask and its repeats in the order of their days, with the entries that are tied to them."""

    asks: Sequence[tuple[int, Ask]]
    later_answers: list[tuple[int, LaterAnswer]] = field(default_factory=list)
    withdrawals: list[tuple[int, Withdrawal]] = field(default_factory=list)
    payments: list[tuple[int, Payment]] = field(default_factory=list)
    refunds: list[tuple[int, Refund]] = field(default_factory=list)

    @property
    def group(self) -> GroupLabel:
        """The group that asked."""
        return self.asks[0][1].group

    @property
    def entry_numbers(self) -> Iterator[int]:
        """The numbers of its entries."""
        for tied in (self.asks, self.later_answers, self.withdrawals, self.payments, self.refunds):
            yield from (number for number, _entry in tied)

    def has_running_payment(self, recurrence_ends: Mapping[int, RecurrenceEnd]) -> bool:
        """Whether a standing payment to it still runs."""
        return any(
            paid.every and paid.amount and number not in recurrence_ends
            for number, paid in self.payments
        )

    def build_steps(self, recurrence_ends: Mapping[int, RecurrenceEnd]) -> tuple[TimelineStep, ...]:
        """What happened, in the order of days, of numbers, and of the words on a line."""
        gifts = [(number, paid) for number, paid in self.payments if not paid.every]
        asks = dict(self.asks)
        lines: list[tuple[int, Ask | LaterAnswer]] = [*self.asks, *self.later_answers]
        lines.sort(key=lambda line: (line[1].day, line[0]))
        told: list[TimelineStep] = []
        for number, entry in lines:
            if isinstance(entry, Ask):
                what = StepKind.ASKED_AGAIN if told else StepKind.ASKED
                told.append(
                    TimelineStep(entry.day, what, number, AmountRange.from_ask(entry), entry.words)
                )
            said = entry.words if isinstance(entry, LaterAnswer) else None
            ask = number if isinstance(entry, Ask) else entry.for_entry
            for answer in entry.answers:
                sum_ = _find_promised_amount(answer, asks[ask])
                if answer.word is AnswerWord.GAVE:
                    sum_ = _take_gift(gifts, ask, entry.day)
                told.append(TimelineStep(entry.day, ANSWER_STEPS[answer.word], number, sum_, said))
                said = None
        told += (
            TimelineStep(paid.day, StepKind.PAID, number, AmountRange.from_cents(paid.amount))
            for number, paid in gifts
        )
        told += self._build_recurring_steps(recurrence_ends)
        told += (
            TimelineStep(each.day, StepKind.WITHDREW, number) for number, each in self.withdrawals
        )
        told += (
            TimelineStep(each.day, StepKind.RETURNED, number, AmountRange.from_cents(each.amount))
            for number, each in self.refunds
        )
        # The sort keeps the answers of one line in the order in which they were given.
        return tuple(sorted(told, key=lambda moment: (moment.day, moment.number)))

    def _build_recurring_steps(
        self, recurrence_ends: Mapping[int, RecurrenceEnd]
    ) -> Iterator[TimelineStep]:
        """One moment where a standing payment begins, one where it ends and no other follows."""
        own = {number for number, _paid in self.payments}
        for number, paid in self.payments:
            if not paid.every or not paid.amount:
                continue
            end = recurrence_ends.get(number)
            if end and end.has_never_run(paid):
                continue
            yield TimelineStep(
                paid.day, StepKind.PAYS, number, AmountRange.from_cents(paid.amount, paid.every)
            )
            follows = (
                end and end.successor and end.number in own and _find_paid_amount(end.successor)
            )
            if end and not follows:
                yield TimelineStep(end.day, StepKind.ENDED, end.number)


ANSWER_STEPS = {
    AnswerWord.NO: StepKind.NO,
    AnswerWord.LATER: StepKind.LATER,
    AnswerWord.YES: StepKind.YES,
    AnswerWord.PLEDGED: StepKind.YES,
    AnswerWord.GAVE: StepKind.GAVE,
}


def _find_promised_amount(answer: Answer, ask: Ask) -> AmountRange | None:
    """What was promised with an answer."""
    if answer.word is AnswerWord.YES:
        return AmountRange.from_ask(ask)
    return None if answer.amount is None else AmountRange.from_cents(answer.amount, answer.every)


def _take_gift(gifts: list[tuple[int, Payment]], ask: int, day: date) -> AmountRange | None:
    """The payment that a gift made, taken out of those that are still to be told."""
    for place, (_number, paid) in enumerate(gifts):
        if paid.for_entry == ask and paid.day == day:
            del gifts[place]
            return AmountRange.from_cents(paid.amount)
    return None


def _find_paid_amount(item: StoredEntry) -> Cents:
    return item.entry.amount if isinstance(item.entry, Payment) else 0


def build_threads(entries: Sequence[StoredEntry]) -> list[AskThread]:
    """Each ask with its repeats, and all that is tied to any of them."""
    found: list[AskThread] = []
    of: dict[int, AskThread] = {}
    for same in chain_asks(entries):
        chain = AskThread(tuple(same.asks))
        found.append(chain)
        of |= dict.fromkeys((number for number, _ask in same.asks), chain)
    for item in sorted(entries, key=lambda item: item.number):
        tied = getattr(item.entry, "for_entry", None)
        chain_of = of.get(tied) if tied else None
        if chain_of is None:
            continue
        match item.entry:
            case LaterAnswer():
                chain_of.later_answers.append((item.number, item.entry))
            case Withdrawal():
                chain_of.withdrawals.append((item.number, item.entry))
            case Payment():
                chain_of.payments.append((item.number, item.entry))
                # Money that comes back belongs to its payment.
                of[item.number] = chain_of
            case Refund():
                chain_of.refunds.append((item.number, item.entry))
    return found
