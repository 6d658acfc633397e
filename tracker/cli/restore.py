"""`tracker restore`: lists the backups of the book, or puts one of them in its place."""

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
from tracker.cli.text_table import measure_width
from tracker.i18n import _, format_date, ngettext


@click.command(
    "restore",
    help=_(
        "List the copies of the book, or put one of them in its place.\n\n"
        "N is a number of the list. The copy is read first; the book that is there now is "
        "kept aside."
    ),
)
@click.argument("which", required=False, metavar="[N|FILE]")
@click.pass_obj
def restore_command(session: Session, which: str | None) -> None:
    """List the copies of the book, or put one of them in its place."""
    copies = list_backups(session.path)
    if which is None:
        _print_backups(session, copies)
        return
    path = _find_chosen_backup(which, copies)
    if _is_passphrase_needed(session, [path]):
        aside = retry_prompt(
            lambda: restore(session.path, path, session.ask_passphrase(), session.today),
            WrongPassphraseError,
            InvalidPassphraseError,
        )
    else:
        aside = restore(session.path, path, session.read_given_passphrase(), session.today)
    click.echo(_("The book is now as in {path}").format(path=make_visible(path)))
    if aside is not None:
        click.echo(_("What it was until now is kept in {path}").format(path=make_visible(aside)))
        click.echo(_("Remove that file when you need it no more."))
    if not is_encrypted(session.path):
        click.echo(describe_missing_passphrase(session), err=True)


def _find_chosen_backup(which: str, copies: Sequence[Backup]) -> Path:
    """The copy of this number in the list, or the file of this name."""
    if not (which.isascii() and which.isdigit() and len(which) < 5):
        return Path(which)
    place = int(which)
    if not 1 <= place <= len(copies):
        raise click.UsageError(
            _("There is no copy {number}; tracker restore lists them.").format(number=place)
        )
    return copies[place - 1].path


def _is_passphrase_needed(session: Session, paths: Sequence[Path]) -> bool:
    """Return whether the passphrase has to be asked for: a copy has one, and none was given."""
    return (
        session.read_given_passphrase() is None
        and is_interactive()
        and any(path.is_file() and is_encrypted(path) for path in paths)
    )


def _inspect_backups(copies: Sequence[Backup], passphrase: str | None) -> list[BackupContents]:
    return [inspect_backup(copy.path, passphrase) for copy in copies]


def _ask_and_inspect(session: Session, copies: Sequence[Backup]) -> list[BackupContents]:
    """Look at copies by a typed passphrase; raise WrongPassphraseError if it opens none."""
    found = _inspect_backups(copies, session.ask_passphrase())
    if not any(each.is_encrypted and each.entry_count is not None for each in found):
        raise WrongPassphraseError(_("This passphrase opens none of the backups. Type it again."))
    return found


def _print_backups(session: Session, copies: Sequence[Backup]) -> None:
    """The copies, the newest first: number, day, what is in them, and where they lie."""
    if not copies:
        raise click.ClickException(
            _("There are no copies of {path} yet; tracker backup makes one.").format(
                path=make_visible(session.path)
            )
        )
    refused: BookError | None = None
    if _is_passphrase_needed(session, [copy.path for copy in copies]):
        try:
            looks = retry_prompt(
                lambda: _ask_and_inspect(session, copies),
                WrongPassphraseError,
                InvalidPassphraseError,
            )
        except (WrongPassphraseError, InvalidPassphraseError) as error:
            # What can be read without it is listed all the same.
            looks, refused = _inspect_backups(copies, None), error
    else:
        looks = _inspect_backups(copies, session.read_given_passphrase())
    for place, (copy, found) in enumerate(zip(copies, looks, strict=True), 1):
        if found.entry_count is None:
            holds = found.error
        else:
            holds = ngettext("{count} entry", "{count} entries", found.entry_count).format(
                count=found.entry_count
            )
            if not found.is_encrypted:
                holds += ", " + _("no passphrase")
        size = _("{count} kB").format(count=-(-copy.path.stat().st_size // 1024))
        day = format_date(copy.day)
        padded = day + " " * max(0, 14 - measure_width(day))
        kept = _("kept when another was restored") if copy.is_aside else ""
        told = "  ".join(filter(None, (f"{place:>2}  {padded}", size, holds, kept)))
        click.echo(told)
        click.echo(f"    {make_visible(copy.path)}")
    click.echo(_("tracker restore N puts one of them in the book\u2019s place."))
    if refused is not None:
        raise refused
