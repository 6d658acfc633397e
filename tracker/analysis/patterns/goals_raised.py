"""How often a group raised a target after it was said to be met."""

from fractions import Fraction

from tracker.analysis.patterns.fundraising_goals import find_campaigns
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.analysis.patterns.statistics import find_median, round_half_away


def count_goals_raised(pattern_facts: PatternFacts, days: DayRange) -> Pattern:
    """The targets raised after they were met, of all that were raised."""
    raised = [
        target
        for campaign in find_campaigns(pattern_facts.goals)
        for target in campaign.goals
        if target.difference > 0 and days.contains(target.day)
    ]
    after_met = [target for target in raised if target.previous_reached_on is not None]
    rises = sorted(
        Fraction(10_000 * target.difference, target.amount - target.difference)
        for target in after_met
        if target.amount > target.difference
    )
    rise = find_median(rises)
    counted = tuple(sorted(target.number for target in after_met))
    return Pattern(
        PatternName.GOAL_RAISED,
        count=len(after_met),
        total=len(raised),
        value=None if rise is None else round_half_away(rise),
        has_enough=len(raised) >= 1,
        entries=counted,
        total_entries=tuple(sorted(target.number for target in raised)),
        counted_entries=counted,
        values=tuple(map(round_half_away, rises)),
    )
