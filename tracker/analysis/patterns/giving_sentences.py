"""Sentences about what was given month by month: compared with the limit, and as a share of income.

With a group they say what was given to that group, without one what was given to all.
"""

from tracker.analysis.patterns.pattern import Pattern
from tracker.i18n import NumberFormat, _, ngettext


def describe_months_over_limit(pattern: Pattern, group: str | None) -> str:
    """Return in how many months more was given than the limit, of those where that is known."""
    count, total = pattern.count or 0, pattern.total
    start = ngettext(
        "Of {of} month that can be compared with your line",
        "Of {of} months that can be compared with your line",
        total,
    ).format(of=total)
    if group is None:
        some_above = _("{known}, what you gave was above it in {count}.")
        none = _("{known}, what you gave was within it in all.")
    else:
        some_above = _("{known}, what you gave to {group} was above it in {count}.")
        none = _("{known}, what you gave to {group} was above it in none.")
    return (some_above if count else none).format(known=start, group=group, count=count)


def describe_share_trend(pattern: Pattern, numbers: NumberFormat, group: str | None) -> str:
    """Return how the share of income that was given rose or fell from month to month."""
    value = pattern.value or 0
    months = ngettext(
        "Over {of} past month with an income", "Over {of} past months with an income", pattern.total
    ).format(of=pattern.total)
    part = _("the part of it that you gave")
    if group is not None:
        part = _("the part of it that you gave to {group}").format(group=group)
    if value > 0:
        sentence = _("{months}, {part} rose by about {points} percentage points a month.")
    elif value < 0:
        sentence = _("{months}, {part} fell by about {points} percentage points a month.")
    else:
        sentence = _("{months}, {part} neither rose nor fell steadily.")
    return sentence.format(months=months, part=part, points=numbers.format_amount(abs(value)))
