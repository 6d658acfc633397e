"""Options that several commands share: months, group and output format."""

from collections.abc import Callable
from typing import Any, TextIO, TypeVar

import click

from tracker.cli.param_types import MonthType
from tracker.cli.safe_output import get_program_output
from tracker.i18n import _

Command = TypeVar("Command", bound=Callable[..., Any])


def range_options(command: Command) -> Command:
    """Add the options for a group, a first and a last month."""
    for option in (
        click.option(
            "--to", "last", type=MonthType(), metavar="YYYY-MM", help=_("Last month to include.")
        ),
        click.option(
            "--from",
            "first",
            type=MonthType(),
            metavar="YYYY-MM",
            help=_("First month to include."),
        ),
        click.option(
            "--group",
            metavar="G",
            help=_("Only this group, by name or number (- reads it from standard input)."),
        ),
    ):
        command = option(command)
    return command


# Data: in people's scripts since 0.1. Never rename.
BY_MONTH, BY_YEAR = "month", "year"

by_option = click.option(
    "--by",
    type=click.Choice([BY_MONTH, BY_YEAR]),
    default=BY_MONTH,
    show_default=True,
    help=_("Show each month, or each calendar year."),
)


def format_option(*formats: str, text: str = "") -> Callable[[Command], Command]:
    """Return the option for the output format, by default the first. `text` is its help."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=text or _("Output format."),
    )


dialect_option = click.option(
    "--dialect",
    type=click.Choice(["comma", "semicolon"]),
    help=_("CSV style: comma (12.50) or semicolon (12,50). Default: your locale."),
)

private_notes_option = click.option(
    "--private-notes", is_flag=True, help=_("Include your private notes.")
)


def open_csv_output() -> TextIO:
    """Return standard output for a CSV, after writing the byte order mark that Excel needs."""
    stream = get_program_output()
    stream.write("\ufeff")
    return stream
