"""What was said yes to and what was given for it, ask by ask; both plain sums, never a rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analysis.monthly.ask_totals import Pledge
from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.patterns.answer_outcomes import find_root_asks
from tracker.analysis.patterns.pattern_facts import AskFact, PatternFacts, RecurringPaymentFact
from tracker.analysis.patterns.pledge_matching import PledgeMatch, match_pledges
from tracker.entries.types import Kind
from tracker.money import Cents
from tracker.months import Period

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Commitment:
    """An amount from a day on: what was said yes to, or what a standing payment pays."""

    cents: Cents
    every: Period | None
    start: date
    until: date | None = None
    """The last day that it was meant for from the beginning."""
    stopped_on: date | None = None
    """The day from which it did not occur any more; None also where the next yes followed."""

    @property
    def is_running(self) -> bool:
        """Whether nothing has ended it."""
        return self.stopped_on is None and self.until is None


@dataclass(frozen=True, slots=True)
class RecurringPayment:
    """A standing payment with its number and what it is for."""

    number: int
    group: GroupLabel
    kind: Kind
    label: str | None
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class PledgeStatus:
    """An ask, with its repeats, to which a yes was said."""

    last_ask: AskFact
    """The ask as it was made the last time."""
    commitments: tuple[Commitment, ...]
    """Every yes in turn."""
    promised: Cents
    given: Cents
    payments: tuple[RecurringPayment, ...]
    """The standing payments to it."""

    @property
    def is_active(self) -> bool:
        """Whether a yes to it stands today."""
        return self.commitments[-1].stopped_on is None

    @property
    def running_payment(self) -> RecurringPayment | None:
        """The standing payment to it that still runs."""
        return next(
            (order for order in reversed(self.payments) if order.commitment.is_running), None
        )


@dataclass(frozen=True, slots=True)
class PledgeReport:
    """Everything that was said yes to, and the standing payments that are for no ask."""

    statuses: tuple[PledgeStatus, ...]
    other_payments: tuple[RecurringPayment, ...]

    @property
    def has_running_payment(self) -> bool:
        """Whether any standing payment still runs."""
        to_asks = (order for each in self.statuses for order in each.payments)
        return any(order.commitment.is_running for order in (*to_asks, *self.other_payments))

    def find_status(self, number: int) -> PledgeStatus | None:
        """What was said to the ask of a number; None where no yes was."""
        return next((each for each in self.statuses if each.last_ask.number == number), None)

    def find_payment(self, number: int) -> RecurringPayment | None:
        """The standing payment of a number that is for no ask."""
        return next((order for order in self.other_payments if order.number == number), None)


def select_days(
    report: PledgeReport, first_day: date | None, last_day: date | None
) -> PledgeReport:
    """Only that of which something was said, stopped, begun or ended on these days; each whole."""

    def happened(promises: Iterable[Commitment]) -> bool:
        days = [
            day for each in promises for day in (each.start, each.until, each.stopped_on) if day
        ]
        return any((first_day or date.min) <= day <= (last_day or date.max) for day in days)

    return PledgeReport(
        tuple(
            each
            for each in report.statuses
            if happened([*each.commitments, *_list_commitments(each.payments)])
        ),
        tuple(order for order in report.other_payments if happened([order.commitment])),
    )


def _list_commitments(payments: Iterable[RecurringPayment]) -> list[Commitment]:
    return [order.commitment for order in payments]


def build_pledge_report(pattern_facts: PatternFacts, group: GroupLabel = None) -> PledgeReport:
    """What was said yes to in a group, or in all, and given; the newest yes comes first."""
    root = find_root_asks(pattern_facts.asks)
    repeats: dict[int, list[AskFact]] = {}
    for ask in pattern_facts.asks:
        repeats.setdefault(root[ask.number], []).append(ask)
    orders = [each for each in _build_payments(pattern_facts) if group in (None, each[0].group)]
    told = [
        _build_status(repeats[first], each, _select_payments(first, orders, root))
        for first, each in match_pledges(pattern_facts).items()
        if group in (None, each.first_ask.group)
    ]
    told.sort(key=lambda each: (each.commitments[-1].start, each.last_ask.number), reverse=True)
    shown = {order.number for each in told for order in each.payments}
    others = [order for order, _for_entry in orders if order.number not in shown]
    others.sort(key=lambda order: (order.commitment.start, order.number), reverse=True)
    return PledgeReport(tuple(told), tuple(others))


def _build_status(
    asks: Sequence[AskFact], pledged: PledgeMatch, payments: Sequence[RecurringPayment]
) -> PledgeStatus:
    untils = {ask.until for ask in asks}
    return PledgeStatus(
        last_ask=max(asks, key=lambda ask: (ask.day, ask.number)),
        commitments=tuple(_build_commitments(pledged.pledges, untils)),
        promised=pledged.pledged,
        given=pledged.given,
        payments=tuple(payments),
    )


def _build_commitments(pledges: Sequence[Pledge], untils: set[date | None]) -> Iterator[Commitment]:
    following = [pledge.start for pledge in pledges[1:]]
    for pledge, newer in zip(pledges, [*following, None], strict=True):
        until = stopped = None
        if pledge.end is not None and pledge.end in untils:
            until = pledge.end
        elif pledge.end is not None and newer != pledge.end + ONE_DAY:
            stopped = pledge.end + ONE_DAY
        yield Commitment(pledge.cents, pledge.every, pledge.start, until, stopped)


def _select_payments(
    first: int, payments: Sequence[tuple[RecurringPayment, int | None]], root: dict[int, int]
) -> list[RecurringPayment]:
    return [
        order
        for order, for_entry in payments
        if for_entry is not None and root.get(for_entry) == first
    ]


def _build_payments(pattern_facts: PatternFacts) -> Iterator[tuple[RecurringPayment, int | None]]:
    """The standing payments, oldest first, each with the ask that it names."""
    rows: dict[tuple[GroupLabel, Kind, str | None], list[RecurringPaymentFact]] = {}
    for each in pattern_facts.recurring_payments:
        paid = each.payment
        rows.setdefault((paid.group, paid.kind, each.label), []).append(each)
    for key, row in rows.items():
        row.sort(key=lambda each: (each.payment.day, each.payment.number))
        newer_days = [each.payment.day for each in row[1:]]
        for (paid, _label, every, until), newer in zip(row, [*newer_days, None], strict=True):
            stopped = None if newer and until and until < newer else newer
            if paid.cents and stopped != paid.day:
                pays = Commitment(paid.cents, every, paid.day, until, stopped)
                yield RecurringPayment(paid.number, *key, pays), paid.for_entry
