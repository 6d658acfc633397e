"""Keys: each action can have another one; what leaves, goes back and types stays as it is."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Footer

from tests.key_rows import collect_key_rows, find_clashing_rows, parse_keymap
from tests.pilot_actions import is_on, open_app, read_screen
from tests.strategies import ANY_LETTERS, EXAMPLES, pick_every
from tests.walks import wait_until_settled
from tracker.app.key_registry import collect_editing_keys
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.settings.keymap_screen import KeymapScreen, PressKeyDialog
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.key_names import format_key_name
from tracker.screens.shell.keymap import (
    FIXED_KEYS,
    PRIVACY_ACTIONS,
    RESERVED_KEYS,
    KeyRow,
    drop_clashing_keys,
    find_clashes,
    find_key_refusal,
    format_keymap,
    remove_given_keys,
)
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.section_list import SectionList

Opened = Callable[[Path], TrackerApp]
CAN_CHANGE = sorted({row.id for row in collect_key_rows() if not row.is_fixed})


def open_with_keymap(path: Path, keymap: str | None = None) -> TrackerApp:
    """The app on a book with such a setting."""
    with open_book(path) as book:
        book.settings.set("keys", keymap)
    return open_app(path)


def load_stored_keys(app: TrackerApp) -> dict[str, str]:
    """The keys that the book keeps."""
    made = app.current_book.settings.get("keys")
    return dict(json.loads(made)) if made else {}


async def go_to(pilot: Pilot[None], action: str) -> None:
    """Open the page and go to an action."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    await pilot.pause()
    app.preferences.open_keys_page()
    await pilot.pause()
    rows = collect_key_rows()
    offered = app.screen.query_one(SectionList)
    offered.highlighted = next(
        index
        for index, option in enumerate(offered.options)
        if option.id is not None and rows[int(option.id)].id == action
    )
    await pilot.pause()


async def press_new_key(pilot: Pilot[None], key: str) -> None:
    """Press enter, then the new key."""
    await pilot.press("enter")
    await pilot.pause()
    assert is_on(pilot.app, PressKeyDialog)
    await pilot.press(key)
    await pilot.pause()
    assert is_on(pilot.app, KeymapScreen)


async def test_an_action_gets_another_key_and_keeps_it_after_a_restart(story_path: Path) -> None:
    app = open_with_keymap(story_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "after_a_meeting")
        await press_new_key(pilot, "m")
        assert "Add an entry: m" in read_screen(app)
        assert "m (default: a)" in read_screen(app)
        await pilot.press("escape")
        assert load_stored_keys(app) == {"after_a_meeting": "m"}
    again = open_app(story_path)
    async with again.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert is_on(again, ThisMonthScreen)
        footer = "\n".join(read_screen(again).splitlines()[-2:])
        assert "m Add an entry" in footer
        assert "a Add an entry" not in footer
        await pilot.press("question_mark")
        await pilot.pause()
        helped = next(line for line in read_screen(again).splitlines() if "Add an entry" in line)
        assert helped.split()[0] == "m"
        await pilot.press("escape", "m")
        await pilot.pause()
        assert is_on(again, AddEntryScreen)


async def test_esc_keeps_the_key(story_path: Path) -> None:
    app = open_with_keymap(story_path)
    async with app.run_test() as pilot:
        await go_to(pilot, "after_a_meeting")
        before = read_screen(app)
        await press_new_key(pilot, "escape")
        assert read_screen(app) == before
        assert load_stored_keys(app) == {}
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)


async def test_a_key_that_is_taken_changes_nothing_and_says_who_has_it(story_path: Path) -> None:
    app = open_with_keymap(story_path)
    async with app.run_test() as pilot:
        await go_to(pilot, "after_a_meeting")
        await press_new_key(pilot, "x")
        assert "x is already used for “Show someone” (Every main screen). Choose" in read_screen(
            app
        )
        await press_new_key(pilot, "tab")
        assert "tab always does the same" in read_screen(app)
        await press_new_key(pilot, "space")
        assert load_stored_keys(app) == {}


async def test_one_key_is_as_it_was_at_first(story_path: Path) -> None:
    app = open_with_keymap(story_path, '{"after_a_meeting": "m", "undo": "a"}')
    async with app.run_test() as pilot:
        await go_to(pilot, "after_a_meeting")
        await press_new_key(pilot, "backspace")
        assert "a is already used for “Undo”" in read_screen(app)
        assert load_stored_keys(app) == {"after_a_meeting": "m", "undo": "a"}
        await pilot.press("escape")
        await go_to(pilot, "undo")
        await press_new_key(pilot, "backspace")
        assert load_stored_keys(app) == {"after_a_meeting": "m"}
        await pilot.press("escape")
        await go_to(pilot, "after_a_meeting")
        await press_new_key(pilot, "a")
        assert load_stored_keys(app) == {}
        assert "default" not in read_screen(app)


async def test_all_keys_are_as_they_were_at_first(story_path: Path) -> None:
    app = open_with_keymap(story_path, '{"after_a_meeting": "m", "undo": "f9"}')
    async with app.run_test() as pilot:
        await pilot.pause()
        app.preferences.open_keys_page()
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert is_on(app, ConfirmDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert len(load_stored_keys(app)) == 2
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "All keys are reset to default." in read_screen(app)
        assert app.current_book.settings.get("keys", "none") == "none"
        await pilot.press("escape", "a")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)


async def test_what_stays_cannot_be_chosen(story_path: Path) -> None:
    app = open_with_keymap(story_path)
    async with app.run_test(size=(80, 100)) as pilot:
        await pilot.pause()
        app.preferences.open_keys_page()
        await pilot.pause()
        row = next(
            y for y, line in enumerate(read_screen(app).splitlines()) if "Quit Tracker" in line
        )
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert is_on(app, KeymapScreen)
        row = next(
            y for y, line in enumerate(read_screen(app).splitlines()) if "Show someone" in line
        )
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert is_on(app, PressKeyDialog)
        assert app.screen.query(Footer)


DAMAGED = ["{", "[]", '{"quit": "x"}', '{"after_a_meeting": 7, "x": "y"}']


@pytest.mark.slow
@pytest.mark.parametrize("text", pick_every(3, DAMAGED))
async def test_a_damaged_setting_is_harmless(story_path: Path, text: str) -> None:
    app = open_with_keymap(story_path, text)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running


async def test_the_page_lives_in_every_size(story_path: Path) -> None:
    app = open_with_keymap(story_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.preferences.open_keys_page()
        for size, key in (((200, 60), "f11"), ((20, 5), "f12"), ((60, 20), "f11")):
            await pilot.resize_terminal(*size)
            await pilot.press("end", "pageup", "home", "enter")
            assert is_on(app, PressKeyDialog)
            await pilot.press(key)
            await pilot.pause()
            assert is_on(app, KeymapScreen)
            assert load_stored_keys(app) == {"commands": key}
            read_screen(app)


KEYS = st.one_of(
    st.sampled_from(sorted({key for row in collect_key_rows() for key in row.keys})),
    st.sampled_from([*"abmzäA0", "f9", "f12", "ctrl+k", "ctrl+g", "alt+x", "slash", "insert"]),
    st.text(ANY_LETTERS, max_size=6),
)
KEYMAPS = st.dictionaries(st.sampled_from(sorted({row.id for row in collect_key_rows()})), KEYS)


def list_current_keys(keymap: dict[str, str]) -> list[tuple[KeyRow, str]]:
    """Every action with each key that it has."""
    return [
        (row, key)
        for row in remove_given_keys(collect_key_rows(), keymap)
        for key in ((keymap[row.id],) if row.id in keymap else row.keys)
    ]


@pytest.mark.slow
@settings(max_examples=10 * EXAMPLES)
@given(KEYMAPS)
def test_whatever_was_kept_no_two_actions_share_a_key(wanted: dict[str, str]) -> None:
    keymap = parse_keymap(json.dumps(wanted))
    assert keymap.items() <= wanted.items()
    assert keymap.keys() <= set(CAN_CHANGE)
    assert RESERVED_KEYS.isdisjoint(keymap.values())
    rows = remove_given_keys(collect_key_rows(), keymap)
    for row, key in list_current_keys(keymap):
        if row.id in keymap:
            assert not find_clashes(rows, keymap, row.id, key)
    assert parse_keymap(format_keymap(keymap)) == keymap


@given(
    st.one_of(
        st.text(ANY_LETTERS),
        st.recursive(st.none() | st.text(ANY_LETTERS) | st.integers(), st.lists).map(json.dumps),
    )
)
def test_any_text_in_the_setting_is_read(text: str) -> None:
    keymap = parse_keymap(text)
    assert all(isinstance(key, str) for key in keymap.values())


def test_two_actions_may_change_places() -> None:
    swapped = {"after_a_meeting": "x", "show_someone": "a"}
    assert parse_keymap(json.dumps(swapped)) == swapped
    assert parse_keymap(json.dumps({"after_a_meeting": "a"})) == {}


def test_of_two_chosen_keys_that_are_the_same_one_holds() -> None:
    keymap = parse_keymap(json.dumps({"after_a_meeting": "f9", "show_someone": "f9"}))
    assert keymap == {"show_someone": "f9"}


@pytest.mark.parametrize(
    ("action", "key", "loser"),
    [
        ("after_a_meeting", "x", "show_someone"),
        ("step_aside", "f4", "how_often"),
        ("undo", "ctrl+z", "step_aside"),
    ],
    ids=["of one screen", "of the app and a screen", "of a screen and the whole app"],
)
async def test_a_chosen_key_wins_where_a_new_version_gives_it_to_another_action(
    story_path: Path, action: str, key: str, loser: str
) -> None:
    app = open_with_keymap(story_path, json.dumps({action: key}))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until_settled(pilot)
        keys: dict[str, set[str]] = {}
        for active in app.screen.active_bindings.values():
            keys.setdefault(active.binding.id or "", set()).add(active.binding.key)
        assert keys[action] == {key}
        assert key not in keys[loser]
        commands = {command.title for command in app.get_system_commands(app.screen)}
        assert next(row.description for row in collect_key_rows() if row.id == loser) in commands
        app.preferences.open_keys_page()
        await wait_until_settled(pilot)
        screen = app.screen
        assert isinstance(screen, KeymapScreen)
        assert screen.keymap == {action: key}
    with open_book(story_path) as book:
        assert book.settings.get("keys") == json.dumps({action: key})


@pytest.mark.parametrize("key", ["ctrl+l", "ctrl+n"])
def test_no_chosen_key_takes_the_one_that_locks_or_hides(key: str) -> None:
    chosen = {"undo": key, "help": "f9"}
    keymap = parse_keymap(json.dumps(chosen))
    assert keymap == {"help": "f9"}
    rows = remove_given_keys(collect_key_rows(), chosen)
    assert any(row.id in PRIVACY_ACTIONS and key in row.keys for row in rows)


async def test_an_action_without_a_key_is_listed_without_one(story_path: Path) -> None:
    app = open_with_keymap(story_path, '{"after_a_meeting": "x"}')
    async with app.run_test(size=(120, 60)) as pilot:
        await wait_until_settled(pilot)
        assert "Show someone" not in read_screen(app).splitlines()[-1]
        await pilot.press("x")
        await wait_until_settled(pilot)
        assert is_on(app, AddEntryScreen)
        await pilot.press("escape")
        app.preferences.open_keys_page()
        await wait_until_settled(pilot)
        assert re.search(r"Show someone +–$", read_screen(app), re.MULTILINE)


def test_letters_stay_letters_where_one_types() -> None:
    rows, editing = collect_key_rows(), collect_editing_keys()

    def find_refusal(action: str, key: str) -> str:
        return find_key_refusal(rows, {}, action, key, editing)

    for key in ("m", "slash", "question_mark", "ä"):
        assert "You type on this screen" in find_refusal("form", key)
    assert "is for editing what you type" in find_refusal("form", "ctrl+k")
    assert find_refusal("form", "f9") == ""
    assert find_refusal("after_a_meeting", "m") == ""
    assert find_refusal("after_a_meeting", "ctrl+k") == ""
    assert "You type on this screen" in find_refusal("commands", "m")


@pytest.mark.parametrize("key", sorted(FIXED_KEYS))
def test_what_leaves_goes_back_and_types_is_never_given_away(key: str) -> None:
    rows = collect_key_rows()
    holders = {row.id for row in rows if key in row.keys}
    assert holders
    for action in holders:
        assert find_key_refusal(rows, {}, action, "f9")
    for action in CAN_CHANGE:
        assert find_key_refusal(rows, {}, action, key)


def test_an_id_means_the_same_keys_wherever_it_can_be_changed() -> None:
    for action in CAN_CHANGE:
        assert len({row.keys for row in collect_key_rows() if row.id == action}) == 1, action


def test_at_first_no_two_actions_share_a_key_on_a_screen() -> None:
    shared = {
        (row.id, other.id)
        for row in collect_key_rows()
        for key in row.keys
        for other in find_clashing_rows(row.id, key)
        if not (row.is_fixed or other.is_fixed)
    }
    # Where one notes, ctrl+z takes back what was noted; the screen's own key goes before the app's.
    assert shared <= {("step_aside", "take_back"), ("take_back", "step_aside")}


def test_every_part_of_the_app_is_there() -> None:
    screens = list(dict.fromkeys(row.screen for row in collect_key_rows()))
    assert screens[:3] == ["Everywhere", "Every main screen", "This month"]
    assert {"Entries", "Chart", "Settings", "Add an entry", "Show someone"} <= set(screens)
    assert [row.screen for row in collect_key_rows() if row.id == "after_a_meeting"] == [
        "Every main screen"
    ]
    assert next(row.screen for row in collect_key_rows() if row.id == "note") == "Add an entry"


@pytest.mark.parametrize(
    ("key", "people"),
    [("f5", "F5"), ("ctrl+k", "ctrl+k"), ("question_mark", "?"), ("slash", "/"), ("A", "A")],
)
def test_keys_as_people_write_them(key: str, people: str) -> None:
    assert format_key_name(key) == people


def test_a_mapping_of_nothing_known_is_empty() -> None:
    assert drop_clashing_keys(collect_key_rows(), {"nobody": "f9"}) == {}
    assert format_keymap({}) == ""
