"""`tracker log`: entry lines from files, from standard input, or asked one by one."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from tracker.cli.opening import opened
from tracker.cli.session import Session
from tracker.cli.sources import NotText, Source, read_source
from tracker.cli.telling import LineError, told
from tracker.entries.gifts import TextTies
from tracker.entries.known import Known
from tracker.entries.line import Days, read_line
from tracker.entries.refusal import Refusal
from tracker.entries.types import Entry
from tracker.texts import _


@click.command(
    "log",
    help=_(
        "Log entry lines, one entry a line, as one change.\n\n"
        "Nothing is saved unless every line is good. On a terminal it asks one by one."
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Read the lines and save nothing."))
@click.pass_obj
def log_command(session: Session, files: tuple[Path, ...], dry_run: bool) -> None:
    """Log entry lines, one entry a line, as one change."""
    if not files and sys.stdin.isatty():
        from tracker.cli.asking import ask_entries

        ask_entries(session, dry_run=dry_run)
        return
    session.given_passphrase()
    sources = [_read(file) for file in files or (Path("-"),)]
    with opened(session, writing=not dry_run) as book:
        known = book.known()
        first = known.next_number
        entries = read_sources(sources, known, Days.on(session.today))
        if not dry_run and entries:
            book.log(entries, session.today)
    for number, entry in enumerate(entries, start=first):
        click.echo(told(number, entry))
    if dry_run:
        click.echo(_("Nothing was saved."), err=True)
    elif not entries:
        click.echo(_("There were no lines to log."), err=True)


def _read(file: Path) -> Source:
    try:
        return read_source(file)
    except NotText as error:
        raise LineError(str(error)) from error


def read_sources(sources: Iterable[Source], known: Known, days: Days) -> list[Entry]:
    """The entries of all lines of all texts; raises LineError at the first that is refused."""
    entries: list[Entry] = []
    for source in sources:
        ties = TextTies(source.lines)
        for number, line in enumerate(source.lines, start=1):
            try:
                read = read_line(line, known, days, below=partial(ties.below, number - 1))
            except Refusal as refusal:
                raise LineError.at(source.name, number, line, refusal) from refusal
            for entry in read:
                known.add(entry)
            entries += read
    return entries
