"""`tracker erase`: deletes an entry and its history for good."""

from collections.abc import Iterator

import click

from tracker.book.book import Book
from tracker.book.files.kept_books import find_kept_books
from tracker.book.maintenance.erase import Erasure
from tracker.cli.former_names import RenamedChoice, RenamedOption
from tracker.cli.kept_books import handle_kept_books, kept_option
from tracker.cli.messages import format_numbered_entry
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.i18n import _, _error, _label, _label_plural, join_list, make_printable, ngettext


@click.command(
    "erase",
    help=_(
        "Delete an entry and its history for good.\n\n"
        "Entries that mean nothing without it, such as its answers, are deleted "
        "too. Undo can’t bring any of it back. You can also give the number of an "
        "entry that you deleted before."
    ),
)
@click.argument("number", type=click.IntRange(1, 10**12), metavar="N")
@click.option("--yes", is_flag=True, help=_("Don’t ask first."))
@click.option(
    "--backups",
    "backups_choice",
    cls=RenamedOption,
    former="--copies",
    type=RenamedChoice(["keep", "replace"], {"anew": "replace"}),
    help=_(
        "What to do with backups, which still have the entry. keep: leave them. "
        "replace: make a new one and delete the older ones."
    ),
)
@kept_option
@click.pass_obj
def erase_command(
    session: Session, number: int, yes: bool, backups_choice: str | None, kept: str | None
) -> None:
    """Delete an entry and its history for good."""
    with open_session_book(session, is_writing=True) as book:
        for line in _describe_erasure(book.maintenance.plan_erasure(number)):
            click.echo(line)
        if not yes:
            if not is_interactive():
                raise click.UsageError(
                    _error("This can’t be undone. To delete it anyway, add --yes.")
                )
            click.confirm(_("Delete it for good?"), abort=True, err=True)
        book.maintenance.erase(number)
        click.echo(_("Deleted for good. Undo can’t bring it back."))
        for line in _handle_backups(session, book, backups_choice):
            click.echo(line)
    if kept_books := find_kept_books(session.path, session.read_given_passphrase()):
        click.echo(_("Other versions of your notebook may still have it."))
        handle_kept_books(kept_books, kept)


def _describe_erasure(erasure: Erasure) -> Iterator[str]:
    for item in erasure.current_entries:
        yield format_numbered_entry(item.number, item.entry)
    former = sorted(set(erasure.numbers) - {item.number for item in erasure.current_entries})
    if former:
        yield _label("deleted before: {numbers}").format(numbers=join_list(map(str, former)))
    if erasure.version_count:
        yield _label_plural(
            "and {count} earlier version", "and {count} earlier versions", erasure.version_count
        ).format(count=erasure.version_count)
    if erasure.untied_entries:
        yield _("These entries stay, but no longer belong to it: {numbers}").format(
            numbers=join_list(str(item.number) for item in erasure.untied_entries)
        )


def _handle_backups(session: Session, book: Book, backups_choice: str | None) -> Iterator[str]:
    """Yield which backups and files still have it, and replace the backups if wanted."""
    backups = book.maintenance.backups
    count = len(backups.list_copies())
    if count:
        yield ngettext(
            "{count} backup still has it.",
            "{count} backups still have it.",
            count,
        ).format(count=count)
        if backups_choice is None and is_interactive():
            wants_new = click.confirm(_("Make a new backup and delete the older ones?"), err=True)
            backups_choice = "replace" if wants_new else "keep"
        if backups_choice == "replace":
            new_backup, cleared_count = backups.replace_all(session.today)
            yield _("New backup: {path}").format(path=make_printable(new_backup.path))
            yield ngettext(
                "{count} older backup deleted.", "{count} older backups deleted.", cleared_count
            ).format(count=cleared_count)
        else:
            yield _(
                "To make a new backup and delete the older ones, type: tracker backup --replace"
            )
    if book.export_log.load_all():
        yield _(
            "Files that you showed someone or copied elsewhere may still have it. To "
            "see where they are, type: tracker where --all"
        )
