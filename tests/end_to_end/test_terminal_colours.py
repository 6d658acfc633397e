"""A terminal with few colours, such as a console without a desktop: its own colours and keys."""

import re
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from tests.end_to_end.terminal import OpenTerminal, Terminal
from tests.factories import make_story

Open = Callable[[str], Terminal]

CTRL_Q = "\x11"
OF_THE_CONSOLE = {"F1": "\x1b[[A", "F3": "\x1b[[C"}
"""What the Linux console sends for its function keys."""
COLOUR = re.compile(rb"\x1b\[([0-9;]+)m")


@pytest.fixture
def open_in(open_app: OpenTerminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The app on the sample story, in a terminal that calls itself so."""
    book = make_story(tmp_path / "book.db")
    for name in ("COLORTERM", "NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    spawn = pexpect.spawn

    def start(term: str) -> Terminal:
        def spawned(
            command: str,
            arguments: list[str],
            *,
            dimensions: tuple[int, int],
            env: dict[str, str],
            cwd: str,
            timeout: int,
        ) -> "pexpect.spawn[bytes]":
            return spawn(
                command,
                arguments,
                dimensions=dimensions,
                env={**env, "TERM": term},
                cwd=cwd,
                timeout=timeout,
            )

        monkeypatch.setattr(pexpect, "spawn", spawned)
        return open_app("--today", "2026-11-22", "--book", str(book))

    return start


def colours_of(app: Terminal) -> set[bytes]:
    return set(COLOUR.findall(app.raw))


def test_a_console_shows_its_own_colours_and_its_function_keys_lead_to_the_places(
    open_in: Open,
) -> None:
    app = open_in("linux")
    app.wait_for("Latest entries")
    app.press(OF_THE_CONSOLE["F3"])
    app.wait_for("of my income")
    app.press(OF_THE_CONSOLE["F1"])
    app.wait_for("Latest entries")
    colours = colours_of(app)
    assert not [colour for colour in colours if b"8;5;" in colour or b"8;2;" in colour]
    assert any(colour.startswith(b"36") for colour in colours), "given, in the terminal's cyan"
    assert any(colour.startswith(b"33") for colour in colours), "my line, in its yellow"
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0


def test_a_terminal_with_more_colours_shows_ours(open_in: Open) -> None:
    app = open_in("xterm-256color")
    app.wait_for("Latest entries")
    assert any(b"48;5;" in colour for colour in colours_of(app))
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
