"""What was said yes to and what was given for it, ask by ask; both plain sums, never a rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analysis.monthly.ask_totals import Pledge
from tracker.analysis.monthly.facts import Group
from tracker.analysis.patterns.answer_outcomes import roots
from tracker.analysis.patterns.pattern_facts import AskMade, Happened, StandingPayment
from tracker.analysis.patterns.pledge_matching import Pledged, pledged_and_given
from tracker.entries.types import Kind
from tracker.money import Cents
from tracker.months import Period

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """An amount from a day on: what was said yes to, or what a standing payment pays."""

    cents: Cents
    every: Period | None
    since: date
    until: date | None = None
    """The last day that it was meant for from the beginning."""
    stopped: date | None = None
    """The day from which it did not occur any more; None also where the next yes followed."""

    @property
    def runs(self) -> bool:
        """Whether nothing has ended it."""
        return self.stopped is None and self.until is None


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """A standing payment with its number and what it is for."""

    number: int
    group: Group
    kind: Kind
    label: str | None
    pays: Promise


@dataclass(frozen=True, slots=True)
class SaidAndGiven:
    """An ask, with its repeats, to which a yes was said."""

    last: AskMade
    """The ask as it was made the last time."""
    said: tuple[Promise, ...]
    """Every yes in turn."""
    said_so_far: Cents
    given: Cents
    orders: tuple[StandingOrder, ...]
    """The standing payments to it."""

    @property
    def is_standing(self) -> bool:
        """Whether a yes to it stands today."""
        return self.said[-1].stopped is None

    @property
    def runs(self) -> StandingOrder | None:
        """The standing payment to it that still runs."""
        return next((order for order in reversed(self.orders) if order.pays.runs), None)


@dataclass(frozen=True, slots=True)
class SaidYes:
    """Everything that was said yes to, and the standing payments that are for no ask."""

    asks: tuple[SaidAndGiven, ...]
    orders: tuple[StandingOrder, ...]

    @property
    def has_running(self) -> bool:
        """Whether any standing payment still runs."""
        to_asks = (order for each in self.asks for order in each.orders)
        return any(order.pays.runs for order in (*to_asks, *self.orders))

    def ask(self, number: int) -> SaidAndGiven | None:
        """What was said to the ask of a number; None where no yes was."""
        return next((each for each in self.asks if each.last.number == number), None)

    def order(self, number: int) -> StandingOrder | None:
        """The standing payment of a number that is for no ask."""
        return next((order for order in self.orders if order.number == number), None)


def within(said: SaidYes, first: date | None, last: date | None) -> SaidYes:
    """Only that of which something was said, stopped, begun or ended on these days; each whole."""

    def happened(promises: Iterable[Promise]) -> bool:
        days = [day for each in promises for day in (each.since, each.until, each.stopped) if day]
        return any((first or date.min) <= day <= (last or date.max) for day in days)

    return SaidYes(
        tuple(each for each in said.asks if happened([*each.said, *_pays(each.orders)])),
        tuple(order for order in said.orders if happened([order.pays])),
    )


def _pays(orders: Iterable[StandingOrder]) -> list[Promise]:
    return [order.pays for order in orders]


def said_and_given(happened: Happened, group: Group = None) -> SaidYes:
    """What was said yes to in a group, or in all, and given; the newest yes comes first."""
    root = roots(happened.asks)
    repeats: dict[int, list[AskMade]] = {}
    for ask in happened.asks:
        repeats.setdefault(root[ask.number], []).append(ask)
    orders = [each for each in _orders(happened) if group in (None, each[0].group)]
    told = [
        _told(repeats[first], each, _for(first, orders, root))
        for first, each in pledged_and_given(happened).items()
        if group in (None, each.first.group)
    ]
    told.sort(key=lambda each: (each.said[-1].since, each.last.number), reverse=True)
    shown = {order.number for each in told for order in each.orders}
    others = [order for order, _for_entry in orders if order.number not in shown]
    others.sort(key=lambda order: (order.pays.since, order.number), reverse=True)
    return SaidYes(tuple(told), tuple(others))


def _told(
    asks: Sequence[AskMade], pledged: Pledged, orders: Sequence[StandingOrder]
) -> SaidAndGiven:
    untils = {ask.until for ask in asks}
    return SaidAndGiven(
        last=max(asks, key=lambda ask: (ask.day, ask.number)),
        said=tuple(_said(pledged.made, untils)),
        said_so_far=pledged.cents,
        given=pledged.given,
        orders=tuple(orders),
    )


def _said(made: Sequence[Pledge], untils: set[date | None]) -> Iterator[Promise]:
    following = [pledge.start for pledge in made[1:]]
    for pledge, newer in zip(made, [*following, None], strict=True):
        until = stopped = None
        if pledge.end is not None and pledge.end in untils:
            until = pledge.end
        elif pledge.end is not None and newer != pledge.end + A_DAY:
            stopped = pledge.end + A_DAY
        yield Promise(pledge.cents, pledge.every, pledge.start, until, stopped)


def _for(
    first: int, orders: Sequence[tuple[StandingOrder, int | None]], root: dict[int, int]
) -> list[StandingOrder]:
    return [
        order
        for order, for_entry in orders
        if for_entry is not None and root.get(for_entry) == first
    ]


def _orders(happened: Happened) -> Iterator[tuple[StandingOrder, int | None]]:
    """The standing payments, oldest first, each with the ask that it names."""
    rows: dict[tuple[Group, Kind, str | None], list[StandingPayment]] = {}
    for each in happened.standing:
        paid = each.payment
        rows.setdefault((paid.group, paid.kind, each.label), []).append(each)
    for key, row in rows.items():
        row.sort(key=lambda each: (each.payment.day, each.payment.number))
        newer_days = [each.payment.day for each in row[1:]]
        for (paid, _label, every, until), newer in zip(row, [*newer_days, None], strict=True):
            stopped = None if newer and until and until < newer else newer
            if paid.cents and stopped != paid.day:
                pays = Promise(paid.cents, every, paid.day, until, stopped)
                yield StandingOrder(paid.number, *key, pays), paid.for_entry
