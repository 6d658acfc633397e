"""Every action with its key, gathered from the app, the screens in the registry and their widgets.

From here the table of keys in docs and the screen of keys in Settings are made, and the setting
`keys` is read. Screens are imported only when someone asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from tracker.i18n import _label
from tracker.screens.shell.keymap import FIXED_KEYS, KeyRow, parse_valid_keymap
from tracker.screens.shell.main_screen import MainScreen

if TYPE_CHECKING:
    from tracker.app.screen_registry import AnyScreen

_OWN_PACKAGE = "tracker."


@dataclass(frozen=True, slots=True)
class _ScreenKeys:
    """A screen with the widgets whose keys count on it."""

    screen: "AnyScreen"
    widgets: tuple[type[Widget], ...]

    @property
    def title(self) -> str:
        """The name of the screen for people."""
        return self.screen.TITLE or ""

    @property
    def is_dialog(self) -> bool:
        return issubclass(self.screen, ModalScreen)

    @property
    def is_main(self) -> bool:
        return issubclass(self.screen, MainScreen)

    def list_actions(self) -> Iterator[tuple[str, tuple[str, ...], str, bool]]:
        """Yield each action's id, keys and description, and whether its place takes letters."""
        for node in (self.screen, *self.widgets):
            allows_letters = self.is_main and not issubclass(node, Input)
            for action, keys, description in list_named_keys(node):
                yield action, keys, description, allows_letters


@cache
def collect_key_rows(app: type[App[Any]]) -> tuple[KeyRow, ...]:
    """Return every named action: of the app, of all main screens, then screen by screen."""
    screens = _collect_screens()
    main_screens = [screen for screen in screens if screen.is_main]
    shared_actions = _find_shared_actions(main_screens)
    rows = [
        _build_row(_label("Everywhere"), screens, action, keys, description)
        for action, keys, description in list_named_keys(app)
    ]
    for action, keys, description, _allows_letters in main_screens[0].list_actions():
        if action in shared_actions:
            rows.append(
                _build_row(
                    _label("Every main screen"), main_screens, action, keys, description, True
                )
            )
    for screen in screens:
        rows += _build_screen_rows(screen, shared_actions if screen.is_main else frozenset())
    # A keymap goes by ids: what is fixed on one screen is fixed wherever it has the same id.
    fixed_ids = {row.id for row in rows if row.is_fixed}
    return tuple(replace(row, is_fixed=row.id in fixed_ids) for row in rows)


def _find_shared_actions(screens: Sequence[_ScreenKeys]) -> frozenset[str]:
    """Return the actions that all of these screens have."""
    return frozenset.intersection(
        *(frozenset(action for action, *_rest in screen.list_actions()) for screen in screens)
    )


def _build_screen_rows(screen: _ScreenKeys, left_out: frozenset[str]) -> Iterator[KeyRow]:
    for action, keys, description, allows_letters in screen.list_actions():
        if action not in left_out:
            yield _build_row(screen.title, [screen], action, keys, description, allows_letters)


def _build_row(
    heading: str,
    screens: Sequence[_ScreenKeys],
    action: str,
    keys: tuple[str, ...],
    description: str,
    allows_letters: bool = False,
) -> KeyRow:
    """Return the row of an action that has its key on these screens."""
    titles = frozenset(screen.title for screen in screens)
    is_in_dialog = all(screen.is_dialog for screen in screens)
    is_fixed = is_in_dialog or not FIXED_KEYS.isdisjoint(keys)
    return KeyRow(
        heading, action, keys, description, titles, is_fixed, allows_letters, is_in_dialog
    )


def parse_keymap(text: str, app: type[App[Any]]) -> dict[str, str]:
    """Return the changed keys that hold from the setting. An empty one imports nothing."""
    if not text:
        return {}
    return parse_valid_keymap(text, collect_key_rows(app), collect_editing_keys())


@cache
def collect_editing_keys() -> tuple[str, ...]:
    """Return the keys that edit a text while it is typed."""
    return tuple(binding.key for binding in Binding.make_bindings(Input.BINDINGS))


def list_named_keys(node: type[DOMNode]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield id, keys and description of each action that a class of Tracker or its bases name."""
    keys: dict[str, list[str]] = {}
    descriptions: dict[str, str] = {}
    for binding in collect_own_bindings(node):
        if binding.id and binding.description:
            keys.setdefault(binding.id, []).append(binding.key)
            descriptions.setdefault(binding.id, binding.description)
    for action, description in descriptions.items():
        yield action, tuple(keys[action]), description


def collect_own_bindings(node: type[DOMNode]) -> list[Binding]:
    """Return the bindings of a class as Textual merges them, without those of Textual itself."""
    merged: dict[str, list[Binding]] = {}
    for base in reversed(node.__mro__):
        if not base.__module__.startswith(_OWN_PACKAGE):
            continue
        own: dict[str, list[Binding]] = {}
        for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ())):
            own.setdefault(binding.key, []).append(binding)
        merged |= own
    return [bindings[0] for bindings in merged.values()]


def _collect_screens() -> list[_ScreenKeys]:
    """Return every screen that can be in front, in the order of the registry."""
    from tracker.app.screen_registry import SCREENS

    return [_ScreenKeys(screen, widgets) for screen, widgets in SCREENS.items()]


def group_by_screen(rows: Sequence[KeyRow]) -> dict[str, list[KeyRow]]:
    """Return the actions by the name of the screen under which they are listed."""
    table: dict[str, list[KeyRow]] = {}
    for row in rows:
        table.setdefault(row.screen, []).append(row)
    return table
