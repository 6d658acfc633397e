"""A notebook in the folder of today and one in the folder of before, in a real terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.book.former_place import contents, lay_notebook
from tests.whole.terminal import Terminal
from tracker.book.relocation import FOLDER, FORMER


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / ".local" / "share"


@pytest.fixture
def app(data: Path, tmp_path: Path) -> Iterator[Terminal]:
    for name in (FORMER, FOLDER):
        lay_notebook(data / name / "book.db", None)
    terminal = Terminal(["--today", "2025-10-20"], tmp_path, columns=100)
    yield terminal
    terminal.close()


def test_the_app_asks_which_one_before_it_opens(app: Terminal, data: Path) -> None:
    before = contents(data / FOLDER)
    app.until("Which one do you want to open?")
    assert str(data / FORMER / "book.db") in app.text.replace("\n", "")
    app.press("2\r")
    app.until("This month")
    app.press("a")
    app.until("After a meeting")
    app.press("meeting 3h\r")
    app.until("meeting 3 h")
    app.press("\x11")
    assert app.ended() == 0
    assert contents(data / FOLDER) == before
    assert (data / FORMER / "book.db").stat().st_mtime > (data / FOLDER / "book.db").stat().st_mtime
