"""Payments matched to pledges: for each ask, what was pledged to it and what was given of that.

Payments linked to an ask count first. Others fill the oldest pledge that had begun and is not
reached. In the order of days alone a payment that the person linked could count for nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.analysis.monthly.ask_totals import (
    Pledge,
    PledgeChange,
    apply_pledge_changes,
    expand_pledge,
    find_pledge_change,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.answer_outcomes import find_root_asks
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import (
    AskFact,
    DayRange,
    PatternFacts,
    PaymentFact,
)
from tracker.entries.types import AnswerWord, Kind
from tracker.money import Cents

_PLEDGING_ANSWERS = frozenset({AnswerWord.YES, AnswerWord.PLEDGED})
"""The answers that may make a pledge."""
_CHANGING_ANSWERS = _PLEDGING_ANSWERS | {AnswerWord.NO}
"""The answers that may make or end a pledge."""
_OrderedChange = tuple[date, int, int, PledgeChange]
"""A change after its day, the number of its entry and its position there, to sort by."""


@dataclass(slots=True)
class PledgeMatch:
    """What was pledged to an ask and its repeats, and what was given of it."""

    first_ask: AskFact
    pledges: tuple[Pledge, ...]
    """Every pledge, in the order in which they were made."""
    start: date
    """When the first pledge began."""
    pledged: Cents
    """All that was pledged up to today."""
    given: Cents = 0
    given_estimated: Cents = 0
    """The part of `given` that the person estimated."""
    given_open: int = 0
    """How many payments for it have no known amount."""
    pledge_entries: Sequence[int] = ()
    """The entries that hold a pledge."""
    payment_entries: list[int] = field(default_factory=list)
    """The payments that count for them. A regular one is here once for each of its days."""

    def add_payment(self, payment: PaymentFact, cents: Cents) -> None:
        """Count a payment, or a part of it, as given for the pledges."""
        self.given += cents
        self.given_estimated += cents if payment.is_estimated else 0
        self.payment_entries.append(payment.number)


def sum_pledges(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Sum what was pledged to asks first made on these days, and what was given of that."""
    matches = match_pledges(pattern_facts)
    counted = [match for match in matches.values() if days.contains(match.first_ask.day)]
    pledged = sum(match.pledged for match in counted)
    pledge_entries = {number for match in counted for number in match.pledge_entries}
    payment_entries = {number for match in counted for number in match.payment_entries}
    return Pattern(
        PatternName.PLEDGES,
        count=sum(min(match.given, match.pledged) for match in counted),
        total=pledged,
        value=None,
        has_enough=pledged > 0,
        aside_count=sum(match.given_open for match in counted),
        entries=tuple(sorted(pledge_entries | payment_entries)),
        total_entries=tuple(sorted(pledge_entries)),
        counted_entries=tuple(sorted(payment_entries)),
        gave_more=any(match.given > match.pledged for match in counted),
    )


def match_pledges(pattern_facts: PatternFacts) -> dict[int, PledgeMatch]:
    """Return what was pledged and given to each ask, by the number of its first entry."""
    root = find_root_asks(pattern_facts.asks)
    matches = _sum_pledged(pattern_facts, root)
    _match_payments(pattern_facts, matches, root)
    return matches


def _sum_pledged(pattern_facts: PatternFacts, root: dict[int, int]) -> dict[int, PledgeMatch]:
    """Return the pledges to each ask, by the number of its first entry."""
    asks = {ask.number: ask for ask in pattern_facts.asks}
    matches = {}
    for number, changes in _find_pledge_changes(pattern_facts, asks, root).items():
        changes.sort()
        pledges = tuple(apply_pledge_changes(change for _day, _entry, _position, change in changes))
        start, pledged = None, 0
        for pledge in pledges:
            for day in expand_pledge(pledge, pattern_facts.today):
                start = start or day
                pledged += pledge.cents
        matches[number] = PledgeMatch(
            asks[number],
            pledges,
            start or pledges[0].start,
            pledged,
            pledge_entries=[entry for _day, entry, _position, change in changes if change.pledge],
        )
    return matches


def _find_pledge_changes(
    pattern_facts: PatternFacts, asks: dict[int, AskFact], root: dict[int, int]
) -> dict[int, list[_OrderedChange]]:
    """Return how answers and withdrawals change the pledges, by the number of the first ask."""
    answers = [answer for answer in pattern_facts.answers if answer.word in _CHANGING_ANSWERS]
    changes: dict[int, list[_OrderedChange]] = {
        root[answer.ask]: [] for answer in answers if answer.word in _PLEDGING_ANSWERS
    }
    for answer in answers:
        day, entry, position, ask, _word, _amount, _every = answer
        changes_of_ask = changes.get(root[ask])
        if changes_of_ask is not None:
            change = find_pledge_change(day, answer, asks[ask], entry)
            changes_of_ask.append((day, entry, position, change))
    for day, entry, ask in pattern_facts.withdrawals:
        if root[ask] in changes:
            end = PledgeChange(day, None, ends_previous=True)
            changes[root[ask]].append((day, entry, 0, end))
    return {
        number: changes_of_ask
        for number, changes_of_ask in changes.items()
        if any(change.pledge for _day, _entry, _position, change in changes_of_ask)
    }


def _match_payments(
    pattern_facts: PatternFacts, matches: dict[int, PledgeMatch], root: dict[int, int]
) -> None:
    """Match every payment to the pledge that it belongs to, in the order of days.

    Payments for a named ask come first. All others then fill the pledges that are not reached. One
    of unknown amount fills nothing, and is counted with the pledge that it would have filled.
    """
    waiting: dict[tuple[GroupLabel, Kind], list[PledgeMatch]] = defaultdict(list)
    for match in sorted(matches.values(), key=lambda match: (match.start, match.first_ask.number)):
        waiting[match.first_ask.group, match.first_ask.kind].append(match)
    for matches_of_kind in waiting.values():
        matches_of_kind.reverse()
    other_payments = []
    for payment in pattern_facts.expand_payments():
        if payment.for_entry is None:
            other_payments.append(payment)
        elif (own_match := matches.get(root.get(payment.for_entry, 0))) is not None:
            own_match.add_payment(payment, payment.cents)
            own_match.given_open += not payment.cents
    for payment in sorted(other_payments):
        waiting_of_kind = waiting.get((payment.group, payment.kind), [])
        if payment.cents:
            _fill_oldest_pledge(payment, waiting_of_kind)
        else:
            _add_unknown_payment(payment, waiting_of_kind)


def _fill_oldest_pledge(payment: PaymentFact, waiting: list[PledgeMatch]) -> None:
    """Match a payment to the oldest pledge that has begun and is not reached, then the next.

    `waiting` has the oldest one last. Those that are reached are removed.
    """
    rest = payment.cents
    while rest and waiting:
        oldest = waiting[-1]
        if oldest.start > payment.day:
            return
        missing = oldest.pledged - oldest.given
        if missing > rest:
            oldest.add_payment(payment, rest)
            return
        waiting.pop()
        if missing > 0:
            oldest.add_payment(payment, missing)
            rest -= missing


def _add_unknown_payment(payment: PaymentFact, waiting: Sequence[PledgeMatch]) -> None:
    """Count a payment of unknown amount for the oldest pledge that has begun and is not reached."""
    for oldest in reversed(waiting):
        if oldest.start > payment.day:
            return
        if oldest.given < oldest.pledged:
            oldest.given_open += 1
            oldest.payment_entries.append(payment.number)
            return
