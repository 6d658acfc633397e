"""The files that Tracker wrote besides the notebook: where they are, and how to remove them.

The list asks nobody to remove a file. Otherwise a person deletes the only backup that evening.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker.book.database.errors import BookError
from tracker.book.files.backups import find_backup_folder, find_unfinished_backups, list_backups
from tracker.book.files.rescue import list_rescue_copies
from tracker.book.stores.export_log import ExportRecord
from tracker.export.files.export_folder import find_unfinished_folders
from tracker.i18n import _, format_date
from tracker.safe_files import build_journal_path, find_leftovers


def list_files_beside(book: Path) -> Iterator[tuple[Path, str]]:
    """Yield files in the notebook's folder: its backups, and leftovers of a crash.

    With each comes what it is and how to remove it.
    """
    asides: list[Path] = []
    try:
        asides = [backup.path for backup in list_backups(book) if backup.is_aside]
    except BookError:
        yield (
            find_backup_folder(book),
            _("Backups. Tracker can’t look there. If you don’t want them, delete this folder."),
        )
    else:
        if (copies := find_backup_folder(book)).exists():
            yield copies, _("Backups of this notebook. If you don’t want them, delete this folder.")
    for aside in asides:
        yield (
            aside,
            _("The notebook as it was before a restore. If you don’t want it, delete this file."),
        )
    for copy in list_rescue_copies(book):
        yield (
            copy,
            _(
                "What you had open when another program changed the file. If you don’t want it,"
                " delete this file."
            ),
        )
    for leftover in find_unfinished_backups(book):
        yield leftover, _("Part of an unfinished backup. You can delete this file.")
    if (journal := build_journal_path(book)).exists():
        yield (
            journal,
            _(
                "The journal of an open notebook. It disappears by itself. If you delete the"
                " notebook, delete this file too."
            ),
        )
    for leftover in find_leftovers(book.parent, re.escape(book.name)):
        yield leftover, _("Left over from when the computer stopped. You can delete this file.")


def list_exports(records: Iterable[ExportRecord]) -> Iterator[tuple[Path, str]]:
    """Yield what was exported, each place once, with its latest day."""
    for path, day in {record.path: record.day for record in records}.items():
        yield path, _describe_place(path).format(day=format_date(day))
        for unfinished in find_unfinished_folders(path):
            yield unfinished, _("An unfinished export. You can delete this folder.")
        for leftover in find_leftovers(path.parent, re.escape(path.name)):
            yield (
                leftover,
                _("Left over from when the computer stopped. You can delete this file."),
            )


def _describe_place(path: Path) -> str:
    """Return whether what was saved is still there, as a sentence with its day to fill in."""
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except OSError:
        # A folder that only others may read, or a name that this disk does not allow.
        return _(
            "Saved on {day}. Tracker can’t look there. If it’s still there, you can delete it."
        )
    if not is_there:
        return _("Saved on {day}, but no longer there.")
    if is_folder:
        return _("Saved on {day}. If you don’t want it, delete this folder.")
    return _("Saved on {day}. If you don’t want it, delete this file.")
