"""One side of the comparison of two groups: a group's totals and patterns in some months."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

from textual.content import Content

from tracker.analysis.groups.group_activity import GroupActivity
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_refunds
from tracker.analysis.patterns.pattern import Pattern, select_shown_patterns
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.entries.entry_description import KIND_LABELS
from tracker.i18n import NumberFormat, _, _label, _label_plural, format_months, ngettext
from tracker.screens.how_often.month_range import MonthRange
from tracker.text_width import measure_cells
from tracker.widgets.figure_list import Figure
from tracker.widgets.text_format import fit_text, style_dim


def describe_range(months: MonthRange, table: MonthlyTable) -> str:
    """Return the months that are compared, limited to those in the book."""
    first = months.first or table.first_month or table.current_month
    last = months.last or table.current_month
    return _label("Side by side, {months}").format(
        months=format_months(first.first_day, last.first_day)
    )


def render_group_summary(
    patterns: Iterable[Pattern],
    table: MonthlyTable,
    group: GroupActivity,
    months: MonthRange,
    numbers: NumberFormat,
) -> Content:
    """Return the totals of these months, one a line, and a sentence for each pattern.

    `patterns` are those of the group in these months. The shares are of the income since its first
    month: with all months, those of a new group would look smaller than they are.
    """
    rows = table.build_rows(*months, group=group.group)
    known = list(dropwhile(lambda row: not _has_begun(row, group), rows))
    totals = _render_totals(known, numbers, is_later=len(known) < len(rows))
    lines = [Content.styled(group.group, "bold"), *totals]
    sentences = [
        describe_pattern(pattern, numbers, group.group)
        for pattern in select_shown_patterns(patterns)
        if pattern.has_enough
    ]
    if not sentences:
        sentences = [
            _("There aren’t enough entries in these months to count how often things happened.")
        ]
    return Content("\n").join([*lines, *(Content(f"\n{text}") for text in sentences)])


def _has_begun(row: MonthRow, group: GroupActivity) -> bool:
    """Return whether the person knew the group in this month. Money from it may come first."""
    first_day = group.first_day
    return row.has_activity or bool(first_day and first_day <= row.month.last_day)


def _render_totals(
    rows: Sequence[MonthRow], numbers: NumberFormat, *, is_later: bool
) -> Iterator[Content]:
    """Yield the figures, and of which income the shares are. Months before may be left out."""
    if not rows:
        yield style_dim(_("You recorded nothing about them in these months."))
        return
    figures = list(_build_total_figures(sum_by_group(rows)[0], numbers))
    width = max(measure_cells(name) for name, _amount in figures) + 2
    for name, amount in figures:
        yield style_dim(fit_text(name, width)) + Content(amount)
    if income_months := sum(row.income is not None for row in rows):
        yield style_dim(_describe_income_months(rows, income_months))
        if is_later:
            yield style_dim(_("The months before your first with them don’t count."))


def _build_total_figures(row: MonthRow, numbers: NumberFormat) -> Iterator[Figure]:
    """Yield the figures of a total that belong to the group: no income, no living costs."""
    if row.asked_high:
        yield (
            _label("asked", "figure"),
            _format_range(
                numbers.format_amount(row.asked_low), numbers.format_amount(row.asked_high)
            ),
        )
        if row.share_asked_low is not None and row.share_asked_high is not None:
            low, high = (
                numbers.format_percent(row.share_asked_low),
                numbers.format_percent(row.share_asked_high),
            )
            yield _label("asked (share of income)"), _format_range(low, high)
    if row.earlier_yes_amount:
        yield _label("of that, from an earlier yes"), numbers.format_amount(row.earlier_yes_amount)
    if row.asked_open:
        times = _label_plural(
            "once, no amount named", "{count} times, no amount named", row.asked_open
        ).format(count=row.asked_open)
        yield _label("also asked") if row.asked_high else _label("asked", "figure"), times
    given = describe_given(row.given, row.given_estimated, row.given_open, numbers)
    yield _label("given", "figure"), given
    if row.share_given is not None and row.knows_given:
        yield _label("given (share of income)"), numbers.format_percent(row.share_given)
    given_by_kind = [(kind, cents) for kind, cents in row.given_by_kind.items() if cents]
    for kind, cents in given_by_kind if len(given_by_kind) > 1 else ():
        name = _label("for {kind}").format(kind=_label(KIND_LABELS[kind.value]))
        yield name, numbers.format_amount(cents)
    if row.returned or row.returned_open:
        returned = numbers.format_amount(row.returned)
        yield _label("refunds"), add_unknown_refunds(returned, row.returned, row.returned_open)
    if row.received:
        yield _label("from the group"), numbers.format_amount(row.received)


def _describe_income_months(rows: Sequence[MonthRow], income_months: int) -> str:
    """Return a sentence about the months whose income is in the shares."""
    first, last = (rows[index].month.first_day for index in (0, -1))
    months = format_months(first, last)
    if income_months == len(rows):
        return ngettext(
            "The share is of the income in {months}.",
            "The share is of the income in all {count} months ({months}).",
            income_months,
        ).format(count=income_months, months=months)
    return ngettext(
        "The share is of the income in {count} of {total} month ({months}).",
        "The share is of the income in {count} of {total} months ({months}).",
        len(rows),
    ).format(count=income_months, total=len(rows), months=months)


def _format_range(low: str, high: str) -> str:
    """Return a range, or one value if both ends look the same."""
    return high if low == high else _label("{low} to {high}").format(low=low, high=high)
