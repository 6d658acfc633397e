"""What there was with a group from the first entry to the day on which the person left it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.groups.group_activity import MoneyBackFact, build_group_activity, sum_until
from tracker.analysis.patterns.pattern_facts import PatternFacts, RecurringPaymentFact
from tracker.analysis.patterns.pledge_matching import match_pledges
from tracker.entries.types import Entry, Kind, Payment, StoredEntry, Withdrawal
from tracker.money import Cents, Hundredths
from tracker.months import Period


@dataclass(frozen=True, slots=True)
class OngoingCommitment:
    """A payment, or a yes to an ask, that is noted as going on."""

    amount: Cents
    every: Period
    kind: Kind
    entry: int
    """The number of the payment, or of the ask that the yes was given to."""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class GroupClosing:
    """The totals up to and with the leaving day; what came after it is counted apart."""

    group: str
    first_day: date | None
    """The day of the first entry; None where there is none by the leaving day."""
    left_on: date
    given: Cents
    returned: Cents
    received: Cents
    meetings: int
    meetings_with_hours: int
    hours: Hundredths
    """Of the meetings whose hours are noted."""
    asks: int
    noes: int
    """Of these asks the ones that got a no by then."""
    asks_after: int
    given_after: Cents
    money_back_after: Cents
    """What came back or was received after the leaving day."""
    payments: tuple[OngoingCommitment, ...]
    """What stood on the leaving day, and by the notebook still stands."""
    pledges: tuple[OngoingCommitment, ...]

    @property
    def has_ongoing(self) -> bool:
        """Whether anything is noted as going on."""
        return bool(self.payments or self.pledges)


def build_closing(
    pattern_facts: PatternFacts,
    money_back: Sequence[MoneyBackFact],
    group: str,
    left_on: date,
) -> GroupClosing:
    """What there was with a group."""
    past, of, today = (
        build_group_activity(pattern_facts, group),
        pattern_facts.select_group(group),
        pattern_facts.today,
    )
    asks = [ask for ask in past.asks if ask.day <= left_on]
    met = [each for each in past.meetings if each.day <= left_on]
    hours = [each.hours for each in met if each.hours is not None]
    given = sum_until(past.given_by_day, left_on)
    back = [each for each in money_back if each.group == group]
    returned, received = (
        sum(each.cents for each in back if each.is_refund is way and each.day <= left_on)
        for way in (True, False)
    )
    return GroupClosing(
        group=group,
        first_day=past.first_day if past.first_day and past.first_day <= left_on else None,
        left_on=left_on,
        given=given,
        returned=returned,
        received=received,
        meetings=len(met),
        meetings_with_hours=len(hours),
        hours=sum(hours),
        asks=len(asks),
        noes=sum(ask.no_on is not None and ask.no_on <= left_on for ask in asks),
        asks_after=len(past.asks) - len(asks),
        given_after=sum(past.given_by_day.values()) - given,
        money_back_after=sum(each.cents for each in back if each.day > left_on),
        payments=tuple(_find_ongoing_payments(of.recurring_payments, left_on, today)),
        pledges=tuple(_find_ongoing_pledges(of, left_on)),
    )


def end_payments(group_closing: GroupClosing, items: Iterable[StoredEntry]) -> dict[int, Entry]:
    """Return the payments that stand, by number, with the leaving day as their last one.

    What was paid on that day stays; a payment of 0 would take it out. `items` are their entries.
    """
    standing = {each.entry for each in group_closing.payments}
    return {
        item.number: replace(item.entry, until=group_closing.left_on)
        for item in items
        if item.number in standing and isinstance(item.entry, Payment)
    }


def build_withdrawals(group_closing: GroupClosing) -> list[Entry]:
    """Return the entries that take back, from the leaving day on, each yes that stands."""
    day, group = group_closing.left_on, group_closing.group
    return [
        Withdrawal(day=day, for_entry=each.entry, kind=each.kind, group=group)
        for each in group_closing.pledges
    ]


def _find_ongoing_payments(
    standing: Sequence[RecurringPaymentFact], left_on: date, today: date
) -> Iterator[OngoingCommitment]:
    """Of each kind and label the newest stands, unless it is one of 0."""
    newest: dict[tuple[Kind, str | None], RecurringPaymentFact] = {}
    for each in sorted(standing, key=lambda each: each.payment[:2]):
        newest[each.payment.kind, each.label] = each
    for paid, label, every, until in newest.values():
        if paid.cents and paid.day <= left_on and (until is None or until > today):
            yield OngoingCommitment(paid.cents, every, paid.kind, paid.number, label)


def _find_ongoing_pledges(
    pattern_facts: PatternFacts, left_on: date
) -> Iterator[OngoingCommitment]:
    for pledged in match_pledges(pattern_facts).values():
        ask = pledged.first_ask
        for pledge in pledged.pledges:
            goes_on = pledge.end is None or pledge.end > pattern_facts.today
            if pledge.every and pledge.start <= left_on and goes_on:
                yield OngoingCommitment(pledge.cents, pledge.every, ask.kind, ask.number)
