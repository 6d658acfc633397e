"""The asks that may be told one by one, each with what became of it, and five that tell most."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.asks.timeline import StepKind, Timeline, build_timelines
from tracker.analysis.monthly.ask_totals import chain_asks
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.entries.types import Ask, LaterAnswer, StoredEntry
from tracker.export.privacy.redaction import group_of, shown_as
from tracker.export.privacy.selection import Choice
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month

FIVE = 5
"""How many asks are proposed: they fit a second page, and are read to the end."""
NO_ACCEPTED = "no_accepted"


@dataclass(frozen=True, slots=True)
class OneAsk:
    """An ask with its repeats, under the names that are shown, and how it was asked."""

    number: int
    """The number of the first ask of it that goes along."""
    life: Timeline
    tags: Mapping[int, tuple[str, ...]]
    """How it was asked or answered, by the number of the entry."""
    share: Hundredths | None
    """The largest part of a month's income that it asked for; None without an income."""
    is_begun: bool
    """Whether it had begun before what goes along."""

    @property
    def circumstances(self) -> frozenset[str]:
        """All that is noted of how it was asked."""
        return frozenset(tag for tags in self.tags.values() for tag in tags)

    @property
    def has_words(self) -> bool:
        """Whether it is noted what was said."""
        return any(moment.words for moment in self.life.steps)

    @property
    def highest(self) -> Cents:
        """The largest amount that it asked for; 0 where it named none."""
        return max(self.life.first_amount.high or 0, self.life.last_amount.high or 0)

    @property
    def is_no_then_yes(self) -> bool:
        """Whether a yes or a gift followed a no."""
        answers = [moment.kind for moment in self.life.steps]
        if StepKind.NO not in answers:
            return False
        after = answers[answers.index(StepKind.NO) :]
        return StepKind.YES in after or StepKind.GAVE in after


def asks_told(
    items: Sequence[StoredEntry],
    rows: Sequence[MonthRow],
    choice: Choice,
    today: date,
    *,
    words: bool,
) -> list[OneAsk]:
    """The asks of which something goes along, the one in which something happened last first.

    `items` are what `book.asking.lives` gives, under the labels of the book; what is not in the
    choice leaves no trace in what is told.
    """
    taken = list(_taken(items, choice, words=words))
    entries = {item.number: item.entry for item, _is_begun in taken}
    begun = {item.number for item, is_begun in taken if is_begun}
    income = {row.month: row.income for row in rows if row.group == ALL_GROUPS}

    def told(life: Timeline) -> OneAsk:
        asks = [
            (number, entry) for number in life.entries if isinstance(entry := entries[number], Ask)
        ]
        parts = (
            calculate_share(ask.high or 0, income.get(Month.from_date(ask.day)))
            for _number, ask in asks
        )
        first_day = min(asks, key=lambda each: (each[1].day, each[0]))
        return OneAsk(
            number=first_day[0],
            life=life,
            tags={
                number: entry.circumstances
                for number in life.entries
                if isinstance(entry := entries[number], Ask | LaterAnswer) and entry.circumstances
            },
            share=max((part for part in parts if part is not None), default=None),
            is_begun=any(number in begun for number, _ask in asks),
        )

    return [told(life) for life in build_timelines((item for item, _is_begun in taken), today)]


def _taken(
    items: Sequence[StoredEntry], choice: Choice, *, words: bool
) -> Iterator[tuple[StoredEntry, bool]]:
    """What goes along, as it is shown; and whether it repeats an ask that stays out."""
    taken = [item for item in items if _goes_along(item, choice)]
    first_of = _first_of(items, {item.number for item in taken})
    for item in taken:
        entry = shown_as(item, choice).entry
        is_begun = False
        if isinstance(entry, Ask | LaterAnswer) and not words:
            entry = replace(entry, words=None)
        if isinstance(entry, Ask):
            first = first_of[item.number]
            is_begun = entry.for_entry is not None and first == item.number
            # Repeats of an ask that stays out are still one ask.
            entry = replace(entry, for_entry=None if first == item.number else first)
        yield replace(item, entry=entry), is_begun


def _goes_along(item: StoredEntry, choice: Choice) -> bool:
    day = item.entry.day
    outside = choice.is_before(day) or choice.is_after(day)
    return choice.takes_group(group_of(item)) and not outside


def _first_of(items: Iterable[StoredEntry], taken: Container[int]) -> dict[int, int]:
    """For each ask that goes along the first of its repeats that does, by their numbers."""
    found: dict[int, int] = {}
    for same in chain_asks(items):
        if numbers := sorted(number for number, _ask in same.asks if number in taken):
            found |= dict.fromkeys(numbers, numbers[0])
    return found


def proposed(asks: Sequence[OneAsk]) -> tuple[int, ...]:
    """The numbers of the five asks that tell most, the earliest first; all where there are fewer.

    One by each of these, the newest among equals: it asked for the largest part of a month's
    income (the largest amount where no income is known); a yes or a gift followed a no; what was
    said is noted, and most of how it was asked; a no was accepted; it is the newest. Where one is
    all of these, or nothing is, those that were asked most often follow.
    """
    chosen: list[OneAsk] = []
    for fits, rank in _RULES:
        found = [ask for ask in asks if fits(ask) and ask not in chosen]
        if found and len(chosen) < FIVE:
            # `max` takes the first of equals, and the newest comes first.
            chosen.append(max(found, key=rank))
    others = sorted((ask for ask in asks if ask not in chosen), key=lambda ask: -ask.life.ask_count)
    chosen += others[: FIVE - len(chosen)]
    return tuple(ask.number for ask in sorted(chosen, key=_begun))


def picked(asks: Sequence[OneAsk], numbers: Sequence[int] | None) -> tuple[OneAsk, ...]:
    """The asks of these numbers, the earliest first, a repeat standing for its whole ask.

    None stands for the five proposed; a number that does not go along is passed over.
    """
    wanted = set(proposed(asks) if numbers is None else numbers)
    return tuple(sorted((ask for ask in asks if wanted & set(ask.life.entries)), key=_begun))


def _begun(ask: OneAsk) -> tuple[date, int]:
    return ask.life.first_day, ask.number


def _any(_ask: OneAsk) -> bool:
    return True


_Rank = tuple[int, int]
_RULES: Sequence[tuple[Callable[[OneAsk], bool], Callable[[OneAsk], _Rank]]] = (
    (lambda ask: ask.highest > 0, lambda ask: (ask.share or 0, ask.highest)),
    (lambda ask: ask.is_no_then_yes, lambda _ask: (0, 0)),
    (lambda ask: ask.has_words, lambda ask: (len(ask.circumstances), 0)),
    (lambda ask: NO_ACCEPTED in ask.circumstances, lambda _ask: (0, 0)),
    (_any, lambda _ask: (0, 0)),
)
