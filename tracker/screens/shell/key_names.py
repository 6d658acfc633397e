"""The names of keys, as Textual has them and as people read them."""

import re

from textual.keys import REPLACED_KEYS, Keys, format_key, key_to_character

NO_KEY = "no_key:"
"""What begins the name of a key that no terminal sends, for an action that has none."""
_MODIFIERS = ("ctrl+", "alt+", "shift+", "super+", "hyper+", "meta+")
_FUNCTION_KEY = re.compile(r"f[0-9]{1,2}")
_KEY_NAMES = frozenset(key.value for key in Keys) | {"insert"}


def is_key_name(key: str) -> bool:
    """Return whether this is the name of a key that a terminal can tell from others."""
    bare = _strip_modifiers(key)
    if len(bare) == 1:
        return bare.isalnum() and bare.isprintable()
    return bare in _KEY_NAMES or bool(_FUNCTION_KEY.fullmatch(bare) or find_character(bare))


def find_character(key: str) -> str:
    """Return the character that a key types, or an empty text if it types none."""
    name = REPLACED_KEYS.get(key, key)
    character = key_to_character(name) if name.isascii() or len(name) == 1 else None
    return character if character and character.isprintable() else ""


def format_key_name(key: str) -> str:
    """Return a key as people read it, such as `ctrl+k`, `F5` or `?`. Empty if there is none."""
    if key.startswith(NO_KEY):
        return ""
    bare = _strip_modifiers(key)
    if _FUNCTION_KEY.fullmatch(bare):
        name = bare.upper()
    else:
        name = bare if bare == "enter" else format_key(bare)
    return key[: len(key) - len(bare)] + name


def _strip_modifiers(key: str) -> str:
    while key.startswith(_MODIFIERS):
        key = key.partition("+")[2]
    return key
