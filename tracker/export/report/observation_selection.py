"""What others were asked for or gave, as the summary may show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis.asks.timeline_steps import AmountRange
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import Kind, Observation, Source, StoredEntry
from tracker.export.privacy.redaction import find_entry_group, includes_entry, rename_entry_group
from tracker.export.privacy.selection import ExportSelection


@dataclass(frozen=True, slots=True)
class ReportObservation:
    """One thing that the person saw or heard of, under the names that are shown."""

    day: date
    source: Source
    group: GroupLabel
    kind: Kind
    amount: AmountRange
    campaign: str | None
    tags: tuple[str, ...]
    words: str | None
    """What was said, None where that is left out."""
    own_words: str | None
    """What the person says of it, None where that is left out."""


def build_report_observations(
    items: Iterable[StoredEntry], selection: ExportSelection
) -> tuple[ReportObservation, ...]:
    """Return what others were asked for or gave, the newest first.

    `items` are entries under the labels of the book. What is left out leaves no trace.
    """
    numbered = [
        (item.entry.day, item.number, _build_observation(item.entry))
        for item in _select_observations(items, selection)
        if isinstance(item.entry, Observation)
    ]
    numbered.sort(key=lambda each: each[:2], reverse=True)
    return tuple(observation for _day, _number, observation in numbered)


def _select_observations(
    items: Iterable[StoredEntry], selection: ExportSelection
) -> Iterator[StoredEntry]:
    """Yield the included entries with what may be shown of them."""
    for item in items:
        day = item.entry.day
        is_outside = selection.is_before(day) or selection.is_after(day)
        if is_outside or not selection.includes_group(find_entry_group(item)):
            continue
        if not includes_entry(item, selection):
            continue
        entry = rename_entry_group(item, selection).entry
        if not selection.words:
            entry = replace(entry, words=None)
        if not selection.own_words:
            entry = replace(entry, own_words=None)
        if not selection.labels and isinstance(entry, Observation):
            # Like that of an event, its name may say which group it is.
            entry = replace(entry, campaign=None)
        yield replace(item, entry=entry)


def _build_observation(entry: Observation) -> ReportObservation:
    return ReportObservation(
        day=entry.day,
        source=entry.source,
        group=entry.group,
        kind=entry.kind,
        amount=AmountRange.from_entry(entry),
        campaign=entry.campaign,
        tags=entry.circumstances,
        words=entry.words,
        own_words=entry.own_words,
    )
