"""A sheet of terminal cells to draw on: each cell holds a sign and what part it plays."""

import textwrap
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias


class Role(StrEnum):
    """What part a piece of text plays; a screen may colour it, reading needs no colour."""

    GIVEN = "given"
    ASKED = "asked"
    LIMIT = "limit"
    AXIS = "axis"
    LABEL = "label"
    MARK = "mark"
    CHOSEN = "chosen"


Segment: TypeAlias = tuple[str, Role]
Line: TypeAlias = list[Segment]

BLANK: Segment = (" ", Role.LABEL)
BETWEEN: Segment = ("   ", Role.LABEL)
"""What keeps two parts on a line apart."""
COVERED: Segment = ("", Role.LABEL)
"""The second cell of a sign that is two cells wide."""


def cell_width(text: str) -> int:
    """How many cells a text takes in a terminal."""
    return sum(_sign_width(sign) for sign in text)


@lru_cache(1024)
def _sign_width(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def plain(lines: Sequence[Line]) -> str:
    """The lines as bare text, for a command line without colours."""
    return "\n".join("".join(text for text, _role in line) for line in lines)


def flowed(lines: Sequence[Line], part: Line, width: int) -> list[Line]:
    """The lines with one part more, beside the last where it fits; wider than a line, it wraps."""
    before = list(lines)
    size = cell_width(plain([part]))
    if before and cell_width(plain([before[-1]])) + len(BETWEEN[0]) + size <= width:
        return [*before[:-1], [*before[-1], BETWEEN, *part]]
    return [*before, *([part] if size <= width else _wrapped(part, width))]


def _wrapped(part: Line, width: int) -> list[Line]:
    """A part over several lines, its text under its text."""
    *signs, (text, role) = part
    indent = cell_width(plain([signs])) + 1 if signs else 0
    first, *rest = textwrap.wrap(text.strip(), max(1, width - indent)) or [""]
    head: Line = [*signs, (f" {first}" if signs else first, role)]
    return [head, *([(" " * indent + line, role)] for line in rest)]


class Canvas:
    """A sheet of so many columns and rows; what lies outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        """Begin with an empty sheet."""
        self.width = width
        self.height = height
        self._rows: list[list[Segment]] = [[BLANK] * width for _row in range(height)]

    def put(self, x: int, y: int, text: str, role: Role) -> None:
        """Write a text from a cell on, over what stands there."""
        for sign in text:
            wide = _sign_width(sign)
            if not wide:
                continue
            if 0 <= y < self.height and 0 <= x <= self.width - wide:
                self._rows[y][x : x + wide] = [(sign, role), COVERED][:wide]
            x += wide

    def fits(self, x: int, y: int, text: str) -> bool:
        """Whether a text has its cells to itself there, with a blank on either side."""
        end = x + cell_width(text)
        if not (0 <= y < self.height and x >= 0 and end <= self.width):
            return False
        return all(cell == BLANK for cell in self._rows[y][max(0, x - 1) : end + 1])

    def lines(self) -> list[Line]:
        """The rows from top to bottom, neighbours of one role joined, without blanks at the end."""
        return [_joined(row) for row in self._rows]


def _joined(row: Sequence[Segment]) -> Line:
    end = len(row)
    while end and row[end - 1][0] == " ":
        end -= 1
    parts = groupby(row[:end], key=itemgetter(1))
    return [("".join(map(itemgetter(0), cells)), role) for role, cells in parts]
