"""Sentences about amounts that are not known: which sums they are missing from."""

from collections.abc import Iterator

from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import ngettext


def describe_open_amounts(row: MonthRow) -> Iterator[str]:
    """Yield how many payments, and how much that came back, a row or a total cannot count."""
    if row.given_open:
        yield ngettext(
            "You don’t know the amount of one payment. It isn’t in what you gave.",
            "You don’t know the amounts of {count} payments. They aren’t in what you gave.",
            row.given_open,
        ).format(count=row.given_open)
    if row.returned_open:
        yield ngettext(
            "Once money came back, and you don’t know how much. It isn’t counted.",
            "Money came back {count} times, and you don’t know how much. It isn’t counted.",
            row.returned_open,
        ).format(count=row.returned_open)


def format_open_count(count: int) -> str:
    """Return how many amounts a figure lacks, where there is room for a few words."""
    return ngettext("once, amount not known", "{count} times, amount not known", count).format(
        count=count
    )
