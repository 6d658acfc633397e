"""What a person wrote is painted without signs that turn a line around or that a terminal obeys."""

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tracker.i18n import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS, PLACEHOLDER_BOX

_UNPAINTABLE = re.compile(f"{INVISIBLE_CHARACTERS.pattern}|{CONTROL_CHARACTERS.pattern}|[\r\n\t]")


class ControlCharFilter(LineFilter):
    """Leaves out what is not seen; what has a width in cells leaves a box of that width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, each as wide as before."""
        if not any(_UNPAINTABLE.search(segment.text) for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(_UNPAINTABLE.sub(_fill_with_boxes, segment.text), segment.style)
            for segment in segments
        ]


def _fill_with_boxes(found: re.Match[str]) -> str:
    return PLACEHOLDER_BOX * cell_len(found[0])
