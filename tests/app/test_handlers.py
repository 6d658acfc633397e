"""Handlers say with `@on` which message they are for: none is found by how a class is called."""

import ast
from collections.abc import Iterator
from pathlib import Path

from textual import events

ROOT = Path(__file__).parents[2]
DRAWN = ("tracker/app", "tracker/screens", "tracker/widgets", "tests/app")
OF_TEXTUAL = {
    each.handler_name
    for each in vars(events).values()
    if isinstance(each, type) and issubclass(each, events.Event)
} | {"on_event"}


def named_handlers(source: str) -> Iterator[str]:
    """Yield the methods that Textual calls because of their names, but for its own events."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef):
            continue
        for each in node.body:
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                name = each.name.removeprefix("_")
                if name.startswith("on_") and name not in OF_TEXTUAL:
                    yield f"{node.name}.{each.name}"


def test_no_message_of_ours_is_handled_by_the_spelling_of_its_name() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {handler}"
        for folder in DRAWN
        for path in sorted((ROOT / folder).rglob("*.py"))
        for handler in named_handlers(path.read_text(encoding="utf-8"))
    }
    assert not found


def test_a_handler_by_name_would_be_found() -> None:
    source = "class Page:\n    def on_gentle_answered(self): ...\n    def on_mount(self): ..."
    assert list(named_handlers(source)) == ["Page.on_gentle_answered"]
