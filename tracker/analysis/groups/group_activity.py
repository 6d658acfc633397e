"""One group's past, day by day: what same age and a closing page count from.

Whatever is counted up to a day counts that whole day.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tracker.analysis.monthly.facts import Group
from tracker.analysis.patterns.pattern_facts import MEETINGS, AnswerGiven, Happened, TimeSpent
from tracker.entries.types import AnswerWord, Kind
from tracker.money import Cents

SOON = timedelta(days=30)
"""Within how many days of a no another ask follows it."""


class CameBack(NamedTuple):
    """Money that came to the person: of a payment, or from the group."""

    day: date
    group: Group
    cents: Cents
    of_payment: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """An ask, and what became of a no to it."""

    day: date
    no_on: date | None = None
    """The day of its first no."""
    again_on: date | None = None
    """When a no was first followed soon by another ask of the kind, or by a further answer on its
    line.
    """


@dataclass(frozen=True, slots=True)
class GroupPast:
    """What is noted of one group."""

    group: str
    first: date | None
    """The day of its first ask, payment, target or time spent; None where it has none yet."""
    latest: date | None
    meetings: Sequence[TimeSpent]
    """In the order of days."""
    asks: Sequence[Asking]
    given: Mapping[date, Cents]
    """What was given on each day; standing payments as often as they occurred."""


def up_to(sums: Mapping[date, Cents], last: date) -> Cents:
    """What is summed up to a day, with it."""
    return sum(cents for day, cents in sums.items() if day <= last)


def past_of(happened: Happened, group: str) -> GroupPast:
    """What is noted of the group of this label."""
    of = happened.of(group)
    given: Counter[date] = Counter()
    for payment in of.payments():
        given[payment.day] += payment.cents
    days = {
        *(ask.day for ask in of.asks),
        *(answer.day for answer in of.answers),
        *(spent.day for spent in of.time),
        *(paid.day for paid in of.paid),
        *(standing.payment.day for standing in of.standing),
        *(item.entry.day for item in of.goals),
    }
    met = [spent for spent in of.time if spent.form in MEETINGS]
    return GroupPast(
        group=group,
        first=min(days, default=None),
        latest=max(days, default=None),
        meetings=sorted(met, key=lambda spent: (spent.day, spent.number)),
        asks=tuple(_askings(of)),
        given=given,
    )


def latest_two(pasts: Iterable[GroupPast]) -> list[GroupPast]:
    """The two groups something was noted of last, the one that was there first before the other."""
    noted = [(past.latest, past.first, past) for past in pasts if past.latest and past.first]
    noted.sort(key=lambda each: each[:2], reverse=True)
    by_first = sorted(noted[:2], key=lambda each: (each[1], each[2].group))
    return [past for _latest, _first, past in by_first]


def _askings(of: Happened) -> Iterator[Asking]:
    """The asks of one group, with what became of a no."""
    lines: dict[int, list[AnswerGiven]] = defaultdict(list)
    for answer in of.answers:
        lines[answer.entry].append(answer)
    places: dict[Kind, list[tuple[date, int]]] = defaultdict(list)
    for ask in of.asks:
        places[ask.kind].append((ask.day, ask.number))
    for row in places.values():
        row.sort()
    kinds = {ask.number: ask.kind for ask in of.asks}
    noes: dict[int, list[date]] = defaultdict(list)
    again: dict[int, list[date]] = defaultdict(list)
    for line in lines.values():
        if any(answer.word is AnswerWord.NO for answer in line):
            number = line[0].ask
            noes[number].append(line[0].day)
            day = _again(sorted(line), places[kinds[number]])
            if day is not None:
                again[number].append(day)
    for ask in of.asks:
        if ask.number in noes:
            yield Asking(ask.day, min(noes[ask.number]), min(again[ask.number], default=None))
        else:
            yield Asking(ask.day)


def _again(line: Sequence[AnswerGiven], places: Sequence[tuple[date, int]]) -> date | None:
    """When the first no of a line was followed; `places` are day and number of the kind's asks."""
    words = [answer.word for answer in line]
    day = line[0].day
    if words.index(AnswerWord.NO) < len(words) - 1:
        return day
    at = bisect_right(places, (day, line[0].entry))
    return places[at][0] if at < len(places) and places[at][0] - day <= SOON else None
