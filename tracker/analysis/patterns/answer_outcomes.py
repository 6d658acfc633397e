"""What happened after a no and after a yes: asked again, a yes later, a no that was accepted."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.patterns.pattern import MIN_COUNT, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import AnswerFact, AskFact, DayRange, PatternFacts
from tracker.analysis.patterns.statistics import find_median, round_half_away
from tracker.entries.types import AnswerWord, Kind

REASK_WINDOW = timedelta(days=30)
"""Within this time another ask of the same kind, by the same group, is asking again."""
YES_ANSWERS = frozenset({AnswerWord.YES, AnswerWord.PLEDGED, AnswerWord.GAVE})
"""The answers that are a yes: with or without an amount, or a gift."""
NO_ACCEPTED_TAG, NO_NOT_ACCEPTED_TAG = "no_accepted", "no_not_accepted"
"""The circumstances that say how a no was taken."""


class AnswerOutcomes:
    """The noes and the yeses to each ask, in their order, and the asks that followed."""

    def __init__(self, pattern_facts: PatternFacts, days: DayRange) -> None:
        """Put them in order once; `days` are those whose asks are counted."""
        self._facts = pattern_facts
        noes: dict[int, list[AnswerFact]] = defaultdict(list)
        self._all_yeses: dict[int, list[AnswerFact]] = defaultdict(list)
        self._last_position: dict[int, int] = {}
        """The place of the last answer on the line of an entry."""
        for answer in sorted(pattern_facts.answers):
            _day, entry, position, number, word, _amount, _every = answer
            self._last_position[entry] = position
            if word is AnswerWord.NO:
                noes[number].append(answer)
            elif word in YES_ANSWERS:
                self._all_yeses[number].append(answer)
        asks = [ask for ask in pattern_facts.asks if days.contains(ask.day)]
        self._noes = _select_answered(asks, noes)
        self._yeses = _select_answered(asks, self._all_yeses)
        self._asks_by_kind: dict[tuple[GroupLabel, Kind], list[tuple[date, int]]] = defaultdict(
            list
        )
        for ask in pattern_facts.asks:
            self._asks_by_kind[ask.group, ask.kind].append((ask.day, ask.number))
        for alike in self._asks_by_kind.values():
            alike.sort()

    def find_patterns(self) -> Iterator[Pattern]:
        """What followed a no, what followed a yes, which noes became a yes and were accepted."""
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
        """The asks that were asked again after one of these answers; the first such one counts."""
        found = dict[int, _FollowUp]()
        for ask, given in answered:
            for answer in given:
                if after := find_follow_up(ask, answer):
                    found[ask.number] = after
                    break
        return _build_pattern(name, found, answered)

    def _find_ask_after_no(self, ask: AskFact, no: AnswerFact) -> "_FollowUp | None":
        """A further answer on the same line says that the asking went on; else the next ask."""
        if self._last_position[no.entry] > no.position:
            return 0, ask.number
        return self._find_next_ask(ask, no)

    def _find_next_ask(self, ask: AskFact, answer: AnswerFact) -> "_FollowUp | None":
        """The next ask of the same group and kind, if it came soon after the answer."""
        alike = self._asks_by_kind[ask.group, ask.kind]
        place = bisect_right(alike, answer[:2])
        if place == len(alike):
            return None
        day, number = alike[place]
        waited = day - answer.day
        return (waited.days, number) if waited <= REASK_WINDOW else None

    def _count_no_then_yes(self) -> Pattern:
        root = find_root_asks(self._facts.asks)
        yeses: dict[int, list[AnswerFact]] = defaultdict(list)
        for number, given in self._all_yeses.items():
            yeses[root[number]] += given
        for row in yeses.values():
            row.sort()
        found = dict[int, _FollowUp]()
        for ask, noes in self._noes:
            same = yeses.get(root[ask.number], [])
            place = bisect_right(same, noes[0])
            if place < len(same):
                found[ask.number] = (same[place].day - noes[0].day).days, same[place].entry
        return _build_pattern(PatternName.NO_THEN_YES, found, self._noes)

    def _count_no_accepted(self) -> Pattern:
        accepted, not_accepted = (
            self._find_tagged(NO_ACCEPTED_TAG),
            self._find_tagged(NO_NOT_ACCEPTED_TAG),
        )
        asks = [ask.number for ask, _noes in self._noes]
        noted = [number for number in asks if number in accepted or number in not_accepted]
        counted = tuple(number for number in noted if number not in not_accepted)
        return Pattern(
            PatternName.NO_ACCEPTED,
            count=len(counted),
            total=len(noted),
            value=None,
            has_enough=len(noted) >= MIN_COUNT,
            entries=counted,
            aside_count=len(asks) - len(noted),
            total_entries=tuple(noted),
            counted_entries=counted,
        )

    def _find_tagged(self, tag: str) -> set[int]:
        """The asks that have a tag on their own line, or on an answer that was given later."""
        lines = {entry for entry, tags in self._facts.tags_by_entry.items() if tag in tags}
        later = {answer.ask for answer in self._facts.answers if answer.entry in lines}
        return lines | later


def _select_answered(
    asks: Iterable[AskFact], answers: Mapping[int, list[AnswerFact]]
) -> "list[_AnsweredAsk]":
    """The asks that got one of these answers, with those answers."""
    return [(ask, answers[ask.number]) for ask in asks if ask.number in answers]


_AnsweredAsk = tuple[AskFact, list[AnswerFact]]
"""An ask, and those of its answers that are meant."""
_FollowUp = tuple[int, int]
"""After how many days an ask was followed, and by which entry."""


def find_root_asks(asks: Iterable[AskFact]) -> dict[int, int]:
    """The first ask of the same ask, made once or more often, by the number of each."""
    root: dict[int, int] = {}
    for ask in asks:
        first = ask.number if ask.for_entry is None else root.get(ask.for_entry, ask.number)
        root[ask.number] = first
    return root


def _build_pattern(
    name: PatternName, found: Mapping[int, _FollowUp], answered: Sequence[_AnsweredAsk]
) -> Pattern:
    """A pattern of the asks by whose numbers it was found what followed, of all answered so."""
    waited = sorted(days for days, _entry in found.values())
    days, of = find_median(waited), len(answered)
    return Pattern(
        name,
        count=len(found),
        total=of,
        value=None if days is None else round_half_away(days * 10),
        has_enough=of >= MIN_COUNT,
        entries=tuple(sorted({*found, *(entry for _days, entry in found.values())})),
        total_entries=tuple(ask.number for ask, _given in answered),
        counted_entries=tuple(found),
        values=tuple(10 * days for days in waited),
    )
