"""The regular meeting of a group, e.g. every Thursday at 19:00, and whether to ask about it.

Only the last meeting of each group is asked about, and from the day after on, because nobody knows
how long a meeting lasts.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MeetingSchedule:
    """When a group meets. Monday is 0."""

    number: int
    """The group's number in the book."""
    group: str
    weekday: int
    time: time
    set_on: date
    """The day on which the person set it. Tracker asks about no earlier meeting."""
    answered_day: date | None = None
    """The last meeting about which the person answered."""

    def find_last_day(self, today: date) -> date | None:
        """Return the day of the last meeting before today, or None if it is not to be asked about.

        A meeting today may not be over yet.
        """
        day = today - (timedelta(days=(today.weekday() - self.weekday) % 7) or WEEK)
        if day < self.set_on or (self.answered_day and day <= self.answered_day):
            return None
        return day


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """The last regular meeting of a group, where nothing was added about it."""

    schedule: MeetingSchedule
    day: date
