"""The texts of charts, in the terminal and as images: title, months or years, legend, source."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.charts.series import ChartValue, ChartView, MonthPoint, Series, UnknownReason
from tracker.charts.value_format import ValueFormat
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.i18n import (
    N_label,
    _,
    _label,
    _label_plural,
    format_month,
    format_month_name,
    format_months,
    join_list,
    ngettext,
)

LONGEST_NAME = 60
"""A longer name is cut, so the title can be read at a glance."""
VIEW_NAMES = {
    ChartView.INCOME: N_label("share of income"),
    ChartView.AFTER_NEEDS: N_label("after living costs"),
    ChartView.AMOUNTS: N_label("amounts"),
    ChartView.ASKED_GIVEN: N_label("asked and given"),
    ChartView.KINDS: N_label("by kind"),
}
VIEW_TITLES = {
    ChartView.INCOME: N_label("Asked and given, as a share of my income"),
    ChartView.AFTER_NEEDS: N_label("Asked and given, after living costs"),
    ChartView.AMOUNTS: N_label("What I gave, month by month"),
    ChartView.ASKED_GIVEN: N_label("Asked and given"),
    ChartView.KINDS: N_label("What I gave, by kind"),
}
ALL_GROUPS_TITLES = {
    ChartView.INCOME: N_label("All groups: share of my income"),
    ChartView.AFTER_NEEDS: N_label("All groups: after living costs"),
    ChartView.AMOUNTS: N_label("What I gave to all groups"),
    ChartView.ASKED_GIVEN: N_label("All groups: asked and given"),
    ChartView.KINDS: N_label("What I gave to all groups, by kind"),
}
YEARLY_TITLES = {ChartView.AMOUNTS: N_label("What I gave, year by year")}
"""The titles of one group that differ from those of months."""
VIEW_SENTENCES = {
    ChartView.INCOME: N_label("What {group} asked for and what I gave, as a share of my income"),
    ChartView.AFTER_NEEDS: N_label(
        "What {group} asked for and what I gave, as a share of my income after living costs"
    ),
    ChartView.AMOUNTS: N_label("What I gave to {group}, month by month"),
    ChartView.ASKED_GIVEN: N_label("What {group} asked for and what I gave"),
    ChartView.KINDS: N_label("What I gave to {group}, by kind"),
}
YEARLY_SENTENCES = {
    ChartView.AMOUNTS: N_label("What I gave to {group}, year by year"),
}
GIVEN_ONLY_TITLES = {ChartView.INCOME: N_label("What I gave, as a share of my income")}
GIVEN_ONLY_SENTENCES = {
    ChartView.INCOME: N_label("What I gave to {group}, as a share of my income")
}
"""Those where nothing is drawn of what was asked."""
MANY_MONTHS = 4
"""The fewest months of which a text can say “most months”."""


MONTHS_IN_YEAR = 12


class MarkReason(StrEnum):
    """Why months have a mark in place of a bar, with several reasons in one."""

    NOTHING_LEFT = "nothing left"
    INCOME_OR_COSTS_UNKNOWN = "income or costs unknown"
    COSTS_UNKNOWN = "costs unknown"
    NO_COSTS = "no costs"
    NO_INCOME_OR_COSTS = "no income or costs"
    INCOME_UNKNOWN = "income unknown"
    NO_INCOME = "no income"
    NO_INCOME_OR_UNKNOWN = "no income, or unknown"


REASON_TEXTS = {
    MarkReason.NOTHING_LEFT: N_label("nothing left"),
    MarkReason.INCOME_OR_COSTS_UNKNOWN: N_label("income, food or rent not known"),
    MarkReason.COSTS_UNKNOWN: N_label("food or rent not known"),
    MarkReason.NO_COSTS: N_label("costs not known"),
    MarkReason.NO_INCOME_OR_COSTS: N_label("income or costs not known"),
    MarkReason.INCOME_UNKNOWN: N_label("income not known"),
    MarkReason.NO_INCOME: N_label("no income"),
    MarkReason.NO_INCOME_OR_UNKNOWN: N_label("no income, or unknown"),
}
"""What a mark means in months in which nothing was given."""
GIVEN_TEXTS = {
    MarkReason.NOTHING_LEFT: N_label("given (nothing left)"),
    MarkReason.INCOME_OR_COSTS_UNKNOWN: N_label("given (income, food or rent not known)"),
    MarkReason.COSTS_UNKNOWN: N_label("given (food or rent not known)"),
    MarkReason.NO_COSTS: N_label("given (costs not known)"),
    MarkReason.NO_INCOME_OR_COSTS: N_label("given (income or costs not known)"),
    MarkReason.INCOME_UNKNOWN: N_label("given (income not known)"),
    MarkReason.NO_INCOME: N_label("given (no income)"),
    MarkReason.NO_INCOME_OR_UNKNOWN: N_label("given (no income, or unknown)"),
}
"""What a mark means in months in which something was given."""
GIVEN_AMOUNT_TEXTS = {
    MarkReason.NOTHING_LEFT: N_label("{amount} given (nothing left)"),
    MarkReason.INCOME_OR_COSTS_UNKNOWN: N_label("{amount} given (income, food or rent not known)"),
    MarkReason.COSTS_UNKNOWN: N_label("{amount} given (food or rent not known)"),
    MarkReason.NO_COSTS: N_label("{amount} given (costs not known)"),
    MarkReason.NO_INCOME_OR_COSTS: N_label("{amount} given (income or costs not known)"),
    MarkReason.INCOME_UNKNOWN: N_label("{amount} given (income not known)"),
    MarkReason.NO_INCOME: N_label("{amount} given (no income)"),
    MarkReason.NO_INCOME_OR_UNKNOWN: N_label("{amount} given (no income, or unknown)"),
}
"""The same, with how much was given."""


class LegendSign(StrEnum):
    """What a legend explains. Each drawing has its own shape for it."""

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
    GIVEN_OPEN = "given, open"
    SEEN = "seen"
    HEARD = "heard"
    KNOWN_MONTHS = "known months"
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


def format_chart_title(
    groups: Sequence[str] = (),
    view: ChartView = ChartView.INCOME,
    *,
    is_yearly: bool = False,
    is_given_only: bool = False,
) -> str:
    """Return the title of a chart, which fits in 76 columns on one line with the months."""
    if len(groups) > 1:
        return _label(ALL_GROUPS_TITLES[view])
    titles = VIEW_TITLES | (YEARLY_TITLES if is_yearly else {})
    return _label((titles | (GIVEN_ONLY_TITLES if is_given_only else {}))[view])


def describe_chart(
    groups: Sequence[str] = (),
    view: ChartView = ChartView.INCOME,
    *,
    is_yearly: bool = False,
    is_given_only: bool = False,
) -> str:
    """Return what the chart shows and of which group, for a reader who sees nothing else.

    Without a name it is the group, with several their number.
    """
    if len(groups) > 1:
        name = _label("{count} groups").format(count=len(groups))
    else:
        name = " ".join(groups[0].split()) if groups else _label("the group")
    name = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    sentences = VIEW_SENTENCES | (YEARLY_SENTENCES if is_yearly else {})
    sentences |= GIVEN_ONLY_SENTENCES if is_given_only else {}
    return _label(sentences[view]).format(group=name)


def format_first_view_name() -> str:
    """Return the name of what a chart shows first, for the same row of keys."""
    return _label("given", "legend")


def format_view_name(view: ChartView) -> str:
    """Return a view's name for a row of keys: `% of income`."""
    return _label(VIEW_NAMES[view])


def describe_shown_months(series: Series) -> str:
    """Return the months as a range, or empty text without any: `October 2025 to November 2026`."""
    if not series.points:
        return ""
    ends = (series.points[0].month, series.points[-1].last or series.points[-1].month)
    return format_months(*(month.first_day for month in ends))


def describe_empty_chart() -> str:
    """Return the sentence that is shown if there is no month to draw."""
    return _("There are no entries up to today, so there’s nothing to draw.")


def describe_source() -> str:
    """Return the sentence that says whose entries the chart is drawn from."""
    return _("Drawn from one person’s own entries. The group’s side is not here.")


def format_so_far() -> str:
    """Return the mark of today's month."""
    return _label("so far")


def format_my_limit() -> str:
    """Return the name of the person's own limit."""
    return _label("my limit")


def describe_row_rounding() -> str:
    """Return the note that the parts of a bar are rounded to whole rows."""
    return _label("rounded to whole rows")


def describe_single_amount(*, has_ranges: bool) -> str:
    """Return what a lone sign means, with or without ranges explained beside it."""
    return _label("asked, one amount") if has_ranges else _label("asked", "legend")


def describe_low_end() -> str:
    """Return the text for an ask whose low end alone is drawn, as its high end is above the top."""
    return _label("low end of what was asked")


def describe_marks(points: Sequence[MonthPoint]) -> list[tuple[LegendSign, str]]:
    """Return what the marks of months without a bar mean, without amounts."""
    texts = []
    for sign, marked_points in _group_by_mark(points):
        reason = _choose_reason({point.unknown_reason for point in marked_points})
        text = (GIVEN_TEXTS if sign in _GIVEN_MARKS else REASON_TEXTS)[reason]
        texts.append((sign, _label(text)))
    return texts


def _group_by_mark(points: Sequence[MonthPoint]) -> Iterator[tuple[LegendSign, list[MonthPoint]]]:
    """Yield each mark with the months that have it."""
    for sign in _MARKS:
        if marked_points := [point for point in points if choose_mark(point) is sign]:
            yield sign, marked_points


def format_point_name(point: MonthPoint) -> str:
    """Return the short name of a month, `Nov`, or of a year, `2025`."""
    if point.last is not None:
        return str(point.month.year)
    return format_month_name(point.month.first_day)


def format_year_part(point: MonthPoint) -> str:
    """Return which part of a year there is, empty for a whole year: `from Sep`, `so far`."""
    last = point.last or point.month
    starts_late = point.month.number > 1
    first_name, last_name = (format_month_name(month.first_day) for month in (point.month, last))
    if point.is_unfinished:
        if starts_late:
            return _label("from {month}, so far").format(month=first_name)
        return format_so_far()
    if starts_late and last.number < MONTHS_IN_YEAR:
        if point.month == last:
            return first_name
        return _label("{first} to {last}").format(first=first_name, last=last_name)
    if starts_late:
        return _label("from {month}").format(month=first_name)
    return _label("to {month}").format(month=last_name) if last.number < MONTHS_IN_YEAR else ""


def describe_year_part(point: MonthPoint) -> str:
    """Return a year and which part of it there is: `2025 (from Sep)`, `2026`."""
    part = format_year_part(point)
    name = format_point_name(point)
    return _label("{year} ({part})").format(year=name, part=part) if part else name


def format_month_so_far(first: date) -> str:
    """Return today's month with its mark: `Nov: so far`."""
    return _label("{month}: so far").format(month=format_month_name(first))


def describe_cut_months(visible: Series, series: Series) -> str:
    """Return which months are visible where not all of them fit."""
    count, total = len(visible.points), len(series.points)
    if series.is_yearly:
        return _describe_cut_years(visible, series)
    if visible.points[-1] == series.points[-1]:
        text = _label_plural("last of {total} months", "last {count} of {total} months", count)
        return text.format(count=count, total=total)
    last = format_month(visible.points[-1].month.first_day)
    text = _label_plural("{last}, of {total} months", "{count} of {total} months, to {last}", count)
    return text.format(count=count, total=total, last=last)


def _describe_cut_years(visible: Series, series: Series) -> str:
    count, total = len(visible.points), len(series.points)
    if visible.points[-1] == series.points[-1]:
        text = _label_plural("last of {total} years", "last {count} of {total} years", count)
        return text.format(count=count, total=total)
    last = format_point_name(visible.points[-1])
    text = _label_plural("{last}, of {total} years", "{count} of {total} years, to {last}", count)
    return text.format(count=count, total=total, last=last)


def choose_mark(point: MonthPoint) -> LegendSign | None:
    """Return the mark of a month that cannot be drawn to scale, or None if it can."""
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
    items += _build_open_items(points)
    if beyond := _describe_beyond(points, top, value_format):
        items.append(LegendItem(LegendSign.BEYOND, beyond))
    if any(point.is_partly_known for point in points):
        items.append(LegendItem(LegendSign.KNOWN_MONTHS, _describe_known_months(series)))
    items += _build_observed_items(points)
    if any(is_nothing_given(point) for point in points):
        items.append(LegendItem(LegendSign.NO_BAR, _label("no bar: nothing given")))
    items += build_so_far_items(series)
    return items


def is_nothing_given(point: MonthPoint) -> bool:
    """Return whether no bar is drawn because nothing was given, which is known."""
    return point.given is not None and not point.given_cents and not point.given_open


def _build_open_items(points: Sequence[MonthPoint]) -> list[LegendItem]:
    """Return the signs of what has no known amount: asks, and payments."""
    items = []
    if any(point.asked_open for point in points):
        text, short = _label("asked, no amount named"), _label("asked, no amount")
        items.append(LegendItem(LegendSign.OPEN, text, short))
    if any(point.given_open for point in points):
        text = _label("a payment whose amount I don’t know")
        short = _label("paid, not known")
        items.append(LegendItem(LegendSign.GIVEN_OPEN, text, short))
    return items


def describe_uncounted_payments() -> str:
    """Return the note that no amount counts some payments."""
    return _label("not counting payments whose amount I don’t know")


def _build_observed_items(points: Sequence[MonthPoint]) -> list[LegendItem]:
    """Return the signs of what was asked of others, or given by them. No count, no amount."""
    items = []
    if any(point.seen for point in points):
        text, short = _label("I saw others being asked, or giving"), _label("saw others asked")
        items.append(LegendItem(LegendSign.SEEN, text, short))
    if any(point.heard for point in points):
        text, short = _label("I heard of it"), _label("heard of it")
        if not items:
            text = short = _label("I heard of others being asked, or giving")
        items.append(LegendItem(LegendSign.HEARD, text, short))
    return items


def _describe_known_months(series: Series) -> str:
    """Return what the shares of a year leave out."""
    if series.view is ChartView.AFTER_NEEDS:
        return _label("shares are of the months whose income and costs are known")
    return _label("shares are of the months whose income is known")


def build_so_far_items(series: Series) -> list[LegendItem]:
    """Return the remarks on today's month, or on the years of which there is a part."""
    if series.is_yearly:
        parts = [describe_year_part(point) for point in series.points if format_year_part(point)]
        return [LegendItem(LegendSign.SO_FAR, join_list(parts))] if parts else []
    return [
        LegendItem(LegendSign.SO_FAR, format_month_so_far(point.month.first_day))
        for point in series.points
        if point.is_unfinished
    ]


def describe_observations(series: Series) -> str:
    """Return the sentence on the marks of what was seen and heard, empty text without any.

    It is for a reader who sees nothing of the chart. It counts months, not times.
    """
    seen = sum(point.seen > 0 for point in series.points)
    heard = sum(point.heard > 0 for point in series.points)
    sentences = []
    if seen:
        sentences.append(
            ngettext(
                "In {count} month I saw money asked of others, or given by them.",
                "In {count} months I saw money asked of others, or given by them.",
                seen,
            ).format(count=seen)
        )
    if heard and seen:
        text = ngettext(
            "In {count} month someone told me of it.",
            "In {count} months someone told me of it.",
            heard,
        )
        sentences.append(text.format(count=heard))
    elif heard:
        text = ngettext(
            "In {count} month someone told me of money asked of others, or given by them.",
            "In {count} months someone told me of money asked of others, or given by them.",
            heard,
        )
        sentences.append(text.format(count=heard))
    return " ".join(sentences)


def _build_given_items(series: Series) -> list[LegendItem]:
    if series.view is ChartView.KINDS:
        kinds = {kind for point in series.points for kind, _cents in point.given_by_kind}
        return [LegendItem(kind, _label(KIND_LABELS[kind.value])) for kind in Kind if kind in kinds]
    if all(point.unknown_reason is not None for point in series.points):
        return []
    is_after_needs = series.view is ChartView.AFTER_NEEDS
    given = _label("given", "legend")
    text = _label("given, after living costs") if is_after_needs else given
    return [LegendItem(LegendSign.GIVEN, text, given)]


def _describe_asked(points: Sequence[MonthPoint]) -> str:
    """Return what the bands of what was asked mean, or empty text if there is none."""
    bands = [point.band for point in points if point.band]
    if any(low != high for low, high in bands):
        return _label("asked, low to high")
    return _label("asked", "legend") if bands else ""


def _build_limit_items(points: Sequence[MonthPoint], value_format: ValueFormat) -> list[LegendItem]:
    limits = [point.limit for point in points if point.limit is not None]
    if not limits:
        return []
    if value_format.is_hidden:
        return [LegendItem(LegendSign.LIMIT, format_my_limit())]
    if min(limits) == max(limits):
        text = _label("my limit: {limit}")
    elif points[-1].limit is not None:
        text = _label("my limit: now {limit}")
    else:
        text = _label("my limit: last {limit}")
    exact = value_format.format_limit(limits[-1])
    brief = value_format.format_brief_limit(limits[-1])
    return [LegendItem(LegendSign.LIMIT, text.format(limit=exact), text.format(limit=brief))]


def _describe_beyond(
    points: Sequence[MonthPoint], top: ChartValue, value_format: ValueFormat
) -> str:
    """Return what continues above the top, in one text: one sign has one meaning."""
    given = max((point.given or 0 for point in points), default=0)
    asked = max((point.band[1] for point in points if point.band), default=0)
    if asked > top and given > top:
        if value_format.is_hidden:
            return _label("above the top: asked and given")
        return _label("above {top}: asked up to {asked}, given up to {given}").format(
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
        if is_most_months:
            return _label("asked for more in most months")
        return _label("asked for more")
    text = (
        _label("asked for more in most months, up to {value}")
        if is_most_months
        else _label("asked for more, up to {value}")
    )
    return text.format(value=value_format.format_exact(asked))


def _describe_given_beyond(value_format: ValueFormat) -> str:
    """Return what was given above the top. Only a share is cut, as its axis ends at the whole."""
    if value_format.series.view is ChartView.AFTER_NEEDS:
        if value_format.is_hidden:
            return _label("gave more than was left")
        return _label("gave more, up to {share}")
    if value_format.is_hidden:
        return _label("gave more than all of my income")
    return _label("gave more than all of my income, up to {share}")


def _build_mark_items(points: Sequence[MonthPoint], value_format: ValueFormat) -> list[LegendItem]:
    """Return what the marks of months without a bar to scale mean, the hardest first."""
    items = []
    for sign, marked_points in _group_by_mark(points):
        reason = _choose_reason({point.unknown_reason for point in marked_points})
        text = _label(REASON_TEXTS[reason])
        if sign in _GIVEN_MARKS:
            amount = value_format.format_amount(sum(point.given_cents for point in marked_points))
            text = _label(GIVEN_AMOUNT_TEXTS[reason]).format(amount=amount)
        items.append(LegendItem(sign, text))
    return items


def _choose_reason(reasons: Set[UnknownReason | None]) -> MarkReason:
    """Return the reason that one mark has, for all its months."""
    if UnknownReason.NOTHING_LEFT in reasons:
        return MarkReason.NOTHING_LEFT
    if UnknownReason.COSTS_UNKNOWN in reasons:
        has_no_income = UnknownReason.INCOME_UNKNOWN in reasons
        return MarkReason.INCOME_OR_COSTS_UNKNOWN if has_no_income else MarkReason.COSTS_UNKNOWN
    if reasons == {UnknownReason.LIVING_COSTS_UNKNOWN}:
        return MarkReason.NO_COSTS
    if UnknownReason.LIVING_COSTS_UNKNOWN in reasons:
        return MarkReason.NO_INCOME_OR_COSTS
    if reasons == {UnknownReason.INCOME_UNKNOWN}:
        return MarkReason.INCOME_UNKNOWN
    is_known = reasons == {UnknownReason.NO_INCOME}
    return MarkReason.NO_INCOME if is_known else MarkReason.NO_INCOME_OR_UNKNOWN
