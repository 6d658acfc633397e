"""The messages in the code: the call that marks each says what kind of text it is."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tracker

PACKAGE = Path(tracker.__file__).parent

SENTENCES = frozenset({"_", "N_", "ngettext"})
LABELS = frozenset({"_label", "N_label", "_label_plural"})
ERRORS = frozenset({"_error", "N_error", "_error_plural"})
MARKERS = SENTENCES | LABELS | ERRORS
PLURALS = frozenset({"ngettext", "_label_plural", "_error_plural"})


class Message(NamedTuple):
    """A text for people, and where it is in the code."""

    place: str
    """The file within the package and the line, as `cli/log.py:20`."""
    marker: str
    """The name of the function that marks it."""
    text: str
    context: str = ""


@cache
def find_calls(file: Path) -> Sequence[tuple[ast.Call, str]]:
    """Return each call of a file that marks or translates a text, and the name of the function."""
    return [
        (node, node.func.id)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKERS
    ]


def find_messages(file: Path) -> Iterator[Message]:
    """Yield each text of a file that is marked as one for people, both forms of a plural."""
    for call, marker in find_calls(file):
        count = 2 if marker in PLURALS else 1
        context = _find_context(call, 3 if marker in PLURALS else 1)
        for argument in call.args[:count]:
            match argument:
                case ast.Constant(value=str(text)):
                    place = f"{file.relative_to(PACKAGE).as_posix()}:{call.lineno}"
                    yield Message(place, marker, text, context)


def _find_context(call: ast.Call, position: int) -> str:
    """Return the context of a call, which is its argument at `position` or named; else nothing."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "context"]
    match [*named, *call.args[position : position + 1]]:
        case [ast.Constant(value=str(context)), *_rest]:
            return context
    return ""


def find_all_messages() -> Iterator[Message]:
    """Yield all messages of the package."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield from find_messages(file)
