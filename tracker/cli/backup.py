"""`tracker backup`: backs up the notebook."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

import click

from tracker.book.book import Book
from tracker.book.database.errors import translate_file_errors
from tracker.book.files.backups import find_backup_folder, find_free_path
from tracker.book.files.kept_books import find_kept_books
from tracker.cli.fingerprints import save_fingerprint
from tracker.cli.former_names import RenamedOption
from tracker.cli.kept_books import handle_kept_books, kept_option
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.i18n import _, _error, ngettext


@click.command(
    "backup",
    help=_(
        "Back up the notebook.\n\n"
        "The backup opens with the same passphrase. Tracker reads it again to make "
        "sure it is complete. Next to the notebook, Tracker keeps the last five "
        "backups, and the first one of each of the last six months. A notebook that "
        "restore kept is not a backup. It stays until you remove it."
    ),
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_("Another folder, e.g. on a USB stick. Nothing there is removed."),
)
@click.option(
    "--replace",
    cls=RenamedOption,
    former="--anew",
    is_flag=True,
    help=_("Make a new backup and delete all older ones next to the notebook."),
)
@kept_option
@click.pass_obj
def backup_command(session: Session, folder: Path | None, replace: bool, kept: str | None) -> None:
    """Back up the notebook."""
    if replace and folder is not None:
        raise click.UsageError(_error("--to and --replace don’t work together. Leave one out."))
    if kept is not None and not replace:
        raise click.UsageError(
            _error("--kept works only with --replace. Add --replace, or leave --kept out.")
        )
    with open_session_book(session, is_writing=True) as book:
        backups, cleared_count = book.maintenance.backups, 0
        if replace:
            new_backup, cleared_count = backups.replace_all(session.today)
        else:
            with _record_backup(book, folder, session.today):
                new_backup = backups.make(session.today, folder)
            if folder is not None:
                with translate_file_errors(new_backup.path):
                    save_fingerprint(book, new_backup.path, new_backup.path.read_bytes())
        has_passphrase = book.encrypted
    click.echo(_("Backed up and checked: {path}").format(path=make_visible(new_backup.path)))
    if cleared_count:
        click.echo(
            ngettext(
                "{count} older backup deleted.", "{count} older backups deleted.", cleared_count
            ).format(count=cleared_count)
        )
    if not has_passphrase:
        click.echo(_("It has no passphrase. Anyone who finds it can read it."), err=True)
    if replace:
        handle_kept_books(find_kept_books(session.path, session.read_given_passphrase()), kept)


def _record_backup(book: Book, folder: Path | None, today: date) -> AbstractContextManager[None]:
    """Record where a backup is made, unless it is in the notebook's own backup folder."""
    if folder is None or folder.absolute() == find_backup_folder(book.path):
        return nullcontext()
    return book.export_log.record_while_writing(
        find_free_path(book.path, today, folder.absolute()), today
    )
