"""`tracker demo`: the sample story, in a notebook of its own."""

import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which

import click

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.table import MonthlyTable
from tracker.book.book import Book
from tracker.book.files.backups import find_backup_folder, list_backups
from tracker.book.open_book import create_book
from tracker.cli.chart import print_chart
from tracker.cli.data_folder import (
    BUNDLE_FOLDER,
    DEMO_FOLDER,
    LOCAL_BOOK,
    find_data_folder,
    move_former_files,
)
from tracker.cli.messages import format_numbered_entry
from tracker.cli.months_table import print_months_table
from tracker.clock import FixedClock
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _error, _label, _label_plural, make_printable
from tracker.safe_files import FOLDER_MODE
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, load_story_days

MOST_SHOWN = 12
"""Entries of the story that are shown as they are logged."""


def find_demo_folder() -> Path:
    """Return the default folder of the sample story.

    It is in the data folder, where `tracker where --all` finds it.
    """
    return find_data_folder() / DEMO_FOLDER


@click.command(
    "demo",
    help=_(
        "Try Tracker with sample data.\n\n"
        "It adds the entries of the sample story, shows the months and the chart, "
        "and creates the files for someone you trust. With --open, it opens the "
        "app on the story instead. Your own notebook isn’t touched."
    ),
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("Folder for the sample story. It must be new or empty."),
)
@click.option(
    "--open", "is_opened", is_flag=True, help=_("Open the app on the sample story, to try things.")
)
@click.pass_context
def demo_command(ctx: click.Context, folder: Path | None, *, is_opened: bool) -> None:
    """Show the sample story, or open the app on it."""
    place = _prepare_folder(folder)
    with create_book(
        place / LOCAL_BOOK, currency=STORY_CURRENCY, group=STORY_GROUP, passphrase=None
    ) as book:
        has_app = is_opened and sys.stdin.isatty() and sys.stdout.isatty()
        if has_app:
            _log_story(book)
        else:
            _print_story(book, place)
    if has_app:
        from tracker.app import run_app

        ctx.exit(run_app(place / LOCAL_BOOK, FixedClock(STORY_TODAY)))


def _prepare_folder(folder: Path | None) -> Path:
    """Create the folder of the story, or empty the default one, and return it."""
    if folder is None:
        move_former_files()
    place = _clear_folder(find_demo_folder()) if folder is None else folder
    if place.exists() and any(place.iterdir()):
        raise click.ClickException(
            _error("{folder} isn’t empty. Choose a new folder with --to.").format(
                folder=make_printable(place)
            )
        )
    place.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return place


def _print_story(book: Book, place: Path) -> None:
    """Log the story, print what the commands say of it, and write the files."""
    _print_entries(_log_story(book))
    _show_months(book)
    _write_story_bundle(book, place / BUNDLE_FOLDER)
    click.echo()
    click.echo(_label("Notebook: {path}").format(path=make_printable(place / LOCAL_BOOK)))
    click.echo(_label("Files: {path}").format(path=make_printable(place / BUNDLE_FOLDER)))
    click.echo(
        _("To look around, type: {tracker} --book {path} --today {day}").format(
            tracker=_find_program_name(), path=make_printable(place / LOCAL_BOOK), day=STORY_TODAY
        )
    )


def _find_program_name() -> str:
    """Return how to call this program again, by its name if the shell finds it."""
    return "tracker" if which("tracker") else sys.argv[0]


def _clear_folder(folder: Path) -> Path:
    """Remove what the last demo wrote, and return its folder.

    Only files that the demo wrote itself are replaced. A folder with anything else in it is
    refused.
    """
    from tracker.export.bundle import BUNDLE_FILES, REPORT_FILE

    bundle = folder / BUNDLE_FOLDER
    backups = [backup.path for backup in list_backups(folder / LOCAL_BOOK)]
    for file in (
        *(bundle / name for name in (REPORT_FILE, *BUNDLE_FILES)),
        *backups,
        folder / LOCAL_BOOK,
    ):
        file.unlink(missing_ok=True)
    for subfolder in (bundle, find_backup_folder(folder / LOCAL_BOOK)):
        if subfolder.exists() and not any(subfolder.iterdir()):
            subfolder.rmdir()
    return folder


def _log_story(book: Book) -> list[StoredEntry]:
    return [item for day, entries in load_story_days() for item in book.log(entries, day)]


def _print_entries(logged: Sequence[StoredEntry]) -> None:
    click.echo(_label("tracker log: the sample story, line by line"))
    for item in logged[:MOST_SHOWN]:
        click.echo(format_numbered_entry(item.number, item.entry))
    more = len(logged) - MOST_SHOWN
    click.echo(_label_plural("and {count} more", "and {count} more", more).format(count=more))


def _show_months(book: Book) -> None:
    table = MonthlyTable(book.load_monthly_facts(STORY_TODAY))
    click.echo("\n" + _label("tracker months: asked and given per month"))
    rows = [adjust_amount_left(row) for row in table.build_rows()]
    print_months_table(rows, table.current_month)
    click.echo("\n" + _label("tracker chart: share of income per month"))
    print_chart(rows, table.current_month)


def _write_story_bundle(book: Book, folder: Path) -> None:
    from tracker.export.bundle import load_bundle, render_export
    from tracker.export.export_options import ExportOptions
    from tracker.export.files.export_folder import write_bundle
    from tracker.export.tables.csv_dialect import Dialect

    options = ExportOptions(Dialect.from_locale())
    contents = load_bundle(
        book, STORY_TODAY, options.dialect, options.selection, options.cover_note
    )
    files = render_export(contents, options)
    write_bundle(files, folder)
    book.export_log.record(folder, STORY_TODAY)
    click.echo(
        "\n"
        + _label("tracker export: for someone you trust, {files}").format(files=", ".join(files))
    )
