"""What there was with a group from the first entry to the day on which the person left it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.groups.group_activity import CameBack, past_of, up_to
from tracker.analysis.patterns.pattern_facts import Happened, StandingPayment
from tracker.analysis.patterns.pledge_matching import pledged_and_given
from tracker.entries.types import Entry, Kind, Logged, Paid, Withdrew
from tracker.money import Cents, Hundredths
from tracker.months import Period


@dataclass(frozen=True, slots=True)
class Stands:
    """A payment, or a yes to an ask, that is noted as going on."""

    amount: Cents
    every: Period
    kind: Kind
    entry: int
    """The number of the payment, or of the ask that the yes was given to."""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """The totals up to and with the leaving day; what came after it is counted apart."""

    group: str
    first: date | None
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
    back_after: Cents
    """What came back or was received after the leaving day."""
    payments: tuple[Stands, ...]
    """What stood on the leaving day, and by the notebook still stands."""
    pledges: tuple[Stands, ...]

    @property
    def stands(self) -> bool:
        """Whether anything is noted as going on."""
        return bool(self.payments or self.pledges)


def closing(
    happened: Happened,
    came_back: Sequence[CameBack],
    group: str,
    left_on: date,
) -> Closing:
    """What there was with a group."""
    past, of, today = past_of(happened, group), happened.of(group), happened.today
    asks = [ask for ask in past.asks if ask.day <= left_on]
    met = [each for each in past.meetings if each.day <= left_on]
    hours = [each.hours for each in met if each.hours is not None]
    given = up_to(past.given, left_on)
    back = [each for each in came_back if each.group == group]
    returned, received = (
        sum(each.cents for each in back if each.of_payment is way and each.day <= left_on)
        for way in (True, False)
    )
    return Closing(
        group=group,
        first=past.first if past.first and past.first <= left_on else None,
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
        given_after=sum(past.given.values()) - given,
        back_after=sum(each.cents for each in back if each.day > left_on),
        payments=tuple(_payments(of.standing, left_on, today)),
        pledges=tuple(_pledges(of, left_on)),
    )


def stopped_payments(of: Closing, items: Iterable[Logged]) -> dict[int, Entry]:
    """Return the payments that stand, by number, with the leaving day as their last one.

    What was paid on that day stays; a payment of 0 would take it out. `items` are their entries.
    """
    standing = {each.entry for each in of.payments}
    return {
        item.number: replace(item.entry, until=of.left_on)
        for item in items
        if item.number in standing and isinstance(item.entry, Paid)
    }


def withdrawals(of: Closing) -> list[Entry]:
    """Return the entries that take back, from the leaving day on, each yes that stands."""
    day, group = of.left_on, of.group
    return [
        Withdrew(day=day, for_entry=each.entry, kind=each.kind, group=group) for each in of.pledges
    ]


def _payments(standing: Sequence[StandingPayment], left_on: date, today: date) -> Iterator[Stands]:
    """Of each kind and label the newest stands, unless it is one of 0."""
    newest: dict[tuple[Kind, str | None], StandingPayment] = {}
    for each in sorted(standing, key=lambda each: each.payment[:2]):
        newest[each.payment.kind, each.label] = each
    for paid, label, every, until in newest.values():
        if paid.cents and paid.day <= left_on and (until is None or until > today):
            yield Stands(paid.cents, every, paid.kind, paid.number, label)


def _pledges(of: Happened, left_on: date) -> Iterator[Stands]:
    for pledged in pledged_and_given(of).values():
        ask = pledged.first
        for pledge in pledged.made:
            goes_on = pledge.end is None or pledge.end > of.today
            if pledge.every and pledge.start <= left_on and goes_on:
                yield Stands(pledge.cents, pledge.every, ask.kind, ask.number)
