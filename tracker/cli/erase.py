"""`tracker erase`: an entry erased for good, with its history."""

from collections.abc import Iterator

import click

from tracker.book.book import Book
from tracker.book.files.kept_books import find_kept_books
from tracker.book.maintenance.erase import Erasure
from tracker.cli.kept_books import handle_kept_books, kept_option
from tracker.cli.messages import format_numbered_entry
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.i18n import _, join_list, make_printable, ngettext


@click.command(
    "erase",
    help=_(
        "Erase entry N for good, with its history.\n\n"
        "What says nothing without it goes too. Undo cannot bring it back. Also what is "
        "left of a deleted entry can be erased."
    ),
)
@click.argument("number", type=click.IntRange(1, 10**12), metavar="N")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option(
    "--copies",
    type=click.Choice(["keep", "anew"]),
    help=_("Keep the copies of the book, which still have it, or make one anew and clear them."),
)
@kept_option
@click.pass_obj
def erase_command(
    session: Session, number: int, yes: bool, copies: str | None, kept: str | None
) -> None:
    """Erase entry N for good, with its history."""
    with open_session_book(session, is_writing=True) as book:
        for line in _describe_erasure(book.maintenance.plan_erasure(number)):
            click.echo(line)
        if not yes:
            if not is_interactive():
                raise click.UsageError(_("It cannot be brought back; say --yes to erase it."))
            click.confirm(_("Erase it for good?"), abort=True, err=True)
        book.maintenance.erase(number)
        click.echo(_("Erased. Undo cannot bring it back."))
        for line in _handle_backups(session, book, copies):
            click.echo(line)
    if kept_books := find_kept_books(session.path, session.read_given_passphrase()):
        click.echo(_("Other versions of your notebook may still have it."))
        handle_kept_books(kept_books, kept)


def _describe_erasure(erasure: Erasure) -> Iterator[str]:
    for item in erasure.current_entries:
        yield format_numbered_entry(item.number, item.entry)
    former = sorted(set(erasure.numbers) - {item.number for item in erasure.current_entries})
    if former:
        yield _("deleted before: {numbers}").format(numbers=join_list(map(str, former)))
    if erasure.version_count:
        yield ngettext(
            "and {count} former version", "and {count} former versions", erasure.version_count
        ).format(count=erasure.version_count)
    if erasure.untied_entries:
        yield _("These stay, and belong to it no more: {numbers}").format(
            numbers=join_list(str(item.number) for item in erasure.untied_entries)
        )


def _handle_backups(session: Session, book: Book, copies: str | None) -> Iterator[str]:
    """Say who still has it, and make the copies anew where that is wanted."""
    backups = book.maintenance.backups
    count = len(backups.list_copies())
    if count:
        yield ngettext(
            "{count} copy of the book still has it.",
            "{count} copies of the book still have it.",
            count,
        ).format(count=count)
        if copies is None and is_interactive():
            anew = click.confirm(_("Make one anew, and clear the older ones?"), err=True)
            copies = "anew" if anew else "keep"
        if copies == "anew":
            new_backup, cleared_count = backups.replace_all(session.today)
            yield _("A new copy was made: {path}").format(path=make_printable(new_backup.path))
            yield ngettext(
                "{count} older copy is cleared.", "{count} older copies are cleared.", cleared_count
            ).format(count=cleared_count)
        else:
            yield _("tracker backup --anew makes one anew, and clears them.")
    if book.export_log.load_all():
        yield _(
            "What you showed someone, or copied elsewhere, may have it;"
            " tracker where --all lists the places."
        )
