"""Sentences about a campaign's fundraising goals, one for each time a goal was named."""

from collections.abc import Callable, Iterator

from tracker.analysis.patterns.fundraising_goals import Campaign, CampaignGoal
from tracker.i18n import NumberFormat, _, format_date, format_limit_percent


def describe_goals(campaign: Campaign, numbers: NumberFormat) -> list[str]:
    """Return a sentence for each goal, compared with the one before it."""
    first, *others = campaign.goals
    named = _("{amount} named on {day}.")
    if first.is_reached:
        named = _("{amount} named on {day}, and said to be met.")
    amount = format_range(first.low, first.high, numbers.format_amount)
    first_sentence = named.format(amount=amount, day=format_date(first.day))
    return [first_sentence, *(_describe_later_goal(goal, numbers) for goal in others)]


def _describe_later_goal(goal: CampaignGoal, numbers: NumberFormat) -> str:
    day = format_date(goal.day)
    amount = format_range(goal.low, goal.high, numbers.format_amount)
    if not (goal.is_raised or goal.is_lowered):
        text = (
            _("Said to be met on {day}.")
            if goal.is_reached
            else _("{amount} named again on {day}.")
            if goal.previous == (goal.low, goal.high)
            else _("{amount} named on {day}.")
        )
        return text.format(day=day, amount=amount)
    raised = _("Raised by {change}{share} to {amount} on {day}")
    lowered = _("Lowered by {change}{share} to {amount} on {day}")
    start = (raised if goal.is_raised else lowered).format(
        change=format_range(*goal.differences, numbers.format_amount),
        share=_format_difference(goal, numbers),
        amount=amount,
        day=day,
    )
    return "".join([start, *_describe_reached(goal), "."])


def _describe_reached(goal: CampaignGoal) -> Iterator[str]:
    if goal.previous_reached_on == goal.day:
        yield _(", after the one before was said to be met on the same day")
    elif goal.previous_reached_on:
        day = format_date(goal.previous_reached_on)
        yield _(", after the one before was said to be met on {day}").format(day=day)
    if goal.is_reached:
        yield _(", and said to be met")


def _format_difference(goal: CampaignGoal, numbers: NumberFormat) -> str:
    format_percent = numbers.format_percent if numbers.is_hidden else format_limit_percent
    percent = format_range(*goal.difference_percents, format_percent)
    return _(" ({percent})").format(percent=percent)


def format_range(low: int, high: int, format_number: Callable[[int], str]) -> str:
    """Return a number, or the two ends of a range."""
    if low == high:
        return format_number(low)
    return _("{low} to {high}").format(low=format_number(low), high=format_number(high))
