"""The lines of a drawing in the colours of the theme."""

from collections.abc import Sequence

from textual.content import Content

from tracker.charts.terminal.canvas import CanvasLine, Role

ROLE_STYLES = {
    Role.GIVEN: "$accent",
    Role.ASKED: "$asked",
    Role.LIMIT: "$my-line",
    Role.AXIS: "$dim",
    Role.LABEL: "$dim",
    Role.MARK: "$foreground",
    Role.CHOSEN: "bold $foreground",
}
"""The style of each part of a drawing. Its meaning is also clear without colour."""


def render_lines(lines: Sequence[CanvasLine]) -> Content:
    """Return the lines of a drawing in the colours of the theme."""
    contents = [
        Content.assemble(*((text, ROLE_STYLES[role]) for text, role in line)) for line in lines
    ]
    return Content("\n").join(contents)
