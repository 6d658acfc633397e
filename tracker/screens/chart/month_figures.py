"""The figures of one month, with the chart: names and amounts, leaving out what is not known.

Parts are of what the view draws parts of, so that bar and figure say the same. What the view is
about comes first: where there is little room, it is what is seen.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_SHORT
from tracker.analysis.monthly.evidence_text import EVIDENCE_LABELS
from tracker.analysis.monthly.table import MonthRow
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

OF_WHAT = {ChartView.INCOME: N_("of income"), ChartView.AFTER_NEEDS: N_("of what is left")}
"""Of what the views in percent draw parts."""


class Told(NamedTuple):
    """A month as a view draws it: its row, its point, how what was given is known."""

    row: MonthRow
    point: MonthPoint
    view: ChartView
    known: Mapping[Evidence, Cents]


def figures(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    """What a month says, leaving out what is not noted."""
    first = FIRST[told.view]
    for part in (*first, *(part for part in THEN if part not in first)):
        yield from part(told, numbers)


def _income(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    if told.row.income is not None:
        yield _("income"), numbers.format_amount(told.row.income)


def _needs(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    if told.row.needs:
        yield _("to live on"), numbers.format_amount(told.row.needs)


def _after_needs(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    whole = calculate_income_after_needs(told.row)
    if whole is not None:
        yield _("after needs"), numbers.format_amount(whole) if whole > 0 else _("nothing left")


def _asks(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    row = told.row
    low, high = row.new_asks_range
    name = _("asked")
    if row.earlier_yes_amount:
        name = _("said yes to earlier")
        if high:
            yield _("asked this month"), _ends(low, high, numbers)
            yield name, numbers.format_amount(row.earlier_yes_amount)
            name = _("together")
    if row.asked_high:
        amount, share = _ends(row.asked_low, row.asked_high, numbers), _asked_share(told, numbers)
        if share and _is_range(row, numbers):
            yield name, amount
            yield _(OF_WHAT[told.view]), share
        else:
            yield name, _with_share(amount, share)
    if row.asked_open:
        times = ngettext(
            "once, no amount named", "{count} times, no amount named", row.asked_open
        ).format(count=row.asked_open)
        yield _("also asked") if high else _("asked"), times


def _given(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    share = _share(told, told.point.given, numbers)
    yield _("given"), _with_share(numbers.format_amount(told.row.given), share)


def _kinds(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    row = told.row
    given = [(kind, cents) for kind, cents in row.given_by_kind.items() if cents]
    if told.view is ChartView.KINDS or len(given) > 1 or (given and given[0][1] != row.given):
        for kind, cents in given:
            yield (
                _("for {kind}").format(kind=_(KIND_LABELS[kind.value])),
                numbers.format_amount(cents),
            )


def _known(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    for evidence, cents in told.known.items():
        # "from memory" alone reads as if it were about another figure than what was given.
        how = _("given, {how}").format(how=_(EVIDENCE_LABELS[evidence]))
        yield how, numbers.format_amount(cents)


def _came_back(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    if told.row.returned:
        yield _("came back"), numbers.format_amount(told.row.returned)
    if told.row.received:
        yield _("received"), numbers.format_amount(told.row.received)


def _left(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    row = told.row
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


def _my_line(told: Told, numbers: NumberFormat) -> Iterator[Figure]:
    if told.row.limit is not None:
        yield _("my line"), _line(told, numbers)


FIRST = {
    ChartView.INCOME: (_income, _given, _my_line, _asks),
    ChartView.AFTER_NEEDS: (_after_needs, _given, _my_line, _asks),
    ChartView.AMOUNTS: (_given, _my_line, _income),
    ChartView.ASKED_GIVEN: (_given, _asks),
    ChartView.KINDS: (_given, _kinds),
}
"""What each view is about."""
THEN = (_left, _income, _needs, _asks, _given, _kinds, _known, _came_back, _my_line)
"""What else is told where there is room."""


def _is_range(row: MonthRow, numbers: NumberFormat) -> bool:
    return row.asked_low != row.asked_high and not numbers.is_hidden


def _ends(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    if low == high or numbers.is_hidden:
        return numbers.format_amount(high)
    return _("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def _asked_share(told: Told, numbers: NumberFormat) -> str | None:
    low, high = told.point.band or (None, None)
    if low is None or high is None or not _is_range(told.row, numbers):
        return _share(told, high, numbers)
    if not told.view.is_percent:
        return None
    return _("{low} to {high}").format(
        low=numbers.format_percent(low), high=numbers.format_percent(high)
    )


def _share(told: Told, value: ChartValue | None, numbers: NumberFormat) -> str | None:
    """The part that the view draws; None where it draws amounts or cannot know it."""
    if value is None or not told.view.is_percent:
        return None
    share = numbers.format_percent(value)
    return _("{share} of it").format(share=share) if told.view is ChartView.AFTER_NEEDS else share


def _with_share(amount: str, share: str | None) -> str:
    """Both on one line, never broken within the share."""
    return f"{amount} ({share.replace(' ', chr(0xA0))})" if share else amount


def _line(told: Told, numbers: NumberFormat) -> str:
    """My line as it was set, as an amount among amounts, as a part after needs."""
    limit, cents = told.row.limit, calculate_limit(told.row)
    if told.view is ChartView.AFTER_NEEDS and cents is not None:
        return _with_share(numbers.format_amount(cents), _share(told, told.point.limit, numbers))
    if (
        limit is None
        or limit.percent is None
        or (told.view is ChartView.AMOUNTS and cents is not None)
    ):
        return numbers.format_amount(cents or 0)
    shown = numbers.format_percent if numbers.is_hidden else format_limit_percent
    return shown(limit.percent)
