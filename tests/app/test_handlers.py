"""Handlers say with `@on` which message they are for: none is found by how a class is called."""

import ast
from collections.abc import Iterator
from pathlib import Path

from textual import events

ROOT = Path(__file__).parents[2]
FOLDERS = ("tracker/app", "tracker/screens", "tracker/widgets", "tests/app")
TEXTUAL_HANDLERS = {
    event.handler_name
    for event in vars(events).values()
    if isinstance(event, type) and issubclass(event, events.Event)
} | {"on_event"}


def find_named_handlers(source: str) -> Iterator[str]:
    """Yield the methods that Textual calls because of their names, but for its own events."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef):
            continue
        for method in node.body:
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                name = method.name.removeprefix("_")
                if name.startswith("on_") and name not in TEXTUAL_HANDLERS:
                    yield f"{node.name}.{method.name}"


def test_no_message_of_ours_is_handled_by_the_spelling_of_its_name() -> None:
    handlers = {
        f"{path.relative_to(ROOT)}: {handler}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for handler in find_named_handlers(path.read_text(encoding="utf-8"))
    }
    assert not handlers


def test_a_handler_by_name_would_be_found() -> None:
    source = "class Page:\n    def on_gentle_answered(self): ...\n    def on_mount(self): ..."
    assert list(find_named_handlers(source)) == ["Page.on_gentle_answered"]
