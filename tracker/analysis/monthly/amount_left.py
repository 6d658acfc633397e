"""The amount left as people see it: to the month's end, and only where food and rent are known.

Files and JSON follow the rules of `months.csv`, which count what was given up to today.
"""

from dataclasses import replace

from tracker.analysis.monthly.table import MonthRow, is_over_limit


def adjust_amount_left(row: MonthRow) -> MonthRow:
    """Return a month's row as people see it.

    While a cost is unknown there is no amount left: it would be too high. Otherwise the regular
    payments that are still to come are taken off, as income and living costs are counted to the
    month's end, too.
    """
    if row.income is None or row.needs is None or row.left is None:
        return row
    if row.unknown_costs:
        return replace(row, left=None, beyond_left=None, share_after_needs=None)
    over_needs, outgoing = row.income - row.needs, row.given + row.upcoming_payments
    return replace(
        row, left=max(0, over_needs - outgoing), beyond_left=max(0, outgoing - max(0, over_needs))
    )


def project_month_end(row: MonthRow) -> MonthRow:
    """Return a month's row as people see it once its upcoming regular payments are made."""
    given = row.given + row.upcoming_payments
    return replace(
        adjust_amount_left(row),
        given=given,
        over_limit=is_over_limit(given, row.limit, row.income),
        upcoming_payments=0,
    )
