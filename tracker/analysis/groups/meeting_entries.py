"""Which entries belong to a meeting: what was asked, seen, paid and spent on its day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from tracker.analysis.patterns.meeting_matching import match_to_meetings
from tracker.analysis.patterns.pattern_facts import MEETING_FORMS
from tracker.entries.types import Ask, Cost, Observation, Payment, Source, StoredEntry

MEETING_WORDS = frozenset(form.value for form in MEETING_FORMS)
MEMBER_WORDS = frozenset({Ask.word, Source.SEEN.value, Payment.word, Cost.word})
"""The types of entries that belong to a meeting. What was heard of does not."""


class EntryKey(NamedTuple):
    """What decides to which meeting an entry belongs."""

    number: int
    word: str
    """Its type, as the first word of its line."""
    day: str
    """Its day as the book has it: `2026-11-05`. A month may have thousands of entries."""
    group: str | None
    is_regular: bool = False
    """Whether it is a payment that repeats, which nobody hands over at a meeting."""


@dataclass(frozen=True, slots=True)
class RelatedEntries:
    """The entries that are shown with an entry."""

    meeting: StoredEntry | None = None
    """The meeting it belongs to."""
    members: tuple[StoredEntry, ...] = ()
    """What belongs to it, if it is a meeting."""
    heard: tuple[StoredEntry, ...] = ()
    """What the person heard of on that day, if it is a meeting."""


NO_RELATED_ENTRIES = RelatedEntries()


def build_entry_key(item: StoredEntry) -> EntryKey:
    """Return what decides to which meeting an entry belongs."""
    entry = item.entry
    is_regular = isinstance(entry, Payment) and entry.every is not None
    return EntryKey(
        item.number,
        entry.word,
        str(entry.day),
        getattr(entry, "group", None),
        is_regular=is_regular,
    )


def match_meetings(keys: Iterable[EntryKey]) -> dict[int, int]:
    """Return the meeting of each entry that belongs to one, by the entry's number."""
    keys = list(keys)
    return match_to_meetings(
        (
            (key.number, (key.day, key.group))
            for key in keys
            if key.word in MEMBER_WORDS and not key.is_regular
        ),
        ((key.number, (key.day, key.group)) for key in keys if key.word in MEETING_WORDS),
    )


def arrange_under_meetings(
    keys: Sequence[EntryKey], meeting_of_entry: Mapping[int, int]
) -> list[int]:
    """Return the positions of entries, newest first, in a new order: each below its meeting.

    Those of one meeting are in the order of their numbers.
    """
    arranged: list[int] = []
    for _day, block in groupby(range(len(keys)), key=lambda place: keys[place].day):
        arranged += sorted(block, key=lambda place: _build_place_key(keys[place], meeting_of_entry))
    return arranged


def _build_place_key(key: EntryKey, meeting_of_entry: Mapping[int, int]) -> tuple[int, int]:
    meeting = meeting_of_entry.get(key.number)
    return (-key.number, 0) if meeting is None else (-meeting, key.number)


def find_related_entries(item: StoredEntry, entries: Iterable[StoredEntry]) -> RelatedEntries:
    """Return what is shown with an entry: its meeting, or what belongs to it as a meeting.

    `entries` are those of its day.
    """
    by_number = {other.number: other for other in entries if other.entry.day == item.entry.day}
    meeting_of_entry = match_meetings(map(build_entry_key, by_number.values()))
    meeting = meeting_of_entry.get(item.number)
    if meeting is not None:
        return RelatedEntries(by_number.get(meeting))
    if item.entry.word not in MEETING_WORDS:
        return NO_RELATED_ENTRIES
    members = (number for number in by_number if meeting_of_entry.get(number) == item.number)
    return RelatedEntries(
        members=tuple(by_number[number] for number in sorted(members)),
        heard=tuple(_find_heard(item, by_number.values())),
    )


def _find_heard(meeting: StoredEntry, entries: Iterable[StoredEntry]) -> Iterator[StoredEntry]:
    """Yield what the person heard of the meeting's group on that day."""
    for other in entries:
        match other.entry:
            case Observation(source=Source.HEARD, group=group) if group == getattr(
                meeting.entry, "group", None
            ):
                yield other
