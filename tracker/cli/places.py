"""`tracker where`: every place this program ever wrote to."""

import click

from tracker.book.backups import folder_of
from tracker.cli.demo import demo_folder
from tracker.cli.opening import opened
from tracker.cli.session import Session
from tracker.cli.telling import visible
from tracker.texts import _


@click.command("where")
@click.option("--all", "every", is_flag=True, help=_("Every path ever written, not only the book."))
@click.pass_obj
def where_command(session: Session, every: bool) -> None:
    """Say where the book lies."""
    click.echo(visible(session.path.absolute()))
    if not every:
        return
    if folder_of(session.path).exists():
        click.echo(visible(folder_of(session.path)))
    if session.path.exists():
        with opened(session, writing=False) as book:
            exports = dict.fromkeys(shown.path for shown in book.exports.all())
        for folder in exports:
            gone = "" if folder.exists() else "  " + _("(no longer there)")
            click.echo(f"{visible(folder)}{gone}")
    if demo_folder().exists():
        click.echo(visible(demo_folder()))
