"""Sentences about meetings: whether money came up, how often you were asked, and the hours.

There is one sentence about meetings, not both. If the person wrote down no more than their own
asks, “money came up at all of them” would be untrue.
"""

from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.sentence_parts import (
    TENTHS,
    format_range,
    format_tenths,
    join_sentences,
)
from tracker.i18n import NumberFormat, _, ngettext


def describe_money_came_up(pattern: Pattern, _numbers: NumberFormat) -> str:
    """Return at how many meetings money came up, and at how many you were asked."""
    recorded = _describe_recorded_meetings(pattern.total, pattern.unrecorded_count)
    came_up = _("It didn’t at any of them.")
    if pattern.count:
        came_up = _("It did at {count}.").format(count=pattern.count)
        came_up = join_sentences(came_up, _describe_asked_there(pattern.asked_count))
    return join_sentences(
        join_sentences(recorded, came_up), _describe_asks_elsewhere(pattern.aside_count)
    )


def _describe_recorded_meetings(recorded: int, unrecorded: int) -> str:
    meetings = recorded + unrecorded
    if not unrecorded:
        return ngettext(
            "You wrote down for {meetings} meeting whether money came up.",
            "You wrote down for all {meetings} meetings whether money came up.",
            meetings,
        ).format(meetings=meetings)
    return ngettext(
        "You wrote down for {recorded} of {meetings} meeting whether money came up.",
        "You wrote down for {recorded} of {meetings} meetings whether money came up.",
        meetings,
    ).format(recorded=recorded, meetings=meetings)


def _describe_asked_there(meetings: int) -> str:
    if not meetings:
        return _("You weren’t asked yourself at any of them.")
    return _("You were asked yourself at {count}.").format(count=meetings)


def describe_meetings_with_ask(pattern: Pattern, _numbers: NumberFormat) -> str:
    """Return at how many meetings you were asked, and of how many nothing is known."""
    count, total, unrecorded = pattern.count, pattern.total, pattern.unrecorded_count
    if not count:
        sentence = ngettext(
            "You recorded {total} meeting, and no ask for money there.",
            "You recorded {total} meetings, and no ask for money at any of them.",
            total,
        )
    else:
        sentence = ngettext(
            "You were asked for money at {count} of the {total} meeting you recorded.",
            "You were asked for money at {count} of the {total} meetings you recorded.",
            total,
        )
    sentence = sentence.format(count=count, total=total)
    if unrecorded:
        unknown = _("For {count} of them it isn’t recorded whether money came up.").format(
            count=unrecorded
        )
        sentence = join_sentences(sentence, unknown)
    return join_sentences(sentence, _describe_asks_elsewhere(pattern.aside_count))


def _describe_asks_elsewhere(asks: int) -> str:
    if not asks:
        return ""
    return ngettext(
        "Outside meetings, you were asked once.",
        "Outside meetings, you were asked {asks} times.",
        asks,
    ).format(asks=asks)


def describe_hours_per_ask(pattern: Pattern, _numbers: NumberFormat) -> str:
    """Return how often you were asked in the hours of meetings. A range of hours has two ends.

    Without an ask there, it says how often you were asked elsewhere: else nothing might.
    """
    asks, hours = pattern.count or 0, _format_hours(pattern.total, pattern.high)
    if not asks:
        sentence = _("You recorded {hours} hours of meetings, and no ask for money in them.")
        return join_sentences(
            sentence.format(hours=hours), _describe_asks_elsewhere(pattern.aside_count)
        )
    if asks == 1 or not pattern.value:
        return ngettext(
            "In the {hours} hours of meetings you recorded, you were asked once.",
            "In the {hours} hours of meetings you recorded, you were asked {asks} times.",
            asks,
        ).format(hours=hours, asks=asks)
    interval = _format_hours(pattern.value, pattern.value_high)
    if interval == format_tenths(TENTHS):
        return ngettext(
            "In the {hours} hours of meetings you recorded, you were asked {asks} time, on average"
            " once an hour.",
            "In the {hours} hours of meetings you recorded, you were asked {asks} times, on"
            " average once an hour.",
            asks,
        ).format(hours=hours, asks=asks)
    return ngettext(
        "In the {hours} hours of meetings you recorded, you were asked {asks} time, on average"
        " once every {interval} hours.",
        "In the {hours} hours of meetings you recorded, you were asked {asks} times, on average"
        " once every {interval} hours.",
        asks,
    ).format(hours=hours, asks=asks, interval=interval)


def describe_time_given(pattern: Pattern, _numbers: NumberFormat) -> str:
    """Return the hours of meetings, in all and a month. A range of hours has two ends."""
    hours, total = _format_hours(pattern.count or 0, pattern.high), pattern.total
    if total == 1:
        return _("You recorded {hours} h of meetings, all in one month.").format(hours=hours)
    return ngettext(
        "You recorded {hours} h of meetings in {total} month, on average {mean} h a month.",
        "You recorded {hours} h of meetings in {total} months, on average {mean} h a month.",
        total,
    ).format(hours=hours, total=total, mean=_format_hours(pattern.value or 0, pattern.value_high))


def _format_hours(low: int, high: int | None) -> str:
    return format_range(low, low if high is None else high, format_tenths)
