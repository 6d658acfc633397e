"""What a passphrase costs: the waits for its field and the first screen, beside a plain book."""

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import find_tracker, measure_in_turn, print_figure, wrap_in_terminal
from tracker.book.open_book import create_book
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, load_story_entries

PASSPHRASE = "six words said to nobody else"
TO_END = 0.4
"""Seconds in which what was closed is surely gone, and in nobody's way."""


def measure_wait(command: list[str], passphrase: str | None) -> float:
    """Return the seconds somebody waits for This month, without those they type."""
    start = time.perf_counter()
    child = wrap_in_terminal(command)
    seconds = 0.0
    if passphrase is not None:
        child.expect_exact("Passphrase")
        seconds = time.perf_counter() - start
        time.sleep(0.5)
        child.send(passphrase)
        time.sleep(0.5)
        start = time.perf_counter()
        child.send("\r")
    child.expect_exact("This month")
    seconds += time.perf_counter() - start
    child.close(force=True)
    time.sleep(TO_END)
    return seconds


def main() -> None:
    """Print both waits for the sample story, as a ratio and in milliseconds more."""
    with TemporaryDirectory() as folder:
        measures = []
        for passphrase in (None, PASSPHRASE):
            book = Path(folder, f"{len(measures)}.db")
            with create_book(
                book, currency=STORY_CURRENCY, group=STORY_GROUP, passphrase=passphrase
            ) as opened_book:
                opened_book.log(load_story_entries(), STORY_TODAY)
            command = [*find_tracker(), "--today", str(STORY_TODAY), "--book", str(book)]
            measures.append(partial(measure_wait, command, passphrase))
        plain, encrypted = measure_in_turn(*measures)
        print_figure("plain book, first screen", plain, plain, "plain")
        print_figure("encrypted book, both screens", encrypted, plain, "plain")


if __name__ == "__main__":
    main()
