"""`tracker backup`: copies the book."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

import click

from tracker.book.book import Book
from tracker.book.database.errors import translate_file_errors
from tracker.book.files.backups import find_backup_folder, find_free_path
from tracker.book.files.kept_books import find_kept_books
from tracker.cli.fingerprints import save_fingerprint
from tracker.cli.kept_books import handle_kept_books, kept_option
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.i18n import _, ngettext


@click.command(
    "backup",
    help=_(
        "Copy the book.\n\n"
        "The copy opens with the same passphrase, and is read again before it counts. "
        "Beside the book the last five are kept, and the first of each of the last six "
        "months. What restore kept aside is no backup: it stays until you say otherwise."
    ),
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_("Another folder, like one on a stick; nothing that lies there is removed."),
)
@click.option(
    "--anew", is_flag=True, help=_("Clear every older copy in the folder beside the book.")
)
@kept_option
@click.pass_obj
def backup_command(session: Session, folder: Path | None, anew: bool, kept: str | None) -> None:
    """Copy the book."""
    if anew and folder is not None:
        raise click.UsageError(_("Choose either --to or --anew."))
    if kept is not None and not anew:
        raise click.UsageError(_("Give --kept together with --anew."))
    with open_session_book(session, is_writing=True) as book:
        backups, cleared_count = book.maintenance.backups, 0
        if anew:
            new_backup, cleared_count = backups.replace_all(session.today)
        else:
            with _record_backup(book, folder, session.today):
                new_backup = backups.make(session.today, folder)
            if folder is not None:
                with translate_file_errors(new_backup.path):
                    save_fingerprint(book, new_backup.path, new_backup.path.read_bytes())
        has_passphrase = book.encrypted
    click.echo(_("Copied and read again: {path}").format(path=make_visible(new_backup.path)))
    if cleared_count:
        click.echo(
            ngettext(
                "{count} older copy is cleared.", "{count} older copies are cleared.", cleared_count
            ).format(count=cleared_count)
        )
    if not has_passphrase:
        click.echo(_("It has no passphrase, so that anybody who finds it can read it."), err=True)
    if anew:
        handle_kept_books(find_kept_books(session.path, session.read_given_passphrase()), kept)


def _record_backup(book: Book, folder: Path | None, today: date) -> AbstractContextManager[None]:
    """Keep in mind where a copy is made, unless that is beside the book, where all copies lie."""
    if folder is None or folder.absolute() == find_backup_folder(book.path):
        return nullcontext()
    return book.export_log.record_while_writing(
        find_free_path(book.path, today, folder.absolute()), today
    )
