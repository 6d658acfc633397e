"""What happened after a no and after a yes: asked again, a yes later, a no that was accepted."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tracker.analysis.monthly.facts import Group
from tracker.analysis.patterns.pattern import FEW, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import AnswerGiven, AskMade, Days, Happened
from tracker.analysis.patterns.statistics import median, nearest
from tracker.entries.types import AnswerWord, Kind

SOON = timedelta(days=30)
"""Within this time another ask of the same kind, by the same group, is asking again."""
YES = frozenset({AnswerWord.YES, AnswerWord.PLEDGED, AnswerWord.GAVE})
"""The answers that are a yes: with or without an amount, or a gift."""
ACCEPTED, NOT_ACCEPTED = "no_accepted", "no_not_accepted"
"""The circumstances that say how a no was taken."""


class Answers:
    """The noes and the yeses to each ask, in their order, and the asks that followed."""

    def __init__(self, happened: Happened, days: Days) -> None:
        """Put them in order once; `days` are those whose asks are counted."""
        self._happened = happened
        noes: dict[int, list[AnswerGiven]] = defaultdict(list)
        self._all_yeses: dict[int, list[AnswerGiven]] = defaultdict(list)
        self._last: dict[int, int] = {}
        """The place of the last answer on the line of an entry."""
        for answer in sorted(happened.answers):
            _day, entry, position, number, word, _amount, _every = answer
            self._last[entry] = position
            if word is AnswerWord.NO:
                noes[number].append(answer)
            elif word in YES:
                self._all_yeses[number].append(answer)
        asks = [ask for ask in happened.asks if days.hold(ask.day)]
        self._noes = _answered(asks, noes)
        self._yeses = _answered(asks, self._all_yeses)
        self._alike: dict[tuple[Group, Kind], list[tuple[date, int]]] = defaultdict(list)
        for ask in happened.asks:
            self._alike[ask.group, ask.kind].append((ask.day, ask.number))
        for alike in self._alike.values():
            alike.sort()

    def patterns(self) -> Iterator[Pattern]:
        """What followed a no, what followed a yes, which noes became a yes and were accepted."""
        no, yes = PatternName.NO_THEN_ASKED_AGAIN, PatternName.YES_THEN_ASKED_AGAIN
        yield self._asked_again(no, self._noes, self._after_no)
        yield self._asked_again(yes, self._yeses, self._next_ask)
        yield self._no_then_yes()
        yield self._no_accepted()

    def _asked_again(
        self,
        name: PatternName,
        answered: "Sequence[_Answered]",
        followed: "Callable[[AskMade, AnswerGiven], _Followed | None]",
    ) -> Pattern:
        """The asks that were asked again after one of these answers; the first such one counts."""
        found = dict[int, _Followed]()
        for ask, given in answered:
            for answer in given:
                if after := followed(ask, answer):
                    found[ask.number] = after
                    break
        return _pattern(name, found, answered)

    def _after_no(self, ask: AskMade, no: AnswerGiven) -> "_Followed | None":
        """A further answer on the same line says that the asking went on; else the next ask."""
        if self._last[no.entry] > no.position:
            return 0, ask.number
        return self._next_ask(ask, no)

    def _next_ask(self, ask: AskMade, answer: AnswerGiven) -> "_Followed | None":
        """The next ask of the same group and kind, if it came soon after the answer."""
        alike = self._alike[ask.group, ask.kind]
        place = bisect_right(alike, answer[:2])
        if place == len(alike):
            return None
        day, number = alike[place]
        waited = day - answer.day
        return (waited.days, number) if waited <= SOON else None

    def _no_then_yes(self) -> Pattern:
        root = roots(self._happened.asks)
        yeses: dict[int, list[AnswerGiven]] = defaultdict(list)
        for number, given in self._all_yeses.items():
            yeses[root[number]] += given
        for row in yeses.values():
            row.sort()
        found = dict[int, _Followed]()
        for ask, noes in self._noes:
            same = yeses.get(root[ask.number], [])
            place = bisect_right(same, noes[0])
            if place < len(same):
                found[ask.number] = (same[place].day - noes[0].day).days, same[place].entry
        return _pattern(PatternName.NO_THEN_YES, found, self._noes)

    def _no_accepted(self) -> Pattern:
        accepted, not_accepted = self._tagged(ACCEPTED), self._tagged(NOT_ACCEPTED)
        asks = [ask.number for ask, _noes in self._noes]
        noted = [number for number in asks if number in accepted or number in not_accepted]
        counted = tuple(number for number in noted if number not in not_accepted)
        return Pattern(
            PatternName.NO_ACCEPTED,
            count=len(counted),
            of=len(noted),
            value=None,
            enough=len(noted) >= FEW,
            entries=counted,
            aside=len(asks) - len(noted),
            of_entries=tuple(noted),
            counted=counted,
        )

    def _tagged(self, tag: str) -> set[int]:
        """The asks that have a tag on their own line, or on an answer that was given later."""
        lines = {entry for entry, tags in self._happened.circumstances.items() if tag in tags}
        later = {answer.ask for answer in self._happened.answers if answer.entry in lines}
        return lines | later


def _answered(asks: Iterable[AskMade], given: Mapping[int, list[AnswerGiven]]) -> "list[_Answered]":
    """The asks that got one of these answers, with those answers."""
    return [(ask, given[ask.number]) for ask in asks if ask.number in given]


_Answered = tuple[AskMade, list[AnswerGiven]]
"""An ask, and those of its answers that are meant."""
_Followed = tuple[int, int]
"""After how many days an ask was followed, and by which entry."""


def roots(asks: Iterable[AskMade]) -> dict[int, int]:
    """The first ask of the same ask, made once or more often, by the number of each."""
    root: dict[int, int] = {}
    for ask in asks:
        first = ask.number if ask.for_entry is None else root.get(ask.for_entry, ask.number)
        root[ask.number] = first
    return root


def _pattern(
    name: PatternName, found: Mapping[int, _Followed], answered: Sequence[_Answered]
) -> Pattern:
    """A pattern of the asks by whose numbers it was found what followed, of all answered so."""
    waited = sorted(days for days, _entry in found.values())
    days, of = median(waited), len(answered)
    return Pattern(
        name,
        count=len(found),
        of=of,
        value=None if days is None else nearest(days * 10),
        enough=of >= FEW,
        entries=tuple(sorted({*found, *(entry for _days, entry in found.values())})),
        of_entries=tuple(ask.number for ask, _given in answered),
        counted=tuple(found),
        each=tuple(10 * days for days in waited),
    )
