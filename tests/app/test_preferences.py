"""The settings of the book hold in the app: hidden amounts, the theme, prompts; and the tour."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from tests.factories import (
    DAY_BEFORE,
    TODAY,
    list_book_lines,
    list_draft_texts,
    log_lines,
    make_story,
)
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_file,
    read_notices,
    read_screen,
)
from tests.walks import wait_until_settled
from tracker.app.preferences import HIDDEN_SETTING
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.book.stores.last_opened import LAST_OPENED_USE_SETTING, LastOpenedUse
from tracker.book.stores.settings import SettingsStore
from tracker.clock import FixedClock
from tracker.entries.types import NeedKind
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.single_entry_screen import SingleEntryScreen
from tracker.screens.share.show_someone import ShowSomeoneScreen
from tracker.screens.start.tour import TourDialog
from tracker.screens.start.welcome import WelcomeScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.inline_prompt import InlinePrompt


async def test_one_key_hides_amounts_and_it_holds_at_the_next_start(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        assert "840.00" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "840.00" not in read_screen(app)
        assert "•••" in read_screen(app)
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "840.00" not in read_screen(app)
        await pilot.press("a", "ctrl+n")
        await paste_in(pilot, "15 merch no")
        assert "15.00" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "15.00" not in read_screen(app)


async def test_the_theme_of_the_book_is_shown(story_path: Path) -> None:
    with open_book(story_path) as book:
        book.settings.set("theme", "tracker-light")
    app = open_app(story_path)
    async with app.run_test():
        assert app.theme == "tracker-light"


@pytest.mark.parametrize(("name", "value"), [("theme", "no such"), ("idle_minutes", "soon")])
async def test_a_setting_that_says_nothing_is_harmless(
    story_path: Path, name: str, value: str
) -> None:
    with open_book(story_path) as book:
        book.settings.set(name, value)
        book.settings.set("question.last", "never")
        book.settings.set("question.income", "x")
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)


async def test_an_action_that_comes_when_the_app_has_ended_does_nothing(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.pause()
    for action in ("after_a_meeting", "hide_numbers", "quit"):
        assert not await app.run_action(action)


TOURED: list[type[Screen[Any]]] = [ThisMonthScreen, AddEntryScreen, ChartScreen, ShowSomeoneScreen]
"""The screens behind the steps of the tour."""


@pytest.mark.long
async def test_the_tour_has_four_steps_and_changes_nothing(story_path: Path) -> None:
    app = open_app(story_path)
    before = read_file(story_path)
    async with app.run_test() as pilot:
        await pilot.press("question_mark", "t")
        for step, behind in enumerate(TOURED, start=1):
            await pilot.pause()
            assert is_on(app, TourDialog)
            assert f"{step} of 4" in read_screen(app)
            assert isinstance(app.screen_stack[-2], behind)
            await pilot.press("a", "u", "x")
            await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert len(app.screen_stack) == 1
    assert read_file(story_path) == before


async def test_the_tour_can_be_skipped_also_before_there_is_a_book(tmp_path: Path) -> None:
    app = open_app(tmp_path / "book.db")
    async with app.run_test() as pilot:
        await pilot.press("t", "enter", "escape")
        await pilot.pause()
        assert is_on(app, WelcomeScreen)
    assert not (tmp_path / "book.db").exists()


async def test_a_gentle_question_is_answered_only_when_it_has_the_focus(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        assert "on food each month" not in read_screen(app), "nothing is asked of an empty book"
        log_lines(app.current_book, "2026-11-10 15 merch no", saved_on=date(2026, 11, 10))
        await pilot.press("f3", "f1", "enter", "space")
        await pilot.pause()
        assert "on food each month" in read_screen(app)
        assert is_on(app, ThisMonthScreen)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert is_on(app, SingleEntryScreen)
        await paste_in(pilot, "260")
        await pilot.press("enter")
        await pilot.pause()
        lines = list_book_lines(app.current_book)
        assert lines[-1] == "2026-11-12 need food 260/month"
        assert "How much rent do you pay" not in read_screen(app), "one a day is enough"


async def test_a_bare_number_answers_what_a_screen_asks_for(empty_path: Path) -> None:
    with open_book(empty_path) as book:
        log_lines(book, "15 merch no")
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.push_screen(SingleEntryScreen(app.app_context, "income "))
        await pilot.pause()
        await paste_in(pilot, "1,800")
        await pilot.press("enter")
        await pilot.pause()
        for reading in ("1  income 1,800.00 a month", "2  income 1.80 a month"):
            assert reading in read_screen(app)
        caret = next(line for line in read_screen(app).splitlines() if set(line.strip()) == {"^"})
        line = next(line for line in read_screen(app).splitlines() if "1,800" in line)
        assert caret.index("^") == line.index("1,800")
        await pilot.press("escape", "ctrl+u", "escape")
        await pilot.pause()
        app.push_screen(SingleEntryScreen(app.app_context, "income "))
        await pilot.pause()
        await pilot.press("ctrl+u")
        await paste_in(pilot, "1800")
        await pilot.pause()
        assert "1,800.00 a month" in read_screen(app)
        assert "today" in read_screen(app)
        assert app.screen.query_one(Input).value == "1800"
        await pilot.press("enter")
        await pilot.pause()
        lines = list_book_lines(app.current_book)
        assert lines[-1] == "2026-11-12 income 1800/month"
        app.push_screen(SingleEntryScreen(app.app_context, "need "))
        await pilot.pause()
        await paste_in(pilot, "900")
        await pilot.press("escape")
        await pilot.pause()
        assert list_draft_texts(app.current_book) == ["need other 900/month"]


@pytest.mark.long
async def test_a_question_is_put_off_or_skipped_for_good(empty_path: Path) -> None:
    with open_book(empty_path) as book:
        log_lines(book, "15 merch no")

    async def answer(day: date, *keys: str) -> str:
        app = TrackerApp(empty_path, FixedClock(day))
        async with app.run_test() as pilot:
            await pilot.pause()
            before = read_screen(app)
            if keys:
                await pilot.press("tab", *keys)
                await pilot.pause()
                assert not app.screen.query_one(InlinePrompt).display
            return before

    assert "on food each month" in await answer(date(2026, 11, 13), "left", "enter")
    assert "How much rent do you pay" in await answer(date(2026, 11, 14), "right", "right", "enter")
    assert "your monthly income" in await answer(date(2026, 11, 15), "left", "enter")
    assert "0 is an answer." in await answer(date(2026, 11, 16), "left", "enter")
    assert "?" not in (await answer(date(2026, 11, 17))).replace("? Help", "")
    assert "How much rent do you pay" in await answer(date(2026, 11, 28))


async def test_a_cost_is_answered_with_none_or_left_out_for_good(empty_path: Path) -> None:
    with open_book(empty_path) as book:
        log_lines(book, "2026-11-01 income 950/month")
        log_lines(book, "15 merch no")

    async def answer(day: date, *keys: str) -> None:
        app = TrackerApp(empty_path, FixedClock(day))
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert "left until" not in read_screen(app), "food and rent are not known"
            await pilot.press("tab", *keys)
            await pilot.pause()

    await answer(date(2026, 11, 13), "left", "enter")
    await answer(date(2026, 11, 14), "right", "enter")
    with open_book(empty_path) as book:
        lines = list_book_lines(book)
        assert lines[-1] == "2026-11-14 need rent 0/month"
        assert book.load_monthly_facts(date(2026, 11, 15)).skipped_costs == {NeedKind.FOOD}
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 15)))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "EUR left until 30 Nov" in read_screen(app)
        assert "What you spend on food isn’t counted in this." in read_screen(app)


async def test_an_income_that_stands_for_long_is_asked_about(tmp_path: Path) -> None:
    app = open_app(make_story(tmp_path / "book.db", saved_on=DAY_BEFORE))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Is your income 840.00 now?" in read_screen(app)
        await pilot.press("tab", "escape")
        assert app.focused is None
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert "Is it still" not in read_screen(app)
        assert app.current_book.settings.get("question.confirmed") == str(TODAY)


async def test_amounts_stay_hidden_where_an_opening_cannot_be_saved(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_book(story_path) as book:
        book.settings.set(LAST_OPENED_USE_SETTING, LastOpenedUse.EACH_OPENING.value)
        book.settings.set(HIDDEN_SETTING, "1")

    def refuse(*_arguments: object) -> None:
        raise BookError("The disk is full.")

    monkeypatch.setattr(SettingsStore, "set", refuse)
    app = open_app(story_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_until_settled(pilot)
        assert app.app_context.hides_amounts
        assert "The disk is full." in read_notices(app)
