"""Warnings when entries are dated after today: this device's date may be wrong."""

from datetime import date, timedelta

from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.i18n import _, format_date
from tracker.months import Month


def is_all_in_future(first_day: date | None, today: date) -> bool:
    """Return whether there are entries, and all of them are of later months than this one."""
    return first_day is not None and Month.from_date(first_day) > Month.from_date(today)


def explain_empty_table(facts: MonthlyFacts) -> str:
    """Return the message shown in place of figures if all days are wrong, else empty text."""
    if is_all_in_future(facts.first_day, facts.today):
        return _(
            "All your entries are dated after {day}. If today isn’t {day}, check the date on this"
            " device."
        ).format(day=format_date(facts.today))
    if facts.first_day is None and facts.uncounted_entries:
        return _(
            "Every entry is dated before 1900 or after 2199. To see suggested dates, run the"
            " check in Settings, or tracker check --repair."
        )
    return ""


TRAVEL_TOLERANCE = timedelta(days=1)
"""By how much a device's day may go back when someone travels."""


def warn_of_clock_behind(facts: MonthlyFacts) -> str:
    """Return a warning if the last change was made on a later day than today, else empty text.

    If all entries are later, `explain_empty_table` says so.

    More than a day has to be between them, because people travel. It is for the app alone: on the
    command line `--today` looks back.
    """
    last_change_day, today = facts.last_change_day, facts.today
    if (
        last_change_day is None
        or last_change_day - today <= TRAVEL_TOLERANCE
        or is_all_in_future(facts.first_day, today)
    ):
        return ""
    return _(
        "You made your last change on {day}, and this device says that today is {today}. If it"
        " isn’t, check the date on this device."
    ).format(day=format_date(last_change_day), today=format_date(today))
