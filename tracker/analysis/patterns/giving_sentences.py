"""Sentences about what was given month by month: compared with the limit, and as a share of income.

With a group they are about what was given to that group, without one about what was given to all.
"""

from tracker.analysis.patterns.pattern import Pattern
from tracker.i18n import NumberFormat, ngettext


def describe_months_over_limit(pattern: Pattern, group: str | None) -> str:
    """Return in how many months more was given than the limit, of those where that is known."""
    count, total = pattern.count or 0, pattern.total
    if group is None and count:
        sentence = ngettext(
            "In {count} of the {total} month that can be compared with your limit, you gave more.",
            "In {count} of the {total} months that can be compared with your limit, you gave more.",
            total,
        )
    elif group is None:
        sentence = ngettext(
            "In the {total} month that can be compared with your limit, you gave no more than"
            " that.",
            "In each of the {total} months that can be compared with your limit, you gave no more"
            " than that.",
            total,
        )
    elif count:
        sentence = ngettext(
            "In {count} of the {total} month that can be compared with your limit, you gave more"
            " than that to {group}.",
            "In {count} of the {total} months that can be compared with your limit, you gave more"
            " than that to {group}.",
            total,
        )
    else:
        sentence = ngettext(
            "In the {total} month that can be compared with your limit, you gave no more than that"
            " to {group}.",
            "In each of the {total} months that can be compared with your limit, you gave no more"
            " than that to {group}.",
            total,
        )
    return sentence.format(count=count, total=total, group=group)


def describe_share_trend(pattern: Pattern, numbers: NumberFormat, group: str | None) -> str:
    """Return how the share of income that was given rose or fell from month to month."""
    value, total = pattern.value or 0, pattern.total
    sentence = (
        _choose_trend_sentence(value, total)
        if group is None
        else _choose_trend_sentence_of_group(value, total)
    )
    points = numbers.format_amount(abs(value))
    return sentence.format(total=total, points=points, group=group)


def _choose_trend_sentence(value: int, months: int) -> str:
    if value > 0:
        return ngettext(
            "Over {total} past month with an income, the share you gave rose by about"
            " {points} percentage points a month.",
            "Over {total} past months with an income, the share you gave rose by about"
            " {points} percentage points a month.",
            months,
        )
    if value < 0:
        return ngettext(
            "Over {total} past month with an income, the share you gave fell by about"
            " {points} percentage points a month.",
            "Over {total} past months with an income, the share you gave fell by about"
            " {points} percentage points a month.",
            months,
        )
    return ngettext(
        "Over {total} past month with an income, the share you gave didn’t rise or fall steadily.",
        "Over {total} past months with an income, the share you gave didn’t rise or fall steadily.",
        months,
    )


def _choose_trend_sentence_of_group(value: int, months: int) -> str:
    if value > 0:
        return ngettext(
            "Over {total} past month with an income, the share you gave to {group} rose"
            " by about {points} percentage points a month.",
            "Over {total} past months with an income, the share you gave to {group} rose"
            " by about {points} percentage points a month.",
            months,
        )
    if value < 0:
        return ngettext(
            "Over {total} past month with an income, the share you gave to {group} fell"
            " by about {points} percentage points a month.",
            "Over {total} past months with an income, the share you gave to {group} fell"
            " by about {points} percentage points a month.",
            months,
        )
    return ngettext(
        "Over {total} past month with an income, the share you gave to {group} didn’t"
        " rise or fall steadily.",
        "Over {total} past months with an income, the share you gave to {group} didn’t"
        " rise or fall steadily.",
        months,
    )
