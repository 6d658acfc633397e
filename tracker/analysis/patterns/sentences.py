"""Each pattern as a sentence: what was counted, of how many, and what is not noted."""

from collections.abc import Callable, Mapping

from tracker.analysis.patterns.delay_sentences import each_told, joined
from tracker.analysis.patterns.giving_sentences import months_over_limit, share_trend
from tracker.analysis.patterns.pattern import FEW_TOLD, Pattern, PatternName
from tracker.analysis.patterns.too_few_sentences import TOO_FEW
from tracker.i18n import Numbers, _, ngettext, shown_count

Teller = Callable[[Pattern, Numbers], str]


def sentence(pattern: Pattern, numbers: Numbers, group: str | None = None) -> str:
    """A pattern in the person's language; where too little is noted, what would tell more.

    With a group it was counted for that group alone, and what was given names it. Amounts and
    shares are shown as `numbers` shows them; counts, days and hours are never hidden.
    """
    if not pattern.enough:
        return _too_few(pattern)
    match pattern.name:
        case PatternName.MONTHS_OVER_LIMIT:
            return months_over_limit(pattern, group)
        case PatternName.SHARE_TREND:
            return share_trend(pattern, numbers, group)
    return _TOLD[pattern.name](pattern, numbers)


def _too_few(pattern: Pattern) -> str:
    in_tenths = pattern.name is PatternName.HOURS_PER_ASK
    so_far = _("none is noted so far")
    if pattern.of:
        of = tenths(pattern.of) if in_tenths else pattern.of
        so_far = _("so far {of}").format(of=of)
    return _(TOO_FEW[pattern.name]).format(so_far=so_far)


def _meetings_with_ask(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count, pattern.of, pattern.aside
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
    return _both(told.format(count=count, of=of), _outside(aside))


def _outside(asks: int) -> str:
    if not asks:
        return ""
    return ngettext(
        "Outside of meetings you were asked once.",
        "Outside of meetings you were asked {asks} times.",
        asks,
    ).format(asks=asks)


def _hours_per_ask(pattern: Pattern, _numbers: Numbers) -> str:
    asks = pattern.count or 0
    spent = _("In the {hours} hours of meetings that you noted").format(hours=tenths(pattern.of))
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
    ).format(spent=spent, asks=asks, each=_hours(pattern.value))


def _asked_in_public(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count or 0, pattern.of, pattern.aside
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
    return _both(told, _not_noted(aside))


def _not_noted(asks: int) -> str:
    if not asks:
        return ""
    return ngettext(
        "For {asks} more ask it is not noted how it was made.",
        "For {asks} more asks it is not noted how they were made.",
        asks,
    ).format(asks=asks)


def _no_then_asked_again(pattern: Pattern, _numbers: Numbers) -> str:
    said = ngettext("You said no to {of} ask.", "You said no to {of} asks.", pattern.of)
    return _both(said.format(of=pattern.of), _again(pattern))


def _yes_then_asked_again(pattern: Pattern, _numbers: Numbers) -> str:
    said = ngettext(
        "To {of} ask you said yes, or gave.", "To {of} asks you said yes, or gave.", pattern.of
    )
    return _both(said.format(of=pattern.of), _again(pattern))


def _again(pattern: Pattern) -> str:
    """How many were asked again, and after how long."""
    count, value = pattern.count or 0, pattern.value
    if not count or value is None:
        return _("Within 30 days after, no other ask of the same kind is noted so far.")
    if count == 1:
        if value < 10:
            return _("After 1 of them you were asked for the same kind again, on the same day.")
        return _("After 1 of them you were asked for the same kind again, {days} later.").format(
            days=_days(value)
        )
    told = ngettext(
        "After {count} of them you were asked for the same kind again within 30 days",
        "After {count} of them you were asked for the same kind again within 30 days",
        count,
    ).format(count=count)
    return _half(told, pattern)


def _no_then_yes(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, value = pattern.count or 0, pattern.of, pattern.value
    said = ngettext("the {of} ask", "the {of} asks", of).format(of=of)
    if not count or value is None:
        return _("Of {asks} that you said no to, none got a yes or a gift later.").format(asks=said)
    told = ngettext(
        "Of {asks} that you said no to, {count} got a yes or a gift later",
        "Of {asks} that you said no to, {count} got a yes or a gift later",
        count,
    ).format(asks=said, count=count)
    if count > 1:
        return _half(told, pattern)
    if value < 10:
        return _("{told}, on the same day.").format(told=told)
    return _("{told}, after {days}.").format(told=told, days=_days(value))


def _half(told: str, pattern: Pattern) -> str:
    """A count with the days of each; of many with those in the middle, half are no longer."""
    if 0 < len(pattern.each) <= FEW_TOLD:
        return _("{told}: {each}.").format(
            told=told, each=each_told([days // 10 for days in pattern.each])
        )
    value = pattern.value or 0
    if value < 10:
        return _("{told}, at least half of them on the same day.").format(told=told)
    return _("{told}, at least half of them within {days}.").format(told=told, days=_days(value))


def _no_accepted(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count or 0, pattern.of, pattern.aside
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
    return _both(told, more.format(asks=aside))


def _goal_raised(pattern: Pattern, numbers: Numbers) -> str:
    count, of, rise = pattern.count or 0, pattern.of, pattern.value
    if not count or rise is None:
        return ngettext(
            "A target of the group was raised once; that the one before was met is not noted.",
            "A target of the group was raised {of} times; that the one before was met is not noted"
            " for any of them.",
            of,
        ).format(of=of)
    percent = numbers.percent(rise)
    if count == 1:
        after = _(
            "A target of the group was raised once after it was said to be met, by {percent}."
        ).format(percent=percent)
    elif len(pattern.each) == count <= FEW_TOLD:
        rises = joined([numbers.percent(each) for each in pattern.each])
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
    return _both(after, noted)


def _pledges(pattern: Pattern, numbers: Numbers) -> str:
    pledged = numbers.amount(pattern.of)
    if not pattern.count and not numbers.hidden:
        return _(
            "Up to today you said yes to {pledged} in all; no payment is noted for that."
        ).format(pledged=pledged)
    return _(
        "Up to today you said yes to {pledged} in all; {given} of what you gave is noted for that."
    ).format(pledged=pledged, given=numbers.amount(pattern.count or 0))


def _time_given(pattern: Pattern, _numbers: Numbers) -> str:
    hours, of = _hours(pattern.count or 0), pattern.of
    if of == 1:
        return _("You noted {hours} at meetings, all in one month.").format(hours=hours)
    return ngettext(
        "You noted {hours} at meetings in {of} month, that is {each} a month.",
        "You noted {hours} at meetings in {of} months, that is {each} a month.",
        of,
    ).format(hours=hours, of=of, each=_hours(pattern.value or 0))


def tenths(value: int) -> str:
    """A count in tenths as people read it, whole where it is: `9`, `2.6`."""
    return shown_count(value // 10) if value % 10 == 0 else Numbers().tenths(value)


def _hours(value: int) -> str:
    if value == 10:
        return _("1 hour")
    return _("{hours} hours").format(hours=tenths(value))


def _days(value: int) -> str:
    if value % 10 == 0:
        return ngettext("{days} day", "{days} days", value // 10).format(days=value // 10)
    return _("{days} days").format(days=tenths(value))


def _both(one: str, other: str) -> str:
    """Two sentences, one after the other."""
    return f"{one} {other}" if other else one


_TOLD: Mapping[PatternName, Teller] = {
    PatternName.MEETINGS_WITH_ASK: _meetings_with_ask,
    PatternName.HOURS_PER_ASK: _hours_per_ask,
    PatternName.ASKED_IN_PUBLIC: _asked_in_public,
    PatternName.NO_THEN_ASKED_AGAIN: _no_then_asked_again,
    PatternName.YES_THEN_ASKED_AGAIN: _yes_then_asked_again,
    PatternName.NO_THEN_YES: _no_then_yes,
    PatternName.NO_ACCEPTED: _no_accepted,
    PatternName.GOAL_RAISED: _goal_raised,
    PatternName.PLEDGES: _pledges,
    PatternName.TIME_GIVEN: _time_given,
}
