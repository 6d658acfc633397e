"""Whole processes timed in turn, so that a machine whose speed drifts cannot favour one."""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROUNDS = 11
INSTALLED = Path(__file__).parent.parent / ".venv-run" / "bin"
"""Where `make run` installs the program as a person gets it, compiled to bytecode."""


def tracker() -> list[str]:
    """The installed program; `make run` puts it there."""
    return [str(INSTALLED / "python"), str(INSTALLED / "tracker")]


def found(name: str) -> str | None:
    """A peer that is installed here, None when it is not."""
    return shutil.which(name)


def ran(command: Sequence[str]) -> float:
    """Seconds a command took from start to end; what it prints is read and thrown away."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def in_turn(*measures: Callable[[], float]) -> list[float]:
    """The median of each measure, taken in turn, after one round that does not count."""
    rounds = [[measure() for measure in measures] for _round in range(ROUNDS + 1)][1:]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def say(what: str, seconds: float, against: float, peer: str) -> None:
    """Print a figure as its time and as a ratio."""
    sys.stdout.write(f"{what:44} {seconds * 1000:8.0f} ms   {seconds / against:.3f}x {peer}\n")
