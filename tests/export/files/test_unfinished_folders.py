"""`where --all` names what a killed export left, and the next export removes it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tracker.export.files.export_folder import find_unfinished_folders, remove_unfinished_folders

KILLED = """
import os, signal, sys
from tracker.cli.main import run
from tracker.export.files import export_folder

export_folder._verify_files = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
run(sys.argv[1:])
"""
"""An export that is killed when all its files lie in the folder that has no name yet."""


@pytest.fixture
def tracker(tracker: Tracker) -> Tracker:
    return tracker.with_story()


def test_a_killed_export_is_named_and_cleared_by_the_next(tracker: Tracker) -> None:
    place = tracker.folder / "shown" / "for-a"
    arguments = ["--book", str(tracker.book), "export", "--format", "ledger", "--to", str(place)]
    subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False, capture_output=True)
    (begun,) = place.parent.iterdir()
    assert begun.name.startswith(".for-a.tracker-new-")
    assert list(begun.iterdir())
    lines = tracker("where", "--all").out.splitlines()
    named = lines.index(str(begun))
    assert lines[named + 1] == "  An unfinished export. You can delete this folder."
    other = place.with_name("for-b")
    assert tracker("export", "--format", "ledger", "--to", str(other)).code == 0
    assert list(place.parent.iterdir()) == [other]
    assert "never finished" not in tracker("where", "--all").out


def test_only_leftovers_of_places_that_are_known_go(tmp_path: Path) -> None:
    ours, long, theirs = (
        tmp_path / name for name in (".a.tracker-new-1", f".{'x' * 40}.tracker-new-2", ".b.new")
    )
    for each in (ours, long, theirs, tmp_path / ".c.tracker-new-3"):
        each.mkdir()
        (each / "entries.csv").touch()
    (tmp_path / ".a.tracker-new-4").symlink_to(theirs)
    (tmp_path / ".a.tracker-new-5").touch()
    elsewhere = tmp_path / "elsewhere" / "c"
    assert find_unfinished_folders(tmp_path / "a") == [ours]
    remove_unfinished_folders(tmp_path / "a", [tmp_path / ("x" * 200), elsewhere])
    assert not ours.exists()
    assert not long.exists()
    assert (theirs / "entries.csv").exists()
    assert (tmp_path / ".c.tracker-new-3" / "entries.csv").exists()
    assert (tmp_path / ".a.tracker-new-5").is_file()
    assert find_unfinished_folders(tmp_path / "nowhere" / "a") == []
