"""The figures of a month or year of the chart: names and amounts, without unknown ones.

Shares are of the same whole as in the view, so the bar and the figure say the same. The figures of
the view come first, because the last ones are cut if there is little room.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_SHORT
from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.unknown_amounts_text import (
    add_unknown_amounts,
    add_unknown_refunds,
)
from tracker.charts.series import (
    ChartValue,
    ChartView,
    MonthPoint,
    calculate_income_after_needs,
    calculate_limit,
)
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Evidence
from tracker.i18n import (
    N_label,
    NumberFormat,
    _label,
    _label_plural,
    format_day,
    format_limit_percent,
    join_list,
    ngettext,
)
from tracker.money import Cents
from tracker.widgets.figure_list import SENTENCE, Figure

SHARE_LABELS = {
    ChartView.INCOME: N_label("share of income"),
    ChartView.AFTER_NEEDS: N_label("share of what’s left"),
}
"""The names of the shares in each percent view."""
GIVEN_LABELS = {
    Evidence.DOCUMENTED: N_label("given (with a receipt)"),
    Evidence.REMEMBERED: N_label("given (from memory)"),
    Evidence.ESTIMATED: N_label("given (estimated)"),
}
"""The names of the amounts given, by how they are known."""


class ChartMonth(NamedTuple):
    """A month or year in a view: its row, its point, and given amounts by how they are known."""

    row: MonthRow
    point: MonthPoint
    view: ChartView
    given_by_evidence: Mapping[Evidence, Cents]
    coverage: MonthCoverage
    """Of how many months of a year something is known."""


def build_month_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    """Yield the figures of a month. Those of the view come first, unknown ones are left out."""
    first = FIGURES_OF_VIEW[month.view]
    for part in (*first, *(part for part in OTHER_FIGURES if part not in first)):
        yield from part(month, numbers)


def _build_observed_figures(month: ChartMonth, _numbers: NumberFormat) -> Iterator[Figure]:
    """Yield how often others were asked or gave, seen and heard apart. No amount is in it."""
    row = month.row
    if row.seen:
        yield (
            SENTENCE,
            ngettext(
                "You saw others being asked, or giving, once.",
                "You saw others being asked, or giving, {count} times.",
                row.seen,
            ).format(count=row.seen),
        )
    if row.heard and row.seen:
        told = ngettext(
            "Someone told you of it once.", "Someone told you of it {count} times.", row.heard
        )
        yield SENTENCE, told.format(count=row.heard)
    elif row.heard:
        told = ngettext(
            "Someone told you once of others being asked, or giving.",
            "Someone told you {count} times of others being asked, or giving.",
            row.heard,
        )
        yield SENTENCE, told.format(count=row.heard)


def _build_income_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    if month.row.income is not None:
        yield _label("income"), numbers.format_amount(month.row.income)


def _build_coverage_figures(month: ChartMonth, _numbers: NumberFormat) -> Iterator[Figure]:
    """Yield what a year's shares are of, if it is not all of its months."""
    if month.point.is_partly_known:
        is_left = month.view is ChartView.AFTER_NEEDS
        note = month.coverage.living_costs_note if is_left else month.coverage.income_note
        yield _label("share of"), note


def _build_living_cost_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    if month.row.needs:
        yield _label("living costs"), numbers.format_amount(month.row.needs)


def _build_after_living_cost_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    whole = calculate_income_after_needs(month.row)
    if whole is not None:
        amount = numbers.format_amount(whole) if whole > 0 else _label("nothing left")
        yield _label("after living costs"), amount


def _build_ask_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    low, high = row.new_asks_range
    name = name_of_asked = _label("asked", "figure")
    if row.earlier_yes_amount:
        name = _label("from an earlier yes")
        if high:
            new = _label("asked this month") if row.last is None else name_of_asked
            yield new, _format_range(low, high, numbers)
            yield name, numbers.format_amount(row.earlier_yes_amount)
            name = _label("asked in total")
    if row.asked_high:
        amount, share = (
            _format_range(row.asked_low, row.asked_high, numbers),
            _format_asked_share(month, numbers),
        )
        if share and _is_range(row, numbers):
            yield name, amount
            yield _label(SHARE_LABELS[month.view]), share
        else:
            yield name, _join_share(amount, share)
    if row.asked_open:
        times = _label_plural(
            "once, no amount named", "{count} times, no amount named", row.asked_open
        ).format(count=row.asked_open)
        yield _label("also asked") if high else name_of_asked, times


def _build_given_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    share = _format_share(month, month.point.given, numbers)
    row = month.row
    given = _join_share(numbers.format_amount(row.given), share)
    yield _label("given", "figure"), add_unknown_amounts(given, row.given, row.given_open)
    if estimated := month.given_by_evidence.get(Evidence.ESTIMATED):
        yield _label(GIVEN_LABELS[Evidence.ESTIMATED]), numbers.format_amount(estimated)


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
                _label("for {kind}").format(kind=_label(KIND_LABELS[kind.value])),
                numbers.format_amount(cents),
            )


def _build_evidence_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    for evidence, cents in month.given_by_evidence.items():
        # What is estimated is next to the sum, where it is never cut.
        if evidence is not Evidence.ESTIMATED:
            yield _label(GIVEN_LABELS[evidence]), numbers.format_amount(cents)


def _build_refund_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    if row.returned or row.returned_open:
        returned = numbers.format_amount(row.returned)
        yield _label("refunds"), add_unknown_refunds(returned, row.returned, row.returned_open)
    if row.received:
        yield _label("from the group"), numbers.format_amount(row.received)


def _build_left_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    row = month.row
    if row.left is not None:
        yield (
            _label("left", "amount"),
            join_list(
                [
                    numbers.format_amount(row.left),
                    *(_label(NOT_COUNTED_SHORT[cost]) for cost in row.skipped_costs),
                ]
            ),
        )
    if row.left is not None and row.upcoming_payments:
        last_day = (row.last or row.month).last_day
        until = _label("regular payments until {day}").format(day=format_day(last_day))
        yield until, numbers.format_amount(row.upcoming_payments)


def _build_limit_figures(month: ChartMonth, numbers: NumberFormat) -> Iterator[Figure]:
    if month.row.limit is not None:
        yield _label("my limit"), _format_limit(month, numbers)


FIGURES_OF_VIEW = {
    ChartView.INCOME: (
        _build_income_figures,
        _build_given_figures,
        _build_coverage_figures,
        _build_limit_figures,
        _build_ask_figures,
        _build_observed_figures,
    ),
    ChartView.AFTER_NEEDS: (
        _build_after_living_cost_figures,
        _build_given_figures,
        _build_coverage_figures,
        _build_limit_figures,
        _build_ask_figures,
        _build_observed_figures,
    ),
    ChartView.AMOUNTS: (
        _build_given_figures,
        _build_limit_figures,
        _build_income_figures,
        _build_observed_figures,
    ),
    ChartView.ASKED_GIVEN: (_build_given_figures, _build_ask_figures, _build_observed_figures),
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
    _build_observed_figures,
)
"""The figures that follow if there is room."""


def _is_range(row: MonthRow, numbers: NumberFormat) -> bool:
    return row.asked_low != row.asked_high and not numbers.is_hidden


def _format_range(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    if low == high or numbers.is_hidden:
        return numbers.format_amount(high)
    return _label("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def _format_asked_share(month: ChartMonth, numbers: NumberFormat) -> str | None:
    low, high = month.point.band or (None, None)
    if low is None or high is None or not _is_range(month.row, numbers):
        return _format_share(month, high, numbers)
    if not month.view.is_percent:
        return None
    return _label("{low} to {high}").format(
        low=numbers.format_percent(low), high=numbers.format_percent(high)
    )


def _format_share(month: ChartMonth, value: ChartValue | None, numbers: NumberFormat) -> str | None:
    """Return a value as the view's share, or None if the view shows amounts or it is unknown."""
    if value is None or not month.view.is_percent:
        return None
    share = numbers.format_percent(value)
    if month.view is ChartView.AFTER_NEEDS:
        return _label("{share} of it").format(share=share)
    return share


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
