"""Each class and id that a style or AUTO_FOCUS names is there: a wrong one would match nothing."""

import ast
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
from tests.pilot_actions import STYLE_SHEETS
from tracker.app.tracker_app import TrackerApp
from tracker.screens.shell.tracker_screen import TrackerScreen

PACKAGE = Path(tracker.app.__file__).parents[1]
STYLES, FOCUS = ("CSS", "DEFAULT_CSS", "CSS_PATH"), "AUTO_FOCUS"


def collect_class_names(css: str) -> set[str]:
    """Return the names of classes in the selectors of a style sheet."""
    tokens = tokenize(css, ("", ""))
    return {token.value for token in tokens if token.name in ("selector", "selector_start")}


def collect_ids(css: str) -> set[str]:
    """Return the ids in the selectors of a style sheet; Textual's own begin with two dashes."""
    tokens = tokenize(css, ("", ""))
    names = ("selector_id", "selector_start_id")
    ids = {token.value.removeprefix("#") for token in tokens if token.name in names}
    return {id_ for id_ in ids if not id_.startswith("--")}


def collect_style_classes(css: str) -> set[str]:
    """Return the style classes in the selectors of a style sheet, but for the parts of widgets."""
    tokens = tokenize(css, ("", ""))
    names = ("selector_class", "selector_start_class")
    classes = {token.value.removeprefix(".") for token in tokens if token.name in names}
    return {name for name in classes if "--" not in name}


def read_strings() -> Iterator[str]:
    """Yield each text in the code of the program."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def find_own_nodes() -> list[type[DOMNode]]:
    """Return the classes of our apps, screens and widgets."""
    for package in (tracker.app, tracker.screens, tracker.widgets):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    return [node for node in subclasses_of(DOMNode) if node.__module__.startswith("tracker.")]


def test_all_styles_are_in_the_two_style_sheets() -> None:
    own = {(node, name) for node in find_own_nodes() for name in STYLES if vars(node).get(name)}
    assert own == {(TrackerApp, "CSS_PATH"), (TrackerScreen, "CSS_PATH")}
    assert set(PACKAGE.rglob("*.tcss")) == set(STYLE_SHEETS)


def read_selectors() -> str:
    """Return the style sheet, and after it what has the focus on each screen."""
    focused = [selector for node in find_own_nodes() if (selector := vars(node).get(FOCUS))]
    rules = [f"{selector} {{}}" for selector in focused]
    return "\n".join([*(Path(sheet).read_text(encoding="utf-8") for sheet in STYLE_SHEETS), *rules])


def test_every_class_that_a_style_names_is_there() -> None:
    class_names = {node.__name__ for node in subclasses_of(DOMNode)}
    assert collect_class_names(read_selectors()) <= class_names


def test_every_id_and_style_class_that_a_style_names_is_given_in_the_code() -> None:
    css = read_selectors()
    words = {word for text in read_strings() for word in text.split()}
    assert collect_ids(css) <= words
    assert collect_style_classes(css) <= words


def test_only_names_of_classes_and_ids_are_looked_for() -> None:
    css = "Gone > .part, #id Gone2:focus { color: red; &.-low Inner { height: 1; } }"
    assert collect_class_names(css) == {"Gone", "Gone2", "Inner"}
    assert collect_ids(css) == {"id"}
    assert collect_style_classes(css) == {"part", "-low"}
    assert collect_ids("#first Gone #second { color: red; }") == {"first", "second"}
