"""Keys that somebody chose in any version hold, and a name that means nothing is passed over."""

import json
from pathlib import Path

from tests.factories import TODAY
from tests.key_rows import collect_key_rows, parse_keymap
from tests.pilot_actions import is_on
from tests.stored.old_notebook import NAMES, copy_notebook, read_settings
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

KEYS = NAMES["keys"]
EVERY = [*KEYS["changeable"], *KEYS["fixed"], *KEYS["gone"]]
FREE_KEYS = (
    f"{modifier}f{number}" for modifier in ("", "alt+", "ctrl+") for number in range(20, 100)
)
KEYMAP = dict(zip(EVERY, FREE_KEYS, strict=False))
"""A key of its own for every id that there ever was, which no action has at first."""
HOLDS = {name: KEYMAP[name] for name in KEYS["changeable"]}
PLACES = ("entries", "chart", "how_often", "settings", "this_month")


def test_there_is_a_key_for_every_id() -> None:
    assert KEYMAP.keys() == set(EVERY)


def test_every_id_is_in_the_list() -> None:
    """Add a new one to stored_names.json; one that went is gone there, too, but stays listed."""
    rows = collect_key_rows()
    fixed = {row.id for row in rows if row.is_fixed}
    assert {row.id for row in rows} - fixed == set(KEYS["changeable"])
    assert fixed == set(KEYS["fixed"])


def test_every_id_that_can_have_another_key_has_the_one_that_was_chosen() -> None:
    assert KEYMAP.keys() == set(EVERY)
    assert parse_keymap(json.dumps(KEYMAP)) == HOLDS
    assert parse_keymap(json.dumps({name: KEYMAP[name] for name in KEYS["gone"]})) == {}


def keys_of(app: TrackerApp) -> dict[str, set[str]]:
    """The keys that count on the screen in front, by the id of what they do."""
    found: dict[str, set[str]] = {}
    for active in app.screen.active_bindings.values():
        if active.binding.id:
            found.setdefault(active.binding.id, set()).add(active.binding.key)
    return found


async def test_the_app_has_the_keys_of_an_old_notebook_in_every_place(tmp_path: Path) -> None:
    kept = {"keys": json.dumps(KEYMAP)}
    path = copy_notebook(tmp_path, kept)
    app = TrackerApp(path, FixedClock(TODAY))
    seen: set[str] = set()
    places: set[type[MainScreen]] = set()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for place in PLACES:
            await pilot.press(KEYMAP[place])
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)
            places.add(type(app.screen))
            for name, keys in keys_of(app).items():
                if name in HOLDS:
                    assert keys == {HOLDS[name]}, name
                    seen.add(name)
        await pilot.press("a")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        await pilot.press(KEYMAP["after_a_meeting"])
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert keys_of(app)["tags"] == {KEYMAP["tags"]}
    assert len(places) == len(PLACES)
    assert len(seen) > 20
    assert read_settings(path) == kept
