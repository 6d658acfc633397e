"""`tracker check`: looks for damage, and names the backup to open if there is some."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tracker.book.book import Book
from tracker.book.database.connection import is_encrypted
from tracker.book.database.errors import (
    BookError,
    ChangedSchemaError,
    DamagedBookError,
    NotABookError,
    WrongPassphraseError,
)
from tracker.book.maintenance.integrity import (
    CheckResult,
    IntegrityCheck,
    has_only_day_problems,
    has_only_total_problems,
    is_index_repairable,
)
from tracker.book.maintenance.integrity_messages import describe_proposal, describe_result
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.entries.entry_description import build_description
from tracker.i18n import _, _error, _error_plural, format_date, ngettext

# Data: in people's scripts since 0.1, never rename.
TEXT, JSON = "text", "json"


@click.command(
    "check",
    help=_(
        "Check the notebook for damage.\n\n"
        "You see what was checked. If something is wrong, Tracker names the newest "
        "undamaged backup, and the exit code is 1. With --repair it can repair "
        "dates before 1900 or after 2199, damaged indexes, and anything that "
        "another program built into the file."
    ),
)
@click.option(
    "--repair", is_flag=True, help=_("Show what can be repaired. Repair it if you agree.")
)
@click.option("--yes", is_flag=True, help=_("With --repair: don’t ask first."))
@format_option(TEXT, JSON)
@click.pass_obj
def check_command(session: Session, repair: bool, yes: bool, format_: str) -> None:
    """Check the notebook for damage."""
    if repair and format_ == JSON:
        raise click.UsageError(
            _error("--repair and --format json don’t work together. Leave one out.")
        )
    try:
        with open_session_book(session, is_writing=repair) as book:
            findings = book.maintenance.check_integrity(session.today)
            if repair and _repair(session, book, findings, yes=yes):
                return
    except ChangedSchemaError as error:
        if not repair:
            raise
        _rebuild(session, error, yes=yes)
        return
    except (DamagedBookError, NotABookError, WrongPassphraseError) as error:
        raise click.ClickException(
            " ".join(filter(None, (str(error), _describe_newest_backup(session))))
        ) from error
    _print_results(session, findings, format_)


def _print_results(session: Session, findings: Sequence[CheckResult], format_: str) -> None:
    """Print what was checked. If something is wrong, end with 1 and say what to do."""
    if format_ == JSON:
        text = json.dumps(
            [_build_json(finding) for finding in findings], ensure_ascii=False, indent=2
        )
        click.echo(text, file=get_program_output())
    else:
        for finding in findings:
            click.echo(make_visible(describe_result(finding)))
    _warn_of_plain_backups(session)
    if is_index_repairable(findings):
        raise click.ClickException(
            _error(
                "An index is damaged, but no entry is lost. To repair it, type: tracker "
                "check --repair"
            )
        )
    if has_only_total_problems(findings):
        raise click.ClickException(
            _error(
                "The totals of some months don’t match the entries, but no entry is lost. To add"
                " them up again, type: tracker check --repair"
            )
        )
    if has_only_day_problems(findings):
        raise click.ClickException(
            _error(
                "Some dates can’t be right. To see a suggested date for each, type: "
                "tracker check --repair"
            )
        )
    if any(finding.problems for finding in findings):
        raise click.ClickException(
            _error("Tracker found problems.") + f" {_describe_newest_backup(session)}"
        )
    if format_ == TEXT:
        click.echo(_("No problems found."))


def _repair(session: Session, book: Book, findings: Sequence[CheckResult], *, yes: bool) -> bool:
    """Propose a repair of what was found, and return whether there is one."""
    if is_index_repairable(findings):
        _repair_indexes(session, book, yes=yes)
    elif has_only_day_problems(findings):
        _repair_days(session, book, yes=yes)
    elif has_only_total_problems(findings):
        _repair_totals(book, yes=yes)
    else:
        return False
    return True


def _repair_indexes(session: Session, book: Book, *, yes: bool) -> None:
    """Rebuild damaged indexes in a copy that replaces the notebook, if the person agrees."""
    click.echo(
        _(
            "An index of the notebook is damaged, but no entry is lost. Tracker can "
            "rebuild the index in a copy, compare each row, and replace the notebook "
            "with the copy. The damaged file is kept."
        )
    )
    if _confirm_repair(_("Repair the index?"), yes=yes):
        kept_path = book.maintenance.repair_indexes(session.today)
        click.echo(
            _("The index has been repaired. The damaged file is kept here: {path}").format(
                path=make_visible(kept_path)
            )
        )


def _repair_totals(book: Book, *, yes: bool) -> None:
    """Count the totals of the months again, if the person agrees."""
    click.echo(
        _(
            "The totals of some months don’t match the entries. No entry is lost. Tracker can add"
            " up all entries again."
        )
    )
    if _confirm_repair(_("Add them up again?"), yes=yes):
        book.maintenance.repair_totals()
        click.echo(_("The totals match the entries again."))


def _rebuild(session: Session, schema_error: ChangedSchemaError, *, yes: bool) -> None:
    """Copy Tracker's own data into a new file that replaces the notebook, if the person agrees."""
    from tracker.book.maintenance.schema_repair import rebuild_book

    click.echo(
        _(
            "{problem} Tracker can copy everything it saved itself into a new file, "
            "compare each row, and replace the notebook with the new file. The old "
            "file is kept."
        ).format(problem=schema_error.description)
    )
    if not _confirm_repair(_("Copy it into a new file?"), yes=yes):
        return
    try:
        kept_path = rebuild_book(session.path, session.read_given_passphrase(), session.today)
    except BookError as error:
        raise click.ClickException(f"{error} {_describe_newest_backup(session)}") from error
    click.echo(
        _("The notebook has a new file. The old one is kept here: {path}").format(
            path=make_visible(kept_path)
        )
    )


def _confirm_repair(question: str, *, yes: bool) -> bool:
    """Return whether the person wants a repair, or raise UsageError if nobody can be asked."""
    if yes:
        return True
    if not is_interactive():
        raise click.UsageError(
            _error(
                "Nothing was changed. To repair without being asked, type: tracker check "
                "--repair --yes"
            )
        )
    if click.confirm(question, err=True):
        return True
    click.echo(_("Nothing was changed."), err=True)
    return False


def _repair_days(session: Session, book: Book, *, yes: bool) -> None:
    """Propose a date for each wrong one, and save them if the person agrees."""
    proposals = book.day_repair.propose_days(session.today)
    for proposal in proposals:
        click.echo(
            make_visible(
                describe_proposal(proposal, build_description(proposal.item.entry).sentence)
            )
        )
    if not _confirm_repair(_("Save these dates?"), yes=yes):
        return
    book.day_repair.save(proposals, session.today)
    click.echo(
        ngettext(
            "{count} entry has a new date. To bring the old one back, type: tracker undo",
            "{count} entries have new dates. To bring the old ones back, type: tracker undo",
            len(proposals),
        ).format(count=len(proposals))
    )


def _build_json(finding: CheckResult) -> dict[str, object]:
    # Data: in people's scripts since 0.1, never rename.
    return {
        "looked_at": finding.check,
        "count": finding.count,
        "found": list(finding.problems),
        **(
            {"ignored": list(finding.ignored_names)}
            if finding.check is IntegrityCheck.TABLES
            else {}
        ),
    }


def _describe_newest_backup(session: Session) -> str:
    """Return which backup is the newest undamaged one, and how to restore it."""
    from tracker.book.files.backups import list_backups
    from tracker.book.files.restore import inspect_backup

    backups = list_backups(session.path)
    if not backups:
        return _error("There’s no backup.")
    for number, backup in enumerate(backups, 1):
        contents = inspect_backup(backup.path, session.read_given_passphrase())
        if contents.entry_count is not None:
            return _error_plural(
                "The backup from {day} is undamaged and has {count} entry. To restore "
                "it, type: tracker restore {number}",
                "The backup from {day} is undamaged and has {count} entries. To "
                "restore it, type: tracker restore {number}",
                contents.entry_count,
            ).format(day=format_date(backup.day), count=contents.entry_count, number=number)
    return _error("This passphrase opens none of the backups.")


def _warn_of_plain_backups(session: Session) -> None:
    """Print which backups of an encrypted notebook anyone can read."""
    from tracker.book.files.backups import list_backups

    if not is_encrypted(session.path):
        return
    plain_paths = [
        backup.path
        for backup in list_backups(session.path)
        if not _is_encrypted_backup(backup.path)
    ]
    if plain_paths:
        click.echo(
            ngettext(
                "{count} backup has no passphrase, so anyone can read it: {paths}",
                "{count} backups have no passphrase, so anyone can read them: {paths}",
                len(plain_paths),
            ).format(count=len(plain_paths), paths=", ".join(map(make_visible, plain_paths))),
            err=True,
        )


def _is_encrypted_backup(path: Path) -> bool:
    try:
        return is_encrypted(path)
    except BookError:
        return True
