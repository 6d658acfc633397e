"""What is measured, and how: in turn, so that no drift of the machine favours anything."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.books import TODAY
from benchmarks.terminal import MeasureError, Terminal, build_environment

INSTALLED = Path(__file__).parent.parent / ".venv-run"
"""Where `make run` installs the program as a person gets it, compiled to bytecode."""
PYTHON = str(INSTALLED / "bin" / "python")
BARE = "bare Textual app"
"""How long this one takes to start is the unit of every goal in milliseconds."""


@dataclass(frozen=True)
class Figure:
    """Seconds or bytes that were measured, beside those of what ran in turn."""

    measure: str
    size: int | None
    """Entries of the notebook, or None where it does not matter."""
    value: float
    beside: Mapping[str, float] = field(default_factory=dict)
    is_size: bool = False
    """Whether the values are bytes."""

    def compute_ratio(self, peer: str) -> float | None:
        """Return how many times as much as the peer's it is, None where that was not measured."""
        return self.value / self.beside[peer] if peer in self.beside else None


@dataclass(frozen=True)
class Workplace:
    """Where books and files of one run are, and how often each measure is taken."""

    folder: Path
    rounds: int
    sizes: tuple[int, ...]
    """Sizes of the books for every measure."""
    start_sizes: tuple[int, ...]
    """Sizes of those that are also opened."""
    largest: int | None
    """Size of the one for the monthly report, import and memory only. None leaves it out."""

    @property
    def all_sizes(self) -> tuple[int, ...]:
        """The sizes for every measure, and the largest."""
        return (*self.sizes, *([self.largest] if self.largest else []))

    def find_book(self, size: int) -> Path:
        """Return the notebook with so many entries."""
        return self.folder / f"{size}.db"

    def find_table(self, size: int) -> Path:
        """Return the `entries.csv` with so many entries."""
        return self.folder / f"{size}.csv"

    def find_lines(self, size: int) -> Path:
        """Return the file with a line for each of so many entries."""
        return self.folder / f"{size}.txt"


@contextmanager
def report_failure(what: str) -> Iterator[None]:
    """Go on after what could not be measured, and print why. What came before it counts."""
    try:
        yield
    except MeasureError as error:
        report(f"{what} could not be measured: {error}")


def report(text: str) -> None:
    """Print the time and what happens."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr)


def build_command(book: Path, *arguments: str) -> list[str]:
    """Return the installed program's command for a notebook. Without arguments it is the app."""
    program = [PYTHON, str(INSTALLED / "bin" / "tracker")]
    return [*program, "--today", str(TODAY), "--book", str(book), *arguments]


def build_script(name: str, *arguments: str) -> list[str]:
    """Return the command of a script of this folder with the installed program's packages."""
    return [PYTHON, "-P", str(Path(__file__).with_name(name)), *arguments]


def measure_in_turn(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the median of each measure, taken in turn, after one round that does not count."""
    for measure in measures.values():
        measure()
    taken = [{name: measure() for name, measure in measures.items()} for _round in range(rounds)]
    return {name: statistics.median(times[name] for times in taken) for name in measures}


def measure_run(command: Sequence[str], folder: Path) -> float:
    """Return the seconds of a command from start to end. What it prints is thrown away."""
    environment = build_environment(folder)
    start = time.perf_counter()
    done = subprocess.run(
        command,
        check=False,
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise MeasureError(f"{' '.join(command)}: {done.stderr.decode()}")
    return seconds


def measure_start(command: Sequence[str], folder: Path, pattern: str) -> float:
    """Return the seconds from the start of an app to the first screen with the pattern."""
    with Terminal(command, folder) as terminal:
        return terminal.measure_ready(pattern)


def measure_bare_start(folder: Path) -> float:
    """Return the seconds until a bare Textual app has drawn its only line."""
    return measure_start(build_script("bare_app.py"), folder, "This month")
