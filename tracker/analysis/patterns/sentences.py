"""Each pattern as a sentence: what was counted, of how many, and what is not noted."""

from collections.abc import Callable, Mapping

from tracker.analysis.patterns.delay_sentences import describe_delays, join_with_and
from tracker.analysis.patterns.giving_sentences import (
    describe_months_over_limit,
    describe_share_trend,
)
from tracker.analysis.patterns.pattern import MAX_LISTED, Pattern, PatternName
from tracker.analysis.patterns.too_few_sentences import TOO_FEW_SENTENCES
from tracker.i18n import NumberFormat, _, format_count, ngettext

SentenceBuilder = Callable[[Pattern, NumberFormat], str]


def describe_pattern(pattern: Pattern, numbers: NumberFormat, group: str | None = None) -> str:
    """A pattern in the person's language; where too little is noted, what would tell more.

    With a group it was counted for that group alone, and what was given names it. Amounts and
    shares are shown as `numbers` shows them; counts, days and hours are never hidden.
    """
    if not pattern.has_enough:
        return _describe_too_few(pattern)
    match pattern.name:
        case PatternName.MONTHS_OVER_LIMIT:
            return describe_months_over_limit(pattern, group)
        case PatternName.SHARE_TREND:
            return describe_share_trend(pattern, numbers, group)
    return _SENTENCES[pattern.name](pattern, numbers)


def _describe_too_few(pattern: Pattern) -> str:
    in_tenths = pattern.name is PatternName.HOURS_PER_ASK
    so_far = _("none is noted so far")
    if pattern.total:
        of = format_tenths(pattern.total) if in_tenths else pattern.total
        so_far = _("so far {of}").format(of=of)
    return _(TOO_FEW_SENTENCES[pattern.name]).format(so_far=so_far)


def _describe_meetings_with_ask(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, of, aside = pattern.count, pattern.total, pattern.aside_count
    if not count:
        told = ngettext(
            "You noted {of} meeting, and no ask for money there.",
            "You noted {of} meetings, and no ask for money at any of them.",
            of,
        )
    else:
        told = ngettext(
            "You were asked for money at {count} of the {of} meeting you noted.",
            "You were asked for money at {count} of the {of} meetings you noted.",
            of,
        )
    return _join_sentences(told.format(count=count, of=of), _describe_asks_elsewhere(aside))


def _describe_asks_elsewhere(asks: int) -> str:
    if not asks:
        return ""
    return ngettext(
        "Outside of meetings you were asked once.",
        "Outside of meetings you were asked {asks} times.",
        asks,
    ).format(asks=asks)


def _describe_hours_per_ask(pattern: Pattern, _numbers: NumberFormat) -> str:
    asks = pattern.count or 0
    spent = _("In the {hours} hours of meetings that you noted").format(
        hours=format_tenths(pattern.total)
    )
    if not asks:
        return _("{spent} no ask is noted.").format(spent=spent)
    if asks == 1 or not pattern.value:
        told = ngettext(
            "{spent} you were asked once.", "{spent} you were asked {asks} times.", asks
        )
        return told.format(spent=spent, asks=asks)
    return ngettext(
        "{spent} you were asked {asks} time, on average once in {each}.",
        "{spent} you were asked {asks} times, on average once in {each}.",
        asks,
    ).format(spent=spent, asks=asks, each=_format_hours(pattern.value))


def _describe_asked_in_public(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, of, aside = pattern.count or 0, pattern.total, pattern.aside_count
    noted = ngettext(
        "Of {of} ask where you noted how it was made",
        "Of {of} asks where you noted how they were made",
        of,
    ).format(of=of)
    if count:
        told = ngettext(
            "{noted}, {count} is noted as in front of others.",
            "{noted}, {count} are noted as in front of others.",
            count,
        ).format(noted=noted, count=count)
    else:
        told = _("{noted}, none is noted as in front of others.").format(noted=noted)
    return _join_sentences(told, _describe_untagged_asks(aside))


def _describe_untagged_asks(asks: int) -> str:
    if not asks:
        return ""
    return ngettext(
        "For {asks} more ask it is not noted how it was made.",
        "For {asks} more asks it is not noted how they were made.",
        asks,
    ).format(asks=asks)


def _describe_no_then_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    said = ngettext("You said no to {of} ask.", "You said no to {of} asks.", pattern.total)
    return _join_sentences(said.format(of=pattern.total), _describe_asked_again(pattern))


def _describe_yes_then_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    said = ngettext(
        "To {of} ask you said yes, or gave.", "To {of} asks you said yes, or gave.", pattern.total
    )
    return _join_sentences(said.format(of=pattern.total), _describe_asked_again(pattern))


def _describe_asked_again(pattern: Pattern) -> str:
    """How many were asked again, and after how long."""
    count, value = pattern.count or 0, pattern.value
    if not count or value is None:
        return _("Within 30 days after, no other ask of the same kind is noted so far.")
    if count == 1:
        if value < 10:
            return _("After 1 of them you were asked for the same kind again, on the same day.")
        return _("After 1 of them you were asked for the same kind again, {days} later.").format(
            days=_format_days(value)
        )
    told = ngettext(
        "After {count} of them you were asked for the same kind again within 30 days",
        "After {count} of them you were asked for the same kind again within 30 days",
        count,
    ).format(count=count)
    return _describe_delays(told, pattern)


def _describe_no_then_yes(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, of, value = pattern.count or 0, pattern.total, pattern.value
    said = ngettext("the {of} ask", "the {of} asks", of).format(of=of)
    if not count or value is None:
        return _("Of {asks} that you said no to, none got a yes or a gift later.").format(asks=said)
    told = ngettext(
        "Of {asks} that you said no to, {count} got a yes or a gift later",
        "Of {asks} that you said no to, {count} got a yes or a gift later",
        count,
    ).format(asks=said, count=count)
    if count > 1:
        return _describe_delays(told, pattern)
    if value < 10:
        return _("{told}, on the same day.").format(told=told)
    return _("{told}, after {days}.").format(told=told, days=_format_days(value))


def _describe_delays(sentence_start: str, pattern: Pattern) -> str:
    """A count with the days of each; of many with those in the middle, half are no longer."""
    if 0 < len(pattern.values) <= MAX_LISTED:
        return _("{told}: {each}.").format(
            told=sentence_start, each=describe_delays([days // 10 for days in pattern.values])
        )
    value = pattern.value or 0
    if value < 10:
        return _("{told}, at least half of them on the same day.").format(told=sentence_start)
    return _("{told}, at least half of them within {days}.").format(
        told=sentence_start, days=_format_days(value)
    )


def _describe_no_accepted(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, of, aside = pattern.count or 0, pattern.total, pattern.aside_count
    noted = ngettext(
        "Of {of} ask where you noted how your no was taken",
        "Of {of} asks where you noted how your no was taken",
        of,
    ).format(of=of)
    if count:
        told = ngettext(
            "{noted}, it was accepted once.", "{noted}, it was accepted {count} times.", count
        ).format(noted=noted, count=count)
    else:
        told = _("{noted}, none is noted as accepted.").format(noted=noted)
    if not aside:
        return told
    more = ngettext(
        "For {asks} more ask that you said no to, how it was taken is not noted.",
        "For {asks} more asks that you said no to, how it was taken is not noted.",
        aside,
    )
    return _join_sentences(told, more.format(asks=aside))


def _describe_goals_raised(pattern: Pattern, numbers: NumberFormat) -> str:
    count, of, rise = pattern.count or 0, pattern.total, pattern.value
    if not count or rise is None:
        return ngettext(
            "A target of the group was raised once; that the one before was met is not noted.",
            "A target of the group was raised {of} times; that the one before was met is not noted"
            " for any of them.",
            of,
        ).format(of=of)
    percent = numbers.format_percent(rise)
    if count == 1:
        after = _(
            "A target of the group was raised once after it was said to be met, by {percent}."
        ).format(percent=percent)
    elif len(pattern.values) == count <= MAX_LISTED:
        rises = join_with_and([numbers.format_percent(each) for each in pattern.values])
        after = ngettext(
            "A target of the group was raised {count} time after it was said to be met, by"
            " {rises}.",
            "A target of the group was raised {count} times after it was said to be met, by"
            " {rises}.",
            count,
        ).format(count=count, rises=rises)
    else:
        after = ngettext(
            "A target of the group was raised {count} time after it was said to be met, at least"
            " half of the times by {percent} or more.",
            "A target of the group was raised {count} times after it was said to be met, at least"
            " half of the times by {percent} or more.",
            count,
        ).format(count=count, percent=percent)
    noted = ngettext("{of} raise is noted in all.", "{of} raises are noted in all.", of).format(
        of=of
    )
    return _join_sentences(after, noted)


def _describe_pledges(pattern: Pattern, numbers: NumberFormat) -> str:
    pledged = numbers.format_amount(pattern.total)
    if not pattern.count and not numbers.is_hidden:
        return _(
            "Up to today you said yes to {pledged} in all; no payment is noted for that."
        ).format(pledged=pledged)
    return _(
        "Up to today you said yes to {pledged} in all; {given} of what you gave is noted for that."
    ).format(pledged=pledged, given=numbers.format_amount(pattern.count or 0))


def _describe_time_given(pattern: Pattern, _numbers: NumberFormat) -> str:
    hours, of = _format_hours(pattern.count or 0), pattern.total
    if of == 1:
        return _("You noted {hours} at meetings, all in one month.").format(hours=hours)
    return ngettext(
        "You noted {hours} at meetings in {of} month, that is {each} a month.",
        "You noted {hours} at meetings in {of} months, that is {each} a month.",
        of,
    ).format(hours=hours, of=of, each=_format_hours(pattern.value or 0))


def format_tenths(value: int) -> str:
    """A count in tenths as people read it, whole where it is: `9`, `2.6`."""
    return format_count(value // 10) if value % 10 == 0 else NumberFormat().format_tenths(value)


def _format_hours(value: int) -> str:
    if value == 10:
        return _("1 hour")
    return _("{hours} hours").format(hours=format_tenths(value))


def _format_days(value: int) -> str:
    if value % 10 == 0:
        return ngettext("{days} day", "{days} days", value // 10).format(days=value // 10)
    return _("{days} days").format(days=format_tenths(value))


def _join_sentences(one: str, other: str) -> str:
    """Two sentences, one after the other."""
    return f"{one} {other}" if other else one


_SENTENCES: Mapping[PatternName, SentenceBuilder] = {
    PatternName.MEETINGS_WITH_ASK: _describe_meetings_with_ask,
    PatternName.HOURS_PER_ASK: _describe_hours_per_ask,
    PatternName.ASKED_IN_PUBLIC: _describe_asked_in_public,
    PatternName.NO_THEN_ASKED_AGAIN: _describe_no_then_asked_again,
    PatternName.YES_THEN_ASKED_AGAIN: _describe_yes_then_asked_again,
    PatternName.NO_THEN_YES: _describe_no_then_yes,
    PatternName.NO_ACCEPTED: _describe_no_accepted,
    PatternName.GOAL_RAISED: _describe_goals_raised,
    PatternName.PLEDGES: _describe_pledges,
    PatternName.TIME_GIVEN: _describe_time_given,
}
