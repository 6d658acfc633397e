"""All patterns of a book: how often something happened, out of how often it could have."""

from collections.abc import Iterator

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.answer_outcomes import AnswerOutcomes
from tracker.analysis.patterns.goals_raised import count_goals_raised
from tracker.analysis.patterns.limit_and_trend import LimitAndTrend
from tracker.analysis.patterns.meetings import MeetingPatterns, count_asked_in_public
from tracker.analysis.patterns.observations import count_observations
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.analysis.patterns.pledge_matching import sum_pledges
from tracker.months import Month
from tracker.steps import Steps, finish_steps


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
    return finish_steps(find_patterns_in_steps(pattern_facts, table, group, (first, last)))


def find_patterns_in_steps(
    pattern_facts: PatternFacts,
    table: MonthlyTable,
    group: GroupLabel,
    months: tuple[Month | None, Month | None],
) -> Steps[list[Pattern]]:
    """Return the same. Where much happened each pattern is a step."""
    if table.first_month is None:
        return []
    facts, patterns = pattern_facts.select_group(group), list[Pattern]()
    for pattern in _find_patterns(facts, table, group, *months):
        patterns.append(pattern)
        if facts.is_large:
            yield
    return patterns


def _find_patterns(
    pattern_facts: PatternFacts,
    table: MonthlyTable,
    group: GroupLabel,
    first: Month | None,
    last: Month | None,
) -> Iterator[Pattern]:
    days = DayRange.from_months(first, last)
    meetings = MeetingPatterns(pattern_facts, days)
    yield from meetings.find_money_patterns()
    yield from count_observations(pattern_facts, days)
    yield meetings.count_hours_per_ask()
    yield count_asked_in_public(pattern_facts, days)
    yield from AnswerOutcomes(pattern_facts, days).find_patterns()
    yield count_goals_raised(pattern_facts, days)
    yield sum_pledges(pattern_facts, days)
    months = LimitAndTrend(pattern_facts, table, group, first, last)
    yield months.count_months_over_limit()
    yield months.find_share_trend()
    yield meetings.sum_time_given()
