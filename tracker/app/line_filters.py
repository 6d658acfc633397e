"""Filters for each line before it is painted.

Characters that turn a line around, or that a terminal obeys, are left out. The Linux console gets
characters that its fonts have.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tracker.i18n import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS, PLACEHOLDER_BOX
from tracker.text_width import measure_cells

_UNPAINTABLE = re.compile(f"{INVISIBLE_CHARACTERS.pattern}|{CONTROL_CHARACTERS.pattern}|[\r\n\t]")
FALLBACK_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("▁▂▃", "_"),
        **dict.fromkeys("▅▆▇", "█"),
        **dict.fromkeys("◆●", "*"),
        **dict.fromkeys("◇○", "o"),
        **dict.fromkeys("▔╺╸", "─"),
        "━": "═",
        **dict.fromkeys("┃╹╻", "│"),
        **dict.fromkeys("▼▽", "v"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("–—", "-"),
        "┏": "┌",
        "┓": "┐",
        "┗": "└",
        "┛": "┘",
        "┣": "├",
        "┫": "┤",
        "›": ">",
        "…": ".",
        "▚": "▒",
        "≡": "=",
        "□": "#",
        "×": "x",
        **dict.fromkeys("▌▖▘", "│"),
        "■": "█",
        "←": "<",
        "▊": "│",
    }
)
"""Characters for the Linux console, whose fonts have few: each is as wide as what it replaces.
Which ones are missing was read from the kernel's built-in font table and Debian's Lat15 fonts."""


class ControlCharFilter(LineFilter):
    """Leaves out what cannot be seen. What has a width in cells leaves a box of that width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, each as wide as before."""
        if not any(_UNPAINTABLE.search(segment.text) for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(_UNPAINTABLE.sub(_fill_with_boxes, segment.text), segment.style)
            for segment in segments
        ]


class AsciiFallbackFilter(LineFilter):
    """Draws a line with characters that the fonts of the Linux console have."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, character by character as wide as before."""
        return [
            Segment(segment.text.translate(FALLBACK_CHARACTERS), segment.style, segment.control)
            for segment in segments
        ]


def _fill_with_boxes(match: re.Match[str]) -> str:
    return PLACEHOLDER_BOX * measure_cells(match[0])
