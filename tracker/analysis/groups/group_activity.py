"""What happened with one group, day by day: its meetings, asks and gifts.

Comparing two groups and the page "After leaving" count from it. A count up to a day includes that
whole day.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import (
    MEETING_FORMS,
    REASK_WINDOW,
    AnswerFact,
    PatternFacts,
    TimeFact,
)
from tracker.entries.types import AnswerWord, Kind
from tracker.money import Cents


class MoneyBackFact(NamedTuple):
    """Money that came to the person: a refund of a payment, or money from the group."""

    day: date
    group: GroupLabel
    cents: Cents
    """0 where it is not known."""
    is_refund: bool


class AskOutcome(NamedTuple):
    """An ask, and what followed a no to it."""

    day: date
    no_on: date | None = None
    """The day of its first no."""
    asked_again_on: date | None = None
    """When another ask of the kind soon followed a no, or a further answer on its line did."""


@dataclass(frozen=True, slots=True)
class GroupActivity:
    """What happened with one group."""

    group: str
    """Its label, or an empty text for all entries."""
    first_day: date | None
    """The day of its first ask, payment, goal or time spent, or None if it has none yet."""
    meetings: Sequence[TimeFact]
    """In the order of days."""
    asks: Sequence[AskOutcome]
    """In the order of days."""
    given_by_day: Mapping[date, Cents]
    """What was given on each day, with regular payments as often as they occurred."""
    estimated_by_day: Mapping[date, Cents]
    """The part of it that the person estimated."""
    unknown_by_day: Mapping[date, int]
    """How many payments of each day have no known amount."""


def sum_until(sums: Mapping[date, int], last_day: date) -> int:
    """Return the sum up to a day, included."""
    return sum(number for day, number in sums.items() if day <= last_day)


def build_group_activity(pattern_facts: PatternFacts, group: GroupLabel) -> GroupActivity:
    """Return what happened with the group of this label, or all that happened for None."""
    facts = pattern_facts.select_group(group)
    given_by_day: Counter[date] = Counter()
    estimated_by_day: Counter[date] = Counter()
    unknown_by_day: Counter[date] = Counter()
    for payment in facts.expand_payments():
        if payment.cents:
            given_by_day[payment.day] += payment.cents
        else:
            unknown_by_day[payment.day] += 1
        if payment.is_estimated:
            estimated_by_day[payment.day] += payment.cents
    days = {
        *(ask.day for ask in facts.asks),
        *(answer.day for answer in facts.answers),
        *(time.day for time in facts.time_spent),
        *(payment.day for payment in facts.one_off_payments),
        *(recurring.payment.day for recurring in facts.recurring_payments),
        *(item.entry.day for item in facts.goals),
    }
    meetings = [time for time in facts.time_spent if time.form in MEETING_FORMS]
    return GroupActivity(
        group=group or "",
        first_day=min(days, default=None),
        meetings=sorted(meetings, key=lambda time: (time.day, time.number)),
        asks=sorted(_build_ask_outcomes(facts), key=attrgetter("day")),
        given_by_day=given_by_day,
        estimated_by_day=estimated_by_day,
        unknown_by_day=unknown_by_day,
    )


class GroupDays(NamedTuple):
    """The first and the last day of a group's asks and answers, payments, goals and time spent."""

    group: str
    first_day: date | None
    last_day: date | None


def find_latest_two(groups: Iterable[GroupDays]) -> list[GroupDays]:
    """Return the two groups with the latest entries, the older group first."""
    dated = [
        (group.last_day, group.first_day, group)
        for group in groups
        if group.last_day and group.first_day
    ]
    dated.sort(key=lambda item: item[:2], reverse=True)
    by_first = sorted(dated[:2], key=lambda item: (item[1], item[2].group))
    return [activity for _latest, _first, activity in by_first]


def _build_ask_outcomes(pattern_facts: PatternFacts) -> Iterator[AskOutcome]:
    """Yield the asks of one group, with what followed a no."""
    asks_by_kind: dict[Kind, list[tuple[date, int]]] = defaultdict(list)
    for ask in pattern_facts.asks:
        asks_by_kind[ask.kind].append((ask.day, ask.number))
    for asks_of_kind in asks_by_kind.values():
        asks_of_kind.sort()
    kinds = {ask.number: ask.kind for ask in pattern_facts.asks}
    no_days: dict[int, list[date]] = defaultdict(list)
    again_days: dict[int, list[date]] = defaultdict(list)
    for answers in _list_answers_with_no(pattern_facts):
        number = answers[0].ask
        no_days[number].append(answers[0].day)
        day = _find_asked_again_day(answers, asks_by_kind[kinds[number]])
        if day is not None:
            again_days[number].append(day)
    for ask in pattern_facts.asks:
        no_day = min(no_days.get(ask.number, ()), default=None)
        yield AskOutcome(ask.day, no_day, min(again_days.get(ask.number, ()), default=None))


def _list_answers_with_no(pattern_facts: PatternFacts) -> Iterator[list[AnswerFact]]:
    """Yield the answers of each entry that has a no, in the order in which they were given."""
    answers_by_entry: dict[int, list[AnswerFact]] = {
        answer.entry: [] for answer in pattern_facts.answers if answer.word is AnswerWord.NO
    }
    for answer in pattern_facts.answers:
        if answer.entry in answers_by_entry:
            answers_by_entry[answer.entry].append(answer)
    for answers in answers_by_entry.values():
        yield sorted(answers)


def _find_asked_again_day(
    answers: Sequence[AnswerFact], asks_of_kind: Sequence[tuple[date, int]]
) -> date | None:
    """Return when another ask followed the no among these answers, or None if none did soon.

    `asks_of_kind` has the day and number of each.
    """
    words = [answer.word for answer in answers]
    day = answers[0].day
    if words.index(AnswerWord.NO) < len(words) - 1:
        return day
    position = bisect_right(asks_of_kind, (day, answers[0].entry))
    if position < len(asks_of_kind) and asks_of_kind[position][0] - day <= REASK_WINDOW:
        return asks_of_kind[position][0]
    return None
