"""`tracker history N`: every version of an entry, with how each began and ended."""

import click

from tracker.book.history import EntryVersion
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.entries.entry_description import build_description
from tracker.i18n import N_label, _, _error, _label

# Translators: {day} is when it was saved, {entry_day} the entry's own day.
LOGGED = N_label("saved {day}: {entry_day}  {entry}")
CHANGED = N_label("changed {day}: {entry_day}  {entry}")
CHANGED_BY_IMPORT = N_label("changed {day} by an import: {entry_day}  {entry}")
BROUGHT_BACK = N_label("brought back {day}: {entry_day}  {entry}")
"""How a version began."""
ENDINGS = {
    "edit": N_label("until {day}"),
    "delete": N_label("deleted {day}"),
    "undo": N_label("undone {day}"),
}
"""How a version ended. If another version follows, a deletion is shown as a change."""


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
            _error(
                "There’s no entry {number}, and there never was. To see all entries, "
                "type: tracker entries"
            ).format(number=number)
        )
    for version in versions:
        is_last = version is versions[-1]
        beginning = _select_beginning(version)
        sentence = build_description(version.entry).sentence
        click.echo(
            _label(beginning).format(
                day=version.logged_on, entry_day=version.entry.day, entry=sentence
            )
        )
        if version.ended_on is not None:
            how = version.ended_as if is_last or version.ended_as == "undo" else "edit"
            click.echo(_label(ENDINGS[how]).format(day=version.ended_on))


def _select_beginning(version: EntryVersion) -> str:
    if not version.is_change:
        return BROUGHT_BACK if version.is_back else LOGGED
    return CHANGED_BY_IMPORT if version.began_as == "import" else CHANGED
