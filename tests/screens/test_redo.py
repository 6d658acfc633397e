"""Redo in the app: what was undone is there again, and the screen says what came back."""

from dataclasses import replace
from pathlib import Path

from tests.factories import TODAY, log_lines, make_book
from tests.pilot_actions import open_app, paste_in, read_screen
from tests.screens.log.test_tags import open_tag
from tracker.app.tracker_app import TrackerApp
from tracker.book.undo_stack import NOTES_COME_BACK
from tracker.entries.types import Payment, StoredEntry
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.widgets.entry_input import EntryInput


def load_entries(app: TrackerApp) -> list[StoredEntry]:
    return list(app.current_book.load_entries())


def read_last_notice(app: TrackerApp) -> str:
    """Return what was said last in passing."""
    return list(app._notifications)[-1].message


async def test_redo_brings_back_what_was_undone_and_says_so(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        log_lines(app.current_book, "2026-11-12 ask 77 merch no // cried")
        before = load_entries(app)
        await pilot.press("f3", "f1", "u")
        await pilot.pause()
        assert read_last_notice(app) == f"Undone: asked 77.00, merch, no\n{NOTES_COME_BACK}"
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert load_entries(app) == before, "with its private note"
        assert read_last_notice(app) == "Restored: asked 77.00, merch, no"
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert read_last_notice(app) == "There’s nothing to redo."
        assert load_entries(app) == before


async def test_after_it_was_closed_redo_says_that_private_notes_stay_away(story_path: Path) -> None:
    with_note = open_app(story_path)
    async with with_note.run_test() as pilot:
        log_lines(with_note.current_book, "2026-11-12 ask 77 merch no // cried")
        number = load_entries(with_note)[-1].number
        await pilot.press("u")
        await pilot.pause()
    app = open_app(story_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f2", "ctrl+y")
        await pilot.pause()
        assert load_entries(app)[-1].number == number
        assert load_entries(app)[-1].entry.private_note is None
        assert read_last_notice(app) == f"Restored: asked 77.00, merch, no\n{NOTES_COME_BACK}"


async def test_the_key_is_named_only_where_something_was_undone(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(160, 40)) as pilot:
        log_lines(app.current_book, "2026-11-12 meeting 2h")
        await pilot.press("f2")
        await pilot.pause()
        assert "ctrl+y" not in read_screen(app)
        assert "Redo" not in [told for _key, told in app.list_named_keys(app.screen)]
        await pilot.press("u")
        await pilot.pause()
        assert "ctrl+y Redo" in read_screen(app)
        assert "Redo" in [told for _key, told in app.list_named_keys(app.screen)]
        log_lines(app.current_book, "2026-11-12 meeting 3h")
        app.screen.refresh_bindings()
        await pilot.pause()
        assert "ctrl+y" not in read_screen(app)


async def test_a_deletion_and_an_edit_are_redone_in_their_order(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f2")
        log_lines(app.current_book, "2026-11-12 paid 7 merch")
        number = load_entries(app)[-1].number
        paid = load_entries(app)[-1].entry
        assert isinstance(paid, Payment)
        app.current_book.edit(number, [replace(paid, amount=900)], TODAY)
        app.current_book.delete(number, TODAY)
        await pilot.press("u", "u", "u")
        await pilot.pause()
        assert app.current_book.find_entry(number) is None
        for said in ("Restored: paid 7.00", "Changed again: paid 9.00", "Deleted again: paid"):
            await pilot.press("ctrl+y")
            await pilot.pause()
            assert said in read_last_notice(app)
        assert app.current_book.find_entry(number) is None


async def test_where_one_notes_it_takes_the_line_back_into_the_book(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch no gave 15 // cried")
        await pilot.press("enter")
        await pilot.pause()
        before = load_entries(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert ("ctrl+y", "Redo") in app.list_named_keys(app.screen)
        await pilot.press("ctrl+y")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AddEntryScreen)
        assert load_entries(app) == before
        assert screen.query_one(EntryInput).value == ""
        assert [item.number for item in screen.session_list.items] == [2, 1]
        assert ("ctrl+y", "Redo") not in app.list_named_keys(app.screen)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert read_last_notice(app) == "There’s nothing to redo."
        await pilot.press("ctrl+z", "ctrl+u")
        await paste_in(pilot, "meeting 2h")
        await pilot.press("enter", "ctrl+y")
        await pilot.pause()
        assert [item.number for item in load_entries(app)] == [3], "something else was noted"


async def test_a_line_that_was_mended_meanwhile_stays(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch no")
        await pilot.press("enter", "ctrl+z")
        await paste_in(pilot, " #deadline")
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert [item.number for item in load_entries(app)] == [1]
        assert app.screen.query_one(EntryInput).value == "15 merch no #deadline"


async def test_another_name_of_a_tag_is_given_again(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", "meeting 2h #!rain"))
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "rain")
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("ctrl+u", *"storm", "enter")
        await pilot.pause()
        assert app.current_book.tags.count_uses() == {"storm": 1}
        await pilot.press("u")
        await pilot.pause()
        assert app.current_book.tags.count_uses() == {"rain": 1}
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert app.current_book.tags.count_uses() == {"storm": 1}
        await pilot.press("u")
        await pilot.pause()
        assert app.current_book.tags.count_uses() == {"rain": 1}
