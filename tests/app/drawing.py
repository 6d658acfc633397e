"""A screen as it is kept to be compared with: what stands there, and how each cell is painted."""

from collections.abc import Iterable, Iterator
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

PAINT = "─── how it is painted"
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")
MOST_TOLD = 40
"""Lines of a difference that are told."""


def drawing(app: App[Any]) -> str:
    """The screen as it stands: its lines, the paints by letter, how many cells of a line bear each.

    Nothing is in it that differs from one run to the next.
    """
    letters: dict[str, str] = {}
    unused = names()
    lines, painted = [], []
    for strip in app.screen._compositor.render_strips():
        lines.append("".join(segment.text for segment in strip))
        runs = []
        for style, cells in groupby(strip, paint_of):
            if style not in letters:
                letters[style] = next(unused)
            runs.append(f"{sum(cell.cell_length for cell in cells)}{letters[style]}")
        painted.append(" ".join(runs))
    text = [line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in lines]
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*text, PAINT, *legend, "", *shortened(painted), ""])


def names() -> Iterator[str]:
    """`a`, `b`, … `z`, `aa`, `ab`, …"""
    for length in (1, 2):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def paint_of(segment: Segment) -> str:
    """The paint of a piece of a line: `#e8ebed on #121417 bold`."""
    style = segment.style or Style.null()
    attributes = [name for name in ATTRIBUTES if getattr(style, name)]
    return " ".join([told(style.color), "on", told(style.bgcolor), *attributes])


def told(color: Color | None) -> str:
    """A colour's name."""
    return color.name if color else "default"


def shortened(lines: Iterable[str]) -> Iterator[str]:
    """Lines that are alike, told once: `80a, 12 times`."""
    for line, alike in groupby(lines):
        count = len(list(alike))
        yield line if count == 1 else f"{line}, {count} times"


def difference(kept: str, now: str) -> str:
    """What differs, line by line: `-` was kept, `+` is there now."""
    lines = list(unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", "", "", 0, ""))
    more = len(lines) - MOST_TOLD
    return "\n".join(lines[:MOST_TOLD] + ([f"and {more} lines more"] if more > 0 else []))


@dataclass
class Kept:
    """The drawings that are kept in a folder, and what is drawn otherwise now."""

    folder: Path
    seen: Path
    """Where a picture of what differs is put, for a person to look at."""
    is_updated: bool
    """Whether what is drawn now is to be kept."""
    differences: list[str] = field(default_factory=list)

    def look(self, name: str, app: App[Any]) -> None:
        """Compare the screen with the drawing of this name, or keep it."""
        file = self.folder / f"{file_name(name)}.txt"
        now = drawing(app)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if now == before:
            return
        if self.is_updated:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(now, encoding="utf-8")
            return
        picture = self.seen / f"{self.folder.name}-{file.stem}.svg"
        picture.write_text(app.export_screenshot(title=name), encoding="utf-8")
        told = difference(before, now) if before else "no drawing of it is kept yet"
        self.differences.append(f"“{name}” ({self.folder.name}) differs; look at {picture}\n{told}")


def expect_kept(*drawings: Kept) -> None:
    """Fail with all that differs, if anything does."""
    differences = [told for each in drawings for told in each.differences]
    if differences:
        way = "After looking at them: make snapshots ARGS=tests/app/test_snapshots.py"
        pytest.fail("\n\n".join(["", *differences, way]), pytrace=False)


def file_name(name: str, joint: str = "-") -> str:
    """A name as files, or functions, have it."""
    return name.replace(" ", joint)
