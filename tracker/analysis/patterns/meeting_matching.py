"""Which meeting an entry belongs to, by its number, its day and its group."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import TypeAlias

from tracker.analysis.monthly.monthly_facts import GroupLabel

NumberedOccasion: TypeAlias = tuple[int, tuple[date | str, GroupLabel]]
"""The number of an entry, with its day and its group. All days are written the same way."""


def match_to_meetings(
    entries: Iterable[NumberedOccasion], meetings: Iterable[NumberedOccasion]
) -> dict[int, int]:
    """Return the meeting of each entry, by the entry's number, without what happened elsewhere.

    It is the group's last meeting of that day that was added before the entry, or else the first
    one added after it.
    """
    entries = list(entries)
    if not entries:
        return {}
    meetings_of_occasion: dict[tuple[date | str, GroupLabel], list[int]] = defaultdict(list)
    for number, occasion in sorted(meetings, key=itemgetter(0)):
        meetings_of_occasion[occasion].append(number)
    meeting_of_entry = {}
    for number, occasion in entries:
        numbers = meetings_of_occasion.get(occasion)
        if numbers:
            position = bisect_left(numbers, number)
            meeting_of_entry[number] = numbers[position - 1 if position else 0]
    return meeting_of_entry
