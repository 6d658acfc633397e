"""From start to the first usable screen, beside a bare Textual app: empty, the story, 100,000."""

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import TODAY, make_book
from benchmarks.timing import (
    INSTALLED,
    find_tracker,
    measure_in_turn,
    print_figure,
    wrap_in_terminal,
)
from tracker.book.open_book import create_book
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, load_story_entries

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("This month")
Bare().run()
"""


def measure_start(command: list[str]) -> float:
    """Return the seconds until the screen shows what both apps show."""
    start = time.perf_counter()
    child = wrap_in_terminal(command)
    child.expect_exact("This month")
    seconds = time.perf_counter() - start
    child.close(force=True)
    return seconds


def main() -> None:
    """Print how long the first screen takes, as ratios."""
    names: list[str] = []
    with TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        commands = [[str(INSTALLED / "python"), str(bare)]]
        for name, make, today in (
            ("no payments", partial(make_book, count=0), TODAY),
            ("the sample story", make_story, STORY_TODAY),
            ("100,000 payments", partial(make_book, count=100_000), TODAY),
        ):
            book = Path(folder, f"{name}.db")
            make(book)
            commands.append([*find_tracker(), "--today", str(today), "--book", str(book)])
            names.append(name)
        floor, *times = measure_in_turn(*(partial(measure_start, command) for command in commands))
        for name, seconds in zip(names, times, strict=True):
            print_figure(f"first screen, {name}", seconds, floor, "a bare Textual app")


def make_story(path: Path) -> None:
    """Make a plain book with the sample story."""
    with create_book(path, currency=STORY_CURRENCY, group=STORY_GROUP, passphrase=None) as book:
        book.log(load_story_entries(), STORY_TODAY)
