"""`tracker export`: the page and the tables for someone you trust."""

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from tracker.book.book import Book
from tracker.cli.export_arguments import (
    ExportArguments,
    build_export_options,
    export_options,
    refuse_ledger_conflicts,
)
from tracker.cli.messages import make_visible
from tracker.cli.new_passphrase import print_six_words
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option
from tracker.cli.progress import report_progress, show_status
from tracker.cli.session import Session
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.export.export_options import ExportOptions

BUNDLE, LEDGER = "bundle", "ledger"


@click.command(
    "export",
    help=_(
        "Write a summary, and a bundle of tables, for someone you trust.\n\n"
        "The summary is complete by itself. Beside it lie the entries, the months, a "
        "picture, and how to read them, unless it is for a friend. Without --to it goes "
        "into a dated folder in exports/ beside the book, where that is not encrypted. A "
        "group that has an alias in the book is shown under it. A ledger holds only what "
        "moved, as a journal for hledger."
    ),
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("The folder to write into; it must be new or empty."),
)
@export_options
@format_option(BUNDLE, LEDGER)
@click.pass_obj
def export_command(
    session: Session, folder: Path | None, format_: str, **chosen: Unpack[ExportArguments]
) -> None:
    """Write a summary, and a bundle of tables, for someone you trust."""
    from tracker.charts.image.matplotlib_loader import ImageError
    from tracker.export.files import path_warnings
    from tracker.export.files.export_folder import (
        ExportError,
        check_folder_free,
        choose_default_folder,
        remove_unfinished_folders,
        write_bundle,
    )
    from tracker.export.files.fingerprint import compute_fingerprint
    from tracker.export.privacy.selection import SelectionError

    if format_ == LEDGER:
        refuse_ledger_conflicts(chosen)
    with open_session_book(session, is_writing=True) as book:
        place = folder or choose_default_folder(book, session.today)
        if place is None:
            raise click.ClickException(
                _("An encrypted book has no default place to export to; name one with --to.")
            )
        options = build_export_options(session, book, chosen)
        description = options.selection.describe([group.label for group in book.groups.load_all()])
        try:
            check_folder_free(place)
            remove_unfinished_folders(place, [record.path for record in book.export_log.load_all()])
            files, omissions = _build_files(session, book, options, format_)
            if folder and (remark := path_warnings.describe_path_risk(place, book.path)):
                click.echo(remark, err=True)
            with book.export_log.record_while_writing(
                place.absolute(), session.today, description, compute_fingerprint(files)
            ):
                write_bundle(files, place)
        except SelectionError as error:
            raise click.UsageError(str(error)) from error
        except (ExportError, ImageError) as error:
            raise click.ClickException(str(error)) from error
    for line in filter(
        None, (omissions, _("Written to {folder}:").format(folder=make_visible(place)))
    ):
        click.echo(line)
    for name in files:
        click.echo(f"  {name}")
    if chosen["six_words"] and options.password is not None:
        print_six_words(options.password)


def _build_files(
    session: Session, book: Book, options: "ExportOptions", format_: str
) -> tuple[dict[str, bytes], str]:
    """Return the files by their names, and what is left out of them."""
    if format_ == LEDGER:
        from tracker.export.tables.ledger import build_ledger

        return build_ledger(book, session.today, options.selection), ""
    from tracker.export.bundle import BATCH_SIZE, BundleBuilder, render_export

    selection, cover_note = options.selection, options.cover_note
    builder = BundleBuilder(
        book,
        session.today,
        options.dialect,
        selection,
        cover_note,
        has_tables=options.has_tables,
    )
    for _count in report_progress(builder.read_batches(), entries_per_item=BATCH_SIZE):
        pass
    with show_status(_("Counting… ctrl+c stops it.")):
        contents = builder.build_data()
    included_asks = {number for ask in contents.asks for number in ask.timeline.entries}
    for number in cover_note.ask_numbers or ():
        if number not in included_asks:
            raise click.UsageError(
                _("Ask {number} is not among what goes along; leave it out.").format(number=number)
            )
    with show_status(_("Making the summary… ctrl+c stops it.")):
        return render_export(contents, options), contents.omissions.describe()
