"""Killed, or ended by a fault in a library: the terminal is given back, and nothing stays seen."""

import os
import re
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.secrets_book import (
    AT,
    PASSPHRASE,
    SECRETS,
    TYPED,
    WORDS,
    has_no_secret,
    make_seeded,
)
from tests.end_to_end.terminal import PATIENCE, SHELL, TRACKER, OpenTerminal, Terminal
from tests.end_to_end.tmux import Tmux
from tests.strategies import pick_every

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")

CTRL_Q, CTRL_Z, ENTER = "\x11", "\x1a", "\r"
F2 = "\x1bOQ"
TOLD = "Start Tracker again to continue"

FAULTY = """
import ctypes
from tracker.cli import main
from tracker.screens.entries.entries_screen import EntriesScreen
EntriesScreen.compose = lambda screen: ctypes.string_at(0)
main()
"""
"""Tracker with a screen that reads where no memory is."""
ENDING = """
import os
from tracker.cli import main
from tracker.screens.entries.entries_screen import EntriesScreen
EntriesScreen.compose = lambda screen: os.abort()
main()
"""
"""Tracker with a screen in which a library gives up."""

SLOW = """
import time
from pathlib import Path
from tracker.app.terminal_restorer import TerminalRestorer
from tracker.cli import main
restore = TerminalRestorer._restore_terminal
def restore_slowly(restorer, **options):
    while not Path({file!r}).exists():
        time.sleep(0.01)
    restore(restorer, **options)
TerminalRestorer._restore_terminal = restore_slowly
main()
"""
"""Tracker with a restoring process that waits for a file."""


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def child(pid: int) -> int:
    """Return the only child process: the app of a shell, or the restoring process of an app."""
    (number,) = children(pid)
    return number


def runs(pid: int) -> bool:
    """Return whether a process runs; one that has ended may still wait to be asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def wait_for_check(restorer: int) -> None:
    """Wait until a restoring process has checked its terminal once more."""

    def count_checks() -> int:
        status = Path(f"/proc/{restorer}/status").read_text()
        return int(re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", status, re.MULTILINE)[0])

    before = count_checks()
    wait_until(lambda: count_checks() >= before + 2)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return make_seeded(tmp_path / "book" / "plain.db", passphrase=None)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return make_seeded(tmp_path / "book" / "locked.db")


def read_settings(tmux: Tmux, file: Path) -> str:
    """Return the settings of the terminal for what the shell runs."""
    partial = file.with_suffix(".begun")
    tmux.type(f"stty -a > {shlex.quote(str(partial))}; mv {shlex.join([str(partial), str(file)])}")
    tmux.press("Enter")
    wait_until(file.exists)
    return file.read_text()


@pytest.mark.tmux
@pytest.mark.slow
@pytest.mark.parametrize(
    "end", pick_every(4, ("SIGKILL", "SIGSEGV", "SIGBUS", "SIGABRT", "fault", "abort"))
)
def test_the_terminal_is_as_it_was_and_shows_nothing(
    tmux: Tmux, locked: Path, tmp_path: Path, end: str
) -> None:
    before = read_settings(tmux, tmp_path / "before")
    code = {"fault": FAULTY, "abort": ENDING}.get(end)
    tmux.run([*((sys.executable, "-c", code) if code else TRACKER), "--book", str(locked), *AT])
    tmux.wait_for(lambda screen: "Passphrase" in screen)
    tmux.type(PASSPHRASE)
    tmux.press("Enter")
    tmux.show_words(WORDS)
    app = child(int(tmux.read_window_value("#{pane_pid}")))
    helper = child(app)
    if code:
        tmux.press("F2")
    else:
        tmux.press("a")
        tmux.wait_for(lambda screen: "Add an entry" in screen)
        tmux.type(f"15 merch {TYPED}")
        tmux.wait_for(lambda screen: TYPED in screen)
        os.kill(app, signal.Signals[end])
    tmux.wait_for(lambda screen: TOLD in screen.replace("\n", " "))
    tmux.wait_until_in_shell()
    assert [secret for secret in SECRETS if secret in tmux.read_everything] == []
    assert (
        tmux.read_window_value("#{alternate_on}#{mouse_any_flag}#{cursor_flag}#{wrap_flag}")
        == "0011"
    )
    assert read_settings(tmux, tmp_path / "after") == before
    assert not runs(helper)


@pytest.mark.tmux
@pytest.mark.slow
@pytest.mark.parametrize(
    "shell", pick_every(2, [("sh", "-i"), ("bash", "--norc", "-i")]), ids=lambda shell: shell[0]
)
def test_a_shell_that_is_quicker_than_the_helper_keeps_its_settings(
    tmux: Tmux, plain: Path, tmp_path: Path, shell: tuple[str, ...]
) -> None:
    if shutil.which(shell[0]) is None:
        pytest.skip(f"{shell[0]} is not installed")
    tmux.run(["exec", *shell])
    tmux.wait_until_in_shell()
    before = read_settings(tmux, tmp_path / "before")
    go_on = tmp_path / "go on"
    slow = [sys.executable, "-c", SLOW.format(file=str(go_on))]
    tmux.run([*slow, "--book", str(plain), *AT])
    tmux.show_words(WORDS)
    app = child(int(tmux.read_window_value("#{pane_pid}")))
    helper = child(app)
    os.kill(app, signal.SIGKILL)
    tmux.wait_for(lambda screen: "Killed" in screen)
    go_on.touch()
    tmux.wait_for(lambda screen: TOLD in screen.replace("\n", " "))
    tmux.wait_until_in_shell()
    assert [secret for secret in SECRETS if secret in tmux.read_everything] == []
    assert read_settings(tmux, tmp_path / "after") == before
    assert not runs(helper)


@pytest.mark.tmux
@pytest.mark.long
def test_a_terminal_with_one_screen_keeps_nothing(tmux: Tmux, plain: Path) -> None:
    tmux("set-option", "-g", "-w", "alternate-screen", "off")
    tmux.run([*TRACKER, "--book", str(plain), *AT])
    tmux.show_words(WORDS)
    os.kill(child(int(tmux.read_window_value("#{pane_pid}"))), signal.SIGKILL)
    tmux.wait_for(lambda screen: TOLD in screen.replace("\n", " "))
    tmux.wait_until_in_shell()
    assert [secret for secret in SECRETS if secret in tmux.read_everything] == []


@pytest.mark.slow
@pytest.mark.parametrize("end", pick_every(3, ("ctrl+q", "SIGTERM", "SIGHUP")))
def test_an_end_in_order_says_nothing_and_leaves_no_helper(
    open_app: OpenTerminal, plain: Path, end: str
) -> None:
    app = open_app("--book", str(plain), *AT)
    app.show_words(WORDS)
    helper = child(app.pid)
    if end == "ctrl+q":
        app.press(CTRL_Q)
    else:
        app.kill(signal.Signals[end])
    app.wait_for_end()
    assert not Path(f"/proc/{helper}").exists(), "it was waited for"
    assert TOLD.encode() not in app.raw


def test_the_helper_holds_nothing_that_was_open_and_no_key_ends_it(
    open_app: OpenTerminal, plain: Path, tmp_path: Path
) -> None:
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    line = shlex.join([*TRACKER, "--book", str(plain), *AT])
    shell.press(f"{line} 7> {shlex.quote(str(tmp_path / 'other'))}{ENTER}")
    shell.show_words(WORDS)
    app = child(shell.pid)
    helper = child(app)
    opened = {file.name: str(file.readlink()) for file in Path(f"/proc/{helper}/fd").iterdir()}
    assert sorted(opened) == ["0", "1", "2"]
    assert opened["1"].startswith("pipe:")
    assert Path(f"/proc/{helper}/cwd").readlink() == Path("/")
    memory = [Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in (helper, app)]
    assert int(memory[0]) < int(memory[1]) / 2
    for name in ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGHUP", "SIGTERM", "SIGPIPE", "SIGTTOU"):
        os.kill(helper, signal.Signals[name])
    wait_for_check(helper)
    assert runs(helper)


def start_and_suspend_app(
    open_app: OpenTerminal, book: Path, *, stop: str
) -> tuple[Terminal, int, int]:
    """A shell in which the app was stopped, the app, and its helper."""
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    shell.press(shlex.join([*TRACKER, "--book", str(book), *AT]) + ENTER)
    shell.show_words(WORDS)
    app = child(shell.pid)
    helper = child(app)
    if stop == "ctrl+z":
        shell.press(CTRL_Z)
    else:
        os.kill(app, signal.SIGSTOP)
    shell.wait_until_in_front()
    return shell, app, helper


@pytest.mark.slow
@pytest.mark.parametrize("stop", pick_every(2, ("SIGSTOP", "ctrl+z")))
@pytest.mark.long
def test_nothing_is_written_over_a_shell_that_is_in_front(
    open_app: OpenTerminal, plain: Path, stop: str
) -> None:
    shell, app, helper = start_and_suspend_app(open_app, plain, stop=stop)
    # What was stopped without a word leaves a terminal that does not turn enter into a new line.
    shell.press("echo what the shell says\n")
    shell.wait_for("what the shell says")
    wait_for_check(helper)
    os.kill(app, signal.SIGKILL)
    wait_until(lambda: not runs(helper))
    begun = len(shell.raw)
    shell.press("echo it is over\n")
    shell.wait_for("it is over")
    assert TOLD.encode() not in shell.raw
    assert b"\x1b" not in shell.raw[begun:]


@pytest.mark.long
def test_killed_after_fg_it_is_given_back(open_app: OpenTerminal, plain: Path) -> None:
    shell, app, helper = start_and_suspend_app(open_app, plain, stop="ctrl+z")
    shell.wait_until_gone(WORDS)
    shell.press(f"fg{ENTER}")
    shell.show_words(WORDS)
    os.kill(app, signal.SIGKILL)
    shell.wait_for("Start Tracker again")
    wait_until(lambda: not runs(helper))
    assert has_no_secret(shell.text)
    assert shell.has_echo


def test_a_terminal_that_goes_takes_app_and_helper_with_it(
    open_app: OpenTerminal, plain: Path
) -> None:
    app = open_app("--book", str(plain), *AT)
    app.show_words(WORDS)
    helper = child(app.pid)
    app.hang_up()
    wait_until(lambda: not runs(app.pid) and not runs(helper))


def test_a_terminal_that_goes_when_the_app_is_killed_keeps_no_helper(
    open_app: OpenTerminal, plain: Path
) -> None:
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    shell.press(shlex.join([*TRACKER, "--book", str(plain), *AT]) + ENTER)
    shell.show_words(WORDS)
    app = child(shell.pid)
    helper = child(app)
    os.kill(app, signal.SIGSTOP)
    shell.hang_up()
    os.kill(app, signal.SIGKILL)
    wait_until(lambda: not runs(helper))


@pytest.mark.long
def test_of_two_apps_one_goes_on_when_the_other_is_killed(
    open_app: OpenTerminal, plain: Path, locked: Path
) -> None:
    one, other = (open_app("--book", str(book), *AT) for book in (plain, locked))
    one.show_words(WORDS)
    other.wait_for("Passphrase")
    helper = child(one.pid)
    one.kill(signal.SIGKILL)
    wait_until(lambda: not runs(helper))
    assert runs(child(other.pid))
    other.press(PASSPHRASE + ENTER)
    other.show_words(WORDS)
    helper = child(other.pid)
    other.measure_quit()
    assert not Path(f"/proc/{helper}").exists()
    assert TOLD.encode() not in other.raw


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "asked"),
    pick_every(
        2,
        [
            (["new", "--computer", "no", "--six-words"], "Type the six words"),
            (["entries"], "Passphrase"),
        ],
    ),
)
@pytest.mark.long
def test_a_prompt_that_is_killed_leaves_nothing_and_shows_what_is_typed(
    open_app: OpenTerminal, locked: Path, tmp_path: Path, command: list[str], asked: str
) -> None:
    book = locked if command == ["entries"] else tmp_path / "new.db"
    shell = open_app(program=SHELL)
    shell.wait_for("$")
    shell.press(shlex.join([*TRACKER, "--book", str(book), *command]) + ENTER)
    shell.wait_for(asked)
    app = child(shell.pid)
    helper = child(app)
    os.kill(app, signal.SIGKILL)
    wait_until(lambda: not runs(helper))
    assert shell.has_echo
    shell.press(f"echo it is over{ENTER}")
    shell.wait_for("echo it is over")
    words = shell.raw.partition(b"see them again: ")[2].partition(b"\r")[0].decode().split()
    assert [word for word in words if word in shell.text] == []
    assert TOLD.encode() not in shell.raw


def test_a_command_that_asks_ends_with_its_helper(open_app: OpenTerminal, locked: Path) -> None:
    asked = open_app("--book", str(locked), "entries")
    asked.wait_for("Passphrase")
    helper = child(asked.pid)
    asked.press(PASSPHRASE + ENTER)
    assert asked.wait_for_end() == 0
    assert b"in cash" in asked.raw
    assert not Path(f"/proc/{helper}").exists()


def test_a_command_that_asks_nothing_begins_no_helper(open_app: OpenTerminal, plain: Path) -> None:
    asked = open_app("--book", str(plain), *AT, "log", program=TRACKER)
    asked.wait_for("line")
    assert children(asked.pid) == []
    asked.press("\x04")
    asked.wait_for_end()
