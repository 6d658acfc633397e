"""A logging session: drafts are kept, entries can be changed, the meeting has its own line."""

from datetime import date
from pathlib import Path

from textual.widgets import Input

from tests.factories import TODAY, list_book_lines, list_draft_texts, log_lines
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
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.entry_form import EntryForm
from tracker.screens.shell.app_requests import EditRequest
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.session_entries import SessionEntryList


async def test_a_line_that_was_begun_waits_when_one_comes_back(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 du")
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        await pilot.press("a")
        await pilot.pause()
        assert read_entry_line(app) == "30 du"
        await type_in(pilot, "es")
        await pilot.press("enter", "escape", "a")
        await pilot.pause()
        assert read_entry_line(app) == ""
        assert app.current_book.drafts.load_all() == []


async def test_ctrl_q_keeps_the_line_also_from_within_the_form(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 merch l")
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("ctrl+q")
    with open_book(empty_path) as book:
        assert list_draft_texts(book) == ["30 merch l"]
        assert book.is_empty()


async def test_what_is_typed_into_the_form_is_lost_by_no_key(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30")
        await pilot.press("ctrl+o")
        await pilot.pause()
        app.screen.query_one("#words", Input).value = "come on"
        await pilot.press("escape")
        await pilot.pause()
        assert read_entry_line(app) == 'ask 30 "come on"'
        await pilot.press("ctrl+o")
        await pilot.pause()
        app.screen.query_one("#ref", Input).value = ""
        app.screen.query_one("#words", Input).value = "come on, come on"
        await pilot.pause()
        await pilot.press("ctrl+q")
    with open_book(empty_path) as book:
        assert list_draft_texts(book) == ['ask 30 "come on, come on"']


async def test_what_was_changed_in_an_entry_waits_as_a_draft_when_one_leaves(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(app.current_book, "15 merch no")
        app.post_message(EditRequest(1))
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        await type_in(pilot, " later")
        await pilot.press("ctrl+q")
    with open_book(empty_path) as book:
        assert list_draft_texts(book) == ["2026-11-12 ask 15 merch no later"]


async def test_ctrl_z_takes_back_only_what_this_session_did(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(app.current_book, "paid 20 event")
        log_lines(app.current_book, "meeting 2h")
        await pilot.press("a", "ctrl+t", "enter")
        await pilot.pause()
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert len(list_book_lines(app.current_book)) == 2, (
            "the form changed nothing, so there is nothing to take back"
        )
        await paste_in(pilot, "15 merch no")
        await pilot.press("enter", "shift+tab", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+z", "ctrl+u", "ctrl+z", "ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == [
            "2026-11-12 paid 20 event",
            "2026-11-12 meeting 2h",
        ]


async def test_a_line_begun_yesterday_waits_in_entries_as_of_yesterday(empty_path: Path) -> None:
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 12)))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "30 dues")
        await pilot.press("escape")
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 13)))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert read_entry_line(app) == ""
        await pilot.press("escape", "f2")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == "2026-11-12 30 dues"
        assert "This is a draft." in read_screen(app)


async def test_a_sentence_of_an_earlier_day_is_not_glued_to_tonights(empty_path: Path) -> None:
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 12)))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "she was nice to me but")
        await pilot.press("ctrl+q")
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 14)))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "I came home late and cried")
        assert "This is a draft." not in read_screen(app)
        await pilot.press("enter", "escape", "a")
        await pilot.pause()
        assert read_entry_line(app) == ""
        lines = list_book_lines(app.current_book)
        assert lines == ["2026-11-14 wrote: I came home late and cried"]
        assert list_draft_texts(app.current_book) == ["she was nice to me but"]


async def test_a_line_that_is_gone_on_with_is_shown_as_a_draft_until_it_is_saved(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "she was nice")
        assert "This is a draft." not in read_screen(app)
        await pilot.press("escape", "a")
        await pilot.pause()
        assert read_entry_line(app) == "she was nice"
        assert "This is a draft." in read_screen(app)
        await type_in(pilot, " to me")
        await pilot.press("enter")
        await pilot.pause()
        assert "This is a draft." not in read_screen(app)
        assert app.current_book.drafts.load_all() == []


async def test_the_same_line_is_one_draft_of_a_day(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        for _time in range(2):
            await type_in(pilot, "30 dues")
            await pilot.press("ctrl+r")
            await pilot.pause()
        assert list_draft_texts(app.current_book) == ["30 dues"]


async def test_yesterday_in_a_kept_line_stays_the_day_it_meant(empty_path: Path) -> None:
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 12)))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "yesterday 30 dues")
        await pilot.press("escape")
    app = TrackerApp(empty_path, FixedClock(date(2026, 11, 20)))
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert read_entry_line(app) == ""
        await pilot.press("escape", "f2")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert read_entry_line(app) == "2026-11-11 30 dues"
        assert "This is a draft." in read_screen(app)


async def test_a_line_kept_for_later_makes_room_and_waits_among_the_entries(
    empty_path: Path,
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a", "ctrl+r")
        await pilot.pause()
        assert "There’s nothing to save as a draft." in read_screen(app)
        await type_in(pilot, "30 dues")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert read_entry_line(app) == ""
        await pilot.press("escape", "a")
        await pilot.pause()
        assert read_entry_line(app) == ""
        (draft,) = app.current_book.drafts.load_all()
        assert draft.text == "30 dues"
        await pilot.press("escape")
        app.action_after_a_meeting(draft.number)
        await pilot.pause()
        assert read_entry_line(app) == "30 dues"
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_book.drafts.load_all() == []


async def test_the_meeting_is_noted_and_changed_above_the_line(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_in(pilot, "15 me")
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert is_on(app, EntryForm)
        await pilot.press("escape", "ctrl+t", "enter")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert read_entry_line(app) == "15 me", "what was typed stays"
        assert list_book_lines(app.current_book) == ["2026-11-12 meeting"]
        app.screen.query_one(EntryInput).value = ""
        await type_in(pilot, "one-to-one 2h")
        await pilot.press("enter")
        await pilot.pause()
        assert read_screen(app).splitlines()[3].strip() == "one-to-one 2 h"


async def test_a_noted_entry_is_gone_to_changed_and_taken_back(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch no")
        await pilot.press("enter", "shift+tab")
        await pilot.pause()
        assert "› 1" in read_screen(app)
        assert "others could hear" in read_screen(app), "the tags stand behind their keys"
        await pilot.press("1", "2", "1")
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 ask 15 merch no #public_pledge"]
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EditEntryScreen)
        assert read_entry_line(app) == "2026-11-12 ask 15 merch no #public_pledge"
        await pilot.press("ctrl+u")
        await paste_in(pilot, "2026-11-12 ask 20 merch no gave 5")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert list_book_lines(app.current_book) == [
            "2026-11-12 ask 20 merch no gave apart",
            "2026-11-12 paid 5 merch for 1",
        ]
        assert [item.number for item in app.screen.query_one(SessionEntryList).items] == [2, 1]
        for _change in range(5):
            await pilot.press("ctrl+z")
        await pilot.pause()
        assert list_book_lines(app.current_book) == []
        assert app.screen.query_one(SessionEntryList).items == ()
        assert read_entry_line(app) == "15 merch no"


async def test_escape_in_the_list_goes_to_the_line_and_then_back(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a", "shift+tab")
        assert isinstance(app.focused, EntryInput), "there is nothing to go to"
        await paste_in(pilot, "15 merch no")
        await pilot.press("enter", "shift+tab", "escape")
        assert isinstance(app.focused, EntryInput)
        await pilot.press("shift+tab", "down", "up", "up")
        assert isinstance(app.focused, EntryInput)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)


async def test_what_a_yes_would_mean_stands_beside_an_ask(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        log_lines(
            app.current_book,
            "2026-09-01 income 950/month",
            "2026-09-01 need food 260/month",
            today=TODAY,
        )
        await pilot.press("a")
        await paste_in(pilot, "30/month dues no")
        text = read_words(app)
        assert "if you say yes 3.2 % of this month’s income given in total" in text
        assert "left until" not in text, "rent is not known"
        assert "each time 3.5 days of food, 360.00 a year" in text
        app.current_book.settings.set("question.rent", "never")
        await pilot.press("escape", "a")
        await pilot.pause()
        text = read_words(app)
        assert "660.00 left until 30 Nov, rent not counted" in text
        app.screen.query_one(EntryInput).value = "2026-09-02 30/month dues no"
        await pilot.pause()
        assert "if you say yes" not in read_screen(app), "only this month's figures are told"


async def test_a_click_changes_what_was_noted(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch no")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.click(SessionEntryList, offset=(10, 0))
        await pilot.pause()
        text = read_screen(app).splitlines()
        y = next(index for index, line in enumerate(text) if "others could hear" in line)
        await pilot.click(offset=(text[y].index("others could hear") + 2, y))
        await pilot.pause()
        assert list_book_lines(app.current_book) == ["2026-11-12 ask 15 merch no #in_public"]
