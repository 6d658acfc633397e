"""Two groups at the same age, in sentences that name what they count."""

from collections.abc import Iterator

from tracker.analysis.groups.group_comparison import AtAge, SameAge, Side, Unit
from tracker.analysis.patterns.sentences import tenths
from tracker.i18n import N_, Numbers, _, ngettext, shown_date

NOT_YET = N_(
    "The two groups can be set side by side once a meeting, or a whole week, is noted with each."
)


def same_age_sentences(same: SameAge | None, numbers: Numbers) -> list[str]:
    """What is noted of both groups up to the same age."""
    if same is None:
        return [_(NOT_YET)]
    sides = (same.older, same.younger)
    return [
        *(_asked_and_given(side, same.unit, numbers) for side in sides),
        *_noes(sides),
        *_hours(sides),
        _shares(sides, numbers),
    ]


def after(age: int, unit: Unit) -> str:
    """An age in words: `4 meetings`."""
    if unit is Unit.WEEKS:
        return ngettext("{count} week", "{count} weeks", age).format(count=age)
    return ngettext("{count} meeting", "{count} meetings", age).format(count=age)


def times_asked(at: AtAge) -> str:
    """How often money was asked for, in words."""
    if not at.asks:
        return _("no ask noted")
    return ngettext("asked once", "asked {count} times", at.asks).format(count=at.asks)


def _asked_and_given(side: Side, unit: Unit, numbers: Numbers) -> str:
    given = _("no gift noted")
    if side.now.given:
        given = _("{amount} given").format(amount=numbers.amount(side.now.given))
    return _("After {age} with {group}, up to {day}: {asked}, {given}.").format(
        age=after(side.now.age, unit),
        group=side.group,
        day=shown_date(side.now.last),
        asked=times_asked(side.now),
        given=given,
    )


def _noes(sides: tuple[Side, Side]) -> Iterator[str]:
    """What became of a no, for each group that got one by then."""
    for side in sides:
        noes, again = side.now.noes, side.now.asked_again
        if not noes:
            continue
        said = ngettext(
            "With {group} you said no to {count} ask by then",
            "With {group} you said no to {count} asks by then",
            noes,
        ).format(group=side.group, count=noes)
        yield _("{said}; {followed}.").format(said=said, followed=_followed(noes, again))


def _followed(noes: int, again: int) -> str:
    """After how many of these asks another was made."""
    if not again:
        return _("no other ask of the same kind within 30 days is noted by then")
    if noes == 1:
        return _("after it you were asked for the same kind again by then, within 30 days")
    return _(
        "after {count} of them you were asked for the same kind again by then, within 30 days"
    ).format(count=again)


def _hours(sides: tuple[Side, Side]) -> Iterator[str]:
    noted = [
        ngettext(
            "{hours} h with {group} ({count} of {of} meeting)",
            "{hours} h with {group} ({count} of {of} meetings)",
            side.now.meetings,
        ).format(
            hours=hours_told(side.now.hours),
            group=side.group,
            count=side.now.meetings_with_hours,
            of=side.now.meetings,
        )
        for side in sides
        if side.now.meetings_with_hours
    ]
    if noted:
        yield _("Hours noted until then: {hours}.").format(hours="; ".join(noted))


def hours_told(hundredths: int) -> str:
    """Hours with one decimal, half up, whole where they are: `58.5`; they are never hidden."""
    return tenths((hundredths + 5) // 10)


def _shares(sides: tuple[Side, Side], numbers: Numbers) -> str:
    known = [
        _("{share} to {group}").format(share=numbers.percent(side.share), group=side.group)
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
