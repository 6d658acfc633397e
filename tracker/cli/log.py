"""`tracker log`: adds entries from files, from standard input, or step by step."""

import sys
from functools import partial
from pathlib import Path

import click

from tracker.cli.input_files import InputEncodingError, InputText, read_input_text
from tracker.cli.messages import (
    LineError,
    describe_parse_error,
    describe_place,
    format_numbered_entry,
)
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.cli.unsaved_lines import rescue_lines
from tracker.entries.gifts import TextReferences
from tracker.entries.line_batch import LineBatch
from tracker.entries.line_parser import LineDays
from tracker.i18n import _, ngettext


@click.command(
    "log",
    help=_(
        "Add entries, one per line.\n\n"
        "If a line has a mistake, nothing is saved. With --keep-drafts, the good "
        "lines are saved, and lines in your own words too. The others become "
        "drafts, and the exit code is 2. In a terminal, without FILE, it asks you "
        "step by step."
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Check the lines without saving anything."))
@click.option(
    "--keep-drafts",
    is_flag=True,
    help=_("Save the lines Tracker understands. Keep the others as drafts."),
)
@click.pass_obj
def log_command(
    session: Session, files: tuple[Path, ...], dry_run: bool, keep_drafts: bool
) -> int | None:
    """Add entries, one per line, as one change."""
    if not files and sys.stdin.isatty():
        from tracker.cli.log_wizard import ask_entries

        ask_entries(session, dry_run=dry_run)
        return None
    session.read_given_passphrase()
    sources = [_read_file(file) for file in files or (Path("-"),)]
    with open_session_book(session, is_writing=not dry_run) as book:
        context, days = book.load_parse_context(), LineDays.from_today(session.today)
        first = context.next_number
        batch = LineBatch(context, days, keeps_own_words=keep_drafts)
        for source in sources:
            read_source_lines(source, batch, keep_drafts=keep_drafts)
        if not dry_run and (batch.entries or batch.draft_lines):
            lines = [line for source in sources for line in source.lines]
            with rescue_lines(session, book, lines):
                book.log(batch.entries, session.today, batch.build_drafts())
    return _print_result(batch, first, dry_run=dry_run)


def _print_result(batch: LineBatch, first: int, *, dry_run: bool) -> int | None:
    """Print the entries, numbered from `first`, and the drafts. Return the exit code."""
    for number, entry in enumerate(batch.entries, start=first):
        click.echo(format_numbered_entry(number, entry))
    for line in batch.draft_lines:
        click.echo(describe_parse_error(line.place, line.text, line.error), err=True)
    if batch.draft_lines:
        click.echo(_describe_drafts(batch, dry_run=dry_run), err=True)
        return LineError.exit_code
    if dry_run:
        click.echo(_("Nothing was saved."), err=True)
    elif not batch.entries:
        click.echo(_("There were no lines to save."), err=True)
    return None


def _describe_drafts(batch: LineBatch, *, dry_run: bool) -> str:
    """Return how many entries are saved, how many lines are drafts, and where these are."""
    entries, drafts = len(batch.entries), len(batch.draft_lines)
    if dry_run:
        would_be = ngettext(
            "{count} line would become a draft.", "{count} lines would become drafts.", drafts
        )
        return f"{_('Nothing was saved.')} {would_be.format(count=drafts)}"
    saved_text = ngettext("{count} entry saved.", "{count} entries saved.", entries)
    drafts_text = ngettext(
        "{count} line is now a draft. To finish it, open Entries in the app or "
        "type: tracker drafts",
        "{count} lines are now drafts. To finish them, open Entries in the app or "
        "type: tracker drafts",
        drafts,
    )
    return f"{saved_text.format(count=entries)} {drafts_text.format(count=drafts)}"


def _read_file(file: Path) -> InputText:
    try:
        return read_input_text(file)
    except InputEncodingError as error:
        raise LineError(str(error)) from error


def read_source_lines(source: InputText, batch: LineBatch, *, keep_drafts: bool = False) -> None:
    """Read the lines of a text. Raises LineError at the first mistake, unless drafts are kept."""
    references = TextReferences(source.lines)
    for number, line in enumerate(source.lines, start=1):
        batch.add_line(
            line,
            describe_place(source.name, number),
            find_references=partial(references.find_below, number - 1),
        )
        if batch.draft_lines and not keep_drafts:
            raise LineError.from_parse_error(source.name, number, line, batch.draft_lines[0].error)
