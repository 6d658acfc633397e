"""The list of what Tracker wrote: a place that it can't look at is named, and the rest as well."""

import errno
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Tracker
from tests.factories import TODAY, fail_with, make_empty_book
from tracker.book.files.backups import find_backup_folder
from tracker.book.files.rescue import save_rescue_copy
from tracker.book.open_book import open_book
from tracker.book.stores.export_log import ExportRecord
from tracker.export.files.export_folder import EXPORTS_FOLDER
from tracker.export.files.readable_copies import find_readable_copies
from tracker.export.files.written_files import list_exports, list_files_beside
from tracker.i18n import format_date

SAVED = f"Saved on {format_date(TODAY)}"
CANT_LOOK = f"{SAVED}. Tracker can’t look there. If it’s still there, you can delete it."
TOO_LONG = "x" * 300
"""A name that no file system allows. One that an export had elsewhere may be too long here."""


def close_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to look into a folder, as it refuses everyone but an administrator."""
    refuse = fail_with(PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder)))
    stat, iterdir = Path.stat, Path.iterdir

    def stat_unless_closed(path: Path, **options: Any) -> os.stat_result:
        return refuse() if folder in path.parents else stat(path, **options)

    def list_unless_closed(path: Path) -> Iterator[Path]:
        return refuse() if path == folder or folder in path.parents else iterdir(path)

    monkeypatch.setattr(Path, "stat", stat_unless_closed)
    monkeypatch.setattr(Path, "iterdir", list_unless_closed)


def test_an_export_in_a_closed_folder_is_named_and_so_are_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, shown, gone = tmp_path / "closed", tmp_path / "shown.pdf", tmp_path / "gone.pdf"
    closed.mkdir()
    shown.touch()
    places = [closed / "a.pdf", tmp_path / TOO_LONG / "b.pdf", gone, shown]
    close_folder(closed, monkeypatch)
    assert list(list_exports(ExportRecord(TODAY, path, "") for path in places)) == [
        (places[0], CANT_LOOK),
        (places[1], CANT_LOOK),
        (gone, f"{SAVED}, but no longer there."),
        (shown, f"{SAVED}. If you don’t want it, delete this file."),
    ]


def test_what_is_left_of_an_export_is_called_no_backup(tmp_path: Path) -> None:
    left = tmp_path / ".chart.png.ab12cd34.old"
    left.touch()
    listed = dict(list_exports([ExportRecord(TODAY, tmp_path / "chart.png", "")]))
    assert listed[left] == "Left over from when the computer stopped. You can delete this file."


def test_closed_backups_are_named_and_so_is_what_else_is_beside_the_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.db"
    with make_empty_book(path) as book:
        book.maintenance.backups.make(TODAY)
    copy = save_rescue_copy(path, path.read_bytes(), TODAY)
    backups = find_backup_folder(path)
    assert dict(list_files_beside(path))[backups] == (
        "Backups of this notebook. If you don’t want them, delete this folder."
    )
    close_folder(backups, monkeypatch)
    listed = dict(list_files_beside(path))
    assert set(listed) == {backups, copy}
    assert "Tracker can’t look there." in listed[backups]


def test_a_new_passphrase_names_what_may_still_be_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, closed, dated = tmp_path / "book.db", tmp_path / "closed", tmp_path / EXPORTS_FOLDER
    places = [closed / "a.pdf", dated / "2026-11-12", tmp_path / TOO_LONG, tmp_path / "gone.pdf"]
    for place in places[:2]:
        place.mkdir(parents=True)
    left = closed / ".a.pdf.ab12cd34.old"
    left.touch()
    list_all = Path.iterdir
    for folder in (closed, dated):
        close_folder(folder, monkeypatch)
    records = [ExportRecord(TODAY, place, "") for place in places]
    copies = find_readable_copies(path, records)
    assert [copy.path for copy in copies] == places[:3]
    assert not any(copy.is_removable for copy in copies)
    monkeypatch.setattr(Path, "iterdir", list_all)
    assert left in [copy.path for copy in find_readable_copies(path, records)]


def test_where_goes_on_to_its_last_sentence(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker.with_story()
    too_long, shown = tracker.folder / TOO_LONG / "a.pdf", tracker.folder / "shown.pdf"
    shown.touch()
    with open_book(tracker.book) as book:
        book.export_log.record(too_long, TODAY)
        book.export_log.record(shown, TODAY)
    data = tracker.folder / f"{TOO_LONG}data"
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    result = tracker("where", "--all")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[lines.index(str(too_long)) + 1].strip() == CANT_LOOK
    assert "delete this" in lines[lines.index(str(shown)) + 1]
    closed = [line for line, how in pairwise(lines) if how.endswith("there.")]
    # The notebook there, the sample story, and the folder of earlier versions.
    assert [str(data) in line for line in closed] == [True, True, True]
    assert "The list can’t have files that you moved" in lines[-1]
