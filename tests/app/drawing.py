"""A screen as it is kept to be compared with: what stands there, and how each cell is painted."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import groupby, product
from string import ascii_lowercase
from typing import Any

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
