"""A line that may mean several things: its readings, numbered, from which the person chooses."""

from collections.abc import Sequence

import click

from tracker.cli.messages import make_visible
from tracker.i18n import _


def ask_which_reading(readings: Sequence[str], question: str = "") -> str | None:
    """Return the reading that a person chooses by its number, or None.

    `question` is above them, if the line has its own.
    """
    usual = _("Which one do you mean?") if len(readings) > 1 else _("Did you mean this?")
    click.echo(question or usual, err=True)
    for number, reading in enumerate(readings, start=1):
        click.echo(f"{number:>3}  {make_visible(reading)}", err=True)
    question = _("Type its number, or press enter to type the line again.")
    while answer := click.prompt(question, default="", show_default=False, prompt_suffix=" › "):
        number = int(answer) if answer.isdecimal() and len(answer) < len("1000") else 0
        if 1 <= number <= len(readings):
            return readings[number - 1]
    return None
