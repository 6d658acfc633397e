"""`tracker where`: every place Tracker has written to, and how to remove each."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import BookError
from tracker.book.files.backups import find_backup_folder, find_unfinished_backups, list_backups
from tracker.book.files.rescue import list_rescue_copies
from tracker.book.stores.export_log import ExportRecord
from tracker.cli.data_folder import (
    BOOK_FILE,
    find_data_folder,
    find_former_files,
    find_former_folder,
)
from tracker.cli.demo import find_demo_folder
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import describe_missing_passphrase
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.i18n import _, format_date
from tracker.safe_files import build_journal_path, find_leftovers, has_hard_link, resolve_link


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
    links = (
        [] if named_path == book else [(named_path, _("A link to your notebook. Remove it too."))]
    )
    listed = {book}
    for path, how in (
        *links,
        *_list_beside(book),
        *_list_exports(records),
        *_list_data_folder(book),
    ):
        if path not in listed:
            listed.add(path)
            click.echo(f"{make_visible(path)}\n  {how}")
    click.echo(
        _(
            "Tracker writes nothing else. Deleted files can sometimes be recovered "
            "from a disk or USB stick."
        )
    )


def _describe_book(book: Path) -> str:
    if book.exists() and has_hard_link(book):
        return _("Your notebook, which has a second name on this disk (a hard link). Remove both.")
    if book.exists():
        return _("Your notebook. If you remove this file, all your entries are gone.")
    return _("There’s no notebook here yet.")


def _list_beside(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield files in the notebook's folder: its backups, and leftovers of a crash."""
    if (copies := find_backup_folder(book)).exists():
        yield copies, _("Backups. Remove the folder.")
    for backup in list_backups(book):
        if backup.is_aside:
            yield backup.path, _("The notebook as it was before a restore. Remove this file.")
    for copy in list_rescue_copies(book):
        yield copy, _("What you had open when another program changed the file. Remove this file.")
    for leftover in find_unfinished_backups(book):
        yield leftover, _("Part of an unfinished backup. Remove this file.")
    if (journal := build_journal_path(book)).exists():
        yield (
            journal,
            _(
                "The journal of an open notebook. It disappears by itself, or remove it "
                "with the notebook."
            ),
        )
    for leftover in find_leftovers(book.parent, re.escape(book.name)):
        yield leftover, _("Left over from when the computer stopped. Remove this file.")


def _list_exports(records: list[ExportRecord]) -> Iterator[tuple[Path, str]]:
    """Yield what was exported, each place once, with its latest day."""
    from tracker.export.files import export_folder

    for path, day in {record.path: record.day for record in records}.items():
        if path.exists():
            yield path, _("Saved on {day}. Remove it.").format(day=format_date(day))
        else:
            yield path, _("Saved on {day}, but no longer there.").format(day=format_date(day))
        for unfinished in export_folder.find_unfinished_folders(path):
            yield unfinished, _("An unfinished export. Remove this folder.")
        for leftover in find_leftovers(path.parent, re.escape(path.name)):
            yield leftover, _("Part of an unfinished backup. Remove this file.")


def _list_data_folder(book: Path) -> list[tuple[Path, str]]:
    """Return what is in the person's own folders, or nothing without a home folder."""
    with suppress(BookError):
        return [*_list_demo(), *_list_former_folder(book)]
    return []


def _list_demo() -> Iterator[tuple[Path, str]]:
    if find_demo_folder().exists():
        yield find_demo_folder(), _("The sample story. Remove the folder.")


def _list_former_folder(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield what is left in the folder of earlier versions, and another notebook in the new one."""
    own_book = find_data_folder() / BOOK_FILE
    if book.parent == find_former_folder() and own_book.exists():
        yield own_book, _("Another notebook. If you remove this file, all its entries are gone.")
    for path in find_former_files():
        if find_backup_folder(book) not in path.parents:
            yield path, _("In the folder of earlier versions. Remove it if you don’t need it.")
