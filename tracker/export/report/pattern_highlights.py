"""The counts on the first page of the summary, as sentences in the first person.

The patterns are the first three in the order of this file that have enough entries. A line about
how the person was asked follows them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from tracker.analysis.patterns.giving_sentences import NEARLY_LEVEL
from tracker.analysis.patterns.pattern import (
    MAX_LISTED,
    MIN_COUNT,
    Pattern,
    PatternName,
    select_shown_patterns,
)
from tracker.export.report.model import HowAsked
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_limit_percent,
    format_month,
    join_list,
    ngettext,
)

MOST_SENTENCES = 3
INCOME_PATTERNS = frozenset({PatternName.MONTHS_OVER_LIMIT, PatternName.SHARE_TREND})
"""Patterns that need exact incomes: a rounded income would look like a trend where it changes."""
LIMIT_PATTERNS = frozenset({PatternName.MONTHS_OVER_LIMIT})
"""Patterns that show that the person set a limit."""
DAY_COUNT_PATTERNS = frozenset({PatternName.NO_THEN_ASKED_AGAIN, PatternName.NO_THEN_YES})
"""The value of these is a number of days."""
NO_PATTERNS = frozenset(
    {PatternName.NO_THEN_ASKED_AGAIN, PatternName.NO_ACCEPTED, PatternName.NO_THEN_YES}
)
"""Patterns counted from the same noes: the first of them says how many there are."""
TENTHS = 10
"""A value in days is in tenths."""


def select_patterns(
    patterns: Iterable[Pattern],
    *,
    with_income: bool,
    with_limit: bool = True,
    days: bool = True,
) -> tuple[Pattern, ...]:
    """Return the first three patterns, in this page's order, that have enough entries.

    Without `days` a pattern has no number of days.
    """
    left_out = (frozenset() if with_income else INCOME_PATTERNS) | (
        frozenset() if with_limit else LIMIT_PATTERNS
    )
    by_name = {
        pattern.name: pattern
        for pattern in select_shown_patterns(patterns)
        if pattern.has_enough and pattern.name not in left_out
    }
    names = [name for name in _SENTENCES if name in by_name]
    return tuple(
        by_name[name]
        if days or name not in DAY_COUNT_PATTERNS
        else replace(by_name[name], value=None, values=())
        for name in names[:MOST_SENTENCES]
    )


def narrate_patterns(patterns: Iterable[Pattern], numbers: NumberFormat) -> Iterator[str]:
    """Yield a text for each of the selected patterns. How many noes there are is said once."""
    are_noes_counted = False
    for pattern in patterns:
        yield narrate_pattern(pattern, numbers, are_noes_counted=are_noes_counted)
        are_noes_counted |= pattern.name in NO_PATTERNS


def narrate_pattern(
    pattern: Pattern, numbers: NumberFormat, *, are_noes_counted: bool = False
) -> str:
    """Return one of the selected patterns in words.

    With `are_noes_counted` a text before it has said how many noes there are.
    """
    sentences = list(_SENTENCES[pattern.name](pattern, numbers))
    if pattern.name in NO_PATTERNS and not are_noes_counted:
        sentences.insert(0, _describe_times_refused(_count_noes(pattern)))
    return " ".join(sentences)


def describe_how_asked(how_asked: HowAsked) -> str:
    """Return how the person was asked, empty where too little is recorded."""
    if how_asked.recorded < MIN_COUNT:
        return ""
    text = _("I wrote down how I was asked for {count} of {total} times: {parts}.")
    if how_asked.recorded == how_asked.total:
        text = _("I wrote down how I was asked for all {total} times: {parts}.")
    text = text.format(
        count=how_asked.recorded,
        total=how_asked.total,
        parts=join_list(_list_ways_asked(how_asked)),
    )
    return " ".join((text, *_describe_asked_after_no(how_asked.after_no)))


def _describe_asked_after_no(count: int | None) -> Iterator[str]:
    """Yield after how many noes someone kept asking that day, nothing where there was no no."""
    if count:
        yield ngettext(
            "Once, someone kept asking, or asked again the same day.",
            "{count} times, someone kept asking, or asked again the same day.",
            count,
        ).format(count=count)
    elif count is not None:
        yield _("I have no record that anyone kept asking, or asked again the same day.")


def _list_ways_asked(how_asked: HowAsked) -> Iterator[str]:
    public, leader = how_asked.in_public, how_asked.by_leader
    yield (
        _label_plural("{count} was in front of others", "{count} were in front of others", public)
        if public
        else _label("none was in front of others")
    ).format(count=public)
    yield (
        _label_plural(
            "{count} was by someone with a leading role",
            "{count} were by someone with a leading role",
            leader,
        )
        if leader
        else _label("none was by someone with a leading role")
    ).format(count=leader)


def _describe_money_came_up(pattern: Pattern, _numbers: NumberFormat) -> Iterator[str]:
    meetings = pattern.total + pattern.unrecorded_count
    yield ngettext(
        "I wrote down for {recorded} of {meetings} meeting whether money came up.",
        "I wrote down for {recorded} of {meetings} meetings whether money came up.",
        meetings,
    ).format(recorded=pattern.total, meetings=meetings)
    if not pattern.count:
        yield _("It didn’t at any of them.")
    else:
        yield _("It did at {count}.").format(count=pattern.count)
        yield (
            _("I was asked myself at {count}.").format(count=pattern.asked_count)
            if pattern.asked_count
            else _("I wasn’t asked myself at any of them.")
        )
    yield from _describe_asks_elsewhere(pattern.aside_count)


def _describe_asks_elsewhere(asks: int) -> Iterator[str]:
    if asks:
        yield ngettext(
            "Outside meetings, I was asked once.",
            "Outside meetings, I was asked {count} times.",
            asks,
        ).format(count=asks)


def _describe_meetings_with_ask(pattern: Pattern, _numbers: NumberFormat) -> Iterator[str]:
    count, total, unrecorded = pattern.count or 0, pattern.total, pattern.unrecorded_count
    if count:
        yield ngettext(
            "I was asked for money at {count} of the {total} meeting I recorded.",
            "I was asked for money at {count} of the {total} meetings I recorded.",
            total,
        ).format(count=count, total=total)
    else:
        yield ngettext(
            "I recorded {total} meeting, and no request for money there.",
            "I recorded {total} meetings, and no request for money at any of them.",
            total,
        ).format(total=total)
    if unrecorded:
        yield _("For {count} of them, I didn’t write down whether money came up.").format(
            count=unrecorded
        )
    yield from _describe_asks_elsewhere(pattern.aside_count)


def _describe_asked_again(pattern: Pattern, _numbers: NumberFormat) -> Iterator[str]:
    count = pattern.count or 0
    if not count:
        yield _("I recorded no new request for the same kind of thing within 30 days.")
    elif count == 1 and pattern.value is not None:
        days = pattern.value // TENTHS
        yield (
            ngettext(
                "After one of those, I was asked for the same kind of thing again {days} day "
                "later.",
                "After one of those, I was asked for the same kind of thing again {days} days "
                "later.",
                days,
            ).format(days=days)
            if days
            else _(
                "After one of those, I was asked for the same kind of thing again on the same day."
            )
        )
    else:
        yield _(
            "After {count} of those, I was asked for the same kind of thing again within 30 days."
        ).format(count=count)
        yield from _describe_delays(pattern, count)


def _describe_no_accepted(pattern: Pattern, _numbers: NumberFormat) -> Iterator[str]:
    accepted = pattern.count or 0
    refused, unknown = pattern.total - accepted, pattern.aside_count
    if accepted:
        yield ngettext(
            "They accepted my no once.", "They accepted my no {count} times.", accepted
        ).format(count=accepted)
        if refused:
            yield ngettext("Once, they didn’t.", "{count} times, they didn’t.", refused).format(
                count=refused
            )
    elif refused:
        yield ngettext(
            "Once, they didn’t accept my no.", "{count} times, they didn’t accept my no.", refused
        ).format(count=refused)
    if unknown:
        yield ngettext(
            "The other time, I didn’t write down how they took it.",
            "The other {count} times, I didn’t write down how they took it.",
            unknown,
        ).format(count=unknown)


def _describe_no_then_yes(pattern: Pattern, _numbers: NumberFormat) -> Iterator[str]:
    count = pattern.count or 0
    if not count:
        yield _("I recorded no later yes or gift after a no.")
    elif count == 1 and pattern.value is not None:
        days = pattern.value // TENTHS
        yield (
            ngettext(
                "After one of the times I said no, I said yes or gave {days} day later.",
                "After one of the times I said no, I said yes or gave {days} days later.",
                days,
            ).format(days=days)
            if days
            else _("After one of the times I said no, I said yes or gave on the same day.")
        )
    else:
        yield _("After {count} of the times I said no, I later said yes or gave.").format(
            count=count
        )
        yield from _describe_delays(pattern, count)


def _count_noes(pattern: Pattern) -> int:
    """Return how many noes a pattern is counted from, with or without a recorded reaction."""
    has_aside = pattern.name is PatternName.NO_ACCEPTED
    return pattern.total + (pattern.aside_count if has_aside else 0)


def _describe_times_refused(times: int) -> str:
    return ngettext("I said no once.", "I said no {count} times.", times).format(count=times)


def _describe_months_over_limit(pattern: Pattern, numbers: NumberFormat) -> Iterator[str]:
    """Yield the limit, then what the newest month came to. It is no count of months."""
    row = pattern.newest_month
    if row is None or row.limit is None:
        yield _("In the past months with a limit of my own, I don’t know what I gave.")
        return
    given, limit = numbers.format_amount(row.given), numbers.format_amount(row.limit.amount or 0)
    text = _("In {month}, the most I wanted to give was {limit}. It was {given}.")
    if row.limit.percent is not None:
        given = numbers.format_percent(row.share_given or 0)
        limit = format_limit_percent(row.limit.percent)
        text = _("In {month}, the most I wanted to give was {limit} of my income. It was {given}.")
    month = format_month(row.month.first_day)
    yield text.format(month=month, limit=limit, given=given)
    if row.given_open:
        yield ngettext(
            "In that month, I don’t know the amount of {count} payment.",
            "In that month, I don’t know the amount of {count} payments.",
            row.given_open,
        ).format(count=row.given_open)


def _describe_share_trend(pattern: Pattern, numbers: NumberFormat) -> Iterator[str]:
    value = pattern.value or 0
    if 0 < abs(value) < NEARLY_LEVEL:
        text = ngettext(
            "Over {total} past month with an income, the share of it I gave stayed about the same"
            " on the whole.",
            "Over {total} past months with an income, the share of it I gave stayed about the same"
            " on the whole.",
            pattern.total,
        )
    elif value > 0:
        text = ngettext(
            "Over {total} past month with an income, the share of it I gave rose by about"
            " {points} percentage points a month.",
            "Over {total} past months with an income, the share of it I gave rose by"
            " about {points} percentage points a month.",
            pattern.total,
        )
    elif value < 0:
        text = ngettext(
            "Over {total} past month with an income, the share of it I gave fell by about"
            " {points} percentage points a month.",
            "Over {total} past months with an income, the share of it I gave fell by"
            " about {points} percentage points a month.",
            pattern.total,
        )
    else:
        text = ngettext(
            "Over {total} past month with an income, the share of it I gave didn’t rise"
            " or fall steadily.",
            "Over {total} past months with an income, the share of it I gave didn’t rise"
            " or fall steadily.",
            pattern.total,
        )
    yield text.format(total=pattern.total, points=numbers.format_amount(abs(value)))


def _describe_goal_raised(pattern: Pattern, _numbers: NumberFormat) -> Iterator[str]:
    count, total = pattern.count or 0, pattern.total
    yield ngettext(
        "The group raised a fundraising goal once.",
        "The group raised a fundraising goal {total} times.",
        total,
    ).format(total=total)
    if count:
        yield ngettext(
            "Once, they had already said it was reached.",
            "{count} times, they had already said it was reached.",
            count,
        ).format(count=count)
    else:
        yield _("I have no record that they said it was reached before.")


def _describe_delays(pattern: Pattern, count: int) -> Iterator[str]:
    """Yield after how many days it was, nothing where that is not known.

    Many are described by their median: at least half of them took no longer.
    """
    if pattern.value is None:
        return
    if 0 < len(pattern.values) <= MAX_LISTED:
        days = join_list(str(value // TENTHS) for value in pattern.values)
        yield _("Days in between: {days}.").format(days=days)
        return
    half = (count + 1) // 2
    if pattern.value < TENTHS:
        yield _("At least {half} of these were on the same day.").format(half=half)
        return
    # A median between two days is rounded up, which keeps the sentence true.
    days_within = -(-pattern.value // TENTHS)
    yield ngettext(
        "At least {half} of these were within {days} day.",
        "At least {half} of these were within {days} days.",
        days_within,
    ).format(half=half, days=days_within)


_SENTENCES: Mapping[PatternName, Callable[[Pattern, NumberFormat], Iterator[str]]] = {
    PatternName.MONEY_CAME_UP: _describe_money_came_up,
    PatternName.MEETINGS_WITH_ASK: _describe_meetings_with_ask,
    PatternName.NO_THEN_ASKED_AGAIN: _describe_asked_again,
    PatternName.NO_ACCEPTED: _describe_no_accepted,
    PatternName.NO_THEN_YES: _describe_no_then_yes,
    PatternName.MONTHS_OVER_LIMIT: _describe_months_over_limit,
    PatternName.SHARE_TREND: _describe_share_trend,
    PatternName.GOAL_RAISED: _describe_goal_raised,
}
"""The function that describes each pattern, in the order in which they are selected."""
