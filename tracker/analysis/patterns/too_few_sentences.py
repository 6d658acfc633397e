"""What is said of a pattern that counts too little yet: what more would tell, what is noted."""

from collections.abc import Mapping

from tracker.analysis.patterns.pattern import PatternName
from tracker.i18n import N_

TOO_FEW_SENTENCES: Mapping[PatternName, str] = {
    PatternName.MEETINGS_WITH_ASK: N_(
        "Once 3 meetings are noted, this says at how many you were asked; {so_far}."
    ),
    PatternName.HOURS_PER_ASK: N_(
        "Once 3 hours of meetings are noted, this says how often you were asked in them; {so_far}."
    ),
    PatternName.ASKED_IN_PUBLIC: N_(
        "Once it is noted how 3 asks were made, this says how many were in front of others;"
        " {so_far}."
    ),
    PatternName.NO_THEN_ASKED_AGAIN: N_(
        "Once 3 asks with a no are noted, this says what followed; {so_far}."
    ),
    PatternName.YES_THEN_ASKED_AGAIN: N_(
        "Once 3 asks with a yes or a gift are noted, this says what followed; {so_far}."
    ),
    PatternName.NO_THEN_YES: N_(
        "Once 3 asks with a no are noted, this says how many got a yes or a gift later; {so_far}."
    ),
    PatternName.NO_ACCEPTED: N_(
        "Once it is noted how your no to 3 asks was taken, this says how often it was accepted;"
        " {so_far}."
    ),
    PatternName.GOAL_RAISED: N_("No raised target of the group is noted so far."),
    PatternName.PLEDGES: N_("No yes to an amount is noted so far."),
    PatternName.MONTHS_OVER_LIMIT: N_(
        "Once 3 months can be compared with a line of yours, this says in how many you gave more;"
        " {so_far}."
    ),
    PatternName.SHARE_TREND: N_(
        "Once 6 past months with an income are noted, this says how the part of it that you gave"
        " changes; {so_far}."
    ),
    PatternName.TIME_GIVEN: N_("No hours of meetings are noted so far."),
}
"""By pattern; 3 and 6 are FEW and FEW_MONTHS, and `so_far` is how many are noted."""
