"""Sentences about a campaign's fundraising goals, one for each time a goal was named."""

from tracker.analysis.patterns.fundraising_goals import Campaign, CampaignGoal
from tracker.analysis.patterns.sentence_parts import (
    format_percent_range,
    format_range,
    mark_estimate,
)
from tracker.i18n import N_, NumberFormat, _, format_date

RAISED_SENTENCES = {
    (False, False): N_("Raised by {change} ({percent}) to {amount} on {day}."),
    (False, True): N_(
        "Raised by {change} ({percent}) to {amount} on {day}. They said it was reached."
    ),
    (True, False): N_(
        "Raised by {change} ({percent}) to {amount} on {day}. On {reached_on}, they had said the"
        " earlier goal was reached."
    ),
    (True, True): N_(
        "Raised by {change} ({percent}) to {amount} on {day}. They said it was reached. On"
        " {reached_on}, they had said the earlier goal was reached."
    ),
}
"""By whether they said that the goal before was reached, and that the new one is."""
RAISED_SAME_DAY_SENTENCES = {
    False: N_(
        "Raised by {change} ({percent}) to {amount} on {day}, the day they said the earlier goal"
        " was reached."
    ),
    True: N_(
        "Raised by {change} ({percent}) to {amount} on {day}, the day they said the earlier goal"
        " was reached. They said the new one was reached, too."
    ),
}
"""By whether they said that the new goal is reached."""
LOWERED_SENTENCES = {
    False: N_("Lowered by {change} ({percent}) to {amount} on {day}."),
    True: N_("Lowered by {change} ({percent}) to {amount} on {day}. They said it was reached."),
}
"""By whether they said that the new goal is reached."""

NAMED_SENTENCES = {
    (False, False): N_("{amount} named on {day}."),
    (False, True): N_("{amount} named on {day}. They said it was reached."),
    (True, False): N_("About {amount} named on {day}."),
    (True, True): N_("About {amount} named on {day}. They said it was reached."),
}
"""By whether the amount is an estimate, and whether they said that it is reached."""
NAMED_AGAIN_SENTENCES = {
    False: N_("{amount} named again on {day}."),
    True: N_("About {amount} named again on {day}."),
}
"""By whether the amount is an estimate."""


def describe_goals(campaign: Campaign, numbers: NumberFormat) -> list[str]:
    """Return the sentences for each goal, compared with the one before it."""
    first, *others = campaign.goals
    first_sentence = _(NAMED_SENTENCES[first.is_estimate, first.is_reached]).format(
        amount=format_range(first.low, first.high, numbers.format_amount),
        day=format_date(first.day),
    )
    return [first_sentence, *(_describe_later_goal(goal, numbers) for goal in others)]


def _describe_later_goal(goal: CampaignGoal, numbers: NumberFormat) -> str:
    change = format_range(*goal.differences, numbers.format_amount)
    amount = format_range(goal.low, goal.high, numbers.format_amount)
    is_change = goal.is_raised or goal.is_lowered
    if goal.is_estimate or goal.is_previous_estimate:
        change = mark_estimate(change)
    return _choose_sentence(goal).format(
        change=change,
        percent=_format_difference(goal, numbers),
        amount=mark_estimate(amount) if goal.is_estimate and is_change else amount,
        day=format_date(goal.day),
        reached_on=format_date(goal.previous_reached_on or goal.day),
    )


def _choose_sentence(goal: CampaignGoal) -> str:
    if goal.is_raised and goal.previous_reached_on == goal.day:
        return _(RAISED_SAME_DAY_SENTENCES[goal.is_reached])
    if goal.is_raised:
        return _(RAISED_SENTENCES[goal.previous_reached_on is not None, goal.is_reached])
    if goal.is_lowered:
        return _(LOWERED_SENTENCES[goal.is_reached])
    if goal.previous != (goal.low, goal.high):
        return _(NAMED_SENTENCES[goal.is_estimate, goal.is_reached])
    if goal.is_reached:
        return _("On {day}, they said it was reached.")
    return _(NAMED_AGAIN_SENTENCES[goal.is_estimate])


def _format_difference(goal: CampaignGoal, numbers: NumberFormat) -> str:
    return format_percent_range(*goal.difference_percents, numbers)
