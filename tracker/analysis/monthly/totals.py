"""Totals over several months: amounts added up, shares of the months whose income is known.

A calendar year is the total of those of its months that there are. The first one and the current
one may be a part of a year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import Kind
from tracker.money import Cents, calculate_share


def sum_by_group(rows: Sequence[MonthRow]) -> list[MonthRow]:
    """Return one total per group, in the order of the rows, or none without rows."""
    groups = dict.fromkeys(row.group for row in rows)
    return [_sum_rows([row for row in rows if row.group == group]) for group in groups]


def sum_by_year(rows: Sequence[MonthRow]) -> list[MonthRow]:
    """Return the totals of each calendar year, in the order of time, or none without rows."""
    return [total for _year, months in split_by_year(rows) for total in sum_by_group(months)]


def split_by_year(rows: Sequence[MonthRow]) -> list[tuple[int, list[MonthRow]]]:
    """Return each calendar year with its rows. The rows are in the order of time."""
    return [(year, list(months)) for year, months in groupby(rows, lambda row: row.month.year)]


def _sum_rows(rows: list[MonthRow]) -> MonthRow:
    with_income = [row for row in rows if row.income is not None]
    income = _sum_known(row.income for row in rows)
    with_left = [row for row in rows if row.left is not None]
    over_needs = sum((row.income or 0) - (row.needs or 0) for row in with_left)
    given_with_income = sum(row.given for row in with_income)
    return replace(
        rows[0],
        last=rows[-1].month,
        income=income,
        needs=_sum_known(row.needs for row in rows),
        asked_low=sum(row.asked_low for row in rows),
        asked_high=sum(row.asked_high for row in rows),
        earlier_yes_amount=sum(row.earlier_yes_amount for row in rows),
        asked_open=sum(row.asked_open for row in rows),
        given_open=sum(row.given_open for row in rows),
        returned_open=sum(row.returned_open for row in rows),
        given_estimated=sum(row.given_estimated for row in rows),
        seen=sum(row.seen for row in rows),
        heard=sum(row.heard for row in rows),
        ask_count=sum(row.ask_count for row in rows),
        pledged=sum(row.pledged for row in rows),
        given=sum(row.given for row in rows),
        returned=sum(row.returned for row in rows),
        received=sum(row.received for row in rows),
        given_by_kind={kind: sum(row.given_by_kind[kind] for row in rows) for kind in Kind},
        share_asked_low=calculate_share(sum(row.asked_low for row in with_income), income),
        share_asked_high=calculate_share(sum(row.asked_high for row in with_income), income),
        share_given=calculate_share(given_with_income, income),
        share_after_needs=calculate_share(sum(row.given for row in with_left), over_needs),
        left=_sum_known(row.left for row in rows),
        beyond_left=_sum_known(row.beyond_left for row in rows),
        limit=None,
        over_limit=None,
        months_over_limit=_sum_known(row.months_over_limit for row in rows),
        upcoming_payments=sum(row.upcoming_payments for row in rows),
        skipped_costs=tuple(
            cost for cost in ESSENTIAL_COSTS if any(cost in row.skipped_costs for row in with_left)
        ),
    )


def _sum_known(parts: Iterable[Cents | None]) -> Cents | None:
    """Return the sum of the parts that are known, or None if none is."""
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
