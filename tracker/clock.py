"""The one clock: whoever needs today is handed one of these, and nobody asks the system."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from tracker.months import EARLIEST, LATEST, is_in_range
from tracker.texts import _

A_DAY = timedelta(days=1)
EVENING_ENDS = 5
"""Before this hour a person still speaks of the evening before (docs/entry-line.md, date)."""


class Clock(Protocol):
    """Tells the local calendar day."""

    def today(self) -> date:
        """The local calendar day."""

    def evening(self) -> date:
        """The day an undated line means: before 05:00 that is the evening before."""


class SystemClock:
    """The clock of this machine. Where it is far off, it says the day before or after all others.

    Such a day can be shown and counted from, and nothing is saved with it.
    """

    def today(self) -> date:
        """The local calendar day."""
        return _near(datetime.now().astimezone().date())

    def evening(self) -> date:
        """The day before until 05:00, after that today."""
        now = datetime.now().astimezone()
        today = _near(now.date())
        return today - A_DAY if now.hour < EVENING_ENDS and is_in_range(today) else today


def _near(day: date) -> date:
    """Return a day, or for one that no entry may have the nearest such day."""
    return max(EARLIEST - A_DAY, min(day, LATEST + A_DAY))


def wrong_clock() -> str:
    """Return what is said where something is to be saved on a day that no entry may have."""
    return _(
        "The date of this device is before 1900 or after 2199. Please set it, or start Tracker with"
        " the right day, such as: tracker --today 2025-10-02"
    )


@dataclass(frozen=True)
class FixedClock:
    """A clock that always says the same day: for `--today`, the sample story and tests."""

    day: date

    def today(self) -> date:
        """The fixed day."""
        return self.day

    def evening(self) -> date:
        """The fixed day; a day that was named is never moved."""
        return self.day
