"""The one clock: whoever needs today is handed one of these, and nobody asks the system."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

EVENING_ENDS = 5
"""Before this hour a person still speaks of the evening before (docs/entry-line.md, date)."""


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
        return datetime.now().astimezone().date()

    def evening(self) -> date:
        """The day before until 05:00, after that today."""
        now = datetime.now().astimezone()
        return now.date() - timedelta(days=1) if now.hour < EVENING_ENDS else now.date()


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
