"""The words of both drawings: title, months shown, legend, source; one wording for one meaning."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.charts.series import Point, Series, Unknown, Value, View
from tracker.charts.value_format import Measure
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.i18n import N_, _, format_month, format_month_name, ngettext

LONGEST_NAME = 60
"""A longer name is cut: the title is to be read at a glance."""
NAMES = {
    View.INCOME: N_("of income"),
    View.AFTER_NEEDS: N_("after needs"),
    View.AMOUNTS: N_("amounts"),
    View.ASKED_GIVEN: N_("asked and given"),
    View.KINDS: N_("by kind"),
}
TITLES = {
    View.INCOME: N_("Asked and given, as a part of my income"),
    View.AFTER_NEEDS: N_("Asked and given, of income after needs"),
    View.AMOUNTS: N_("Given, month by month"),
    View.ASKED_GIVEN: N_("Asked and given"),
    View.KINDS: N_("Given, by kind"),
}
TITLES_OF_ALL = {
    View.INCOME: N_("All groups: asked and given, of my income"),
    View.AFTER_NEEDS: N_("All groups: asked and given, after needs"),
    View.AMOUNTS: N_("Given to all groups, month by month"),
    View.ASKED_GIVEN: N_("All groups: asked and given"),
    View.KINDS: N_("Given to all groups, by kind"),
}
SENTENCES = {
    View.INCOME: N_("What {group} asked for and what I gave, as a part of my income"),
    View.AFTER_NEEDS: N_(
        "What {group} asked for and what I gave, as a part of what is left after needs"
    ),
    View.AMOUNTS: N_("What I gave to {group}, month by month"),
    View.ASKED_GIVEN: N_("What {group} asked for and what I gave"),
    View.KINDS: N_("What I gave to {group}, by kind"),
}
MANY = 4
"""From how many months on "most months" can be said."""


class Sign(StrEnum):
    """What a legend explains; each drawing has its own shape for it."""

    GIVEN = "given"
    ASKED = "asked"
    ASKED_ONE = "asked, one amount"
    LINE = "line"
    BEYOND = "beyond"
    UNKNOWN = "unknown"
    GIVEN_UNKNOWN = "given, unknown"
    NOTHING_LEFT = "nothing left"
    GIVEN_OF_NOTHING = "given, nothing left"
    OPEN = "open"
    NO_BAR = "no bar"
    SO_FAR = "so far"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the legend: a sign and what it means."""

    sign: Sign | Kind
    text: str
    brief: str = ""
    """What is said instead where there is little room: the title says the rest."""


def title(groups: Sequence[str] = (), view: View = View.INCOME) -> str:
    """What the drawing shows, short enough for the months to stand beside it in 76 columns."""
    return _((TITLES_OF_ALL if len(groups) > 1 else TITLES)[view])


def sentence(groups: Sequence[str] = (), view: View = View.INCOME) -> str:
    """What the drawing shows and of whom, for somebody who sees nothing else of the book.

    Without a name it is the group, with several all of them.
    """
    if len(groups) > 1:
        name = _("all groups")
    else:
        name = " ".join(groups[0].split()) if groups else _("the group")
    name = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    return _(SENTENCES[view]).format(group=name)


def short_name(view: View) -> str:
    """A view's name for a strip of keys: `of income`."""
    return _(NAMES[view])


def months_shown(series: Series) -> str:
    """From which month to which: `October 2025 to November 2026`; empty without a month."""
    if not series.points:
        return ""
    first, last = (format_month(series.points[index].month.first_day) for index in (0, -1))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def nothing() -> str:
    """What stands where there is no month to draw."""
    return _("Nothing is noted up to today, so there is nothing to draw.")


def source() -> str:
    """Whose word the drawing is."""
    return _("Drawn from one person's own notes. The group has not been heard.")


def so_far() -> str:
    """How today's month is marked."""
    return _("so far")


def my_line() -> str:
    """How the person's own limit is named."""
    return _("my line")


def in_whole_rows() -> str:
    """How exactly the parts of the kinds are drawn where only whole rows can have a pattern."""
    return _("rounded to whole rows")


def one_amount(*, ranges: bool) -> str:
    """What a lone sign means, where ranges are explained beside it or not."""
    return _("asked, one amount") if ranges else _("asked")


def low_end(asked: str) -> str:
    """What stands for an ask of which only the low end is drawn: the high one is above the top."""
    return _("{asked}: its low end").format(asked=asked)


def marks(points: Sequence[Point]) -> list[tuple[Sign, str]]:
    """What the marks mean that stand for months without a bar, without an amount."""
    texts = []
    for sign in (Sign.GIVEN_OF_NOTHING, Sign.NOTHING_LEFT, Sign.UNKNOWN, Sign.GIVEN_UNKNOWN):
        if reasons := {point.unknown for point in points if mark(point) is sign}:
            given = sign in (Sign.GIVEN_OF_NOTHING, Sign.GIVEN_UNKNOWN)
            why = _why(reasons)
            texts.append((sign, _("given, {why}").format(why=why) if given else why))
    return texts


def month_so_far(first: date) -> str:
    """Today's month and its mark: `Nov: so far`."""
    return _("{month}: so far").format(month=format_month_name(first))


def months_cut(shown: Series, whole: Series) -> str:
    """Which months are shown where not all of them fit."""
    count, total = len(shown.points), len(whole.points)
    if shown.points[-1] == whole.points[-1]:
        text = ngettext("last of {total} months", "last {count} of {total} months", count)
        return text.format(count=count, total=total)
    last = format_month(shown.points[-1].month.first_day)
    text = ngettext("{last}, of {total} months", "{count} of {total} months, to {last}", count)
    return text.format(count=count, total=total, last=last)


def mark(point: Point) -> Sign | None:
    """How a month is marked that nothing can be drawn of to scale; None where it can."""
    if point.unknown is None:
        return None
    if point.unknown is Unknown.NOTHING_LEFT:
        return Sign.GIVEN_OF_NOTHING if point.given_cents else Sign.NOTHING_LEFT
    return Sign.GIVEN_UNKNOWN if point.given_cents else Sign.UNKNOWN


def legend(shown: Series, top: Value, hidden: bool = False) -> list[Item]:
    """What the signs mean that stand in these months, the most needed first."""
    points, measure = shown.points, Measure(shown, hidden)
    items = _given(shown)
    bands = [point.band for point in points if point.band]
    if bands:
        ranges = any(low != high for low, high in bands)
        items.append(Item(Sign.ASKED, _("asked, low to high") if ranges else _("asked")))
    marked = _marked(points, measure)
    if shown.view is View.AFTER_NEEDS:
        items += marked
    if any(point.line is not None for point in points):
        items.append(_line(points, measure))
    if shown.view is View.INCOME:
        items += marked
    if any(point.asked_open for point in points):
        items.append(Item(Sign.OPEN, _("asked, no amount named")))
    if beyond := _beyond(points, top, measure):
        items.append(Item(Sign.BEYOND, beyond))
    if any(point.given is not None and not point.given_cents for point in points):
        items.append(Item(Sign.NO_BAR, _("no bar: nothing given")))
    items += [
        Item(Sign.SO_FAR, month_so_far(point.month.first_day)) for point in points if point.so_far
    ]
    return items


def _given(shown: Series) -> list[Item]:
    if shown.view is not View.KINDS:
        known = any(point.unknown is None for point in shown.points)
        after = shown.view is View.AFTER_NEEDS
        text = _("given, of income after needs") if after else _("given")
        return [Item(Sign.GIVEN, text, _("given"))] if known else []
    kinds = {kind for point in shown.points for kind, _cents in point.parts}
    return [Item(kind, _(KIND_LABELS[kind.value])) for kind in Kind if kind in kinds]


def _line(points: Sequence[Point], measure: Measure) -> Item:
    if measure.hidden:
        return Item(Sign.LINE, my_line())
    lines = [point.line for point in points if point.line is not None]
    if min(lines) == max(lines):
        text = _("my line, {share}")
    elif points[-1].line is not None:
        text = _("my line, now {share}")
    else:
        text = _("my line, last {share}")
    told, brief = measure.line(lines[-1]), measure.brief_line(lines[-1])
    return Item(Sign.LINE, text.format(share=told), text.format(share=brief))


def _beyond(points: Sequence[Point], top: Value, measure: Measure) -> str:
    """What goes on above the top, all of it in one text: one sign has one meaning."""
    given = max((point.given or 0 for point in points), default=0)
    asked = max((point.band[1] for point in points if point.band), default=0)
    if asked > top and given > top:
        if measure.hidden:
            return _("above the top: asked, and given")
        return _("above {top}: asked up to {asked}, given up to {given}").format(
            top=measure.brief(top), asked=measure.exact(asked), given=measure.exact(given)
        )
    if asked > top:
        return _all_asked(measure, most=mostly_beyond(points, top), asked=asked)
    return _all_given(measure).format(share=measure.exact(given)) if given > top else ""


def mostly_beyond(points: Sequence[Point], top: Value) -> bool:
    """Whether so many asks go on above the top that it is said once for all of them."""
    beyond = sum(point.band is not None and point.band[1] > top for point in points)
    return beyond >= MANY and 2 * beyond > len(points)


def _all_asked(measure: Measure, *, most: bool, asked: Value) -> str:
    if measure.hidden:
        return _("asked for more in most months") if most else _("asked for more")
    text = (
        _("asked for more in most months, up to {share}")
        if most
        else _("asked for more, up to {share}")
    )
    return text.format(share=measure.exact(asked))


def _all_given(measure: Measure) -> str:
    """Only a share is cut: a whole is where its axis ends."""
    if measure.series.view is View.AFTER_NEEDS:
        if measure.hidden:
            return _("gave more than all")
        return _("gave more, up to {share}")
    if measure.hidden:
        return _("gave more than all of the income")
    return _("gave more than all of the income, up to {share}")


def _marked(points: Sequence[Point], measure: Measure) -> list[Item]:
    """What the marks of months mean that nothing can be drawn of to scale, the hardest first."""
    items = []
    for sign in (Sign.GIVEN_OF_NOTHING, Sign.NOTHING_LEFT, Sign.UNKNOWN, Sign.GIVEN_UNKNOWN):
        marked = [point for point in points if mark(point) is sign]
        if not marked:
            continue
        text = _why({point.unknown for point in marked})
        if sign in (Sign.GIVEN_OF_NOTHING, Sign.GIVEN_UNKNOWN):
            amount = measure.amount(sum(point.given_cents for point in marked))
            why = _("nothing left") if sign is Sign.GIVEN_OF_NOTHING else text
            text = _("{amount} given, {why}").format(why=why, amount=amount)
        items.append(Item(sign, text))
    return items


def _why(reasons: Set[Unknown | None]) -> str:
    if Unknown.NOTHING_LEFT in reasons:
        return _("nothing left after needs")
    if Unknown.COSTS_UNKNOWN in reasons:
        if Unknown.NO_INCOME_NOTED in reasons:
            return _("income, food or rent not known")
        return _("food or rent not known")
    if reasons == {Unknown.NO_NEED_NOTED}:
        return _("no need noted")
    if Unknown.NO_NEED_NOTED in reasons:
        return _("no income or no need noted")
    if reasons == {Unknown.NO_INCOME_NOTED}:
        return _("no income noted")
    return _("no income") if reasons == {Unknown.NO_INCOME} else _("no income, or none noted")
