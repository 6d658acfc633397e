"""The texts of monthly charts, in the terminal and as images: title, months, legend, source."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.charts.series import ChartValue, ChartView, MonthPoint, Series, UnknownReason
from tracker.charts.value_format import ValueFormat
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.i18n import N_, _, format_month, format_month_name, ngettext

LONGEST_NAME = 60
"""A longer name is cut: the title is to be read at a glance."""
VIEW_NAMES = {
    ChartView.INCOME: N_("of income"),
    ChartView.AFTER_NEEDS: N_("after needs"),
    ChartView.AMOUNTS: N_("amounts"),
    ChartView.ASKED_GIVEN: N_("asked and given"),
    ChartView.KINDS: N_("by kind"),
}
VIEW_TITLES = {
    ChartView.INCOME: N_("Asked and given, as a part of my income"),
    ChartView.AFTER_NEEDS: N_("Asked and given, of income after needs"),
    ChartView.AMOUNTS: N_("Given, month by month"),
    ChartView.ASKED_GIVEN: N_("Asked and given"),
    ChartView.KINDS: N_("Given, by kind"),
}
ALL_GROUPS_TITLES = {
    ChartView.INCOME: N_("All groups: asked and given, of my income"),
    ChartView.AFTER_NEEDS: N_("All groups: asked and given, after needs"),
    ChartView.AMOUNTS: N_("Given to all groups, month by month"),
    ChartView.ASKED_GIVEN: N_("All groups: asked and given"),
    ChartView.KINDS: N_("Given to all groups, by kind"),
}
VIEW_SENTENCES = {
    ChartView.INCOME: N_("What {group} asked for and what I gave, as a part of my income"),
    ChartView.AFTER_NEEDS: N_(
        "What {group} asked for and what I gave, as a part of what is left after needs"
    ),
    ChartView.AMOUNTS: N_("What I gave to {group}, month by month"),
    ChartView.ASKED_GIVEN: N_("What {group} asked for and what I gave"),
    ChartView.KINDS: N_("What I gave to {group}, by kind"),
}
MANY_MONTHS = 4
"""The fewest months of which a text can say “most months”."""


class LegendSign(StrEnum):
    """What a legend explains; each drawing has its own shape for it."""

    GIVEN = "given"
    ASKED = "asked"
    ASKED_ONE = "asked, one amount"
    LIMIT = "line"
    BEYOND = "beyond"
    UNKNOWN = "unknown"
    GIVEN_UNKNOWN = "given, unknown"
    NOTHING_LEFT = "nothing left"
    GIVEN_OF_NOTHING = "given, nothing left"
    OPEN = "open"
    NO_BAR = "no bar"
    SO_FAR = "so far"


_MARKS = (
    LegendSign.GIVEN_OF_NOTHING,
    LegendSign.NOTHING_LEFT,
    LegendSign.UNKNOWN,
    LegendSign.GIVEN_UNKNOWN,
)
"""The marks of months that cannot be drawn to scale, the hardest first."""
_GIVEN_MARKS = (LegendSign.GIVEN_OF_NOTHING, LegendSign.GIVEN_UNKNOWN)
"""Those of months in which something was given."""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One entry of the legend: a sign and what it means."""

    sign: LegendSign | Kind
    text: str
    short_text: str = ""
    """The text where there is little room: the title says the rest."""


def format_chart_title(groups: Sequence[str] = (), view: ChartView = ChartView.INCOME) -> str:
    """Return the title of a chart, short enough to stand beside the months in 76 columns."""
    return _((ALL_GROUPS_TITLES if len(groups) > 1 else VIEW_TITLES)[view])


def describe_chart(groups: Sequence[str] = (), view: ChartView = ChartView.INCOME) -> str:
    """Return what the chart shows and of which group, for a reader who sees nothing else.

    Without a name it is the group, with several all of them.
    """
    if len(groups) > 1:
        name = _("all groups")
    else:
        name = " ".join(groups[0].split()) if groups else _("the group")
    name = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    return _(VIEW_SENTENCES[view]).format(group=name)


def format_view_name(view: ChartView) -> str:
    """Return a view's name for a row of keys: `of income`."""
    return _(VIEW_NAMES[view])


def describe_shown_months(series: Series) -> str:
    """Return the months as a range: `October 2025 to November 2026`; empty without a month."""
    if not series.points:
        return ""
    first, last = (format_month(series.points[index].month.first_day) for index in (0, -1))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def describe_empty_chart() -> str:
    """Return the sentence that stands where there is no month to draw."""
    return _("Nothing is noted up to today, so there is nothing to draw.")


def describe_source() -> str:
    """Return the sentence that says whose notes the chart is drawn from."""
    return _("Drawn from one person's own notes. The group has not been heard.")


def format_so_far() -> str:
    """Return the mark of today's month."""
    return _("so far")


def format_my_limit() -> str:
    """Return the name of the person's own limit."""
    return _("my line")


def describe_row_rounding() -> str:
    """Return the note that the parts of a bar are rounded to whole rows."""
    return _("rounded to whole rows")


def describe_single_amount(*, has_ranges: bool) -> str:
    """Return what a lone sign means, with or without ranges explained beside it."""
    return _("asked, one amount") if has_ranges else _("asked")


def describe_low_end(asked_text: str) -> str:
    """Return the text for an ask whose low end alone is drawn, as its high end is above the top."""
    return _("{asked}: its low end").format(asked=asked_text)


def describe_marks(points: Sequence[MonthPoint]) -> list[tuple[LegendSign, str]]:
    """Return what the marks of months without a bar mean, without amounts."""
    texts = []
    for sign, marked_points in _group_by_mark(points):
        text = _describe_reasons({point.unknown_reason for point in marked_points})
        if sign in _GIVEN_MARKS:
            text = _("given, {why}").format(why=text)
        texts.append((sign, text))
    return texts


def _group_by_mark(points: Sequence[MonthPoint]) -> Iterator[tuple[LegendSign, list[MonthPoint]]]:
    """Yield each mark with the months that have it."""
    for sign in _MARKS:
        if marked_points := [point for point in points if choose_mark(point) is sign]:
            yield sign, marked_points


def format_month_so_far(first: date) -> str:
    """Return today's month with its mark: `Nov: so far`."""
    return _("{month}: so far").format(month=format_month_name(first))


def describe_cut_months(visible: Series, series: Series) -> str:
    """Return which months are visible where not all of them fit."""
    count, total = len(visible.points), len(series.points)
    if visible.points[-1] == series.points[-1]:
        text = ngettext("last of {total} months", "last {count} of {total} months", count)
        return text.format(count=count, total=total)
    last = format_month(visible.points[-1].month.first_day)
    text = ngettext("{last}, of {total} months", "{count} of {total} months, to {last}", count)
    return text.format(count=count, total=total, last=last)


def choose_mark(point: MonthPoint) -> LegendSign | None:
    """Return the mark of a month that cannot be drawn to scale; None where it can."""
    if point.unknown_reason is None:
        return None
    if point.unknown_reason is UnknownReason.NOTHING_LEFT:
        return LegendSign.GIVEN_OF_NOTHING if point.given_cents else LegendSign.NOTHING_LEFT
    return LegendSign.GIVEN_UNKNOWN if point.given_cents else LegendSign.UNKNOWN


def build_legend(series: Series, top: ChartValue, hidden: bool = False) -> list[LegendItem]:
    """Return what the signs in these months mean, the most needed first."""
    points, value_format = series.points, ValueFormat(series, hidden)
    items = _build_given_items(series)
    if asked := _describe_asked(points):
        items.append(LegendItem(LegendSign.ASKED, asked))
    mark_items = _build_mark_items(points, value_format)
    if series.view is ChartView.AFTER_NEEDS:
        items += mark_items
    items += _build_limit_items(points, value_format)
    if series.view is ChartView.INCOME:
        items += mark_items
    if any(point.asked_open for point in points):
        items.append(LegendItem(LegendSign.OPEN, _("asked, no amount named")))
    if beyond := _describe_beyond(points, top, value_format):
        items.append(LegendItem(LegendSign.BEYOND, beyond))
    if any(point.given is not None and not point.given_cents for point in points):
        items.append(LegendItem(LegendSign.NO_BAR, _("no bar: nothing given")))
    unfinished = [point.month.first_day for point in points if point.is_unfinished]
    items += [LegendItem(LegendSign.SO_FAR, format_month_so_far(first)) for first in unfinished]
    return items


def _build_given_items(series: Series) -> list[LegendItem]:
    if series.view is ChartView.KINDS:
        kinds = {kind for point in series.points for kind, _cents in point.given_by_kind}
        return [LegendItem(kind, _(KIND_LABELS[kind.value])) for kind in Kind if kind in kinds]
    if all(point.unknown_reason is not None for point in series.points):
        return []
    is_after_needs = series.view is ChartView.AFTER_NEEDS
    text = _("given, of income after needs") if is_after_needs else _("given")
    return [LegendItem(LegendSign.GIVEN, text, _("given"))]


def _describe_asked(points: Sequence[MonthPoint]) -> str:
    """Return what the bands of what was asked mean; empty where there is none."""
    bands = [point.band for point in points if point.band]
    if any(low != high for low, high in bands):
        return _("asked, low to high")
    return _("asked") if bands else ""


def _build_limit_items(points: Sequence[MonthPoint], value_format: ValueFormat) -> list[LegendItem]:
    lines = [point.limit for point in points if point.limit is not None]
    if not lines:
        return []
    if value_format.is_hidden:
        return [LegendItem(LegendSign.LIMIT, format_my_limit())]
    if min(lines) == max(lines):
        text = _("my line, {share}")
    elif points[-1].limit is not None:
        text = _("my line, now {share}")
    else:
        text = _("my line, last {share}")
    exact, brief = value_format.format_limit(lines[-1]), value_format.format_brief_limit(lines[-1])
    return [LegendItem(LegendSign.LIMIT, text.format(share=exact), text.format(share=brief))]


def _describe_beyond(
    points: Sequence[MonthPoint], top: ChartValue, value_format: ValueFormat
) -> str:
    """What goes on above the top, all of it in one text: one sign has one meaning."""
    given = max((point.given or 0 for point in points), default=0)
    asked = max((point.band[1] for point in points if point.band), default=0)
    if asked > top and given > top:
        if value_format.is_hidden:
            return _("above the top: asked, and given")
        return _("above {top}: asked up to {asked}, given up to {given}").format(
            top=value_format.format_brief(top),
            asked=value_format.format_exact(asked),
            given=value_format.format_exact(given),
        )
    if asked > top:
        return _describe_asked_beyond(
            value_format, is_most_months=is_mostly_beyond(points, top), asked=asked
        )
    if given > top:
        return _describe_given_beyond(value_format).format(share=value_format.format_exact(given))
    return ""


def is_mostly_beyond(points: Sequence[MonthPoint], top: ChartValue) -> bool:
    """Return whether so many asks go above the top that one text says it for all of them."""
    beyond = sum(point.band is not None and point.band[1] > top for point in points)
    return beyond >= MANY_MONTHS and 2 * beyond > len(points)


def _describe_asked_beyond(
    value_format: ValueFormat, *, is_most_months: bool, asked: ChartValue
) -> str:
    if value_format.is_hidden:
        return _("asked for more in most months") if is_most_months else _("asked for more")
    text = (
        _("asked for more in most months, up to {share}")
        if is_most_months
        else _("asked for more, up to {share}")
    )
    return text.format(share=value_format.format_exact(asked))


def _describe_given_beyond(value_format: ValueFormat) -> str:
    """Only a share is cut: a whole is where its axis ends."""
    if value_format.series.view is ChartView.AFTER_NEEDS:
        if value_format.is_hidden:
            return _("gave more than all")
        return _("gave more, up to {share}")
    if value_format.is_hidden:
        return _("gave more than all of the income")
    return _("gave more than all of the income, up to {share}")


def _build_mark_items(points: Sequence[MonthPoint], value_format: ValueFormat) -> list[LegendItem]:
    """What the marks of months mean that nothing can be drawn of to scale, the hardest first."""
    items = []
    for sign, marked_points in _group_by_mark(points):
        text = _describe_reasons({point.unknown_reason for point in marked_points})
        if sign in _GIVEN_MARKS:
            amount = value_format.format_amount(sum(point.given_cents for point in marked_points))
            why = _("nothing left") if sign is LegendSign.GIVEN_OF_NOTHING else text
            text = _("{amount} given, {why}").format(why=why, amount=amount)
        items.append(LegendItem(sign, text))
    return items


def _describe_reasons(reasons: Set[UnknownReason | None]) -> str:
    if UnknownReason.NOTHING_LEFT in reasons:
        return _("nothing left after needs")
    if UnknownReason.COSTS_UNKNOWN in reasons:
        if UnknownReason.NO_INCOME_NOTED in reasons:
            return _("income, food or rent not known")
        return _("food or rent not known")
    if reasons == {UnknownReason.NO_NEED_NOTED}:
        return _("no need noted")
    if UnknownReason.NO_NEED_NOTED in reasons:
        return _("no income or no need noted")
    if reasons == {UnknownReason.NO_INCOME_NOTED}:
        return _("no income noted")
    return _("no income") if reasons == {UnknownReason.NO_INCOME} else _("no income, or none noted")
