"""The three uses of the mission in a real terminal, from Welcome to a bundle for a friend."""

import signal
from functools import partial
from pathlib import Path

import pytest

from tests.end_to_end.terminal import OpenTerminal, Terminal
from tests.factories import GROUP, list_draft_texts, log_lines, make_empty_book
from tests.strategies import pick_every
from tracker.book.open_book import open_book
from tracker.entries.line_writer import write_lines

TODAY = "2026-11-22"
ESCAPE, ENTER, TAB = "\x1b", "\r", "\t"
F2, F3, LEFT, RIGHT, BACK_TAB = "\x1bOQ", "\x1bOR", "\x1b[D", "\x1b[C", "\x1b[Z"
CTRL_D, CTRL_N, CTRL_Q, CTRL_S = "\x04", "\x0e", "\x11", "\x13"


@pytest.fixture
def open_app(open_app: OpenTerminal) -> OpenTerminal:
    return partial(open_app, "--today", TODAY)


@pytest.fixture
def plain(tmp_path: Path) -> str:
    path = tmp_path / "book.db"
    make_empty_book(path, GROUP).close()
    return str(path)


def test_from_welcome_to_a_bundle_for_a_friend(open_app: OpenTerminal, tmp_path: Path) -> None:
    app = open_app()
    app.wait_for("Write down what happened")
    app.press(ENTER)
    app.wait_for("Does anyone else use this computer?")
    app.press(ENTER)
    app.wait_for("Passphrase")
    app.press("ein Wort" + TAB + "ein Wort" + TAB + "circle" + ENTER + ENTER)
    app.wait_for("Add an entry")
    app.press('30/month dues no "the work comes first" // alone' + ENTER)
    app.wait_for("asked 30.00 a month")
    app.press("15 merch gave 15" + ENTER)
    app.wait_for("paid 15.00")
    app.press(CTRL_S)
    app.wait_for("This month")
    app.wait_for("asked 2 times")
    app.press("x")
    app.wait_for("Show someone")
    app.press(RIGHT)
    app.wait_for("The summary, and tables of months and entries")
    app.press(BACK_TAB + f"{tmp_path}/friend")
    app.press(ENTER)
    app.wait_for("Save files")
    app.press(ENTER)
    wait_for(tmp_path / "friend" / "share.png", app)
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    entries = (tmp_path / "friend" / "entries.csv").read_text("utf-8-sig")
    assert "the work comes first" in entries
    assert "alone" not in entries
    (book,) = (tmp_path / ".local").rglob("book.db")
    with open_book(book, "ein Wort") as opened:
        assert [item.number for item in opened.load_entries()] == [1, 2, 3]
        assert opened.own_group == "circle"


def wait_for(path: Path, app: Terminal) -> None:
    app.wait_until(path.exists, f"{path.name} to be written")


def test_a_line_is_logged_from_the_first_screen_in_eighteen_keys(
    open_app: OpenTerminal, plain: str
) -> None:
    app = open_app("--book", plain)
    app.wait_for("This month")
    keys = "a" + "30/month dues no" + ENTER
    assert len(keys) <= 20
    for key in keys:
        app.press(key)
    app.wait_for("asked 30.00 a month")
    app.press(CTRL_D)
    assert app.wait_for_end() == 0
    with open_book(Path(plain)) as book:
        (item,) = book.load_entries()
    assert (item.entry.word, str(item.entry.day)) == ("ask", TODAY)


@pytest.mark.long
def test_the_passphrase_opens_and_a_wrong_one_is_told(
    open_app: OpenTerminal, tmp_path: Path
) -> None:
    path = tmp_path / "secret.db"
    make_empty_book(path, passphrase="ein Wort").close()
    app = open_app("--book", str(path))
    app.wait_for("Passphrase")
    app.press("falsch" + ENTER)
    app.wait_for("doesn’t open")
    app.press("ein Wort" + ENTER)
    app.wait_for("This month")
    assert b"ein Wort" not in app.raw
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "stop", pick_every(2, (signal.SIGHUP, signal.SIGTERM)), ids=lambda stop: stop.name
)
@pytest.mark.long
def test_a_closed_window_leaves_a_cleared_screen_and_a_whole_book(
    open_app: OpenTerminal, plain: str, stop: signal.Signals
) -> None:
    app = open_app("--book", plain)
    app.wait_for("This month")
    app.press("a" + "30/month dues no" + ENTER)
    app.wait_for("asked 30.00 a month")
    app.press("15 merch la")
    app.wait_for("15 merch la")
    app.kill(stop)
    app.wait_for_end()
    assert b"\x1b[?1049l" in app.raw, "the screen was left visible"
    assert b"Traceback" not in app.raw
    with open_book(Path(plain)) as book:
        assert len(list(book.load_entries())) == 1
        assert list_draft_texts(book) == ["15 merch la"]


@pytest.mark.long
def test_at_the_months_end_the_months_are_walked_and_an_entry_is_mended(
    open_app: OpenTerminal, plain: str
) -> None:
    with open_book(Path(plain)) as book:
        log_lines(
            book, "2026-09-01 income 900/month", "2026-10-02 paid 30 dues", "2026-11-02 paid 5 dues"
        )
    app = open_app("--book", plain)
    app.wait_for("This month")
    app.press(F3)
    app.wait_for("November 2026")
    app.press(LEFT)
    app.wait_for("October 2026  ")
    app.press("4")
    app.wait_for("4 ● asked and given")
    app.press(ENTER)
    app.wait_for("What counts in October 2026")
    app.press(ENTER)
    app.wait_for("Entry 2")
    app.press("\x7f" * len("dues @circle") + "event" + ENTER)
    app.wait_for("What counts in October 2026")
    app.wait_for("event")
    app.press(ESCAPE)
    app.wait_for("4 ● asked and given")
    app.press(F2)
    app.wait_for("Entries · November 2026")
    app.press(LEFT)
    app.wait_for("› 2  Oct 2")
    app.press("v")
    app.wait_for("History of entry 2")
    app.press(ESCAPE)
    app.wait_until_gone("History of entry 2")
    app.press("d")
    app.wait_for("Delete entry 2?")
    app.press(ENTER)
    app.wait_for("Deleted")
    app.press("u")
    app.wait_for("Restored")
    app.press("u")
    app.wait_for("Changed back")
    app.press(CTRL_N)
    app.wait_for("•••")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    with open_book(Path(plain)) as book:
        assert list(write_lines(book.load_entries(), "EUR")) == [
            "2026-09-01 income 900/month",
            "2026-10-02 paid 30 dues @!circle",
            "2026-11-02 paid 5 dues",
        ]


@pytest.mark.long
def test_a_tiny_window_and_a_growing_one_do_no_harm(open_app: OpenTerminal, plain: str) -> None:
    app = open_app("--book", plain, columns=20, rows=5)
    app.press("a")
    app.resize(120, 40)
    app.wait_for("Add an entry")
    for columns, rows in ((20, 5), (60, 20), (200, 60), (80, 24)):
        app.resize(columns, rows)
    app.press("meeting 2h" + ENTER)
    app.wait_for("saved")
    app.press(ESCAPE)
    app.wait_for("This month")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert b"Traceback" not in app.raw


@pytest.mark.long
def test_a_second_window_is_told(open_app: OpenTerminal, plain: str) -> None:
    first = open_app("--book", plain)
    first.wait_for("This month")
    second = open_app("--book", plain)
    second.wait_for("open in another window")
    second.press(CTRL_Q)
    assert second.wait_for_end() == 1
    first.press(CTRL_Q)
    assert first.wait_for_end() == 0


def test_the_app_opens_on_the_sample_story(open_app: OpenTerminal, tmp_path: Path) -> None:
    app = open_app("demo", "--open")
    app.wait_for("This month · November 2026")
    app.press("a")
    app.wait_for("Add an entry")
    app.press("24 a month dues, said no" + ENTER)
    app.wait_for("152  asked 24.00 a month, dues, no")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert "tracker log:" not in app.text
    (book,) = tmp_path.rglob("demo/tracker.db")
    assert not list(tmp_path.rglob("entries.csv")), "nobody asked for files to show"
    with open_book(book) as story:
        assert max(item.number for item in story.load_entries()) == 152
