"""The figures of what was tried, for whoever asks for them (`pytest -s`)."""

import sys


def write_tally(**figures: int) -> None:
    """Write down how much of what was tried."""
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in figures.items())
    sys.stdout.write(f"{counts}\n")
