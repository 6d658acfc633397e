"""Every screen is in the registry, with each widget on it that has keys of its own."""

from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from textual.screen import Screen

from tracker import screens
from tracker.app.key_registry import list_named_keys
from tracker.app.screen_registry import SCREENS, AnyScreen
from tracker.screens.shell.main_screen import MainScreen


def subclasses_of(parent: type[Any]) -> set[type[Any]]:
    """Return every class below this one."""
    below = set(parent.__subclasses__())
    return below.union(*map(subclasses_of, below))


def screens_in_front() -> set[AnyScreen]:
    """Return every screen of ours that no other one builds on, wherever it stands."""
    for module in walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    ours = {each for each in subclasses_of(Screen) if each.__module__.startswith("tracker.")}
    return {each for each in ours if not subclasses_of(each)}


def test_every_screen_is_in_the_registry_and_nothing_else() -> None:
    assert set(SCREENS) == screens_in_front()


def test_only_widgets_with_keys_of_their_own_are_listed() -> None:
    idle = {
        (screen, widget)
        for screen, widgets in SCREENS.items()
        for widget in widgets
        if not any(list_named_keys(widget))
    }
    assert not idle


def test_every_screen_has_a_title_that_no_other_one_has() -> None:
    titles = [screen.TITLE for screen in SCREENS]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_help_says_in_five_lines_what_a_place_is_for() -> None:
    lines = {screen: (screen.HELP or "").splitlines() for screen in SCREENS}
    assert all(lines[screen] for screen in SCREENS if issubclass(screen, MainScreen))
    assert max(map(len, lines.values())) <= 5
