"""`tracker log`: entry lines from files, from standard input, or asked one by one."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tracker.cli.session import Session
from tracker.cli.sources import NotText, Source, read_source
from tracker.cli.tables import shown_width
from tracker.entries.known import Known
from tracker.entries.line import Days, read_line
from tracker.entries.reading import reading
from tracker.entries.refusal import Refusal
from tracker.entries.types import Entry
from tracker.texts import _

EXCERPT = 60
"""Characters of a refused line that are shown on each side of the place."""


@click.command("log")
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Read the lines and save nothing."))
@click.pass_obj
def log_command(session: Session, files: tuple[Path, ...], dry_run: bool) -> None:
    """Log entry lines, one entry a line, as one change.

    Nothing is saved unless every line is good. On a terminal it asks one by one.
    """
    if not files and sys.stdin.isatty():
        from tracker.cli.asking import ask_entries

        ask_entries(session, dry_run=dry_run)
        return
    session.given_passphrase()
    sources = [_read(file) for file in files or (Path("-"),)]
    with session.open(writing=not dry_run) as book:
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


def told(number: int, entry: Entry) -> str:
    """An entry's number, day and reading on one line."""
    return f"{number:>4}  {entry.day}  {reading(entry).sentence}"


def _read(file: Path) -> Source:
    try:
        return read_source(file)
    except NotText as error:
        raise LineError(str(error)) from error


def read_sources(sources: Iterable[Source], known: Known, days: Days) -> list[Entry]:
    """The entries of all lines of all texts; raises LineError at the first that is refused."""
    entries: list[Entry] = []
    for source in sources:
        for number, line in enumerate(source.lines, start=1):
            try:
                read = read_line(line, known, days)
            except Refusal as refusal:
                raise LineError.at(source.name, number, line, refusal) from refusal
            for entry in read:
                known.add(entry)
            entries += read
    return entries


class LineError(click.ClickException):
    """A line that is not understood, with its place."""

    exit_code = 2

    @classmethod
    def at(cls, name: str, number: int, line: str, refusal: Refusal) -> "LineError":
        """Name file, line and column, and point at the place."""
        place = _("{name}, line {line}, column {column}: {message}").format(
            name=name, line=number, column=refusal.column, message=ended(refusal.message)
        )
        return cls(f"{place}\n{pointed(line, refusal)}\n" + _("Nothing was saved."))


def ended(message: str) -> str:
    """A refusal's words as a sentence that ends."""
    return message if message.endswith(("?", ".")) else f"{message}."


def pointed(line: str, refusal: Refusal) -> str:
    """The part of a line around the place that is refused, with a caret under it."""
    start = max(0, refusal.column - 1 - EXCERPT)
    end = refusal.column - 1 + EXCERPT
    before = _visible(line[start : refusal.column - 1])
    meant = _visible(line[refusal.column - 1 : min(end, refusal.column - 1 + refusal.length)])
    after = _visible(line[refusal.column - 1 + len(meant) : end])
    lead = "…" if start else ""
    tail = "…" if end < len(line) else ""
    return (
        f"  {lead}{before}{meant}{after}{tail}\n"
        f"  {' ' * shown_width(lead + before)}{'^' * max(1, shown_width(meant))}"
    )


def _visible(text: str) -> str:
    """Text that a terminal can show: what it would act on stands as a box."""
    return "".join(letter if letter.isprintable() else "\N{WHITE SQUARE}" for letter in text)
