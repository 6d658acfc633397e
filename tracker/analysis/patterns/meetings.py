"""How often money came up at meetings and in front of others, and the hours spent there.

Meetings without a word about money are not counted as meetings where nobody asked. `heard` says
nothing of an evening, and a payment alone is no ask. What was seen counts also without its tick in
an export, because the number would be untrue without it, and it tells of nobody.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from tracker.analysis.patterns.meeting_matching import match_to_meetings
from tracker.analysis.patterns.pattern import MIN_COUNT, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import (
    MEETING_FORMS,
    AskFact,
    DayRange,
    ObservationFact,
    PatternFacts,
    TimeFact,
    sum_hours,
)
from tracker.analysis.patterns.statistics import round_half_away
from tracker.entries.tags import NO_MONEY_TAG
from tracker.entries.types import Source
from tracker.months import Month

PUBLIC_TAGS = frozenset({"in_public", "public_pledge"})
"""The tags that say that others could hear or see."""


class MeetingPatterns:
    """The meetings of some days with the asks made there, matched once for all patterns of them."""

    def __init__(self, pattern_facts: PatternFacts, days: DayRange) -> None:
        """Match the asks of `days` to the meetings of the same days."""
        self._facts = pattern_facts
        self._meetings = days.select(
            [time for time in pattern_facts.time_spent if time.form in MEETING_FORMS]
        )
        asks = days.select(pattern_facts.asks)
        self._meeting_of_ask = _match_meetings(asks, self._meetings)
        self._asks_elsewhere = len(asks) - len(self._meeting_of_ask)
        with_hours = [meeting for meeting in self._meetings if meeting.hours is not None]
        self._numbers_with_hours = tuple(meeting.number for meeting in with_hours)
        self._months_with_hours = {
            Month.from_date(day) for day in set(map(attrgetter("day"), with_hours))
        }
        self._hours = sum_hours(with_hours)

    def find_money_patterns(self) -> Iterator[Pattern]:
        """Yield whether money came up at meetings, and at how many the person was asked."""
        meetings = tuple(meeting.number for meeting in self._meetings)
        seen = [each for each in self._facts.observations if each.source is Source.SEEN]
        asked = frozenset(self._meeting_of_ask.values())
        came_up = asked.union(_match_meetings(seen, self._meetings).values())
        tags = self._facts.tags_by_entry
        recorded = tuple(
            number
            for number in meetings
            if number in came_up or NO_MONEY_TAG in tags.get(number, ())
        )
        yield Pattern(
            PatternName.MONEY_CAME_UP,
            count=len(came_up),
            total=len(recorded),
            value=None,
            has_enough=len(recorded) >= MIN_COUNT,
            entries=tuple(sorted(came_up)),
            aside_count=self._asks_elsewhere,
            total_entries=recorded,
            counted_entries=tuple(sorted(came_up)),
            unrecorded_count=len(meetings) - len(recorded),
            asked_count=len(asked),
        )
        with_ask = tuple(sorted(asked))
        yield Pattern(
            PatternName.MEETINGS_WITH_ASK,
            count=len(with_ask),
            total=len(meetings),
            value=None,
            has_enough=len(meetings) >= MIN_COUNT,
            entries=with_ask,
            aside_count=self._asks_elsewhere,
            total_entries=meetings,
            counted_entries=with_ask,
            unrecorded_count=len(meetings) - len(recorded),
            asked_count=len(with_ask),
        )

    def count_hours_per_ask(self) -> Pattern:
        """Count the asks at meetings with hours, and these hours at their low and high end."""
        numbers = self._numbers_with_hours
        with_hours = frozenset(numbers)
        counted = tuple(
            sorted(ask for ask, meeting in self._meeting_of_ask.items() if meeting in with_hours)
        )
        low, high = self._hours
        low_tenths = round_half_away(low, 10)
        return Pattern(
            PatternName.HOURS_PER_ASK,
            count=len(counted),
            total=low_tenths,
            value=round_half_away(low, 10 * len(counted)) if counted else None,
            has_enough=low_tenths >= MIN_COUNT * 10,
            entries=counted,
            aside_count=self._asks_elsewhere,
            total_entries=numbers,
            counted_entries=counted,
            low=low_tenths if numbers else None,
            high=round_half_away(high, 10) if numbers else None,
            value_high=round_half_away(high, 10 * len(counted)) if counted else None,
        )

    def sum_time_given(self) -> Pattern:
        """Sum the hours of meetings, and their mean per month with hours, at both ends."""
        low, high = self._hours
        numbers, months = self._numbers_with_hours, len(self._months_with_hours)
        low_tenths = round_half_away(low, 10)
        return Pattern(
            PatternName.TIME_GIVEN,
            count=low_tenths,
            total=months,
            value=round_half_away(low, 10 * months) if months else None,
            has_enough=months >= 1,
            entries=numbers,
            total_entries=numbers,
            counted_entries=numbers,
            low=low_tenths if months else None,
            high=round_half_away(high, 10) if months else None,
            value_high=round_half_away(high, 10 * months) if months else None,
        )


def _match_meetings(
    entries: Sequence[AskFact | ObservationFact], meetings: Sequence[TimeFact]
) -> dict[int, int]:
    """Return the meeting of each entry, by the entry's number, without what happened elsewhere."""
    # Each of these facts begins with its number, its day and its group.
    number, occasion = itemgetter(0), itemgetter(1, 2)
    return match_to_meetings(
        zip(map(number, entries), map(occasion, entries), strict=True),
        zip(map(number, meetings), map(occasion, meetings), strict=True),
    )


def count_asked_in_public(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Count the asks in front of others, of those with tags."""
    tags = pattern_facts.tags_by_entry
    asks = [ask.number for ask in days.select(pattern_facts.asks)]
    tagged = [number for number in asks if tags.get(number)]
    counted = tuple(number for number in tagged if not PUBLIC_TAGS.isdisjoint(tags[number]))
    return Pattern(
        PatternName.ASKED_IN_PUBLIC,
        count=len(counted),
        total=len(tagged),
        value=None,
        has_enough=len(tagged) >= MIN_COUNT,
        entries=counted,
        aside_count=len(asks) - len(tagged),
        total_entries=tuple(tagged),
        counted_entries=counted,
    )
