"""What was asked and given in each calendar year, computed a second time.

What was given is added up day by day. What was asked is that of the year's months: an ask and its
repeats count once in each of them. What was seen and heard is counted, and its amounts are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.analysis.monthly import second_computation
from tests.analysis.monthly.second_computation import compute_table
from tests.analysis.second_book import compute_row, count_hundredths, list_days
from tracker.entries.types import Observation, Payment, Source, StoredEntry
from tracker.months import Month


@dataclass
class SecondYear:
    """One calendar year: amounts in cents, and how often an amount was not known."""

    asked_low: int = 0
    asked_high: int = 0
    asked_open: int = 0
    given: int = 0
    given_open: int = 0
    seen: int = 0
    heard: int = 0


def compute_years(
    items: Sequence[StoredEntry], today: date, group: str | None = None
) -> dict[int, SecondYear]:
    """Each year from that of the first month of the table to today's, by its number.

    Without a group it is of all groups.
    """
    years: dict[int, SecondYear] = {}
    for month in {str(row["month"]) for row in compute_table(items, today, "EUR")}:
        year = years.setdefault(int(month[:4]), SecondYear())
        row = compute_row(items, today, Month.parse(month), group)
        year.asked_low += count_hundredths(row["asked_low"]) or 0
        year.asked_high += count_hundredths(row["asked_high"]) or 0
        year.asked_open += int(row["asked_open"] or 0)
    now = [item for item in items if item.entry.day <= today]
    for item in now:
        entry = item.entry
        if group is not None and getattr(entry, "group", None) != group:
            continue
        if isinstance(entry, Observation):
            year = years[entry.day.year]
            year.seen += entry.source is Source.SEEN
            year.heard += entry.source is Source.HEARD
        if isinstance(entry, Payment):
            for day in list_days(entry.day, today):
                if second_computation._is_counted(day, item, entry, now):
                    years[day.year].given += entry.amount or 0
                    years[day.year].given_open += entry.amount is None
    return years
