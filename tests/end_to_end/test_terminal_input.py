"""What a terminal sends never stops the app, and never loses the line that is being typed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.secrets_book import AT, PASSPHRASE, make_seeded
from tests.end_to_end.terminal import TRACKER, OpenTerminal, Terminal
from tests.strategies import pick_every
from tracker.book.open_book import open_book

ENTER, ESCAPE, CTRL_L, CTRL_Q = "\r", "\x1b", "\x0c", "\x11"
PASTE, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
RIGHT = b"\x1b[C"
"""A key that does nothing at the end of a line, and ends what has no end."""

UGLY = (
    b"\x1b[97;1:3u",
    b"\x1b[97:65:97;2:3;65:66u",
    b"\x1b[99999999999999999999;9u",
    b"\x1b[97;;99999999999u",
    b"\x1b[-1;-1u",
    b"\x1b[17u\x1b[113;5~",
    b"\x1b[<0;;M\x1b[<0;-1;-1M",
    b"\x1b[<0;1000000000;1000000000M\x1b[<0;1000000000;1000000000m",
    b"\x1b[<64;500;500M\x1b[<35;0;0M",
    b"\x1b[500;1R",
    b"\x1b[?2026;9$y\x1b[?2048;1$y",
    b"\x1b[48;0;0;0;0t\x1b[48;100000;100000;1;1t",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\" + RIGHT,
    b"\x1b]52;c;QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB" + RIGHT,
    b"\x1bP1+r544e=78\x07\x1b_Gi=1;OK" + RIGHT,
    b"\x1b[O\x1b[I\x1b[O",
    b"\x1b[201~\x1b[200~\x1b[200~\x1b[201~\x1b[201~",
    b"\x00\x1b[M\xff\xff\xff\x1b[\x1b[" + RIGHT,
    b"\xc2\x9b97;1:3u",
)
"""Sequences of which none says anything."""

Open = Callable[..., Terminal]


@pytest.fixture
def open_app(open_app: OpenTerminal, tmp_path: Path) -> Open:
    def start(passphrase: str | None = None, program: tuple[str, ...] = TRACKER) -> Terminal:
        book = make_seeded(tmp_path / "book.db", passphrase)
        app = open_app("--book", str(book), *AT, program=program)
        if passphrase:
            app.wait_for("Passphrase")
            app.press(passphrase + ENTER)
        app.wait_for("Latest entries")
        app.press("a")
        app.wait_for("Add an entry")
        return app

    return start


def newest_draft(folder: Path, passphrase: str | None = None) -> str:
    """The line that was begun last."""
    with open_book(folder / "book.db", passphrase) as book:
        assert len(list(book.load_entries())) == 4, "nothing was noted"
        return book.drafts.load_all()[-1].text


def test_no_sequence_ends_the_app_or_touches_the_line(open_app: Open, tmp_path: Path) -> None:
    app = open_app()
    line = "15 merch "
    app.press(line)
    for number, sequence in enumerate(UGLY):
        letter = chr(ord("a") + number)
        line += letter
        app.press(sequence + letter.encode())
        app.wait_for(line)
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert b"Traceback" not in app.raw
    assert newest_draft(tmp_path) == line


def test_a_paste_notes_nothing_and_one_without_end_is_seen_and_can_be_left(
    open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    app.press(f"{PASTE}15 merch")
    app.wait_for("15 merch")
    app.press(ENTER + PASTE_ENDS + " no")
    app.wait_for("15 merch no")
    app.press(f"{PASTE} #in")
    app.wait_for("15 merch no #in")
    app.press("_public")
    app.wait_for("15 merch no #in_public")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert newest_draft(tmp_path) == "15 merch no #in_public"


@pytest.mark.long
def test_a_paste_without_end_does_not_keep_the_book_open(open_app: Open, tmp_path: Path) -> None:
    app = open_app(PASSPHRASE)
    app.press(f"{PASTE}15 merch")
    app.wait_for("15 merch")
    app.press(CTRL_L)
    app.wait_for("This notebook is locked")
    assert newest_draft(tmp_path, PASSPHRASE) == "15 merch"
    app.press(PASTE_ENDS + PASSPHRASE + ENTER)
    app.wait_for("Latest entries")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0


QUICK = """
import tracker.app.input_parser as parser
from tracker.cli import main
parser.PASTE_SILENCE = parser.PASTE_FLUSH_SECONDS
main()
"""
"""Tracker that waits no longer for the end of a paste than until it shows the beginning."""


@pytest.mark.long
def test_after_some_silence_keys_are_keys_again(open_app: Open) -> None:
    app = open_app(program=(sys.executable, "-c", QUICK))
    app.press(f"{PASTE}15 merch no")
    app.wait_for("15 merch no")
    app.press(ENTER)
    app.wait_for("saved")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0


@pytest.mark.slow
@pytest.mark.parametrize("keys", pick_every(2, ("xg", "x")))
@pytest.mark.long
def test_a_screen_that_is_opened_while_one_leaves_is_no_mistake(open_app: Open, keys: str) -> None:
    app = open_app()
    app.press(ESCAPE)
    app.wait_for("This month")
    app.press(keys + CTRL_Q)
    assert app.wait_for_end() == 0
    assert b"mistake" not in app.raw


BUSY = """
import asyncio
from tracker.app.input_queue import InputQueue
from tracker.cli import main
wait = InputQueue._wait_until_handled
async def wait_longer(queue, target):
    await asyncio.sleep(0.1)
    await wait(queue, target)
InputQueue._wait_until_handled = wait_longer
main()
"""
"""Tracker in which each key takes a while."""


@pytest.mark.long
def test_leaving_does_not_wait_for_ever_for_keys_that_came_before(open_app: Open) -> None:
    app = open_app(program=(sys.executable, "-c", BUSY))
    app.press(RIGHT * 600)
    assert app.measure_quit() < 10
    assert app.wait_for_end() == 0


def test_no_letter_before_leaving_is_lost_however_slow_the_app_is(
    open_app: Open, tmp_path: Path
) -> None:
    app = open_app(program=(sys.executable, "-c", BUSY))
    line = "15 merch no " + "word " * 40 + "ü"
    app.press(line)
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert newest_draft(tmp_path) == line
