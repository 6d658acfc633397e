"""What was given of what was pledged: per ask, each at most what was pledged to it up to today."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tracker.analysis.monthly.ask_totals import Pledge, Turn, in_turn, pledge_days, turn
from tracker.analysis.monthly.facts import Group
from tracker.analysis.patterns.answer_outcomes import roots
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import AskMade, Days, Happened
from tracker.entries.types import AnswerWord, Kind
from tracker.money import Cents

_PLEDGING = frozenset({AnswerWord.YES, AnswerWord.PLEDGED})
"""The answers that may make a pledge."""
_Placed = tuple[date, int, int, Turn]
"""A turn behind its day, the number of its entry and its place there, by which turns are sorted."""


@dataclass(slots=True)
class Pledged:
    """What was pledged to an ask and its repeats, and what was given of it."""

    first: AskMade
    made: tuple[Pledge, ...]
    """Every pledge, in the order in which they were made."""
    start: date
    """When the first pledge began."""
    cents: Cents
    """All that was pledged up to today."""
    given: Cents = 0
    entries: set[int] = field(default_factory=set)
    """The entries that hold a pledge."""
    paid: set[int] = field(default_factory=set)
    """The payments that count for them."""


def pledges(happened: Happened, days: Days) -> Pattern:
    """What was given of what was pledged to asks whose first time lies in these days."""
    pledged = pledged_and_given(happened)
    told = [each for each in pledged.values() if days.hold(each.first.day)]
    of = sum(each.cents for each in told)
    said = set[int]().union(*(each.entries for each in told))
    paid = set[int]().union(*(each.paid for each in told))
    return Pattern(
        PatternName.PLEDGES,
        count=sum(min(each.given, each.cents) for each in told),
        of=of,
        value=None,
        enough=of > 0,
        entries=tuple(sorted(said | paid)),
        of_entries=tuple(sorted(said)),
        counted=tuple(sorted(paid)),
    )


def pledged_and_given(happened: Happened) -> dict[int, Pledged]:
    """What was pledged and given to each ask, by the number of the one that was logged first."""
    root = roots(happened.asks)
    pledged = _pledged(happened, root)
    _give(happened, pledged, root)
    return pledged


def _pledged(happened: Happened, root: dict[int, int]) -> dict[int, Pledged]:
    """The pledges to each ask, by the number of the one that was logged first."""
    asks = {ask.number: ask for ask in happened.asks}
    turns = _turns(happened, asks, root)
    first: dict[int, AskMade] = {}
    for ask in happened.asks:
        number = root[ask.number]
        if number in turns and (number not in first or ask.day < first[number].day):
            first[number] = ask
    found = {}
    for number, those in turns.items():
        those.sort()
        made = tuple(in_turn(each for _day, _entry, _position, each in those))
        start, cents = None, 0
        for pledge in made:
            for day in pledge_days(pledge, happened.today):
                start = start or day
                cents += pledge.cents
        entries = {entry for _day, entry, _position, each in those if each.made}
        found[number] = Pledged(first[number], made, start or made[0].start, cents, entries=entries)
    return found


def _turns(
    happened: Happened, asks: dict[int, AskMade], root: dict[int, int]
) -> dict[int, list[_Placed]]:
    """What each answer and withdrawal did to the pledge, of every ask that one was made to."""
    turns: dict[int, list[_Placed]] = {}
    noes = []
    for answer in happened.answers:
        day, entry, position, ask, word, _amount, _every = answer
        if word in _PLEDGING:
            made = turn(day, answer, asks[ask], entry)
            if made.made:
                turns.setdefault(root[ask], []).append((day, entry, position, made))
        elif word is AnswerWord.NO:
            noes.append(answer)
    for day, entry, position, ask, *_rest in noes:
        if (known := turns.get(root[ask])) is not None:
            known.append((day, entry, position, Turn(day, None, ends=True)))
    for taken in happened.taken_back:
        if (known := turns.get(root[taken.ask])) is not None:
            known.append((taken.day, taken.entry, 0, Turn(taken.day, None, ends=True)))
    return turns


def _give(happened: Happened, pledged: dict[int, Pledged], root: dict[int, int]) -> None:
    """Count every payment for the pledge that it belongs to, in the order of their days.

    Those that the person tied to an ask come first: what is not tied fills what they leave.
    """
    waiting: dict[tuple[Group, Kind], list[Pledged]] = defaultdict(list)
    for each in sorted(pledged.values(), key=lambda each: (each.start, each.first.number)):
        waiting[each.first.group, each.first.kind].append(each)
    for row in waiting.values():
        row.reverse()
    untied = []
    for payment in happened.payments():
        if payment.for_entry is None:
            untied.append(payment)
        elif (own := pledged.get(root.get(payment.for_entry, 0))) is not None:
            own.given += payment.cents
            own.paid.add(payment.number)
    for day, number, group, kind, _tied, cents in sorted(untied):
        if alike := waiting.get((group, kind)):
            _give_to_oldest(day, number, cents, alike)


def _give_to_oldest(day: date, number: int, rest: Cents, waiting: list[Pledged]) -> None:
    """Count a payment for the oldest pledge that has begun and is not reached, then the next.

    `waiting` has the oldest one last; those that are reached are taken out.
    """
    while rest and waiting:
        oldest = waiting[-1]
        if oldest.start > day:
            return
        left = oldest.cents - oldest.given
        if left > rest:
            oldest.given += rest
            oldest.paid.add(number)
            return
        waiting.pop()
        if left > 0:
            oldest.given += left
            oldest.paid.add(number)
            rest -= left
