"""The local calendar day: the system's clock, and a clock with a fixed day.

Code that needs today gets one of these clocks. Nothing else asks the system.
"""

import datetime
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from tracker.i18n import _
from tracker.months import EARLIEST, LATEST, is_in_range

ONE_DAY = timedelta(days=1)
EVENING_END_HOUR = 5
"""Before this hour an undated line means the day before (docs/reference/entry-line.md, "Date")."""


def find_local_day(seconds: float) -> date:
    """Return the local calendar day of a time in seconds, also where `TZ` is more than a day away.

    For one that no entry may have it is the nearest such day: no clock can be right then.
    """
    year, month, day = time.localtime(seconds)[:3]
    if not EARLIEST.year <= year <= LATEST.year:
        return EARLIEST - ONE_DAY if year < EARLIEST.year else LATEST + ONE_DAY
    return date(year, month, day)


def find_local_time() -> datetime.time:
    """Return the local time of day, to the minute."""
    now = time.localtime(time.time())
    return datetime.time(now.tm_hour, now.tm_min)


class Moment(NamedTuple):
    """A local day and the time of that day, to the minute."""

    day: date
    time: datetime.time

    def __str__(self) -> str:
        """Return it as a notebook keeps it."""
        return f"{self.day} {self.time:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> "Moment | None":
        """Return the moment that a notebook keeps, or None for none, and for any other text."""
        day, _space, time_of_day = text.partition(" ")
        try:
            return cls(date.fromisoformat(day), datetime.time.fromisoformat(time_of_day))
        except ValueError:
            return None


class Clock(Protocol):
    """Tells the local calendar day, and the time."""

    def today(self) -> date:
        """Return the local calendar day."""

    def undated_day(self) -> date:
        """Return the day that an undated line means: before 05:00 it is the day before."""

    def now(self) -> Moment:
        """Return the local day and time."""


class SystemClock:
    """The clock of this machine. Where it is far off, it says the day before or after all others.

    Such a day can be shown and counted from, and nothing is saved with it.
    """

    def today(self) -> date:
        """Return the local calendar day."""
        return find_local_day(time.time())

    def undated_day(self) -> date:
        """Return the day before until 05:00, after that today."""
        now = time.time()
        today = find_local_day(now)
        early = time.localtime(now).tm_hour < EVENING_END_HOUR
        return today - ONE_DAY if early and is_in_range(today) else today

    def now(self) -> Moment:
        """Return the local day and time."""
        return Moment(self.today(), find_local_time())


def describe_wrong_clock() -> str:
    """Return what is said where something is to be saved on a day that no entry may have."""
    return _(
        "The date of this device is before 1900 or after 2199. Please set it, or start Tracker with"
        " the right day, such as: tracker --today 2025-10-02"
    )


@dataclass(frozen=True)
class FixedClock:
    """A clock that always says the same day: for `--today`, the sample story and tests."""

    day: date
    time_of_day: datetime.time = datetime.time(12)

    def today(self) -> date:
        """Return the fixed day."""
        return self.day

    def undated_day(self) -> date:
        """Return the fixed day. A day that was named is never moved."""
        return self.day

    def now(self) -> Moment:
        """Return the fixed day and time."""
        return Moment(self.day, self.time_of_day)
