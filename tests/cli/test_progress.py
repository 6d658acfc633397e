"""How far a long command is stands on the terminal, and is gone again at the end."""

import io
import sys
from collections.abc import Iterator

import pytest

from tracker.cli import progress
from tracker.cli.progress import report_progress, show_status


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def show_progress_at_once(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal that is told of every item; made in the test, since pytest changes streams."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "DELAY_SECONDS", 0.0)
    monkeypatch.setattr(progress, "INTERVAL_SECONDS", 0.0)
    return terminal


def test_it_is_counted_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = show_progress_at_once(monkeypatch)
    assert list(report_progress("abc", entries_per_item=500)) == ["a", "b", "c"]
    told = terminal.getvalue()
    assert "Entries so far: 1000. Press ctrl+c to stop." in told
    assert told.endswith("\r\x1b[2K")


def test_it_is_wiped_also_where_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = show_progress_at_once(monkeypatch)

    def stopped() -> Iterator[str]:
        yield from "abc"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(report_progress(stopped()))
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_a_short_command_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = show_progress_at_once(monkeypatch)
    monkeypatch.setattr(progress, "DELAY_SECONDS", 60.0)
    assert len(list(report_progress("abc"))) == 3
    assert terminal.getvalue() == ""


def test_a_file_gets_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    monkeypatch.setattr(progress, "DELAY_SECONDS", 0.0)
    assert len(list(report_progress("abc"))) == 3
    assert file.getvalue() == ""


def test_what_is_being_done_is_said_while_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = show_progress_at_once(monkeypatch)
    with show_status("Setting the page…"):
        assert terminal.getvalue().endswith("Setting the page…")
    assert terminal.getvalue().endswith("\r\x1b[2K")
