"""`tracker log`: adds entries from files, from standard input, or step by step."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import click

from tracker.book.book import MOST_UNSAVED
from tracker.cli.input_files import InputEncodingError, InputText, read_input_text
from tracker.cli.messages import (
    LineError,
    describe_parse_error,
    describe_place,
    format_numbered_entry,
)
from tracker.cli.open_book import open_session_book
from tracker.cli.progress import report_progress
from tracker.cli.session import Session
from tracker.cli.unsaved_lines import rescue_lines
from tracker.entries.gifts import TextReferences
from tracker.entries.line_batch import LineBatch
from tracker.entries.line_parser import LineDays
from tracker.entries.types import Entry
from tracker.i18n import _, ngettext

_LINES_PER_PAGE = 1000
"""Lines that are printed at once."""


# With `--keep-drafts` it ends with 2 although lines were saved: a script has to notice that one is
# missing.
@click.command(
    "log",
    help=_(
        "Add entries, one per line.\n\n"
        "If a line has a mistake, nothing is saved. With --keep-drafts, the lines "
        "that Tracker understands are saved, and so are lines in your own words. The others "
        "become drafts, and the exit code is 2. In a terminal, without FILE, it asks you "
        "step by step, and < goes back a step."
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
        if not dry_run:
            context.most_added_entries = MOST_UNSAVED
        result = EntryList(context.next_number)
        batch = LineBatch(context, days, keeps_own_words=keep_drafts)
        entries = report_progress(
            result.describe(
                entry
                for source in sources
                for entry in parse_source(source, batch, keep_drafts=keep_drafts)
            )
        )
        if dry_run:
            deque(entries, maxlen=0)
        else:
            with rescue_lines(session, book, chain.from_iterable(sources)):
                book.log_stream(entries, session.today, _iterate_drafts(batch))
    return _print_result(result, batch, dry_run=dry_run)


def _iterate_drafts(batch: LineBatch) -> Iterator[tuple[str, date]]:
    """Yield the drafts of lines, which are known once all lines are read."""
    yield from batch.build_drafts()


class EntryList:
    """The list of entries that is printed once all of them are saved.

    It is kept as UTF-8, in a tenth of the memory of the entries.
    """

    def __init__(self, first: int) -> None:
        """Begin with the number of the first entry."""
        self.count = 0
        self._first = first
        self._lines: list[str] = []
        self._pages: list[bytes] = []

    def describe(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Describe entries one after another, and pass them on."""
        for entry in entries:
            self._lines.append(format_numbered_entry(self._first + self.count, entry))
            self.count += 1
            if len(self._lines) == _LINES_PER_PAGE:
                self._end_page()
            yield entry

    def echo(self) -> None:
        """Print the list."""
        self._end_page()
        for page in self._pages:
            click.echo(page.decode("utf-8"), nl=False)

    def _end_page(self) -> None:
        self._pages.append("".join(f"{line}\n" for line in self._lines).encode("utf-8"))
        self._lines.clear()


def _print_result(result: EntryList, batch: LineBatch, *, dry_run: bool) -> int | None:
    """Print the entries and the drafts. Return the exit code."""
    result.echo()
    for line in batch.draft_lines:
        click.echo(describe_parse_error(line.place, line.text, line.error), err=True)
    if batch.draft_lines:
        click.echo(
            _describe_drafts(result.count, len(batch.draft_lines), dry_run=dry_run), err=True
        )
        return LineError.exit_code
    if dry_run:
        click.echo(_("Nothing was saved."), err=True)
    elif not result.count:
        click.echo(_("There were no lines to save."), err=True)
    return None


def _describe_drafts(entries: int, drafts: int, *, dry_run: bool) -> str:
    """Return how many entries are saved, how many lines are drafts, and where these are."""
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


def parse_source(
    source: InputText, batch: LineBatch, *, keep_drafts: bool = False
) -> Iterator[Entry]:
    """Yield the entries of a text. Raise LineError at a mistake, unless drafts are kept."""
    references = TextReferences(source)
    for number, line in enumerate(source, start=1):
        yield from batch.parse_line(
            line,
            partial(describe_place, source.name, number),
            find_references=partial(references.find_below, number - 1),
        )
        if batch.draft_lines and not keep_drafts:
            raise LineError.from_parse_error(source.name, number, line, batch.draft_lines[0].error)
