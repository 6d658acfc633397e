"""`tracker where`: every place Tracker has written to, and how to remove each."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import BookError
from tracker.book.files.backups import find_backup_folder
from tracker.book.stores.export_log import ExportRecord
from tracker.cli.data_folder import (
    BOOK_FILE,
    find_data_folder,
    find_former_files,
)
from tracker.cli.demo import find_demo_folder
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import describe_missing_passphrase
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.i18n import _
from tracker.safe_files import has_hard_link, resolve_link


@click.command(
    "where",
    help=_("Show where your files are (--all: and how to remove them)."),
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=_("List every place that Tracker has written to, not only the notebook."),
)
@click.pass_obj
def where_command(session: Session, every: bool) -> None:
    """Print the notebook's path. With --all, also every other place, and how to remove it."""
    named_path = session.path.absolute()
    book = resolve_link(named_path)
    click.echo(make_visible(book))
    with suppress(BookError):
        if not is_encrypted(book):
            # On standard error, because another program may read the path.
            click.echo(describe_missing_passphrase(session), err=True)
    if not every:
        return
    records: list[ExportRecord] = []
    if book.exists():
        with open_session_book(session, is_writing=False) as opened_book:
            records = opened_book.export_log.load_all()
    click.echo(f"  {_describe_book(book)}")
    link_text = _("A link to your notebook. If you delete the notebook, delete the link too.")
    links = [] if named_path == book else [(named_path, link_text)]
    from tracker.export.files.written_files import list_exports, list_files_beside

    listed = {book}
    for path, how in (
        *links,
        *list_files_beside(book),
        *list_exports(records),
        *_list_data_folder(book),
    ):
        if path not in listed:
            listed.add(path)
            click.echo(f"{make_visible(path)}\n  {how}")
    click.echo(
        _(
            "The list can’t have files that you moved, or saved before a restore. Deleted "
            "files can sometimes be recovered from a disk or USB stick."
        )
    )


def _describe_book(book: Path) -> str:
    if book.exists() and has_hard_link(book):
        return _(
            "Your notebook, which has a second name on this disk (a hard link). If you remove both,"
            " all your entries are gone."
        )
    if book.exists():
        return _("Your notebook. If you remove this file, all your entries are gone.")
    return _("There’s no notebook here yet.")


def _list_data_folder(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield what is in the person's own folders, or nothing without a home folder."""
    for places in (_list_own_book(book), _list_demo(), _list_former_folder(book)):
        try:
            yield from places
        except BookError:
            continue
        except OSError as error:
            yield Path(error.filename), _("Tracker can’t look there.")


def _list_own_book(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield the notebook of the data folder and the files next to it, if this is another one."""
    from tracker.export.files.written_files import list_files_beside

    own_book = resolve_link(find_data_folder() / BOOK_FILE)
    if own_book != book and own_book.exists():
        yield own_book, _("Another notebook. If you remove this file, all its entries are gone.")
        yield from list_files_beside(own_book)


def _list_demo() -> Iterator[tuple[Path, str]]:
    if find_demo_folder().exists():
        yield find_demo_folder(), _("The sample story. If you don’t want it, delete this folder.")


def _list_former_folder(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield what is left in the folder of earlier versions."""
    for path in find_former_files():
        if find_backup_folder(book) not in path.parents:
            yield path, _("In the folder of earlier versions. Remove it if you don’t need it.")
