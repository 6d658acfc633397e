"""The names of classes and functions in `tracker`: one thing each, and verbs for what is done."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "tracker"

IRREGULAR = frozenset(
    {
        "become",
        "begun",
        "bought",
        "brought",
        "broken",
        "built",
        "caught",
        "chosen",
        "come",
        "dealt",
        "done",
        "drawn",
        "driven",
        "fallen",
        "felt",
        "found",
        "forgotten",
        "frozen",
        "given",
        "gone",
        "gotten",
        "grown",
        "heard",
        "held",
        "hidden",
        "kept",
        "known",
        "laid",
        "led",
        "left",
        "lent",
        "lost",
        "made",
        "meant",
        "met",
        "paid",
        "ridden",
        "risen",
        "said",
        "seen",
        "sent",
        "shown",
        "sold",
        "spent",
        "spoken",
        "stood",
        "stolen",
        "stuck",
        "sunk",
        "taken",
        "taught",
        "thought",
        "thrown",
        "told",
        "torn",
        "understood",
        "woken",
        "won",
        "worn",
        "written",
    }
)
"""Past participles that do not end in "ed". Those that are verbs, too (`cut`, `put`, `read`,
`run`, `set`), may name a function."""

NO_PARTICIPLES = frozenset({"feed", "need", "seed", "speed"})

EXCEPTIONS: frozenset[str] = frozenset()
"""Functions that may be named by a participle, with the reason beside each."""


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCES.rglob("*.py")):
        yield path.relative_to(SOURCES.parent).as_posix(), ast.parse(path.read_text("utf-8"))


def is_bare_participle(name: str) -> bool:
    """Return whether a name is one word, and that word a past participle."""
    word = name.strip("_")
    if "_" in word or word in NO_PARTICIPLES:
        return False
    return word in IRREGULAR or word.endswith("ed")


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path, tree in _modules():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_no_function_is_named_by_a_bare_participle() -> None:
    functions = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and is_bare_participle(node.name)
    ]
    assert [each for each in functions if each.rpartition(" ")[2] not in EXCEPTIONS] == []


@pytest.mark.parametrize(
    ("name", "is_bare"),
    [
        ("told", True),
        ("_given", True),
        ("wanted", True),
        ("read", False),
        ("load_drafts", False),
        ("is_closed", False),
        ("need", False),
    ],
)
def test_a_bare_participle_is_found(name: str, *, is_bare: bool) -> None:
    assert is_bare_participle(name) is is_bare
