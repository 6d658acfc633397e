"""What was given of what was pledged: per ask, each at most what was pledged to it up to today."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tracker.analysis.monthly.ask_totals import (
    Pledge,
    PledgeChange,
    apply_pledge_changes,
    expand_pledge,
    find_pledge_change,
)
from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.patterns.answer_outcomes import find_root_asks
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import AskFact, DayRange, PatternFacts
from tracker.entries.types import AnswerWord, Kind
from tracker.money import Cents

_PLEDGING_ANSWERS = frozenset({AnswerWord.YES, AnswerWord.PLEDGED})
"""The answers that may make a pledge."""
_OrderedChange = tuple[date, int, int, PledgeChange]
"""A turn behind its day, the number of its entry and its place there, by which turns are sorted."""


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
    pledge_entries: set[int] = field(default_factory=set)
    """The entries that hold a pledge."""
    payment_entries: set[int] = field(default_factory=set)
    """The payments that count for them."""


def sum_pledges(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """What was given of what was pledged to asks whose first time lies in these days."""
    pledged = match_pledges(pattern_facts)
    told = [each for each in pledged.values() if days.contains(each.first_ask.day)]
    of = sum(each.pledged for each in told)
    said = set[int]().union(*(each.pledge_entries for each in told))
    paid = set[int]().union(*(each.payment_entries for each in told))
    return Pattern(
        PatternName.PLEDGES,
        count=sum(min(each.given, each.pledged) for each in told),
        total=of,
        value=None,
        has_enough=of > 0,
        entries=tuple(sorted(said | paid)),
        total_entries=tuple(sorted(said)),
        counted_entries=tuple(sorted(paid)),
    )


def match_pledges(pattern_facts: PatternFacts) -> dict[int, PledgeMatch]:
    """What was pledged and given to each ask, by the number of the one that was logged first."""
    root = find_root_asks(pattern_facts.asks)
    pledged = _sum_pledged(pattern_facts, root)
    _match_payments(pattern_facts, pledged, root)
    return pledged


def _sum_pledged(pattern_facts: PatternFacts, root: dict[int, int]) -> dict[int, PledgeMatch]:
    """The pledges to each ask, by the number of the one that was logged first."""
    asks = {ask.number: ask for ask in pattern_facts.asks}
    turns = _find_pledge_changes(pattern_facts, asks, root)
    first: dict[int, AskFact] = {}
    for ask in pattern_facts.asks:
        number = root[ask.number]
        if number in turns and (number not in first or ask.day < first[number].day):
            first[number] = ask
    found = {}
    for number, those in turns.items():
        those.sort()
        made = tuple(apply_pledge_changes(each for _day, _entry, _position, each in those))
        start, cents = None, 0
        for pledge in made:
            for day in expand_pledge(pledge, pattern_facts.today):
                start = start or day
                cents += pledge.cents
        entries = {entry for _day, entry, _position, each in those if each.pledge}
        found[number] = PledgeMatch(
            first[number], made, start or made[0].start, cents, pledge_entries=entries
        )
    return found


def _find_pledge_changes(
    pattern_facts: PatternFacts, asks: dict[int, AskFact], root: dict[int, int]
) -> dict[int, list[_OrderedChange]]:
    """What each answer and withdrawal did to the pledge, of every ask that one was made to."""
    turns: dict[int, list[_OrderedChange]] = {}
    noes = []
    for answer in pattern_facts.answers:
        day, entry, position, ask, word, _amount, _every = answer
        if word in _PLEDGING_ANSWERS:
            made = find_pledge_change(day, answer, asks[ask], entry)
            if made.pledge:
                turns.setdefault(root[ask], []).append((day, entry, position, made))
        elif word is AnswerWord.NO:
            noes.append(answer)
    for day, entry, position, ask, *_rest in noes:
        if (known := turns.get(root[ask])) is not None:
            known.append((day, entry, position, PledgeChange(day, None, ends_previous=True)))
    for taken in pattern_facts.withdrawals:
        if (known := turns.get(root[taken.ask])) is not None:
            known.append(
                (taken.day, taken.entry, 0, PledgeChange(taken.day, None, ends_previous=True))
            )
    return turns


def _match_payments(
    pattern_facts: PatternFacts, pledged: dict[int, PledgeMatch], root: dict[int, int]
) -> None:
    """Count every payment for the pledge that it belongs to, in the order of their days.

    Those that the person tied to an ask come first: what is not tied fills what they leave.
    """
    waiting: dict[tuple[GroupLabel, Kind], list[PledgeMatch]] = defaultdict(list)
    for each in sorted(pledged.values(), key=lambda each: (each.start, each.first_ask.number)):
        waiting[each.first_ask.group, each.first_ask.kind].append(each)
    for row in waiting.values():
        row.reverse()
    untied = []
    for payment in pattern_facts.expand_payments():
        if payment.for_entry is None:
            untied.append(payment)
        elif (own := pledged.get(root.get(payment.for_entry, 0))) is not None:
            own.given += payment.cents
            own.payment_entries.add(payment.number)
    for day, number, group, kind, _tied, cents in sorted(untied):
        if alike := waiting.get((group, kind)):
            _fill_oldest_pledge(day, number, cents, alike)


def _fill_oldest_pledge(day: date, number: int, rest: Cents, waiting: list[PledgeMatch]) -> None:
    """Count a payment for the oldest pledge that has begun and is not reached, then the next.

    `waiting` has the oldest one last; those that are reached are taken out.
    """
    while rest and waiting:
        oldest = waiting[-1]
        if oldest.start > day:
            return
        left = oldest.pledged - oldest.given
        if left > rest:
            oldest.given += rest
            oldest.payment_entries.add(number)
            return
        waiting.pop()
        if left > 0:
            oldest.given += left
            oldest.payment_entries.add(number)
            rest -= left
