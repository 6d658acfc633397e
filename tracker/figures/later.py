"""A book in which all is of later days: the date of this machine is wrong, not the book empty."""

from datetime import date

from tracker.months import Month
from tracker.texts import _, shown_date


def is_later(first_day: date | None, today: date) -> bool:
    """Whether something is noted, and all of it of later months than this one."""
    return first_day is not None and Month.of(first_day) > Month.of(today)


def all_later(today: date) -> str:
    """What is said instead of a book's figures then."""
    return _(
        "All that is noted is of later days than {day}; if that is not today, set the date of this"
        " device."
    ).format(day=shown_date(today))
