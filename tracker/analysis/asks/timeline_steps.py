"""The steps of an ask's timeline: each ask, answer, payment and refund, made from its entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Evidence,
    Kind,
    LaterAnswer,
    Observation,
    Payment,
    Refund,
    StoredEntry,
    Withdrawal,
)
from tracker.money import Cents
from tracker.months import Period


class StepKind(StrEnum):
    """What happened in a step of an ask's timeline."""

    ASKED = "asked"
    ASKED_AGAIN = "asked again"
    NO = "no"
    LATER = "later"
    SILENT = "silent"
    YES = "yes"
    GAVE = "gave"
    PAID = "paid"
    PAYS = "pays"
    """A regular payment begins."""
    ENDED = "ended"
    """A regular payment ends."""
    WITHDREW = "withdrew"
    RETURNED = "returned"


ASK_STEPS = (StepKind.ASKED, StepKind.ASKED_AGAIN)


@dataclass(frozen=True, slots=True)
class AmountRange:
    """What was asked for, promised or paid. Both ends are None if no amount was named."""

    low: Cents | None
    high: Cents | None
    every: Period | None = None
    is_estimated: bool = field(default=False, compare=False)
    """Whether the person estimated it. The same amount may be estimated once and known later."""

    @classmethod
    def from_entry(cls, entry: Ask | Observation) -> "AmountRange":
        """Return what an ask names, or what was asked of others or given by them."""
        return cls(entry.low, entry.high, entry.every, entry.evidence is Evidence.ESTIMATED)

    @classmethod
    def from_payment(cls, payment: Payment | Refund) -> "AmountRange":
        """Return what was paid, or paid back."""
        cents, every = payment.amount, payment.every if isinstance(payment, Payment) else None
        return cls(cents, cents, every, payment.evidence is Evidence.ESTIMATED)

    @classmethod
    def from_cents(cls, cents: Cents | None, every: Period | None = None) -> "AmountRange":
        """Return a range of one amount, which is None if it is not known."""
        return cls(cents, cents, every)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One thing that happened, and the number of the entry that says so."""

    day: date
    kind: StepKind
    number: int
    amount: AmountRange | None = None
    """None where the step has no amount of its own."""
    words: str | None = None
    """What was said."""


@dataclass(frozen=True, slots=True)
class RecurrenceEnd:
    """How a regular payment ends: on which day and by which entry."""

    day: date
    number: int
    successor: StoredEntry | None = None
    """The newer payment that takes its place, if one does."""

    def has_never_run(self, payment: Payment) -> bool:
        """Return whether the newer one took its place before it could occur."""
        return self.successor is not None and self.day <= payment.day


_RecurrenceKey = tuple[GroupLabel, Kind, str | None]
"""The group, kind and label by which a newer regular payment takes the place of an older one."""


def find_recurrence_ends(entries: Iterable[StoredEntry], today: date) -> dict[int, RecurrenceEnd]:
    """Return how regular payments ended, by number. A newer one of the same kind ends one, too."""
    rows: dict[_RecurrenceKey, list[tuple[Payment, StoredEntry]]] = defaultdict(list)
    for item in entries:
        payment = item.entry
        if isinstance(payment, Payment) and payment.every:
            rows[payment.group, payment.kind, payment.label].append((payment, item))
    ends: dict[int, RecurrenceEnd] = {}
    for row in rows.values():
        row.sort(key=lambda numbered: (numbered[0].day, numbered[1].number))
        ends.update(_find_ends(row, today))
    return ends


def _find_ends(
    row: Sequence[tuple[Payment, StoredEntry]], today: date
) -> Iterator[tuple[int, RecurrenceEnd]]:
    """Yield the ends of regular payments that take one another's place, each with its number."""
    for payment, item in row:
        if payment.until is not None and payment.until <= today:
            yield item.number, RecurrenceEnd(payment.until, item.number)
    for (payment, item), (newer, newer_item) in pairwise(row):
        if payment.until is None or newer.day <= payment.until:
            yield item.number, RecurrenceEnd(newer.day, newer_item.number, newer_item)


@dataclass(frozen=True, slots=True)
class AskThread:
    """An ask and its repeats in the order of their days, with the entries that belong to them."""

    asks: list[tuple[int, Ask]] = field(default_factory=list)
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
        for entries in (
            self.asks,
            self.later_answers,
            self.withdrawals,
            self.payments,
            self.refunds,
        ):
            yield from (number for number, _entry in entries)

    def add_entry(self, item: StoredEntry) -> None:
        """Add what belongs to one of its asks."""
        match item.entry:
            case LaterAnswer():
                self.later_answers.append((item.number, item.entry))
            case Withdrawal():
                self.withdrawals.append((item.number, item.entry))
            case Payment():
                self.payments.append((item.number, item.entry))
            case Refund():
                self.refunds.append((item.number, item.entry))

    def has_running_payment(self, recurrence_ends: Mapping[int, RecurrenceEnd]) -> bool:
        """Return whether a regular payment to it still runs."""
        return any(
            payment.every and payment.amount and number not in recurrence_ends
            for number, payment in self.payments
        )

    def build_steps(self, recurrence_ends: Mapping[int, RecurrenceEnd]) -> tuple[TimelineStep, ...]:
        """Return what happened, in the order of days, of numbers, and of the answers on a line."""
        gifts = [(number, payment) for number, payment in self.payments if not payment.every]
        steps = [
            *self._build_ask_steps(gifts),
            *self._build_payment_steps(gifts),
            *self._build_recurring_steps(recurrence_ends),
        ]
        # The sort keeps the answers of one line in the order in which they were given.
        return tuple(sorted(steps, key=lambda step: (step.day, step.number)))

    def _build_ask_steps(self, gifts: list[tuple[int, Payment]]) -> Iterator[TimelineStep]:
        """Yield each ask and each answer. The payment of a gift is removed from `gifts`."""
        asks = dict(self.asks)
        entries: list[tuple[int, Ask | LaterAnswer]] = [*self.asks, *self.later_answers]
        entries.sort(key=lambda numbered: (numbered[1].day, numbered[0]))
        kind = StepKind.ASKED
        for number, entry in entries:
            if isinstance(entry, Ask):
                amount = AmountRange.from_entry(entry)
                yield TimelineStep(entry.day, kind, number, amount, entry.words)
                ask, words = number, None
            else:
                ask, words = entry.for_entry, entry.words
            kind = StepKind.ASKED_AGAIN
            for answer in entry.answers:
                answered = _find_promised_amount(answer, asks[ask])
                if answer.word is AnswerWord.GAVE:
                    answered = _pop_gift_amount(gifts, ask, entry.day)
                yield TimelineStep(entry.day, ANSWER_STEPS[answer.word], number, answered, words)
                words = None

    def _build_payment_steps(self, gifts: list[tuple[int, Payment]]) -> Iterator[TimelineStep]:
        """Yield what was paid apart from an answer, what was taken back and what came back."""
        for number, payment in gifts:
            amount = AmountRange.from_payment(payment)
            yield TimelineStep(payment.day, StepKind.PAID, number, amount)
        for number, withdrawal in self.withdrawals:
            yield TimelineStep(withdrawal.day, StepKind.WITHDREW, number)
        for number, refund in self.refunds:
            amount = AmountRange.from_payment(refund)
            yield TimelineStep(refund.day, StepKind.RETURNED, number, amount)

    def _build_recurring_steps(
        self, recurrence_ends: Mapping[int, RecurrenceEnd]
    ) -> Iterator[TimelineStep]:
        """Yield a step where a regular payment begins, and one where it ends for good."""
        own_numbers = {number for number, _paid in self.payments}
        for number, payment in self.payments:
            if not payment.every or not payment.amount:
                continue
            end = recurrence_ends.get(number)
            if end and end.has_never_run(payment):
                continue
            amount = AmountRange.from_payment(payment)
            yield TimelineStep(payment.day, StepKind.PAYS, number, amount)
            has_successor = (
                end
                and end.successor
                and end.number in own_numbers
                and _find_paid_amount(end.successor)
            )
            if end and not has_successor:
                yield TimelineStep(end.day, StepKind.ENDED, end.number)


ANSWER_STEPS = {
    AnswerWord.NO: StepKind.NO,
    AnswerWord.LATER: StepKind.LATER,
    AnswerWord.YES: StepKind.YES,
    AnswerWord.PLEDGED: StepKind.YES,
    AnswerWord.GAVE: StepKind.GAVE,
    AnswerWord.SILENT: StepKind.SILENT,
}


def _find_promised_amount(answer: Answer, ask: Ask) -> AmountRange | None:
    """Return what was promised with an answer."""
    if answer.word is AnswerWord.YES:
        return AmountRange.from_entry(ask)
    return None if answer.amount is None else AmountRange.from_cents(answer.amount, answer.every)


def _pop_gift_amount(gifts: list[tuple[int, Payment]], ask: int, day: date) -> AmountRange | None:
    """Remove the payment of a gift from the list and return its amount."""
    for position, (_number, payment) in enumerate(gifts):
        if payment.for_entry == ask and payment.day == day:
            del gifts[position]
            return AmountRange.from_payment(payment)
    return None


def _find_paid_amount(item: StoredEntry) -> Cents:
    return item.entry.amount or 0 if isinstance(item.entry, Payment) else 0


def build_threads(entries: Iterable[StoredEntry]) -> list[AskThread]:
    """Return each ask with its repeats, and all entries that belong to any of them."""
    threads: list[AskThread] = []
    thread_of_ask: dict[int, AskThread] = {}
    thread_of_payment: dict[int, AskThread] = {}
    for item in sorted(entries, key=attrgetter("number")):
        number, entry = item.number, item.entry
        target: int = getattr(entry, "for_entry", None) or 0
        thread = thread_of_ask.get(target)
        if isinstance(entry, Ask):
            if thread is None:
                thread = AskThread()
                threads.append(thread)
            thread.asks.append((number, entry))
            thread_of_ask[number] = thread
        elif thread is not None:
            thread.add_entry(item)
            if isinstance(entry, Payment):
                thread_of_payment[number] = thread
        elif isinstance(entry, Refund) and target in thread_of_payment:
            # Money that comes back belongs to its payment.
            thread_of_payment[target].refunds.append((number, entry))
    for thread in threads:
        thread.asks.sort(key=lambda numbered: (numbered[1].day, numbered[0]))
    return threads
