"""What Textual would show or keep: none of it leaves the app."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from rich.segment import Segment
from textual.color import Color
from textual.widgets import Input
from textual.worker import WorkerFailed

from tests.factories import PASSPHRASE, make_book
from tests.pilot_actions import is_on, open_app, paste_in
from tracker.app.crash_message import describe_crash
from tracker.app.line_filters import AsciiFallbackFilter
from tracker.book.open_book import open_book
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

RUN = """
import sys
from datetime import date
from pathlib import Path
from tracker.app import run_app
from tracker.clock import FixedClock
sys.exit(run_app(Path(sys.argv[1]), FixedClock(date(2026, 11, 12))))
"""


async def test_a_crash_names_kind_and_place_and_nothing_else(
    story_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret = "the work comes first"

    def crash(place: ThisMonthScreen) -> None:
        words = secret
        raise ValueError(words)

    monkeypatch.setattr(ThisMonthScreen, "show_book", crash)
    app = open_app(story_path)
    with pytest.raises(ValueError, match=secret):
        async with app.run_test():
            pass
    message = " ".join(capsys.readouterr().err.split())
    assert "ValueError in app/test_base_app.py:" in message
    assert secret not in message
    assert str(Path.cwd()) not in message
    assert app.return_code == 1


def test_a_crash_behind_the_screens_names_kind_and_place_too() -> None:
    with pytest.raises(ValueError, match="secret") as caught:
        raise ValueError("secret")
    message = describe_crash(WorkerFailed(caught.value))
    assert "ValueError in app/test_base_app.py:" in message
    assert "secret" not in message


async def test_a_passphrase_never_reaches_a_clipboard(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", passphrase=PASSPHRASE))
    async with app.run_test() as pilot:
        assert is_on(app, UnlockScreen)
        await paste_in(pilot, "open sesame")
        field = app.screen.query_one(Input)
        field.select_all()
        await pilot.press("ctrl+c", "ctrl+x", "super+c")
        await pilot.pause()
        assert app.clipboard == ""
        assert field.value == "open sesame"


def start(path: Path, code: str = RUN) -> Any:
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    environment |= {"TEXTUAL_LOG": str(path.parent / "keys.log")}
    app = pexpect.spawn(
        sys.executable, ["-c", code, str(path)], env=environment, dimensions=(24, 80), timeout=20
    )
    app.expect("No entries yet")
    return app


def test_a_signal_clears_the_screen(empty_path: Path) -> None:
    app = start(empty_path)
    app.kill(signal.SIGTERM)
    app.expect(pexpect.EOF)
    left = app.before or b""
    assert b"\x1b[?1049l" in left
    assert b"Traceback" not in left
    app.close()
    assert app.exitstatus == 128 + signal.SIGTERM
    assert not (empty_path.parent / "keys.log").exists()


@pytest.mark.long
def test_a_closed_window_ends_the_app(empty_path: Path) -> None:
    app = start(empty_path)
    app.ptyproc.fileobj.close()
    app.ptyproc.closed = app.closed = True
    _pid, status = os.waitpid(app.pid, 0)
    app.ptyproc.terminated = True
    assert os.waitstatus_to_exitcode(status) != 0
    with open_book(empty_path) as book:
        assert book.is_empty()


DEAF = """
from textual.drivers import _writer_thread
def paint_once(thread):
    text = ""
    while "No entries yet" not in text:
        text = thread._queue.get()
        thread._file.write(text)
        thread._file.flush()
_writer_thread.MAX_QUEUED_WRITES = 1
_writer_thread.WriterThread.run = paint_once
"""


@pytest.mark.long
def test_a_closed_window_ends_the_app_also_where_nothing_paints_any_more(empty_path: Path) -> None:
    app = start(empty_path, DEAF + RUN)
    app.kill(signal.SIGHUP)
    app.expect(pexpect.EOF)
    app.close()
    assert app.exitstatus == 128 + signal.SIGHUP
    with open_book(empty_path) as book:
        assert book.is_empty()


def test_the_linux_console_gets_signs_that_its_fonts_have() -> None:
    line = AsciiFallbackFilter().apply([Segment("▁▄█ › “no” ● 3 … ◆◇ ┏━┓")], Color(0, 0, 0))
    text = "".join(segment.text for segment in line)
    assert text == '_▄█ > "no" * 3 . *o ┌═┐'
