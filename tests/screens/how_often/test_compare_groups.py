"""Comparing two groups: at the same age, and side by side over the chosen months."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.factories import TODAY, fail_with, log_lines, make_book
from tests.pilot_actions import is_on, open_app, read_screen, read_words, type_in
from tracker.app.tracker_app import TrackerApp
from tracker.book.ask_queries import AskQueries
from tracker.book.database.errors import FileAccessError
from tracker.screens.how_often.after_leaving import GroupClosingScreen
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.group_questions import GroupQuestionsScreen
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog

WIDE = (120, 60)


async def open_comparison(pilot: Pilot[None]) -> None:
    """Open the comparison from How often."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    app.push_screen(CompareGroupsScreen(app.app_context))
    await pilot.pause()


async def press_and_wait(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the screen has settled."""
    await pilot.press(*keys)
    await pilot.pause()


async def fill_range(pilot: Pilot[None], *texts: str) -> None:
    """Put texts into the fields of a dialog and save them."""
    for index, text in enumerate(texts):
        pilot.app.screen.query_one(f"#text-{index}", Input).value = text
    await press_and_wait(pilot, "enter")


def read_side(app: TrackerApp, place: str) -> str:
    """Return the text of one of both sides."""
    return str(app.screen.query_one(place, Static).content)


async def test_the_story_s_groups_after_ten_meetings_with_each(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        text = read_screen(app)
        assert (
            "After 10 meetings with circle, up to 6 Nov 2025, you had been asked once and had"
            " given 30.00" in text
        )
        assert (
            "After 10 meetings with tea table, up to 10 Nov 2026, you had been asked once and had"
            " given 6.00" in text
        )
        for age in ("1 meeting ", "2 meetings", "4 meetings", "8 meetings", "10 meetings"):
            assert f"\n  {age}" in text
        assert "Side by side, September 2025 to November 2026" in text
        assert (
            "You wrote down for 8 of 10 meetings whether money came up. It did at 3. You were"
            " asked yourself at 1."
        ) in read_side(app, "#younger")


async def test_both_stand_beside_each_other_where_there_is_room(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        older, younger = (app.screen.query_one(place) for place in ("#older", "#younger"))
        assert older.region.y == younger.region.y
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert older.region.y < younger.region.y


async def test_by_weeks_and_swapped(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        await press_and_wait(pilot, "w")
        assert "After 9 weeks with circle, up to 5 Nov 2025" in read_screen(app)
        await press_and_wait(pilot, "s")
        assert read_screen(app).index("weeks with tea table") < read_screen(app).index(
            "weeks with circle"
        )
        await press_and_wait(pilot, "w", "s")
        assert "After 10 meetings with circle" in read_screen(app)


async def test_the_range_is_that_of_the_side_by_side_alone(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        await press_and_wait(pilot, "r")
        assert is_on(app, TextInputDialog)
        await fill_range(pilot, "2026-09", "2026-08")
        assert is_on(app, TextInputDialog)
        await fill_range(pilot, "2026-09", "2026-10")
        text = read_screen(app)
        assert "Side by side, September 2026 to October 2026" in text
        assert "After 10 meetings with circle" in text
        given = [
            next(line for line in read_side(app, place).splitlines() if line.startswith("given"))
            for place in ("#older", "#younger")
        ]
        assert [line.split() for line in given] == [["given", "0.00"], ["given", "2.50"]]
        await press_and_wait(pilot, "r", "escape")
        assert "September 2026 to October 2026" in read_screen(app)


async def test_the_share_of_a_new_group_is_of_the_income_since_its_first_month(
    tmp_path: Path,
) -> None:
    lines = (
        "2026-01-01 income 1000/month",
        *(f"2026-0{month}-02 meeting @!circle" for month in (1, 2, 3)),
        '2026-08-02 received 4 @!"tea table"',
        *(f'2026-10-0{day} meeting @!"tea table"' for day in (2, 3, 4)),
        "2026-10-05 paid 90 dues",
    )
    app = open_app(make_book(tmp_path / "book.db", *lines))
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        older, younger = (read_side(app, side) for side in ("#older", "#younger"))
        assert "income in all 11 months (January 2026 to November 2026)." in older
        assert "don’t count" not in older
        assert re.search(r"given \(share of income\) +2\.3\s%", younger)
        assert "income in all 4 months (August 2026 to November 2026)." in younger
        assert "The months before your first with them don’t count." in younger
        assert re.search("from the group +4.00", younger), "nothing they gave is left out"
        await press_and_wait(pilot, "r")
        await fill_range(pilot, "2026-10", "2026-10")
        assert "Side by side, October 2026" in read_screen(app)
        assert "The share is of the income in October 2026." in read_side(app, "#younger")
        assert "don’t count" not in read_side(app, "#younger")
        await press_and_wait(pilot, "r")
        await fill_range(pilot, "2026-01", "2026-02")
        assert "You recorded nothing about them in these months." in read_side(app, "#younger")


async def test_of_three_groups_two_can_be_chosen(tmp_path: Path) -> None:
    lines = (
        "2026-01-01 meeting @!first",
        "2026-02-01 meeting @!second",
        "2026-03-01 meeting @!third",
        "2026-04-01 paid 5 other @first",
    )
    app = open_app(make_book(tmp_path / "three.db", *lines, group="first"))
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        assert "first · third" in read_screen(app)
        await press_and_wait(pilot, "c")
        assert is_on(app, ChoiceDialog)
        await press_and_wait(pilot, "escape")
        assert "first · third" in read_screen(app)
        await press_and_wait(pilot, "c", "down", "enter")
        await press_and_wait(pilot, "escape")
        assert "first · third" in read_screen(app)
        await press_and_wait(pilot, "c", "down", "enter")
        await press_and_wait(pilot, "home", "enter")
        assert "second · first" in read_screen(app)


async def test_with_two_groups_there_is_no_other_to_choose(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        assert "Choose groups" not in read_screen(app)
        await press_and_wait(pilot, "c", "l")
        assert is_on(app, CompareGroupsScreen)


@pytest.mark.parametrize("lines", [(), ("meeting 2h",)])
async def test_one_group_or_none_has_one_kind_sentence(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    app = open_app(make_book(tmp_path / "one.db", *lines, group="circle"))
    async with app.run_test() as pilot:
        await open_comparison(pilot)
        for size in ((200, 60), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Once you add entries for a second group" in read_screen(app)
            assert "Swap" not in read_screen(app)
        await press_and_wait(pilot, "r", "w", "s", "c", "l")
        assert is_on(app, CompareGroupsScreen)
        await press_and_wait(pilot, "escape")
        assert not is_on(app, CompareGroupsScreen)


FEW = ("meeting @!first", "meeting @first", "meeting @first", "meeting @!second")


@pytest.mark.parametrize("lines", [("message @!first", "message @!second"), FEW])
async def test_before_three_meetings_with_each_there_are_words_and_no_numbers(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    app = open_app(make_book(tmp_path / "new.db", *lines, "paid 7.5 other @second"))
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        assert "Numbers come after three meetings with each group." in read_screen(app)
        assert "To ask a group what you want to know, and write down the answers, press q." in (
            read_screen(app)
        )
        for number in ("7.50", "Side by side", "After 1", "weeks/meetings", "Choose months"):
            assert number not in read_screen(app)
        app.current_book.group_questions.save_answer(1, 1, "They showed me 3 lists.", TODAY)
        app.current_book.group_questions.save_answer(3, 2, "Yes,\nas long as I like.", TODAY)
        await press_and_wait(pilot, "s")
        text = read_screen(app)
        places = [
            text.index(words)
            for words in (
                "Numbers come after three",
                "Can I see what the money is for?",
                "first   They showed me 3 lists.",
                "Can I come for a while without joining?",
                "second  Yes,",
                "        as long as I like.",
            )
        ]
        assert places == sorted(places)
        assert "What if I can’t pay?" not in text, "without an answer there is nothing to compare"
        await press_and_wait(pilot, "ctrl+n")
        assert "They showed me ••• lists." in read_screen(app)
        await press_and_wait(pilot, "r", "w")
        assert is_on(app, CompareGroupsScreen)


async def test_from_three_meetings_with_each_there_are_words_and_numbers(tmp_path: Path) -> None:
    lines = (*FEW, "meeting @second", "meeting @second", "paid 7.5 other @second")
    app = open_app(make_book(tmp_path / "new.db", *lines))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.current_book.group_questions.save_answer(1, 1, "They showed me 3 lists.", TODAY)
        await open_comparison(pilot)
        text = read_screen(app)
        assert "Numbers come after" not in text
        assert "After 3 meetings with second" in text
        assert text.index("After 3") < text.index("They showed me") < text.index("Side by side")
        assert "7.50" in text


async def test_the_questions_open_with_the_second_group_and_its_answer_comes_back(
    tmp_path: Path,
) -> None:
    app = open_app(make_book(tmp_path / "new.db", *FEW))
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        await press_and_wait(pilot, "q")
        assert is_on(app, GroupQuestionsScreen)
        assert "first" not in read_screen(app), "one group at a time"
        await press_and_wait(pilot, "enter")
        await type_in(pilot, "Yes.")
        await press_and_wait(pilot, "ctrl+s", "escape")
        assert is_on(app, CompareGroupsScreen)
        assert "second  Yes." in read_screen(app)


async def test_hidden_amounts_are_dots(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await open_comparison(pilot)
        await press_and_wait(pilot, "ctrl+n")
        text = read_screen(app)
        assert "you had been asked once and had given •••" in read_words(app)
        assert "30.00" not in text
        await press_and_wait(pilot, "ctrl+n")
        assert "30.00" in read_screen(app)


async def test_the_closing_page_of_a_group_that_was_left(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        log_lines(app.current_book, "2026-11-01 paid 10/month dues @circle")
        app.current_book.groups.set_left_on(1, TODAY)
        await open_comparison(pilot)
        before = read_side(app, "#older")
        await press_and_wait(pilot, "l")
        assert is_on(app, GroupClosingScreen)
        await press_and_wait(pilot, "escape")
        assert is_on(app, CompareGroupsScreen)
        assert read_side(app, "#older") == before


async def test_a_book_that_cannot_be_read_says_why(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        monkeypatch.setattr(
            AskQueries,
            "load_pattern_facts_in_steps",
            fail_with(FileAccessError("The file is gone.")),
        )
        await open_comparison(pilot)
        assert "The file is gone." in read_screen(app)
        await press_and_wait(pilot, "escape")
        assert not is_on(app, CompareGroupsScreen)
