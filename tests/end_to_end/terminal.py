"""The real program in a pseudo-terminal, whose screen is read as a person would read it."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pexpect
import pyte

PATIENCE = 20
"""Seconds a screen may take on a busy machine before it counts as never coming."""

ENTRIES_HEADING = "Latest entries"
"""What this month shows once there are entries, whose words the key w shows."""

TRACKER = (sys.executable, "-m", "tracker")
SHELL = ("sh", "-i")


def find_temporary_folder(home: Path) -> Path:
    """Return the folder for temporary files, beside a home."""
    return home.with_name(f"{home.name}-temporary")


def build_environment(home: Path) -> dict[str, str]:
    """Return the environment of a program whose home is this folder."""
    find_temporary_folder(home).mkdir(exist_ok=True)
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG", "LC_", "TRACKER", "TEXTUAL", "MPL"))
    }
    own = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", "PS1": "$ "}
    return {**inherited, **own, "TMPDIR": str(find_temporary_folder(home))}


class Terminal:
    """A program in a terminal of some size; keys go in, the screen comes out."""

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        program: Sequence[str] = TRACKER,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            dimensions=(rows, columns),
            env=build_environment(home),
            cwd=str(home),
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        """The screen, line under line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str | bytes) -> None:
        """Send keys as they would be typed."""
        self._child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def wait_for(self, text: str) -> str:
        """Return the screen as soon as it holds a text."""
        return self.wait_until(lambda: text in self.text, f"{text!r} to come")

    def show_words(self, words: str) -> None:
        """Wait for the screen of this month, and show the words that are folded on it."""
        self.wait_for(ENTRIES_HEADING)
        self.press("w")
        self.wait_for(words)

    def wait_until_gone(self, text: str) -> str:
        """Return the screen as soon as it holds a text no more."""
        return self.wait_until(lambda: text not in self.text, f"{text!r} to go")

    def wait_until(self, holds: Callable[[], bool], what: str) -> str:
        """Return the screen as soon as something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what}; the screen was:\n{self.text}")
            self._read()
        return self.text

    def _read(self) -> None:
        try:
            got = self._child.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF as error:
            raise AssertionError(f"the program ended; the screen was:\n{self.text}") from error
        self.raw += got
        self._stream.feed(got)

    def turn_echo_on(self) -> None:
        """Turn the echo on, as a shell does that had the terminal meanwhile."""
        self._child.setecho(True)

    @property
    def has_echo(self) -> bool:
        """Whether it does."""
        return bool(self._child.getecho())

    def wait_for_end(self) -> int:
        """Wait for the end of the program, and return its exit code."""
        self.raw += self._child.read()
        self._child.wait()
        return self._child.exitstatus if self._child.exitstatus is not None else -1

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        assert self._child.pid is not None
        return self._child.pid

    def measure_quit(self) -> float:
        """Press ctrl+q, wait for the end of the program, and return the seconds that it took."""
        started_at = time.monotonic()
        self.press("\x11")
        self.raw += self._child.read()
        took = time.monotonic() - started_at
        self._child.wait()
        return took

    @property
    def file(self) -> int:
        """The number of the terminal's own end."""
        return int(self._child.child_fd)

    def wait_until_in_front(self) -> None:
        """Wait until what runs in it first, a shell, has the terminal again.

        What is typed before that is not for the shell.
        """
        self.wait_until(lambda: os.tcgetpgrp(self.file) == self.pid, "the shell to be in front")

    def hang_up(self) -> None:
        """Close the window; whatever runs in it goes on until it hears of that."""
        pty: Any = vars(self._child)["ptyproc"]
        pty.fileobj.close()

    def kill(self, signal: int) -> None:
        """Send a signal to the program."""
        self._child.kill(signal)

    def close(self) -> None:
        """End the program however it stands."""
        self._child.close(force=True)


OpenTerminal = Callable[..., Terminal]
"""What the fixture `open_app` gives: it takes what `Terminal` does, but for the home."""
