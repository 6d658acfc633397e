"""`tracker view`: a bundle opened to be looked at, in memory and nowhere else."""

import sys
from pathlib import Path

import click

from tracker.book.book import Book
from tracker.cli.importing import refusing
from tracker.cli.session import Session
from tracker.cli.telling import visible
from tracker.texts import _, local_currency


@click.command("view")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_context
def view_command(ctx: click.Context, path: Path) -> None:
    """Open the bundle at PATH to look at it.

    It is read as import reads it, into memory: your own book is not opened, nothing can be
    changed, and no file is written. Without a terminal it prints this month.
    """
    from tracker.cli.what_came_in import stay_out

    session: Session = ctx.obj
    with refusing():
        book, orphans = _copy(path, session)
    with book:
        told = "".join(stay_out(orphans))
        if sys.stdin.isatty() and sys.stdout.isatty():
            from tracker.app import look_at

            title = _("Copy to look at: {name}").format(name=visible(path.resolve().name))
            ctx.exit(look_at(book, session.clock, title, told))
        facts = book.facts(session.today)
    from tracker.cli.this_month import print_month

    print_month(facts)
    if told:
        click.echo(told)


def _copy(path: Path, session: Session) -> tuple[Book, tuple[int, ...]]:
    """A book in memory with all of a bundle in it, and the lines that stay out."""
    from tracker.book.opening import book_in_memory
    from tracker.importing.bundle import find_bundle

    bundle = find_bundle(path)
    book = book_in_memory(currency=bundle.currency or local_currency(), group=None)
    try:
        rows = bundle.rows(book.known(), session.today)
        book.add((item for row in rows for item in row.items()), session.today)
    except BaseException:
        book.close()
        raise
    book.only_look()
    return book, bundle.orphans
