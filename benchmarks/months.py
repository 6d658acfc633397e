"""`tracker months` with 10,000 and 100,000 payments, beside hledger where that is installed."""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import TODAY, make_book, make_journal
from benchmarks.timing import find_peer, find_tracker, measure_in_turn, measure_run, print_figure

SIZES = (10_000, 100_000)


def main() -> None:
    """Print the monthly report's times as ratios."""
    with TemporaryDirectory() as folder:
        commands = []
        for size in SIZES:
            book, journal = Path(folder, f"{size}.db"), Path(folder, f"{size}.journal")
            make_book(book, size)
            make_journal(journal, size)
            commands.append([*find_tracker(), "--today", str(TODAY), "--book", str(book), "months"])
        small, large = measure_in_turn(*(partial(measure_run, command) for command in commands))
        print_figure(f"months, {SIZES[1]} payments", large, small, f"months with {SIZES[0]}")
        hledger = find_peer("hledger")
        if hledger is None:
            sys.stdout.write("hledger is not installed, so it is not compared\n")
            return
        peer = [hledger, "-f", str(journal), "balance", "-M", "expenses"]
        large, peer_seconds = measure_in_turn(
            partial(measure_run, commands[1]), partial(measure_run, peer)
        )
        print_figure(f"months, {SIZES[1]} payments", large, peer_seconds, "hledger balance -M")
