"""Signs for the Linux console, whose fonts have few: each is as wide as what it stands for.

Which ones are missing was read from the kernel's built-in font table and Debian's Lat15 fonts.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

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


class AsciiFallbackFilter(LineFilter):
    """Draws what is drawn with signs that the console has."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, sign by sign as wide as before."""
        return [
            Segment(segment.text.translate(FALLBACK_CHARACTERS), segment.style, segment.control)
            for segment in segments
        ]
