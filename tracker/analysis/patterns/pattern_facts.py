"""What happened with the groups, laid flat: all that patterns are made from.

A book may hold 100,000 entries, so these are small tuples and not the entries themselves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from tracker.analysis.monthly.facts import Group
from tracker.analysis.monthly.recurrence import Standing, placed
from tracker.entries.types import AnswerWord, Form, Kind, Logged
from tracker.money import Cents, Hundredths
from tracker.months import Month, Period

MEETINGS = frozenset({Form.MEETING, Form.EVENT, Form.ONE_TO_ONE, Form.STALL})
"""The forms of time with a group that are meetings in the narrow sense."""


class AskMade(NamedTuple):
    """One ask; a repeat is one, too."""

    number: int
    day: date
    group: Group
    kind: Kind
    for_entry: int | None
    """The ask that it is the same as, asked again."""
    high: Cents | None
    every: Period | None
    until: date | None


class AnswerGiven(NamedTuple):
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


class TakenBack(NamedTuple):
    """A pledge taken back."""

    day: date
    entry: int
    ask: int


class Payment(NamedTuple):
    """Money that left on a day; a standing payment is one on each day on which it occurs."""

    day: date
    number: int
    group: Group
    kind: Kind
    for_entry: int | None
    cents: Cents


class StandingPayment(NamedTuple):
    """A payment with a period."""

    payment: Payment
    label: str | None
    every: Period
    until: date | None


class TimeSpent(NamedTuple):
    """Time with the group, in whatever form."""

    number: int
    day: date
    group: Group
    form: Form
    hours: Hundredths | None


class Days(NamedTuple):
    """The days that count, from one to another, both included."""

    first: date
    last: date

    @classmethod
    def between(cls, first: Month | None, last: Month | None) -> "Days":
        """The days of these months, both included; without an end, all there are."""
        return cls(first.first if first else date.min, last.last if last else date.max)

    def hold(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Happened:
    """What is noted of the groups up to `today`, in the order of the entries' numbers."""

    today: date
    asks: Sequence[AskMade] = ()
    answers: Sequence[AnswerGiven] = ()
    taken_back: Sequence[TakenBack] = ()
    circumstances: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """The tags of an entry, by its number."""
    paid: Sequence[Payment] = ()
    """Payments without a period."""
    standing: Sequence[StandingPayment] = ()
    time: Sequence[TimeSpent] = ()
    goals: Sequence[Logged] = ()

    def of(self, group: Group) -> "Happened":
        """What happened with one group; with None, with all of them."""
        return self if group is None else self.where(lambda each: each == group)

    def where(self, takes: Callable[[Group], bool]) -> "Happened":
        """What happened with some groups; None is that of entries without one."""
        asks = [ask for ask in self.asks if takes(ask.group)]
        numbers = {ask.number for ask in asks}
        return replace(
            self,
            asks=asks,
            answers=[answer for answer in self.answers if answer.ask in numbers],
            taken_back=[taken for taken in self.taken_back if taken.ask in numbers],
            paid=[paid for paid in self.paid if takes(paid.group)],
            standing=[each for each in self.standing if takes(each.payment.group)],
            time=[spent for spent in self.time if takes(spent.group)],
            goals=[item for item in self.goals if takes(getattr(item.entry, "group", None))],
        )

    def asks_for(self, kind: Kind) -> tuple[int, ...]:
        """The numbers of all asks of a kind, oldest number first."""
        return tuple(sorted(ask.number for ask in self.asks if ask.kind is kind))

    def payments(self) -> list[Payment]:
        """Every payment up to today; a standing one once for each day on which it occurred."""
        return [*self.paid, *_occurred(self.standing, self.today)]


def _occurred(standing: Sequence[StandingPayment], today: date) -> Iterator[Payment]:
    by_number = {each.payment.number: each.payment for each in standing}
    items = [
        Standing((paid.group, paid.kind, label), paid.day, paid.number, every, until, paid.cents)
        for paid, label, every, until in standing
    ]
    for item, day in placed(items, today):
        # `0/month` only ends what stood before; it is no payment.
        if item.cents:
            yield by_number[item.number]._replace(day=day)
