"""`tracker redo`: redoes the last undone change."""

import click

from tracker.book.undo_stack import NOTES_COME_BACK, RedoResult
from tracker.cli.entry_list import MOST_SHOWN, print_entry_lines
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.i18n import _, ngettext


@click.command(
    "redo",
    help=_(
        "Redo the last undone change.\n\n"
        "The entries get the same numbers as before. Use it again to redo the change "
        "that was undone before that one. Once you save or delete something else, "
        "there’s nothing to redo."
    ),
)
@click.pass_obj
def redo_command(session: Session) -> None:
    """Redo the last undone change."""
    with open_session_book(session, is_writing=True) as book:
        result = book.redo(session.today)
        currency = book.currency
    if not result.did:
        raise click.ClickException(_("There’s nothing to redo."))
    click.echo(_describe_redo(result).format(count=len(result.entries)))
    print_entry_lines(result.entries, currency, MOST_SHOWN)
    if result.may_lack_notes:
        click.echo(_(NOTES_COME_BACK))


def _describe_redo(result: RedoResult) -> str:
    count = len(result.entries)
    if result.did == "delete":
        return ngettext("Deleted {count} entry again:", "Deleted {count} entries again:", count)
    if result.did == "edit":
        return ngettext("Changed {count} entry again:", "Changed {count} entries again:", count)
    return ngettext("{count} entry is back:", "{count} entries are back:", count)
