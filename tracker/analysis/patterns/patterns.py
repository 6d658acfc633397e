"""The patterns of a book: how often something happened, each with what it was counted of."""

from collections.abc import Iterator

from tracker.analysis.monthly.facts import Group
from tracker.analysis.monthly.table import Monthly
from tracker.analysis.patterns.answer_outcomes import Answers
from tracker.analysis.patterns.goals_raised import goal_raised
from tracker.analysis.patterns.limit_and_trend import OverMonths
from tracker.analysis.patterns.meetings import asked_in_public, at_meetings, time_given
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.pattern_facts import Days, Happened
from tracker.analysis.patterns.pledge_matching import pledges
from tracker.months import Month


def patterns(
    happened: Happened,
    monthly: Monthly,
    group: Group = None,
    first: Month | None = None,
    last: Month | None = None,
) -> list[Pattern]:
    """Every pattern of a group, or of all, in the order of PatternName; none in an empty book.

    What happened in the months from `first` to `last`, both included, is counted; what followed it
    may lie after them.
    """
    if monthly.first is None:
        return []
    return list(_patterns(happened.of(group), monthly, group, first, last))


def _patterns(
    happened: Happened, monthly: Monthly, group: Group, first: Month | None, last: Month | None
) -> Iterator[Pattern]:
    days = Days.between(first, last)
    yield from at_meetings(happened, days)
    yield asked_in_public(happened, days)
    yield from Answers(happened, days).patterns()
    yield goal_raised(happened, days)
    yield pledges(happened, days)
    months = OverMonths(happened, monthly, group, first, last)
    yield months.months_over_limit()
    yield months.share_trend()
    yield time_given(happened, days)
