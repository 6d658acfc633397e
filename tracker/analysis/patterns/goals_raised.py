"""How often a group raised a target after it was said to be met."""

from fractions import Fraction

from tracker.analysis.patterns.fundraising_goals import campaigns
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import Days, Happened
from tracker.analysis.patterns.statistics import median, nearest


def goal_raised(happened: Happened, days: Days) -> Pattern:
    """The targets raised after they were met, of all that were raised."""
    raised = [
        target
        for campaign in campaigns(happened.goals)
        for target in campaign.targets
        if target.change > 0 and days.hold(target.day)
    ]
    after_met = [target for target in raised if target.after_met_on is not None]
    rises = sorted(
        Fraction(10_000 * target.change, target.amount - target.change)
        for target in after_met
        if target.amount > target.change
    )
    rise = median(rises)
    counted = tuple(sorted(target.number for target in after_met))
    return Pattern(
        PatternName.GOAL_RAISED,
        count=len(after_met),
        of=len(raised),
        value=None if rise is None else nearest(rise),
        enough=len(raised) >= 1,
        entries=counted,
        of_entries=tuple(sorted(target.number for target in raised)),
        counted=counted,
        each=tuple(map(nearest, rises)),
    )
