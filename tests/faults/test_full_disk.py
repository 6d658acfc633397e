"""A disk that is full, and a file that may not grow: an action is done or not, in one sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.book_actions import TRIED_ACTIONS, BookAction
from tests.faults.folders import contents_of_books, list_states, make_start_folder, open_all
from tests.faults.processes import ROOT, Processes
from tests.faults.small_disk import KINDS
from tests.faults.tallies import write_tally
from tests.strategies import EXAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_disk_is_waited_for")]
PAGE = 4096
GROWS = (0, 1, 2, 4, 8, 16, 64) if EXAMPLES > 1 else (1,)
"""By how many pages the largest file of the folder may still grow."""
SMALL = (1, 512, 5_000, 10_000, 20_000, 50_000) if EXAMPLES > 1 else (5_000,)
"""Bytes that any file may have: fewer than a book."""
REFUSED = ("disk is full", "can’t be made", "traces may remain")
"""What is said; the last one where it is erased, and only its traces are to go yet."""


@pytest.mark.parametrize("action", TRIED_ACTIONS, ids=lambda action: action.name)
def test_a_file_that_may_not_grow(tmp_path: Path, action: BookAction, children: Processes) -> None:
    folder = tmp_path / "folder"
    refused = 0
    for passphrase in KINDS:
        make_start_folder(action, passphrase, folder)
        largest = max(file.stat().st_size for file in folder.iterdir())
        for most in (*SMALL, *(largest + PAGE * pages for pages in GROWS)):
            report = children.do(action, make_start_folder(action, passphrase, folder), most=most)
            states = list_states(action, passphrase, report.did + 1)
            assert contents_of_books(folder) in states[report.did : report.did + 2], most
            open_all(folder)
            if report.did < action.times:
                assert report.refused.endswith("."), most
                assert any(why in report.refused for why in REFUSED), (most, report.refused)
                refused += 1
    write_tally(limits=len(KINDS) * len((*SMALL, *GROWS)), refused=refused)


@pytest.mark.long
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("this system has no unshare")
    apart = [unshare, "--user", "--map-root-user", "--mount", "sh", "-ec"]
    mount = "mount -t tmpfs -o size=1m tmpfs '{}'"
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run([*apart, mount.format(disk)], capture_output=True, check=False).returncode:
        pytest.skip("no small disk may be mounted here")
    fill = f"{mount.format(disk)}; exec '{sys.executable}' -m tests.faults.small_disk '{disk}'"
    run = subprocess.run([*apart, fill], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    sys.stdout.write(run.stdout)
