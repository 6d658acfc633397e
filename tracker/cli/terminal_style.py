"""The colours of the lines that `tracker chart` and `tracker timeline` draw in the terminal."""

import os
import sys
from collections.abc import Sequence

import click

from tracker.charts.terminal.canvas import CanvasLine, Role, render_plain_text
from tracker.cli.safe_output import unwrap_stream
from tracker.i18n import sanitize_text

PIPED_COLUMNS = 100
ROLE_COLOURS = {Role.GIVEN: "bright_blue", Role.LIMIT: "yellow", Role.CHOSEN: "bright_blue"}
DIM_ROLES = frozenset({Role.ASKED, Role.AXIS, Role.LABEL})


def print_drawing(lines: Sequence[CanvasLine]) -> None:
    """Print a drawing, in colours where the terminal has some."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        click.echo("\n".join(map(_style_line, lines)), file=unwrap_stream(sys.stdout))
    else:
        click.echo(render_plain_text(lines))


def _style_line(line: CanvasLine) -> str:
    return "".join(
        click.style(sanitize_text(text), fg=ROLE_COLOURS.get(role), dim=role in DIM_ROLES or None)
        for text, role in line
    )
