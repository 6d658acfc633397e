"""No trace: nothing of an encrypted book can be read anywhere, whatever is done with it."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.secrets_book import (
    AT,
    LETTER,
    PASSPHRASE,
    SECRETS,
    TYPED,
    WORDS,
    find_secrets,
    make_seeded,
)
from tests.end_to_end.terminal import TRACKER, Terminal, build_environment, find_temporary_folder
from tests.strategies import pick_every

ENTER = "\r"
BESIDE = ("backups", "book.db", "book.db-journal")
"""What may lie in the folder of a book."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that nothing lies in."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book in a folder of its own, full of words that stand nowhere else."""
    folder = tmp_path / "book"
    folder.mkdir(mode=0o700)
    path = make_seeded(folder / "book.db")
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", "utf-8")
    return path


@pytest.fixture
def run(home: Path, book: Path) -> Callable[..., str]:
    """Runs a command on the book, as a program of its own; gives what it printed."""

    def run(*arguments: str, stdin: str = "") -> str:
        phrase = book.parents[1] / "passphrase"
        done = subprocess.run(
            [*TRACKER, "--book", book, "--passphrase-file", phrase, *AT, *arguments],
            input=stdin.encode(),
            capture_output=True,
            check=True,
            env=build_environment(home),
            cwd=home,
        )
        return done.stdout.decode()

    return run


def expect_no_trace(home: Path, book: Path) -> None:
    """Nothing can be read, and nothing lies about but what may."""
    for folder in (home, find_temporary_folder(home), book.parent):
        assert list(find_secrets(folder)) == []
    assert list(home.rglob("*")) == []
    assert list(find_temporary_folder(home).rglob("*")) == []
    assert {path.name for path in book.parent.iterdir()} <= set(BESIDE)
    for path in book.parent.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, f"others may read {path}"


def test_the_search_finds_what_can_be_read(tmp_path: Path) -> None:
    plain = make_seeded(tmp_path / "folder" / "plain.db", passphrase=None)
    found = {secret for secret, _path in find_secrets(plain.parent)}
    assert found == set(SECRETS) - {PASSPHRASE, TYPED, "Quittenmus"}


COMMANDS: dict[str, tuple[str, ...]] = {
    "log": ("log",),
    "months": ("months",),
    "what if": ("what-if",),
    "entries": ("entries", "--private-notes", "--format", "json"),
    "chart": ("chart",),
    "where": ("where", "--all"),
}
TYPED_IN = {"what if": f'30 dues "{TYPED}"\n', "log": f'ask 15 merch no "{TYPED}" // {TYPED}\n'}


@pytest.mark.slow
@pytest.mark.long
def test_no_command_leaves_a_trace(home: Path, book: Path, run: Callable[..., str]) -> None:
    for name in pick_every(2, COMMANDS):
        printed = run(*COMMANDS[name], stdin=TYPED_IN.get(name, ""))
        assert printed
        expect_no_trace(home, book)
    assert WORDS in run("entries")


@pytest.mark.long
def test_a_picture_is_the_only_file_of_a_picture(
    home: Path, book: Path, run: Callable[..., str], tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    run("chart", str(picture))
    assert picture.stat().st_mode & 0o077 == 0
    expect_no_trace(home, book)
    assert str(picture) in run("where", "--all").splitlines()


@pytest.fixture
def app(home: Path, book: Path) -> Iterator[Terminal]:
    terminal = Terminal(["--book", str(book), *AT], home)
    yield terminal
    terminal.close()


PLACES = {"\x1bOQ": "Entries", "\x1bOR": "my income", "\x1bOS": "How often", "\x1b[15~": "Settings"}


@pytest.mark.slow
@pytest.mark.parametrize("end", pick_every(2, ("killed", "leaves")))
def test_the_app_leaves_no_trace(app: Terminal, home: Path, book: Path, end: str) -> None:
    app.wait_for("Passphrase")
    app.press(PASSPHRASE + ENTER)
    app.show_words(WORDS)
    for key, shown in PLACES.items():
        app.press(key)
        app.wait_for(shown)
    app.press("b")
    app.wait_for(LETTER)
    app.press("\x1b")
    app.wait_for("Asked before")
    app.press("\x1b")
    app.wait_for("Settings")
    app.press("x")
    app.wait_for("You’ll see everything before")
    app.press("\x1b")
    app.wait_for("Settings")
    app.press("a")
    app.wait_for("Add an entry")
    app.press(f'15 merch no "{TYPED}"{ENTER}')
    app.wait_for("saved")
    app.press(f"30 dues {TYPED}")
    app.wait_for(f"dues {TYPED}")
    expect_no_trace(home, book)
    expect_nothing_told(app.pid)
    if end == "killed":
        app.kill(signal.SIGKILL)
        app.wait_for_end()
    else:
        app.measure_quit()
    expect_no_trace(home, book)


def expect_nothing_told(pid: int) -> None:
    """What every program can see of a process holds no secret."""
    if sys.platform == "linux":
        for name in ("cmdline", "environ", "comm"):
            try:
                content = Path(f"/proc/{pid}/{name}").read_bytes().decode("utf-8", "replace")
            except PermissionError:
                # Only the system's administrator may ask that of Tracker.
                continue
            assert [secret for secret in SECRETS if secret in content] == []


@pytest.mark.long
def test_a_stick_keeps_everything(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def run(*arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [*TRACKER, *AT, *arguments],
            input=stdin.encode(),
            capture_output=True,
            check=True,
            env=build_environment(home),
            cwd=stick,
        )
        return done.stdout.decode()

    run("new", "--here", "--no-passphrase", "--currency", "EUR", "--group", "circle")
    run("log", stdin="2026-11-03 ask 30/month dues no\n")
    run("chart", "picture.png")
    run("export")
    app = Terminal(AT, stick)
    app.wait_for("Latest entries")
    app.press(f"a15 merch gave 15{ENTER}")
    app.wait_for("saved")
    app.measure_quit()
    app.close()
    assert "stick/tracker.db" in run("where")
    assert [
        *home.rglob("*"),
        *find_temporary_folder(home).rglob("*"),
        *find_temporary_folder(stick).rglob("*"),
    ] == []
    there = {path.name for path in stick.iterdir()}
    assert {"tracker.db", "picture.png", "exports"} <= there
    assert there <= {"tracker.db", "picture.png", "exports", "backups"}
