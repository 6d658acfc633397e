"""A process that does an action, as seen from here: what it said before its end, soon or late."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.book_actions import BookAction

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class ProcessReport:
    """What a process said of the action that it did."""

    did: int
    """How often it was done before the end."""
    while_saving: bool
    """Whether the end came in the midst of a COMMIT."""
    refused: str
    """The sentence with which it was refused; empty where it was not."""


class Processes:
    """Begins a process for each action."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        """Ask this one."""
        self._server = server

    def do(
        self,
        action: BookAction,
        path: Path,
        *,
        step: int = 0,
        most: int = 0,
        after: float | None = None,
    ) -> ProcessReport:
        """Do an action; it ends by itself, at a step, or `after` these seconds by a kill."""
        assert self._server.stdin is not None
        print(json.dumps([action.name, str(path), step, most]), file=self._server.stdin, flush=True)
        number = int(self._line())
        if after is not None:
            time.sleep(after)
            # It may have ended by itself before.
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        lines = list(iter(self._line, "ended"))
        return ProcessReport(
            lines.count("did"),
            lines[-1:] == ["saving"],
            "".join(line.removeprefix("refused ") for line in lines if line.startswith("refused")),
        )

    def _line(self) -> str:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        assert line, "the process that begins the others has ended"
        return line.rstrip("\n")


@contextmanager
def processes() -> Iterator[Processes]:
    """What begins processes, as long as the block lasts."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.action_child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        yield Processes(server)
        assert server.stdin is not None
        server.stdin.close()
