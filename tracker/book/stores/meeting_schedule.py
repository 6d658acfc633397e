"""When groups meet, and for which meeting the person has answered already."""

from datetime import date, time

from tracker.analysis.groups.meeting_schedule import MeetingSchedule, PastMeeting
from tracker.book.database.day_range import DAY_IN_RANGE, format_valid_day, parse_valid_day
from tracker.book.database.store import Store
from tracker.entries.types import Form
from tracker.months import is_in_range

_MEETING_TYPES = (
    "ask",
    Form.MEETING.value,
    Form.EVENT.value,
    Form.ONE_TO_ONE.value,
    Form.STALL.value,
)
"""Types of entries that record a meeting."""


class MeetingScheduleStore(Store):
    """The regular meetings of a book."""

    def load_all(self) -> list[MeetingSchedule]:
        """Return those of every group that the person did not leave, by the groups' numbers."""
        return self._load(
            _build_schedule,
            f"""SELECT number, label, weekday, time, since, answered_for
            FROM regular_meetings JOIN groups ON number = group_number
            WHERE left_on IS NULL OR left_on NOT {DAY_IN_RANGE} ORDER BY number""",
        )

    def save(self, group: int, weekday: int, at: time, since: date) -> None:
        """Note when the group of this number meets, from a day on."""
        self._save(
            """INSERT INTO regular_meetings (group_number, weekday, time, since)
            VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
            SET weekday = excluded.weekday, time = excluded.time, since = excluded.since""",
            group,
            weekday,
            f"{at:%H:%M}",
            format_valid_day(since),
        )

    def delete(self, group: int) -> None:
        """Remove a group's regular meeting. Tracker does not ask about it any more."""
        self._save("DELETE FROM regular_meetings WHERE group_number = ?", group)

    def set_answered_for(self, group: int, day: date) -> None:
        """Remember that the person answered about a group's meeting of a day."""
        self._save(
            "UPDATE regular_meetings SET answered_for = ? WHERE group_number = ?",
            format_valid_day(day),
            group,
        )

    def find_unanswered_meeting(self, today: date) -> PastMeeting | None:
        """Return the last meeting that is not recorded and about which nothing was answered."""
        last = [
            PastMeeting(schedule, day)
            # While the device's clock is far off, nobody knows which meeting was the last.
            for schedule in (self.load_all() if is_in_range(today) else ())
            if (day := schedule.find_last_day(today)) is not None
        ]
        last.sort(key=lambda meeting: meeting.day, reverse=True)
        return next((meeting for meeting in last if not self._is_recorded(meeting)), None)

    def _is_recorded(self, meeting: PastMeeting) -> bool:
        # The day alone leads to few entries. The index of groups would lead to nearly all.
        sql = f"""SELECT 1 FROM entries WHERE day = ? AND +group_number = ?
            AND +type IN ({", ".join("?" * len(_MEETING_TYPES))}) LIMIT 1"""
        group = meeting.schedule.number
        return bool(self._load(bool, sql, str(meeting.day), group, *_MEETING_TYPES))


def _build_schedule(
    number: int, label: str, weekday: int, at: str, since: str, answered_for: str | None
) -> MeetingSchedule:
    return MeetingSchedule(
        number,
        label,
        weekday,
        time.fromisoformat(at),
        date.fromisoformat(since),
        parse_valid_day(answered_for),
    )
