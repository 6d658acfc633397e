"""The asks that the summary shows one by one, as they are shown: built of their entries."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.asks.timeline import Timeline, build_timelines
from tracker.analysis.monthly.ask_totals import chain_asks
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.entries.types import Ask, LaterAnswer, StoredEntry
from tracker.export.privacy.redaction import find_entry_group, rename_entry_group
from tracker.export.privacy.selection import ExportSelection
from tracker.money import Hundredths, calculate_share
from tracker.months import Month


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """An ask with its repeats, under the names that are shown, and how it was asked."""

    number: int
    """The number of its first included ask."""
    timeline: Timeline
    tags: Mapping[int, tuple[str, ...]]
    """How it was asked or answered, by the number of the entry."""
    share_of_income: Hundredths | None
    """The largest share of a month's income that it asked for, None without an income."""
    own_words: Mapping[int, str]
    """What the person says of it, by the number of the entry."""
    has_earlier_start: bool
    """Whether it had begun before the included months."""

    @property
    def circumstances(self) -> frozenset[str]:
        """All tags of the ask and of the answers to it."""
        return frozenset(tag for tags in self.tags.values() for tag in tags)

    @property
    def has_words(self) -> bool:
        """Whether there are words that were said."""
        return any(step.words for step in self.timeline.steps)


def build_report_asks(
    items: Sequence[StoredEntry],
    rows: Sequence[MonthRow],
    selection: ExportSelection,
    today: date,
    *,
    has_words: bool,
) -> list[ReportAsk]:
    """Return the included asks of these entries, the one in which something happened last first.

    `items` are the entries of whole asks, also what is left out of them, and all regular payments,
    under the labels of the book. What is left out leaves no trace in the result.
    """
    included = list(select_entries(items, selection, has_words=has_words))
    entries = {item.number: item.entry for item, _is_begun in included}
    begun_numbers = {item.number for item, is_begun in included if is_begun}
    income = {row.month: row.income for row in rows if row.group == ALL_GROUPS}

    def build_ask(timeline: Timeline) -> ReportAsk:
        asks = [
            (number, entry)
            for number in timeline.entries
            if isinstance(entry := entries[number], Ask)
        ]
        parts = (
            calculate_share(ask.high or 0, income.get(Month.from_date(ask.day)))
            for _number, ask in asks
        )
        first_day = min(asks, key=lambda numbered_ask: (numbered_ask[1].day, numbered_ask[0]))
        return ReportAsk(
            number=first_day[0],
            timeline=timeline,
            tags={
                number: entry.circumstances
                for number in timeline.entries
                if isinstance(entry := entries[number], Ask | LaterAnswer) and entry.circumstances
            },
            share_of_income=max((part for part in parts if part is not None), default=None),
            own_words={
                number: own_words
                for number in timeline.entries
                if (own_words := entries[number].own_words)
            },
            has_earlier_start=any(number in begun_numbers for number, _ask in asks),
        )

    return [
        build_ask(timeline)
        for timeline in build_timelines((item for item, _is_begun in included), today)
    ]


def select_entries(
    items: Sequence[StoredEntry], selection: ExportSelection, *, has_words: bool = False
) -> Iterator[tuple[StoredEntry, bool]]:
    """Yield the included entries as they are shown, and whether each repeats a left-out ask."""
    included = [item for item in items if _is_included(item, selection)]
    first_asks = _find_first_asks(items, {item.number for item in included})
    for item in included:
        entry = rename_entry_group(item, selection).entry
        is_begun = False
        if isinstance(entry, Ask | LaterAnswer) and not has_words:
            entry = replace(entry, words=None)
        if not selection.own_words:
            entry = replace(entry, own_words=None)
        if isinstance(entry, Ask):
            first = first_asks[item.number]
            is_begun = entry.for_entry is not None and first == item.number
            # Repeats of an ask that is left out are still one ask.
            entry = replace(entry, for_entry=None if first == item.number else first)
        yield replace(item, entry=entry), is_begun


def _is_included(item: StoredEntry, selection: ExportSelection) -> bool:
    day = item.entry.day
    outside = selection.is_before(day) or selection.is_after(day)
    return selection.includes_group(find_entry_group(item)) and not outside


def _find_first_asks(items: Iterable[StoredEntry], included: Container[int]) -> dict[int, int]:
    """Return the first included ask of the same chain for each included ask, by their numbers."""
    first_asks: dict[int, int] = {}
    for chain in chain_asks(items):
        if numbers := sorted(number for number, _ask in chain.asks if number in included):
            first_asks |= dict.fromkeys(numbers, numbers[0])
    return first_asks
