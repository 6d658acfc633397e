"""Two notebooks that could be meant, in a real terminal: none is opened without asking."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.book.former_folder import make_notebook, read_contents
from tests.end_to_end.terminal import Terminal
from tests.factories import make_empty_book
from tracker.book.files.relocation import DATA_FOLDER, FORMER_DATA_FOLDER
from tracker.book.open_book import open_book


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / ".local" / "share"


@pytest.fixture
def app(data: Path, tmp_path: Path) -> Iterator[Terminal]:
    for name in (FORMER_DATA_FOLDER, DATA_FOLDER):
        make_notebook(data / name / "book.db", None)
    terminal = Terminal(["--today", "2025-10-20"], tmp_path, columns=100)
    yield terminal
    terminal.close()


def test_the_app_asks_which_one_before_it_opens(app: Terminal, data: Path) -> None:
    before = read_contents(data / DATA_FOLDER)
    app.wait_for("Which one do you want to open?")
    assert str(data / FORMER_DATA_FOLDER / "book.db") in app.text.replace("\n", "")
    app.press("2\r")
    app.wait_for("This month")
    app.press("a")
    app.wait_for("Add an entry")
    app.press("meeting 3h\r")
    app.wait_for("meeting 3 h")
    app.press("\x11")
    assert app.wait_for_end() == 0
    assert read_contents(data / DATA_FOLDER) == before
    assert (data / FORMER_DATA_FOLDER / "book.db").stat().st_mtime > (
        data / DATA_FOLDER / "book.db"
    ).stat().st_mtime


@pytest.mark.long
def test_a_planted_notebook_takes_no_entry_in_the_app_without_asking(
    data: Path, tmp_path: Path
) -> None:
    own, planted = data / DATA_FOLDER / "book.db", tmp_path / "tracker.db"
    own.parent.mkdir(parents=True)
    make_empty_book(own, passphrase="ein Wort").close()
    make_notebook(planted, None)
    before = planted.read_bytes()
    terminal = Terminal(["--today", "2025-10-20"], tmp_path, columns=200)
    try:
        terminal.wait_for("Which one do you want to open?")
        assert "no passphrase" in terminal.text
        terminal.press("2\r")
        terminal.wait_for("This notebook is locked.")
        terminal.press("ein Wort\r")
        terminal.wait_for("This month")
        terminal.press("a")
        terminal.wait_for("Add an entry")
        terminal.press("meeting 3h\r")
        terminal.wait_for("meeting 3 h")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    assert planted.read_bytes() == before
    with open_book(own, "ein Wort") as book:
        assert len(list(book.load_entries())) == 1
    own.unlink()
    terminal = Terminal(["--today", "2025-10-20"], tmp_path, columns=200)
    try:
        terminal.wait_for("Tracker uses the notebook")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
