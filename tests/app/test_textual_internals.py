"""Private names of Textual: each that Tracker touches is listed, and is still what it was."""

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.screen import Screen

from tracker.app.textual_internals import PRIVATE_NAMES

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tracker").rglob("*.py"))
LISTED = {place.rpartition(".")[2].rpartition(":")[2] for place in PRIVATE_NAMES}
"""The names alone."""
OTHERS = {"_asdict", "_exit", "_field_defaults", "_replace"}
"""Names of Python's own, which are documented: of named tuples, and `os._exit`."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


@cache
def read_module(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def read_defined_names(node: ast.AST) -> Iterator[str]:
    """Yield the name that one statement or expression defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
            yield name


def find_defined_names(tree: ast.AST) -> Iterator[str]:
    """Yield all names that a piece of code defines."""
    for node in ast.walk(tree):
        yield from read_defined_names(node)


def find_imported_names(tree: ast.AST) -> Iterator[str]:
    """Yield what is imported from a private module of Textual, and its private names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "textual":
            is_from_private = any(map(is_private, (node.module or "").split(".")))
            for alias in node.names:
                if is_from_private or is_private(alias.name):
                    yield f"{node.module}:{alias.name}"


def find_own_names(tree: ast.AST) -> Iterator[str]:
    """Yield the names of what a class sets or reads of itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("self", "super()"):
            yield node.attr


@cache
def collect_textual_names(base: type) -> frozenset[str]:
    """Return the private names that a class of Textual defines, also those it only sets."""
    stored = find_defined_names(ast.parse(inspect.getsource(base)))
    return frozenset(filter(is_private, {*vars(base), *stored}))


def list_textual_bases(cls: type) -> list[type]:
    return [base for base in cls.__mro__ if base.__module__.split(".")[0] == "textual"]


def find_touched_names(cls: type, node: ast.ClassDef) -> Iterator[str]:
    """Yield the names of Textual that a class defines anew, or has from Textual and uses."""
    bases = list_textual_bases(cls)
    textual_names = frozenset[str]().union(*map(collect_textual_names, bases))
    declared = [name for statement in node.body for name in read_defined_names(statement)]
    for name in {*declared, *find_own_names(node)} & textual_names:
        owner = next(base for base in reversed(bases) if name in collect_textual_names(base))
        yield f"{owner.__module__}:{owner.__qualname__}.{name}"


def find_touched_in_file(path: Path) -> Iterator[str]:
    """Yield every private name of Textual that is inherited or imported in a file."""
    tree = read_module(path)
    yield from find_imported_names(tree)
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            cls = getattr(import_module(name.removesuffix(".__init__")), node.name)
            yield from find_touched_names(cls, node)


def list_textual_files() -> list[Path]:
    return [path for path in FILES if "textual" in path.read_text(encoding="utf-8")]


def test_each_private_name_that_a_class_has_from_textual_is_listed() -> None:
    touched = {place for path in list_textual_files() for place in find_touched_in_file(path)}
    assert touched - PRIVATE_NAMES.keys() == set()
    assert PRIVATE_NAMES.keys() - touched == set(), "nothing touches these any more"


def test_each_private_name_of_something_else_is_our_own_or_listed() -> None:
    own = {name for path in FILES for name in find_defined_names(read_module(path))}
    known = own | LISTED | OTHERS
    foreign = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.attr}"
        for path in FILES
        for node in ast.walk(read_module(path))
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in known
    }
    assert foreign == set()


@pytest.mark.parametrize("place", PRIVATE_NAMES)
def test_each_listed_name_has_a_reason_and_is_there(place: str) -> None:
    module, _colon, name = place.partition(":")
    owner_name, _dot, attribute = name.partition(".")
    owner = getattr(import_module(module), owner_name)
    if attribute:
        assert attribute in collect_textual_names(owner)
    assert PRIVATE_NAMES[place]


def test_a_new_app_of_textual_begins_as_ours_expects() -> None:
    app = App[None]()
    assert app._driver is None
    assert app._exception is None
    assert app._exit is False
    assert app._exit_renderables == []
    assert app._screen_stacks == {app.DEFAULT_MODE: []}


async def test_textual_counts_batches_and_keeps_copies_where_ours_expects() -> None:
    app = App[None]()
    async with app.run_test():
        assert app._batch_count == 0
        with app.batch_update():
            assert app._batch_count == 1
        app.copy_to_clipboard("a word")
        assert app._clipboard == app.clipboard == "a word"


async def test_textual_mounts_a_mode_behind_what_is_shown() -> None:
    app = App[None]()
    app.add_mode("other", lambda: Screen(id="other"))
    async with app.run_test() as pilot:
        shown = app.screen
        app._init_mode("other")
        await pilot.pause()
        assert app.screen is shown
        (behind,) = app._screen_stacks["other"]
        assert behind.id == "other"
        assert behind.is_mounted


def test_textual_prints_a_crash_by_the_methods_that_ours_replaces() -> None:
    assert "_fatal_error" in App._handle_exception.__code__.co_names
    assert {"_exit_renderables", "_close_messages_no_wait"} <= {*App._fatal_error.__code__.co_names}
    assert "_exit_renderables" in App._print_error_renderables.__code__.co_names


def test_textual_reads_keys_in_the_thread_that_ours_stops() -> None:
    assert "_key_thread" in LinuxDriver.start_application_mode.__code__.co_names
    assert "_key_thread" in LinuxDriver.disable_input.__code__.co_names
    assert "_get_terminal_size()" in inspect.getsource(LinuxDriver.start_application_mode)


def test_the_parser_of_textual_tells_when_a_sequence_is_read() -> None:
    parser = XTermParser()
    assert [message.key for message in parser.feed("a") if isinstance(message, Key)] == ["a"]
    assert parser._awaiting == parser.read1()
    assert list(parser.feed("\x1b[")) == []
    assert parser._awaiting != parser.read1()


@pytest.mark.parametrize(
    ("method", "signature"),
    [
        (App._init_mode, "(self, mode: 'str') -> 'AwaitMount'"),
        (App._fatal_error, "(self) -> 'None'"),
        (App._close_messages_no_wait, "(self) -> 'None'"),
        (App._handle_exception, "(self, error: 'Exception') -> 'None'"),
        (LinuxDriver._get_terminal_size, "(self) -> 'tuple[int, int]'"),
    ],
)
def test_a_method_of_textual_is_called_as_before(
    method: Callable[..., object], signature: str
) -> None:
    assert str(inspect.signature(method)) == signature
