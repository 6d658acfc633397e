"""Terminals and a tmux, which are closed when a test is over."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.book.write_failures import use_full_keys
from tests.end_to_end.terminal import TRACKER, OpenTerminal, Terminal
from tests.end_to_end.tmux import Tmux, start_tmux


@pytest.fixture(scope="module", autouse=True)
def keys_of_the_program() -> Iterator[None]:
    """Make books as the real program opens them."""
    with use_full_keys():
        yield


@pytest.fixture
def open_app(tmp_path: Path) -> Iterator[OpenTerminal]:
    """Yield what opens the app in a terminal of its own, as often as a test wants it."""
    terminals: list[Terminal] = []

    def start(
        *arguments: str, columns: int = 80, rows: int = 24, program: tuple[str, ...] = TRACKER
    ) -> Terminal:
        terminal = Terminal(arguments, tmp_path, columns=columns, rows=rows, program=program)
        terminals.append(terminal)
        return terminal

    yield start
    for terminal in terminals:
        terminal.close()


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Yield a tmux, where it is installed."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    with start_tmux(tmp_path) as tmux:
        yield tmux
