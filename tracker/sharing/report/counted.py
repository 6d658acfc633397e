"""Three counted sentences, as the person says them to somebody else: in the first person.

They are the patterns that the app tells its user, in this order; what too little is noted for is
passed over.
"""

from collections.abc import Callable, Iterable, Mapping

from tracker.figures.pattern import Pattern, PatternName
from tracker.figures.sentences import tenths
from tracker.texts import Numbers, _, ngettext

MOST = 3
OF_INCOME = frozenset({PatternName.MONTHS_OVER_LIMIT, PatternName.SHARE_TREND})
"""From these, beside exact amounts, an income could be worked out."""


def chosen(patterns: Iterable[Pattern], *, with_income: bool) -> tuple[Pattern, ...]:
    """The first three, in the order of this page, for which enough is noted."""
    of = {pattern.name: pattern for pattern in patterns if pattern.enough}
    names = [name for name in _TOLD if name in of and (with_income or name not in OF_INCOME)]
    return tuple(of[name] for name in names[:MOST])


def sentence(pattern: Pattern, numbers: Numbers) -> str:
    """One of the chosen patterns in words."""
    return _TOLD[pattern.name](pattern, numbers)


def _meetings_with_ask(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count or 0, pattern.of, pattern.aside
    if count:
        told = ngettext(
            "I was asked for money at {count} of the {of} meeting that I noted.",
            "I was asked for money at {count} of the {of} meetings that I noted.",
            of,
        ).format(count=count, of=of)
    else:
        told = ngettext(
            "I noted {of} meeting, and no ask for money there.",
            "I noted {of} meetings, and no ask for money at any of them.",
            of,
        ).format(of=of)
    if not aside:
        return told
    outside = ngettext(
        "Outside of meetings I was asked once.",
        "Outside of meetings I was asked {count} times.",
        aside,
    ).format(count=aside)
    return f"{told} {outside}"


def _no_then_asked_again(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, value = pattern.count or 0, pattern.of, pattern.value
    said = ngettext("I said no to {of} ask.", "I said no to {of} asks.", of).format(of=of)
    if not count or value is None:
        after = _("Within 30 days after, no other ask of the same kind is noted so far.")
    else:
        after = ngettext(
            "After {count} of them I was asked for the same kind again within 30 days{half}.",
            "After {count} of them I was asked for the same kind again within 30 days{half}.",
            count,
        ).format(count=count, half=_half(count, value))
    return f"{said} {after}"


def _no_accepted(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count or 0, pattern.of, pattern.aside
    told = ngettext(
        "Of {of} ask where I noted how my no was taken, {count} is noted as accepted.",
        "Of {of} asks where I noted how my no was taken, {count} are noted as accepted.",
        of,
    ).format(of=of, count=count or _("none"))
    if not aside:
        return told
    more = ngettext(
        "For {count} more ask with a no that is not noted.",
        "For {count} more asks with a no that is not noted.",
        aside,
    ).format(count=aside)
    return f"{told} {more}"


def _no_then_yes(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, value = pattern.count or 0, pattern.of, pattern.value
    if not count or value is None:
        return ngettext(
            "The {of} ask that I said no to got no yes and no gift later.",
            "Of the {of} asks that I said no to, none got a yes or a gift later.",
            of,
        ).format(of=of)
    return ngettext(
        "Of the {of} ask that I said no to, {count} got a yes or a gift later{half}.",
        "Of the {of} asks that I said no to, {count} got a yes or a gift later{half}.",
        of,
    ).format(of=of, count=count, half=_half(count, value))


def _asked_in_public(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count or 0, pattern.of, pattern.aside
    told = ngettext(
        "Of {of} ask where I noted how it was made, {count} was in front of others.",
        "Of {of} asks where I noted how they were made, {count} were in front of others.",
        of,
    ).format(of=of, count=count or _("none"))
    if not aside:
        return told
    more = ngettext(
        "For {count} more ask it is not noted how it was made.",
        "For {count} more asks it is not noted how they were made.",
        aside,
    ).format(count=aside)
    return f"{told} {more}"


def _months_over_limit(pattern: Pattern, _numbers: Numbers) -> str:
    return ngettext(
        "In {count} of the {of} month that can be compared with the line I drew for myself, "
        "I gave more than that line.",
        "In {count} of the {of} months that can be compared with the line I drew for myself, "
        "I gave more than that line.",
        pattern.of,
    ).format(count=pattern.count or _("none"), of=pattern.of)


def _share_trend(pattern: Pattern, numbers: Numbers) -> str:
    value = pattern.value or 0
    if value > 0:
        told = _("the part of it that I gave rose by about {points} percentage points a month.")
    elif value < 0:
        told = _("the part of it that I gave fell by about {points} percentage points a month.")
    else:
        told = _("the part of it that I gave neither rose nor fell steadily.")
    months = ngettext(
        "Over {of} past month with an income", "Over {of} past months with an income", pattern.of
    ).format(of=pattern.of)
    return f"{months}, {told.format(points=numbers.amount(abs(value)))}"


def _goal_raised(pattern: Pattern, _numbers: Numbers) -> str:
    return ngettext(
        "A target of the group was raised {of} time; in {count} of these it had been said to be "
        "met before.",
        "A target of the group was raised {of} times; in {count} of these it had been said to be "
        "met before.",
        pattern.of,
    ).format(of=pattern.of, count=pattern.count or _("none"))


def _half(count: int, value: int) -> str:
    """After how many days it was, as the end of a sentence; of several the middle one says it."""
    if count == 1:
        if value < 10:
            return _(", on the same day")
        return _(", {days} later").format(days=_days(value))
    if value < 10:
        return _(", at least half of the times on the same day")
    return _(", at least half of the times within {days}").format(days=_days(value))


def _days(value: int) -> str:
    if value % 10 == 0:
        return ngettext("{days} day", "{days} days", value // 10).format(days=value // 10)
    return _("{days} days").format(days=tenths(value))


_TOLD: Mapping[PatternName, Callable[[Pattern, Numbers], str]] = {
    PatternName.MEETINGS_WITH_ASK: _meetings_with_ask,
    PatternName.NO_THEN_ASKED_AGAIN: _no_then_asked_again,
    PatternName.NO_ACCEPTED: _no_accepted,
    PatternName.NO_THEN_YES: _no_then_yes,
    PatternName.ASKED_IN_PUBLIC: _asked_in_public,
    PatternName.MONTHS_OVER_LIMIT: _months_over_limit,
    PatternName.SHARE_TREND: _share_trend,
    PatternName.GOAL_RAISED: _goal_raised,
}
"""Who tells which pattern, in the order in which they are chosen."""
