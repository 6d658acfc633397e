"""`tracker export` and `tracker import`: the bundle for someone, and back into a book."""

from pathlib import Path

import click

from tracker.cli.opening import opened
from tracker.cli.options import dialect_option, private_notes_option
from tracker.cli.session import Session
from tracker.cli.telling import visible
from tracker.texts import _, ngettext


@click.command("export")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("The folder to write into; it must be new or empty."),
)
@dialect_option
@private_notes_option
@click.pass_obj
def export_command(
    session: Session, folder: Path | None, dialect: str | None, private_notes: bool
) -> None:
    """Write a bundle for someone you trust.

    It holds the entries, the months, a picture, and how to read them. Without --to it goes into
    a dated folder in exports/ beside the book, where that is not encrypted.
    """
    from tracker.sharing.bundle import finished, prepared
    from tracker.sharing.dialect import Dialect
    from tracker.sharing.folder import SharingError, default_folder, write_bundle

    spoken = Dialect(dialect) if dialect else Dialect.local()
    with opened(session, writing=True) as book:
        place = folder or default_folder(book, session.today)
        if place is None:
            raise click.ClickException(
                _("An encrypted book has no default place to export to; name one with --to.")
            )
        files = finished(prepared(book, session.today, spoken, private_notes=private_notes))
        try:
            with book.exporting(place.absolute(), session.today):
                write_bundle(files, place)
        except SharingError as error:
            raise click.ClickException(str(error)) from error
    click.echo(_("Written to {folder}:").format(folder=visible(place)))
    for name in files:
        click.echo(f"  {name}")


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(session: Session, path: Path) -> None:
    """Import the bundle at PATH into an empty book."""
    from tracker.importing.bundle import read_bundle
    from tracker.importing.refused import ImportingError

    with opened(session, writing=True) as book:
        try:
            items = read_bundle(path, book.currency, session.today)
            count = book.add(items, session.today)
        except ImportingError as error:
            raise click.ClickException(str(error)) from error
    click.echo(
        ngettext("Imported {count} entry.", "Imported {count} entries.", count).format(count=count)
    )
