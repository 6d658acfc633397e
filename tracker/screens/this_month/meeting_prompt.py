"""The gentle question about the last regular meeting, and what its answers note."""

from datetime import date

from tracker.analysis.groups.meeting_schedule import WEEK, PastMeeting
from tracker.book.book import Book
from tracker.entries.types import Ask, Form, Meeting, StoredEntry
from tracker.i18n import N_, NumberFormat, _, format_day
from tracker.widgets.recent_entries import describe_entry

ASKED, NOT_ASKED, NOT_THERE, STOP = "asked", "not_asked", "not_there", "stop"
"""What the answers are called inside."""
WEEKDAY_MEETINGS = (
    N_("Monday’s meeting"),
    N_("Tuesday’s meeting"),
    N_("Wednesday’s meeting"),
    N_("Thursday’s meeting"),
    N_("Friday’s meeting"),
    N_("Saturday’s meeting"),
    N_("Sunday’s meeting"),
)


def describe_meeting_question(
    meeting: PastMeeting, today: date, *, has_several_groups: bool
) -> str:
    """The question as it stands on the screen; `several`: the book knows more than one group."""
    which = _(WEEKDAY_MEETINGS[meeting.day.weekday()])
    if today - meeting.day >= WEEK:
        # It is that weekday again, and another meeting may be to come today.
        which = _("{meeting}, {day}").format(meeting=which, day=format_day(meeting.day))
    if has_several_groups:
        which = _("{meeting} with {group}").format(meeting=which, group=meeting.schedule.group)
    return _("{meeting}: were you asked for money?").format(meeting=which)


def list_meeting_answers() -> tuple[tuple[str, str], ...]:
    """Each answer, inside and on screen."""
    return (
        (ASKED, _("yes")),
        (NOT_ASKED, _("no")),
        (NOT_THERE, _("I was not there")),
        (STOP, _("stop asking")),
    )


def save_meeting_answer(
    meeting: PastMeeting, answer: str, book: Book, today: date
) -> list[StoredEntry]:
    """Keep what an answer means; gives the meeting that was noted, where nobody asked at it."""
    noted: list[StoredEntry] = []
    if answer == STOP:
        book.meeting_schedule.delete(meeting.schedule.number)
        return noted
    if answer == NOT_ASKED:
        noted = book.log([_build_meeting(meeting)], today)
    book.meeting_schedule.set_answered_for(meeting.schedule.number, meeting.day)
    return noted


def build_ask_line(meeting: PastMeeting, book: Book) -> str:
    """With what the line begins on which is noted what was asked there: `2026-11-19 ask `."""
    from tracker.entries.line_writer import write_line

    entry = _build_meeting(meeting)
    line = f"{meeting.day} ask "
    if entry.group == book.load_parse_context().default_group:
        return line
    return line + write_line(entry, book.currency).split(" ", 2)[2] + " "


def save_meeting_of_ask(meeting: PastMeeting, book: Book, today: date) -> list[StoredEntry]:
    """Note the meeting at which an ask was just noted, so that the ask is not one outside it."""
    entries = [item.entry for item in book.load_entries(meeting.day, meeting.day)]
    group = meeting.schedule.group
    asked = any(isinstance(entry, Ask) and entry.group == group for entry in entries)
    met = any(isinstance(entry, Meeting) and entry.group == group for entry in entries)
    return book.log([_build_meeting(meeting)], today) if asked and not met else []


def _build_meeting(meeting: PastMeeting) -> Meeting:
    return Meeting(day=meeting.day, form=Form.MEETING, group=meeting.schedule.group)


def describe_saved_meeting(item: StoredEntry, numbers: NumberFormat) -> str:
    """What is said of a meeting that was noted: it can be taken back."""
    entry = describe_entry(item.entry, numbers).sentence
    return _("Noted: {entry}, {day}. Undo takes it back.").format(
        entry=entry, day=format_day(item.entry.day)
    )
