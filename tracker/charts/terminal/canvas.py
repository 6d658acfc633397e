"""A canvas of terminal cells to draw on: each cell has a sign and a role."""

import textwrap
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

from tracker.text_width import flow_parts, has_one_cell_each, measure_cells, split_signs


class Role(StrEnum):
    """The role of a piece of text. A screen may colour it, but it can be read without colour."""

    GIVEN = "given"
    ASKED = "asked"
    LIMIT = "limit"
    AXIS = "axis"
    LABEL = "label"
    MARK = "mark"
    CHOSEN = "chosen"


Segment: TypeAlias = tuple[str, Role]
CanvasLine: TypeAlias = list[Segment]

BLANK = " "
"""What is in an empty cell. Its role is that of a label."""
PART_GAP: Segment = ("   ", Role.LABEL)
"""What keeps two parts on a line apart."""
WIDE_CHARACTER_END = ""
"""The second cell of a sign that is two cells wide."""


def render_plain_text(lines: Sequence[CanvasLine]) -> str:
    """Return the lines as plain text, for a command line without colours."""
    return "\n".join("".join(text for text, _role in line) for line in lines)


def flow_line_parts(parts: Iterable[CanvasLine], width: int) -> list[CanvasLine]:
    """Return parts side by side on as many lines as they need, long ones wrapped."""
    flowed = flow_parts(
        parts, _measure_line, len(PART_GAP[0]), width, lambda part: _wrap_part(part, width)
    )
    lines: list[CanvasLine] = []
    for first, *others in flowed:
        line = list(first)
        for part in others:
            line += [PART_GAP, *part]
        lines.append(line)
    return lines


def _measure_line(line: CanvasLine) -> int:
    return sum(measure_cells(text) for text, _role in line)


def _wrap_part(part: CanvasLine, width: int) -> list[CanvasLine]:
    """A part over several lines if it is too long for one, its text under its text."""
    if _measure_line(part) <= width:
        return [part]
    *signs, (text, role) = part
    indent = _measure_line(signs) + 1 if signs else 0
    first, *rest = textwrap.wrap(text.strip(), max(1, width - indent)) or [""]
    head: CanvasLine = [*signs, (f" {first}" if signs else first, role)]
    return [head, *([(" " * indent + line, role)] for line in rest)]


class Canvas:
    """A canvas of some columns and rows. What is outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        """Begin with empty cells."""
        self.width = width
        self.height = height
        # Each row is as long as what was written into it.
        self._signs: list[list[str]] = [[] for _row in range(height)]
        self._roles: list[list[Role]] = [[] for _row in range(height)]

    def write(self, x: int, y: int, text: str, role: Role) -> None:
        """Write a text from a cell on, over what is there."""
        if not 0 <= y < self.height:
            return
        signs, roles = self._signs[y], self._roles[y]
        size = len(text)
        missing = min(x, self.width) - len(signs)
        signs += [BLANK] * missing
        roles += [Role.LABEL] * missing
        if has_one_cell_each(text) and 0 <= x <= self.width - size:
            signs[x : x + size] = text
            roles[x : x + size] = [role] * size
            return
        for sign, wide in split_signs(text):
            if wide and 0 <= x <= self.width - wide:
                signs[x : x + wide] = [sign, WIDE_CHARACTER_END][:wide]
                roles[x : x + wide] = [role, Role.LABEL][:wide]
            x += wide

    def has_room(self, x: int, y: int, text: str) -> bool:
        """Return whether the cells of a text are free, with a blank on either side."""
        end = x + measure_cells(text)
        if not (0 <= y < self.height and x >= 0 and end <= self.width):
            return False
        cells = slice(max(0, x - 1), end + 1)
        return {*self._signs[y][cells]} <= {BLANK} and {*self._roles[y][cells]} <= {Role.LABEL}

    def render_lines(self) -> list[CanvasLine]:
        """Return the rows, neighbours of one role joined, without blanks at their ends."""
        return [
            _join_cells(signs, roles) for signs, roles in zip(self._signs, self._roles, strict=True)
        ]


def _join_cells(signs: Sequence[str], roles: Sequence[Role]) -> CanvasLine:
    end = len(signs)
    while end and signs[end - 1] == BLANK:
        end -= 1
    line: CanvasLine = []
    start = 0
    for role, cells in groupby(roles[:end]):
        size = len(list(cells))
        line.append(("".join(signs[start : start + size]), role))
        start += size
    return line
