"""The keys of the app as the registry gathers them: tests ask for them without naming the app."""

from collections.abc import Mapping
from functools import partial

from tracker.app import key_registry
from tracker.app.tracker_app import TrackerApp
from tracker.screens.shell.keymap import KeyRow, find_clashes

collect_key_rows = partial(key_registry.collect_key_rows, TrackerApp)
parse_keymap = partial(key_registry.parse_keymap, app=TrackerApp)


def find_clashing_rows(
    action: str, key: str, keymap: Mapping[str, str] | None = None
) -> list[KeyRow]:
    """Return the other actions that have this key on a screen where this action's key counts."""
    return find_clashes(collect_key_rows(), keymap or {}, action, key)
