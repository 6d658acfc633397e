"""Whole processes timed in turn, so that a machine whose speed drifts cannot favour one."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect

ROUNDS = 11
INSTALLED = Path(__file__).parent.parent / ".venv-run" / "bin"
"""Where `make run` installs the program as a person gets it, compiled to bytecode."""


def find_tracker() -> list[str]:
    """Return the installed program; `make run` puts it there."""
    return [str(INSTALLED / "python"), str(INSTALLED / "tracker")]


def wrap_in_terminal(command: Sequence[str]) -> "pexpect.spawn[bytes]":
    """Return a command that runs in a terminal of its own."""
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        dimensions=(24, 80),
        timeout=30,
        env=os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
    )
    child.delaybeforesend = None
    return child


def find_peer(name: str) -> str | None:
    """Return a peer that is installed here, None when it is not."""
    return shutil.which(name)


def measure_run(command: Sequence[str]) -> float:
    """Return the seconds of a command from start to end; throw away what it prints."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def measure_in_turn(*measures: Callable[[], float]) -> list[float]:
    """Return the median of each measure, taken in turn, after one round that does not count."""
    rounds = [[measure() for measure in measures] for _round in range(ROUNDS + 1)][1:]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def print_figure(what: str, seconds: float, against: float, peer: str) -> None:
    """Print a figure as its time and as a ratio."""
    sys.stdout.write(f"{what:44} {seconds * 1000:8.0f} ms   {seconds / against:.3f}x {peer}\n")
