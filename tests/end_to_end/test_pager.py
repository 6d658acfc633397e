"""A long help page in a terminal: in less, which leaves neither the page nor a file behind."""

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.terminal import OpenTerminal

OPENED, CLOSED = b"\x1b[?1049h", b"\x1b[?1049l"
"""What a terminal gets to show another screen, and to show again what was there before."""
CTRL_C = b"\x03"

pytestmark = pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")


@pytest.mark.parametrize("key", [b"q", CTRL_C], ids=["q", "ctrl+c"])
def test_a_long_page_is_gone_at_once(
    open_app: OpenTerminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: bytes
) -> None:
    # What people set for less elsewhere would leave the page on the screen.
    monkeypatch.setenv("LESS", "-FRX")
    keys = tmp_path / ".lesskey"
    keys.write_text("#env\nLESS = -X\nLESSHISTFILE = kept\n")
    monkeypatch.delenv("PAGER", raising=False)
    terminal = open_app("help", "figures")
    terminal.wait_for("\n space More  q Close")
    assert terminal.text.startswith("Figures\n")
    terminal.press(key)
    assert terminal.wait_for_end() == 0
    opened = terminal.raw.index(OPENED)
    assert not terminal.raw[:opened].strip(b"\x1b[?1hl=>\r\n")
    closed = terminal.raw.index(CLOSED)
    assert opened < terminal.raw.index(b"Figures") < closed
    assert b"Figures" not in terminal.raw[closed:]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [keys]


def test_a_short_page_and_one_without_a_pager_are_printed(
    open_app: OpenTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "cat")
    printed = open_app("help", "figures")
    assert printed.wait_for_end() == 0
    assert OPENED not in printed.raw
    assert b"\x1b[1mFigures\x1b[0m\r\n" in printed.raw
    assert b"\x1b]8" not in printed.raw, "no links that a terminal opens"
    monkeypatch.delenv("PAGER")
    short = open_app("help", "undo")
    assert short.wait_for_end() == 0
    assert OPENED not in short.raw


def test_people_to_talk_to_begin_with_the_emergency_numbers(
    open_app: OpenTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    terminal = open_app("people")
    terminal.wait_for("\n space More  q Close")
    assert terminal.text.startswith("In danger now? Call 112")
    terminal.press(b"G")
    terminal.wait_for("\nchecks.\n q Close")
    terminal.press(b"q")
    assert terminal.wait_for_end() == 0
    assert b"112" not in terminal.raw[terminal.raw.index(CLOSED) :]
