"""The app in a terminal: start, saving, months, each screen, typing and quitting."""

import statistics
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from benchmarks.commands import copy_book
from benchmarks.figures import (
    BARE,
    Figure,
    Workplace,
    build_command,
    build_script,
    measure_bare_start,
    measure_in_turn,
    measure_start,
    report_failure,
)
from benchmarks.peers import BAGELS, is_installed, make_bagels
from benchmarks.terminal import Terminal

START, SAVE, BACK, MONTH = "start to ready", "save to painted", "back to This month", "month change"
TYPING, CURSOR, QUIT = "typing", "cursor", "quitting"
BARE_INPUT, BARE_TABLE, EMPTY = "bare Input", "bare DataTable", "an empty notebook"
SCREENS = {
    "Add an entry": ("a", "What were you asked for, and what did you answer"),
    "Before you answer": ("b", r"Asked before\n +[a-z]+ +\d"),
    "Entries": ("<f2>", r"Entries · December 2025"),
    "Chart": ("<f3>", "█ given"),
    "How often": ("<f4>", "[Yy]ou recorded"),
    "Show someone": ("x", "Reach me safely"),
    "Settings": ("<f5>", "A letter to myself"),
    "month details": ("c", "What counts in December 2025"),
}
"""The keys of a screen from This month, and what it shows."""
HOW_OFTEN_SCREENS = {
    "timelines": ("l", "asked once"),
    "pledges": ("p", r"You said yes to [\d.,]+ on"),
    "fundraising goals": ("t", r"30[.,]?000"),
    "event costs": ("e", "weekend-2025"),
}
"""Those that are opened from How often."""
OPENED = tuple(f"{name} opened" for name in (*SCREENS, *HOW_OFTEN_SCREENS))
HOME = r"This month · December 2025"
READY, EMPTY_READY, BAGELS_READY = "Latest entries", "a Add an entry", "(asked|given|met) [a-z]"
SAVES, MONTHS, ROWS = 3, ("November", "October", "September"), 6


def measure_starts(place: Workplace) -> Iterator[Figure]:
    """Yield the start with each notebook, beside a bare app, an empty notebook and Bagels."""
    measures = {BARE: partial(measure_bare_start, place.folder)}
    for size in place.start_sizes:
        command = build_command(place.find_book(size))
        pattern = READY if size else EMPTY_READY
        measures[str(size)] = partial(measure_start, command, place.folder, pattern)
    for size in place.sizes if is_installed(BAGELS) else ():
        folder = place.folder / f"bagels-{size}"
        make_bagels(folder, size)
        command = ["bagels", "--at", str(folder)]
        measures[f"{BAGELS} {size}"] = partial(measure_start, command, place.folder, BAGELS_READY)
    medians = measure_in_turn(measures, place.rounds * 2)
    for size in place.start_sizes:
        beside = {BARE: medians[BARE], EMPTY: medians["0"]}
        if f"{BAGELS} {size}" in medians:
            beside[BAGELS] = medians[f"{BAGELS} {size}"]
        yield Figure(START, size, medians[str(size)], beside)


def measure_screens(place: Workplace) -> Iterator[Figure]:
    """Yield what the app does while it is used, in sessions of each size in turn."""
    samples: dict[tuple[str, int | None], list[float]] = defaultdict(list)
    for _round in range(max(1, place.rounds // 2)):
        samples[BARE, None].append(measure_bare_start(place.folder))
        for name, seconds in _measure_widgets(place):
            samples[name, None].append(seconds)
        for size in place.sizes:
            command = build_command(copy_book(place, size))
            with Terminal(command, place.folder) as terminal, report_failure("a session"):
                terminal.measure_ready(READY)
                for name, seconds in use_app(terminal):
                    samples[name, size].append(seconds)
    medians = {key: statistics.median(taken) for key, taken in samples.items()}
    for (name, entries), seconds in medians.items():
        if entries is not None:
            peer = {TYPING: BARE_INPUT, CURSOR: BARE_TABLE}.get(name, BARE)
            yield Figure(name, entries, seconds, {peer: medians[peer, None]})


def use_app(terminal: Terminal) -> Iterator[tuple[str, float]]:
    """Use the app as a person does, from This month until it quits. Yield what it took."""
    yield "Add an entry opened", terminal.measure_keys(*SCREENS["Add an entry"])
    for cents in range(11, 11 + SAVES):
        for character in f"paid 7.{cents} dues":
            yield TYPING, terminal.measure_change(character)
        yield SAVE, terminal.measure_keys("<enter>", rf"saved +\d+ +paid 7.{cents}")
    yield BACK, terminal.measure_keys("<esc>", rf"Dec 31 +paid +dues +7.{10 + SAVES}")
    for name, keys in SCREENS.items():
        if name == "Add an entry":
            continue
        yield f"{name} opened", terminal.measure_keys(*keys)
        if name == "Entries":
            yield from _use_entries(terminal)
        elif name == "How often":
            for page, page_keys in HOW_OFTEN_SCREENS.items():
                yield f"{page} opened", terminal.measure_keys(*page_keys)
                terminal.measure_keys("<esc>", SCREENS["How often"][1])
        terminal.measure_keys("<esc>", HOME)
    yield QUIT, terminal.measure_end("<ctrl+q>")


def _use_entries(terminal: Terminal) -> Iterator[tuple[str, float]]:
    for _row in range(ROWS):
        yield CURSOR, terminal.measure_change("<down>")
    for month in MONTHS:
        yield MONTH, terminal.measure_keys("<left>", f"Entries · {month} 2025")


def _measure_widgets(place: Workplace) -> Iterator[tuple[str, float]]:
    with Terminal(build_script("bare_app.py", "input"), place.folder) as terminal:
        terminal.measure_ready("What were you asked for")
        for character in "paid 7.11 dues" * SAVES:
            yield BARE_INPUT, terminal.measure_change(character)
    with Terminal(build_script("bare_app.py", "table"), place.folder) as terminal:
        terminal.measure_ready("paid 12.00")
        for _row in range(ROWS):
            yield BARE_TABLE, terminal.measure_change("<down>")
