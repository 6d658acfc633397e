"""How the process of a command ends: what drawing left is removed, and the guard stopped.

The end names modules in strings, so that it need not load them. No type checker follows these.
"""

import os
from pathlib import Path

import pytest

from tests.factories import fail_with
from tracker import cli
from tracker.app.terminal_guard import GUARD, TerminalGuard
from tracker.charts.image import matplotlib_loader


class Ended(Exception):
    """Stands for the end of the process."""


@pytest.fixture(autouse=True)
def keep_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "_exit", fail_with(Ended()))


def test_the_end_removes_the_folder_of_an_import_that_is_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "matplotlib"
    folder.mkdir()
    (folder / "fontlist.json").touch()
    monkeypatch.setattr(matplotlib_loader, "_TEMPORARY_FOLDERS", {str(folder)})
    with pytest.raises(Ended):
        cli._end_process(0)
    assert list(tmp_path.iterdir()) == []


def test_the_end_stops_the_guard_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []

    def stop(guard: TerminalGuard) -> None:
        stopped.append(guard)

    monkeypatch.setattr(TerminalGuard, "stop", stop)
    with pytest.raises(Ended):
        cli._end_process(0)
    assert stopped == [GUARD]
