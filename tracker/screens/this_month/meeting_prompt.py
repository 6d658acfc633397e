"""The question whether you were asked for money at the last meeting, and what its answers save."""

from datetime import date

from tracker.analysis.groups.meeting_schedule import WEEK, PastMeeting
from tracker.book.book import Book
from tracker.entries.types import Ask, Form, Meeting, StoredEntry
from tracker.i18n import N_, NumberFormat, _, format_day
from tracker.widgets.recent_entries import describe_entry

ASKED, NOT_ASKED, NOT_THERE, STOP = "asked", "not_asked", "not_there", "stop"
"""The names of the answers in code."""
WEEKDAY_MEETINGS = (
    N_("Monday’s meeting"),
    N_("Tuesday’s meeting"),
    N_("Wednesday’s meeting"),
    N_("Thursday’s meeting"),
    N_("Friday’s meeting"),
    N_("Saturday’s meeting"),
    N_("Sunday’s meeting"),
)


def describe_meeting_prompt(meeting: PastMeeting, today: date, *, has_several_groups: bool) -> str:
    """Return the question; with several groups it names the group of the meeting."""
    which = _(WEEKDAY_MEETINGS[meeting.day.weekday()])
    if today - meeting.day >= WEEK:
        # Today is the same weekday, so a second meeting may still come today.
        which = _("{meeting}, {day}").format(meeting=which, day=format_day(meeting.day))
    if has_several_groups:
        which = _("{meeting} with {group}").format(meeting=which, group=meeting.schedule.group)
    return _("{meeting}: were you asked for money?").format(meeting=which)


def list_meeting_answers() -> tuple[tuple[str, str], ...]:
    """Return each answer: its name in code and its text on screen."""
    return (
        (ASKED, _("yes")),
        (NOT_ASKED, _("no")),
        (NOT_THERE, _("I was not there")),
        (STOP, _("stop asking")),
    )


def save_meeting_answer(
    meeting: PastMeeting, answer: str, book: Book, today: date
) -> list[StoredEntry]:
    """Save an answer; return the meeting that it adds, if nobody asked at it."""
    saved: list[StoredEntry] = []
    if answer == STOP:
        book.meeting_schedule.delete(meeting.schedule.number)
        return saved
    if answer == NOT_ASKED:
        saved = book.log([_build_meeting(meeting)], today)
    book.meeting_schedule.set_answered_for(meeting.schedule.number, meeting.day)
    return saved


def build_ask_line(meeting: PastMeeting, book: Book) -> str:
    """Return the beginning of the line for an ask at the meeting: `2026-11-19 ask `."""
    from tracker.entries.line_writer import write_line

    entry = _build_meeting(meeting)
    line = f"{meeting.day} ask "
    if entry.group == book.load_parse_context().default_group:
        return line
    return line + write_line(entry, book.currency).split(" ", 2)[2] + " "


def save_meeting_of_ask(meeting: PastMeeting, book: Book, today: date) -> list[StoredEntry]:
    """Save the meeting of an ask that was just saved, so that the ask belongs to a meeting."""
    entries = [item.entry for item in book.load_entries(meeting.day, meeting.day)]
    group = meeting.schedule.group
    has_ask = any(isinstance(entry, Ask) and entry.group == group for entry in entries)
    has_meeting = any(isinstance(entry, Meeting) and entry.group == group for entry in entries)
    return book.log([_build_meeting(meeting)], today) if has_ask and not has_meeting else []


def _build_meeting(meeting: PastMeeting) -> Meeting:
    return Meeting(day=meeting.day, form=Form.MEETING, group=meeting.schedule.group)


def describe_saved_meeting(item: StoredEntry, numbers: NumberFormat) -> str:
    """Return the message about a meeting that was saved: undo removes it again."""
    entry = describe_entry(item.entry, numbers).sentence
    return _("Noted: {entry}, {day}. Undo takes it back.").format(
        entry=entry, day=format_day(item.entry.day)
    )
