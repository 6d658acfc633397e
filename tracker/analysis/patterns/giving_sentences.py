"""Sentences about what was given month by month: compared with the limit, and as a share of income.

With a group they are about what was given to that group, without one about what was given to all.
"""

from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.sentence_parts import join_sentences
from tracker.i18n import NumberFormat, _, ngettext


def describe_months_over_limit(pattern: Pattern, group: str | None) -> str:
    """Return in how many months more was given than the limit, of those that can be compared.

    A month with a payment of unknown amount may be another one.
    """
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
    sentence = sentence.format(count=count, total=total, group=group)
    return join_sentences(sentence, _describe_unsure_months(pattern.aside_count, count))


def _describe_unsure_months(months: int, months_above: int) -> str:
    """Return in how many other months it may have been more than the limit, or nothing."""
    if not months:
        return ""
    if months_above:
        return ngettext(
            "In {months} other month, it may have been more, because you don’t know the amount of a"
            " payment.",
            "In {months} other months, it may have been more, because you don’t know the amount of"
            " a payment.",
            months,
        ).format(months=months)
    return _(
        "In {months} of them, it may have been more, because you don’t know the amount of a"
        " payment."
    ).format(months=months)


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
