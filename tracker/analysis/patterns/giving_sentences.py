"""Sentences about what was given month by month: compared with the limit, and as a share of income.

With a group they are about what was given to that group, without one about what was given to all.
"""

from tracker.analysis.monthly.limit_sentences import describe_month_with_limit
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.sentence_parts import join_sentences
from tracker.i18n import NumberFormat, _, ngettext

NEARLY_LEVEL = 10
"""A trend of less than 0.1 percentage points a month is no rise or fall.

0.01 points sounded like growth, and months may differ widely without a slope.
"""


def describe_months_over_limit(pattern: Pattern, numbers: NumberFormat, group: str | None) -> str:
    """Return the limit as it was written, and what the newest month came to. It is no count."""
    return describe_month_with_limit(pattern.newest_month, numbers, group) or _(
        "In the past months with a limit, you don’t know what you gave."
    )


def describe_share_trend(pattern: Pattern, numbers: NumberFormat, group: str | None) -> str:
    """Return how the share of income that was given rose or fell from month to month."""
    value, total = pattern.value or 0, pattern.total
    sentence = (
        _choose_trend_sentence(value, total)
        if group is None
        else _choose_trend_sentence_of_group(value, total)
    )
    points = numbers.format_amount(abs(value))
    sentence = sentence.format(total=total, points=points, group=group)
    return join_sentences(sentence, _describe_unknown_payments(pattern.aside_count))


def _describe_unknown_payments(payments: int) -> str:
    if not payments:
        return ""
    return ngettext(
        "That is without {payments} payment whose amount you don’t know.",
        "That is without {payments} payments whose amount you don’t know.",
        payments,
    ).format(payments=payments)


def _choose_trend_sentence(value: int, months: int) -> str:
    if 0 < abs(value) < NEARLY_LEVEL:
        return ngettext(
            "Over {total} past month with an income, the share you gave stayed about the same on"
            " the whole.",
            "Over {total} past months with an income, the share you gave stayed about the same on"
            " the whole.",
            months,
        )
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
    if 0 < abs(value) < NEARLY_LEVEL:
        return ngettext(
            "Over {total} past month with an income, the share you gave to {group} stayed about"
            " the same on the whole.",
            "Over {total} past months with an income, the share you gave to {group} stayed about"
            " the same on the whole.",
            months,
        )
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
