"""What happened with the groups, laid flat: all that patterns are made from.

A book may hold 100,000 entries, so these are small tuples and not the entries themselves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.monthly.recurrence import RecurringAmount, expand_recurring
from tracker.entries.types import AnswerWord, Form, Kind, StoredEntry
from tracker.money import Cents, Hundredths
from tracker.months import Month, Period

MEETING_FORMS = frozenset({Form.MEETING, Form.EVENT, Form.ONE_TO_ONE, Form.STALL})
"""The forms of time with a group that are meetings in the narrow sense."""


class AskFact(NamedTuple):
    """One ask; a repeat is one, too."""

    number: int
    day: date
    group: GroupLabel
    kind: Kind
    for_entry: int | None
    """The ask that it is the same as, asked again."""
    high: Cents | None
    every: Period | None
    until: date | None


class AnswerFact(NamedTuple):
    """One answer to an ask; answers compare in the order in which they were given."""

    day: date
    entry: int
    """The number of the entry it stands on: the ask's own, or one of its later answers."""
    position: int
    """Its place on that line."""
    ask: int
    word: AnswerWord
    amount: Cents | None
    every: Period | None


class WithdrawalFact(NamedTuple):
    """A pledge taken back."""

    day: date
    entry: int
    ask: int


class PaymentFact(NamedTuple):
    """Money that left on a day; a standing payment is one on each day on which it occurs."""

    day: date
    number: int
    group: GroupLabel
    kind: Kind
    for_entry: int | None
    cents: Cents


class RecurringPaymentFact(NamedTuple):
    """A payment with a period."""

    payment: PaymentFact
    label: str | None
    every: Period
    until: date | None


class TimeFact(NamedTuple):
    """Time with the group, in whatever form."""

    number: int
    day: date
    group: GroupLabel
    form: Form
    hours: Hundredths | None


class DayRange(NamedTuple):
    """The days that count, from one to another, both included."""

    first: date
    last: date

    @classmethod
    def from_months(cls, first: Month | None, last: Month | None) -> "DayRange":
        """The days of these months, both included; without an end, all there are."""
        return cls(first.first_day if first else date.min, last.last_day if last else date.max)

    def contains(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PatternFacts:
    """What is noted of the groups up to `today`, in the order of the entries' numbers."""

    today: date
    asks: Sequence[AskFact] = ()
    answers: Sequence[AnswerFact] = ()
    withdrawals: Sequence[WithdrawalFact] = ()
    tags_by_entry: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """The tags of an entry, by its number."""
    one_off_payments: Sequence[PaymentFact] = ()
    """Payments without a period."""
    recurring_payments: Sequence[RecurringPaymentFact] = ()
    time_spent: Sequence[TimeFact] = ()
    goals: Sequence[StoredEntry] = ()

    def select_group(self, group: GroupLabel) -> "PatternFacts":
        """What happened with one group; with None, with all of them."""
        return self if group is None else self.select_groups(lambda each: each == group)

    def select_groups(self, is_wanted: Callable[[GroupLabel], bool]) -> "PatternFacts":
        """What happened with some groups; None is that of entries without one."""
        asks = [ask for ask in self.asks if is_wanted(ask.group)]
        numbers = {ask.number for ask in asks}
        return replace(
            self,
            asks=asks,
            answers=[answer for answer in self.answers if answer.ask in numbers],
            withdrawals=[taken for taken in self.withdrawals if taken.ask in numbers],
            one_off_payments=[paid for paid in self.one_off_payments if is_wanted(paid.group)],
            recurring_payments=[
                each for each in self.recurring_payments if is_wanted(each.payment.group)
            ],
            time_spent=[spent for spent in self.time_spent if is_wanted(spent.group)],
            goals=[item for item in self.goals if is_wanted(getattr(item.entry, "group", None))],
        )

    def list_ask_numbers(self, kind: Kind) -> tuple[int, ...]:
        """The numbers of all asks of a kind, oldest number first."""
        return tuple(sorted(ask.number for ask in self.asks if ask.kind is kind))

    def expand_payments(self) -> list[PaymentFact]:
        """Every payment up to today; a standing one once for each day on which it occurred."""
        return [
            *self.one_off_payments,
            *_expand_recurring_payments(self.recurring_payments, self.today),
        ]


def _expand_recurring_payments(
    standing: Sequence[RecurringPaymentFact], today: date
) -> Iterator[PaymentFact]:
    by_number = {each.payment.number: each.payment for each in standing}
    items = [
        RecurringAmount(
            (paid.group, paid.kind, label), paid.day, paid.number, every, until, paid.cents
        )
        for paid, label, every, until in standing
    ]
    for item, day in expand_recurring(items, today):
        # `0/month` only ends what stood before; it is no payment.
        if item.cents:
            yield by_number[item.number]._replace(day=day)
