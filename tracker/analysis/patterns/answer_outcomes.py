"""What happened after a no or a yes: asked again, a yes later, a no that was accepted.

A second answer after a yes on one line is no new asking. After a no it is, because the asking went
on.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern import MIN_COUNT, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import (
    REASK_WINDOW,
    AnswerFact,
    AskFact,
    DayRange,
    PatternFacts,
)
from tracker.analysis.patterns.statistics import find_median, round_half_away
from tracker.entries.types import AnswerWord, Kind

YES_ANSWERS = frozenset({AnswerWord.YES, AnswerWord.PLEDGED, AnswerWord.GAVE})
"""The answers that are a yes: with or without an amount, or a gift."""
NO_ACCEPTED_TAG, NO_NOT_ACCEPTED_TAG = "no_accepted", "no_not_accepted"
"""The tags that say whether a no was accepted."""


class AnswerOutcomes:
    """The noes and yeses to each ask, in their order, and the asks that followed."""

    def __init__(self, pattern_facts: PatternFacts, days: DayRange) -> None:
        """Sort them once. The asks of `days` are counted."""
        self._facts = pattern_facts
        noes: dict[int, list[AnswerFact]] = defaultdict(list)
        self._all_yeses: dict[int, list[AnswerFact]] = defaultdict(list)
        self._last_position: dict[int, int] = {}
        """The position of the last answer on the line of an entry."""
        for answer in sorted(pattern_facts.answers):
            _day, entry, position, number, word, _amount, _every = answer
            self._last_position[entry] = position
            if word is AnswerWord.NO:
                noes[number].append(answer)
            elif word in YES_ANSWERS:
                self._all_yeses[number].append(answer)
        asks = days.select(pattern_facts.asks)
        self._noes = _select_answered(asks, noes)
        self._yeses = _select_answered(asks, self._all_yeses)
        self._asks_by_kind: dict[tuple[GroupLabel, Kind], list[tuple[date, int]]] = defaultdict(
            list
        )
        for ask in pattern_facts.asks:
            self._asks_by_kind[ask.group, ask.kind].append((ask.day, ask.number))
        self._next_asks: dict[int, tuple[date, int]] = {}
        """The next ask of the same group and kind, by the number of the one before."""
        for asks_of_kind in self._asks_by_kind.values():
            asks_of_kind.sort()
            following = asks_of_kind[1:]
            self._next_asks.update(
                zip(map(itemgetter(1), asks_of_kind[:-1]), following, strict=True)
            )

    def find_patterns(self) -> Iterator[Pattern]:
        """Yield what followed a no and a yes, and how many noes became a yes or were accepted."""
        no, yes = PatternName.NO_THEN_ASKED_AGAIN, PatternName.YES_THEN_ASKED_AGAIN
        yield self._find_asked_again(no, self._noes, self._find_ask_after_no)
        yield self._find_asked_again(yes, self._yeses, self._find_next_ask)
        yield self._count_no_then_yes()
        yield self._count_no_accepted()

    def _find_asked_again(
        self,
        name: PatternName,
        answered: "Sequence[_AnsweredAsk]",
        find_follow_up: "Callable[[AskFact, AnswerFact], _FollowUp | None]",
    ) -> Pattern:
        """Count the asks that were asked again after an answer. The first such answer counts."""
        follow_ups = dict[int, _FollowUp]()
        for ask, answers in answered:
            for answer in answers:
                if follow_up := find_follow_up(ask, answer):
                    follow_ups[ask.number] = follow_up
                    break
        return _build_pattern(name, follow_ups, answered)

    def _find_ask_after_no(self, ask: AskFact, no: AnswerFact) -> "_FollowUp | None":
        """Return this ask if a further answer follows on the same line, else the next ask."""
        if self._last_position[no.entry] > no.position:
            return 0, ask.number
        return self._find_next_ask(ask, no)

    def _find_next_ask(self, ask: AskFact, answer: AnswerFact) -> "_FollowUp | None":
        """Return the next ask of the same group and kind, if it came soon after the answer."""
        if answer.entry == ask.number:
            next_ask = self._next_asks.get(ask.number)
        else:
            asks_of_kind = self._asks_by_kind[ask.group, ask.kind]
            position = bisect_right(asks_of_kind, answer[:2])
            next_ask = next(iter(asks_of_kind[position : position + 1]), None)
        if next_ask is None:
            return None
        day, number = next_ask
        waited = day - answer.day
        return (waited.days, number) if waited <= REASK_WINDOW else None

    def _count_no_then_yes(self) -> Pattern:
        root = find_root_asks(self._facts.asks)
        yeses: dict[int, list[AnswerFact]] = defaultdict(list)
        for number, answers in self._all_yeses.items():
            yeses[root[number]] += answers
        for answers_of_root in yeses.values():
            answers_of_root.sort()
        follow_ups = dict[int, _FollowUp]()
        for ask, noes in self._noes:
            later_yeses = yeses.get(root[ask.number], [])
            position = bisect_right(later_yeses, noes[0])
            if position < len(later_yeses):
                follow_ups[ask.number] = (
                    (later_yeses[position].day - noes[0].day).days,
                    later_yeses[position].entry,
                )
        return _build_pattern(PatternName.NO_THEN_YES, follow_ups, self._noes)

    def _count_no_accepted(self) -> Pattern:
        accepted, not_accepted = (
            self._find_tagged(NO_ACCEPTED_TAG),
            self._find_tagged(NO_NOT_ACCEPTED_TAG),
        )
        asks = [ask.number for ask, _noes in self._noes]
        tagged = [number for number in asks if number in accepted or number in not_accepted]
        counted = tuple(number for number in tagged if number not in not_accepted)
        return Pattern(
            PatternName.NO_ACCEPTED,
            count=len(counted),
            total=len(tagged),
            value=None,
            has_enough=len(tagged) >= MIN_COUNT,
            entries=counted,
            aside_count=len(asks) - len(tagged),
            total_entries=tuple(tagged),
            counted_entries=counted,
        )

    def _find_tagged(self, tag: str) -> set[int]:
        """Return the asks that have a tag on their own line, or on a later answer."""
        entries = {entry for entry, tags in self._facts.tags_by_entry.items() if tag in tags}
        asks = {answer.ask for answer in self._facts.answers if answer.entry in entries}
        return entries | asks


def _select_answered(
    asks: Iterable[AskFact], answers: Mapping[int, list[AnswerFact]]
) -> "list[_AnsweredAsk]":
    """Return the asks that got one of these answers, with those answers."""
    return [(ask, answers[ask.number]) for ask in asks if ask.number in answers]


_AnsweredAsk = tuple[AskFact, list[AnswerFact]]
"""An ask, and some of its answers."""
_FollowUp = tuple[int, int]
"""After how many days something followed an ask, and the number of the entry that followed."""


def find_root_asks(asks: Iterable[AskFact]) -> dict[int, int]:
    """Return the number of the first ask of each ask and its repeats, by the number of each."""
    root: dict[int, int] = {}
    for ask in asks:
        number, for_entry = ask.number, ask.for_entry
        root[number] = number if for_entry is None else root.get(for_entry, number)
    return root


def _build_pattern(
    name: PatternName, follow_ups: Mapping[int, _FollowUp], answered: Sequence[_AnsweredAsk]
) -> Pattern:
    """Build a pattern of the asks that something followed, of all asks with these answers."""
    delays = sorted(days for days, _entry in follow_ups.values())
    days, total = find_median(delays), len(answered)
    return Pattern(
        name,
        count=len(follow_ups),
        total=total,
        value=None if days is None else round_half_away(days * 10),
        has_enough=total >= MIN_COUNT,
        entries=tuple(sorted({*follow_ups, *(entry for _days, entry in follow_ups.values())})),
        total_entries=tuple(ask.number for ask, _given in answered),
        counted_entries=tuple(follow_ups),
        values=tuple(10 * days for days in delays),
    )
