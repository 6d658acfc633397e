"""A campaign's targets in sentences, one for each time one was named."""

from collections.abc import Iterator

from tracker.analysis.patterns.fundraising_goals import Campaign, Target
from tracker.i18n import Numbers, _, shown_date, shown_limit_percent


def targets_sentences(campaign: Campaign, numbers: Numbers) -> list[str]:
    """Each target against the one before it, in their order."""
    first, *others = campaign.targets
    named = _("{amount} named on {day}.")
    if first.met:
        named = _("{amount} named on {day}, and said to be met.")
    begun = named.format(amount=numbers.amount(first.amount), day=shown_date(first.day))
    return [begun, *(_later(target, numbers) for target in others)]


def _later(target: Target, numbers: Numbers) -> str:
    day, amount = shown_date(target.day), numbers.amount(target.amount)
    if not target.change:
        text = _("Said to be met on {day}.") if target.met else _("{amount} named again on {day}.")
        return text.format(day=day, amount=amount)
    raised = _("Raised by {change}{share} to {amount} on {day}")
    lowered = _("Lowered by {change}{share} to {amount} on {day}")
    told = (raised if target.change > 0 else lowered).format(
        change=numbers.amount(abs(target.change)),
        share=_share(target, numbers),
        amount=amount,
        day=day,
    )
    return "".join([told, *_around(target), "."])


def _around(target: Target) -> Iterator[str]:
    if target.after_met_on == target.day:
        yield _(", after the one before was said to be met on the same day")
    elif target.after_met_on:
        day = shown_date(target.after_met_on)
        yield _(", after the one before was said to be met on {day}").format(day=day)
    if target.met:
        yield _(", and said to be met")


def _share(target: Target, numbers: Numbers) -> str:
    if target.percent is None:
        return ""
    shown = numbers.percent if numbers.hidden else shown_limit_percent
    return _(" ({percent})").format(percent=shown(target.percent))
