"""Lines of every type go into a notebook, out in a bundle of any form, and into another one."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Tracker
from tests.export.every_type import LINES, TODAY
from tracker.book.open_book import open_book
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    load_bundle,
    render_files,
)
from tracker.export.files.export_folder import write_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect

pytestmark = pytest.mark.usefixtures("read_in_process")


def run(tracker: Tracker, *arguments: str, book: str | None = None) -> str:
    """Run a command that succeeds, and return what it printed."""
    result = tracker("--today", str(TODAY), *arguments, book=book)
    assert result.code == 0, result.err
    return result.out


def log(tracker: Tracker, lines: str, book: str | None = None) -> None:
    """Log lines from standard input."""
    assert tracker("--today", str(TODAY), "log", stdin=lines.encode(), book=book).code == 0


def read_book(
    tracker: Tracker, book: str | None = None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
    """Return the entries and the months of a notebook, and the lines that would make it again."""
    entries = json.loads(run(tracker, "entries", "--format", "json", "--private-notes", book=book))
    months = json.loads(run(tracker, "months", "--format", "json", book=book))
    lines = run(tracker, "entries", "--format", "lines", "--private-notes", book=book)
    return entries, months, lines


def write_bundles(tracker: Tracker) -> dict[str, Path]:
    """Write every form of a bundle of the notebook."""
    with open_book(tracker.book) as book:
        for dialect in Dialect:
            data = load_bundle(book, TODAY, dialect, ExportSelection(private_notes=True))
            files = render_files(data, (ENTRIES_FILE, MONTHS_FILE, DATAPACKAGE_FILE, READ_ME_FILE))
            write_bundle(files, Path(dialect))
    whole = ("--for", "me", "--real-names", "--private-notes", "--attach-tables")
    run(tracker, "export", *whole, "--to", "one")
    shutil.make_archive("packed", "zip", Dialect.SEMICOLON)
    return {
        **{name: Path(name) for name in Dialect},
        "zip": Path("packed.zip"),
        "pdf": Path("one/report.pdf"),
    }


def test_every_form_brings_the_same_entries_months_and_lines(tracker: Tracker) -> None:
    run(tracker, "new", "--no-passphrase", "--currency", "EUR")
    log(tracker, LINES)
    before = entries, _months, _lines = read_book(tracker)
    assert len(entries) == LINES.count("\n")
    for name, path in write_bundles(tracker).items():
        book = f"{name}.db"
        run(tracker, "new", "--no-passphrase", "--currency", "EUR", book=book)
        run(tracker, "import", str(path), book=book)
        assert read_book(tracker, book) == before, name
        full = f"{name}-full.db"
        run(tracker, "new", "--no-passphrase", "--currency", "EUR", book=full)
        log(tracker, "2026-01-01 meeting +!SEMINAR @!Circle\n", full)
        run(tracker, "import", str(path), book=full)
        (_meeting, *found), _months, _lines = read_book(tracker, full)
        assert found == [move_entry(entry) for entry in entries], name


def move_entry(entry: Mapping[str, Any]) -> dict[str, object]:
    """Return an entry as it is behind one other, which spells two of its names in another way."""
    names = {"seminar": "SEMINAR", "circle": "Circle"}
    return {
        **entry,
        "entry": entry["entry"] + 1,
        "for_entry": entry["for_entry"] and entry["for_entry"] + 1,
        "event": names.get(entry["event"], entry["event"]),
        "group": names.get(entry["group"], entry["group"]),
    }
