"""`tracker export`: the bundle for someone."""

from pathlib import Path

import click

from tracker.book.book import Book
from tracker.cli.months import chosen_group
from tracker.cli.opening import opened
from tracker.cli.options import dialect_option, private_notes_option
from tracker.cli.parameters import MonthType
from tracker.cli.session import Session
from tracker.cli.telling import visible
from tracker.entries.known import Known
from tracker.months import Month
from tracker.texts import _


@click.command("export")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("The folder to write into; it must be new or empty."),
)
@click.option(
    "--from",
    "first",
    type=MonthType(),
    metavar="YYYY-MM",
    help=_("The first month that goes along."),
)
@click.option(
    "--until",
    "last",
    type=MonthType(),
    metavar="YYYY-MM",
    help=_("The last month that goes along."),
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="G",
    help=_("Only this group; for several, again (- reads it from standard input)."),
)
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    metavar="G=NAME",
    help=_("Show a group under this name (- reads it from standard input)."),
)
@click.option("--own-names", is_flag=True, help=_("Leave the book’s aliases out."))
@dialect_option
@private_notes_option
@click.pass_obj
def export_command(
    session: Session,
    folder: Path | None,
    first: Month | None,
    last: Month | None,
    groups: tuple[str, ...],
    aliases: tuple[str, ...],
    own_names: bool,
    dialect: str | None,
    private_notes: bool,
) -> None:
    """Write a bundle for someone you trust.

    It holds the entries, the months, a picture, and how to read them. Without --to it goes into
    a dated folder in exports/ beside the book, where that is not encrypted. A group that has an
    alias in the book is shown under it.
    """
    from tracker.sharing.bundle import finished, prepared
    from tracker.sharing.choice import Choice, ChoiceRefused
    from tracker.sharing.dialect import Dialect
    from tracker.sharing.folder import SharingError, default_folder, write_bundle

    spoken = Dialect(dialect) if dialect else Dialect.local()
    with opened(session, writing=True) as book:
        place = folder or default_folder(book, session.today)
        if place is None:
            raise click.ClickException(
                _("An encrypted book has no default place to export to; name one with --to.")
            )
        names = _names(session, book, groups, aliases, own_names=own_names)
        choice = Choice(first, last, names, private_notes)
        try:
            contents = prepared(book, session.today, spoken, choice)
        except ChoiceRefused as error:
            raise click.UsageError(str(error)) from error
        files = finished(contents)
        labels = [group.label for group in book.groups.all()]
        try:
            with book.exports.writing(place.absolute(), session.today, choice.told(labels)):
                write_bundle(files, place)
        except SharingError as error:
            raise click.ClickException(str(error)) from error
    if told := contents.left_out.told():
        click.echo(told)
    click.echo(_("Written to {folder}:").format(folder=visible(place)))
    for name in files:
        click.echo(f"  {name}")


def _names(
    session: Session,
    book: Book,
    groups: tuple[str, ...],
    aliases: tuple[str, ...],
    *,
    own_names: bool,
) -> dict[str, str]:
    """The labels of the groups that go along, and the name each is shown under."""
    known = book.known()
    names = {
        group.label: group.label if own_names else group.alias or group.label
        for group in book.groups.all()
    }
    chosen = [_named(session, name, known) for name in groups]
    if chosen:
        names = {label: name for label, name in names.items() if label in chosen}
    for alias in aliases:
        text = session.line_of_input() if alias == "-" else alias
        name, sign, shown = text.partition("=")
        if not sign or not shown.strip():
            raise click.UsageError(_("An alias is written like circle=readers."))
        label = chosen_group(name, known)
        if label is None or label not in names:
            raise click.UsageError(
                _("{group} does not go along; name it with --group, too.").format(group=label)
            )
        names[label] = shown.strip()
    return names


def _named(session: Session, name: str, known: Known) -> str | None:
    return chosen_group(session.line_of_input() if name == "-" else name, known)
