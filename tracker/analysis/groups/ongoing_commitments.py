"""Regular payments and yeses to a group that have not ended in the notebook, and how they end.

A last day by itself ends nothing and opens nothing: that evening a list of totals reads like a
bill.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import PatternFacts, RecurringPaymentFact
from tracker.analysis.patterns.pledge_matching import match_pledges
from tracker.entries.types import Entry, Kind, Means, Payment, StoredEntry, Withdrawal
from tracker.months import Period


@dataclass(frozen=True, slots=True)
class OngoingCommitment:
    """A regular payment, or a yes to a regular ask. It has no amount and no label to show."""

    entry: int
    """The number of the payment, or of the ask that the yes was given to."""
    group: GroupLabel
    kind: Kind
    every: Period
    start: date
    is_yes: bool = False
    by: Means | None = None
    """How it is paid, or None for a yes and where nobody recorded it."""


def find_ongoing(
    pattern_facts: PatternFacts, find_entries: Callable[[Iterable[int]], Iterable[StoredEntry]]
) -> list[OngoingCommitment]:
    """Return what runs today: payments first, the oldest of each first.

    `find_entries` returns the entries with these numbers.
    """
    newest = _find_newest_payments(pattern_facts)
    payments = {
        item.number: item.entry for item in find_entries(newest) if isinstance(item.entry, Payment)
    }
    ongoing = [
        OngoingCommitment(number, payment.group, payment.kind, every, payment.day, by=payment.by)
        for number, every in newest.items()
        if (payment := payments.get(number))
    ]
    ongoing += _find_yeses(pattern_facts)
    by_start = sorted(ongoing, key=lambda each: (each.is_yes, each.start, each.entry))
    return [each for each in by_start if each.start <= pattern_facts.today]


def end_payments(
    ongoing: Iterable[OngoingCommitment], items: Iterable[StoredEntry], last_day: date
) -> dict[int, Entry]:
    """Return the payments among these, by number, with this as their last day.

    What was paid on that day stays. A payment of 0 would remove it. None of them began after that
    day. `items` are their entries.
    """
    numbers = {each.entry for each in ongoing if not each.is_yes}
    return {
        item.number: replace(item.entry, until=last_day)
        for item in items
        if item.number in numbers and isinstance(item.entry, Payment)
    }


def build_withdrawals(ongoing: Iterable[OngoingCommitment], last_day: date) -> list[Entry]:
    """Return the withdrawals that end each yes among these on this day. None began after it."""
    return [
        Withdrawal(day=last_day, for_entry=each.entry, kind=each.kind, group=each.group)
        for each in ongoing
        if each.is_yes
    ]


def _find_newest_payments(pattern_facts: PatternFacts) -> dict[int, Period]:
    """Return the newest payment of each group, kind and label by number, if it runs today.

    One of 0 ends the payment before it.
    """
    newest: dict[tuple[GroupLabel, Kind, str | None], RecurringPaymentFact] = {}
    for recurring in sorted(
        pattern_facts.recurring_payments, key=lambda recurring: recurring.payment[:2]
    ):
        payment = recurring.payment
        newest[payment.group, payment.kind, recurring.label] = recurring
    return {
        payment.number: every
        for payment, _label, every, until in newest.values()
        if payment.cents and (until is None or until > pattern_facts.today)
    }


def _find_yeses(pattern_facts: PatternFacts) -> Iterator[OngoingCommitment]:
    for match in match_pledges(pattern_facts).values():
        ask = match.first_ask
        for pledge in match.pledges:
            is_ongoing = pledge.end is None or pledge.end > pattern_facts.today
            if pledge.every and is_ongoing:
                yield OngoingCommitment(
                    ask.number, ask.group, ask.kind, pledge.every, pledge.start, is_yes=True
                )
