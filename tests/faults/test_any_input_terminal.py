"""The real program on a real terminal, and with bytes that are no text: it sends no harm."""

import os
import pty
import re
import select
import subprocess
import termios
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.end_to_end.terminal import PATIENCE, TRACKER, Terminal, build_environment
from tests.factories import make_book
from tests.faults import hostile_commands, hostile_text
from tests.faults.tallies import write_tally
from tests.strategies import EXAMPLES

STOPPED = "Tracker crashed"
"""What stands in the place of a traceback."""
TYPED, PIPED = 3 * EXAMPLES, 3 * EXAMPLES
"""Commands on a terminal, and commands whose output goes elsewhere."""
WITH_QUESTIONS = (
    *(("log",), ("what-if",), ("new",), ("passphrase",), ("entries", "-"), ("erase", "1")),
    *(("export", "--password", "--to", "out"), ("months", "--group", "-"), ("import", "page.pdf")),
)
"""Commands that ask on a terminal, or read from it."""
BEGUN = (
    '2026-10-02 ask 50-450 donation pledged 50 @!"\u202egnp\u2066.txt" "\u202eback to front"',
    "2026-10-11 ask 15 merch no gave 15 #!own_tag // \u200f\u061c\u2068only mine",
    "2026-09-01 income 950/month '\u202dside\u2069 job \u05e9\u05dc\u05d5\u05dd'",
)
SENT_BY_TEXTUAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][0B]|[=>78]|\]22;[a-z-]*\x07)")
"""What places and colours, modes, the shape of the pointer; nothing that carries a text."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book in which texts turn lines around."""
    return make_book(tmp_path / "b.db", *BEGUN)


def arguments_of(book: Path, given: list[str]) -> list[bytes]:
    """The arguments as the system hands them on."""
    return [*map(os.fsencode, (*TRACKER, "--book", str(book), *given))]


def on_a_terminal(book: Path, given: list[str], typed: bytes) -> tuple[int, str]:
    """Run a command on a terminal that shows no echo; its exit code and what it sent."""
    ours, theirs = pty.openpty()
    modes = termios.tcgetattr(theirs)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, modes)
    with subprocess.Popen(
        arguments_of(book, given),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=book.parent,
        env=build_environment(book.parent),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        sent, latest = b"", time.monotonic() + PATIENCE
        os.write(ours, typed)
        with suppress(OSError):
            # A terminal whose program has ended can be read no more.
            while time.monotonic() < latest:
                if select.select([ours], [], [], 0.05)[0]:
                    sent += os.read(ours, 65536)
                elif process.poll() is None:
                    # Every question gets an end of input, until there is none.
                    os.write(ours, b"\x04")
        os.close(ours)
        process.wait(PATIENCE)
    return process.returncode, sent.decode("utf-8")


@pytest.mark.slow
@pytest.mark.timeout(120 * EXAMPLES)
def test_any_command_on_a_terminal(book: Path) -> None:
    codes = Counter[int]()
    for seed in range(TYPED):
        rng = Random(seed)
        given = list(rng.choice(WITH_QUESTIONS))
        if rng.randrange(2):
            given = hostile_commands.make_command(rng)
        typed = b"".join(
            hostile_text.encode_raw(hostile_text.make_line(rng))[:500] + b"\n" for _each in range(3)
        )
        # Keys by which a person ends or stops a program are left out.
        typed = re.sub(rb"[\x03\x04\x1a\x1c\x11\x13\x16]", b"", typed)
        code, sent = on_a_terminal(book, given, typed)
        assert code in (0, 1, 2), (seed, given, sent)
        assert STOPPED not in sent, (seed, given, sent)
        hostile_text.check_harmless(hostile_text.strip_own_colours(sent))
        codes[code] += 1
    write_tally(commands_on_a_terminal=codes.total(), done=codes[0], not_done=codes[1] + codes[2])


@pytest.mark.parametrize("command", ["log", "what-if"])
def test_what_is_typed_and_no_text_is_told_in_a_sentence(
    book: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So most languages have it; where none is set, such bytes are taken in and refused.
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8:strict")
    code, sent = on_a_terminal(book, [command], b"meeting \xff\xfe\n")
    assert code == 1
    assert "Your terminal sent text that isn’t UTF-8" in " ".join(sent.split())


@pytest.mark.slow
@pytest.mark.timeout(120 * EXAMPLES)
def test_any_bytes_as_arguments_and_input(book: Path) -> None:
    codes = Counter[int]()
    for seed in range(PIPED):
        rng = Random(seed)
        given = hostile_commands.make_command(rng)
        noise = rng.randbytes(8).replace(b"\0", b"").replace(b"/", b"")
        if rng.randrange(3):
            given.insert(rng.randint(1, len(given)), os.fsdecode(b"\xff\x9b31m" + noise))
        run = subprocess.run(
            arguments_of(book, given),
            input=rng.randbytes(40) + hostile_text.encode_raw(hostile_text.make_line(rng)),
            capture_output=True,
            cwd=book.parent,
            env=build_environment(book.parent) | {"LANG": rng.choice(("C", "C.UTF-8"))},
            check=False,
        )
        assert run.returncode in (0, 1, 2), (seed, given, run)
        is_for_eyes = not {"lines", "csv", "json"} & set(given)
        hostile_text.check_harmless(run.stdout.decode("utf-8"), for_eyes=is_for_eyes)
        hostile_text.check_harmless(run.stderr.decode("utf-8"))
        assert STOPPED not in run.stderr.decode("utf-8"), (seed, given)
        codes[run.returncode] += 1
    write_tally(processes=codes.total(), done=codes[0], not_done=codes[1] + codes[2])


def test_the_app_sends_nothing_of_it(book: Path) -> None:
    home = book.parent / "home"
    home.mkdir()
    terminal = Terminal(["--book", str(book), "--today", "2026-11-12"], home)
    terminal.wait_for("gnp")
    for key, shown in (("\x1bOS", "How often"), ("\x1b[15~", "Settings"), ("\x1bOQ", "Entries")):
        terminal.press(key)
        terminal.wait_for(shown)
    terminal.press("\x1b[D")
    terminal.wait_for("“back")
    terminal.measure_quit()
    sent = SENT_BY_TEXTUAL.sub("", terminal.raw.decode("utf-8"))
    terminal.close()
    hostile_text.check_harmless(sent.replace("\r", ""))
