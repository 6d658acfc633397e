"""The question whether you were asked for money at the last meeting, and what its answers save."""

from datetime import date

from tracker.analysis.groups.meeting_schedule import WEEK, PastMeeting
from tracker.book.book import Book
from tracker.entries.types import Ask, Form, Meeting, StoredEntry
from tracker.i18n import N_, NumberFormat, _, _label, format_day
from tracker.widgets.recent_entries import describe_entry

ASKED, NOT_ASKED, NOT_THERE, STOP = "asked", "not_asked", "not_there", "stop"
"""The names of the answers in code."""
WEEKDAY_QUESTIONS = (
    N_("Were you asked for money at Monday’s meeting?"),
    N_("Were you asked for money at Tuesday’s meeting?"),
    N_("Were you asked for money at Wednesday’s meeting?"),
    N_("Were you asked for money at Thursday’s meeting?"),
    N_("Were you asked for money at Friday’s meeting?"),
    N_("Were you asked for money at Saturday’s meeting?"),
    N_("Were you asked for money at Sunday’s meeting?"),
)
"""The question about a meeting in the last seven days, Monday first."""
WEEKDAY_GROUP_QUESTIONS = (
    N_("Were you asked for money at Monday’s meeting with {group}?"),
    N_("Were you asked for money at Tuesday’s meeting with {group}?"),
    N_("Were you asked for money at Wednesday’s meeting with {group}?"),
    N_("Were you asked for money at Thursday’s meeting with {group}?"),
    N_("Were you asked for money at Friday’s meeting with {group}?"),
    N_("Were you asked for money at Saturday’s meeting with {group}?"),
    N_("Were you asked for money at Sunday’s meeting with {group}?"),
)
"""The same with the name of the group."""


def describe_meeting_prompt(meeting: PastMeeting, today: date, *, has_several_groups: bool) -> str:
    """Return the question. With several groups it names the group of the meeting."""
    weekday = meeting.day.weekday()
    # Today is the same weekday, so there may be another meeting later today.
    is_week_ago = today - meeting.day >= WEEK
    if has_several_groups:
        question = (
            _("Were you asked for money at the meeting with {group} on {day}?")
            if is_week_ago
            else _(WEEKDAY_GROUP_QUESTIONS[weekday])
        )
    else:
        question = (
            _("Were you asked for money at the meeting on {day}?")
            if is_week_ago
            else _(WEEKDAY_QUESTIONS[weekday])
        )
    return question.format(group=meeting.schedule.group, day=format_day(meeting.day))


def list_meeting_answers() -> tuple[tuple[str, str], ...]:
    """Return each answer: its name in code and its text on screen."""
    return (
        (ASKED, _label("yes", "answer")),
        (NOT_ASKED, _label("no", "answer")),
        (NOT_THERE, _label("I wasn’t there")),
        (STOP, _label("don’t ask again")),
    )


def save_meeting_answer(
    meeting: PastMeeting, answer: str, book: Book, today: date
) -> list[StoredEntry]:
    """Save an answer. Return the meeting that it adds, if nobody asked at it."""
    saved: list[StoredEntry] = []
    if answer == STOP:
        book.meeting_schedule.delete(meeting.schedule.number)
        return saved
    if answer == NOT_ASKED:
        saved = book.log([_build_meeting(meeting)], today)
    book.meeting_schedule.set_answered_for(meeting.schedule.number, meeting.day)
    return saved


def build_meeting_ask_line(meeting: PastMeeting, book: Book) -> str:
    """Return the beginning of the line for an ask at the meeting: `2026-11-19 ask `."""
    from tracker.entries.line_writer import write_line

    entry = _build_meeting(meeting)
    line = f"{meeting.day} ask "
    if entry.group == book.load_parse_context().default_group:
        return line
    return line + write_line(entry, book.currency).split(" ", 2)[2] + " "


def save_meeting_of_ask(meeting: PastMeeting, book: Book, today: date) -> list[StoredEntry]:
    """Save the meeting of an ask that was just saved, so the ask belongs to a meeting."""
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
    return _("Saved: {entry}, {day}. You can undo this.").format(
        entry=entry, day=format_day(item.entry.day)
    )
