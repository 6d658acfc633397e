"""The first evening: two ways in, one question, a sentence, and that it is enough."""

from pathlib import Path

import pytest

from tests.factories import DAY_BEFORE, PASSPHRASE, TODAY, log_lines, make_book, read_entries
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_notices,
    read_screen,
    read_words,
    type_in,
)
from tracker.book.open_book import open_book
from tracker.book.stores.auto_lock import parse_idle_minutes
from tracker.book.stores.computer_use import ComputerUse, find_computer_use
from tracker.entries.types import Ask, Meeting, Note, Observation, Payment
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.start.new_book import NewBookScreen
from tracker.screens.start.tour import STEP_TEXTS, TourDialog
from tracker.screens.start.welcome import WelcomeScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.line_preview import FIRST_EXAMPLES

ENOUGH, MAY_CLOSE = "Saved. That’s enough for today.", "You can close this now (ctrl+q)."
ANSWERS = list(ComputerUse)


def list_files(folder: Path) -> list[Path]:
    """Return what is in a folder."""
    return sorted(folder.iterdir())


async def test_looking_around_comes_back_to_welcome_and_saves_nothing(tmp_path: Path) -> None:
    app = open_app(tmp_path / "book.db")
    async with app.run_test() as pilot:
        text = read_screen(app)
        assert text.index("Write down what happened") < text.index("Look around first")
        for last_keys in (["escape"], ["enter"] * len(STEP_TEXTS)):
            await pilot.press("down", "enter")
            await pilot.pause()
            assert is_on(app, TourDialog)
            await pilot.press(*last_keys)
            await pilot.pause()
            assert is_on(app, WelcomeScreen)
            assert app.is_running
            await pilot.press("up")
    assert not list_files(tmp_path)


async def test_esc_goes_back_from_the_question_and_from_the_new_notebook(tmp_path: Path) -> None:
    app = open_app(tmp_path / "book.db")
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert is_on(app, ChoiceDialog)
        await pilot.press("escape")
        assert is_on(app, WelcomeScreen)
        await pilot.press("enter", "enter")
        assert is_on(app, NewBookScreen)
        await pilot.press("escape")
        assert is_on(app, WelcomeScreen)
    assert not list_files(tmp_path)


@pytest.mark.parametrize("use", ANSWERS)
async def test_the_answer_is_kept_in_the_new_notebook(tmp_path: Path, use: ComputerUse) -> None:
    path = tmp_path / "book.db"
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("enter", *["down"] * ANSWERS.index(use), "enter")
        for _field in ("passphrase", "again"):
            await paste_in(pilot, PASSPHRASE)
            await pilot.press("enter")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
    with open_book(path, PASSPHRASE) as book:
        settings = book.settings.load_all()
    assert find_computer_use(settings) is use
    assert parse_idle_minutes(settings) == (2 if use is ComputerUse.SAME_LOGIN else 10)


@pytest.mark.parametrize("use", ANSWERS)
async def test_no_passphrase_is_asked_about_with_who_could_open_it(
    tmp_path: Path, use: ComputerUse
) -> None:
    path = tmp_path / "book.db"
    app = open_app(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter", *["down"] * ANSWERS.index(use), "enter", "f9")
        await pilot.pause()
        assert is_on(app, ConfirmDialog)
        is_shared = use is ComputerUse.SAME_LOGIN
        assert ("You said someone else uses this login" in read_words(app)) is is_shared
        await pilot.press("enter")
        assert is_on(app, NewBookScreen), "enter alone makes none"
        assert not path.exists()


def test_each_example_is_saved_as_it_says() -> None:
    entries = [read_entries([line], typed=True) for line, _meaning in FIRST_EXAMPLES]
    kinds = [type(entry) for (entry,) in entries]
    assert kinds == [Note, Meeting, Observation, Ask, Payment]
    ((note,), (meeting,), *_others) = entries
    assert note.own_words == FIRST_EXAMPLES[0][0]
    assert isinstance(meeting, Meeting)
    assert meeting.circumstances == ("no_money",)


async def test_the_first_save_is_enough_and_nothing_is_asked_that_day(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        text = read_screen(app)
        places = [text.index(line) for line, _meaning in FIRST_EXAMPLES]
        assert places == sorted(places)
        await type_in(pilot, "they collected money at the end\n")
        assert ENOUGH in read_screen(app)
        assert "Kept in your own words. F6 makes it a payment" in read_screen(app)
        await type_in(pilot, "30 a month dues no\n")
        assert ENOUGH in read_screen(app)
        await type_in(pilot, "paid 20")
        assert ENOUGH not in read_screen(app), "the line is read instead"
        await pilot.press("ctrl+u", "escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert not app.screen.query_one(InlinePrompt).display


async def test_the_first_save_that_closes_says_it_in_passing_and_once(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "paid 20 ticket")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert ENOUGH in read_notices(app)
        app.clear_notifications()
        await pilot.press("a")
        await type_in(pilot, "paid 5 dues")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert ENOUGH not in read_notices(app)


async def test_a_later_save_says_that_it_can_be_closed_unless_a_question_is_there(
    tmp_path: Path,
) -> None:
    app = open_app(make_book(tmp_path / "book.db", "meeting 2h", saved_on=DAY_BEFORE))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 a month dues no\n")
        assert MAY_CLOSE in read_screen(app)
        assert ENOUGH not in read_screen(app)
        await pilot.press("ctrl+z")
        assert MAY_CLOSE not in read_screen(app), "nothing is saved now"
        await pilot.press("ctrl+u")
        await type_in(pilot, "seen donation\n")
        assert MAY_CLOSE not in read_screen(app)
        assert "asked, too" in read_words(app)


async def test_the_question_comes_back_on_a_day_without_an_ask(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h", saved_on=DAY_BEFORE)
    app = open_app(path)
    async with app.run_test() as pilot:
        assert "on food each month" in read_screen(app)
        log_lines(app.current_book, "2026-11-01 ask 5 dues no", today=TODAY)
        await pilot.press("f3", "f1")
        await pilot.pause()
        assert "on food each month" not in read_screen(app), "an ask was saved today"


async def test_other_costs_can_be_nothing_and_are_skipped_for_good(tmp_path: Path) -> None:
    costs = ("income 950/month", "need food 260/month", "need rent 380/month", "meeting 2h")
    for answer_keys, is_saved in ((["right"], True), (["right", "right", "right"], False)):
        path = tmp_path / f"{is_saved}.db"
        app = open_app(make_book(path, *costs, saved_on=DAY_BEFORE))
        async with app.run_test(size=(100, 40)) as pilot:
            assert "What else do you have to pay each month" in read_words(app)
            await pilot.press("tab", *answer_keys, "enter")
            await pilot.pause()
            assert not app.screen.query_one(InlinePrompt).display
            lines = [item.entry.word for item in app.current_book.load_entries()]
            assert lines.count("need") == (3 if is_saved else 2)
            await pilot.press("f5", "end")
            await pilot.pause()
            assert ("Ask about other costs" in read_screen(app)) is not is_saved


async def test_there_is_no_amount_left_until_food_and_rent_are_answered(tmp_path: Path) -> None:
    lines = ["2026-11-01 income 950/month", "2026-11-01 need food 260/month", "meeting 2h"]
    path = make_book(tmp_path / "book.db", *lines, saved_on=DAY_BEFORE)
    app = open_app(path)
    async with app.run_test() as pilot:
        assert "left until" not in read_words(app)
        log_lines(app.current_book, "2026-11-01 need rent 0/month")
        await pilot.press("f3", "f1")
        await pilot.pause()
        assert "left until" in read_words(app)
