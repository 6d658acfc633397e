"""`tracker undo` and `tracker history`: what changes did."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import click

from tracker.book.history import EntryVersion
from tracker.book.undo_stack import MOST_WITHOUT_QUESTION, UndoResult
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session, is_interactive
from tracker.entries.entry_description import build_description
from tracker.entries.line_writer import write_line
from tracker.entries.types import Ask, StoredEntry
from tracker.i18n import N_, _, ngettext

MOST_SHOWN = 20
"""Entries undone or redone that are shown line by line."""


@click.command(
    "undo",
    help=_(
        "Take back the newest change.\n\n"
        "A change is all that one command or one save did. Use it again to take back the one "
        "before. On a terminal it asks before it takes back more than five entries. "
        "tracker redo brings them back."
    ),
)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.pass_obj
def undo_command(session: Session, yes: bool) -> None:
    """Take back the newest change."""
    with open_session_book(session, is_writing=True) as book:
        currency = book.currency
        if not yes and is_interactive():
            _confirm_undo(book.undo_stack.preview_undo(), currency)
        undone = book.undo(session.today)
    taken = undone.entries
    if not taken:
        raise click.ClickException(_("There is nothing to take back."))
    click.echo(_describe_undo(undone).format(count=len(taken)))
    for line in format_entry_lines(taken, currency, MOST_SHOWN):
        click.echo(line)
    if undone.lost_note_count:
        click.echo(
            ngettext(
                "{count} private note is gone. tracker redo brings back everything else.",
                "{count} private notes are gone. tracker redo brings back everything else.",
                undone.lost_note_count,
            ).format(count=undone.lost_note_count)
        )


def _confirm_undo(undone: UndoResult, currency: str) -> None:
    """Ask before many entries are undone."""
    count = len(undone.entries)
    if count <= MOST_WITHOUT_QUESTION:
        return
    click.echo(
        ngettext(
            "This would undo {count} entry:", "This would undo {count} entries:", count
        ).format(count=count),
        err=True,
    )
    for line in format_entry_lines(undone.entries, currency, MOST_WITHOUT_QUESTION):
        click.echo(line, err=True)
    click.confirm(_("Undo all of them?"), abort=True, err=True)


def _describe_undo(undone: UndoResult) -> str:
    count = len(undone.entries)
    if undone.did == "delete":
        return ngettext("{count} entry is back:", "{count} entries are back:", count)
    if undone.did == "edit":
        return ngettext(
            "{count} entry is as it was before:", "{count} entries are as they were before:", count
        )
    if undone.did == "import" and undone.restored_entries:
        return ngettext(
            "Took back the import of {count} entry; what it had changed is as it was before:",
            "Took back the import of {count} entries; what it had changed is as it was before:",
            count,
        )
    return ngettext("Took back {count} entry:", "Took back {count} entries:", count)


def format_entry_lines(items: Sequence[StoredEntry], currency: str, most: int) -> Iterator[str]:
    """Yield entries as lines without their private notes, and how many more there are."""
    entries = {item.number: item.entry for item in items}
    for item in items[:most]:
        target = entries.get(getattr(item.entry, "for_entry", None) or 0)
        entry = replace(item.entry, private_note=None)
        line = write_line(entry, currency, target.every if isinstance(target, Ask) else None)
        yield f"{item.number:>4}  {line}"
    if len(items) > most:
        yield _("and {count} more").format(count=len(items) - most)


LOGGED = N_("logged {day}: {entry_day}  {entry}")
CHANGED = N_("changed {day}: {entry_day}  {entry}")
CHANGED_BY_IMPORT = N_("changed {day} by an import: {entry_day}  {entry}")
BROUGHT_BACK = N_("brought back {day}: {entry_day}  {entry}")
"""How a version began."""
ENDINGS = {
    "edit": N_("until {day}"),
    "delete": N_("deleted {day}"),
    "undo": N_("taken back {day}"),
}
"""How a version ended; where another follows, also a deletion only changed the entry."""


@click.command(
    "history",
    help=_("Show every version of entry N."),
)
@click.argument("number", type=click.IntRange(1, 10**12), metavar="N")
@click.pass_obj
def history_command(session: Session, number: int) -> None:
    """Show every version of entry N."""
    with open_session_book(session, is_writing=False) as book:
        versions = book.load_history(number)
    if not versions:
        raise click.ClickException(
            _("There is no entry {number}, and there never was.").format(number=number)
        )
    for version in versions:
        is_last = version is versions[-1]
        told = build_description(version.entry).sentence
        click.echo(
            _(_select_beginning(version)).format(
                day=version.logged_on, entry_day=version.entry.day, entry=told
            )
        )
        if version.ended_on is not None:
            how = version.ended_as if is_last or version.ended_as == "undo" else "edit"
            click.echo(_(ENDINGS[how]).format(day=version.ended_on))


def _select_beginning(version: EntryVersion) -> str:
    if not version.is_change:
        return BROUGHT_BACK if version.is_back else LOGGED
    return CHANGED_BY_IMPORT if version.began_as == "import" else CHANGED
