"""What the person said yes to and what was given for it, ask by ask, never what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from tracker.analysis.monthly.ask_totals import Pledge
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.answer_outcomes import find_root_asks
from tracker.analysis.patterns.pattern_facts import (
    AskFact,
    DayRange,
    PatternFacts,
    RecurringPaymentFact,
)
from tracker.analysis.patterns.pledge_matching import PledgeMatch, match_pledges
from tracker.entries.types import Kind
from tracker.money import Cents
from tracker.months import Period
from tracker.steps import LARGE, Steps, finish_steps

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Commitment:
    """An amount from a day on: what got a yes, or what a regular payment pays."""

    cents: Cents
    every: Period | None
    start: date
    until: date | None = None
    """The last day that was agreed from the beginning."""
    stopped_on: date | None = None
    """The first day without it. None if there is none, or if the next yes followed at once."""

    @property
    def is_running(self) -> bool:
        """Whether nothing has ended it."""
        return self.stopped_on is None and self.until is None


@dataclass(frozen=True, slots=True)
class RecurringPayment:
    """A regular payment with its number and what it is for."""

    number: int
    group: GroupLabel
    kind: Kind
    label: str | None
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class PledgeStatus:
    """An ask, with its repeats, that got a yes."""

    last_ask: AskFact
    """The ask as it was made the last time."""
    commitments: tuple[Commitment, ...]
    """Every yes in its order."""
    promised: Cents
    given: Cents
    given_estimated: Cents
    """The part of `given` that the person estimated."""
    given_open: int
    """How many payments for it have no known amount, and are not in `given`."""
    payments: tuple[RecurringPayment, ...]
    """The regular payments to it."""

    @property
    def is_active(self) -> bool:
        """Whether a yes to it counts today."""
        return self.commitments[-1].stopped_on is None

    @property
    def running_payment(self) -> RecurringPayment | None:
        """The regular payment to it that still runs."""
        return next(
            (payment for payment in reversed(self.payments) if payment.commitment.is_running), None
        )


@dataclass(frozen=True, slots=True)
class PledgeReport:
    """Everything that got a yes, and the regular payments that are for no ask."""

    statuses: tuple[PledgeStatus, ...]
    other_payments: tuple[RecurringPayment, ...]

    @property
    def has_running_payment(self) -> bool:
        """Whether any regular payment still runs."""
        payments_to_asks = (payment for status in self.statuses for payment in status.payments)
        return any(
            payment.commitment.is_running for payment in (*payments_to_asks, *self.other_payments)
        )

    def find_status(self, number: int) -> PledgeStatus | None:
        """Return the status of the ask of this number, or None if it got no yes."""
        return next((status for status in self.statuses if status.last_ask.number == number), None)

    def find_payment(self, number: int) -> RecurringPayment | None:
        """Return the regular payment of this number that is for no ask."""
        return next((payment for payment in self.other_payments if payment.number == number), None)


def build_pledge_report(
    pattern_facts: PatternFacts,
    group: GroupLabel = None,
    first_day: date | None = None,
    last_day: date | None = None,
    limit: int | None = None,
) -> PledgeReport:
    """Return what got a yes in a group, or in all, and what was given for it, newest yes first.

    With `first_day` or `last_day` only that in which something began or ended on these days, and
    with `limit` only the newest of that.
    """
    return finish_steps(
        build_pledge_report_in_steps(pattern_facts, group, first_day, last_day, limit)
    )


def build_pledge_report_in_steps(
    pattern_facts: PatternFacts,
    group: GroupLabel = None,
    first_day: date | None = None,
    last_day: date | None = None,
    limit: int | None = None,
) -> Steps[PledgeReport]:
    """Return the same. For many asks matching payments to them is a step."""
    matches = {
        first: match
        for first, match in match_pledges(pattern_facts).items()
        if group in (None, match.first_ask.group)
    }
    if len(pattern_facts.asks) >= LARGE:
        yield
    first_of_ask = find_root_asks(pattern_facts.asks)
    repeats: dict[int, list[AskFact]] = {first: [] for first in matches}
    for ask in pattern_facts.asks:
        if first_of_ask[ask.number] in repeats:
            repeats[first_of_ask[ask.number]].append(ask)
    payments_to: dict[int, list[RecurringPayment]] = {}
    other_payments = []
    for payment, for_entry in _build_payments(pattern_facts):
        first = first_of_ask.get(for_entry) if for_entry is not None else None
        if group in (None, payment.group):
            if first in matches:
                payments_to.setdefault(first, []).append(payment)
            else:
                other_payments.append(payment)
    days = DayRange(first_day or date.min, last_day or date.max)
    newest_first = sorted(
        matches,
        key=lambda first: (matches[first].pledges[-1].start, _find_last_ask(repeats[first]).number),
        reverse=True,
    )
    statuses = (
        _build_status(repeats[first], matches[first], payments_to.get(first, ()))
        for first in newest_first
    )
    other_payments.sort(
        key=lambda payment: (payment.commitment.start, payment.number), reverse=True
    )
    return PledgeReport(
        tuple(islice((status for status in statuses if _is_of_days(status, days)), limit)),
        tuple(
            islice((each for each in other_payments if _has_day([each.commitment], days)), limit)
        ),
    )


def _is_of_days(status: PledgeStatus, days: DayRange) -> bool:
    """Return whether something began or ended on these days."""
    payments = (payment.commitment for payment in status.payments)
    return _has_day([*status.commitments, *payments], days)


def _has_day(commitments: Iterable[Commitment], days: DayRange) -> bool:
    return any(
        days.contains(day)
        for commitment in commitments
        for day in (commitment.start, commitment.until, commitment.stopped_on)
        if day
    )


def _find_last_ask(asks: Iterable[AskFact]) -> AskFact:
    return max(asks, key=lambda ask: (ask.day, ask.number))


def _build_status(
    asks: Sequence[AskFact], match: PledgeMatch, payments: Sequence[RecurringPayment]
) -> PledgeStatus:
    untils = {ask.until for ask in asks}
    return PledgeStatus(
        last_ask=_find_last_ask(asks),
        commitments=tuple(_build_commitments(match.pledges, untils)),
        promised=match.pledged,
        given=match.given,
        given_estimated=match.given_estimated,
        given_open=match.given_open,
        payments=tuple(payments),
    )


def _build_commitments(pledges: Sequence[Pledge], untils: set[date | None]) -> Iterator[Commitment]:
    following = [pledge.start for pledge in pledges[1:]]
    for pledge, next_start in zip(pledges, [*following, None], strict=True):
        until = stopped_on = None
        if pledge.end is not None and pledge.end in untils:
            until = pledge.end
        elif pledge.end is not None and next_start != pledge.end + ONE_DAY:
            stopped_on = pledge.end + ONE_DAY
        yield Commitment(pledge.cents, pledge.every, pledge.start, until, stopped_on)


def _build_payments(pattern_facts: PatternFacts) -> Iterator[tuple[RecurringPayment, int | None]]:
    """Yield the regular payments, oldest first, each with the ask that it names."""
    rows: dict[tuple[GroupLabel, Kind, str | None], list[RecurringPaymentFact]] = {}
    for recurring in pattern_facts.recurring_payments:
        payment = recurring.payment
        rows.setdefault((payment.group, payment.kind, recurring.label), []).append(recurring)
    for key, row in rows.items():
        row.sort(key=lambda recurring: (recurring.payment.day, recurring.payment.number))
        newer_days = [recurring.payment.day for recurring in row[1:]]
        for (payment, _label, every, until), next_day in zip(row, [*newer_days, None], strict=True):
            stopped_on = None if next_day and until and until < next_day else next_day
            if payment.cents and stopped_on != payment.day:
                commitment = Commitment(payment.cents, every, payment.day, until, stopped_on)
                yield RecurringPayment(payment.number, *key, commitment), payment.for_entry
