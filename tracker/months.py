"""Calendar months, the periods of repeated amounts, and the days on which these occur.

A month goes from its first day up to the next month's first. Recurring amounts occur on their start
and every period after. A day that a month lacks is its last one (31 Jan, 28 Feb, 31 Mar). `until`
is always included.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from tracker.i18n import _error

EARLIEST = date(1900, 1, 1)
"""The first day an entry may have."""
LATEST = date(2199, 12, 31)
"""The last day an entry may have."""


def is_in_range(day: date) -> bool:
    """Return whether an entry may have a day."""
    return EARLIEST <= day <= LATEST


class Period(StrEnum):
    """How often something recurs."""

    # Data: in people's notebooks since 0.1. Never rename.
    WEEK = "week"
    TWO_WEEKS = "2weeks"
    FOUR_WEEKS = "4weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months from one occurrence to the next, or 0 if it is weeks."""
        return {"month": 1, "quarter": 3, "year": 12}.get(self.value, 0)

    @property
    def weeks(self) -> int:
        """Weeks from one occurrence to the next, or 0 if it is months."""
        return {"week": 1, "2weeks": 2, "4weeks": 4}.get(self.value, 0)

    @property
    def times_a_year(self) -> int:
        """Occurrences in a year, which has 52 weeks."""
        return 52 // self.weeks if self.weeks else 12 // self.months


class Month(NamedTuple):
    """One calendar month. Months compare in the order of time."""

    year: int
    number: int

    @classmethod
    def from_date(cls, day: date) -> Self:
        """Return the month a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025-10`. Raise ValueError with what was expected."""
        year, dash, number = text.partition("-")
        plain = text.isascii() and year.isdigit() and number.isdigit()
        if not (dash and plain and len(year) == 4 and len(number) == 2):
            raise ValueError(_error("Tracker can’t read this month. Type it, e.g. 2025-10"))
        month = cls(int(year), int(number))
        if not (1 <= month.number <= 12 and EARLIEST.year <= month.year <= LATEST.year):
            raise ValueError(
                _error("There’s no month {text}. Type one, e.g. 2025-10").format(text=text)
            )
        return month

    def add_months(self, months: int) -> Self:
        """Return the month so many months later (earlier when negative)."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return self._replace(year=year, number=index + 1)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.number, self.day_count)

    @property
    def day_count(self) -> int:
        """How many days it has."""
        return monthrange(self.year, self.number)[1]

    def __str__(self) -> str:
        """Return the month as files have it: `2025-10`."""
        return f"{self.year:04}-{self.number:02}"


def list_months(first: Month, last: Month) -> list[Month]:
    """Return every month from `first` to `last`, or none if `last` is earlier."""
    count = (last.year - first.year) * 12 + last.number - first.number + 1
    return [first.add_months(index) for index in range(max(0, count))]


def find_occurrences(start: date, every: Period, last: date) -> Iterator[date]:
    """Yield the days on which something recurring since `start` occurs, up to and with `last`."""
    if every.weeks:
        day = start
        while day <= last:
            yield day
            day += timedelta(weeks=every.weeks)
        return
    month = Month.from_date(start)
    while True:
        day = date(month.year, month.number, min(start.day, month.day_count))
        if day > last:
            return
        yield day
        month = month.add_months(every.months)
