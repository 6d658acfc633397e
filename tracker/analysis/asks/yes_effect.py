"""What a yes to an ask would mean: this month with and without it, in days of food, in hours."""

from dataclasses import dataclass
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
    """The current month as it is and as a yes would make it; None where it cannot be known.

    An ask that named no amount leaves all but the `_overview` figures unknown.
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
    """What a standing ask comes to in a year, less where it ends before; None for a one-off."""
    over_limit: bool | None
    """Whether a yes brings what is given above my line."""


def calculate_yes_effect(ask: Ask, monthly: MonthlyTable) -> YesEffect:
    """What a yes given today would mean, whatever was answered to the ask before."""
    return _calculate_effect(ask, monthly, find_current_row(monthly))


def calculate_shown_yes_effect(ask: Ask, monthly: MonthlyTable) -> YesEffect:
    """Return what a yes given today would mean, as people are told it.

    Standing payments that are still to come this month count as given, and what is left is told
    only where food and rent are known.
    """
    row = find_current_row(monthly)
    return _calculate_effect(ask, monthly, row and project_month_end(row))


def find_current_row(monthly: MonthlyTable) -> MonthRow | None:
    """The row of all groups; None in a book with no entry so far."""
    return next(
        iter(monthly.build_rows(first=monthly.current_month, last=monthly.current_month)), None
    )


def _calculate_effect(ask: Ask, monthly: MonthlyTable, row: MonthRow | None) -> YesEffect:
    month, cents = monthly.current_month, ask.high
    now = then = _MonthState()
    if row:
        now = _add_to_month(row, 0)
    if row and cents is not None:
        then = _add_to_month(row, cents * count_occurrences(ask, monthly.today, month.last_day))
    return YesEffect(
        share_now=now.share,
        share_if_yes=then.share,
        left_now=now.left,
        left_if_yes=then.left,
        beyond_left_now=now.beyond_left,
        beyond_left_if_yes=then.beyond_left,
        food_days=_divide_in_tenths(cents, month.day_count, monthly.sum_food(month)),
        work_hours=_divide_in_tenths(cents, 1, monthly.hourly_wage),
        year_total=_sum_year(ask, monthly.today),
        over_limit=then.over_limit,
    )


class _MonthState(NamedTuple):
    """What a month's row says, given more; None where it cannot be known."""

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
    """How many tenths an amount comes to at a price for so many, half up."""
    if cents is None or not price:
        return None
    return (cents * times * 20 + price) // (2 * price)


def count_occurrences(ask: Ask, start: date, last: date) -> int:
    """How often an ask occurs up to a day, with a yes given on `start`."""
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
