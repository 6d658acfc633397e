"""How often a group raised a goal after they said it was reached."""

from fractions import Fraction

from tracker.analysis.patterns.fundraising_goals import find_campaigns
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.analysis.patterns.statistics import find_median, round_half_away


def count_goals_raised(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """Count the goals raised after the one before was reached, of all that were raised."""
    raised = [
        goal
        for campaign in find_campaigns(pattern_facts.goals)
        for goal in campaign.goals
        if goal.is_raised and days.contains(goal.day)
    ]
    after_reached = [goal for goal in raised if goal.previous_reached_on is not None]
    rises = sorted(
        Fraction(10_000 * least, goal.low - least)
        for goal in after_reached
        if (least := goal.differences[0]) == goal.differences[1] and goal.low > least
    )
    rise = find_median(rises)
    ranges = tuple(sorted(goal.difference_percents for goal in after_reached))
    counted = tuple(sorted(goal.number for goal in after_reached))
    return Pattern(
        PatternName.GOAL_RAISED,
        count=len(after_reached),
        total=len(raised),
        value=None if rise is None else round_half_away(rise),
        has_enough=len(raised) >= 1,
        entries=counted,
        total_entries=tuple(sorted(goal.number for goal in raised)),
        counted_entries=counted,
        values=tuple(map(round_half_away, rises)),
        low=min((least for least, _most in ranges), default=None),
        high=max((most for _least, most in ranges), default=None),
        ranges=ranges,
    )
