"""The dialog of Settings for a group's regular meeting: the weekday and the time."""

import re
from collections.abc import Callable
from datetime import date, time

from tracker.analysis.groups.meeting_schedule import MeetingSchedule
from tracker.book.stores.meeting_schedule import MeetingScheduleStore
from tracker.entries.grammar import WEEKDAYS
from tracker.entries.tokenizer import fold
from tracker.i18n import N_label, _, _error, _label
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion

WEEKLY_TEXTS = (
    N_label("every Monday at {time}"),
    N_label("every Tuesday at {time}"),
    N_label("every Wednesday at {time}"),
    N_label("every Thursday at {time}"),
    N_label("every Friday at {time}"),
    N_label("every Saturday at {time}"),
    N_label("every Sunday at {time}"),
)
"""How the screens show the time of a weekly meeting."""
WEEKDAY_NAMES = (
    N_label("Monday"),
    N_label("Tuesday"),
    N_label("Wednesday"),
    N_label("Thursday"),
    N_label("Friday"),
    N_label("Saturday"),
    N_label("Sunday"),
)
HOURS_OF_DAY, MINUTES_OF_HOUR = 24, 60
"""The first numbers that are too large for an hour and for a minute."""
_TIME_PATTERN = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
MIN_WEEKDAY_LETTERS = 2
"""The fewest letters of a weekday that are understood, if no other one begins with them."""


def describe_schedule(schedule: MeetingSchedule) -> str:
    """Return when a group meets, in words."""
    return _label(WEEKLY_TEXTS[schedule.weekday]).format(time=f"{schedule.time:%H:%M}")


def build_schedule_dialog(group: str, schedule: MeetingSchedule | None) -> TextInputDialog:
    """Return a dialog for weekday and time. Left empty, Tracker asks about no meeting."""
    value = f"{WEEKDAYS[schedule.weekday]} {schedule.time:%H:%M}" if schedule else ""
    return TextInputDialog(
        group,
        [TextQuestion(_label("Meeting day"), value, _label("e.g. thu 19:00"))],
        _(
            "If you don’t add an entry for a meeting, Tracker asks once, on a later day."
            " Leave it empty to turn this off."
        ),
        find_schedule_refusal,
    )


def find_schedule_refusal(texts: InputTexts) -> str:
    """Return why the text is refused, or an empty text if it has a weekday and a time."""
    if not texts[0] or parse_schedule(texts[0]):
        return ""
    return _error("Leave it empty, or type a weekday and a time, e.g. thu 19:00")


def build_schedule_saver(
    meetings: MeetingScheduleStore, group: int, schedule: MeetingSchedule | None, today: date
) -> Callable[[str], None]:
    """Return a function that saves the typed schedule of the group with this number.

    An unchanged schedule keeps its first day.
    """

    def save(text: str) -> None:
        new_schedule = parse_schedule(text)
        if new_schedule is None:
            meetings.delete(group)
        elif schedule is None or new_schedule != (schedule.weekday, schedule.time):
            meetings.save(group, *new_schedule, today)

    return save


def parse_schedule(text: str) -> tuple[int, time] | None:
    """Return the typed weekday and time, or None if they are not understood."""
    words = text.split()
    if len(words) != 2:
        return None
    weekday, time_of_day = _parse_weekday(fold(words[0])), _parse_time(words[1])
    return None if weekday is None or time_of_day is None else (weekday, time_of_day)


def _parse_weekday(word: str) -> int | None:
    """Return the weekday from a word of the entry line, or from the start of its name."""
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    matches = [
        index for index, name in enumerate(WEEKDAY_NAMES) if fold(_label(name)).startswith(word)
    ]
    return matches[0] if len(matches) == 1 and len(word) >= MIN_WEEKDAY_LETTERS else None


def _parse_time(text: str) -> time | None:
    """Return a time like `19:00`, `19.30` or `19`."""
    match = _TIME_PATTERN.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < HOURS_OF_DAY and minute < MINUTES_OF_HOUR else None
