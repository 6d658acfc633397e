"""`tracker undo`: undoes the last change, and lists the entries it changed."""

import click

from tracker.book.undo_stack import MOST_WITHOUT_QUESTION, UndoResult
from tracker.cli.entry_list import MOST_SHOWN, print_entry_lines
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.i18n import _, ngettext


@click.command(
    "undo",
    help=_(
        "Undo the last change.\n\n"
        "A change is everything that one command or one save did. Use it again to "
        "undo the change before. In a terminal, it asks before it undoes more than "
        "five entries. tracker redo brings them back."
    ),
)
@click.option("--yes", is_flag=True, help=_("Don’t ask first."))
@click.pass_obj
def undo_command(session: Session, yes: bool) -> None:
    """Undo the last change."""
    with open_session_book(session, is_writing=True) as book:
        currency = book.currency
        if not yes and is_interactive():
            _confirm_undo(book.undo_stack.preview_undo(), currency)
        result = book.undo(session.today)
    entries = result.entries
    if not entries:
        raise click.ClickException(_("There’s nothing to undo."))
    click.echo(_describe_undo(result).format(count=len(entries)))
    print_entry_lines(entries, currency, MOST_SHOWN)
    if result.lost_note_count:
        click.echo(
            ngettext(
                "{count} private note is gone. tracker redo brings back everything else.",
                "{count} private notes are gone. tracker redo brings back everything else.",
                result.lost_note_count,
            ).format(count=result.lost_note_count)
        )


def _confirm_undo(result: UndoResult, currency: str) -> None:
    """Ask before many entries are undone."""
    count = len(result.entries)
    if count <= MOST_WITHOUT_QUESTION:
        return
    click.echo(
        ngettext(
            "This would undo {count} entry:", "This would undo {count} entries:", count
        ).format(count=count),
        err=True,
    )
    print_entry_lines(result.entries, currency, MOST_WITHOUT_QUESTION, err=True)
    click.confirm(_("Undo all of them?"), abort=True, err=True)


def _describe_undo(result: UndoResult) -> str:
    count = len(result.entries)
    if result.did == "delete":
        return ngettext("{count} entry is back:", "{count} entries are back:", count)
    if result.did == "edit":
        return ngettext(
            "{count} entry is as it was before:", "{count} entries are as they were before:", count
        )
    if result.did == "import" and result.restored_entries:
        return ngettext(
            "Undid the import of {count} entry. What it had changed is as it was before:",
            "Undid the import of {count} entries. What it had changed is as it was before:",
            count,
        )
    return ngettext("Undid {count} entry:", "Undid {count} entries:", count)
