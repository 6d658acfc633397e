"""Which key does which action, and which other key an action may be given."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.i18n import _error
from tracker.screens.shell.key_names import NO_KEY, find_character, format_key_name, is_key_name

# Data: in people's notebooks since 0.1. Never rename.
QUIT_ACTION = "quit"
"""The action whose key cannot be changed."""
PRIVACY_ACTIONS = frozenset({"lock", "hide"})
"""The actions that take away what someone else must not see. No other action gets their keys."""
FIXED_KEYS = frozenset({"ctrl+q", "escape", "enter", "tab"})
"""Keys that do the same everywhere. Their actions keep them."""
RESERVED_KEYS = FIXED_KEYS | {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("ctrl+home", "ctrl+end", "shift+tab", "backspace", "delete", "space", "ctrl+c", "super+c"),
    # What terminals send for tab, enter, esc and backspace.
    *("ctrl+i", "ctrl+m", "ctrl+j", "ctrl+left_square_bracket", "ctrl+h", "ctrl+at"),
}
"""Keys that no action may be given: they leave, choose, move or edit text."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A named action of a screen, with its default keys."""

    screen: str
    """The screen, or the part of the app, as people call it."""
    id: str
    keys: tuple[str, ...]
    description: str
    active_screens: frozenset[str]
    """The screens on which its key counts."""
    is_fixed: bool = False
    """Whether its keys are always the same."""
    allows_letters: bool = False
    """Whether nothing is typed where its key counts."""
    is_in_dialog: bool = False


def get_current_keys(row: KeyRow, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that an action has now."""
    return (keymap[row.id],) if row.id in keymap else row.keys


def remove_given_keys(rows: Sequence[KeyRow], keymap: Mapping[str, str]) -> list[KeyRow]:
    """Return the actions without those first keys that the person gave to another action.

    A new version may give an action a key that the person chose for another one before. The keys
    that lock and hide stay.
    """
    given = {
        (other.id, key)
        for action, key in keymap.items()
        for other in find_clashes(rows, keymap, action, key)
        if other.id not in keymap and other.id not in PRIVACY_ACTIONS
    }
    return [
        replace(row, keys=tuple(key for key in row.keys if (row.id, key) not in given))
        for row in rows
    ]


def complete_keymap(rows: Sequence[KeyRow], keymap: Mapping[str, str]) -> dict[str, str]:
    """Return a keymap that also takes the keys away that were given to another action.

    What is fixed, as in dialogs, keeps its keys.
    """
    remaining_keys = {
        row.id: ",".join(row.keys) or f"{NO_KEY}{row.id}"
        for row, former in zip(remove_given_keys(rows, keymap), rows, strict=True)
        if row.keys != former.keys and not row.is_fixed
    }
    return {**keymap, **remaining_keys}


def find_clashes(
    rows: Sequence[KeyRow], keymap: Mapping[str, str], action: str, key: str
) -> list[KeyRow]:
    """Return the other actions that have this key on a screen where this action's key counts."""
    own_screens = frozenset[str]().union(*(row.active_screens for row in rows if row.id == action))
    return [
        row
        for row in rows
        if row.id != action
        and row.active_screens & own_screens
        and key in get_current_keys(row, keymap)
    ]


def find_key_refusal(
    rows: Sequence[KeyRow],
    keymap: Mapping[str, str],
    action: str,
    key: str,
    editing_keys: Iterable[str] = (),
) -> str:
    """Return why an action cannot have a key, as a sentence, or an empty text if it can.

    `editing_keys` are the keys that edit text where something is typed.
    """
    own_rows = [row for row in rows if row.id == action]
    if not own_rows or any(row.is_fixed for row in own_rows):
        return _error("This key always stays the same. You can’t change it.")
    if not is_key_name(key):
        return _error("This terminal can’t tell that key from another. Choose a different one.")
    if key in RESERVED_KEYS:
        return _error("{key} always does the same thing. Choose another key.").format(
            key=format_key_name(key)
        )
    if not all(row.allows_letters for row in own_rows):
        if find_character(key):
            return _error(
                "You type on this screen, so this key can’t be used here. Choose a key"
                " with ctrl, or F1 to F12."
            )
        if key in editing_keys:
            return _error("{key} is for editing what you type. Choose another key.").format(
                key=format_key_name(key)
            )
    return describe_clash(rows, keymap, action, (key,))


def describe_clash(
    rows: Sequence[KeyRow], keymap: Mapping[str, str], action: str, keys: Iterable[str]
) -> str:
    """Return a sentence about another action with one of these keys, or an empty text."""
    for key in keys:
        for other in find_clashes(rows, keymap, action, key):
            return _error(
                "{key} is already used for “{action}” ({screen}). Choose another key."
            ).format(key=format_key_name(key), action=other.description, screen=other.screen)
    return ""


def drop_clashing_keys(
    rows: Sequence[KeyRow], wanted_keymap: Mapping[str, str], editing_keys: Sequence[str] = ()
) -> dict[str, str]:
    """Return all of a mapping that may be, also two actions that swap their keys.

    What the person chose goes before the first key of another action.
    """
    default_keys = {row.id: row.keys for row in rows}
    keymap = {
        action: key
        for action, key in wanted_keymap.items()
        if action in default_keys and default_keys[action] != (key,)
    }
    while True:
        remaining_rows = remove_given_keys(rows, keymap)
        refused_actions = [
            action
            for action, key in keymap.items()
            if find_key_refusal(remaining_rows, keymap, action, key, editing_keys)
        ]
        if not refused_actions:
            return keymap
        del keymap[refused_actions[0]]


def parse_valid_keymap(
    text: str, rows: Sequence[KeyRow], editing_keys: Sequence[str] = ()
) -> dict[str, str]:
    """Return the changed keys from the setting, without what is damaged or unknown."""
    return drop_clashing_keys(rows, parse_key_pairs(text), editing_keys)


def parse_key_pairs(text: str) -> dict[str, str]:
    """Return actions and keys as the setting has them, or none if it is damaged."""
    try:
        parsed = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(parsed, dict):
        return {}
    return {action: key for action, key in parsed.items() if isinstance(key, str)}


def parse_likely_keymap(text: str) -> dict[str, str]:
    """Return the changed keys that are probably valid, without asking what each screen does."""
    return {
        action: key
        for action, key in parse_key_pairs(text).items()
        if action != QUIT_ACTION and key not in RESERVED_KEYS and is_key_name(key)
    }


def format_keymap(keymap: Mapping[str, str]) -> str:
    """Return the changed keys as the setting keeps them, or an empty text if none was changed."""
    return json.dumps(dict(sorted(keymap.items())), ensure_ascii=False) if keymap else ""
