"""Earlier asks of a kind, newest first: what was answered to each, and what followed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.patterns.answer_outcomes import REASK_WINDOW, YES_ANSWERS
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Kind,
    LaterAnswer,
    StoredEntry,
    Withdrawal,
)

RECENT_PERIOD = timedelta(days=60)
"""For so long an ask without an answer is still one to think about."""
_DayAndNumber = tuple[date, int]
"""The day of an entry, then its number."""
_NumberedAsk = tuple[int, Ask]


class DatedAnswer(NamedTuple):
    """An answer, and the entry that it stands on."""

    day: date
    number: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class EarlierAsk:
    """An ask that was noted, and what followed; None for what did not."""

    number: int
    ask: Ask
    later_answers: tuple[DatedAnswer, ...] = ()
    """Its answers that were given after it, each an entry of its own."""
    asked_again_on: date | None = None
    """When the same was asked again, or soon after it another of its kind by its group."""
    later_yes_on: date | None = None
    """When a yes was given to the same ask made again; None where this one had a yes already."""
    withdrawn_on: date | None = None
    """When the yes to it was taken back."""


class EarlierAsks:
    """All asks of a book with their answers, put in order once and looked up while one types."""

    def __init__(self, entries: Iterable[StoredEntry], today: date) -> None:
        """Take the asks, answers and withdrawals out of the entries, as of today."""
        self._today = today
        self._answers: dict[int, list[DatedAnswer]] = defaultdict(list)
        self._withdrawals: dict[int, list[_DayAndNumber]] = defaultdict(list)
        told = [
            item
            for item in entries
            if isinstance(item.entry, Ask | LaterAnswer | Withdrawal) and item.entry.day <= today
        ]
        told.sort(key=lambda item: item.number)
        self._root: dict[int, int] = {}
        """The first ask of those that are the same, by the number of each."""
        for item in told:
            if isinstance(item.entry, Ask):
                tied = item.entry.for_entry
                self._root[item.number] = self._root.get(tied, item.number) if tied else item.number
        told.sort(key=lambda item: (item.entry.day, item.number))
        self._asks: list[_NumberedAsk] = []
        self._repeats: dict[int, list[_NumberedAsk]] = defaultdict(list)
        self._asks_by_kind: dict[Kind, list[_NumberedAsk]] = defaultdict(list)
        self._asks_by_group_and_kind: dict[tuple[GroupLabel, Kind], list[_NumberedAsk]] = (
            defaultdict(list)
        )
        self._position: dict[int, int] = {}
        """The place of an ask among those of its group and kind."""
        for item in told:
            self._add_entry(item)

    def _add_entry(self, item: StoredEntry) -> None:
        entry = item.entry
        if isinstance(entry, Withdrawal):
            self._withdrawals[entry.for_entry].append((entry.day, item.number))
        elif isinstance(entry, Ask | LaterAnswer):
            asked = item.number if isinstance(entry, Ask) else entry.for_entry
            self._answers[asked] += (
                DatedAnswer(entry.day, item.number, answer) for answer in entry.answers
            )
        if isinstance(entry, Ask):
            alike = self._asks_by_group_and_kind[entry.group, entry.kind]
            self._position[item.number] = len(alike)
            same = self._repeats[self._root[item.number]]
            for row in (self._asks, self._asks_by_kind[entry.kind], alike, same):
                row.append((item.number, entry))

    def find_of_kind(self, kind: Kind, limit: int, excluded: int | None = None) -> list[EarlierAsk]:
        """The newest asks of a kind, but for one that is being thought about."""
        found = (
            numbered for numbered in reversed(self._asks_by_kind[kind]) if numbered[0] != excluded
        )
        return [self._build_earlier_ask(number, ask) for number, ask in islice(found, limit)]

    def count_of_kind(self, kind: Kind, excluded: int | None = None) -> int:
        """How many asks of a kind there are, but for one that is being thought about."""
        asks = self._asks_by_kind[kind]
        return len(asks) - any(number == excluded for number, _ask in asks)

    def find_unanswered(self, limit: int) -> list[_NumberedAsk]:
        """The newest asks that nothing was answered to yet, or only `later`, newest first.

        Of the same ask made again only the last one counts, and none that is long ago.
        """
        return list(islice(self._iterate_unanswered(), limit))

    def _iterate_unanswered(self) -> Iterator[_NumberedAsk]:
        for number, ask in reversed(self._asks):
            if self._today - ask.day > RECENT_PERIOD:
                return
            words = {given.answer.word for given in self._answers[number]}
            is_last = self._repeats[self._root[number]][-1][0] == number
            if is_last and words <= {AnswerWord.LATER}:
                yield number, ask

    def find_newest_of_each(self, limit: int) -> list[Ask]:
        """The newest ask of each group and kind, newest first."""
        newest = sorted(
            (alike[-1] for alike in self._asks_by_group_and_kind.values()),
            key=_sort_key,
            reverse=True,
        )
        return [ask for _number, ask in newest[:limit]]

    def _build_earlier_ask(self, number: int, ask: Ask) -> EarlierAsk:
        answers = self._answers[number]
        yes = next((given for given in answers if given.answer.word in YES_ANSWERS), None)
        return EarlierAsk(
            number,
            ask,
            later_answers=tuple(given for given in answers if given.number != number),
            asked_again_on=self._find_asked_again_day(number, ask, answers),
            later_yes_on=None if yes else self._find_later_yes_day(number, ask),
            withdrawn_on=self._find_withdrawal_day(number, yes) if yes else None,
        )

    def _find_asked_again_day(
        self, number: int, ask: Ask, answers: list[DatedAnswer]
    ) -> date | None:
        again = [
            other.day
            for at, other in self._repeats[self._root[number]]
            if (other.day, at) > (ask.day, number)
        ]
        place = self._position[number] + 1
        following = self._asks_by_group_and_kind[ask.group, ask.kind][place : place + 1]
        for _at, other in following:
            days = [ask.day, *(given.day for given in answers if given.day <= other.day)]
            if other.day - max(days) <= REASK_WINDOW:
                again.append(other.day)
        return min(again, default=None)

    def _find_later_yes_day(self, number: int, ask: Ask) -> date | None:
        later = (
            given.day
            for at, _other in self._repeats[self._root[number]]
            for given in self._answers[at]
            if given.answer.word in YES_ANSWERS and (given.day, given.number) > (ask.day, number)
        )
        return min(later, default=None)

    def _find_withdrawal_day(self, number: int, yes: DatedAnswer) -> date | None:
        same = [at for at, _ask in self._repeats[self._root[number]]]
        later = (
            day
            for at in same
            for day, written in self._withdrawals[at]
            if (day, written) > (yes.day, yes.number)
        )
        return min(later, default=None)


def _sort_key(numbered: _NumberedAsk) -> _DayAndNumber:
    number, ask = numbered
    return ask.day, number
