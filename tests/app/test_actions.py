"""Each binding names an action that is there: Textual passes over a key whose action is missing."""

from itertools import chain

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode

from tracker.app.screen_registry import SCREENS
from tracker.app.tracker_app import TrackerApp

NODES: list[type[DOMNode]] = sorted(
    {TrackerApp, *SCREENS, *chain.from_iterable(SCREENS.values())}, key=str
)


def find_owners(node: type[DOMNode], namespace: str) -> list[type[DOMNode]]:
    """Return the classes of which one has to have an action that a binding of a node names."""
    if namespace == "app":
        return [TrackerApp]
    if namespace == "screen" and node not in SCREENS:
        return [screen for screen, widgets in SCREENS.items() if node in widgets]
    return [node]


def has_action(node: type[DOMNode], name: str) -> bool:
    """Return whether a class has a method for an action."""
    return hasattr(node, f"action_{name}") or hasattr(node, f"_action_{name}")


@pytest.mark.parametrize("node", NODES)
def test_every_binding_names_an_action_that_is_there(node: type[DOMNode]) -> None:
    missing = set()
    for base in node.__mro__:
        for binding in Binding.make_bindings(vars(base).get("BINDINGS", ())):
            namespace, name, _parameters = parse(binding.action)
            if not any(has_action(owner, name) for owner in find_owners(node, namespace)):
                missing.add(binding.action)
    assert not missing
