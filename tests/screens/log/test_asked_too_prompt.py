"""Were you asked, too: asked once below the line, and no letter that is typed is lost."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.factories import list_book_lines, read_book_lines
from tests.pilot_actions import (
    is_on,
    open_app,
    paste_in,
    read_entry_line,
    read_screen,
    read_words,
    type_in,
)
from tracker.app.tracker_app import TrackerApp
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.asked_too_prompt import AskedTooPrompt

QUESTION = "Were you asked, too?"
RULE = "If the hat came to you, you were asked. If it went past you, you saw it."


def is_asking(app: TrackerApp) -> bool:
    return QUESTION in read_screen(app)


async def save(pilot: Pilot[None], line: str) -> None:
    await type_in(pilot, line)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 40)])
async def test_yes_begins_the_ask_and_the_person_adds_the_answer(
    empty_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("a")
        await save(pilot, "yesterday seen 50-450 donation: they collected")
        assert is_asking(app)
        assert (RULE in read_words(app)) == (size[1] > 10)
        await save(pilot, "y")
        assert not is_asking(app)
        assert read_entry_line(app) == "2026-11-11 ask 50-450 donation "
        await save(pilot, "no")
        assert not is_asking(app)
    assert read_book_lines(empty_path) == [
        "2026-11-11 seen 50-450 donation: they collected",
        "2026-11-11 ask 50-450 donation no",
    ]


@pytest.mark.parametrize("keys", [("n", "enter"), ("enter",), ("escape",), ("tab", "n")])
async def test_no_enter_and_escape_close_it_and_it_is_not_asked_again(
    empty_path: Path, keys: tuple[str, ...]
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await save(pilot, "seen donation")
        assert is_asking(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert not is_asking(app)
        assert is_on(app, AddEntryScreen)
        assert read_entry_line(app) == ""
        await save(pilot, "seen 5 donation")
        assert not is_asking(app)
        await save(pilot, "seen merch")
        assert is_asking(app)


@pytest.mark.parametrize(
    "line", ["yesterday paid 5 dues", "need food 260/month", "nothing else happened there"]
)
async def test_the_next_entry_can_be_typed_at_once(empty_path: Path, line: str) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await save(pilot, "seen donation")
        await type_in(pilot, line)
        assert read_entry_line(app) == line
        assert not is_asking(app)
        await pilot.press("enter")
        await pilot.pause()
        assert len(list_book_lines(app.current_book)) == 2


async def test_a_click_and_the_keys_of_the_question_answer_it(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await save(pilot, "seen donation")
        await pilot.press("tab", "right", "enter")
        await pilot.pause()
        assert read_entry_line(app) == "ask ? donation "
        app.screen.query_one(AddEntryScreen.INPUT_CLASS).value = ""
        await save(pilot, "seen merch")
        await pilot.press("tab", "x")
        await pilot.pause()
        assert is_asking(app)
        await pilot.press("y")
        await pilot.pause()
        assert read_entry_line(app) == "ask ? merch "


@pytest.mark.parametrize("line", ["heard 45 donation", "seen donation: I wasn't asked"])
async def test_what_was_heard_or_says_not_asked_is_not_asked_about(
    empty_path: Path, line: str
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await save(pilot, line)
        assert not is_asking(app)


async def test_an_ask_that_was_saved_before_answers_it(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await save(pilot, "20 donation no")
        await save(pilot, "seen donation")
        assert not is_asking(app)


async def test_after_undo_the_same_line_is_not_asked_about_again(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await save(pilot, "seen donation")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not is_asking(app)
        assert read_entry_line(app) == "seen donation"
        await pilot.press("enter")
        await pilot.pause()
        assert not is_asking(app)
        assert list_book_lines(app.current_book) == ["2026-11-12 seen ? donation"]


async def test_a_paste_is_not_asked_about(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "seen donation\nseen merch\n")
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query_one(AskedTooPrompt).display
        assert not is_asking(app)
        assert len(list_book_lines(app.current_book)) == 2


async def test_save_and_close_closes_without_an_answer(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "seen donation")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not is_on(app, AddEntryScreen)


async def test_the_line_and_the_form_say_what_seen_is(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "seen")
        assert RULE in read_words(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert RULE in read_words(app)
