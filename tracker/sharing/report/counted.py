"""Three counted sentences, as the person says them to somebody else: in the first person.

They are the patterns that the app tells its user, in this order; what too little is noted for is
passed over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tracker.figures.each_told import each_told
from tracker.figures.pattern import FEW_TOLD, Pattern, PatternName
from tracker.figures.sentences import tenths
from tracker.texts import Numbers, _, listed, ngettext

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
    said = _said_no(of)
    if not count or value is None:
        after = _("Within 30 days after, it is not noted that I was asked for the same again.")
    else:
        after = ngettext(
            "After {count} of these I was asked for the same again, like dues or a donation, "
            "within 30 days{days}.",
            "After {count} of these I was asked for the same again, like dues or a donation, "
            "within 30 days{days}.",
            count,
        ).format(count=count, days=_within(count, value, pattern.each))
    return f"{said} {after}"


def _no_accepted(pattern: Pattern, _numbers: Numbers) -> str:
    accepted, unknown = pattern.count or 0, pattern.aside
    taken = listed(_taken(accepted, pattern.of - accepted))
    if unknown:
        taken += "; " + ngettext(
            "once I did not note how it was taken",
            "{count} times I did not note how it was taken",
            unknown,
        ).format(count=unknown)
    count = pattern.of + unknown
    return ngettext(
        "I said no {count} time: {taken}.", "I said no {count} times: {taken}.", count
    ).format(count=count, taken=taken)


def _taken(accepted: int, refused: int) -> Iterator[str]:
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


def _no_then_yes(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, value = pattern.count or 0, pattern.of, pattern.value
    said = _said_no(of)
    if not count or value is None:
        return f"{said} " + _("No yes and no gift followed later.")
    followed = ngettext(
        "After {count} of these a yes or a gift followed later{days}.",
        "After {count} of these a yes or a gift followed later{days}.",
        count,
    ).format(count=count, days=_within(count, value, pattern.each))
    return f"{said} {followed}"


def _said_no(times: int) -> str:
    return ngettext(
        "I was asked and said no {count} time.", "I was asked and said no {count} times.", times
    ).format(count=times)


def _asked_in_public(pattern: Pattern, _numbers: Numbers) -> str:
    count, of, aside = pattern.count or 0, pattern.of, pattern.aside
    told = ngettext(
        "Of {of} time that I was asked and noted how, {count} was in front of others.",
        "Of {of} times that I was asked and noted how, {count} were in front of others.",
        of,
    ).format(of=of, count=count or _("none"))
    if not aside:
        return told
    more = ngettext(
        "{count} more time I did not note how.", "{count} more times I did not note how.", aside
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


def _within(count: int, value: int, each: Sequence[int]) -> str:
    """After how many days it was, as the end of a sentence.

    The days are the middle of all, so that at least half of them took no longer.
    """
    if count == 1:
        return (
            _(", on the same day") if value < 10 else _(", {days} later").format(days=_days(value))
        )
    if 0 < len(each) <= FEW_TOLD:
        return _(", {each}").format(each=each_told([days // 10 for days in each]))
    half = (count + 1) // 2
    if value < 10:
        return _(", after at least {half} of them on the same day").format(half=half)
    return _(", after at least {half} of them within {days}").format(half=half, days=_days(value))


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
