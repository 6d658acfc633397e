"""How often money came up at meetings and in front of others, and the hours spent there."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

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


def find_meeting_patterns(pattern_facts: PatternFacts, days: DayRange) -> Iterator[Pattern]:
    """Yield whether money came up at meetings, and at how many the person was asked."""
    money = _find_money_at_meetings(pattern_facts, days)
    came_up = money.came_up
    recorded = tuple(
        number for number in money.meetings if number in came_up or number in money.no_money
    )
    yield Pattern(
        PatternName.MONEY_CAME_UP,
        count=len(came_up),
        total=len(recorded),
        value=None,
        has_enough=len(recorded) >= MIN_COUNT,
        entries=tuple(sorted(came_up)),
        aside_count=money.asks_elsewhere,
        total_entries=recorded,
        counted_entries=tuple(sorted(came_up)),
        unrecorded_count=len(money.meetings) - len(recorded),
        asked_count=len(money.asked),
    )
    with_ask = tuple(sorted(money.asked))
    yield Pattern(
        PatternName.MEETINGS_WITH_ASK,
        count=len(with_ask),
        total=len(money.meetings),
        value=None,
        has_enough=len(money.meetings) >= MIN_COUNT,
        entries=with_ask,
        aside_count=money.asks_elsewhere,
        total_entries=money.meetings,
        counted_entries=with_ask,
        unrecorded_count=len(money.meetings) - len(recorded),
        asked_count=len(with_ask),
    )


@dataclass(frozen=True, slots=True)
class _MoneyAtMeetings:
    """Meetings by their numbers: all of them, and those where something is known of money."""

    meetings: tuple[int, ...]
    asked: Set[int]
    """The person was asked there."""
    seen: Set[int]
    """The person saw others asked there, or giving."""
    no_money: Set[int]
    """The tag says that money did not come up."""
    asks_elsewhere: int
    """How many asks were not made at a meeting."""

    @property
    def came_up(self) -> Set[int]:
        """The meetings at which money came up, whatever their tag says."""
        return self.asked | self.seen


def _find_money_at_meetings(pattern_facts: PatternFacts, days: DayRange) -> _MoneyAtMeetings:
    meetings = [
        time
        for time in pattern_facts.time_spent
        if time.form in MEETING_FORMS and days.contains(time.day)
    ]
    asks = [ask for ask in pattern_facts.asks if days.contains(ask.day)]
    seen = [each for each in pattern_facts.observations if each.source is Source.SEEN]
    meeting_of_ask = _match_meetings(asks, meetings)
    return _MoneyAtMeetings(
        meetings=tuple(meeting.number for meeting in meetings),
        asked=frozenset(meeting_of_ask.values()),
        seen=frozenset(_match_meetings(seen, meetings).values()),
        no_money=frozenset(
            meeting.number
            for meeting in meetings
            if NO_MONEY_TAG in pattern_facts.tags_by_entry.get(meeting.number, ())
        ),
        asks_elsewhere=len(asks) - len(meeting_of_ask),
    )


def _match_meetings(
    entries: Sequence[AskFact | ObservationFact], meetings: Sequence[TimeFact]
) -> dict[int, int]:
    """Return the meeting of each entry, by the entry's number, without what happened elsewhere."""
    return match_to_meetings(
        ((entry.number, (entry.day, entry.group)) for entry in entries),
        ((meeting.number, (meeting.day, meeting.group)) for meeting in meetings),
    )


def count_hours_per_ask(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Count the asks at meetings with hours, and these hours, both at their low and high end."""
    meetings = _list_meetings_with_hours(pattern_facts, days)
    asks = [ask for ask in pattern_facts.asks if days.contains(ask.day)]
    all_meetings = [time for time in pattern_facts.time_spent if time.form in MEETING_FORMS]
    numbers = tuple(meeting.number for meeting in meetings)
    with_hours = frozenset(numbers)
    counted = tuple(
        sorted(
            ask
            for ask, meeting in _match_meetings(asks, all_meetings).items()
            if meeting in with_hours
        )
    )
    low, high = sum_hours(meetings)
    low_tenths = round_half_away(low, 10)
    return Pattern(
        PatternName.HOURS_PER_ASK,
        count=len(counted),
        total=low_tenths,
        value=round_half_away(low, 10 * len(counted)) if counted else None,
        has_enough=low_tenths >= MIN_COUNT * 10,
        entries=counted,
        total_entries=numbers,
        counted_entries=counted,
        low=low_tenths if numbers else None,
        high=round_half_away(high, 10) if numbers else None,
        value_high=round_half_away(high, 10 * len(counted)) if counted else None,
    )


def _list_meetings_with_hours(pattern_facts: PatternFacts, days: DayRange) -> list[TimeFact]:
    return [
        time
        for time in pattern_facts.time_spent
        if time.form in MEETING_FORMS and time.hours is not None and days.contains(time.day)
    ]


def count_asked_in_public(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Count the asks in front of others, of those with tags."""
    asks = [ask.number for ask in pattern_facts.asks if days.contains(ask.day)]
    tagged = [number for number in asks if pattern_facts.tags_by_entry.get(number)]
    counted = tuple(
        number
        for number in tagged
        if not PUBLIC_TAGS.isdisjoint(pattern_facts.tags_by_entry[number])
    )
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


def sum_time_given(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Sum the hours of meetings, and their mean per month with hours, at their low and high end."""
    meetings = _list_meetings_with_hours(pattern_facts, days)
    low, high = sum_hours(meetings)
    months = len({Month.from_date(meeting.day) for meeting in meetings})
    numbers = tuple(meeting.number for meeting in meetings)
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
