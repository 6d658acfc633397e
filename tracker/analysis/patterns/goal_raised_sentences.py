"""Sentences about how often they raised a fundraising goal after saying that it was reached."""

from tracker.analysis.patterns.delay_sentences import join_with_and
from tracker.analysis.patterns.pattern import MAX_LISTED, Pattern
from tracker.analysis.patterns.sentence_parts import format_percent_range
from tracker.i18n import NumberFormat, _, ngettext


def describe_goals_raised(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return how many raised goals had been reached before, and by how much they were raised."""
    count, total = pattern.count or 0, pattern.total
    if not count:
        return ngettext(
            "They raised a fundraising goal once. It isn’t recorded that it was reached before.",
            "They raised a fundraising goal {total} times. It isn’t recorded that any of them was"
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
    if not pattern.ranges:
        return ngettext(
            "They raised a fundraising goal once after saying it was reached.",
            "They raised a fundraising goal {count} times after saying it was reached.",
            count,
        ).format(count=count)
    rises = [format_percent_range(least, most, numbers) for least, most in pattern.ranges]
    if count == 1:
        return _(
            "They raised a fundraising goal once after saying it was reached, by {percent}."
        ).format(percent=rises[0])
    if count <= MAX_LISTED:
        return ngettext(
            "They raised a fundraising goal {count} time after saying it was reached, by {rises}.",
            "They raised a fundraising goal {count} times after saying it was reached, by {rises}.",
            count,
        ).format(count=count, rises=join_with_and(rises))
    low, high = pattern.low or 0, pattern.high or 0
    return ngettext(
        "They raised a fundraising goal {count} time after saying it was reached, by {percent}.",
        "They raised a fundraising goal {count} times after saying it was reached, each time by"
        " {percent}.",
        count,
    ).format(count=count, percent=format_percent_range(low, high, numbers))
