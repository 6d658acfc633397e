"""Snapshots of screens: the text and the styles, compared with files that are kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import groupby, product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")
MOST_LINES = 40
"""Lines of a difference that are shown."""


def draw_text(app: App[Any]) -> str:
    """Return the lines of the screen: what is kept of each screen in each size."""
    lines = ["".join(segment.text for segment in strip) for strip in strips_of(app)]
    return "".join(f"{line.replace(NO_BREAK_SPACE, ' ').rstrip()}\n" for line in lines)


def draw_styles(app: App[Any]) -> str:
    """Return the styles by letter, and how many cells of each line have which.

    Nothing is in it that differs from one run to the next.
    """
    letters: dict[str, str] = {}
    unused = letter_names()
    painted = []
    for strip in strips_of(app):
        runs = []
        for style, cells in groupby(strip, describe_style):
            if style not in letters:
                letters[style] = next(unused)
            runs.append(f"{sum(cell.cell_length for cell in cells)}{letters[style]}")
        painted.append(" ".join(runs))
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*legend, "", *join_equal_lines(painted), ""])


def strips_of(app: App[Any]) -> list[Strip]:
    """Return what the terminal is sent, line by line: no name of a class or module is in it."""
    return app.screen._compositor.render_strips()


def letter_names() -> Iterator[str]:
    """Return `a`, `b`, … `z`, `aa`, `ab`, …"""
    for length in (1, 2):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def describe_style(segment: Segment) -> str:
    """Return the style of a piece of a line: `#e8ebed on #121417 bold`."""
    style = segment.style or Style.null()
    attributes = [name for name in ATTRIBUTES if getattr(style, name)]
    return " ".join([name_colour(style.color), "on", name_colour(style.bgcolor), *attributes])


def name_colour(color: Color | None) -> str:
    """Return a colour's name."""
    return color.name if color else "default"


def join_equal_lines(lines: Iterable[str]) -> Iterator[str]:
    """Return equal lines as one: `80a, 12 times`."""
    for line, alike in groupby(lines):
        count = len(list(alike))
        yield line if count == 1 else f"{line}, {count} times"


def show_difference(kept: str, now: str) -> str:
    """Return what differs, line by line: `-` was kept, `+` is there now."""
    lines = list(unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", "", "", 0, ""))
    more = len(lines) - MOST_LINES
    return "\n".join(lines[:MOST_LINES] + ([f"and {more} lines more"] if more > 0 else []))


@dataclass
class Snapshots:
    """The files that are kept in a folder, and what is drawn otherwise now."""

    folder: Path
    pictures: Path
    """Where a picture of what differs is written, for a person to look at."""
    is_updated: bool
    """Whether what is drawn now is to be kept."""
    differences: list[str] = field(default_factory=list)

    def compare(
        self, name: str, app: App[Any], draw: Callable[[App[Any]], str] = draw_text
    ) -> None:
        """Compare the screen with the file of this name, or keep it."""
        file = self.folder / f"{file_name(name)}.txt"
        now = draw(app)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if now == before:
            return
        if self.is_updated:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(now, encoding="utf-8")
            return
        picture = self.pictures / f"{self.folder.name}-{file.stem}.svg"
        picture.write_text(app.export_screenshot(title=name), encoding="utf-8")
        lines = show_difference(before, now) if before else "nothing is kept of it yet"
        self.differences.append(f"“{name}” ({self.folder.name}) differs: {picture}\n{lines}")


def expect_no_difference(*snapshots: Snapshots) -> None:
    """Fail with all that differs, if anything does."""
    differences = [difference for each in snapshots for difference in each.differences]
    if differences:
        way = "After looking at them: make snapshots"
        pytest.fail("\n\n".join(["", *differences, way]), pytrace=False)


def file_name(name: str, joint: str = "-") -> str:
    """Return a name as files, or functions, have it."""
    return name.replace(" ", joint)
