"""The three patterns in the report, as sentences in the first person.

They are the first in the order of this file that have enough entries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.analysis.patterns.delay_sentences import describe_delays
from tracker.analysis.patterns.pattern import MAX_LISTED, Pattern, PatternName
from tracker.analysis.patterns.pattern_sentences import format_tenths
from tracker.i18n import NumberFormat, _, join_list, ngettext

MOST_SENTENCES = 3
INCOME_PATTERNS = frozenset({PatternName.MONTHS_OVER_LIMIT, PatternName.SHARE_TREND})
"""Patterns that need exact incomes: a rounded income would look like a trend where it changes."""
DAY_COUNT_PATTERNS = frozenset({PatternName.NO_THEN_ASKED_AGAIN, PatternName.NO_THEN_YES})
"""The value of these is a number of days."""


def select_patterns(
    patterns: Iterable[Pattern], *, with_income: bool, days: bool = True
) -> tuple[Pattern, ...]:
    """Return the first three patterns, in this page's order, that have enough entries.

    Without `days` a pattern has no number of days.
    """
    by_name = {pattern.name: pattern for pattern in patterns if pattern.has_enough}
    names = [
        name
        for name in _SENTENCES
        if name in by_name and (with_income or name not in INCOME_PATTERNS)
    ]
    return tuple(
        by_name[name]
        if days or name not in DAY_COUNT_PATTERNS
        else replace(by_name[name], value=None, values=())
        for name in names[:MOST_SENTENCES]
    )


def narrate_pattern(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return one of the selected patterns in words."""
    return _SENTENCES[pattern.name](pattern, numbers)


def _describe_meetings_with_ask(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, aside = pattern.count or 0, pattern.total, pattern.aside_count
    if count:
        text = ngettext(
            "I was asked for money at {count} of the {of} meeting that I noted.",
            "I was asked for money at {count} of the {of} meetings that I noted.",
            total,
        ).format(count=count, of=total)
    else:
        text = ngettext(
            "I noted {of} meeting, and no ask for money there.",
            "I noted {of} meetings, and no ask for money at any of them.",
            total,
        ).format(of=total)
    if not aside:
        return text
    outside = ngettext(
        "Outside of meetings I was asked once.",
        "Outside of meetings I was asked {count} times.",
        aside,
    ).format(count=aside)
    return f"{text} {outside}"


def _describe_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, value = pattern.count or 0, pattern.total, pattern.value
    refused_text = _describe_times_refused(total)
    if not count:
        followed_text = _(
            "Within 30 days after, it is not noted that I was asked for the same again."
        )
        return f"{refused_text} {followed_text}"
    same_text = _("After {count} of these I was asked for the same again, like dues or a donation")
    if count == 1 and value is not None:
        followed_text = _("{same}, {later}.").format(same=same_text, later=_describe_delay(value))
    else:
        followed_text = _("{same}, within 30 days{half}.").format(
            same=same_text, half=_describe_middle_delay(count, value, pattern.values)
        )
    return f"{refused_text} {followed_text.format(count=count)}"


def _describe_no_accepted(pattern: Pattern, _numbers: NumberFormat) -> str:
    accepted, unknown = pattern.count or 0, pattern.aside_count
    reactions = join_list(_describe_reactions(accepted, pattern.total - accepted))
    if unknown:
        reactions += "; " + ngettext(
            "once I did not note how it was taken",
            "{count} times I did not note how it was taken",
            unknown,
        ).format(count=unknown)
    count = pattern.total + unknown
    return ngettext(
        "I said no {count} time: {taken}.", "I said no {count} times: {taken}.", count
    ).format(count=count, taken=reactions)


def _describe_reactions(accepted: int, refused: int) -> Iterator[str]:
    """How a no was taken, where that is noted."""
    if accepted:
        yield ngettext("once it was accepted", "{count} times it was accepted", accepted).format(
            count=accepted
        )
        if refused:
            yield ngettext("once not", "{count} times not", refused).format(count=refused)
    else:
        yield ngettext(
            "once it was not accepted", "{count} times it was not accepted", refused
        ).format(count=refused)


def _describe_no_then_yes(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, value = pattern.count or 0, pattern.total, pattern.value
    refused_text = _describe_times_refused(total)
    if not count:
        return f"{refused_text} " + _("No yes and no gift followed later.")
    if count == 1 and value is not None:
        followed_text = _("After {count} of these a yes or a gift followed, {later}.")
        return f"{refused_text} {followed_text.format(count=count, later=_describe_delay(value))}"
    followed_text = _("After {count} of these a yes or a gift followed later{half}.")
    delay = _describe_middle_delay(count, value, pattern.values)
    return f"{refused_text} {followed_text.format(count=count, half=delay)}"


def _describe_times_refused(times: int) -> str:
    return ngettext(
        "I was asked and said no {count} time.", "I was asked and said no {count} times.", times
    ).format(count=times)


def _describe_asked_in_public(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, aside = pattern.count or 0, pattern.total, pattern.aside_count
    noted_text = ngettext(
        "Of {of} time that I was asked and noted how",
        "Of {of} times that I was asked and noted how",
        total,
    ).format(of=total)
    if count:
        text = ngettext(
            "{noted}, {count} was in front of others.",
            "{noted}, {count} were in front of others.",
            count,
        ).format(noted=noted_text, count=count)
    else:
        text = _("{noted}, none was in front of others.").format(noted=noted_text)
    if not aside:
        return text
    unnoted_text = ngettext(
        "{count} more time I did not note how.", "{count} more times I did not note how.", aside
    ).format(count=aside)
    return f"{text} {unnoted_text}"


def _describe_months_over_limit(pattern: Pattern, _numbers: NumberFormat) -> str:
    return ngettext(
        "In {count} of the {of} month that can be compared with the line I drew for myself, "
        "I gave more than that line.",
        "In {count} of the {of} months that can be compared with the line I drew for myself, "
        "I gave more than that line.",
        pattern.total,
    ).format(count=pattern.count or _("none"), of=pattern.total)


def _describe_share_trend(pattern: Pattern, numbers: NumberFormat) -> str:
    value = pattern.value or 0
    if value > 0:
        text = _("the part of it that I gave rose by about {points} percentage points a month.")
    elif value < 0:
        text = _("the part of it that I gave fell by about {points} percentage points a month.")
    else:
        text = _("the part of it that I gave neither rose nor fell steadily.")
    months = ngettext(
        "Over {of} past month with an income", "Over {of} past months with an income", pattern.total
    ).format(of=pattern.total)
    return f"{months}, {text.format(points=numbers.format_amount(abs(value)))}"


def _describe_goal_raised(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total = pattern.count or 0, pattern.total
    if total == 1:
        if count:
            return _("A target of the group was raised 1 time. It had been said to be met before.")
        return _("A target of the group was raised 1 time. It is not noted that it was met before.")
    return _(
        "A target of the group was raised {of} times; in {count} of these it had been said to be "
        "met before."
    ).format(of=total, count=count or _("none"))


def _describe_delay(value: int) -> str:
    """How much later the one was, inside a sentence."""
    if value < 10:
        return _("on the same day")
    return _("{days} later").format(days=_format_days(value))


def _describe_middle_delay(count: int, value: int | None, delays: Sequence[int]) -> str:
    """Return after how many days it was, as the end of a sentence; empty where that is not known.

    The days are the middle of all, so that at least half of them took no longer.
    """
    if value is None:
        return ""
    if 0 < len(delays) <= MAX_LISTED:
        return _(": {each}").format(each=describe_delays([days // 10 for days in delays]))
    half = (count + 1) // 2
    if value < 10:
        return _(", after at least {half} of them on the same day").format(half=half)
    return _(", after at least {half} of them within {days}").format(
        half=half, days=_format_days(value)
    )


def _format_days(value: int) -> str:
    if value % 10 == 0:
        return ngettext("{days} day", "{days} days", value // 10).format(days=value // 10)
    return _("{days} days").format(days=format_tenths(value))


_SENTENCES: Mapping[PatternName, Callable[[Pattern, NumberFormat], str]] = {
    PatternName.MEETINGS_WITH_ASK: _describe_meetings_with_ask,
    PatternName.NO_THEN_ASKED_AGAIN: _describe_asked_again,
    PatternName.NO_ACCEPTED: _describe_no_accepted,
    PatternName.NO_THEN_YES: _describe_no_then_yes,
    PatternName.ASKED_IN_PUBLIC: _describe_asked_in_public,
    PatternName.MONTHS_OVER_LIMIT: _describe_months_over_limit,
    PatternName.SHARE_TREND: _describe_share_trend,
    PatternName.GOAL_RAISED: _describe_goal_raised,
}
"""The function that describes each pattern, in the order in which they are selected."""
