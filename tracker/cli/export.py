"""`tracker export`: the summary and the tables for someone you trust."""

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
from tracker.i18n import _, _error
from tracker.steps import pause_garbage_collection

if TYPE_CHECKING:
    from tracker.export.export_options import ExportOptions

BUNDLE, LEDGER = "bundle", "ledger"


@click.command(
    "export",
    help=_(
        "Create a summary for someone you trust.\n\n"
        "The summary is complete by itself. Unless it is for a friend, you also get "
        "the entries, the months, a chart, and a READ-ME that explains them. Without "
        "--to, the files go into a dated folder in exports/ next to the notebook, but "
        "only if the notebook isn’t encrypted. A group with an alias is shown under "
        "it. A ledger has only money that was paid or received, as a journal for "
        "hledger."
    ),
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("Folder for the files. It must be new or empty."),
)
@export_options
@format_option(BUNDLE, LEDGER, text=_("What to create: files for someone you trust, or a ledger."))
@click.pass_obj
def export_command(
    session: Session, folder: Path | None, format_: str, **chosen: Unpack[ExportArguments]
) -> None:
    """Create a summary for someone you trust."""
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
    with pause_garbage_collection(), open_session_book(session, is_writing=True) as book:
        place = folder or choose_default_folder(book, session.today)
        if place is None:
            raise click.ClickException(_explain_missing_folder(book))
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
        None, (omissions, _("Saved in {folder}:").format(folder=make_visible(place)))
    ):
        click.echo(line)
    for name in files:
        click.echo(f"  {name}")
    if chosen["six_words"] and options.password is not None:
        print_six_words(options.password)


def _explain_missing_folder(book: Book) -> str:
    from tracker.export.files.path_warnings import describe_shared_login

    if safer_place := describe_shared_login(book):
        advice = _error("Choose a folder with --to.")
        return f"{safer_place} {advice}"
    return _error("An encrypted notebook has no default export folder. Choose a folder with --to.")


def _build_files(
    session: Session, book: Book, options: "ExportOptions", format_: str
) -> tuple[dict[str, bytes], str]:
    """Return the files by name, and a sentence on what was left out."""
    if format_ == LEDGER:
        from tracker.export.tables.ledger import build_ledger

        with show_status(_("Counting… Press ctrl+c to stop.")):
            return build_ledger(book, session.today, options.selection), ""
    from tracker.book.entry_batches import BATCH_SIZE
    from tracker.export.bundle import BundleBuilder, render_export

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
    with show_status(_("Counting… Press ctrl+c to stop.")):
        contents = builder.build_data()
    shown_asks = contents.report.asks if contents.report else ()
    included_numbers = {number for ask in shown_asks for number in ask.timeline.entries}
    for number in cover_note.ask_numbers or ():
        if number not in included_numbers:
            raise click.UsageError(
                _error("Ask {number} isn’t part of this export. Leave it out.").format(
                    number=number
                )
            )
    for warning in options.list_warnings(mentions_minor=contents.mentions_minor):
        click.echo(warning, err=True)
    with show_status(_("Making the summary… Press ctrl+c to stop.")):
        return render_export(contents, options), contents.omissions.describe()
