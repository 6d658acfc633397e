"""Days that cannot be, in the app: seen and never counted, repaired when asked, none is saved."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.book.wrong_days import FIRST, LAST, LAST_BUT_ONE, set_days
from tests.factories import list_draft_texts, make_book
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_notices,
    read_screen,
    read_words,
    type_in,
)
from tests.screens.settings.test_maintenance import wait_until_settled
from tests.screens.settings.test_settings_screen import choose
from tests.strategies import pick_every
from tests.walks import AFTER, CHART, ENTRIES, LIFE, PLACES, PLEDGES, walk
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.months import EARLIEST, LATEST
from tracker.screens.settings.maintenance import IntegrityReportDialog

LINES = (
    *("2026-09-01 income 950/month", "2026-10-02 ask 50 donation pledged 50 #in_public"),
    *("2026-10-03 answered for 2 no", "2026-11-02 paid 20 dues // soup", "2026-11-03 meeting 2h"),
    "2026-11-04 paid 30/month dues",
)
A_DAY = timedelta(days=1)
BOTH_ENDS = (EARLIEST - A_DAY, EARLIEST, LATEST, LATEST + A_DAY)
READING = ("this month", "entries", "chart", "how often", "settings", "before you answer")


@pytest.fixture(scope="module")
def wrong_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which an earlier version left days of the year 9999, to be copied."""
    path = make_book(tmp_path_factory.mktemp("wrong") / "book.db", *LINES, group="circle")
    set_days(path, 2, day=LAST_BUT_ONE, logged_on=LAST)
    set_days(path, 3, day=LAST)
    set_days(path, 4, day=FIRST)
    set_days(path, 6, until=LAST)
    return path


@pytest.fixture
def book_with_wrong_days(wrong_once: Path, tmp_path: Path) -> Path:
    """A copy of that book."""
    return Path(shutil.copy(wrong_once, tmp_path))


async def test_each_is_listed_above_the_month_with_a_word_about_its_day(
    book_with_wrong_days: Path,
) -> None:
    app = open_app(book_with_wrong_days)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f2")
        await wait_until_settled(pilot)
        text = read_words(app)
        assert "30 Dec 9999" in text
        assert "1 Jan 1" in text
        assert "30 Dec 9999 can’t be right. Change it, or run Check notebook in" in text
        for key in ("left", "left", "home", "end", "right", "s", "s", "s", "v", "escape"):
            await pilot.press(key)
        await pilot.press("slash", *"paid", "enter")
        await wait_until_settled(pilot)
        assert "1 Jan 1" in read_words(app), "found over all months"


async def test_one_can_be_changed_and_undone(book_with_wrong_days: Path) -> None:
    app = open_app(book_with_wrong_days)
    async with app.run_test(size=(120, 40)) as pilot:
        before = list(app.current_book.load_entries())
        await pilot.press("f2", "down", "down", "enter")
        await wait_until_settled(pilot)
        await pilot.press("ctrl+u")
        await paste_in(pilot, "2026-11-02 paid 20 dues // soup")
        await pilot.press("enter")
        await wait_until_settled(pilot)
        item = app.current_book.find_entry(4)
        assert item is not None
        assert item.entry.day == date(2026, 11, 2)
        await pilot.press("u")
        await wait_until_settled(pilot)
        assert list(app.current_book.load_entries()) == before


async def test_the_check_proposes_days_and_saves_them_as_one_change(
    book_with_wrong_days: Path,
) -> None:
    app = open_app(book_with_wrong_days)
    async with app.run_test(size=(120, 50)) as pilot:
        before = list(app.current_book.load_entries())
        await choose(pilot, "check:")
        assert is_on(app, IntegrityReportDialog)
        text = read_words(app)
        assert "Some dates can’t be right. Here is a suggested one for each." in text
        assert "9999-12-30 → 2026-09-01" in text
        assert "9999-12-31 → 2026-11-04" in text
        assert "Save these dates" in text
        assert "20.00" in text
        await pilot.press("ctrl+n")
        await wait_until_settled(pilot)
        assert "20.00" not in read_screen(app), "the key hides amounts here, too"
        await pilot.press("ctrl+n", "escape")
        await wait_until_settled(pilot)
        assert list(app.current_book.load_entries()) == before
        await choose(pilot, "check:")
        await pilot.press("s")
        await wait_until_settled(pilot)
        assert "The new dates are saved. Undo brings back the old ones." in read_screen(
            app
        ) + read_notices(app)
        assert app.current_book.day_repair.load_wrong() == []
        await pilot.press("f2", "u")
        await wait_until_settled(pilot)
        assert list(app.current_book.load_entries()) == before


async def test_where_nothing_is_wrong_there_is_nothing_to_save(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await choose(pilot, "check:")
        assert "Save these dates" not in read_screen(app)
        await pilot.press("s")
        await wait_until_settled(pilot)
        assert is_on(app, IntegrityReportDialog)


async def test_every_place_opens_with_such_days(book_with_wrong_days: Path) -> None:
    app = open_app(book_with_wrong_days)
    stops = {**PLACES, **CHART, **PLEDGES, **LIFE, **ENTRIES}
    async with app.run_test(size=(100, 30)) as pilot:
        async for name in walk(pilot, stops):
            assert read_screen(app).strip(), name


@pytest.mark.slow
@pytest.mark.parametrize("day", pick_every(4, BOTH_ENDS), ids=str)
@pytest.mark.long
async def test_every_place_opens_at_both_ends_of_time_and_beyond(
    book_with_wrong_days: Path, day: date
) -> None:
    app = TrackerApp(book_with_wrong_days, FixedClock(day))
    with open_book(book_with_wrong_days) as book:
        before = list(book.load_entries())
    stops = {name: PLACES[name] for name in READING}
    async with app.run_test(size=(100, 30)) as pilot:
        async for name in walk(pilot, stops):
            assert read_screen(app).strip(), name
    with open_book(book_with_wrong_days) as book:
        assert list(book.load_entries()) == before


@pytest.mark.parametrize("day", [EARLIEST - A_DAY, LATEST + A_DAY], ids=str)
async def test_with_a_clock_far_off_what_is_typed_stays_and_is_not_saved(
    book_with_wrong_days: Path, day: date
) -> None:
    app = TrackerApp(book_with_wrong_days, FixedClock(day))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        await type_in(pilot, "yesterday paid 5 dues")
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert "The date of this device is before 1900 or after 2199." in " ".join(
            read_screen(app).split()
        )
        await pilot.press("ctrl+q")
    with open_book(book_with_wrong_days) as book:
        assert len(list(book.load_entries())) == len(LINES)
        assert list_draft_texts(book) == ["yesterday paid 5 dues"]


@pytest.mark.parametrize("key", ["enter", "escape", "ctrl+q"])
async def test_with_a_clock_far_off_pasted_lines_become_drafts(
    key: str, book_with_wrong_days: Path
) -> None:
    app = TrackerApp(book_with_wrong_days, FixedClock(LATEST + A_DAY))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "paid 5 dues\nmeeting 2h")
        await pilot.press(key)
        await wait_until_settled(pilot)
    with open_book(book_with_wrong_days) as book:
        assert len(list(book.load_entries())) == len(LINES)
        assert list_draft_texts(book) == ["paid 5 dues", "meeting 2h"]


async def test_after_a_meeting_all_can_be_noted_on_the_last_day(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", group="circle")
    app = TrackerApp(path, FixedClock(LATEST))
    async with app.run_test(size=(100, 30)) as pilot:
        async for _name in walk(pilot, AFTER):
            assert read_screen(app).strip()
    with open_book(path) as book:
        assert {item.entry.day for item in book.load_entries()} <= {LATEST}
