"""What happened with the groups, as small tuples: all that patterns are counted from.

A book may hold 100,000 entries, so the entries themselves are not loaded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.recurrence import RecurringAmount, expand_recurring
from tracker.entries.types import AnswerWord, Form, Kind, Source, StoredEntry
from tracker.money import Cents, Hundredths
from tracker.months import Month, Period
from tracker.steps import LARGE

MEETING_FORMS = frozenset({Form.MEETING, Form.EVENT, Form.ONE_TO_ONE, Form.STALL})
"""The forms of time with a group that count as meetings."""
REASK_WINDOW = timedelta(days=30)
"""Another ask of the same kind and group within this time counts as asking again."""


class AskFact(NamedTuple):
    """One ask. A repeat is one, too."""

    number: int
    day: date
    group: GroupLabel
    kind: Kind
    for_entry: int | None
    """The ask that it repeats."""
    high: Cents | None
    every: Period | None
    until: date | None
    campaign: str | None = None


class ObservationFact(NamedTuple):
    """Money asked of others, given by others, or announced. No sum has it."""

    number: int
    day: date
    group: GroupLabel
    source: Source
    low: Cents | None
    high: Cents | None
    every: Period | None
    is_estimated: bool


class AnswerFact(NamedTuple):
    """One answer to an ask. Answers compare in the order in which they were given."""

    day: date
    entry: int
    """The number of its entry: the ask's own, or one of its later answers."""
    position: int
    """Its position on that line."""
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
    """Money paid on a day. A regular payment is one on each day on which it occurs."""

    day: date
    number: int
    group: GroupLabel
    kind: Kind
    for_entry: int | None
    cents: Cents
    """0 if it is not known, or if a regular payment only ends the one before."""
    is_estimated: bool = False


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
    hours_high: Hundredths | None = None
    """The second end of a range of hours, or None without a range."""


class HourSum(NamedTuple):
    """A sum of the hours of meetings, with each range at its low end, then at its high end."""

    low: Hundredths
    high: Hundredths


def sum_hours(meetings: Iterable[TimeFact]) -> HourSum:
    """Return how long these meetings were in all, without those whose hours are not known."""
    hours = [
        (meeting.hours, meeting.hours_high or meeting.hours)
        for meeting in meetings
        if meeting.hours is not None
    ]
    return HourSum(sum(low for low, _high in hours), sum(high for _low, high in hours))


class DayFact(Protocol):
    """What happened on a day."""

    @property
    def day(self) -> date:
        """The day."""


_Fact = TypeVar("_Fact", bound=DayFact)


class DayRange(NamedTuple):
    """The days that count, from one to another, both included."""

    first: date
    last: date

    @classmethod
    def from_months(cls, first: Month | None, last: Month | None) -> "DayRange":
        """Return the days of these months, both included, or all days if an end is missing."""
        return cls(first.first_day if first else date.min, last.last_day if last else date.max)

    def contains(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return self.first <= day <= self.last

    def select(self, facts: Sequence[_Fact]) -> Sequence[_Fact]:
        """Return what happened on one of them. If all days count, nothing is copied."""
        if self == (date.min, date.max):
            return facts
        first, last = self
        return [fact for fact in facts if first <= fact.day <= last]


@dataclass(frozen=True, slots=True)
class PatternFacts:
    """What happened with the groups up to `today`, in the order of the entries' numbers."""

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
    observations: Sequence[ObservationFact] = ()

    def select_group(self, group: GroupLabel) -> "PatternFacts":
        """Return what happened with one group, or with all of them for None."""
        return self if group is None else self.select_groups(lambda label: label == group)

    def select_groups(self, is_wanted: Callable[[GroupLabel], bool]) -> "PatternFacts":
        """Return what happened with some groups. None is the group of entries without one."""
        asks = [ask for ask in self.asks if is_wanted(ask.group)]
        numbers = {ask.number for ask in asks}
        return replace(
            self,
            asks=asks,
            answers=[answer for answer in self.answers if answer.ask in numbers],
            withdrawals=[
                withdrawal for withdrawal in self.withdrawals if withdrawal.ask in numbers
            ],
            one_off_payments=[
                payment for payment in self.one_off_payments if is_wanted(payment.group)
            ],
            recurring_payments=[
                recurring
                for recurring in self.recurring_payments
                if is_wanted(recurring.payment.group)
            ],
            time_spent=[time for time in self.time_spent if is_wanted(time.group)],
            goals=[item for item in self.goals if is_wanted(getattr(item.entry, "group", None))],
            observations=[
                observation for observation in self.observations if is_wanted(observation.group)
            ],
        )

    @property
    def is_large(self) -> bool:
        """Whether it is long work to count all of it."""
        return len(self.asks) + len(self.time_spent) + len(self.one_off_payments) >= LARGE

    def expand_payments(self) -> list[PaymentFact]:
        """Return every payment up to today, a regular one once for each of its days."""
        return [
            *self.one_off_payments,
            *_expand_recurring_payments(self.recurring_payments, self.today),
        ]


def _expand_recurring_payments(
    recurring_payments: Sequence[RecurringPaymentFact], today: date
) -> Iterator[PaymentFact]:
    by_number = {recurring.payment.number: recurring.payment for recurring in recurring_payments}
    items = [
        RecurringAmount(
            (payment.group, payment.kind, label),
            payment.day,
            payment.number,
            every,
            until,
            payment.cents,
        )
        for payment, label, every, until in recurring_payments
    ]
    for item, day in expand_recurring(items, today):
        # `0/month` only ends the payment before it.
        if item.cents:
            yield by_number[item.number]._replace(day=day)
