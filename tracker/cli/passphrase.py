"""`tracker passphrase`: set it, change it, remove it."""

from collections.abc import Iterator
from pathlib import Path

import click

from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import PassphraseNeededError
from tracker.book.open_book import open_book
from tracker.book.rekey import OldBackups, RekeyResult, refuse_hard_link, rekey
from tracker.cli.former_names import RenamedChoice, RenamedOption
from tracker.cli.kept_books import handle_kept_after_rekey, kept_option
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import ask_new_passphrase, make_six_words, read_new_passphrase
from tracker.cli.open_book import open_with_prompt
from tracker.cli.readable_files import handle_readable_files, readable_option
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive, skip_terminal_input
from tracker.i18n import _, _error, ngettext

# Data: in people's scripts since 0.1, never rename.
BACKUP_CHOICES = {
    "replace": OldBackups.ANEW,
    "rekey": OldBackups.REKEY,
    "remove": OldBackups.REMOVE,
    "keep": OldBackups.KEEP,
}
"""What to do with older backups, by the value of the option."""


@click.command(
    "passphrase",
    help=_(
        "Set, change or remove the passphrase.\n\n"
        "Tracker copies the notebook with the new passphrase, checks the copy, and "
        "replaces the notebook with it. Older backups open with the old "
        "passphrase. --backups says what to do with them. Notebooks that restore "
        "kept stay until you remove them. So do files that Tracker saved without a "
        "passphrase."
    ),
)
@click.option(
    "--remove",
    is_flag=True,
    help=_("Remove the passphrase. Anyone with the file can then read it."),
)
@click.option(
    "--new-passphrase-file",
    "new_file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help=_("Read the new passphrase from the first line of this file (- for standard input)."),
)
@click.option("--six-words", is_flag=True, help=_("Use six random words, shown once."))
@click.option(
    "--backups",
    cls=RenamedOption,
    former="--old-copies",
    type=RenamedChoice(list(BACKUP_CHOICES), {"anew": "replace"}),
    default="replace",
    show_default=True,
    help=_(
        "What to do with older backups. replace: make a new one and delete them. "
        "rekey: give them the new passphrase. remove: delete them. keep: leave "
        "them as they are."
    ),
)
@kept_option
@readable_option
@click.pass_obj
def passphrase_command(
    session: Session,
    remove: bool,
    new_file: Path | None,
    six_words: bool,
    backups: str,
    kept: str | None,
    readable: str | None,
) -> None:
    """Set, change or remove the passphrase."""
    if sum((remove, new_file is not None, six_words)) > 1:
        raise click.UsageError(
            _error("Choose only one of --remove, --new-passphrase-file and --six-words.")
        )
    new_file = skip_terminal_input(new_file)
    had_passphrase = is_encrypted(session.path)
    former = session.read_given_passphrase() if had_passphrase else None
    if had_passphrase and former is None:
        open_with_prompt(session, is_writing=True).close()
        former = session.read_given_passphrase()
    else:
        open_book(session.path, former).close()
    refuse_hard_link(session.path)
    new_passphrase: str | None = None
    if remove:
        _confirm_removal(had_passphrase)
    elif new_file is not None:
        new_passphrase = read_new_passphrase(session, new_file)
    elif six_words:
        new_passphrase = make_six_words()
    elif is_interactive():
        new_passphrase = ask_new_passphrase()
    else:
        raise PassphraseNeededError(
            _error(
                "Tracker can ask for a new passphrase only in a terminal. Here, use "
                "--new-passphrase-file or --six-words."
            )
        )
    result = rekey(session.path, former, new_passphrase, session.today, BACKUP_CHOICES[backups])
    for line in _describe_result(
        result, had_passphrase=had_passphrase, has_passphrase=new_passphrase is not None
    ):
        click.echo(line)
    handle_kept_after_rekey(session.path, result.kept_books, kept, former, new_passphrase)
    if new_passphrase is not None and (not had_passphrase or readable is not None):
        handle_readable_files(session.path, new_passphrase, readable)


def _confirm_removal(has_passphrase: bool) -> None:
    """Ask whether to remove the passphrase."""
    if not has_passphrase:
        raise click.ClickException(
            _error("This notebook has no passphrase, so there is nothing to remove.")
        )
    if is_interactive():
        click.echo(_("Without a passphrase, anyone with the file can read everything."), err=True)
        click.confirm(_("Remove the passphrase?"), abort=True, err=True)


def _describe_result(
    result: RekeyResult, *, had_passphrase: bool, has_passphrase: bool
) -> Iterator[str]:
    """Yield what was done, and what the person should know."""
    if not has_passphrase:
        yield _("The notebook has no passphrase now. Anyone with the file can read it.")
    elif had_passphrase:
        yield _("The notebook now opens with the new passphrase, and with no other.")
    else:
        yield _("The notebook is now encrypted. It opens with this passphrase only.")
    if result.new_backup is not None:
        yield _("New backup: {path}").format(path=make_visible(result.new_backup.path))
    if result.cleared_count:
        yield ngettext(
            "{count} older backup deleted.",
            "{count} older backups deleted.",
            result.cleared_count,
        ).format(count=result.cleared_count)
    if result.rekeyed_count:
        yield ngettext(
            "{count} backup now opens the same way as the notebook.",
            "{count} backups now open the same way as the notebook.",
            result.rekeyed_count,
        ).format(count=result.rekeyed_count)
    if result.error:
        yield _("The older backups weren’t changed: {reason}").format(reason=result.error)
    if result.kept_backups:
        yield _(
            "These backups open the same way as before. Remove them when you no longer need them:"
        )
        yield from (f"  {make_visible(path)}" for path in result.kept_backups)
    if result.unwiped_files:
        yield _("The old data in these files couldn’t be wiped:")
        yield from (f"  {make_visible(path)}" for path in result.unwiped_files)
    if has_passphrase:
        yield _(
            "Tracker can’t delete older copies elsewhere, or traces that the disk keeps by itself."
        )
