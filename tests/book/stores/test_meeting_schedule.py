"""Regular meetings: set for a group, asked about once, and never for what is noted already."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from tests.factories import log_lines, make_book
from tracker.analysis.groups.meeting_schedule import MeetingSchedule, PastMeeting
from tracker.book.book import Book
from tracker.book.open_book import open_book

THURSDAY = date(2026, 11, 19)
FRIDAY = date(2026, 11, 20)
SET = date(2026, 11, 2)
AT = time(19, 0)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with two groups, whose numbers are 1 and 2."""
    path = make_book(
        tmp_path / "book.db", "2026-11-01 meeting", "2026-11-01 meeting @!choir", group="circle"
    )
    with open_book(path) as book:
        yield book


def list_unanswered_days(book: Book, today: date = FRIDAY) -> tuple[str, date] | None:
    meeting = book.meeting_schedule.find_unanswered_meeting(today)
    return (meeting.schedule.group, meeting.day) if meeting else None


def test_what_is_set_is_read_again_until_it_is_stopped(book: Book) -> None:
    assert book.meeting_schedule.load_all() == []
    book.meeting_schedule.save(1, 3, AT, SET)
    book.meeting_schedule.save(2, 6, time(10, 30), SET)
    assert book.meeting_schedule.load_all() == [
        MeetingSchedule(1, "circle", 3, AT, SET),
        MeetingSchedule(2, "choir", 6, time(10, 30), SET),
    ]
    book.meeting_schedule.save(1, 1, time(18), THURSDAY)
    assert book.meeting_schedule.load_all()[0] == MeetingSchedule(
        1, "circle", 1, time(18), THURSDAY
    )
    book.meeting_schedule.delete(1)
    book.meeting_schedule.delete(1)
    assert [each.group for each in book.meeting_schedule.load_all()] == ["choir"]


def test_the_last_meeting_is_asked_about_until_it_is_answered(book: Book) -> None:
    assert list_unanswered_days(book) is None
    book.meeting_schedule.save(1, 3, AT, SET)
    assert book.meeting_schedule.find_unanswered_meeting(FRIDAY) == PastMeeting(
        MeetingSchedule(1, "circle", 3, AT, SET), THURSDAY
    )
    assert list_unanswered_days(book, date(2026, 11, 26)) == ("circle", THURSDAY)
    book.meeting_schedule.set_answered_for(1, THURSDAY)
    assert list_unanswered_days(book) is None
    assert list_unanswered_days(book, date(2026, 11, 26)) is None
    assert list_unanswered_days(book, date(2026, 11, 27)) == ("circle", date(2026, 11, 26))


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("2026-11-19 meeting @circle", False),
        ("2026-11-19 event 3h @circle", False),
        ("2026-11-19 one-to-one @circle", False),
        ("2026-11-19 stall @circle", False),
        ("2026-11-19 ask 5 dues no @circle", False),
        ("2026-11-19 message @circle", True),
        ("2026-11-19 paid 5 dues @circle", True),
        ("2026-11-18 meeting @circle", True),
        ("2026-11-19 meeting @choir", True),
    ],
)
def test_a_meeting_that_is_noted_is_not_asked_about(book: Book, line: str, is_asked: bool) -> None:
    book.meeting_schedule.save(1, 3, AT, SET)
    log_lines(book, line, today=FRIDAY)
    assert (list_unanswered_days(book) is not None) is is_asked


def test_of_several_groups_the_latest_meeting_comes_first(book: Book) -> None:
    book.meeting_schedule.save(1, 1, AT, SET)
    book.meeting_schedule.save(2, 3, AT, SET)
    assert list_unanswered_days(book) == ("choir", THURSDAY)
    book.meeting_schedule.set_answered_for(2, THURSDAY)
    assert list_unanswered_days(book) == ("circle", date(2026, 11, 17))


def test_a_group_that_was_left_is_not_asked_about(book: Book) -> None:
    book.meeting_schedule.save(1, 3, AT, SET)
    book.groups.set_left_on(1, THURSDAY)
    assert list_unanswered_days(book) is None
    assert book.meeting_schedule.load_all() == []
