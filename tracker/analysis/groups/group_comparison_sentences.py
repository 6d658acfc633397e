"""The comparison of two groups in sentences."""

from collections.abc import Iterator

from tracker.analysis.groups.group_comparison import (
    AgeUnit,
    ComparedGroup,
    GroupAtAge,
    GroupComparison,
)
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.analysis.patterns.pattern_sentences import format_tenths
from tracker.i18n import N_, NumberFormat, _, format_date, ngettext

NOT_YET_COMPARABLE = N_(
    "The two groups can be set side by side once a meeting, or a whole week, is noted with each."
)


def describe_comparison(comparison: GroupComparison | None, numbers: NumberFormat) -> list[str]:
    """Return sentences about both groups up to the same age."""
    if comparison is None:
        return [_(NOT_YET_COMPARABLE)]
    sides = (comparison.older, comparison.younger)
    return [
        *(_describe_asked_and_given(side, comparison.unit, numbers) for side in sides),
        *_describe_noes(sides),
        *_describe_hours(sides),
        _describe_shares(sides, numbers),
    ]


def format_age(age: int, unit: AgeUnit) -> str:
    """Return an age in words: `4 meetings`."""
    if unit is AgeUnit.WEEKS:
        return ngettext("{count} week", "{count} weeks", age).format(count=age)
    return ngettext("{count} meeting", "{count} meetings", age).format(count=age)


def describe_times_asked(group: GroupAtAge) -> str:
    """Return how often money was asked for, in words."""
    if not group.asks:
        return _("no ask noted")
    return ngettext("asked once", "asked {count} times", group.asks).format(count=group.asks)


def _describe_asked_and_given(side: ComparedGroup, unit: AgeUnit, numbers: NumberFormat) -> str:
    given = _("no gift noted")
    cents, open_count = side.latest.given, side.latest.given_open
    if cents or open_count:
        amount = add_unknown_amounts(numbers.format_amount(cents), cents, open_count)
        given = _("{amount} given").format(amount=amount)
    return _("After {age} with {group}, up to {day}: {asked}, {given}.").format(
        age=format_age(side.latest.age, unit),
        group=side.group,
        day=format_date(side.latest.last_day),
        asked=describe_times_asked(side.latest),
        given=given,
    )


def _describe_noes(sides: tuple[ComparedGroup, ComparedGroup]) -> Iterator[str]:
    """Yield what followed a no, for each group that got one by then."""
    for side in sides:
        noes, asked_again = side.latest.noes, side.latest.asked_again_count
        if not noes:
            continue
        start = ngettext(
            "With {group} you said no to {count} ask by then",
            "With {group} you said no to {count} asks by then",
            noes,
        ).format(group=side.group, count=noes)
        yield _("{said}; {followed}.").format(
            said=start, followed=_describe_asked_again(noes, asked_again)
        )


def _describe_asked_again(noes: int, asked_again_count: int) -> str:
    """Return after how many of these asks another was made."""
    if not asked_again_count:
        return _("no other ask of the same kind within 30 days is noted by then")
    if noes == 1:
        return _("after it you were asked for the same kind again by then, within 30 days")
    return _(
        "after {count} of them you were asked for the same kind again by then, within 30 days"
    ).format(count=asked_again_count)


def _describe_hours(sides: tuple[ComparedGroup, ComparedGroup]) -> Iterator[str]:
    hours = [
        ngettext(
            "{hours} h with {group} ({count} of {of} meeting)",
            "{hours} h with {group} ({count} of {of} meetings)",
            side.latest.meetings,
        ).format(
            hours=format_hours(side.latest.hours),
            group=side.group,
            count=side.latest.meetings_with_hours,
            of=side.latest.meetings,
        )
        for side in sides
        if side.latest.meetings_with_hours
    ]
    if hours:
        yield _("Hours noted until then: {hours}.").format(hours="; ".join(hours))


def format_hours(hundredths: int) -> str:
    """Return hours with one decimal, half up, whole where they are: `58.5`; never hidden."""
    return format_tenths((hundredths + 5) // 10)


def _describe_shares(sides: tuple[ComparedGroup, ComparedGroup], numbers: NumberFormat) -> str:
    known = [
        _("{share} to {group}").format(share=numbers.format_percent(side.share), group=side.group)
        for side in sides
        if side.share is not None
    ]
    unknown = [side.group for side in sides if side.share is None]
    if not known:
        return _(
            "What part of your income that was cannot be said: for some of those months no income"
            " is noted, or it was 0."
        )
    sentence = _("This part of your income in those months was given: {shares}.").format(
        shares="; ".join(known)
    )
    if unknown:
        return _(
            "{sentence} For {group} it cannot be said: for some of those months no income is"
            " noted, or it was 0."
        ).format(sentence=sentence, group=unknown[0])
    return sentence
