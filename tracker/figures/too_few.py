"""What is said of a pattern that counts too little yet: what is noted so far, of how much."""

from collections.abc import Mapping

from tracker.figures.pattern import PatternName
from tracker.texts import N_

TOO_FEW: Mapping[PatternName, str] = {
    PatternName.MEETINGS_WITH_ASK: N_(
        "Too few meetings are noted so far to say how often you were asked there ({of} of 3)."
    ),
    PatternName.HOURS_PER_ASK: N_(
        "Too few hours of meetings are noted so far to say how often you were asked in them"
        " ({of} of 3)."
    ),
    PatternName.ASKED_IN_PUBLIC: N_(
        "For too few asks it is noted so far how they were made ({of} of 3)."
    ),
    PatternName.NO_THEN_ASKED_AGAIN: N_(
        "Too few asks with a no are noted so far to say what followed ({of} of 3)."
    ),
    PatternName.YES_THEN_ASKED_AGAIN: N_(
        "Too few asks with a yes or a gift are noted so far to say what followed ({of} of 3)."
    ),
    PatternName.NO_THEN_YES: N_(
        "Too few asks with a no are noted so far to say how many got a yes later ({of} of 3)."
    ),
    PatternName.NO_ACCEPTED: N_(
        "For too few asks with a no it is noted so far whether it was accepted ({of} of 3);"
        " #no_accepted and #no_not_accepted say it."
    ),
    PatternName.GOAL_RAISED: N_("No raised target of the group is noted so far."),
    PatternName.PLEDGES: N_("No yes to an amount is noted so far."),
    PatternName.MONTHS_OVER_LIMIT: N_(
        "Too few months can be compared with a line of yours so far ({of} of 3);"
        " it takes a line, and an income where the line is a part of it."
    ),
    PatternName.SHARE_TREND: N_(
        "Too few past months with an income are noted so far to say how the part of it that you"
        " gave changes ({of} of 6)."
    ),
    PatternName.TIME_GIVEN: N_("No hours of meetings are noted so far."),
}
"""By pattern; 3 and 6 are FEW and FEW_MONTHS."""
