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

PACKAGE = Path(tracker.app.__file__).parents[1]
STYLES, FOCUS = ("CSS", "DEFAULT_CSS"), "AUTO_FOCUS"


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


def read_strings() -> Iterator[str]:
    """Yield each text in the code of the program, style sheets among them."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def read_sheets() -> dict[str, str]:
    """Return each style sheet of ours by its file or by the class that declares it."""
    for package in (tracker.app, tracker.screens, tracker.widgets):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    own_nodes = [node for node in subclasses_of(DOMNode) if node.__module__.startswith("tracker.")]
    sheets = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.tcss")}
    return sheets | {node.__name__: "\n".join(read_styles(node)) for node in own_nodes}


def read_styles(node: type[DOMNode]) -> Iterator[str]:
    """Yield the styles that a class declares itself, and what it has the focus go to."""
    for name in STYLES:
        if css := vars(node).get(name):
            yield css
    if selector := vars(node).get(FOCUS):
        yield f"{selector} {{}}"


def test_every_class_that_a_style_names_is_there() -> None:
    sheets = read_sheets()
    class_names = {node.__name__ for node in subclasses_of(DOMNode)}
    unknown = {name: collect_class_names(css) - class_names for name, css in sheets.items()}
    assert not {name: types for name, types in unknown.items() if types}


def test_every_id_that_a_style_names_is_given_in_the_code() -> None:
    given = set(read_strings())
    unknown = {name: collect_ids(css) - given for name, css in read_sheets().items()}
    assert not {name: ids for name, ids in unknown.items() if ids}


def test_only_names_of_classes_and_ids_are_looked_for() -> None:
    css = "Gone > .part, #id Gone2:focus { color: red; &.-low Inner { height: 1; } }"
    assert collect_class_names(css) == {"Gone", "Gone2", "Inner"}
    assert collect_ids(css) == {"id"}
    assert collect_ids("#first Gone #second { color: red; }") == {"first", "second"}
