"""What `tracker verify` compared besides the entries, and what it did not."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.book.book import Book
from tracker.i18n import _, _error_plural, format_date, join_list, make_printable, ngettext

if TYPE_CHECKING:
    from tracker.importing.bundle_reader import BundleFiles
    from tracker.importing.table_check import TableCheck, TableDifference
    from tracker.importing.witness_reader import WitnessDocument

MOST_SHOWN = 5
"""Differences that a message names."""
# Data: in people's scripts since 0.1, never rename.
PAGES = "pages"
CODE = "printed_code"


@dataclass(slots=True)
class VerifyChecks:
    """What was compared with the check code."""

    is_report: bool = False
    """Whether there were pages with a printed code, which is the right one."""
    saved_on: date | None = None
    """The day on which the notebook saved exactly this file, or None."""
    tables: "dict[str, TableCheck]" = field(default_factory=dict)
    unchecked_names: list[str] = field(default_factory=lambda: [PAGES])
    """The pages, and the names of files."""

    @property
    def differences(self) -> "list[TableDifference]":
        """The differences between the tables and the notebook."""
        return [difference for check in self.tables.values() for difference in check.differences]

    def describe_differences(self) -> str:
        """Return what differs, and what to do."""
        differences = self.differences
        sentences = [difference.describe() for difference in differences[:MOST_SHOWN]]
        if len(differences) > MOST_SHOWN:
            sentences.append(
                ngettext(
                    "There is {count} more difference.",
                    "There are {count} more differences.",
                    len(differences) - MOST_SHOWN,
                ).format(count=len(differences) - MOST_SHOWN)
            )
        files = [name for name, check in self.tables.items() if check.differences]
        return _error_plural(
            "This file differs from what your notebook held when the check code was "
            "made: {files}. Perhaps your notebook is an older backup. {differences} "
            "Ask for the original file.",
            "These files differ from what your notebook held when the check code was "
            "made: {files}. Perhaps your notebook is an older backup. {differences} "
            "Ask for the original files.",
            len(files),
        ).format(files=join_list(files), differences=" ".join(sentences))

    def describe_checks(self) -> Iterator[str]:
        """Yield what was compared, and what was not."""
        if self.saved_on is not None:
            yield _(
                "This is exactly what your notebook saved on {day}, byte for byte. So its "
                "pages and its tables haven’t changed."
            ).format(day=format_date(self.saved_on))
            return
        if self.is_report:
            yield _(
                "The text of the last page has the same check code. Check that you see "
                "these digits there."
            )
        for name, check in self.tables.items():
            yield from _describe_table(name, check)
        yield _("Tracker didn’t compare the words, totals and charts on the pages.")
        files = [make_printable(name) for name in self.unchecked_names if name != PAGES]
        if files:
            yield _("It didn’t compare these files: {files}.").format(files=join_list(files))

    def build_json(self) -> dict[str, Any]:
        """Return the same for programs."""
        from tracker.importing.table_check import sort_columns

        checked_names = [*([CODE] if self.is_report else []), *self.tables]
        # Data: in people's scripts since 0.1, never rename.
        skipped_columns = set[str]().union(
            *(check.skipped_columns for check in self.tables.values())
        )
        return {
            "checked": checked_names + self.unchecked_names if self.saved_on else checked_names,
            "not_checked": [] if self.saved_on else self.unchecked_names,
            "columns_not_checked": [] if self.saved_on else list(sort_columns(skipped_columns)),
            "saved_on": self.saved_on and self.saved_on.isoformat(),
            "differences": [_build_difference_json(difference) for difference in self.differences],
        }


def _build_difference_json(difference: "TableDifference") -> dict[str, str]:
    # Data: in people's scripts since 0.1, never rename.
    return {
        "entry": difference.entry,
        "column": difference.column,
        "table": difference.table,
        "notebook": difference.notebook,
    }


def run_checks(book: Book, document: "WitnessDocument", path: Path) -> VerifyChecks:
    """Compare what can be compared. Raises ClickException for a table that can't be read."""
    from tracker.export.bundle import ENTRIES_FILE, REPORT_FILE
    from tracker.importing.bundle_reader import ImportingError, find_bundle
    from tracker.importing.errors import BundleFileError

    checks = VerifyChecks(document.is_report, _find_saved_day(book, document, path))
    tables: dict[str, BundleFiles] = {}
    names_beside = _find_written_names(path) if path.is_dir() else []
    try:
        if checks.saved_on is None and document.table_files is not None:
            tables[
                f"{REPORT_FILE}: {ENTRIES_FILE}" if ENTRIES_FILE in names_beside else ENTRIES_FILE
            ] = document.table_files
        if checks.saved_on is None and ENTRIES_FILE in names_beside:
            tables[ENTRIES_FILE] = find_bundle(path).files
        if tables:
            checks.tables = _compare_tables(book, document, tables)
    except BundleFileError as error:
        raise click.ClickException(error.reason) from error
    except ImportingError as error:
        raise click.ClickException(str(error)) from error
    names = dict.fromkeys((*document.other_files, *names_beside))
    checks.unchecked_names += [name for name in names if name not in (REPORT_FILE, *tables)]
    return checks


def _compare_tables(
    book: Book, document: "WitnessDocument", tables: "dict[str, BundleFiles]"
) -> "dict[str, TableCheck]":
    from tracker.importing.bundle_reader import survey_bundle
    from tracker.importing.table_check import check_table

    witnessed_entries = book.witness_queries.load_witnessed_entries(document.witness.hashes)
    labels = [group.label for group in book.groups.load_all()]
    return {
        name: check_table(survey_bundle(files), witnessed_entries, book.currency, labels)
        for name, files in tables.items()
    }


def _find_written_names(folder: Path) -> list[str]:
    """Return the files in a folder that have a name that Tracker gives."""
    from tracker.export.bundle import BUNDLE_FILES, REPORT_FILE, WORKBOOK_FILE

    return [
        name for name in (REPORT_FILE, *BUNDLE_FILES, WORKBOOK_FILE) if (folder / name).is_file()
    ]


def _find_saved_day(book: Book, document: "WitnessDocument", path: Path) -> date | None:
    """Return the day of the export that wrote exactly these files, or None."""
    from tracker.export.bundle import REPORT_FILE
    from tracker.export.files.fingerprint import compute_fingerprint
    from tracker.importing.bundle_reader import LARGEST_FILE

    if not document.is_report:
        return None
    places = {REPORT_FILE: document.file}
    if path.is_dir():
        places |= {name: path / name for name in _find_written_names(path)}
    files: dict[str, bytes] = {}
    with suppress(OSError):
        for name, place in places.items():
            if place.stat().st_size > LARGEST_FILE:
                return None
            files[name] = place.read_bytes()
        fingerprint = compute_fingerprint(files)
        days = [
            record.day for record in book.export_log.load_all() if record.fingerprint == fingerprint
        ]
        return days[-1] if days else None
    return None


def _describe_table(name: str, check: "TableCheck") -> Iterator[str]:
    """Yield how much of a table was compared."""
    from tracker.importing.table_check import sort_columns

    yield ngettext(
        "Unchanged entries in {file}: {count} of {total}.",
        "Unchanged entries in {file}: {count} of {total}.",
        check.entry_count,
    ).format(file=make_printable(name), count=check.row_count, total=check.entry_count)
    if check.skipped_columns:
        yield _("Tracker can’t compare columns that were left out or replaced: {columns}.").format(
            columns=join_list(list(sort_columns(check.skipped_columns)))
        )
    for label, shown_name in check.renamed_groups.items():
        yield _("There, your group {group} is called {name}.").format(
            group=make_printable(label), name=make_printable(shown_name)
        )
