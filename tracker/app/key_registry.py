"""Every action with its key, gathered from the screens in the registry and their widgets.

From here the docs' table and the page in Settings are made, and what was changed is read. Screens
are imported only when somebody asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from tracker.i18n import _
from tracker.screens.shell import keymap as remapping
from tracker.screens.shell.keymap import FIXED_KEYS, KeyRow, format_keymap
from tracker.screens.shell.main_screen import MainScreen

if TYPE_CHECKING:
    from tracker.app.screen_registry import AnyScreen

__all__ = [
    "KeyRow",
    "collect_editing_keys",
    "collect_key_rows",
    "find_clashing_rows",
    "format_keymap",
    "parse_keymap",
]

_OURS = "tracker."


@dataclass(frozen=True, slots=True)
class _Scene:
    """A screen with the widgets whose keys count on it."""

    screen: "AnyScreen"
    widgets: tuple[type[Widget], ...]

    @property
    def title(self) -> str:
        """What people call the screen."""
        return self.screen.TITLE or ""

    @property
    def is_dialog(self) -> bool:
        return issubclass(self.screen, ModalScreen)

    @property
    def is_place(self) -> bool:
        return issubclass(self.screen, MainScreen)

    def named(self) -> Iterator[tuple[str, tuple[str, ...], str, bool]]:
        """Each action's id, keys and description, and whether something is typed there."""
        for node in (self.screen, *self.widgets):
            typed = not self.is_place or issubclass(node, Input)
            for action, keys, description in named_keys(node):
                yield action, keys, description, typed


@cache
def collect_key_rows() -> tuple[KeyRow, ...]:
    """Every action that has a name: of the whole app, of all places, then screen by screen."""
    scenes = _scenes()
    places = [scene for scene in scenes if scene.is_place]
    everywhere = frozenset(scene.title for scene in scenes)
    in_all_places = frozenset.intersection(
        *(frozenset(action for action, *_rest in scene.named()) for scene in places)
    )
    rows = [
        _row(_("Everywhere"), action, keys, description, everywhere)
        for action, keys, description in named_keys(_app())
    ]
    titles = frozenset(scene.title for scene in places)
    rows += [
        _row(_("Every place"), action, keys, description, titles, takes_letters=True)
        for action, keys, description, _typed in places[0].named()
        if action in in_all_places
    ]
    for scene in scenes:
        for action, keys, description, typed in scene.named():
            if scene.is_place and action in in_all_places:
                continue
            rows.append(
                _row(
                    scene.title,
                    action,
                    keys,
                    description,
                    frozenset({scene.title}),
                    takes_letters=not typed,
                    in_dialog=scene.is_dialog,
                )
            )
    # A keymap goes by ids: what stays in one place stays wherever it has the same id.
    staying = {row.id for row in rows if row.is_fixed}
    return tuple(replace(row, is_fixed=row.id in staying) for row in rows)


def _row(
    screen: str,
    action: str,
    keys: tuple[str, ...],
    description: str,
    scenes: frozenset[str],
    *,
    takes_letters: bool = False,
    in_dialog: bool = False,
) -> KeyRow:
    stays = in_dialog or not FIXED_KEYS.isdisjoint(keys)
    return KeyRow(screen, action, keys, description, scenes, stays, takes_letters, in_dialog)


def find_clashing_rows(
    action: str, key: str, keymap: Mapping[str, str] | None = None
) -> list[KeyRow]:
    """The other actions that have this key on a screen where this action's key counts."""
    return remapping.find_clashes(collect_key_rows(), keymap or {}, action, key)


def parse_keymap(text: str) -> dict[str, str]:
    """The keys that were changed, from the setting `keys`; without any nothing is imported."""
    return (
        remapping.parse_valid_keymap(text, collect_key_rows(), collect_editing_keys())
        if text
        else {}
    )


@cache
def collect_editing_keys() -> tuple[str, ...]:
    """The keys that mend what is typed."""
    return tuple(binding.key for binding in Binding.make_bindings(Input.BINDINGS))


def named_keys(node: type[DOMNode]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each action that a class of ours names, itself or further up: id, keys, description."""
    keys: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for binding in our_bindings(node):
        if binding.id and binding.description:
            keys.setdefault(binding.id, []).append(binding.key)
            told.setdefault(binding.id, binding.description)
    for action, description in told.items():
        yield action, tuple(keys[action]), description


def our_bindings(node: type[DOMNode]) -> list[Binding]:
    """The bindings of a class as Textual merges them, without those that are Textual's own."""
    merged: dict[str, list[Binding]] = {}
    for base in reversed(node.__mro__):
        if not base.__module__.startswith(_OURS):
            continue
        own: dict[str, list[Binding]] = {}
        for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ())):
            own.setdefault(binding.key, []).append(binding)
        merged |= own
    return [bindings[0] for bindings in merged.values()]


def _app() -> type[App[Any]]:
    from tracker.app.tracker_app import TrackerApp

    return TrackerApp


def _scenes() -> list[_Scene]:
    """Every screen that can be in front: places as their keys lead to them, dialogs last."""
    from tracker.app.screen_registry import SCREENS

    return [_Scene(screen, widgets) for screen, widgets in SCREENS.items()]


def group_by_screen(rows: Sequence[KeyRow]) -> dict[str, list[KeyRow]]:
    """The actions by the screen on which they stand."""
    table: dict[str, list[KeyRow]] = {}
    for row in rows:
        table.setdefault(row.screen, []).append(row)
    return table
