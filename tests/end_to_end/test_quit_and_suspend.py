"""Leaving, stepping aside and coming back in a terminal: at once, and nothing stays to be seen."""

import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.secrets_book import (
    AT,
    DRAFT,
    PASSPHRASE,
    SECRETS,
    TYPED,
    WORDS,
    has_no_secret,
    make_seeded,
)
from tests.end_to_end.terminal import SHELL, TRACKER, OpenTerminal, find_temporary_folder
from tests.end_to_end.tmux import Tmux
from tests.factories import list_draft_texts
from tests.strategies import pick_every
from tracker.book.open_book import open_book

CTRL_P, CTRL_Q, CTRL_Z, ENTER = "\x10", "\x11", "\x1a", "\r"
F2, F3 = "\x1bOQ", "\x1bOR"
MOMENT = 1.5
"""Seconds that leaving may take on a busy machine; by hand it was measured to take 0.05."""

CRASHING = f"""
from tracker.cli import main
from tracker.screens.entries.entries_screen import EntriesScreen
def crash(screen):
    words = {WORDS!r} + {PASSPHRASE!r}
    raise ValueError(words)
    yield
EntriesScreen.compose = crash
main()
"""
"""Tracker with an error in one of its screens."""
WIPE = b"\x1b[1;1H\x1b[2K"


@pytest.fixture(scope="module")
def seeded_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, Path]:
    folder = tmp_path_factory.mktemp("seeded")
    return {
        phrase: make_seeded(folder / f"{bool(phrase)}.db", phrase) for phrase in (None, PASSPHRASE)
    }


@pytest.fixture
def plain(seeded_once: dict[str | None, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded_once[None], tmp_path / "book.db"))


@pytest.fixture
def locked(seeded_once: dict[str | None, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded_once[PASSPHRASE], tmp_path / "book.db"))


FROM = {
    "a line that is completed": ("a30/mon", "30/mon"),
    "this month": ("", "Latest entries"),
    "the palette": (CTRL_P, "What do you want"),
    "help": ("?", "What this is for"),
    "people": ("?h", "The year says when"),
    "show someone": ("x", "You’ll see everything before"),
    "saving a picture": (F3 + "s", "File name"),
}


@pytest.mark.slow
@pytest.mark.parametrize("place", pick_every(7, FROM))
def test_one_key_leaves_in_a_moment_and_all_is_saved(
    open_app: OpenTerminal, plain: Path, place: str
) -> None:
    keys, shown = FROM[place]
    app = open_app("--book", str(plain), *AT)
    app.wait_for("Latest entries")
    app.press(keys)
    app.wait_for(shown)
    assert app.measure_quit() < MOMENT
    assert app.wait_for_end() == 0
    wiped, restored = app.raw.rindex(WIPE), app.raw.rindex(b"\x1b[?1049l")
    assert wiped < restored
    assert not re.search(rb"[a-zA-Z]{3}", app.raw[wiped:]), "something was painted after the wipe"
    with open_book(plain) as book:
        drafts = list_draft_texts(book)
    assert drafts == [f"15 merch {DRAFT}", *(["30/mon"] if "line" in place else [])]


SLOW = """
import time
from tracker.cli import main
from tracker.app.tracker_app import TrackerApp
TrackerApp.action_show_someone = lambda app: time.sleep(1)
main()
"""
"""Tracker with something in it that takes a while."""


def test_the_screen_is_empty_at_once_whatever_the_app_is_busy_with(
    open_app: OpenTerminal, plain: Path
) -> None:
    app = open_app("--book", str(plain), *AT, program=(sys.executable, "-c", SLOW))
    app.show_words(WORDS)
    app.press("x")
    before = time.monotonic()
    app.press(CTRL_Q)
    app.wait_until_gone(WORDS)
    assert time.monotonic() - before < 0.8
    assert app.wait_for_end() == 0


@pytest.mark.long
def test_leaving_waits_for_no_picture_and_leaves_nothing_of_it(
    open_app: OpenTerminal, plain: Path, tmp_path: Path
) -> None:
    app = open_app("--book", str(plain), *AT)
    app.wait_for("Latest entries")
    app.press(F3)
    app.wait_for("my income")
    app.press("s")
    app.wait_for("File name")
    app.press(str(tmp_path / "p.png") + ENTER)
    app.wait_for("Making the file")
    assert app.measure_quit() < MOMENT
    assert app.wait_for_end() == 0
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left - {"book-2026-11-22-1.db"} == {"book.db"}, "beside the book only its copy"
    assert list(find_temporary_folder(tmp_path).iterdir()) == []
    with open_book(plain) as book:
        assert book.export_log.load_all() == []


LOADING = """
import time
import tracker.app as app
from tracker.cli import main
run = app._load_and_run
def load(*arguments):
    print("it loads")
    time.sleep(0.5)
    return run(*arguments)
app._load_and_run = load
main()
"""
"""Tracker on a machine on which it takes a while to load."""


def test_a_passphrase_typed_before_there_is_a_field_is_taken_and_not_shown(
    open_app: OpenTerminal, locked: Path
) -> None:
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    loading = locked.with_name("loading.py")
    loading.write_text(LOADING, "utf-8")
    shell.press(f"{sys.executable} {loading} --book {locked} {' '.join(AT)}" + ENTER)
    shell.wait_for("it loads")
    shell.press(PASSPHRASE)
    shell.wait_for("•" * len(PASSPHRASE))
    shell.press(ENTER)
    shell.wait_for("Latest entries")
    shell.press(CTRL_Q)
    shell.wait_until_in_front()
    shell.press("echo it is over" + ENTER)
    shell.wait_for("echo it is over")
    assert PASSPHRASE.encode() not in shell.raw


def test_a_passphrase_is_typed_unseen_after_fg_and_for_standard_input(
    open_app: OpenTerminal, locked: Path
) -> None:
    asked = open_app("--book", str(locked), "--passphrase-file", "-", *AT, "entries")
    asked.wait_for("Passphrase")
    asked.turn_echo_on()
    asked.kill(signal.SIGCONT)
    asked.wait_until(lambda: not asked.has_echo, "the terminal to hide what is typed")
    asked.press(PASSPHRASE + ENTER)
    assert asked.wait_for_end() == 0
    assert b"in cash" in asked.raw
    assert PASSPHRASE.encode() not in asked.raw


def test_a_prompt_that_is_quit_leaves_a_terminal_that_shows_what_is_typed(
    open_app: OpenTerminal, locked: Path
) -> None:
    asked = open_app("--book", str(locked), "entries")
    asked.wait_for("Passphrase")
    assert not asked.has_echo
    asked.kill(signal.SIGQUIT)
    assert asked.wait_for_end() == 128 + signal.SIGQUIT
    assert asked.has_echo


def test_six_words_are_gone_from_the_terminal_once_they_were_typed(
    open_app: OpenTerminal, tmp_path: Path
) -> None:
    asked = open_app("--book", str(tmp_path / "new.db"), "new", "--six-words", "--computer", "no")
    asked.wait_for("Type the six words")
    words = asked.raw.partition(b"see them again:\r\n  ")[2].partition(b"\r")[0].decode()
    asked.press(words + ENTER)
    # This one knows no second screen.
    left = asked.wait_for("What do you call the group")
    assert not [word for word in words.split() if word in left]
    assert asked.raw.index(b"\x1b[?1049h") < asked.raw.index(words.encode())
    assert asked.raw.rindex(words.encode()) < asked.raw.index(b"\x1b[?1049l")
    asked.press(ENTER)
    assert asked.wait_for_end() == 0


def test_ctrl_z_locks_and_wipes_before_the_shell_is_there(
    open_app: OpenTerminal, locked: Path
) -> None:
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    tracker = f"{sys.executable} -m tracker --book {locked} {' '.join(AT)}"
    shell.press(tracker + ENTER)
    shell.wait_for("Passphrase")
    shell.press(PASSPHRASE + ENTER)
    shell.wait_for("Latest entries")
    shell.press(CTRL_Z)
    shell.wait_for("To come back, type: fg")
    with open_book(locked, PASSPHRASE) as book:
        assert len(list(book.load_entries())) == 4, "it can be opened: the other one let it go"
    assert has_no_secret(shell.text)
    shell.press("fg" + ENTER)
    shell.wait_for("This notebook is locked")
    shell.press(PASSPHRASE + ENTER)
    shell.wait_for("Latest entries")
    shell.press(CTRL_Q)
    shell.wait_until_gone("Latest entries")
    assert has_no_secret(shell.text)


@pytest.mark.long
def test_a_plain_book_is_out_of_sight_while_it_waits_and_ends_when_told_to(
    open_app: OpenTerminal, plain: Path
) -> None:
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    shell.press(f"{sys.executable} -m tracker --book {plain} {' '.join(AT)}" + ENTER)
    shell.wait_for("Latest entries")
    shell.press(CTRL_Z)
    shell.wait_for("To come back, type: fg")
    assert has_no_secret(shell.text)
    shell.press("fg" + ENTER)
    shell.wait_for("Latest entries")
    shell.press(CTRL_Z)
    shell.wait_until_gone("Latest entries")
    shell.press("kill %1; kill -CONT %1; wait; echo it is over" + ENTER)
    shell.wait_for("\nit is over")
    open_book(plain).close()


def test_a_book_whose_file_goes_while_it_waits_is_saved_when_it_is_told_to_end(
    open_app: OpenTerminal, plain: Path
) -> None:
    with open_book(plain) as book:
        wanted = list(book.load_entries())
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    shell.press(f"{sys.executable} -m tracker --book {plain} {' '.join(AT)}" + ENTER)
    shell.wait_for("Latest entries")
    shell.press(CTRL_Z)
    shell.wait_for("To come back, type: fg")
    plain.unlink()
    shell.press("kill %1; kill -CONT %1" + ENTER)
    rescued = plain.with_name("book-rescued-2026-11-22-1.db")
    shell.wait_until(rescued.exists, "it to be saved")
    with open_book(rescued) as book:
        assert list(book.load_entries()) == wanted


@pytest.mark.long
@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP], ids=lambda stop: stop.name)
def test_what_is_stopped_from_outside_is_locked_when_it_goes_on(
    open_app: OpenTerminal, locked: Path, stop: signal.Signals
) -> None:
    app = open_app("--book", str(locked), *AT)
    app.wait_for("Passphrase")
    app.press(PASSPHRASE + ENTER)
    app.wait_for("Latest entries")
    app.press(f"a15 merch {TYPED}")
    app.wait_for(TYPED)
    app.kill(stop)
    app.kill(signal.SIGCONT)
    app.wait_for("This notebook is locked")
    # Were there two who read keys, some would be missing.
    app.press(PASSPHRASE + ENTER)
    app.wait_for("Latest entries")
    assert app.measure_quit() < MOMENT
    assert app.wait_for_end() == 0
    with open_book(locked, PASSPHRASE) as book:
        assert book.drafts.load_all()[-1].text == f"15 merch {TYPED}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", pick_every(2, (signal.SIGINT, signal.SIGQUIT)), ids=lambda number: number.name
)
def test_every_way_to_be_told_to_end_clears_the_screen(
    open_app: OpenTerminal, plain: Path, number: signal.Signals
) -> None:
    app = open_app("--book", str(plain), *AT)
    app.wait_for("Latest entries")
    app.kill(number)
    assert app.wait_for_end() == 128 + number
    assert b"\x1b[?1049l" in app.raw
    assert b"Traceback" not in app.raw


@pytest.mark.long
def test_letters_that_are_no_utf8_do_no_harm(open_app: OpenTerminal, plain: Path) -> None:
    app = open_app("--book", str(plain), *AT)
    app.wait_for("Latest entries")
    app.press("a")
    app.wait_for("Add an entry")
    app.press(b"15 merch no \xe9\xff")
    app.wait_for("15 merch no")
    assert app.measure_quit() < MOMENT
    assert app.wait_for_end() == 0


def test_what_is_copied_reaches_no_clipboard_of_the_terminal(
    open_app: OpenTerminal, plain: Path
) -> None:
    app = open_app("--book", str(plain), *AT)
    app.wait_for("Latest entries")
    app.press(f"a15 merch {TYPED}")
    app.wait_for(TYPED)
    app.press("\x03\x1b[1;2H\x03")
    app.measure_quit()
    assert b"Traceback" not in app.raw
    assert b"\x1b]52" not in app.raw
    assert b"\x1b]0;" not in app.raw
    assert b"\x1b]2;" not in app.raw


@pytest.fixture
def crashing(tmp_path: Path) -> tuple[str, ...]:
    """Tracker with a mistake in it, to be run."""
    script = tmp_path / "crashing.py"
    script.write_text(CRASHING, encoding="utf-8")
    return sys.executable, str(script)


def test_a_crash_says_where_and_nothing_of_what_was_there(
    open_app: OpenTerminal, plain: Path, crashing: tuple[str, ...]
) -> None:
    app = open_app("--book", str(plain), *AT, program=crashing)
    app.show_words(WORDS)
    app.press(F2)
    assert app.wait_for_end() == 1
    text = app.raw[app.raw.rindex(WIPE) :].decode()
    assert "(ValueError in " in text
    assert has_no_secret(text)
    assert "textual run" not in text, "that is nothing to say to a person"


# tmux keeps what other terminals may keep, too.


def start_app(tmux: Tmux, book: Path, program: tuple[str, ...] = TRACKER) -> None:
    """Run the app in a shell, open the book, and see what is noted in it."""
    tmux.run([*program, "--book", str(book), *AT])
    tmux.wait_for(lambda screen: "Passphrase" in screen)
    tmux.type(PASSPHRASE)
    tmux.press("Enter")
    tmux.show_words(WORDS)


@pytest.mark.tmux
@pytest.mark.slow
@pytest.mark.parametrize(
    "way", pick_every(5, ("one screen", "ctrl+q", "ctrl+z", "SIGTERM", "SIGHUP"))
)
def test_tmux_can_show_nothing_of_it_afterwards(tmux: Tmux, locked: Path, way: str) -> None:
    if way == "one screen":
        # There it is on the first screen, and what is cleared off it at once can be scrolled to.
        tmux("set-option", "-g", "-w", "alternate-screen", "off")
    start_app(tmux, locked)
    tmux.press("a")
    tmux.wait_for(lambda screen: "Add an entry" in screen)
    tmux.type(f"15 merch {TYPED}")
    tmux.wait_for(lambda screen: TYPED in screen)
    if way in ("ctrl+q", "one screen"):
        tmux.press("C-q")
    elif way == "ctrl+z":
        # Where one notes it takes back; everywhere else it is the shell's.
        tmux.press("Escape")
        tmux.wait_for(lambda screen: "This month" in screen)
        tmux.press("C-z")
    else:
        pid = tmux.read_window_value("#{pane_pid}")
        (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(child), signal.Signals[way])
    tmux.wait_for(lambda screen: TYPED not in screen)
    tmux.wait_until_in_shell()
    assert [secret for secret in SECRETS if secret in tmux.read_everything] == []
    assert has_no_secret(tmux.read_window_value("#{pane_title} #W"))


@pytest.mark.tmux
@pytest.mark.long
def test_tmux_can_show_nothing_of_a_crash(
    tmux: Tmux, locked: Path, crashing: tuple[str, ...]
) -> None:
    start_app(tmux, locked, crashing)
    tmux.press("F2")
    tmux.wait_for(lambda screen: "ValueError" in screen)
    assert [secret for secret in SECRETS if secret in tmux.read_everything] == []
