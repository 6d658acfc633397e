"""Sentences about what others were asked or gave: how often, and from which to which amount."""

from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.sentence_parts import join_sentences
from tracker.i18n import NumberFormat, _, ngettext


def describe_seen(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return how often you saw others asked or giving."""
    count = pattern.count or 0
    seen = ngettext(
        "You saw others asked for money, or giving it, once.",
        "You saw others asked for money, or giving it, {count} times.",
        count,
    ).format(count=count)
    return join_sentences(seen, _describe_amounts(pattern, numbers))


def describe_heard(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return how often you heard of others who were asked or gave."""
    count = pattern.count or 0
    heard = ngettext(
        "Someone told you once of others who were asked for money or gave it.",
        "Someone told you {count} times of others who were asked for money or gave it.",
        count,
    ).format(count=count)
    return join_sentences(heard, _describe_amounts(pattern, numbers))


def _describe_amounts(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return the lowest and the highest amount, or nothing where too few are known."""
    if pattern.low is None or pattern.high is None:
        return ""
    low, high = numbers.format_amount(pattern.low), numbers.format_amount(pattern.high)
    amounts = _("Where you know the amount, it was from {low} to {high}.").format(
        low=low, high=high
    )
    if pattern.low == pattern.high:
        amounts = _("Where you know the amount, it was {amount}.").format(amount=low)
    if not pattern.aside_count:
        return amounts
    regular = ngettext(
        "A regular amount isn’t part of that.",
        "{count} regular amounts aren’t part of that.",
        pattern.aside_count,
    ).format(count=pattern.aside_count)
    return join_sentences(amounts, regular)
