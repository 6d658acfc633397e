"""The figures as tables, for the terminal and as `RESULTS.md`."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.figures import PYTHON, Figure
from benchmarks.goals import MEGABYTE, Goal, Judgement
from benchmarks.peers import BAGELS, MONTHLY_REPORTS, describe_version

RESULTS = Path(__file__).with_name("RESULTS.md")
CHART_FILE = "results.png"
NOTHING = "–"
INTRODUCTION = f"""\
# What Tracker takes

`make bench` wrote this page. It measured the installed program with notebooks of 40 % meetings,
40 % asks and 20 % payments over ten years. Ten real years are about 3,600 entries. What is compared
ran in turn, and each figure is a median. Only ratios can be compared between machines. Seconds are
there for information.

A goal in milliseconds is judged by its ratio to the start of a bare Textual app in the same turn.
That took 208 ms where the goals were set: 50 ms are 0.24 times it, and 500 ms are 2.4 times. On a
machine that is half as fast, 100 ms meet a goal of 50 ms. “Not met: 1.20x” says that at the worst
size 1.2 times as much was taken as the goal allows.

![Start, saving and months by size]({CHART_FILE})
"""
TESTS_NOTE = """\
How long the tests take is a goal too: a fast set in 60 s (`make test-fast`), all in 4 minutes
(`make test`), on two cores. pytest says it, and it isn’t measured here.
"""


def render_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown whose columns are also straight in a terminal."""
    lines = [list(head), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    ]
    padded.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in padded) + "\n"


def render_goals(judgements: Sequence[Judgement]) -> str:
    """Return a row for each goal: what was measured at each size, and whether the goal is met."""
    sizes = list_sizes(figure for judgement in judgements for figure in judgement.figures)
    rows = [
        [
            judgement.goal.measure,
            judgement.goal.words,
            *(_format_cell(judgement, size) for size in sizes),
            judgement.verdict,
        ]
        for judgement in judgements
    ]
    return render_table(["what", "goal", *map(format_size, sizes), "met"], rows)


def render_figures(figures: Sequence[Figure]) -> str:
    """Return a table for all measures with the same peers, with the ratio to each of them."""
    measures: dict[str, list[Figure]] = {}
    for figure in figures:
        measures.setdefault(figure.measure, []).append(figure)
    tables: dict[tuple[str, ...], list[Figure]] = {}
    for chosen in measures.values():
        peers = tuple(dict.fromkeys(peer for figure in chosen for peer in figure.beside))
        chosen.sort(key=lambda figure: figure.size or 0)
        tables.setdefault(peers, []).extend(chosen)
    return "\n".join(_render_ratios(chosen, peers) for peers, chosen in tables.items())


def _render_ratios(figures: Iterable[Figure], peers: Sequence[str]) -> str:
    rows = [
        [
            figure.measure,
            format_size(figure.size),
            format_value(figure),
            *(format_ratio(figure.compute_ratio(peer)) for peer in peers),
        ]
        for figure in figures
    ]
    return render_table(["what", "entries", "took", *peers], rows)


def list_sizes(figures: Iterable[Figure]) -> list[int | None]:
    """Return the sizes of some figures in order, None last."""
    sizes = {figure.size for figure in figures}
    known = sorted(size for size in sizes if size is not None)
    return [*known, *([None] if None in sizes else [])]


def _format_cell(judgement: Judgement, size: int | None) -> str:
    found = [figure for figure in judgement.figures if figure.size == size]
    return _format_judged(judgement.goal, found[0]) if found else ""


def _format_judged(goal: Goal, figure: Figure) -> str:
    if goal.peer is None:
        return format_value(figure)
    return f"{format_value(figure)} {format_ratio(figure.compute_ratio(goal.peer))}"


def format_size(size: int | None) -> str:
    """Return a number of entries."""
    return "any" if size is None else f"{size:,}"


def format_value(figure: Figure) -> str:
    """Return megabytes, milliseconds or seconds."""
    if figure.is_size:
        return f"{figure.value / MEGABYTE:.0f} MB"
    return f"{figure.value * 1000:.0f} ms" if figure.value < 10 else f"{figure.value:.0f} s"


def format_ratio(ratio: float | None) -> str:
    """Return a ratio with two or three digits that say something."""
    if ratio is None:
        return NOTHING
    return f"{ratio:.3f}x" if ratio < 0.1 else f"{ratio:.2f}x" if ratio < 10 else f"{ratio:.0f}x"


def describe_machine() -> str:
    """Return the processor and its cores."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((line.partition(": ")[2] for line in lines if "model name" in line), model)
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def list_versions() -> list[tuple[str, str]]:
    """Return what was measured and with what, each with its version."""
    script = (
        "import platform, sqlcipher3; from importlib.metadata import version as v;"
        "print(v('notebook-tracker'), platform.python_version(), v('textual'),"
        " sqlcipher3.sqlite_version, v('matplotlib'), sep='\\n')"
    )
    done = subprocess.run([PYTHON, "-c", script], capture_output=True, text=True, check=True)
    names = ("Tracker", "Python", "Textual", "SQLite in Tracker", "matplotlib")
    peers = [*(report.program for report in MONTHLY_REPORTS), BAGELS]
    return [
        *zip(names, done.stdout.splitlines(), strict=True),
        *((peer, describe_version(peer)) for peer in peers),
    ]


def render_results(judgements: Sequence[Judgement], figures: Sequence[Figure], how: str) -> str:
    """Return the whole page. `how` says in how many rounds it was measured."""
    met = sum(judgement.verdict == "met" for judgement in judgements)
    today = datetime.now().astimezone().date()
    return "\n".join(
        (
            INTRODUCTION,
            f"Measured on {today} on {describe_machine()}, {how}.\n",
            f"## Goals\n\n{met} of {len(judgements)} are met.\n",
            render_goals(judgements),
            TESTS_NOTE,
            "## Every figure\n\nEach with its ratio to every peer in the same turn.\n",
            render_figures(figures),
            "## Versions\n",
            render_table(["what", "version"], list_versions()),
        )
    )
