"""Each pattern as a sentence, such as how often you were asked at meetings; or what is missing."""

from collections.abc import Callable, Mapping

from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.analysis.patterns.delay_sentences import describe_delays, join_with_and
from tracker.analysis.patterns.giving_sentences import (
    describe_months_over_limit,
    describe_share_trend,
)
from tracker.analysis.patterns.pattern import MAX_LISTED, Pattern, PatternName
from tracker.i18n import N_, NumberFormat, _, format_count, ngettext

SentenceBuilder = Callable[[Pattern, NumberFormat], str]


def describe_pattern(pattern: Pattern, numbers: NumberFormat, group: str | None = None) -> str:
    """Return a pattern as a sentence; with too few entries, which entries it needs.

    With a group the pattern is of that group alone, and sentences about gifts name it. Amounts and
    shares are formatted by `numbers`; counts, days and hours are never hidden.
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
        count = format_tenths(pattern.total) if in_tenths else pattern.total
        so_far = _("so far {of}").format(of=count)
    return _(_TOO_FEW_SENTENCES[pattern.name]).format(so_far=so_far)


def _describe_meetings_with_ask(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, aside = pattern.count, pattern.total, pattern.aside_count
    if not count:
        sentence = ngettext(
            "You noted {of} meeting, and no ask for money there.",
            "You noted {of} meetings, and no ask for money at any of them.",
            total,
        )
    else:
        sentence = ngettext(
            "You were asked for money at {count} of the {of} meeting you noted.",
            "You were asked for money at {count} of the {of} meetings you noted.",
            total,
        )
    return _join_sentences(sentence.format(count=count, of=total), _describe_asks_elsewhere(aside))


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
    start = _("In the {hours} hours of meetings that you noted").format(
        hours=format_tenths(pattern.total)
    )
    if not asks:
        return _("{spent} no ask is noted.").format(spent=start)
    if asks == 1 or not pattern.value:
        sentence = ngettext(
            "{spent} you were asked once.", "{spent} you were asked {asks} times.", asks
        )
        return sentence.format(spent=start, asks=asks)
    return ngettext(
        "{spent} you were asked {asks} time, on average once in {each}.",
        "{spent} you were asked {asks} times, on average once in {each}.",
        asks,
    ).format(spent=start, asks=asks, each=_format_hours(pattern.value))


def _describe_asked_in_public(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, aside = pattern.count or 0, pattern.total, pattern.aside_count
    start = ngettext(
        "Of {of} ask where you noted how it was made",
        "Of {of} asks where you noted how they were made",
        total,
    ).format(of=total)
    if count:
        sentence = ngettext(
            "{noted}, {count} is noted as in front of others.",
            "{noted}, {count} are noted as in front of others.",
            count,
        ).format(noted=start, count=count)
    else:
        sentence = _("{noted}, none is noted as in front of others.").format(noted=start)
    return _join_sentences(sentence, _describe_untagged_asks(aside))


def _describe_untagged_asks(asks: int) -> str:
    if not asks:
        return ""
    return ngettext(
        "For {asks} more ask it is not noted how it was made.",
        "For {asks} more asks it is not noted how they were made.",
        asks,
    ).format(asks=asks)


def _describe_no_then_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    noes = ngettext("You said no to {of} ask.", "You said no to {of} asks.", pattern.total)
    return _join_sentences(noes.format(of=pattern.total), _describe_asked_again(pattern))


def _describe_yes_then_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    yeses = ngettext(
        "To {of} ask you said yes, or gave.", "To {of} asks you said yes, or gave.", pattern.total
    )
    return _join_sentences(yeses.format(of=pattern.total), _describe_asked_again(pattern))


def _describe_asked_again(pattern: Pattern) -> str:
    """Return how many were asked again, and after how long."""
    count, value = pattern.count or 0, pattern.value
    if not count or value is None:
        return _("Within 30 days after, no other ask of the same kind is noted so far.")
    if count == 1:
        if value < 10:
            return _("After 1 of them you were asked for the same kind again, on the same day.")
        return _("After 1 of them you were asked for the same kind again, {days} later.").format(
            days=_format_days(value)
        )
    start = ngettext(
        "After {count} of them you were asked for the same kind again within 30 days",
        "After {count} of them you were asked for the same kind again within 30 days",
        count,
    ).format(count=count)
    return _describe_delays(start, pattern)


def _describe_no_then_yes(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, value = pattern.count or 0, pattern.total, pattern.value
    asks = ngettext("the {of} ask", "the {of} asks", total).format(of=total)
    if not count or value is None:
        return _("Of {asks} that you said no to, none got a yes or a gift later.").format(asks=asks)
    start = ngettext(
        "Of {asks} that you said no to, {count} got a yes or a gift later",
        "Of {asks} that you said no to, {count} got a yes or a gift later",
        count,
    ).format(asks=asks, count=count)
    if count > 1:
        return _describe_delays(start, pattern)
    if value < 10:
        return _("{told}, on the same day.").format(told=start)
    return _("{told}, after {days}.").format(told=start, days=_format_days(value))


def _describe_delays(sentence_start: str, pattern: Pattern) -> str:
    """Return a count with the days of each; where they are many, with the median."""
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
    count, total, aside = pattern.count or 0, pattern.total, pattern.aside_count
    start = ngettext(
        "Of {of} ask where you noted how your no was taken",
        "Of {of} asks where you noted how your no was taken",
        total,
    ).format(of=total)
    if count:
        sentence = ngettext(
            "{noted}, it was accepted once.", "{noted}, it was accepted {count} times.", count
        ).format(noted=start, count=count)
    else:
        sentence = _("{noted}, none is noted as accepted.").format(noted=start)
    if not aside:
        return sentence
    without_tags = ngettext(
        "For {asks} more ask that you said no to, how it was taken is not noted.",
        "For {asks} more asks that you said no to, how it was taken is not noted.",
        aside,
    )
    return _join_sentences(sentence, without_tags.format(asks=aside))


def _describe_goals_raised(pattern: Pattern, numbers: NumberFormat) -> str:
    count, total = pattern.count or 0, pattern.total
    if not count:
        return ngettext(
            "A target of the group was raised once; that the one before was met is not noted.",
            "A target of the group was raised {of} times; that the one before was met is not noted"
            " for any of them.",
            total,
        ).format(of=total)
    percent = numbers.format_percent(pattern.value or 0)
    if pattern.value is None or 0 < len(pattern.values) < count:
        # Of a range nobody knows by how much.
        sentence = ngettext(
            "A target of the group was raised once after it was said to be met.",
            "A target of the group was raised {count} times after it was said to be met.",
            count,
        ).format(count=count)
    elif count == 1:
        sentence = _(
            "A target of the group was raised once after it was said to be met, by {percent}."
        ).format(percent=percent)
    elif len(pattern.values) == count <= MAX_LISTED:
        rises = join_with_and([numbers.format_percent(value) for value in pattern.values])
        sentence = ngettext(
            "A target of the group was raised {count} time after it was said to be met, by"
            " {rises}.",
            "A target of the group was raised {count} times after it was said to be met, by"
            " {rises}.",
            count,
        ).format(count=count, rises=rises)
    else:
        sentence = ngettext(
            "A target of the group was raised {count} time after it was said to be met, at least"
            " half of the times by {percent} or more.",
            "A target of the group was raised {count} times after it was said to be met, at least"
            " half of the times by {percent} or more.",
            count,
        ).format(count=count, percent=percent)
    all_raises = ngettext(
        "{of} raise is noted in all.", "{of} raises are noted in all.", total
    ).format(of=total)
    return _join_sentences(sentence, all_raises)


def _describe_pledges(pattern: Pattern, numbers: NumberFormat) -> str:
    pledged = numbers.format_amount(pattern.total)
    if not (pattern.count or pattern.aside_count or numbers.is_hidden):
        return _(
            "Up to today you said yes to {pledged} in all; no payment is noted for that."
        ).format(pledged=pledged)
    given = numbers.format_amount(pattern.count or 0)
    return _(
        "Up to today you said yes to {pledged} in all; {given} of what you gave is noted for that."
    ).format(
        pledged=pledged, given=add_unknown_amounts(given, pattern.count or 0, pattern.aside_count)
    )


def _describe_time_given(pattern: Pattern, _numbers: NumberFormat) -> str:
    hours, total = _format_hours(pattern.count or 0), pattern.total
    if total == 1:
        return _("You noted {hours} at meetings, all in one month.").format(hours=hours)
    return ngettext(
        "You noted {hours} at meetings in {of} month, that is {each} a month.",
        "You noted {hours} at meetings in {of} months, that is {each} a month.",
        total,
    ).format(hours=hours, of=total, each=_format_hours(pattern.value or 0))


def format_tenths(value: int) -> str:
    """Return a count in tenths as people read it, whole where it is: `9`, `2.6`."""
    return format_count(value // 10) if value % 10 == 0 else NumberFormat().format_tenths(value)


def _format_hours(value: int) -> str:
    if value == 10:
        return _("1 hour")
    return _("{hours} hours").format(hours=format_tenths(value))


def _format_days(value: int) -> str:
    if value % 10 == 0:
        return ngettext("{days} day", "{days} days", value // 10).format(days=value // 10)
    return _("{days} days").format(days=format_tenths(value))


def _join_sentences(first: str, second: str) -> str:
    """Return two sentences, one after the other; the second may be empty."""
    return f"{first} {second}" if second else first


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

_TOO_FEW_SENTENCES: Mapping[PatternName, str] = {
    PatternName.MEETINGS_WITH_ASK: N_(
        "Once 3 meetings are noted, this says at how many you were asked; {so_far}."
    ),
    PatternName.HOURS_PER_ASK: N_(
        "Once 3 hours of meetings are noted, this says how often you were asked in them; {so_far}."
    ),
    PatternName.ASKED_IN_PUBLIC: N_(
        "Once it is noted how 3 asks were made, this says how many were in front of others;"
        " {so_far}."
    ),
    PatternName.NO_THEN_ASKED_AGAIN: N_(
        "Once 3 asks with a no are noted, this says what followed; {so_far}."
    ),
    PatternName.YES_THEN_ASKED_AGAIN: N_(
        "Once 3 asks with a yes or a gift are noted, this says what followed; {so_far}."
    ),
    PatternName.NO_THEN_YES: N_(
        "Once 3 asks with a no are noted, this says how many got a yes or a gift later; {so_far}."
    ),
    PatternName.NO_ACCEPTED: N_(
        "Once it is noted how your no to 3 asks was taken, this says how often it was accepted;"
        " {so_far}."
    ),
    PatternName.GOAL_RAISED: N_("No raised target of the group is noted so far."),
    PatternName.PLEDGES: N_("No yes to an amount is noted so far."),
    PatternName.MONTHS_OVER_LIMIT: N_(
        "Once 3 months can be compared with a line of yours, this says in how many you gave more;"
        " {so_far}."
    ),
    PatternName.SHARE_TREND: N_(
        "Once 6 past months with an income are noted, this says how the part of it that you gave"
        " changes; {so_far}."
    ),
    PatternName.TIME_GIVEN: N_("No hours of meetings are noted so far."),
}
"""By pattern, while it has too few entries: 3 and 6 are MIN_COUNT and MIN_MONTHS."""
