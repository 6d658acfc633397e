"""What a yes to an ask would mean: this month with and without it, days of food, hours of work."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from tracker.analysis.monthly.amount_left import project_month_end
from tracker.analysis.monthly.table import MonthlyTable, MonthRow, is_over_limit
from tracker.entries.types import Ask
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import find_occurrences

Tenths: TypeAlias = int
"""Days or hours in tenths: 36 is 3.6."""


@dataclass(frozen=True, slots=True)
class YesEffect:
    """The current month as it is and with a yes. What cannot be known is None.

    For an ask without an amount, only the `_now` figures can be known.
    """

    share_now: Hundredths | None
    share_if_yes: Hundredths | None
    left_now: Cents | None
    left_if_yes: Cents | None
    beyond_left_now: Cents | None
    beyond_left_if_yes: Cents | None
    food_days: Tenths | None
    """How many days of this month's food the amount buys, once."""
    work_hours: Tenths | None
    """How many hours of work the amount takes, once."""
    year_total: Cents | None
    """What a regular ask adds up to in a year, less if it ends before, or None for a one-off."""
    over_limit: bool | None
    """Whether with a yes more is given than the limit."""


class YesRange(NamedTuple):
    """What a yes would mean at the low and at the high end of an ask.

    Both are the same for an ask of one amount. Nobody said the middle, so it has none.
    """

    low: YesEffect
    high: YesEffect


def calculate_yes_range(ask: Ask, table: MonthlyTable) -> YesRange:
    """Return what a yes given today would mean, whatever was answered to the ask before."""
    return _calculate_ends(ask, table, find_current_row(table))


def calculate_shown_yes_range(ask: Ask, table: MonthlyTable) -> YesRange:
    """Return what a yes given today would mean, as people see it.

    Regular payments that are still to come this month count as given, and the amount left is
    given only where food and rent are known.
    """
    row = find_current_row(table)
    return _calculate_ends(ask, table, row and project_month_end(row))


def find_current_row(table: MonthlyTable) -> MonthRow | None:
    """Return the row of this month for all groups, or None in a book without entries."""
    return next(iter(table.build_rows(first=table.current_month, last=table.current_month)), None)


def _calculate_ends(ask: Ask, table: MonthlyTable, row: MonthRow | None) -> YesRange:
    high = _calculate_effect(ask, table, row)
    if ask.low == ask.high:
        return YesRange(high, high)
    return YesRange(_calculate_effect(replace(ask, high=ask.low), table, row), high)


def _calculate_effect(ask: Ask, table: MonthlyTable, row: MonthRow | None) -> YesEffect:
    """Return what a yes to the higher amount of an ask would mean."""
    month, cents = table.current_month, ask.high
    now = if_yes = _MonthState()
    if row:
        now = _add_to_month(row, 0)
    if row and cents is not None:
        if_yes = _add_to_month(row, cents * count_occurrences(ask, table.today, month.last_day))
    return YesEffect(
        share_now=now.share,
        share_if_yes=if_yes.share,
        left_now=now.left,
        left_if_yes=if_yes.left,
        beyond_left_now=now.beyond_left,
        beyond_left_if_yes=if_yes.beyond_left,
        food_days=_divide_in_tenths(cents, month.day_count, table.sum_food(month)),
        work_hours=_divide_in_tenths(cents, 1, table.hourly_wage),
        year_total=_sum_year(ask, table.today),
        over_limit=if_yes.over_limit,
    )


class _MonthState(NamedTuple):
    """The figures of a month with another gift. What cannot be known is None."""

    share: Hundredths | None = None
    left: Cents | None = None
    beyond_left: Cents | None = None
    over_limit: bool | None = None


def _add_to_month(row: MonthRow, extra: Cents) -> _MonthState:
    given = row.given + extra
    rest = None if row.income is None or row.left is None else row.income - (row.needs or 0)
    return _MonthState(
        share=calculate_share(given, row.income),
        left=None if rest is None else max(0, rest - given),
        beyond_left=None if rest is None else max(0, given - max(0, rest)),
        over_limit=is_over_limit(given, row.limit, row.income),
    )


def _divide_in_tenths(cents: Cents | None, times: int, price: Cents | None) -> Tenths | None:
    """Return how many tenths an amount buys at a price for so many, half up."""
    if cents is None or not price:
        return None
    return (cents * times * 20 + price) // (2 * price)


def count_occurrences(ask: Ask, start: date, last: date) -> int:
    """Return how often an ask occurs up to a day, with a yes given on `start`."""
    if ask.every is None:
        return 1
    return sum(1 for _day in find_occurrences(start, ask.every, min(last, ask.until or last)))


def _sum_year(ask: Ask, start: date) -> Cents | None:
    if ask.every is None or ask.high is None:
        return None
    times = ask.every.times_a_year
    if ask.until is not None:
        times = min(times, count_occurrences(ask, start, ask.until))
    return ask.high * times
