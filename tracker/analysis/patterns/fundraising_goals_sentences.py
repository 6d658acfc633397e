"""Sentences about a campaign's fundraising goals, one for each time a goal was named."""

from tracker.analysis.patterns.fundraising_goals import Campaign, CampaignGoal
from tracker.analysis.patterns.sentence_parts import format_percent_range, format_range
from tracker.i18n import N_, NumberFormat, _, format_date, format_limit_percent

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


def describe_goals(campaign: Campaign, numbers: NumberFormat) -> list[str]:
    """Return the sentences for each goal, compared with the one before it."""
    first, *others = campaign.goals
    named = _("{amount} named on {day}.")
    if first.is_reached:
        named = _("{amount} named on {day}. They said it was reached.")
    amount = format_range(first.low, first.high, numbers.format_amount)
    first_sentence = named.format(amount=amount, day=format_date(first.day))
    return [first_sentence, *(_describe_later_goal(goal, numbers) for goal in others)]


def _describe_later_goal(goal: CampaignGoal, numbers: NumberFormat) -> str:
    return _choose_sentence(goal).format(
        change=format_range(*goal.differences, numbers.format_amount),
        percent=_format_difference(goal, numbers),
        amount=format_range(goal.low, goal.high, numbers.format_amount),
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
    if goal.is_reached:
        return _("On {day}, they said it was reached.")
    if goal.previous == (goal.low, goal.high):
        return _("{amount} named again on {day}.")
    return _("{amount} named on {day}.")


def _format_difference(goal: CampaignGoal, numbers: NumberFormat) -> str:
    format_percent = numbers.format_percent if numbers.is_hidden else format_limit_percent
    return format_percent_range(*goal.difference_percents, numbers, format_percent)
