"""The patterns of a book: how often something happened, each with what it was counted of."""

from collections.abc import Iterator

from tracker.figures.after_an_answer import Answers
from tracker.figures.at_meetings import asked_in_public, at_meetings, time_given
from tracker.figures.facts import Group
from tracker.figures.goal_raised import goal_raised
from tracker.figures.happened import Days, Happened
from tracker.figures.monthly import Monthly
from tracker.figures.over_months import OverMonths
from tracker.figures.pattern import Pattern
from tracker.figures.pledged_and_given import pledges
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
