"""A passphrase or password typed wrongly is asked for again: never in the shell, never shown."""

import sys
from importlib import import_module

import pexpect
import pytest

from tests.cli.test_log_wizard import start
from tests.command_line import Tracker
from tracker.book.open_book import open_book
from tracker.cli import (
    bundle_argument,
    export_arguments,
    kept_books,
    new,
    new_passphrase,
    passphrase,
    restore,
    session,
    terminal_prompt,
    verify,
)
from tracker.cli.main import COMMANDS

ASKING = (new_passphrase, export_arguments, verify, bundle_argument, restore, new, passphrase)
"""Modules that ask for a passphrase or a password where a person is."""
RIGHT, WRONG = "a pot of tea", "a pot of coffee"
THIRD = "That was the third try, so nothing was done."


@pytest.fixture
def locked(tracker: Tracker) -> Tracker:
    """The story, encrypted."""
    tracker.with_story()
    tracker("backup")
    file = tracker.folder / "words"
    file.write_text(f"{RIGHT}\n")
    assert tracker("passphrase", "--new-passphrase-file", str(file)).code == 0
    return tracker


class Typist:
    """Types at a terminal, one answer after another."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.waiting: list[str] = []
        # All of them first: one that is imported meanwhile would keep what is put in here.
        for name in COMMANDS.values():
            import_module(f"tracker.cli.{name}")
        for module in (session, terminal_prompt, *ASKING):
            patch.setattr(module, "is_interactive", lambda: True)
        patch.setattr(kept_books, "is_interactive", lambda: False)
        patch.setattr("click.termui.hidden_prompt_func", lambda _prompt: self.waiting.pop(0))

    def types(self, *answers: str) -> None:
        """Type these from now on."""
        self.waiting = list(answers)


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    return Typist(monkeypatch)


@pytest.mark.parametrize(
    "command",
    [
        ("months",),
        ("entries",),
        ("check",),
        ("where", "--all"),
        ("restore", "1"),
        ("restore",),
        ("undo",),
        ("passphrase", "--remove"),
    ],
)
def test_each_command_asks_three_times_and_then_says_what_to_do(
    locked: Tracker, typist: Typist, command: tuple[str, ...]
) -> None:
    before = locked.book.read_bytes()
    typist.types(WRONG, "   ", "x'00'", RIGHT)
    result = locked(*command)
    assert result.code == 1
    assert typist.waiting == [RIGHT], "three times and no more"
    assert THIRD in result.err
    assert "try again" not in result.err.splitlines()[-1]
    assert locked.book.read_bytes() == before


@pytest.mark.parametrize("command", [("months",), ("restore", "1"), ("restore",), ("check",)])
def test_the_third_try_is_as_good_as_the_first(
    locked: Tracker, typist: Typist, command: tuple[str, ...]
) -> None:
    typist.types(WRONG, "   ", RIGHT)
    result = locked(*command)
    assert result.code == 0
    assert THIRD not in result.err
    assert typist.waiting == []


def test_the_passphrase_that_is_to_change_may_be_typed_again(
    locked: Tracker, typist: Typist
) -> None:
    typist.types(WRONG, RIGHT, "one two three four", "one two four three", *["new words here"] * 2)
    result = locked("passphrase")
    assert result.code == 0
    assert "These don’t match." in result.err
    open_book(locked.book, "new words here").close()


def test_a_new_passphrase_that_never_is_the_same_makes_no_book(
    tracker: Tracker, typist: Typist
) -> None:
    typist.types("one", "two", "  ", "x'", *["never"] * 2)
    result = tracker("new", "--currency", "EUR", "--computer", "no", book="other.db")
    assert result.code == 1
    assert THIRD in result.err
    assert typist.waiting == ["never"] * 2
    assert not (tracker.folder / "other.db").exists()


def test_the_password_of_a_page_may_be_typed_again(tracker: Tracker, typist: Typist) -> None:
    tracker.with_story()
    typist.types("sesame", "simsim", " ", "sesame seeds", "sesame seeds")
    result = tracker("export", "--for", "friend", "--days", "--password", "--to", "out")
    assert result.code == 0
    assert (tracker.folder / "out" / "report.pdf").exists()


def test_the_password_of_a_report_may_be_typed_again(tracker: Tracker, typist: Typist) -> None:
    tracker.with_story()
    typist.types("sesame seeds", "sesame seeds")
    assert tracker("export", "--days", "--password", "--to", "out").code == 0
    pdf = str(tracker.folder / "out" / "report.pdf")
    for command in ("import", "view", "verify"):
        typist.types("wrong", "false", "sesame seeds")
        result = tracker(command, pdf)
        assert result.code == 0, result.err
        assert result.err.count("doesn’t open") == 2
        typist.types("wrong", "false", "neither", "sesame seeds")
        result = tracker(command, pdf)
        assert result.code == 1
        assert THIRD in result.err
        assert typist.waiting == ["sesame seeds"]


def test_a_file_is_tried_once(locked: Tracker, typist: Typist) -> None:
    (locked.folder / "wrong").write_text(WRONG)
    for command in (("months",), ("restore", "1"), ("passphrase", "--remove")):
        result = locked("--passphrase-file", str(locked.folder / "wrong"), *command)
        assert result.code == 1
        assert THIRD not in result.err


def test_a_terminal_asks_again_and_shows_nothing_that_is_typed(locked: Tracker) -> None:
    child = start(locked.book, "months")
    shown = ""
    for _time in range(3):
        child.expect_exact("Passphrase: ")
        shown += child.before or ""
        child.sendline(WRONG)
    child.expect(pexpect.EOF)
    shown += child.before or ""
    assert child.wait() == 1
    assert shown.count("doesn’t open") == 2
    assert THIRD in shown
    assert WRONG not in shown


TRYING = """
import select, sys, termios
from tracker.cli.secret_prompt import retry_prompt

def echoes():
    return bool(termios.tcgetattr(0)[3] & termios.ECHO)

def attempt():
    print("echoes", echoes(), flush=True)
    select.select([0], [], [])
    raise KeyError("wrong")

try:
    retry_prompt(attempt, KeyError)
except KeyError:
    print("left", bool(select.select([0], [], [], 0)[0]), "then", echoes(), flush=True)
"""
"""Tries until a line waits that was typed ahead, and says what becomes of it."""


def test_what_is_typed_ahead_is_neither_shown_nor_left_for_the_shell() -> None:
    child = pexpect.spawn(sys.executable, ["-c", TRYING], encoding="utf-8", timeout=20)
    child.expect_exact("echoes False")
    child.sendline(WRONG)
    child.expect(pexpect.EOF)
    shown = child.before or ""
    assert shown.count("echoes False") == 2
    assert "left False then True" in shown
    assert WRONG not in shown
