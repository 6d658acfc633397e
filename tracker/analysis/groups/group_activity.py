"""One group's past, day by day: what same age and a closing page count from.

Whatever is counted up to a day counts that whole day.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import (
    MEETING_FORMS,
    AnswerFact,
    PatternFacts,
    TimeFact,
)
from tracker.entries.types import AnswerWord, Kind
from tracker.money import Cents

REASK_WINDOW = timedelta(days=30)
"""Within how many days of a no another ask follows it."""


class MoneyBackFact(NamedTuple):
    """Money that came to the person: of a payment, or from the group."""

    day: date
    group: GroupLabel
    cents: Cents
    is_refund: bool


@dataclass(frozen=True, slots=True)
class AskOutcome:
    """An ask, and what became of a no to it."""

    day: date
    no_on: date | None = None
    """The day of its first no."""
    asked_again_on: date | None = None
    """When a no was first followed soon by another ask of the kind, or by a further answer on its
    line.
    """


@dataclass(frozen=True, slots=True)
class GroupActivity:
    """What is noted of one group."""

    group: str
    first_day: date | None
    """The day of its first ask, payment, target or time spent; None where it has none yet."""
    last_day: date | None
    meetings: Sequence[TimeFact]
    """In the order of days."""
    asks: Sequence[AskOutcome]
    given_by_day: Mapping[date, Cents]
    """What was given on each day; standing payments as often as they occurred."""


def sum_until(sums: Mapping[date, Cents], last_day: date) -> Cents:
    """What is summed up to a day, with it."""
    return sum(cents for day, cents in sums.items() if day <= last_day)


def build_group_activity(pattern_facts: PatternFacts, group: str) -> GroupActivity:
    """What is noted of the group of this label."""
    of = pattern_facts.select_group(group)
    given: Counter[date] = Counter()
    for payment in of.expand_payments():
        given[payment.day] += payment.cents
    days = {
        *(ask.day for ask in of.asks),
        *(answer.day for answer in of.answers),
        *(spent.day for spent in of.time_spent),
        *(paid.day for paid in of.one_off_payments),
        *(standing.payment.day for standing in of.recurring_payments),
        *(item.entry.day for item in of.goals),
    }
    met = [spent for spent in of.time_spent if spent.form in MEETING_FORMS]
    return GroupActivity(
        group=group,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        meetings=sorted(met, key=lambda spent: (spent.day, spent.number)),
        asks=tuple(_build_ask_outcomes(of)),
        given_by_day=given,
    )


def find_latest_two(activities: Iterable[GroupActivity]) -> list[GroupActivity]:
    """The two groups something was noted of last, the one that was there first before the other."""
    noted = [
        (past.last_day, past.first_day, past)
        for past in activities
        if past.last_day and past.first_day
    ]
    noted.sort(key=lambda each: each[:2], reverse=True)
    by_first = sorted(noted[:2], key=lambda each: (each[1], each[2].group))
    return [past for _latest, _first, past in by_first]


def _build_ask_outcomes(pattern_facts: PatternFacts) -> Iterator[AskOutcome]:
    """The asks of one group, with what became of a no."""
    lines: dict[int, list[AnswerFact]] = defaultdict(list)
    for answer in pattern_facts.answers:
        lines[answer.entry].append(answer)
    places: dict[Kind, list[tuple[date, int]]] = defaultdict(list)
    for ask in pattern_facts.asks:
        places[ask.kind].append((ask.day, ask.number))
    for row in places.values():
        row.sort()
    kinds = {ask.number: ask.kind for ask in pattern_facts.asks}
    noes: dict[int, list[date]] = defaultdict(list)
    again: dict[int, list[date]] = defaultdict(list)
    for line in lines.values():
        if any(answer.word is AnswerWord.NO for answer in line):
            number = line[0].ask
            noes[number].append(line[0].day)
            day = _find_asked_again_day(sorted(line), places[kinds[number]])
            if day is not None:
                again[number].append(day)
    for ask in pattern_facts.asks:
        if ask.number in noes:
            yield AskOutcome(ask.day, min(noes[ask.number]), min(again[ask.number], default=None))
        else:
            yield AskOutcome(ask.day)


def _find_asked_again_day(
    line: Sequence[AnswerFact], places: Sequence[tuple[date, int]]
) -> date | None:
    """When the first no of a line was followed; `places` are day and number of the kind's asks."""
    words = [answer.word for answer in line]
    day = line[0].day
    if words.index(AnswerWord.NO) < len(words) - 1:
        return day
    at = bisect_right(places, (day, line[0].entry))
    return places[at][0] if at < len(places) and places[at][0] - day <= REASK_WINDOW else None
