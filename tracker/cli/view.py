"""`tracker view`: opens an export read-only, in memory and nowhere else."""

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.book.book import Book
from tracker.cli.bundle_argument import (
    password_option,
    read_bundle_argument,
    translate_import_errors,
)
from tracker.cli.messages import make_visible
from tracker.cli.session import Session
from tracker.clock import Clock, FixedClock
from tracker.i18n import _, _label, find_local_currency, hide_days
from tracker.months import Month

if TYPE_CHECKING:
    from tracker.importing.bundle_reader import BundleContents


@click.command(
    "view",
    help=_(
        "Open a summary or export, read-only.\n\n"
        "PATH is the same as for tracker import. Your own notebook isn’t opened, "
        "nothing can be changed, and no file is written. Without a terminal, it "
        "prints the copy’s last month. If the copy has only some of the months, or "
        "months instead of days, it shows the entries."
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@password_option
@click.pass_context
def view_command(ctx: click.Context, path: Path, password_file: Path | None) -> None:
    """Open a summary or export, read-only."""
    from tracker.cli.import_report import describe_orphans

    session: Session = ctx.obj
    has_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if has_terminal:
        from tracker.app.terminal_guard import GUARD

        GUARD.start()
    with translate_import_errors(is_viewing=True):
        bundle = read_bundle_argument(session, path, password_file)
        book = _load_into_memory(bundle, session.today)
    with book:
        clock = _find_clock(book, session.clock)
        orphans_text = "".join(describe_orphans(bundle.orphans))
        if has_terminal:
            from tracker.app import run_viewer

            title = _label("Read-only copy: {name}").format(name=make_visible(path.resolve().name))
            exit_code = run_viewer(
                book,
                clock,
                title,
                orphans_text,
                has_days=bundle.has_days,
                lacks_months=bundle.lacks_months,
            )
            ctx.exit(exit_code)
        _print_book(book, clock.today(), bundle)
    if orphans_text:
        click.echo(orphans_text)


def _find_clock(book: Book, clock: Clock) -> Clock:
    """Return the clock, or in a later month one that says the last day of the copy.

    Otherwise regular amounts would go on in months that nobody wrote anything down in.
    """
    today = clock.today()
    days = (max(item.entry.day, item.logged_on) for item in book.load_entries())
    last = min(today, max(days, default=today))
    return clock if Month.from_date(last) == Month.from_date(today) else FixedClock(last)


def _print_book(book: Book, today: date, bundle: "BundleContents") -> None:
    """Print the month of today, or only the entries if the copy's figures can't be certain."""
    from tracker.cli.entries import format_entries_table
    from tracker.cli.text_table import fit_to_terminal
    from tracker.cli.this_month import print_month

    if bundle.has_days and not bundle.lacks_months:
        print_month(book.load_monthly_facts(today))
        return
    if bundle.lacks_months:
        click.echo(_("This copy may not have all months."))
    if not bundle.has_days:
        click.echo(_("This copy has months instead of days."))
    with nullcontext() if bundle.has_days else hide_days():
        for line in format_entries_table(list(book.load_entries())):
            click.echo(fit_to_terminal(line))


def _load_into_memory(bundle: "BundleContents", today: date) -> Book:
    """Return a read-only notebook in memory with all entries of an export."""
    from tracker.book.open_book import create_book_in_memory

    book = create_book_in_memory(currency=bundle.currency or find_local_currency(), group=None)
    try:
        rows = bundle.read_rows(book.load_parse_context(), today, for_viewing=True)
        book.import_entries((item for row in rows for item in row.list_entries()), today)
    except BaseException:
        book.close()
        raise
    book.make_read_only(lacks_groups=bundle.lacks_groups)
    return book
