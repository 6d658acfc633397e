"""Each pattern in a few sentences, e.g. how often you were asked, or what it would tell.

Where too little is behind a sentence, it says what it would tell, and not how much there is. “So
far: 1” made the noes a collection, and “you haven't recorded” a reproach. Up to five delays are
named one by one, because “at least half of them” says less.
"""

from collections.abc import Callable, Mapping

from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.analysis.patterns.delay_sentences import describe_delays
from tracker.analysis.patterns.giving_sentences import (
    describe_months_over_limit,
    describe_share_trend,
)
from tracker.analysis.patterns.goal_raised_sentences import describe_goals_raised
from tracker.analysis.patterns.meeting_sentences import (
    describe_hours_per_ask,
    describe_meetings_with_ask,
    describe_money_came_up,
    describe_time_given,
)
from tracker.analysis.patterns.observation_sentences import describe_heard, describe_seen
from tracker.analysis.patterns.pattern import MAX_LISTED, Pattern, PatternName
from tracker.analysis.patterns.sentence_parts import TENTHS, format_tenths, join_sentences
from tracker.i18n import N_, NumberFormat, _, _label, ngettext

SentenceBuilder = Callable[[Pattern, NumberFormat], str]


def describe_pattern(pattern: Pattern, numbers: NumberFormat, group: str | None = None) -> str:
    """Return a pattern in sentences, or what it would tell if there are too few entries.

    With a group, the pattern is about that group alone, and sentences about gifts name it. Amounts
    and shares are formatted by `numbers`. Counts, days and hours are never hidden.
    """
    if not pattern.has_enough:
        return _(_TOO_FEW_SENTENCES[pattern.name])
    match pattern.name:
        case PatternName.MONTHS_OVER_LIMIT:
            return describe_months_over_limit(pattern, numbers, group)
        case PatternName.SHARE_TREND:
            return describe_share_trend(pattern, numbers, group)
    return _SENTENCES[pattern.name](pattern, numbers)


def _describe_asked_in_public(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, aside = pattern.count or 0, pattern.total, pattern.aside_count
    tagged = ngettext(
        "You tagged how {total} ask was made.", "You tagged how {total} asks were made.", total
    ).format(total=total)
    in_public = _("None of them was in front of others.")
    if count:
        in_public = ngettext(
            "{count} was in front of others.", "{count} were in front of others.", count
        ).format(count=count)
    return join_sentences(join_sentences(tagged, in_public), _describe_untagged_asks(aside))


def _describe_untagged_asks(asks: int) -> str:
    if not asks:
        return ""
    return ngettext("{asks} ask has no tag.", "{asks} asks have no tag.", asks).format(asks=asks)


def _describe_no_then_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    return join_sentences(_describe_noes(pattern.total), _describe_asked_again(pattern))


def _describe_noes(asks: int) -> str:
    return ngettext("You said no to {asks} ask.", "You said no to {asks} asks.", asks).format(
        asks=asks
    )


def _describe_yes_then_asked_again(pattern: Pattern, _numbers: NumberFormat) -> str:
    yeses = ngettext(
        "You answered {asks} ask with a yes or a gift.",
        "You answered {asks} asks with a yes or a gift.",
        pattern.total,
    )
    return join_sentences(yeses.format(asks=pattern.total), _describe_asked_again(pattern))


def _describe_asked_again(pattern: Pattern) -> str:
    """Return after how many answers the same kind of thing was asked for again, and how soon."""
    count, value = pattern.count or 0, pattern.value
    if not count or value is None:
        return _("You recorded no other ask for the same kind of thing within 30 days.")
    days = format_tenths(value)
    if count == 1:
        if value < TENTHS:
            return _(
                "After one of them, you were asked for the same kind of thing again on the same"
                " day."
            )
        return ngettext(
            "After one of them, you were asked for the same kind of thing again {days} day later.",
            "After one of them, you were asked for the same kind of thing again {days} days later.",
            _choose_plural_count(value),
        ).format(days=days)
    if 0 < len(pattern.values) <= MAX_LISTED:
        return _(
            "After {count} of them, you were asked for the same kind of thing again within 30 days"
            " ({delays})."
        ).format(count=count, delays=_describe_delays(pattern))
    if value < TENTHS:
        return _(
            "After {count} of them, you were asked for the same kind of thing again within 30"
            " days, at least half the time on the same day."
        ).format(count=count)
    return ngettext(
        "After {count} of them, you were asked for the same kind of thing again within 30 days, at"
        " least half the time within {days} day.",
        "After {count} of them, you were asked for the same kind of thing again within 30 days, at"
        " least half the time within {days} days.",
        _choose_plural_count(value),
    ).format(count=count, days=days)


def _describe_no_then_yes(pattern: Pattern, _numbers: NumberFormat) -> str:
    return join_sentences(_describe_noes(pattern.total), _describe_later_yeses(pattern))


def _describe_later_yeses(pattern: Pattern) -> str:
    """Return how many asks with a no got a yes or a gift later, and how soon."""
    count, value = pattern.count or 0, pattern.value
    if not count or value is None:
        return _("None of them got a yes or a gift later.")
    days = format_tenths(value)
    if count == 1:
        if value < TENTHS:
            return _("One of them got a yes or a gift later, on the same day.")
        return ngettext(
            "One of them got a yes or a gift {days} day later.",
            "One of them got a yes or a gift {days} days later.",
            _choose_plural_count(value),
        ).format(days=days)
    if 0 < len(pattern.values) <= MAX_LISTED:
        return _("{count} of them got a yes or a gift later ({delays}).").format(
            count=count, delays=_describe_delays(pattern)
        )
    if value < TENTHS:
        return _(
            "{count} of them got a yes or a gift later, at least half of them on the same day."
        ).format(count=count)
    return ngettext(
        "{count} of them got a yes or a gift later, at least half of them within {days} day.",
        "{count} of them got a yes or a gift later, at least half of them within {days} days.",
        _choose_plural_count(value),
    ).format(count=count, days=days)


def _describe_delays(pattern: Pattern) -> str:
    return describe_delays([days // TENTHS for days in pattern.values])


def _describe_no_accepted(pattern: Pattern, _numbers: NumberFormat) -> str:
    count, total, aside = pattern.count or 0, pattern.total, pattern.aside_count
    tagged = ngettext(
        "You recorded how they took your no to {total} ask.",
        "You recorded how they took your no to {total} asks.",
        total,
    ).format(total=total)
    accepted = _("They didn’t accept it any of those times.")
    if count:
        accepted = ngettext(
            "They accepted it once.", "They accepted it {count} times.", count
        ).format(count=count)
    sentences = join_sentences(tagged, accepted)
    if not aside:
        return sentences
    untagged = ngettext(
        "For {asks} other no it isn’t recorded how they took it.",
        "For {asks} other noes it isn’t recorded how they took it.",
        aside,
    ).format(asks=aside)
    return join_sentences(sentences, untagged)


def _describe_pledges(pattern: Pattern, numbers: NumberFormat) -> str:
    """Return what was said yes to, then what was given, and nothing of a difference.

    While amounts are hidden, a sentence about gifts that is left off would say that there are none.
    """
    pledged = _("You said yes to {pledged} in total.").format(
        pledged=numbers.format_amount(pattern.total)
    )
    if not (pattern.count or pattern.aside_count or numbers.is_hidden):
        return pledged
    amount = numbers.format_amount(pattern.count or 0)
    if pattern.gave_more:
        amount = _label("at least {amount}").format(amount=amount)
    given = add_unknown_amounts(amount, pattern.count or 0, pattern.aside_count)
    return join_sentences(pledged, _("For these asks, you gave {given}.").format(given=given))


def _choose_plural_count(tenths: int) -> int:
    """Return the count that chooses singular or plural: 1.5 is plural."""
    return 2 if tenths % TENTHS else tenths // TENTHS


_SENTENCES: Mapping[PatternName, SentenceBuilder] = {
    PatternName.MONEY_CAME_UP: describe_money_came_up,
    PatternName.MEETINGS_WITH_ASK: describe_meetings_with_ask,
    PatternName.SEEN: describe_seen,
    PatternName.HEARD: describe_heard,
    PatternName.HOURS_PER_ASK: describe_hours_per_ask,
    PatternName.ASKED_IN_PUBLIC: _describe_asked_in_public,
    PatternName.NO_THEN_ASKED_AGAIN: _describe_no_then_asked_again,
    PatternName.YES_THEN_ASKED_AGAIN: _describe_yes_then_asked_again,
    PatternName.NO_THEN_YES: _describe_no_then_yes,
    PatternName.NO_ACCEPTED: _describe_no_accepted,
    PatternName.GOAL_RAISED: describe_goals_raised,
    PatternName.PLEDGES: _describe_pledges,
    PatternName.TIME_GIVEN: describe_time_given,
}

_TOO_FEW_SENTENCES: Mapping[PatternName, str] = {
    PatternName.MONEY_CAME_UP: N_(
        "After three meetings for which it’s recorded whether money came up: at how many it did."
        " The tag #no_money records that it didn’t."
    ),
    PatternName.MEETINGS_WITH_ASK: N_(
        "After three meetings: at how many you were asked for money."
    ),
    PatternName.SEEN: N_("When you saw others asked for money or giving it: how often."),
    PatternName.HEARD: N_(
        "When someone told you of others who were asked for money or gave it: how often."
    ),
    PatternName.HOURS_PER_ASK: N_("After three hours of meetings: how often you were asked."),
    PatternName.ASKED_IN_PUBLIC: N_(
        "After three asks with a tag: how many were in front of others."
    ),
    PatternName.NO_THEN_ASKED_AGAIN: N_(
        "After a no to three asks: how often you were asked again."
    ),
    PatternName.YES_THEN_ASKED_AGAIN: N_(
        "After a yes or a gift for three asks: how often you were asked again."
    ),
    PatternName.NO_THEN_YES: N_(
        "After a no to three asks: how many of them got a yes or a gift later."
    ),
    PatternName.NO_ACCEPTED: N_(
        "After three noes with a tag for how they took it: how often they accepted it."
    ),
    PatternName.GOAL_RAISED: N_("When they raised a fundraising goal: how often."),
    PatternName.PLEDGES: N_("When you said yes to an amount: how much, and what you gave for it."),
    PatternName.MONTHS_OVER_LIMIT: N_(
        "After three months that can be compared with the most you want to give: what the newest"
        " one came to."
    ),
    PatternName.SHARE_TREND: N_(
        "After six past months with an income: how the share you give changed."
    ),
    PatternName.TIME_GIVEN: N_("When you wrote down hours of meetings: how many."),
}
"""By pattern, while it has too few entries: what it would tell, and nothing of what there is.

Three and six are MIN_COUNT and MIN_MONTHS.
"""
