"""The totals with a group, from the first entry to the day on which the person left it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.groups.group_activity import MoneyBackFact, build_group_activity, sum_until
from tracker.analysis.patterns.pattern_facts import (
    HourSum,
    PatternFacts,
    RecurringPaymentFact,
    sum_hours,
)
from tracker.analysis.patterns.pledge_matching import match_pledges
from tracker.entries.types import Entry, Kind, Payment, StoredEntry, Withdrawal
from tracker.money import Cents
from tracker.months import Period


@dataclass(frozen=True, slots=True)
class OngoingCommitment:
    """A regular payment, or a yes to an ask, that has not ended in the notebook."""

    amount: Cents
    every: Period
    kind: Kind
    entry: int
    """The number of the payment, or of the ask that the yes was given to."""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class GroupClosing:
    """The totals up to and including the leaving day. What came after is counted separately."""

    group: str
    first_day: date | None
    """The day of the first entry, or None if there is none by the leaving day."""
    left_on: date
    given: Cents
    given_estimated: Cents
    """The part of `given` that the person estimated."""
    given_open: int
    """How many payments have no known amount, and are not in `given`."""
    returned: Cents
    returned_open: int
    received: Cents
    meetings: int
    meetings_with_hours: int
    hours: HourSum
    """Of the meetings with hours."""
    asks: int
    noes: int
    """How many of these asks got a no by then."""
    asks_after: int
    given_after: Cents
    given_after_estimated: Cents
    given_after_open: int
    money_back_after: Cents
    """What came back or was received after the leaving day."""
    money_back_after_open: int
    payments: tuple[OngoingCommitment, ...]
    """The payments of the leaving day that have not ended in the notebook."""
    pledges: tuple[OngoingCommitment, ...]

    @property
    def has_ongoing(self) -> bool:
        """Whether anything has not ended in the notebook."""
        return bool(self.payments or self.pledges)


def build_closing(
    pattern_facts: PatternFacts,
    money_back: Sequence[MoneyBackFact],
    group: str,
    left_on: date,
) -> GroupClosing:
    """Return the totals with a group up to the day on which the person left it."""
    facts = pattern_facts.select_group(group)
    activity = build_group_activity(facts, group)
    asks = [ask for ask in activity.asks if ask.day <= left_on]
    meetings = [meeting for meeting in activity.meetings if meeting.day <= left_on]
    given = sum_until(activity.given_by_day, left_on)
    estimated = sum_until(activity.estimated_by_day, left_on)
    given_open = sum_until(activity.unknown_by_day, left_on)
    money_back_of_group = [fact for fact in money_back if fact.group == group]
    by_then = [fact for fact in money_back_of_group if fact.day <= left_on]
    returned = [fact.cents for fact in by_then if fact.is_refund]
    after = [fact.cents for fact in money_back_of_group if fact.day > left_on]
    return GroupClosing(
        group=group,
        first_day=activity.first_day
        if activity.first_day and activity.first_day <= left_on
        else None,
        left_on=left_on,
        given=given,
        given_estimated=estimated,
        given_open=given_open,
        returned=sum(returned),
        returned_open=returned.count(0),
        received=sum(fact.cents for fact in by_then if not fact.is_refund),
        meetings=len(meetings),
        meetings_with_hours=sum(meeting.hours is not None for meeting in meetings),
        hours=sum_hours(meetings),
        asks=len(asks),
        noes=sum(ask.no_on is not None and ask.no_on <= left_on for ask in asks),
        asks_after=len(activity.asks) - len(asks),
        given_after=sum(activity.given_by_day.values()) - given,
        given_after_estimated=sum(activity.estimated_by_day.values()) - estimated,
        given_after_open=sum(activity.unknown_by_day.values()) - given_open,
        money_back_after=sum(after),
        money_back_after_open=after.count(0),
        payments=tuple(_find_ongoing_payments(facts.recurring_payments, left_on, facts.today)),
        pledges=tuple(_find_ongoing_pledges(facts, left_on)),
    )


def end_payments(group_closing: GroupClosing, items: Iterable[StoredEntry]) -> dict[int, Entry]:
    """Return the ongoing payments, by number, with the leaving day as their last day.

    What was paid on that day stays. A payment of 0 would remove it. `items` are their entries.
    """
    numbers = {payment.entry for payment in group_closing.payments}
    return {
        item.number: replace(item.entry, until=group_closing.left_on)
        for item in items
        if item.number in numbers and isinstance(item.entry, Payment)
    }


def build_withdrawals(group_closing: GroupClosing) -> list[Entry]:
    """Return the withdrawals that end each ongoing yes on the leaving day."""
    day, group = group_closing.left_on, group_closing.group
    return [
        Withdrawal(day=day, for_entry=pledge.entry, kind=pledge.kind, group=group)
        for pledge in group_closing.pledges
    ]


def _find_ongoing_payments(
    recurring_payments: Sequence[RecurringPaymentFact], left_on: date, today: date
) -> Iterator[OngoingCommitment]:
    """Yield the newest payment of each kind and label, unless it is one of 0."""
    newest: dict[tuple[Kind, str | None], RecurringPaymentFact] = {}
    for recurring in sorted(recurring_payments, key=lambda recurring: recurring.payment[:2]):
        newest[recurring.payment.kind, recurring.label] = recurring
    for payment, label, every, until in newest.values():
        if payment.cents and payment.day <= left_on and (until is None or until > today):
            yield OngoingCommitment(payment.cents, every, payment.kind, payment.number, label)


def _find_ongoing_pledges(
    pattern_facts: PatternFacts, left_on: date
) -> Iterator[OngoingCommitment]:
    for match in match_pledges(pattern_facts).values():
        ask = match.first_ask
        for pledge in match.pledges:
            is_ongoing = pledge.end is None or pledge.end > pattern_facts.today
            if pledge.every and pledge.start <= left_on and is_ongoing:
                yield OngoingCommitment(pledge.cents, pledge.every, ask.kind, ask.number)
