"""The most memory that a process ever held, and what the program takes on the disk."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.commands import IMPORT, LINES, MONTHS, build_export, copy_book
from benchmarks.figures import INSTALLED, PYTHON, Figure, Workplace, build_command, measure_run
from benchmarks.screens import READY, use_app
from benchmarks.terminal import Terminal

APP_MEMORY, MONTHS_MEMORY = "memory of the app", f"memory of {MONTHS}"
LINES_MEMORY, IMPORT_MEMORY = f"memory of {LINES}", f"memory of {IMPORT}"
EXPORT_MEMORY = "memory of export"
LARGEST_BOOK = "import of entries"
LARGEST_MEMORY = f"memory of {LARGEST_BOOK}"
INSTALLED_SIZE = "installed size"
SMALLER = "with 10,000"
"""The size that memory which is to stay flat is compared with."""
ROOT = Path(__file__).parent.parent
MAKE_BOOK = """
import sys
from pathlib import Path
sys.path.append(sys.argv[1])
from benchmarks.books import make_book
make_book(Path(sys.argv[2]), int(sys.argv[3]))
"""
"""Finds the benchmarks behind what is installed, and so not the program's sources beside them."""
LAUNCHER = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""A process that begins as a copy of a large one counts its memory, so a small one begins it."""
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that the system counts as one."""


def measure_memory(place: Workplace) -> Iterator[Figure]:
    """Yield the peak of the app and of each command at each size, then the installed size.

    The app's is that of a session in which every screen was opened.
    """
    for size in place.sizes:
        command = wrap_in_launcher(build_command(copy_book(place, size)), place)
        with Terminal(command, place.folder) as terminal:
            terminal.measure_ready(READY)
            for _used in use_app(terminal):
                pass
        yield Figure(APP_MEMORY, size, _read_peak(place), is_size=True)
    peaks: dict[tuple[str, int], float] = {}
    for name, size, command in _list_commands(place):
        measure_run(wrap_in_launcher(command, place), place.folder)
        peaks[name, size] = _read_peak(place)
        smaller = peaks.get((name, 10_000))
        beside = {} if smaller is None else {SMALLER: smaller}
        yield Figure(name, size, peaks[name, size], beside, is_size=True)
    yield Figure(INSTALLED_SIZE, None, compute_installed_size(), is_size=True)


def make_largest(place: Workplace, size: int) -> Iterator[Figure]:
    """Make the largest notebook. Yield how long that took and its memory.

    A table with so many entries is larger than `tracker import` takes, so these are imported as
    entries, by the code that is installed.
    """
    peaks: dict[int, float] = {}
    for count in (10_000, size):
        book = place.folder / "copy.db" if count != size else place.find_book(size)
        book.unlink(missing_ok=True)
        command = [PYTHON, "-P", "-c", MAKE_BOOK, str(ROOT), str(book), str(count)]
        seconds = measure_run(wrap_in_launcher(command, place), place.folder)
        peaks[count] = _read_peak(place)
    yield Figure(LARGEST_BOOK, size, seconds)
    yield Figure(LARGEST_MEMORY, size, peaks[size], {SMALLER: peaks[10_000]}, is_size=True)


def _list_commands(place: Workplace) -> Iterator[tuple[str, int, list[str]]]:
    for size in place.all_sizes:
        yield MONTHS_MEMORY, size, build_command(place.find_book(size), "months")
    for size in place.sizes:
        lines, table = str(place.find_lines(size)), str(place.find_table(size))
        yield LINES_MEMORY, size, build_command(copy_book(place, 0), "log", lines)
        yield IMPORT_MEMORY, size, build_command(copy_book(place, 0), "import", table)
        yield EXPORT_MEMORY, size, build_export(place, size, "counsellor")


def wrap_in_launcher(command: Sequence[str], place: Workplace) -> list[str]:
    """Return a command that also writes down the peak of its memory."""
    return [sys.executable, "-S", "-c", LAUNCHER, str(place.folder / "peak"), *command]


def _read_peak(place: Workplace) -> float:
    return int((place.folder / "peak").read_text()) * UNIT


def compute_installed_size(folder: Path = INSTALLED) -> float:
    """Return the bytes of all files that are installed. A link is none."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)
