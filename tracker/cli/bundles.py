"""`tracker export`: the page and the tables for someone you trust."""

from pathlib import Path
from typing import Unpack

import click

from tracker.cli.opening import opened
from tracker.cli.session import Session
from tracker.cli.showing import Chosen, chosen_showing, showing_options
from tracker.cli.telling import visible
from tracker.texts import _


@click.command("export")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("The folder to write into; it must be new or empty."),
)
@showing_options
@click.pass_obj
def export_command(session: Session, folder: Path | None, **chosen: Unpack[Chosen]) -> None:
    """Write a page, and a bundle of tables, for someone you trust.

    The page is complete by itself. Beside it lie the entries, the months, a picture, and how to
    read them, unless it is for a friend. Without --to it goes into a dated folder in exports/
    beside the book, where that is not encrypted. A group that has an alias in the book is shown
    under it.
    """
    from tracker.sharing import places
    from tracker.sharing.bundle import files_of, prepared
    from tracker.sharing.choice import ChoiceRefused
    from tracker.sharing.fingerprint import fingerprint
    from tracker.sharing.folder import SharingError, check_free, default_folder, write_bundle

    with opened(session, writing=True) as book:
        place = folder or default_folder(book, session.today)
        if place is None:
            raise click.ClickException(
                _("An encrypted book has no default place to export to; name one with --to.")
            )
        showing = chosen_showing(session, book, chosen)
        choice = showing.choice
        try:
            check_free(place)
            contents = prepared(book, session.today, showing.dialect, choice, showing.cover)
            files = files_of(contents, showing)
            labels = [group.label for group in book.groups.all()]
            told, mark = choice.told(labels), fingerprint(files)
            with book.exports.writing(place.absolute(), session.today, told, mark):
                write_bundle(files, place)
        except ChoiceRefused as error:
            raise click.UsageError(str(error)) from error
        except SharingError as error:
            raise click.ClickException(str(error)) from error
        book_path = book.path
    if left_out := contents.left_out.told():
        click.echo(left_out)
    if remark := places.told(place, book_path):
        click.echo(remark, err=True)
    click.echo(_("Written to {folder}:").format(folder=visible(place)))
    for name in files:
        click.echo(f"  {name}")
    if chosen["six_words"]:
        click.echo(
            _("These six words open it, and are kept nowhere: {words}").format(
                words=showing.password
            )
        )
