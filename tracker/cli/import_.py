"""`tracker import`: adds exported entries to a notebook, empty or not."""

from pathlib import Path

import click

from tracker.book.book import Book
from tracker.cli.bundle_argument import (
    password_option,
    read_bundle_argument,
    translate_import_errors,
)
from tracker.cli.former_names import RenamedChoice, RenamedOption
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.import_report import describe_import, describe_merge
from tracker.cli.open_book import open_session_book
from tracker.cli.progress import report_progress
from tracker.cli.session import Session
from tracker.entries.parse_context import ParseContext
from tracker.entries.tokenizer import fold
from tracker.i18n import _, _error


@click.command(
    "import",
    help=_(
        "Import exported entries.\n\n"
        "PATH is an export folder, a zip of it, its entries.csv, or a summary with "
        "attached tables. New entries are added. Tracker recognises the ones you have "
        "by their ID, whatever their number. If some of them differ, Tracker lists "
        "them, and imports nothing until you choose a version. One undo takes back "
        "the whole import."
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=RenamedChoice(["book", "import"], {"bundle": "import"}),
    help=_("Which version to keep if an entry differs. What is replaced stays in its history."),
)
@click.option(
    "--restore-deleted",
    cls=RenamedOption,
    former="--bring-back",
    is_flag=True,
    help=_("Also bring back entries that you deleted or undid."),
)
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    metavar="G=NAME",
    help=_(
        "The name that the export uses for one of your groups (- reads it from standard input)."
    ),
)
@click.option("--dry-run", is_flag=True, help=_("Show what would be imported, and import nothing."))
@password_option
@click.pass_obj
def import_command(
    session: Session,
    path: Path,
    keep: str | None,
    restore_deleted: bool,
    aliases: tuple[str, ...],
    dry_run: bool,
    password_file: Path | None,
) -> None:
    """Import exported entries."""
    from tracker.importing.bundle_diff import compare_bundle
    from tracker.importing.merge_plan import ImportDecisions, KeptSide, plan_merge

    sides = {None: None, "book": KeptSide.BOOK, "import": KeptSide.BUNDLE}
    decisions = ImportDecisions(sides[keep], restore_deleted)
    with translate_import_errors():
        bundle = read_bundle_argument(session, path, password_file)
        with open_session_book(session, is_writing=not dry_run) as book:
            context = _load_context(session, book, aliases)
            if book.is_empty():
                items = report_progress(bundle.read_entries(context, session.today))
                count = (
                    sum(1 for _item in items)
                    if dry_run
                    else book.import_entries(items, session.today)
                )
                lines = describe_import(count, bundle.orphans, dry_run=dry_run)
                is_decided = True
            else:
                diff = compare_bundle(bundle, context, book, session.today, report_progress)
                plan = plan_merge(diff, book, bundle, decisions)
                is_decided = plan is not None
                if plan is not None and not dry_run:
                    plan.apply(book, session.today, report_progress)
                lines = describe_merge(diff, plan, context, decisions, dry_run=dry_run)
    for line in lines:
        click.echo(line)
    if dry_run:
        click.echo(_("Nothing was imported."), err=True)
    elif not is_decided:
        raise click.ClickException(
            _error(
                "Nothing was imported, because some entries differ. Choose {yours} (your version) "
                "or {imported} (the imported version)."
            ).format(yours="--keep book", imported="--keep import")
        )


def _load_context(session: Session, book: Book, aliases: tuple[str, ...]) -> ParseContext:
    """Return the parse context, with the groups by their names in the export."""
    context = book.load_parse_context()
    for alias in aliases:
        name, sign, shown_name = session.read_option(alias).partition("=")
        label = find_chosen_group(name, context)
        if not sign or not shown_name.strip() or label is None:
            raise click.UsageError(_error("Type an alias as group=name, e.g. circle=readers"))
        context.groups[fold(shown_name.strip())] = label
    return context
