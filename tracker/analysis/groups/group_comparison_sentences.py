"""The comparison of two groups in sentences."""

from collections.abc import Iterator

from tracker.analysis.groups.group_comparison import (
    AgeUnit,
    ComparedGroup,
    GroupAtAge,
    GroupComparison,
)
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.analysis.patterns.sentence_parts import format_range, format_tenths
from tracker.i18n import (
    N_,
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_date,
    join_list,
    ngettext,
)
from tracker.money import Hundredths

NUMBERS_COME_LATER = N_("Numbers come after three meetings with each group.")
"""What is said while there are fewer."""


def describe_comparison(comparison: GroupComparison | None, numbers: NumberFormat) -> list[str]:
    """Return sentences about both groups after the same number of meetings or weeks."""
    if comparison is None:
        return [_(NUMBERS_COME_LATER)]
    sides = (comparison.older, comparison.younger)
    return [
        *(_describe_asked_and_given(side, comparison.unit, numbers) for side in sides),
        *_describe_noes(sides),
        *_describe_hours(sides),
        *_describe_shares(sides, numbers),
    ]


def format_age(age: int, unit: AgeUnit) -> str:
    """Return a number of meetings or weeks in words: `4 meetings`."""
    if unit is AgeUnit.WEEKS:
        return _label_plural("{count} week", "{count} weeks", age).format(count=age)
    return _label_plural("{count} meeting", "{count} meetings", age).format(count=age)


def describe_times_asked(group: GroupAtAge) -> str:
    """Return how often money was asked for, in words."""
    if not group.asks:
        return _label("no asks recorded")
    return _label_plural("asked once", "asked {count} times", group.asks).format(count=group.asks)


def _describe_asked_and_given(side: ComparedGroup, unit: AgeUnit, numbers: NumberFormat) -> str:
    latest, asks = side.latest, side.latest.asks
    has_given = bool(latest.given or latest.given_open)
    if asks and has_given:
        sentence = ngettext(
            "After {age} with {group}, up to {day}, you had been asked once and had given"
            " {amount}.",
            "After {age} with {group}, up to {day}, you had been asked {count} times and had given"
            " {amount}.",
            asks,
        )
    elif asks:
        sentence = ngettext(
            "After {age} with {group}, up to {day}, you had been asked once and had"
            " recorded no gifts.",
            "After {age} with {group}, up to {day}, you had been asked {count} times and"
            " had recorded no gifts.",
            asks,
        )
    elif has_given:
        sentence = _(
            "After {age} with {group}, up to {day}, you had recorded no asks and had"
            " given {amount}."
        )
    else:
        sentence = _(
            "After {age} with {group}, up to {day}, you had recorded no asks and no gifts."
        )
    return sentence.format(
        age=format_age(side.latest.age, unit),
        group=side.group,
        day=format_date(side.latest.last_day),
        count=asks,
        amount=describe_given(latest.given, latest.given_estimated, latest.given_open, numbers),
    )


def _describe_noes(sides: tuple[ComparedGroup, ComparedGroup]) -> Iterator[str]:
    """Yield what followed a no, for each group that got one by then."""
    for side in sides:
        noes, asked_again = side.latest.noes, side.latest.asked_again_count
        if not noes:
            continue
        said_no = ngettext(
            "By then you had said no once to {group}.",
            "By then you had said no to {count} asks from {group}.",
            noes,
        ).format(group=side.group, count=noes)
        yield f"{said_no} {_describe_asked_again(noes, asked_again)}"


def _describe_asked_again(noes: int, asked_again_count: int) -> str:
    """Return after how many of these asks another was made."""
    if not asked_again_count:
        return _(
            "They hadn’t asked for the same kind of thing again within 30 days, as far as you wrote"
            " down."
        )
    if noes == 1:
        return _("They had asked for the same kind of thing again within 30 days.")
    return ngettext(
        "After {count} of them, they had asked for the same kind of thing again within 30 days.",
        "After {count} of them, they had asked for the same kind of thing again within 30 days.",
        asked_again_count,
    ).format(count=asked_again_count)


def _describe_hours(sides: tuple[ComparedGroup, ComparedGroup]) -> Iterator[str]:
    hours = [
        _label_plural(
            "{hours} h with {group} ({count} of {total} meeting)",
            "{hours} h with {group} ({count} of {total} meetings)",
            side.latest.meetings,
        ).format(
            hours=format_hours(*side.latest.hours),
            group=side.group,
            count=side.latest.meetings_with_hours,
            total=side.latest.meetings,
        )
        for side in sides
        if side.latest.meetings_with_hours
    ]
    if hours:
        yield _("Hours recorded by then: {hours}.").format(hours=join_list(hours))


def format_hours(low: Hundredths, high: Hundredths) -> str:
    """Return hours with one decimal, half up, never hidden: `58.5`, `58` or `20 to 23`."""
    return format_range((low + 5) // 10, (high + 5) // 10, format_tenths)


def _describe_shares(
    sides: tuple[ComparedGroup, ComparedGroup], numbers: NumberFormat
) -> Iterator[str]:
    """Yield the shares, without a group of whose payments no amount is known."""
    told_sides = [side for side in sides if side.latest.given or not side.latest.given_open]
    if not told_sides:
        return
    known = [
        _label("{share} to {group}").format(
            share=numbers.format_percent(side.share), group=side.group
        )
        for side in told_sides
        if side.share is not None
    ]
    if not known:
        yield _(
            "The share of income can’t be worked out: income for some of those months is 0 or"
            " not recorded."
        )
        return
    sentence = _("In those months, you gave this share of your income: {shares}.").format(
        shares=join_list(known)
    )
    unknown = [side.group for side in told_sides if side.share is None]
    if not unknown:
        yield sentence
        return
    why = _(
        "For {group}, it can’t be worked out: income for some of those months is 0 or not recorded."
    )
    yield f"{sentence} {why.format(group=unknown[0])}"
