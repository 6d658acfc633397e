"""No day outside 1900 to 2199 is saved, in whatever way; one that is there harms nothing."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.book.wrong_days import FIRST, LAST, set_days
from tests.factories import GROUP, log_lines, make_empty_book
from tracker.book.book import Book
from tracker.book.database.connection import connect, transaction
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.book.stores.letter import Letter
from tracker.entries.types import Income, Kind, Payment
from tracker.months import EARLIEST, LATEST, Period

DAY = date(2025, 11, 2)
BEFORE, AFTER = EARLIEST - timedelta(days=1), LATEST + timedelta(days=1)
WRONG = (FIRST, BEFORE, AFTER, LAST)


@pytest.fixture
def book(path: Path) -> Book:
    made = make_empty_book(path, GROUP)
    log_lines(made, "2025-10-02 ask 50 donation no", "2025-10-03 paid 20 dues", today=DAY)
    return made


def make_payment(day: date) -> Payment:
    return Payment(day=day, amount=2000, kind=Kind.DUES, group="circle")


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_no_entry_is_saved_with_such_a_day(book: Book, wrong: date) -> None:
    before = list(book.load_entries())
    until = Income(day=DAY, amount=100, every=Period.MONTH, until=wrong)
    for entry in (make_payment(wrong), until):
        with pytest.raises(BookError, match="between 1900-01-01 and 2199-12-31"):
            book.log([entry], DAY)
        with pytest.raises(BookError, match="between 1900-01-01 and 2199-12-31"):
            book.edit(2, [entry], DAY)
    assert list(book.load_entries()) == before


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_nothing_is_saved_while_the_device_says_such_a_day(book: Book, wrong: date) -> None:
    before, group = list(book.load_entries()), book.groups.load_all()[0].number
    for save in (
        lambda: book.log([make_payment(DAY)], wrong),
        lambda: book.edit(2, [make_payment(DAY)], wrong),
        lambda: book.delete(2, wrong),
        lambda: book.undo(wrong),
        lambda: book.groups.set_left_on(group, wrong),
        lambda: book.meeting_schedule.save(group, 3, time(19), wrong),
    ):
        with pytest.raises(BookError, match=r"tracker --today 2025-10-02$"):
            save()
    assert list(book.load_entries()) == before
    assert book.meeting_schedule.load_all() == []


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_was_begun_is_kept_all_the_same_on_the_nearest_day(book: Book, wrong: date) -> None:
    book.drafts.save("paid 5", wrong)
    book.letter.save_draft(Letter("dear me", wrong, before_you_answer=True, first_ask=True))
    book.export_log.record(Path("/shown"), wrong, "all")
    begun = book.letter.load_draft()
    assert begun is not None
    book.letter.save(Letter("dear me", wrong, before_you_answer=True, first_ask=True))
    letter = book.letter.load()
    assert letter is not None
    nearest = EARLIEST if wrong < EARLIEST else LATEST
    days = [book.drafts.load_all()[0].day, begun.written_on, letter.written_on]
    assert days == [nearest] * 3
    assert book.export_log.load_all()[0].day == nearest


def test_the_first_and_the_last_day_are_days_like_any_other(book: Book) -> None:
    for day in (EARLIEST, LATEST):
        book.log([make_payment(day)], day)
    facts = book.load_monthly_facts(LATEST)
    assert facts.first_day == EARLIEST
    assert sum(facts.paid.values()) == 3 * 2000


def test_no_meeting_is_asked_about_while_the_clock_is_far_off(book: Book) -> None:
    book.meeting_schedule.save(book.groups.load_all()[0].number, 3, time(19), DAY)
    assert book.meeting_schedule.find_unanswered_meeting(AFTER) is None
    assert book.meeting_schedule.find_unanswered_meeting(LATEST) is not None


def test_days_that_are_no_entry_count_as_none(book: Book, path: Path) -> None:
    group = book.groups.load_all()[0].number
    book.meeting_schedule.save(group, 3, time(19), date(2025, 10, 1))
    book.export_log.record(Path("/shown"), DAY, "all")
    book.export_log.record(Path("/shown"), DAY, "all")
    book.close()
    connection = connect(path, None)
    with transaction(connection):
        for sql in (
            "UPDATE groups SET left_on = '9999-12-30'",
            "UPDATE regular_meetings SET answered_for = '9999-12-30'",
            "UPDATE exports SET day = '9999-12-30' WHERE number = 2",
            "UPDATE changes SET day = '9999-12-30'",
        ):
            connection.execute(sql)
    connection.close()
    with open_book(path) as opened:
        assert opened.groups.load_all()[0].left_on is None
        passed = opened.meeting_schedule.find_unanswered_meeting(DAY)
        assert passed is not None
        assert passed.day == date(2025, 10, 30)
        assert opened.export_log.find_last_day() == DAY
        assert opened.load_monthly_facts(DAY).last_change_day is None


def test_opening_a_book_with_such_days_changes_nothing(book: Book, path: Path) -> None:
    book.close()
    set_days(path, 1, day=LAST, logged_on=FIRST)
    with open_book(path) as opened:
        before = list(opened.load_entries())
        opened.maintenance.check_integrity(DAY)
    with open_book(path) as opened:
        assert list(opened.load_entries()) == before
        assert [item.number for item in opened.day_repair.load_outside_range()] == [1]
