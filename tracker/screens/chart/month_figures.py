"""The figures of one month, with the chart: names and amounts, leaving out what is not known.

Parts are of what the view draws parts of, so that bar and figure say the same. What the view is
about comes first: where there is little room, it is what is seen.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_SHORT
from tracker.analysis.monthly.evidence_text import EVIDENCE_LABELS
from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.charts.series import (
    ChartValue,
    ChartView,
    MonthPoint,
    calculate_income_after_needs,
    calculate_limit,
)
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Evidence
from tracker.i18n import N_, NumberFormat, _, format_day, format_limit_percent, join_list, ngettext
from tracker.money import Cents
from tracker.widgets.figure_list import Figure

SHARE_LABELS = {ChartView.INCOME: N_("of income"), ChartView.AFTER_NEEDS: N_("of what is left")}
"""What the shares of a percent view are shares of."""


class ChartMonth(NamedTuple):
    """A month in a view: its row, its point, and given amounts by how they are known."""

    row: MonthRow
    point: MonthPoint
    view: ChartView
    given_by_evidence: Mapping[Evidence, Cents]


def build_month_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    """Yield the figures of a month; those of the view come first, unknown ones are left out."""
    first = FIGURES_OF_VIEW[month.view]
    for part in (*first, *(part for part in OTHER_FIGURES if part not in first)):
        yield from part(month, numbers)


def _build_income_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    if month.row.income is not None:
        yield _("income"), numbers.format_amount(month.row.income)


def _build_living_cost_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    if month.row.needs:
        yield _("to live on"), numbers.format_amount(month.row.needs)


def _build_after_living_cost_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    whole = calculate_income_after_needs(month.row)
    if whole is not None:
        yield _("after needs"), numbers.format_amount(whole) if whole > 0 else _("nothing left")


def _build_ask_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    low, high = row.new_asks_range
    name = _("asked")
    if row.earlier_yes_amount:
        name = _("said yes to earlier")
        if high:
            yield _("asked this month"), _format_range(low, high, numbers)
            yield name, numbers.format_amount(row.earlier_yes_amount)
            name = _("together")
    if row.asked_high:
        amount, share = (
            _format_range(row.asked_low, row.asked_high, numbers),
            _format_asked_share(month, numbers),
        )
        if share and _is_range(row, numbers):
            yield name, amount
            yield _(SHARE_LABELS[month.view]), share
        else:
            yield name, _join_share(amount, share)
    if row.asked_open:
        times = ngettext(
            "once, no amount named", "{count} times, no amount named", row.asked_open
        ).format(count=row.asked_open)
        yield _("also asked") if high else _("asked"), times


def _build_given_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    share = _format_share(month, month.point.given, numbers)
    row = month.row
    given = _join_share(numbers.format_amount(row.given), share)
    yield _("given"), add_unknown_amounts(given, row.given, row.given_open)


def _build_kind_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    given_by_kind = [(kind, cents) for kind, cents in row.given_by_kind.items() if cents]
    if (
        month.view is ChartView.KINDS
        or len(given_by_kind) > 1
        or (given_by_kind and given_by_kind[0][1] != row.given)
    ):
        for kind, cents in given_by_kind:
            yield (
                _("for {kind}").format(kind=_(KIND_LABELS[kind.value])),
                numbers.format_amount(cents),
            )


def _build_evidence_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    for evidence, cents in month.given_by_evidence.items():
        # "from memory" alone would read as if it were about a different figure.
        how = _("given, {how}").format(how=_(EVIDENCE_LABELS[evidence]))
        yield how, numbers.format_amount(cents)


def _build_refund_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    if row.returned or row.returned_open:
        returned = numbers.format_amount(row.returned)
        yield _("came back"), add_unknown_amounts(returned, row.returned, row.returned_open)
    if row.received:
        yield _("received"), numbers.format_amount(row.received)


def _build_left_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    if row.left is not None:
        yield (
            _("left"),
            join_list(
                [
                    numbers.format_amount(row.left),
                    *(_(NOT_COUNTED_SHORT[cost]) for cost in row.skipped_costs),
                ]
            ),
        )
    if row.left is not None and row.upcoming_payments:
        until = _("regular until {day}").format(day=format_day(row.month.last_day))
        yield until, numbers.format_amount(row.upcoming_payments)


def _build_limit_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    if month.row.limit is not None:
        yield _("my line"), _format_limit(month, numbers)


FIGURES_OF_VIEW = {
    ChartView.INCOME: (
        _build_income_figures,
        _build_given_figures,
        _build_limit_figures,
        _build_ask_figures,
    ),
    ChartView.AFTER_NEEDS: (
        _build_after_living_cost_figures,
        _build_given_figures,
        _build_limit_figures,
        _build_ask_figures,
    ),
    ChartView.AMOUNTS: (_build_given_figures, _build_limit_figures, _build_income_figures),
    ChartView.ASKED_GIVEN: (_build_given_figures, _build_ask_figures),
    ChartView.KINDS: (_build_given_figures, _build_kind_figures),
}
"""The main figures of each view."""
OTHER_FIGURES = (
    _build_left_figures,
    _build_income_figures,
    _build_living_cost_figures,
    _build_ask_figures,
    _build_given_figures,
    _build_kind_figures,
    _build_evidence_figures,
    _build_refund_figures,
    _build_limit_figures,
)
"""The figures that follow where there is room."""


def _is_range(row: MonthRow, numbers: NumberFormat) -> bool:
    return row.asked_low != row.asked_high and not numbers.is_hidden


def _format_range(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    if low == high or numbers.is_hidden:
        return numbers.format_amount(high)
    return _("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def _format_asked_share(month: ChartMonth, numbers: NumberFormat) -> str | None:
    low, high = month.point.band or (None, None)
    if low is None or high is None or not _is_range(month.row, numbers):
        return _format_share(month, high, numbers)
    if not month.view.is_percent:
        return None
    return _("{low} to {high}").format(
        low=numbers.format_percent(low), high=numbers.format_percent(high)
    )


def _format_share(month: ChartMonth, value: ChartValue | None, numbers: NumberFormat) -> str | None:
    """Return a value as the view's share; None if the view shows amounts or it is unknown."""
    if value is None or not month.view.is_percent:
        return None
    share = numbers.format_percent(value)
    return _("{share} of it").format(share=share) if month.view is ChartView.AFTER_NEEDS else share


def _join_share(amount: str, share: str | None) -> str:
    """Return amount and share on one line, with no line break inside the share."""
    return f"{amount} ({share.replace(' ', chr(0xA0))})" if share else amount


def _format_limit(month: ChartMonth, numbers: NumberFormat) -> str:
    """Return my limit: as it was set, or as an amount or a share where the view shows those."""
    limit, cents = month.row.limit, calculate_limit(month.row)
    if month.view is ChartView.AFTER_NEEDS and cents is not None:
        return _join_share(
            numbers.format_amount(cents), _format_share(month, month.point.limit, numbers)
        )
    if (
        limit is None
        or limit.percent is None
        or (month.view is ChartView.AMOUNTS and cents is not None)
    ):
        return numbers.format_amount(cents or 0)
    format_percent = numbers.format_percent if numbers.is_hidden else format_limit_percent
    return format_percent(limit.percent)
