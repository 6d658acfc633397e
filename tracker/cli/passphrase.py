"""`tracker passphrase`: set it, change it, remove it."""

from collections.abc import Iterator
from pathlib import Path

import click

from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import PassphraseNeededError
from tracker.book.open_book import open_book
from tracker.book.rekey import OldBackups, RekeyResult, refuse_hard_link, rekey
from tracker.cli.kept_books import handle_kept_after_rekey, kept_option
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import ask_new_passphrase, make_six_words, read_new_passphrase
from tracker.cli.open_book import open_with_prompt
from tracker.cli.readable_files import handle_readable_files, readable_option
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive, skip_terminal_input
from tracker.i18n import _, ngettext


@click.command(
    "passphrase",
    help=_(
        "Give the book a passphrase, another one, or none.\n\n"
        "The book is copied with the new passphrase and the copy read again, then it "
        "takes the book's place. Copies made before open with the former passphrase, so "
        "they are dealt with as well. What restore kept aside stays until you say otherwise. So "
        "does what Tracker wrote without a passphrase."
    ),
)
@click.option("--remove", is_flag=True, help=_("Let the book be opened without one."))
@click.option(
    "--new-passphrase-file",
    "new_file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help=_("Read the new one from the first line of this file (- is standard input)."),
)
@click.option("--six-words", is_flag=True, help=_("Take six random words, which are shown once."))
@click.option(
    "--old-copies",
    "old",
    type=click.Choice([choice.value for choice in OldBackups]),
    default=OldBackups.ANEW.value,
    show_default=True,
    help=_(
        "What becomes of the copies there are: one is made anew and they are cleared, each gets the"
        " new passphrase, they are cleared, they stay as they are."
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
    old: str,
    kept: str | None,
    readable: str | None,
) -> None:
    """Give the book a passphrase, another one, or none."""
    if sum((remove, new_file is not None, six_words)) > 1:
        raise click.UsageError(_("Choose one of --remove, --new-passphrase-file and --six-words."))
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
            _("Give the new passphrase with --new-passphrase-file, or choose --six-words.")
        )
    result = rekey(session.path, former, new_passphrase, session.today, OldBackups(old))
    for line in _describe_result(
        result, had_passphrase=had_passphrase, has_passphrase=new_passphrase is not None
    ):
        click.echo(line)
    handle_kept_after_rekey(session.path, result.kept_books, kept, former, new_passphrase)
    if new_passphrase is not None and (not had_passphrase or readable is not None):
        handle_readable_files(session.path, new_passphrase, readable)


def _confirm_removal(has_passphrase: bool) -> None:
    """Make sure that it is to be readable by anybody."""
    if not has_passphrase:
        raise click.ClickException(_("This book has no passphrase already."))
    if is_interactive():
        click.echo(_("Without a passphrase anybody who has the file can read all of it."), err=True)
        click.confirm(_("Remove it?"), abort=True, err=True)


def _describe_result(
    result: RekeyResult, *, had_passphrase: bool, has_passphrase: bool
) -> Iterator[str]:
    """Yield what was done, and what a person has to know of it."""
    if not has_passphrase:
        yield _("The book has no passphrase any more; anybody who has the file can read it.")
    elif had_passphrase:
        yield _("The book opens with the new passphrase, and with no other.")
    else:
        yield _("The book is encrypted now, and opens with this passphrase only.")
    if result.new_backup is not None:
        yield _("A new copy was made: {path}").format(path=make_visible(result.new_backup.path))
    if result.cleared_count:
        yield ngettext(
            "{count} older copy is cleared.",
            "{count} older copies are cleared.",
            result.cleared_count,
        ).format(count=result.cleared_count)
    if result.rekeyed_count:
        yield ngettext(
            "{count} copy opens as the book does.",
            "{count} copies open as the book does.",
            result.rekeyed_count,
        ).format(count=result.rekeyed_count)
    if result.error:
        yield _("The older backups are as they were: {why}").format(why=result.error)
    if result.kept_backups:
        yield _("These copies open as they did before; remove them when you need them no more:")
        yield from (f"  {make_visible(path)}" for path in result.kept_backups)
    if result.unwiped_files:
        yield _("What these files held before could not be cleared:")
        yield from (f"  {make_visible(path)}" for path in result.unwiped_files)
    if has_passphrase:
        yield _("Former copies elsewhere, and what a disk keeps by itself, cannot be cleared here.")
