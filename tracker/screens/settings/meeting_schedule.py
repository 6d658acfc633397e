"""The dialog of Settings for a group's regular meeting: the weekday and the time."""

import re
from collections.abc import Callable
from datetime import date, time

from tracker.analysis.groups.meeting_schedule import MeetingSchedule
from tracker.book.stores.meeting_schedule import MeetingScheduleStore
from tracker.entries.grammar import WEEKDAYS
from tracker.entries.tokenizer import fold
from tracker.i18n import N_, _
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion

WEEKLY_TEXTS = (
    N_("every Monday {time}"),
    N_("every Tuesday {time}"),
    N_("every Wednesday {time}"),
    N_("every Thursday {time}"),
    N_("every Friday {time}"),
    N_("every Saturday {time}"),
    N_("every Sunday {time}"),
)
"""How a weekday is said of what comes back each week."""
WEEKDAY_NAMES = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
HOURS_OF_DAY, MINUTES_OF_HOUR = 24, 60
"""Of a day, of an hour."""
_TIME_PATTERN = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
MIN_WEEKDAY_LETTERS = 2
"""As many letters of a weekday do, where no other begins with them."""


def describe_schedule(schedule: MeetingSchedule) -> str:
    """Return when a group meets, in words."""
    return _(WEEKLY_TEXTS[schedule.weekday]).format(time=f"{schedule.time:%H:%M}")


def build_schedule_dialog(group: str, schedule: MeetingSchedule | None) -> TextInputDialog:
    """Return a dialog for weekday and time; both stay empty where nothing is to be asked."""
    value = f"{WEEKDAYS[schedule.weekday]} {schedule.time:%H:%M}" if schedule else ""
    return TextInputDialog(
        group,
        [TextQuestion(_("Meets"), value, _("like thu 19:00"))],
        _(
            "Where nothing is noted of a meeting, This month asks about it once, on a day after"
            " it. Empty: never."
        ),
        find_schedule_refusal,
    )


def find_schedule_refusal(texts: InputTexts) -> str:
    """Return why this names no weekday and time, as a sentence; empty where it does."""
    if not texts[0] or parse_schedule(texts[0]):
        return ""
    return _("A weekday and a time, like thu 19:00; empty for none.")


def build_schedule_saver(
    meetings: MeetingScheduleStore, group: int, schedule: MeetingSchedule | None, today: date
) -> Callable[[str], None]:
    """Return a function that saves what was typed for the group of this number.

    A schedule that did not change keeps the day since when it counts.
    """

    def save(text: str) -> None:
        new_schedule = parse_schedule(text)
        if new_schedule is None:
            meetings.delete(group)
        elif schedule is None or new_schedule != (schedule.weekday, schedule.time):
            meetings.save(group, *new_schedule, today)

    return save


def parse_schedule(text: str) -> tuple[int, time] | None:
    """Return the weekday and the time that were typed; None where they cannot be read."""
    words = text.split()
    if len(words) != 2:
        return None
    weekday, time_of_day = _parse_weekday(fold(words[0])), _parse_time(words[1])
    return None if weekday is None or time_of_day is None else (weekday, time_of_day)


def _parse_weekday(word: str) -> int | None:
    """Return the weekday by the entry line's words, or by the beginning of its name."""
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    matches = [index for index, name in enumerate(WEEKDAY_NAMES) if fold(_(name)).startswith(word)]
    return matches[0] if len(matches) == 1 and len(word) >= MIN_WEEKDAY_LETTERS else None


def _parse_time(text: str) -> time | None:
    """Return a time like `19:00`, `19.30` or `19`."""
    match = _TIME_PATTERN.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < HOURS_OF_DAY and minute < MINUTES_OF_HOUR else None
