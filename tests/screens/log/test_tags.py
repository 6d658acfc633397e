"""Tags: all of them with what they mean; one's own get other names, and undo takes that back."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.factories import LAST_MONTH, fail_with, log_lines, make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.errors import FileAccessError
from tracker.book.stores.tags import TagStore as TagsOfBook
from tracker.entries.tags import TAG_VOCABULARY, VOCABULARY_TAGS, choose_key_tags
from tracker.i18n import HIDDEN_NUMBER, NumberFormat
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.tags import TagList, TagsScreen
from tracker.screens.log.tags_text import build_tag_options
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.entry_list_screen import EntryListScreen
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.hotkey_options import HotkeyOptions
from tracker.widgets.session_entries import SessionEntryList

LINES = (
    "meeting 2h #!rain #help_received",
    "15 merch no #rain #in_public #!wet",
    "30/month dues no #rain",
)


@pytest.fixture(scope="module")
def tags_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tags") / "b.db"
    return make_book(path, *LINES, first_saved=LAST_MONTH)


@pytest.fixture
def app(tags_once: Path, tmp_path: Path) -> TrackerApp:
    return open_app(Path(shutil.copy(tags_once, tmp_path)))


def read_answer(app: TrackerApp) -> str:
    return str(app.screen.query_one("#answer").render())


async def open_tag(pilot: Pilot[None], tag: str) -> None:
    """Open the tags from Add an entry, and go to one."""
    await pilot.press("a", "ctrl+g")
    await pilot.pause()
    offered = pilot.app.screen.query_one(TagList)
    offered.highlighted = offered.get_option_index(tag)
    await pilot.pause()


async def fill(pilot: Pilot[None], text: str) -> None:
    """Put a text into the field of a dialog and save it."""
    pilot.app.screen.query_one("#text-0", Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_all_tags_are_there_and_those_that_are_noted_come_first(app: TrackerApp) -> None:
    async with app.run_test(size=(160, 60)) as pilot:
        await open_tag(pilot, "rain")
        ids = [option.id for option in app.screen.query_one(TagList).options if option.id]
        assert ids[:4] == ["rain", "in_public", "help_received", "wet"]
        assert sorted(ids) == sorted((*VOCABULARY_TAGS, "rain", "wet"))
        neutral = [each.name for each in TAG_VOCABULARY if each.is_neutral]
        assert ids[4:10] == [tag for tag in neutral if tag != "help_received"]
        text = read_screen(app)
        assert "3 times, key -, your own" in text
        assert "once, key 1" in text
        assert "Your own tag. You can write down what it means." in text
        await pilot.press("down")
        await pilot.pause()
        assert "other members could hear" in read_screen(app)
        assert "Source: DellaVigna" in read_screen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "Neutral or good. Used in 1 entry. Key 0 when" in read_screen(app)


async def test_a_renamed_tag_is_followed_and_undo_takes_it_back(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "rain")
        await pilot.press("n")
        await pilot.pause()
        await fill(pilot, "rain.")
        assert is_on(app, TextInputDialog)
        assert "letters, digits, _ and -" in read_screen(app)
        await fill(pilot, "cold rain")
        assert "3 entries now have #cold_rain." in read_answer(app)
        assert app.current_book.tags.count_uses()["cold_rain"] == 3
        chosen = app.screen.query_one(TagList).highlighted_option
        assert chosen is not None
        assert chosen.id == "cold_rain"
        await pilot.press("u")
        await pilot.pause()
        assert "as they were before" in read_answer(app)
        assert app.current_book.tags.count_uses()["rain"] == 3
        await pilot.press("u")
        await pilot.pause()
        assert "Nothing to undo here." in read_answer(app)
        assert len(list(app.current_book.load_entries())) == 3, "what was noted stays"


async def test_nothing_changes_where_one_goes_back(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "rain")
        before = list(app.current_book.load_entries())
        for key in ("n", "m", "d"):
            await pilot.press(key)
            await pilot.pause()
            assert not is_on(app, TagsScreen)
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await fill(pilot, "wet")
        assert is_on(app, ConfirmDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, TagsScreen)
        assert list(app.current_book.load_entries()) == before
        assert app.current_book.tags.load_meanings() == {}
        await pilot.press("n")
        await pilot.pause()
        await fill(pilot, "rain")
        assert list(app.current_book.load_entries()) == before
        assert read_answer(app) == ""


async def test_a_name_that_is_there_puts_two_together_once_that_is_said_yes_to(
    app: TrackerApp,
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "rain")
        await pilot.press("n")
        await pilot.pause()
        await fill(pilot, "WET")
        assert "There’s already a tag #wet. Merge the two?" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_book.tags.count_uses() == {"wet": 3, "in_public": 1, "help_received": 1}


async def test_a_tag_of_ones_own_becomes_one_with_another(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "wet")
        await pilot.press("m")
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        offered = app.screen.query_one(OptionList)
        assert "wet" not in {option.id for option in offered.options}
        offered.highlighted = offered.get_option_index("others could hear")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 entry now has #in_public." in read_answer(app)
        assert app.current_book.tags.count_uses() == {"rain": 3, "in_public": 1, "help_received": 1}


async def test_what_an_own_tag_means_is_written_down_and_shown(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "rain")
        await pilot.press("d")
        await pilot.pause()
        await fill(pilot, "we stood outside, for 12.50")
        assert "we stood outside, for 12.50" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert f"we stood outside, for {HIDDEN_NUMBER}" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EntryListScreen)
        assert "12.50" not in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "#rain: we stood outside, for 12.50" in read_screen(app)


async def test_completion_says_what_an_own_tag_means(app: TrackerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_tag(pilot, "rain")
        await pilot.press("d")
        await pilot.pause()
        await fill(pilot, "we stood outside, for 12.50")
        await pilot.press("escape")
        await paste_in(pilot, "5 dues #ra")
        assert "we stood outside, for 12.50" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert f"we stood outside, for {HIDDEN_NUMBER}" in read_screen(app)
        assert "12.50" not in read_screen(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
        app.screen.query_one("#circumstances", Input).focus()
        await pilot.pause()
        assert f"we stood outside, for {HIDDEN_NUMBER}" in read_screen(app)


async def test_a_tag_of_the_vocabulary_stays_and_it_is_said_why(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "in_public")
        for key in ("n", "m", "d"):
            await pilot.press(key)
            await pilot.pause()
            assert is_on(app, TagsScreen)
            assert "This tag means the same in every notebook" in read_answer(app)


async def test_enter_shows_the_entries_of_a_tag_and_esc_leads_back(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_tag(pilot, "deadline")
        await pilot.press("enter")
        await pilot.pause()
        assert "No entry has this tag yet." in read_answer(app)
        await go_to_tag(pilot, "in_public")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EntryListScreen)
        assert "15.00" in read_screen(app)
        assert "30.00" not in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, TagsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)


async def go_to_tag(pilot: Pilot[None], tag: str) -> None:
    offered = pilot.app.screen.query_one(TagList)
    offered.highlighted = offered.get_option_index(tag)
    await pilot.pause()


async def test_what_was_noted_in_the_session_says_the_new_name_when_one_comes_back(
    app: TrackerApp,
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        note_line = "20 event no #wet"
        app.screen.query_one(EntryInput).value = note_line
        await pilot.pause()
        await pilot.press("enter", "ctrl+g")
        await pilot.pause()
        await go_to_tag(pilot, "wet")
        await pilot.press("n")
        await pilot.pause()
        await fill(pilot, "soaked")
        await pilot.press("escape")
        await pilot.pause()
        (noted,) = app.screen.query_one(SessionEntryList).items
        assert getattr(noted.entry, "circumstances", ()) == ("soaked",)
        await pilot.press("shift+tab")
        await pilot.pause()
        options = app.screen.query_one(HotkeyOptions).options
        assert [option.name for option in options][-2:] == ["rain", "soaked"]
        await pilot.press("+")
        await pilot.pause()
        assert app.current_book.tags.count_uses()["soaked"] == 1


async def test_while_one_notes_no_tag_goes_to_another_key(app: TrackerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        before = app.screen.query_one(HotkeyOptions).options
        for _time in range(3):
            app.screen.query_one(EntryInput).value = "5 merch no #alcohol"
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        assert app.screen.query_one(HotkeyOptions).options == before
        await pilot.press("escape", "a")
        await pilot.pause()
        names = [option.name for option in app.screen.query_one(HotkeyOptions).options]
        assert "alcohol" in names


async def test_an_empty_book_shows_what_is_neutral_or_good_first(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "ctrl+g")
        await pilot.pause()
        text = read_screen(app)
        assert "No tags used yet." in text
        assert "Neutral or good, not used yet" in text
        assert "asked in private" in text
        assert "asked in private, just the two of you" in text


async def test_a_book_that_refuses_is_said_and_nothing_is_changed(
    app: TrackerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_tag(pilot, "rain")
        monkeypatch.setattr(TagsOfBook, "rename", fail_with(FileAccessError("The disk is full.")))
        await pilot.press("n")
        await pilot.pause()
        await fill(pilot, "hail")
        assert "The disk is full." in {notice.message for notice in app._notifications}
        assert app.current_book.tags.count_uses()["rain"] == 3


async def test_the_mouse_opens_the_entries_of_a_tag(app: TrackerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        log_lines(app.current_book, "20 event no #in_public")
        await pilot.press("a", "ctrl+g")
        await pilot.pause()
        lines = read_screen(app).splitlines()
        y = next(index for index, line in enumerate(lines) if "others could hear" in line)
        await pilot.click(offset=(6, y))
        await pilot.pause()
        assert is_on(app, EntryListScreen)
        assert "2 entries" in read_screen(app)


def test_on_keys_a_tag_that_makes_no_sense_about_others_is_left_out_unless_it_is_there() -> None:
    tags = choose_key_tags({"no_money": 9, "long_day": 8}, {})
    keys = {option.name: option.key for option in build_tag_options(tags, NumberFormat())}
    about_others = build_tag_options(tags, NumberFormat(), is_observation=True)
    assert {option.name: option.key for option in about_others} == {
        name: key for name, key in keys.items() if name != "no_money"
    }, "each tag keeps its key"
    assert not [option for option in about_others if "you" in option.meaning.split()]
    kept = build_tag_options(
        tags, NumberFormat(), is_observation=True, names_on_entry=frozenset({"no_money"})
    )
    assert {option.name: option.key for option in kept} == keys
