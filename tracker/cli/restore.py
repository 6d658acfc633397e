"""`tracker restore`: lists the backups of the notebook or restores one."""

from collections.abc import Sequence
from pathlib import Path

import click

from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import BookError, InvalidPassphraseError, WrongPassphraseError
from tracker.book.files.backups import Backup, list_backups
from tracker.book.files.restore import BackupContents, inspect_backup, restore
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import describe_missing_passphrase
from tracker.cli.secret_prompt import retry_prompt
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.cli.text_table import format_table
from tracker.i18n import _, _error, _label, _label_plural, format_date
from tracker.text_width import COLUMN_GAP


@click.command(
    "restore",
    help=_(
        "List backups or restore one.\n\n"
        "N is a number in the list. Tracker reads the backup first. The notebook "
        "that you have now is kept."
    ),
)
@click.argument("which", required=False, metavar="[N|FILE]")
@click.pass_obj
def restore_command(session: Session, which: str | None) -> None:
    """List backups or restore one."""
    backups = list_backups(session.path)
    if which is None:
        _print_backups(session, backups)
        return
    path = _find_chosen_backup(which, backups)
    if _is_passphrase_needed(session, [path]):
        kept_path = retry_prompt(
            lambda: restore(session.path, path, session.ask_passphrase(), session.today),
            WrongPassphraseError,
            InvalidPassphraseError,
        )
    else:
        kept_path = restore(session.path, path, session.read_given_passphrase(), session.today)
    click.echo(_("Restored from: {path}").format(path=make_visible(path)))
    if kept_path is not None:
        click.echo(
            _("The notebook as it was before is kept here: {path}").format(
                path=make_visible(kept_path)
            )
        )
        click.echo(_("Remove that file when you no longer need it."))
    if not is_encrypted(session.path):
        click.echo(describe_missing_passphrase(session), err=True)


def _find_chosen_backup(which: str, backups: Sequence[Backup]) -> Path:
    """Return the backup with this number in the list, or the file with this name."""
    if not (which.isascii() and which.isdigit() and len(which) < 5):
        return Path(which)
    number = int(which)
    if not 1 <= number <= len(backups):
        raise click.UsageError(
            _error("There’s no backup {number}. To list them, type: tracker restore").format(
                number=number
            )
        )
    return backups[number - 1].path


def _is_passphrase_needed(session: Session, paths: Sequence[Path]) -> bool:
    """Return whether to ask for the passphrase: a backup has one, and none was given."""
    return (
        session.read_given_passphrase() is None
        and is_interactive()
        and any(path.is_file() and is_encrypted(path) for path in paths)
    )


def _inspect_backups(backups: Sequence[Backup], passphrase: str | None) -> list[BackupContents]:
    return [inspect_backup(backup.path, passphrase) for backup in backups]


def _ask_and_inspect(session: Session, backups: Sequence[Backup]) -> list[BackupContents]:
    """Inspect backups with a typed passphrase, or raise WrongPassphraseError if it opens none."""
    contents = _inspect_backups(backups, session.ask_passphrase())
    if not any(backup.is_encrypted and backup.entry_count is not None for backup in contents):
        raise WrongPassphraseError(
            _error("This passphrase opens none of the backups. Type it again.")
        )
    return contents


def _print_backups(session: Session, backups: Sequence[Backup]) -> None:
    """Print the backups, newest first: number, day, size, contents and path."""
    if not backups:
        raise click.ClickException(
            _error("There are no backups of {path} yet. To make one, type: tracker backup").format(
                path=make_visible(session.path)
            )
        )
    prompt_error: BookError | None = None
    if _is_passphrase_needed(session, [backup.path for backup in backups]):
        try:
            all_contents = retry_prompt(
                lambda: _ask_and_inspect(session, backups),
                WrongPassphraseError,
                InvalidPassphraseError,
            )
        except (WrongPassphraseError, InvalidPassphraseError) as error:
            # List what can be read without it.
            all_contents, prompt_error = _inspect_backups(backups, None), error
    else:
        all_contents = _inspect_backups(backups, session.read_given_passphrase())
    rows = [
        (f"{number:>2}", *_describe_backup(backup, contents))
        for number, (backup, contents) in enumerate(zip(backups, all_contents, strict=True), 1)
    ]
    for backup, line in zip(backups, format_table(rows, right=(0, 2)), strict=True):
        click.echo(line)
        click.echo(f"    {make_visible(backup.path)}")
    click.echo(_("To restore one of them, type: tracker restore N"))
    if prompt_error is not None:
        raise prompt_error


def _describe_backup(backup: Backup, contents: BackupContents) -> tuple[str, str, str]:
    """Return the day of a backup, its size, and what is in it."""
    size = _label("{count} kB").format(count=-(-backup.path.stat().st_size // 1024))
    if contents.entry_count is None:
        summary = contents.error
    else:
        summary = _label_plural("{count} entry", "{count} entries", contents.entry_count).format(
            count=contents.entry_count
        )
        if not contents.is_encrypted:
            summary += ", " + _label("no passphrase")
    origin = _label("kept when you restored another") if backup.is_aside else ""
    return format_date(backup.day), size, COLUMN_GAP.join(filter(None, (summary, origin)))
