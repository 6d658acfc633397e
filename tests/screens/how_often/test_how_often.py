"""How often: a sentence for each pattern, and exactly the entries that it was counted from."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.factories import make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen, read_words
from tests.strategies import pick_every
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.shell.entry_list_screen import EntryListScreen
from tracker.screens.shell.input_dialogs import TextInputDialog
from tracker.widgets.sentence_list import SentenceList


async def fill_range(pilot: Pilot[None], *months: str) -> None:
    """Put months into the fields from the focused one on, and save them."""
    for index, month in enumerate(months):
        if index:
            await pilot.press("tab")
        await paste_in(pilot, month)
    await pilot.press("enter")
    await pilot.pause()


async def test_f4_tells_every_pattern_with_its_denominator(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert is_on(app, HowOftenScreen)
        assert (
            "You wrote down for 41 of 49 meetings whether money came up. It did at 25. You were"
            " asked yourself at 15."
        ) in read_words(app)
        assert "said no to 11 asks" in read_words(app)
        assert "Sept 2025 to Nov 2026" in read_words(app)
        assert app.screen.query_one(SentenceList).option_count == 14
        await pilot.press("escape")
        await pilot.pause()
        assert "This month" in read_screen(app)


@pytest.mark.slow
@pytest.mark.long
async def test_enter_opens_exactly_the_entries_that_were_counted(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        place = app.screen
        assert isinstance(place, HowOftenScreen)
        wanted = {each.name: each for each in place._patterns}
        sentences = app.screen.query_one(SentenceList)
        for index, (name, pattern) in pick_every(3, enumerate(wanted.items())):
            sentences.highlighted = index
            await pilot.press("enter")
            await pilot.pause()
            behind = app.screen
            assert isinstance(behind, EntryListScreen), name
            assert sorted(item.number for item in behind.items) == list(pattern.all_entries)
            assert set(pattern.all_entries) == {*pattern.entries, *pattern.total_entries}
            counted = {number for number, mark in behind.marks.items() if mark == "✓ counted"}
            assert counted == set(pattern.counted_entries), name
            days = [item.entry.day for item in behind.items]
            assert days == sorted(days)
            await pilot.press("escape")
            await pilot.pause()
        assert is_on(app, HowOftenScreen)


async def test_a_range_is_counted_alone_and_a_wrong_one_is_refused(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "r")
        await pilot.pause()
        assert is_on(app, TextInputDialog)
        await fill_range(pilot, "2026-1")
        assert "“From” needs a month, e.g. 2026-03" in read_screen(app)
        await pilot.press("1", "tab")
        await fill_range(pilot, "2026-10")
        assert "Swap them." in read_words(app)
        await pilot.press("shift+tab", "ctrl+u")
        await fill_range(pilot, "2026-09")
        assert is_on(app, HowOftenScreen)
        assert "Sept 2026 to Oct 2026" in read_words(app)
        assert "You wrote down for 7 of 8 meetings" in read_words(app)
        await pilot.press("r", "escape")
        await pilot.pause()
        assert "Sept 2026 to Oct 2026" in read_words(app)
        await pilot.press("r", "ctrl+u", "tab", "ctrl+u", "enter")
        await pilot.pause()
        assert "Sept 2025 to Nov 2026" in read_words(app)


async def test_a_range_holds_for_what_is_opened_from_here(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "r")
        await pilot.pause()
        await fill_range(pilot, "2026-05", "2026-05")
        assert "May 2026" in read_words(app)
        assert "May 2026 to May 2026" not in read_words(app)
        expected = {
            "l": ("May 2026 · 1 of 2", "Nov 15"),
            "p": ("You said yes to 12.00 a month on 5 Mar 2026", "Nov 2025"),
            "t": ("+piano", "+cellar"),
        }
        for key, (there, gone) in expected.items():
            await pilot.press(key)
            await pilot.pause()
            assert "May 2026" in read_screen(app).splitlines()[1]
            assert there in read_words(app)
            assert gone not in read_words(app)
            await pilot.press("escape")
            await pilot.pause()


async def test_months_without_any_say_so(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "r")
        await pilot.pause()
        await fill_range(pilot, "2024-01", "2024-02")
        for key, sentence in (
            ("l", "There are no asks here."),
            ("p", "No yes or regular payment recorded in these months."),
            ("t", "No fundraising goals in these months."),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert sentence in read_words(app)
            await pilot.press("escape")
            await pilot.pause()


async def test_w_goes_through_the_groups(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        for whom in ("circle", "tea table", "all groups"):
            await pilot.press("w")
            await pilot.pause()
            assert f"· {whom}" in read_words(app)


async def test_hidden_amounts_are_hidden_behind_a_sentence_too(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", *["down"] * 10)
        await pilot.pause()
        assert "yes to 163.00" in read_words(app)
        await pilot.press("ctrl+n", "enter")
        await pilot.pause()
        assert is_on(app, EntryListScreen)
        assert "163.00" not in read_words(app)
        assert "yes to •••" in read_words(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "yes to 163.00" in read_words(app)


async def test_an_empty_book_says_what_to_do_and_offers_nothing_else(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "l", "c", "p", "t", "r", "w", "enter")
        await pilot.pause()
        assert is_on(app, HowOftenScreen)
        assert "No entries yet." in read_screen(app)
        assert "r Choose months" not in read_screen(app)


async def test_one_entry_says_kindly_that_it_is_too_few(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "one.db", "15 merch no", group="circle"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert "15 sentences, when there is more to count" in read_words(app)
        assert "After a no" not in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "After a no to three asks: how often you were asked again." in read_words(app)
        assert "far" not in read_words(app).split()
        await pilot.press("w")
        await pilot.pause()
        assert "all groups" not in read_words(app)


async def test_a_letter_opens_what_belongs_to_it_and_esc_comes_back(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        opened: tuple[tuple[str, type[Screen[Any]], str], ...] = (
            ("l", AskTimelineScreen, "Timelines"),
            ("c", CompareGroupsScreen, "Compare two groups"),
            ("p", PledgesScreen, "What you said yes to"),
            ("t", FundraisingGoalsScreen, "Their fundraising goals"),
        )
        for key, screen, title in opened:
            await pilot.press(key)
            await pilot.pause()
            assert is_on(app, screen)
            assert title.lower() in read_words(app).lower()
            await pilot.press("escape")
            await pilot.pause()
            assert is_on(app, HowOftenScreen)


async def test_the_counted_ones_are_marked_among_all_that_they_are_counted_of(
    tmp_path: Path,
) -> None:
    lines = ("2026-11-02 meeting", "2026-11-02 ask 5 dues no", "2026-11-03 meeting")
    app = open_app(make_book(tmp_path / "book.db", *lines, "2026-11-04 event"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f4", "end", "enter", "home", "down", "enter")
        await pilot.pause()
        rows = [line for line in read_screen(app).splitlines() if "2026" in line]
        assert ["✓ counted" in row for row in rows[:3]] == [True, False, False]
        await pilot.press("escape", *["down"] * 5, "enter")
        await pilot.pause()
        assert is_on(app, EntryListScreen), "what nothing was counted of is shown, too"
        assert "✓ counted" not in read_screen(app)


async def test_whether_money_came_up_is_the_first_sentence_with_its_meetings_behind_it(
    tmp_path: Path,
) -> None:
    lines = (
        *("2026-11-02 meeting", "2026-11-02 seen 50-450 donation", "2026-11-03 meeting #no_money"),
        *("2026-11-04 event", "2026-11-04 ask 5 dues no", "2026-11-05 meeting"),
        *("2026-11-06 seen 20 donation", "2026-11-07 seen 5 donation"),
    )
    app = open_app(make_book(tmp_path / "book.db", *lines, group="circle"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        words = read_words(app)
        assert (
            "You wrote down for 3 of 4 meetings whether money came up. It did at 2. You were asked"
            " yourself at 1."
        ) in words
        assert "it was from 5.00 to 450.00" in words
        assert "meetings you recorded." not in words
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "it was from ••• to •••" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        rows = [line for line in read_screen(app).splitlines() if "2026" in line]
        assert ["✓ counted" in row for row in rows[:3]] == [True, False, True]
