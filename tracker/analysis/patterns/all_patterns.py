"""All patterns of a book: how often something happened, out of how often it could have."""

from collections.abc import Iterator

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.answer_outcomes import AnswerOutcomes
from tracker.analysis.patterns.goals_raised import count_goals_raised
from tracker.analysis.patterns.limit_and_trend import LimitAndTrend
from tracker.analysis.patterns.meetings import (
    count_asked_in_public,
    count_hours_per_ask,
    find_meeting_patterns,
    sum_time_given,
)
from tracker.analysis.patterns.observations import count_observations
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.analysis.patterns.pledge_matching import sum_pledges
from tracker.months import Month


def find_patterns(
    pattern_facts: PatternFacts,
    table: MonthlyTable,
    group: GroupLabel = None,
    first: Month | None = None,
    last: Month | None = None,
) -> list[Pattern]:
    """Return every pattern of a group, or of all, in the order of PatternName.

    There are none without entries. What happened in the months from `first` to `last`, both
    included, is counted. What followed it may be later.
    """
    if table.first_month is None:
        return []
    return list(_find_patterns(pattern_facts.select_group(group), table, group, first, last))


def _find_patterns(
    pattern_facts: PatternFacts,
    table: MonthlyTable,
    group: GroupLabel,
    first: Month | None,
    last: Month | None,
) -> Iterator[Pattern]:
    days = DayRange.from_months(first, last)
    yield from find_meeting_patterns(pattern_facts, days)
    yield from count_observations(pattern_facts, days)
    yield count_hours_per_ask(pattern_facts, days)
    yield count_asked_in_public(pattern_facts, days)
    yield from AnswerOutcomes(pattern_facts, days).find_patterns()
    yield count_goals_raised(pattern_facts, days)
    yield sum_pledges(pattern_facts, days)
    months = LimitAndTrend(pattern_facts, table, group, first, last)
    yield months.count_months_over_limit()
    yield months.find_share_trend()
    yield sum_time_given(pattern_facts, days)
