"""The clock is set back by a day, a year, to 1970: nothing is lost, and nothing untrue is said.

What is of later days stays, is listed among the entries, and counts again when its day comes.
"""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.command_line import Tracker
from tests.factories import TODAY, make_story
from tests.pilot_actions import read_screen, read_words
from tests.walks import PLACES, walk
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.clock import FixedClock

EPOCH = date(1970, 1, 1)
DAYS = (TODAY - timedelta(days=1), TODAY.replace(year=TODAY.year - 1), EPOCH)
READING = (
    *(
        (),
        ("months",),
        ("total",),
        ("how-often",),
        ("timeline",),
        ("chart",),
        ("entries", "ask", "no"),
    ),
    *(("history", "4"), ("where", "--all"), ("months", "--format", "json")),
)
LATER = "All your entries are dated after"
LAST = (
    "and this device says that today is Nov 12, 2025. If it isn’t, check the date on this device."
)
pytestmark = pytest.mark.usefixtures("no_disk_is_waited_for")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story's book, to be copied."""
    return make_story(tmp_path_factory.mktemp("story") / "book.db")


@pytest.fixture
def story_told(tracker: Tracker, story: Path) -> Tracker:
    """The command line on a copy of it."""
    shutil.copy(story, tracker.book)
    return tracker


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_command_that_reads_says_something_and_changes_nothing(
    story_told: Tracker, day: date
) -> None:
    before = story_told("entries", "--format", "json").out
    for command in READING:
        result = story_told("--today", str(day), *command)
        assert result.code == 0, command
        assert result.out + result.err
        assert "No entries yet" not in result.out + result.err, command
    assert story_told("--today", str(day), "entries", "--format", "json").out == before


def test_of_an_empty_looking_month_the_date_is_named_and_not_the_book_blamed(
    story_told: Tracker,
) -> None:
    for command in ((), ("months",), ("total",), ("how-often",), ("chart",)):
        result = story_told("--today", str(EPOCH), *command)
        assert f"{LATER} Jan 1, 1970" in result.out + result.err, command


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_done_meanwhile_can_be_taken_back_and_nothing_else(
    story_told: Tracker, day: date
) -> None:
    today = ("--today", str(day))
    before = story_told("entries", "--format", "json").out
    assert story_told(*today, "log", stdin=b"meeting 2h\n15 merch gave 15\n").code == 2
    assert story_told(*today, "log", stdin=b"meeting 2h\nask 15 merch gave 15\n").code == 0
    assert story_told(*today, "undo").out.startswith("Undid 3 entries:")
    assert story_told("entries", "--format", "json").out == before
    # The next is what was done before the clock was set back.
    assert story_told(*today, "undo").code == 0
    assert story_told("history", "1").out.endswith("\n")


def test_what_is_changed_meanwhile_has_a_history_in_its_order(story_told: Tracker) -> None:
    with open_book(story_told.book) as book:
        item = book.find_entry(4)
        assert item is not None
        book.delete(4, EPOCH)
        book.undo(EPOCH - timedelta(days=1))
        assert book.find_entry(4) == item
        book.drafts.save("15 merch", EPOCH)
        book.export_log.record(Path("/shown"), EPOCH)
        assert book.export_log.load_all()[0].day == EPOCH
        days = [(version.logged_on, version.ended_on) for version in book.load_history(4)]
    assert days == [(TODAY, None)]


def test_a_bundle_made_meanwhile_is_whole(story_told: Tracker) -> None:
    # A thought (`wrote`) goes where private notes go.
    whole = ("--for", "me", "--private-notes", "--to", "out")
    result = story_told("--today", str(EPOCH), "export", *whole)
    assert result.code == 0, result.err
    assert story_told("new", "--currency", "EUR", "--no-passphrase", book="other.db").code == 0
    assert story_told("import", "out", book="other.db").code == 0
    columns = ("entries", "--format", "csv", "--private-notes")
    assert story_told(*columns, book="other.db").out == story_told(*columns).out
    refused = story_told("--today", str(EPOCH), "import", "out", book="other.db")
    assert refused.code == 1
    assert "is in the future" in refused.err
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize("day", DAYS, ids=str)
async def test_every_place_of_the_app_opens(story: Path, tmp_path: Path, day: date) -> None:
    path = Path(shutil.copy(story, tmp_path / "book.db"))
    with open_book(path) as book:
        before = list(book.load_entries())
    app = TrackerApp(path, FixedClock(day))
    places = {name: PLACES[name] for name in ("this month", "entries", "chart", "how often")}
    async with app.run_test(size=(100, 30)) as pilot:
        async for name in walk(pilot, places):
            assert (LATER in read_words(app)) is (
                day == EPOCH and name in ("this month", "how often")
            )
            assert (LAST in read_words(app)) is (day == DAYS[1] and name == "this month"), (
                "once, and not of a day, as where somebody travels"
            )
            assert "No entries yet" not in read_screen(app)
        assert app.screen.query(Static)
    with open_book(path) as book:
        assert list(book.load_entries()) == before
