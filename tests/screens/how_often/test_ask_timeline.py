"""Timelines: choosing, opening and saving them; whole words, and dots while amounts are hidden."""

from pathlib import Path

import pytest

from tests.factories import make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen
from tests.screens.test_hidden_amounts import find_amounts
from tests.strategies import pick_every
from tracker.screens.chart.save_image import SaveImageScreen
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.shell.entry_list_screen import EntryListScreen
from tracker.widgets.entry_table import EntryTableView
from tracker.widgets.timeline_list import TimelineList

DUES = 53


async def test_the_ask_that_is_gone_to_shows_all_its_words(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context))
        await pilot.pause()
        assert "1 of 13" in read_screen(app)
        assert "› donation, 5.00 to 15.00" in read_screen(app)
        assert "○ asked   × no   » later" in read_screen(app)
        await pilot.press(*["down"] * 2)
        await pilot.pause()
        text = read_screen(app)
        assert "3 of 13" in text
        assert "› dues, 24.00 a month" in text
        for words in ("it is tight", "so 24 would do", "cost each of us", "thought about it"):
            assert words in text
        await pilot.press("up")
        await pilot.pause()
        assert "2 of 13" in read_screen(app)
        await pilot.press("end", "down")
        await pilot.pause()
        assert "13 of 13" in read_screen(app)
        assert "“what the copy shop charged us”" in read_screen(app)
        await pilot.press("home", "up")
        await pilot.pause()
        assert "1 of 13" in read_screen(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(3, [(60, 20), (80, 24), (200, 60)]))
@pytest.mark.long
async def test_every_ask_is_seen_while_one_walks(story_path: Path, size: tuple[int, int]) -> None:
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context))
        await pilot.pause()
        for key, last in (("pagedown", 12), ("pageup", 0), ("down", 12)):
            seen = before = ""
            while (now := read_screen(app)) != before:
                before = now
                seen += now
                await pilot.press(key)
                await pilot.pause()
            assert app.screen.query_one(TimelineList).cursor == last
            for words in ("Eat something", "so it is going better", "22 Jul", "refund of"):
                assert words in seen


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(2, [(60, 20), (80, 24)]))
async def test_an_ask_begins_with_its_first_line_and_says_that_there_is_more(
    story_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
        await pilot.pause()
        lines = read_screen(app).splitlines()
        at = next(index for index, line in enumerate(lines) if "› dues, 24.00" in line)
        assert "15 Jan 2026" in lines[at + 1]
        assert "↓ more of this ask" in read_screen(app)
        seen = [read_screen(app)]
        while "↓ more of this ask" in seen[-1]:
            await pilot.press("down")
            await pilot.pause()
            lines = read_screen(app).splitlines()
            at = next(index for index, line in enumerate(lines) if "› dues, 24.00" in line)
            assert lines[at + 1].strip() == "↑ more of this ask"
            assert lines[at + 2].split()[1] in ("Jan", "Feb", "Mar", "May", "Jun", "Jul"), "a day"
            seen.append(read_screen(app))
        told = "".join(seen)
        for day in ("15 Jan 2026", "22 Jan", "5 Feb", "5 Mar", "7 May", "5 Jun", "20 Jul"):
            assert day in told
        assert "↓ 10 more asks" in seen[-1]


@pytest.mark.parametrize(("size", "ask", "below"), [((60, 20), 101, 6), ((80, 24), 88, 5)])
async def test_an_ask_of_which_nothing_is_told_is_left_to_the_next_screen(
    story_path: Path, size: tuple[int, int], ask: int, below: int
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=ask))
        await pilot.pause()
        assert read_screen(app).count(" · asked ") == 3
        assert f"↓ {below} more asks" in read_screen(app)


async def test_it_lives_in_a_tiny_window(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(20, 5)) as pilot:
        for size in ((20, 5), (1, 1)):
            await pilot.resize_terminal(*size)
            app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
            await pilot.press("down", "down", "pageup", "end", "up", "pagedown", "enter", "down")
            read_screen(app)
            assert app.is_running


async def test_one_begins_at_the_ask_of_an_entry_and_at_a_group(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
        await pilot.pause()
        assert "3 of 13" in read_screen(app)
        await pilot.press("escape")
        app.push_screen(AskTimelineScreen(app.app_context, "tea table"))
        await pilot.pause()
        assert "tea table · 1 of 1" in read_screen(app)


async def test_enter_opens_exactly_its_entries_and_escape_comes_back(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EntryListScreen)
        assert "dues, 24.00 a month" in read_screen(app)
        numbers = [item.number for item in app.screen.query_one(EntryTableView).items]
        assert numbers == [53, 56, 62, 63, 72, 73, 96, 106, 126, 127, 129]
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, AskTimelineScreen)
        assert "3 of 13" in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not is_on(app, AskTimelineScreen)


async def test_a_click_goes_to_an_ask_and_two_open_it(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context))
        await pilot.pause()
        lines = read_screen(app).splitlines()
        y = next(index for index, line in enumerate(lines) if "donation, 10.00" in line)
        await pilot.click(offset=(10, y))
        await pilot.pause()
        assert "› donation, 10.00" in read_screen(app)
        await pilot.click(offset=(10, y), times=2)
        await pilot.pause()
        assert is_on(app, EntryListScreen)


async def test_no_amount_is_seen_while_amounts_are_hidden(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
        await pilot.pause()
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "dues, ••• a month" in read_screen(app)
        assert "so ••• would do" in read_screen(app)
        assert find_amounts(read_screen(app)) == []
        await pilot.press("enter")
        await pilot.pause()
        assert find_amounts(read_screen(app)) == []
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "dues, 24.00 a month" in read_screen(app)


async def test_an_empty_book_says_one_kind_sentence(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context))
        await pilot.pause()
        assert "There are no asks yet" in read_screen(app)
        await pilot.press("down", "enter", "s")
        await pilot.pause()
        assert is_on(app, AskTimelineScreen)
        assert "Save image" not in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not is_on(app, AskTimelineScreen)


PICTURES = [("asks.pdf", b"%PDF"), ("ask.png", b"\x89PNG")]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "starts"), pick_every(2, PICTURES))
@pytest.mark.long
async def test_the_picture_is_saved_where_the_person_says(
    story_path: Path, tmp_path: Path, name: str, starts: bytes
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert is_on(app, SaveImageScreen)
        assert "isn’t encrypted" in read_screen(app)
        await paste_in(pilot, str(tmp_path / name))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Saved:" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, AskTimelineScreen)
    assert (tmp_path / name).read_bytes().startswith(starts)


async def test_saving_can_be_left_without_a_file(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context))
        await pilot.pause()
        await pilot.press("s", "escape")
        await pilot.pause()
        assert is_on(app, AskTimelineScreen)
        assert app.current_book.export_log.load_all() == []


async def test_an_ask_that_was_asked_once_and_not_answered_is_there_too(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", "ask 30 dues"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context))
        await pilot.pause()
        assert "dues, 30.00" in read_screen(app)
        assert "○ asked" in read_screen(app)


async def test_the_title_of_a_tall_ask_stays_while_the_rest_is_read(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        app.push_screen(AskTimelineScreen(app.app_context, ask=DUES))
        await pilot.pause()
        looks = 0
        while "› dues, 24.00 a month" in (text := read_screen(app)):
            looks += "↑ more of this ask" in text
            await pilot.press("down")
            await pilot.pause()
        assert "› " in text, "the next ask"
        assert looks > 2, "the rest was read in several steps"
