"""`tracker people`: people to talk to, without opening a notebook."""

import shutil
import sys

import click

from tracker.charts.terminal.text_wrap import wrap_text
from tracker.cli.messages import make_visible
from tracker.cli.pager import show_lines
from tracker.entries.parse_error import shorten_word
from tracker.helplines import (
    COUNTRIES,
    describe_emergency_numbers,
    describe_helpline,
    list_by_country,
    list_safety_notes,
)
from tracker.i18n import _, _error, join_list


@click.command(
    "people",
    help=_(
        "List people to talk to, your own country’s first.\n\n"
        "The list is part of Tracker. Nothing is looked up online, and nothing is "
        "saved."
    ),
)
@click.option("--country", metavar="DE", help=_("Only this country, as two letters."))
def people_command(country: str | None) -> None:
    """List people to talk to, emergency numbers first."""
    code = country.upper() if country else None
    if code and code not in COUNTRIES:
        raise click.UsageError(
            _error("Tracker has no list for “{country}”. Type one of these: {countries}").format(
                country=make_visible(shorten_word(code)), countries=join_list(COUNTRIES)
            )
        )
    lines = [describe_emergency_numbers(), ""]
    for name, people in list_by_country(code):
        lines += [name, *(f"  {describe_helpline(helpline)}" for helpline in people), ""]
    lines += list_safety_notes()
    if sys.stdout.isatty():
        columns = shutil.get_terminal_size().columns
        lines = [part for line in lines for part in _wrap_line(line, columns)]
    show_lines(lines, lines)


def _wrap_line(line: str, columns: int) -> list[str]:
    """Return a line in parts as wide as the terminal. What belongs to a country is indented."""
    first, rest = ("  ", "    ") if line.startswith("  ") else ("", "")
    parts = wrap_text(line, columns - len(rest))
    return [f"{rest if number else first}{part}" for number, part in enumerate(parts)] or [""]
