"""The one clock: whoever needs today is handed one of these, and nobody asks the system."""

import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

EVENING_ENDS = 5
"""Before this hour a person still speaks of the evening before (docs/entry-line.md, date)."""


def local_day(seconds: float) -> date:
    """Return the calendar day of a moment here, also where `TZ` is more than a day away."""
    return date(*time.localtime(seconds)[:3])


class Clock(Protocol):
    """Tells the local calendar day."""

    def today(self) -> date:
        """The local calendar day."""

    def evening(self) -> date:
        """The day an undated line means: before 05:00 that is the evening before."""


class SystemClock:
    """The clock of this machine."""

    def today(self) -> date:
        """The local calendar day."""
        return local_day(time.time())

    def evening(self) -> date:
        """The day before until 05:00, after that today."""
        now = time.time()
        early = time.localtime(now).tm_hour < EVENING_ENDS
        return local_day(now) - timedelta(days=1) if early else local_day(now)


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
