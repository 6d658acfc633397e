"""The colours of the lines that `tracker chart` and `tracker timeline` draw in the terminal."""

import click

from tracker.charts.terminal.canvas import CanvasLine, Role
from tracker.i18n import sanitize_text

PIPED_COLUMNS = 100
ROLE_COLOURS = {Role.GIVEN: "bright_blue", Role.LIMIT: "yellow", Role.CHOSEN: "bright_blue"}
DIM_ROLES = frozenset({Role.ASKED, Role.AXIS, Role.LABEL})


def style_line(line: CanvasLine) -> str:
    """Return a line of a drawing in the colours of the terminal."""
    return "".join(
        click.style(sanitize_text(text), fg=ROLE_COLOURS.get(role), dim=role in DIM_ROLES or None)
        for text, role in line
    )
