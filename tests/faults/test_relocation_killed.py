"""kill -9 while a notebook moves out of the folder of before: the next start finishes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.former_folder import FOREIGN, LINES, check_moved, make_former_folder, read_contents
from tests.faults.book_actions import PASSPHRASE
from tests.faults.processes import ROOT
from tests.faults.tallies import write_tally
from tracker.book.files.relocation import DATA_FOLDER, FORMER_DATA_FOLDER
from tracker.book.open_book import open_book
from tracker.cli.data_folder import find_book

MOST = 100
"""Steps that a move takes at the very most."""

OPENED = 7
"""Of how many notebooks one is opened: each has been compared byte by byte."""


@pytest.mark.usefixtures("no_disk_is_waited_for")
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
def test_before_each_step(
    tmp_path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, copies = tmp_path / "laid", tmp_path / "copies"
    make_former_folder(laid, passphrase)
    before = read_contents(laid / FORMER_DATA_FOLDER)
    copies.mkdir()
    monkeypatch.chdir(copies)
    subprocess.run(
        [sys.executable, "-m", "tests.faults.relocation_child", laid, copies],
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    killed = sorted(copies.iterdir(), key=lambda each: int(each.name))
    write_tally(kills_while_moving=len(killed) - 1)
    assert len(before) < len(killed) < MOST
    for data in killed:
        left, moved = read_contents(data / FORMER_DATA_FOLDER), read_contents(data / DATA_FOLDER)
        left.pop("book.db-journal", None)
        assert {**left, **moved} == {n: c for n, c in before.items() if n != "book.db-journal"}
        if "book.db" in moved:
            assert set(left) <= {*FOREIGN, "book.db"}, "the notebook is the last to go"
        monkeypatch.setenv("XDG_DATA_HOME", str(data))
        book = find_book(None)
        assert book == data / DATA_FOLDER / "book.db"
        check_moved(data, before)
        if int(data.name) % OPENED:
            continue
        with open_book(book, passphrase) as opened:
            assert len(list(opened.load_entries())) == len(LINES)
