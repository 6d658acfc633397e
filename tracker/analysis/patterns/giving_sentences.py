"""What was given month by month, in sentences: against my line, and as a part of the income.

With a group they say what was given to that group, without one what was given to all.
"""

from tracker.analysis.patterns.pattern import Pattern
from tracker.i18n import NumberFormat, _, ngettext


def describe_months_over_limit(pattern: Pattern, group: str | None) -> str:
    """In how many months more was given than my line, of those where that is known."""
    count, of = pattern.count or 0, pattern.total
    known = ngettext(
        "Of {of} month that can be compared with your line",
        "Of {of} months that can be compared with your line",
        of,
    ).format(of=of)
    if group is None:
        told = _("{known}, what you gave was above it in {count}.")
        none = _("{known}, what you gave was within it in all.")
    else:
        told = _("{known}, what you gave to {group} was above it in {count}.")
        none = _("{known}, what you gave to {group} was above it in none.")
    return (told if count else none).format(known=known, group=group, count=count)


def describe_share_trend(pattern: Pattern, numbers: NumberFormat, group: str | None) -> str:
    """How the part of the income that was given rose or fell from month to month."""
    value = pattern.value or 0
    months = ngettext(
        "Over {of} past month with an income", "Over {of} past months with an income", pattern.total
    ).format(of=pattern.total)
    part = _("the part of it that you gave")
    if group is not None:
        part = _("the part of it that you gave to {group}").format(group=group)
    if value > 0:
        told = _("{months}, {part} rose by about {points} percentage points a month.")
    elif value < 0:
        told = _("{months}, {part} fell by about {points} percentage points a month.")
    else:
        told = _("{months}, {part} neither rose nor fell steadily.")
    return told.format(months=months, part=part, points=numbers.format_amount(abs(value)))
