"""Regular meetings: set in Settings, the question about the last one, and what answers save."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import list_book_lines, log_lines, make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen, read_words
from tests.screens.settings.test_settings_screen import choose, fill
from tests.strategies import ANY_LETTERS
from tracker.analysis.groups.meeting_schedule import MeetingSchedule
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.screens.log.single_entry_screen import SingleEntryScreen
from tracker.screens.settings.meeting_schedule import (
    describe_schedule,
    find_schedule_refusal,
    parse_schedule,
)
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.shell.input_dialogs import TextInputDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.inline_prompt import InlinePrompt

FRIDAY = date(2026, 11, 20)
THURSDAY = date(2026, 11, 19)
SET = date(2026, 11, 2)
QUESTION = "Were you asked for money at Thursday’s meeting?"
BASICS = (
    "2026-11-01 income 950/month",
    "2026-11-01 need food 260/month",
    "2026-11-01 need rent 380/month",
    "2026-11-01 need other 0/month",
    "2026-11-01 limit 2%",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book about a group that meets every Thursday, with nothing left to be set up."""
    path = make_book(tmp_path / "book.db", *BASICS, "2026-11-05 meeting", group="circle")
    with open_book(path) as book:
        book.meeting_schedule.save(1, 3, time(19), SET)
    return path


def open_app_on(path: Path, day: date = FRIDAY) -> TrackerApp:
    """Return the app with a book, on some day."""
    return TrackerApp(path, FixedClock(day))


def list_added_lines(app: TrackerApp) -> list[str]:
    """Return the lines that were saved after those of the fixture."""
    return list_book_lines(app.current_book)[len(BASICS) + 1 :]


def is_prompt_shown(app: TrackerApp) -> bool:
    """Return whether a question is on the screen."""
    return app.screen.query_one(InlinePrompt).display


async def test_when_a_group_meets_is_set_and_stopped(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await choose(pilot, "meets:")
        assert is_on(app, TextInputDialog)
        for text in ("thu", "thu 25:00", "someday 19:00", "19:00 thu", "t 19:00", "thu 7pm"):
            await fill(pilot, text)
            assert "type a weekday and a time, e.g. thu 19:00" in read_screen(app)
        await fill(pilot, "thu 19:00")
        assert is_on(app, SettingsScreen)
        assert "every Thursday at 19:00" in read_screen(app)
        (regular,) = app.current_book.meeting_schedule.load_all()
        assert (regular.group, regular.weekday, regular.time) == ("circle", 3, time(19))
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert app.current_book.meeting_schedule.load_all() == [regular]
        await pilot.press("enter")
        await pilot.pause()
        await fill(pilot, "")
        assert app.current_book.meeting_schedule.load_all() == []
        assert "every Thursday" not in read_screen(app)


async def test_no_opens_nothing_and_notes_a_meeting_that_can_be_taken_back(path: Path) -> None:
    app = open_app_on(path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert QUESTION in read_screen(app)
        await pilot.press("tab", "right", "enter")
        await pilot.pause()
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert list_added_lines(app) == ["2026-11-19 meeting @circle"]
        told = read_words(app)
        assert "Saved: meeting, 19 Nov. You can undo this." in told
        assert not is_prompt_shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert list_added_lines(app) == []
    app = open_app_on(path, date(2026, 11, 21))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not is_prompt_shown(app), "it was answered"


async def test_yes_opens_the_line_of_that_day_and_the_ask_has_its_meeting(path: Path) -> None:
    app = open_app_on(path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert is_on(app, SingleEntryScreen)
        assert app.screen.query_one(EntryInput).value == "2026-11-19 ask "
        await paste_in(pilot, "30/month dues no")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert list_added_lines(app) == [
            "2026-11-19 ask 30/month dues no @circle",
            "2026-11-19 meeting @circle",
        ]
        assert "Saved: meeting, 19 Nov." in read_words(app)
        assert not is_prompt_shown(app)


async def test_yes_and_nothing_noted_is_fine(path: Path) -> None:
    app = open_app_on(path)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert list_added_lines(app) == []
        assert not is_prompt_shown(app)


@pytest.mark.parametrize(("rights", "is_set"), [(2, True), (3, False)])
async def test_not_there_and_stop_asking_note_nothing(
    path: Path, rights: int, is_set: bool
) -> None:
    app = open_app_on(path)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("tab", *["right"] * rights, "enter")
        await pilot.pause()
        assert list_added_lines(app) == []
        assert not is_prompt_shown(app)
        assert bool(app.current_book.meeting_schedule.load_all()) is is_set
    app = open_app_on(path, date(2026, 11, 27))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert (QUESTION in read_words(app)) is is_set


async def test_only_the_last_one_is_asked_about_and_never_while_it_may_go_on(path: Path) -> None:
    for day, said in (
        (THURSDAY, "Were you asked for money at the meeting on 12 Nov?"),
        (FRIDAY, "Were you asked for money at Thursday’s meeting?"),
        (date(2027, 3, 5), "Were you asked for money at Thursday’s meeting?"),
    ):
        app = open_app_on(path, day)
        async with app.run_test() as pilot:
            await pilot.pause()
            assert said in read_words(app)
            await pilot.press("tab", "right", "right", "enter")
            await pilot.pause()
            assert not is_prompt_shown(app), "one question a day is enough"


async def test_a_meeting_that_is_noted_is_not_asked_about(path: Path) -> None:
    with open_book(path) as book:
        log_lines(book, "2026-11-19 ask 5 dues no", today=FRIDAY)
    app = open_app_on(path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not is_prompt_shown(app)


async def test_it_goes_before_what_is_set_up_and_names_the_group_among_several(
    tmp_path: Path,
) -> None:
    path = make_book(
        tmp_path / "book.db", "2026-11-05 meeting @!circle", '2026-11-06 meeting @!"tea table"'
    )
    with open_book(path) as book:
        book.meeting_schedule.save(1, 3, time(19), SET)
    app = open_app_on(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        text = read_words(app)
        assert "Were you asked for money at Thursday’s meeting with circle?" in text
        assert "don’t ask again" in text, "all four answers fit"
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert app.screen.query_one(EntryInput).value == "2026-11-19 ask @circle "


def test_weekday_and_time_are_read_as_people_type_them() -> None:
    assert parse_schedule("thu 19:00") == (3, time(19))
    assert parse_schedule("  Thursday 9.30 ") == (3, time(9, 30))
    assert parse_schedule("TUE 7") == (1, time(7))
    assert parse_schedule("") is None


@given(st.integers(0, 6), st.times())
def test_what_is_said_of_a_meeting_names_its_time(weekday: int, at: time) -> None:
    assert describe_schedule(MeetingSchedule(1, "g", weekday, at, SET)).endswith(f"{at:%H:%M}")


@given(st.text(ANY_LETTERS, max_size=12))
def test_any_text_is_a_meeting_or_a_sentence(text: str) -> None:
    said = find_schedule_refusal((text.strip(),))
    assert bool(said) is (bool(text.strip()) and parse_schedule(text) is None)
