"""Sentences about how often they raised a fundraising goal after saying that it was reached."""

from tracker.analysis.patterns.delay_sentences import join_with_and
from tracker.analysis.patterns.pattern import MAX_LISTED, Pattern
from tracker.i18n import NumberFormat, _, ngettext


def describe_goals_raised(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return how many raised goals had been reached before, and by how much they were raised."""
    count, total = pattern.count or 0, pattern.total
    if not count:
        return ngettext(
            "They raised a fundraising goal once. You didn’t record that it was reached before.",
            "They raised a fundraising goal {total} times. You didn’t record that any of them was"
            " reached before.",
            total,
        ).format(total=total)
    all_raises = ngettext(
        "In total, you recorded that they raised a goal once.",
        "In total, you recorded that they raised a goal {total} times.",
        total,
    ).format(total=total)
    return f"{_describe_raises_after_reached(pattern, count, numbers)} {all_raises}"


def _describe_raises_after_reached(pattern: Pattern, count: int, numbers: NumberFormat) -> str:
    percent = numbers.format_percent(pattern.value or 0)
    if pattern.value is None or 0 < len(pattern.values) < count:
        # Nobody knows by how much a range was raised.
        return ngettext(
            "They raised a fundraising goal once after saying it was reached.",
            "They raised a fundraising goal {count} times after saying it was reached.",
            count,
        ).format(count=count)
    if count == 1:
        return _(
            "They raised a fundraising goal once after saying it was reached, by {percent}."
        ).format(percent=percent)
    if len(pattern.values) == count <= MAX_LISTED:
        rises = join_with_and([numbers.format_percent(value) for value in pattern.values])
        return ngettext(
            "They raised a fundraising goal {count} time after saying it was reached, by {rises}.",
            "They raised a fundraising goal {count} times after saying it was reached, by {rises}.",
            count,
        ).format(count=count, rises=rises)
    return ngettext(
        "They raised a fundraising goal {count} time after saying it was reached, at least half"
        " the time by {percent} or more.",
        "They raised a fundraising goal {count} times after saying it was reached, at least half"
        " the time by {percent} or more.",
        count,
    ).format(count=count, percent=percent)
