"""What each event cost: paid, refunds, costs around it, and hours, which are never money.

A campaign is summed up the same way. What others were asked or gave is counted, never added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts, RecurringPaymentFact
from tracker.entries.grammar import FORM_WORDS
from tracker.entries.hours import MINUTES_PER_HOUR, has_hundredths
from tracker.money import Cents, Hundredths

ALL_DAYS = DayRange.from_months(None, None)
_PARTS_PER_HOUR = 300
"""Parts of an hour in which minutes and hundredths of an hour are whole numbers."""


class NameField(StrEnum):
    """What a name after `+` is."""

    # Data: in people's notebooks since 0.1. Never rename.
    EVENT = "event"
    CAMPAIGN = "campaign"


class EventFact(NamedTuple):
    """An entry with an event or a campaign. A refund has that of its payment."""

    number: int
    day: date
    group: GroupLabel
    type: str
    name: str
    label: str | None = None
    cents: Cents | None = None
    """The amount, or the low end of a range. None where it is not known. Hours have none."""
    is_regular: bool = False
    is_estimated: bool = False
    hours: Hundredths | None = None
    hours_high: Hundredths | None = None
    minutes: int | None = None
    """The whole time where hundredths of an hour cannot hold it."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that is summed up, up to `today`, in the order of the entries' numbers."""

    today: date
    facts: Sequence[EventFact] = ()
    regular_payments: Sequence[RecurringPaymentFact] = ()
    """Every regular payment of the notebook: one without the event may end one that has it."""


class MoneySum(NamedTuple):
    """A sum, how many amounts are not known and so not in it, and the estimated part of it."""

    cents: Cents = 0
    unknown_count: int = 0
    estimated: Cents = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no amount, known or unknown."""
        return not (self.cents or self.unknown_count)

    def add(self, other: "MoneySum") -> "MoneySum":
        """Return both sums as one."""
        return MoneySum(
            self.cents + other.cents,
            self.unknown_count + other.unknown_count,
            self.estimated + other.estimated,
        )


class LabelCost(NamedTuple):
    """The costs of one label, or those without a label."""

    label: str | None
    sum: MoneySum


@dataclass(frozen=True, slots=True)
class EventTotal:
    """What one event, or one campaign, of one group cost.

    Asks are counted and not summed: the same ask made again would count twice.
    """

    name: str
    group: GroupLabel
    first_day: date
    last_day: date
    """The days of the time spent there. Without such, those of all its entries but refunds."""
    paid: MoneySum
    refunds: MoneySum
    """What came back of these payments. It is taken off nothing."""
    costs: MoneySum
    costs_by_label: tuple[LabelCost, ...]
    """The largest first. Those without a label are last."""
    hours_low: Hundredths
    hours_high: Hundredths
    minutes: int | None
    """The whole time where hundredths of an hour cannot hold it, and it is no range."""
    times_without_hours: int
    asked: int
    asked_open: int
    """How many of these asks named no amount."""
    seen: int
    heard: int
    entries: tuple[int, ...]
    """The numbers of its entries, lowest first."""

    @property
    def together(self) -> MoneySum:
        """What was paid and what it cost besides."""
        return self.paid.add(self.costs)

    @property
    def has_money(self) -> bool:
        """Whether anything was paid or spent."""
        return not self.together.is_empty


def sum_events(facts: EventFacts, days: DayRange = ALL_DAYS) -> tuple[EventTotal, ...]:
    """Return a total for each name and group with something on these days, the latest first.

    A group's events are its own: the same name in two groups makes two totals.
    """
    rows: dict[tuple[str, GroupLabel], list[EventFact]] = defaultdict(list)
    for fact in _expand_facts(facts):
        if days.contains(fact.day):
            rows[fact.name, fact.group].append(fact)
    totals = [_sum_facts(name, group, row) for (name, group), row in rows.items()]
    totals.sort(key=lambda total: (total.name, total.group or ""))
    totals.sort(key=lambda total: total.last_day, reverse=True)
    return tuple(totals)


def _expand_facts(facts: EventFacts) -> Iterator[EventFact]:
    """Yield each fact, and a regular payment once for each of its days.

    A regular payment is there on its own day, too, without an amount of its own.
    """
    regular = {fact.number: fact for fact in facts.facts if fact.is_regular and fact.type == "paid"}
    yield from facts.facts
    if not regular:
        return
    payments = PatternFacts(facts.today, recurring_payments=facts.regular_payments)
    for payment in payments.expand_payments():
        if payment.number in regular:
            fact = regular[payment.number]
            yield fact._replace(day=payment.day, cents=payment.cents, is_regular=False)


def _sum_facts(name: str, group: GroupLabel, facts: Sequence[EventFact]) -> EventTotal:
    by_type: dict[str, list[EventFact]] = defaultdict(list)
    for fact in facts:
        by_type[fact.type].append(fact)
    time = [fact for form in FORM_WORDS for fact in by_type[form]]
    own = [fact for fact in facts if fact.type != "returned"]
    days = [fact.day for fact in time or own or facts]
    low, high = _add_hours(time)
    minutes = low * MINUTES_PER_HOUR // _PARTS_PER_HOUR
    is_whole = minutes * _PARTS_PER_HOUR == low * MINUTES_PER_HOUR
    asks, costs = by_type["ask"], by_type["cost"]
    return EventTotal(
        name=name,
        group=group,
        first_day=min(days),
        last_day=max(days),
        paid=_add_money(fact for fact in by_type["paid"] if not fact.is_regular),
        refunds=_add_money(by_type["returned"]),
        costs=_add_money(costs),
        costs_by_label=_add_by_label(costs),
        hours_low=_round_parts(low),
        hours_high=_round_parts(high),
        minutes=minutes if low == high and is_whole and not has_hundredths(minutes) else None,
        times_without_hours=sum(fact.hours is None for fact in time),
        asked=len(asks),
        asked_open=sum(fact.cents is None for fact in asks),
        seen=len(by_type["seen"]),
        heard=len(by_type["heard"]),
        entries=tuple(sorted({fact.number for fact in facts})),
    )


def _add_money(facts: Iterable[EventFact]) -> MoneySum:
    total = MoneySum()
    for fact in facts:
        cents = fact.cents or 0
        total = total.add(
            MoneySum(cents, int(fact.cents is None), cents if fact.is_estimated else 0)
        )
    return total


def _add_by_label(costs: Iterable[EventFact]) -> tuple[LabelCost, ...]:
    by_label: dict[str | None, list[EventFact]] = defaultdict(list)
    for cost in costs:
        by_label[cost.label].append(cost)
    sums = [LabelCost(label, _add_money(row)) for label, row in by_label.items()]
    sums.sort(key=lambda cost: (cost.label is None, -cost.sum.cents, cost.label or ""))
    return tuple(sums)


def _add_hours(time: Iterable[EventFact]) -> tuple[int, int]:
    """Return the least and the most time, in 300ths of an hour. So no minute is lost."""
    low = high = 0
    for fact in time:
        if fact.minutes is not None:
            parts = fact.minutes * _PARTS_PER_HOUR // MINUTES_PER_HOUR
            low, high = low + parts, high + parts
        elif fact.hours is not None:
            low += fact.hours * _PARTS_PER_HOUR // 100
            high += (fact.hours_high or fact.hours) * _PARTS_PER_HOUR // 100
    return low, high


def _round_parts(parts: int) -> Hundredths:
    """Return 300ths of an hour as the nearest hundredths. Nothing is half way."""
    return (parts * 100 + _PARTS_PER_HOUR // 2) // _PARTS_PER_HOUR
