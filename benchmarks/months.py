"""`tracker months` with 10,000 and 100,000 payments, beside hledger where that is installed."""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import TODAY, make_book, make_journal
from benchmarks.timing import found, in_turn, ran, say, tracker

SIZES = (10_000, 100_000)


def main() -> None:
    """Print the monthly report's times as ratios."""
    with TemporaryDirectory() as folder:
        commands = []
        for size in SIZES:
            book, journal = Path(folder, f"{size}.db"), Path(folder, f"{size}.journal")
            make_book(book, size)
            make_journal(journal, size)
            commands.append([*tracker(), "--today", str(TODAY), "--book", str(book), "months"])
        small, large = in_turn(*(partial(ran, command) for command in commands))
        say(f"months, {SIZES[1]} payments", large, small, f"months with {SIZES[0]}")
        hledger = found("hledger")
        if hledger is None:
            sys.stdout.write("hledger is not installed, so it is not compared\n")
            return
        peer = [hledger, "-f", str(journal), "balance", "-M", "expenses"]
        large, theirs = in_turn(partial(ran, commands[1]), partial(ran, peer))
        say(f"months, {SIZES[1]} payments", large, theirs, "hledger balance -M")
