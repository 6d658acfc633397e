"""The command line: reports, lines, tables, the summary and the chart, as whole processes."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.books import TODAY
from benchmarks.figures import (
    BARE,
    PYTHON,
    Figure,
    Workplace,
    build_command,
    build_script,
    measure_bare_start,
    measure_in_turn,
    measure_run,
)
from benchmarks.peers import MONTHLY_REPORTS, is_installed
from benchmarks.terminal import build_environment

MONTHS = "tracker months"
LINES = "log of lines"
IMPORT, PLAIN_IMPORT = "import of a bundle", "csv + executemany"
EXPORT, PLAIN_EXPORT = "export of the tables", "csv.writer"
SUMMARY, CHART, PLAIN_CHART = "summary, PDF", "chart, PNG", "import of Figure + Agg"
REPORTS = {
    "how-often": ("how-often",),
    "timeline": ("timeline",),
    "what-if": ("what-if", "30 a month dues"),
}
ONLY_BESIDE = {PLAIN_IMPORT: IMPORT, PLAIN_CHART: CHART}
"""The one measure that each of these is a peer of. The others are peers of all in their turn."""
IMPORT_FIGURE = (
    "from matplotlib.figure import Figure;"
    "from matplotlib.backends.backend_agg import FigureCanvasAgg"
)


def measure_months(place: Workplace) -> Iterator[Figure]:
    """Yield the monthly report of each size, beside the other tools up to 100,000."""
    for size in place.all_sizes:
        report = build_command(place.find_book(size), "months")
        measures: dict[str, Callable[[], float]] = {
            MONTHS: partial(measure_run, report, place.folder),
            BARE: partial(measure_bare_start, place.folder),
        }
        for peer in MONTHLY_REPORTS:
            if size != place.largest and is_installed(peer.program):
                path = place.folder / f"{size}.{peer.ending}"
                if not path.exists():
                    peer.write(path, size)
                command = peer.build_command(path)
                measures[peer.program] = partial(measure_run, command, place.folder)
        yield from _measure(measures, place.rounds, size)


def measure_reports(place: Workplace) -> Iterator[Figure]:
    """Yield what reads a notebook and changes nothing, and the files that show it to someone."""
    for size in place.sizes:
        book = place.find_book(size)
        commands = {name: build_command(book, *words) for name, words in REPORTS.items()}
        commands[PLAIN_CHART] = [PYTHON, "-c", IMPORT_FIGURE]
        measures: dict[str, Callable[[], float]] = {
            name: partial(measure_run, command, place.folder) for name, command in commands.items()
        }
        measures[CHART] = partial(_measure_chart, place, size)
        measures[SUMMARY] = partial(_measure_export, place, size, "friend")
        measures[BARE] = partial(measure_bare_start, place.folder)
        yield from _measure(measures, place.rounds, size)


def measure_exchange(place: Workplace) -> Iterator[Figure]:
    """Yield what comes in and goes out as text: lines, and the tables of a bundle."""
    for size in place.sizes:
        table = str(place.find_table(size))
        plain = build_script("plain_import.py", table, str(place.folder / "plain.db"))
        measures: dict[str, Callable[[], float]] = {
            LINES: partial(_measure_on_new, place, "log", str(place.find_lines(size))),
            IMPORT: partial(_measure_on_new, place, "import", table),
            PLAIN_IMPORT: partial(measure_run, plain, place.folder),
            BARE: partial(measure_bare_start, place.folder),
        }
        yield from _measure(measures, max(1, place.rounds // 2), size)
        yield measure_tables(place, size)


def measure_tables(place: Workplace, size: int) -> Figure:
    """Return the export of the tables beside `csv.writer`, both in one process of their own."""
    book = str(place.find_book(size))
    command = build_script("export_tables.py", book, str(TODAY), str(place.rounds))
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env=build_environment(place.folder),
    )
    tables, plain = map(float, done.stdout.split())
    return Figure(EXPORT, size, tables, {PLAIN_EXPORT: plain})


def build_export(place: Workplace, size: int, audience: str) -> list[str]:
    """Return the command of an export, whose folder must not exist and is taken away."""
    folder = place.folder / "shown"
    shutil.rmtree(folder, ignore_errors=True)
    arguments = ("export", "--to", str(folder), "--for", audience, "--days")
    return build_command(place.find_book(size), *arguments)


def copy_book(place: Workplace, size: int) -> Path:
    """Return a copy of a notebook that may be changed."""
    return Path(shutil.copyfile(place.find_book(size), place.folder / "copy.db"))


def _measure(measures: dict[str, Callable[[], float]], rounds: int, size: int) -> Iterator[Figure]:
    """Yield a figure for each measure that is Tracker's, beside all others of the same turn."""
    medians = measure_in_turn(measures, rounds)
    own = {MONTHS, LINES, IMPORT, SUMMARY, CHART, *REPORTS}
    peers = {name: value for name, value in medians.items() if name not in own}
    for name in medians:
        if name in own:
            beside = {
                peer: value for peer, value in peers.items() if ONLY_BESIDE.get(peer, name) == name
            }
            yield Figure(name, size, medians[name], beside)


def _measure_chart(place: Workplace, size: int) -> float:
    path = place.folder / "chart.png"
    path.unlink(missing_ok=True)
    return measure_run(build_command(place.find_book(size), "chart", str(path)), place.folder)


def _measure_export(place: Workplace, size: int, audience: str) -> float:
    return measure_run(build_export(place, size, audience), place.folder)


def _measure_on_new(place: Workplace, *arguments: str) -> float:
    return measure_run(build_command(copy_book(place, 0), *arguments), place.folder)
