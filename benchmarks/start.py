"""From start to the first usable screen, beside a bare Textual app, with 0 and 100,000 entries."""

import os
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pexpect

from benchmarks.books import TODAY, make_book
from benchmarks.timing import INSTALLED, in_turn, say, tracker

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("This month")
Bare().run()
"""


def ready(command: list[str]) -> float:
    """Seconds until the screen shows what both apps show."""
    start = time.perf_counter()
    child = pexpect.spawn(
        command[0],
        command[1:],
        dimensions=(24, 80),
        timeout=30,
        env=os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
    )
    child.expect_exact("This month")
    taken = time.perf_counter() - start
    child.close(force=True)
    return taken


def main() -> None:
    """Print how long the first screen takes, as ratios."""
    with TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        commands = [[str(INSTALLED / "python"), str(bare)]]
        for size in (0, 100_000):
            book = Path(folder, f"{size}.db")
            make_book(book, size)
            commands.append([*tracker(), "--today", str(TODAY), "--book", str(book)])
        floor, empty, large = in_turn(*(partial(ready, command) for command in commands))
        say("first screen, no payments", empty, floor, "a bare Textual app")
        say("first screen, 100,000 payments", large, floor, "a bare Textual app")
