"""What is left as people are told it: to the month's end, and only where food and rent are known.

Files and JSON have it by the rules of `months.csv`, which count what was given up to today.
"""

from dataclasses import replace

from tracker.analysis.monthly.table import Row, over_limit


def to_tell(row: Row) -> Row:
    """Return a month's row as people are told it.

    Nothing is said of what is left while a cost is unknown: it would be too much. Else standing
    payments that are still to come are taken off, as income and needs are counted to the end, too.
    """
    if row.income is None or row.needs is None or row.left is None:
        return row
    if row.unknown_costs:
        return replace(row, left=None, beyond_left=None, share_after_needs=None)
    over_needs, going = row.income - row.needs, row.given + row.to_come
    return replace(
        row, left=max(0, over_needs - going), beyond_left=max(0, going - max(0, over_needs))
    )


def at_its_end(row: Row) -> Row:
    """Return a month's row as it is told once the standing payments still to come are made."""
    given = row.given + row.to_come
    return replace(
        to_tell(row), given=given, over_limit=over_limit(given, row.limit, row.income), to_come=0
    )
