"""Each class that a style or AUTO_FOCUS names is there: a wrong name would just match nothing."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from textual.css.tokenize import tokenize
from textual.dom import DOMNode

import tracker.app
import tracker.screens
import tracker.widgets
from tests.app.test_screen_registry import subclasses_of

PACKAGE = Path(tracker.app.__file__).parents[1]
STYLES, FOCUS = ("CSS", "DEFAULT_CSS"), "AUTO_FOCUS"


def collect_class_names(css: str) -> set[str]:
    """Return the names of classes in the selectors of a style sheet."""
    tokens = tokenize(css, ("", ""))
    return {token.value for token in tokens if token.name in ("selector", "selector_start")}


def read_styles(node: type[DOMNode]) -> Iterator[str]:
    """Yield the styles that a class declares itself, and what it has the focus go to."""
    for name in STYLES:
        if css := vars(node).get(name):
            yield css
    if selector := vars(node).get(FOCUS):
        yield f"{selector} {{}}"


def test_every_class_that_a_style_names_is_there() -> None:
    for package in (tracker.app, tracker.screens, tracker.widgets):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    nodes = subclasses_of(DOMNode)
    class_names = {node.__name__ for node in nodes}
    own_nodes = [node for node in nodes if node.__module__.startswith("tracker.")]
    sheets = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.tcss")}
    sheets |= {node.__name__: "\n".join(read_styles(node)) for node in own_nodes}
    unknown = {name: collect_class_names(css) - class_names for name, css in sheets.items()}
    assert not {name: types for name, types in unknown.items() if types}


def test_only_names_of_classes_are_looked_for() -> None:
    css = "Gone > .part, #id Gone2:focus { color: red; &.-low Inner { height: 1; } }"
    assert collect_class_names(css) == {"Gone", "Gone2", "Inner"}
