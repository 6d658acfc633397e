"""A program in a terminal, driven and timed from outside.

Output is stamped when it is read and given to the terminal's emulation in the next pause, so that
the emulation's own time is in no figure.
"""

import os
import re
import select
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

KEYS = {
    "<down>": "\x1b[B",
    "<enter>": "\r",
    "<esc>": "\x1b",
    "<left>": "\x1b[D",
    "<tab>": "\t",
    "<f1>": "\x1bOP",
    "<f2>": "\x1bOQ",
    "<f3>": "\x1bOR",
    "<f4>": "\x1bOS",
    "<f5>": "\x1b[15~",
    "<ctrl+q>": "\x11",
}
COLUMNS, ROWS = 120, 40
PAUSE = 0.06
"""Seconds without output after which a screen is taken as painted."""
PATIENCE = 60.0
MOST_CHUNKS = 100
"""How much of the output of a program that never pauses is looked at once."""
UNKNOWN = re.compile(rb"\x1b\[[<=>][0-9;:]*[ -/]*[@-~]|\x1b\[\??[0-9;:]*[ -/]+[@-~]")
"""Sequences that the emulation would print as text."""


class MeasureError(Exception):
    """Something could not be measured. It says what was seen instead."""


class Terminal:
    """A program in a terminal. `started` is when it was."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        """Start the command with `home` as the folder of everything that it keeps."""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(ROWS, COLUMNS),
            env=build_environment(home),
            cwd=str(home),
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """The screen, line under line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def measure_ready(self, pattern: str) -> float:
        """Return the seconds from the start to the first screen with the pattern."""
        return self._wait(self.started, lambda: re.search(pattern, self.text) is not None)

    def measure_keys(self, keys: str, pattern: str) -> float:
        """Return the seconds from some keys to the first screen with the pattern.

        Before the keys, the screen must not have it.
        """
        if re.search(pattern, self.text):
            raise MeasureError(f"{pattern!r} is there before {keys!r}:\n{self.text}")
        return self._wait(self.press(keys), lambda: re.search(pattern, self.text) is not None)

    def measure_change(self, keys: str) -> float:
        """Return the seconds from some keys to the first screen that differs, or its cursor."""
        before = self._look()
        return self._wait(self.press(keys), lambda: self._look() != before)

    def measure_end(self, keys: str) -> float:
        """Return the seconds from some keys to the end of the program."""
        pressed = self.press(keys)
        while chunk := self._read(PATIENCE):
            pass
        if chunk is None:
            raise MeasureError(f"it did not end after {keys!r}")
        self._child.wait()
        return time.perf_counter() - pressed

    def press(self, keys: str) -> float:
        """Send keys, `<f1>` and the like by their names, and return when."""
        for name, sequence in KEYS.items():
            keys = keys.replace(name, sequence)
        pressed = time.perf_counter()
        os.write(self._child.child_fd, keys.encode())
        return pressed

    def _look(self) -> tuple[object, ...]:
        """Return all that somebody sees: signs, colours and the cursor."""
        rows = (self._screen.buffer[row] for row in range(ROWS))
        cells = tuple(row[column] for row in rows for column in range(COLUMNS))
        return cells, self._screen.cursor.x, self._screen.cursor.y

    def _wait(self, start: float, is_there: Callable[[], bool]) -> float:
        """Return the seconds from `start` to the first screen that has what is looked for."""
        found: float | None = None
        chunks: list[tuple[float, bytes]] = []
        while found is None or chunks:
            chunks = []
            while (chunk := self._read(PAUSE)) and len(chunks) < MOST_CHUNKS:
                chunks.append((time.perf_counter(), chunk))
            for stamp, chunk in chunks:
                self._stream.feed(UNKNOWN.sub(b"", chunk))
                if found is None and is_there():
                    found = stamp
            if found is None and (chunk == b"" or time.perf_counter() - start > PATIENCE):
                raise MeasureError(f"nothing came of it:\n{self.text}")
        return found - start

    def _read(self, timeout: float) -> bytes | None:
        """Return the next output, None after so many seconds without, nothing at the end."""
        if not select.select([self._child.child_fd], [], [], timeout)[0]:
            return None
        try:
            return os.read(self._child.child_fd, 1 << 18)
        except OSError:
            # Linux says so when the program's end of the terminal is closed.
            return b""


def build_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of a person's own is read or written."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "TMPDIR"}}
    return kept | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
