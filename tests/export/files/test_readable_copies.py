"""What anybody can read: books kept aside, and what is left where Tracker once wrote."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.factories import make_empty_book
from tracker.book.database.errors import BookError
from tracker.book.files.backups import list_backups
from tracker.book.files.kept_books import find_kept_books
from tracker.book.files.restore import restore
from tracker.book.open_book import open_book
from tracker.book.stores.export_log import ExportRecord
from tracker.export.files.fingerprint import compute_fingerprint
from tracker.export.files.readable_copies import find_readable_copies, remove_readable_copy

TODAY = date(2026, 11, 12)


def shown_at(path: Path, content: bytes) -> ExportRecord:
    return ExportRecord(TODAY, path, "", compute_fingerprint({path.name: content}))


def test_a_notebook_that_was_kept_aside_is_named_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with make_empty_book(path) as book:
        book.maintenance.backups.make(TODAY)
    aside = restore(path, list_backups(path)[0].path, None, TODAY)
    (found,) = find_readable_copies(path, [], find_kept_books(path, None))
    assert found.path == aside
    assert remove_readable_copy(found)
    assert not found.path.exists()
    open_book(path).close()


def test_what_was_put_in_its_place_is_never_removed(tmp_path: Path) -> None:
    path, mine = tmp_path / "chart.png", tmp_path / "mine"
    mine.mkdir()
    (mine / "chart.png").write_bytes(b"mine")
    log = [shown_at(path, b"ours")]
    os.mkfifo(path)
    others = [find_readable_copies(tmp_path / "book.db", log)]
    path.unlink()
    for target in (mine, mine / "chart.png", tmp_path / "nowhere"):
        path.symlink_to(target)
        others.append(find_readable_copies(tmp_path / "book.db", log))
        path.unlink()
    path.mkdir()
    assert find_readable_copies(tmp_path / "book.db", log) == [], "an empty folder says nothing"
    (path / "deep").mkdir()
    others.append(find_readable_copies(tmp_path / "book.db", log))
    for (found,) in others:
        assert not found.is_removable
        with pytest.raises(BookError, match="won’t delete it"):
            remove_readable_copy(found)
    assert (mine / "chart.png").read_bytes() == b"mine"


def test_what_is_changed_after_it_was_named_stays(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"ours")
    (found,) = find_readable_copies(tmp_path / "book.db", [shown_at(path, b"ours")])
    assert found.is_removable
    path.write_bytes(b"mine")
    with pytest.raises(BookError):
        remove_readable_copy(found)
    assert path.read_bytes() == b"mine"


def test_a_second_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"ours")
    (tmp_path / "other").hardlink_to(path)
    (found,) = find_readable_copies(tmp_path / "book.db", [shown_at(path, b"ours")])
    assert not remove_readable_copy(found), "it is still there under the other name"
    assert not path.exists()
    assert (tmp_path / "other").read_bytes() == b"ours"


def test_what_is_removed_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"ours")
    (found,) = find_readable_copies(tmp_path / "book.db", [shown_at(path, b"ours")])
    with path.open("rb") as still_open:
        assert remove_readable_copy(found)
        assert still_open.read() != b"ours"


def test_a_journal_beside_a_picture_is_somebody_elses(tmp_path: Path) -> None:
    path, beside = tmp_path / "chart.png", tmp_path / "chart.png-journal"
    path.write_bytes(b"ours")
    beside.write_bytes(b"mine")
    (found,) = find_readable_copies(tmp_path / "book.db", [shown_at(path, b"ours")])
    assert remove_readable_copy(found)
    assert beside.read_bytes() == b"mine"


def test_a_folder_of_which_a_file_cannot_be_removed_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shown"
    folder.mkdir()
    files = {name: name.encode() for name in ("a.csv", "b.csv", "c.csv")}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (found,) = find_readable_copies(
        tmp_path / "book.db", [ExportRecord(TODAY, folder, "", compute_fingerprint(files))]
    )
    last = list(folder.iterdir())[-1]
    open_file = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path == last and "+" in mode:
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, mode)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(BookError, match="nothing was changed"):
            remove_readable_copy(found)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == files
    assert remove_readable_copy(found)
    assert not folder.exists()


def test_what_is_put_into_what_was_never_finished_stays(tmp_path: Path) -> None:
    path, begun = tmp_path / "shown", tmp_path / ".shown.tracker-new-0123456789abcdef"
    (begun / "mine").mkdir(parents=True)
    (begun / "entries.csv").write_bytes(b"ours")
    (tmp_path / ".shown.0a1b.new").mkdir()
    (found,) = find_readable_copies(tmp_path / "book.db", [shown_at(path, b"ours")])
    assert (found.path, found.is_removable) == (begun, False)
    with pytest.raises(BookError, match="won’t delete it"):
        remove_readable_copy(found)
    assert (begun / "entries.csv").read_bytes() == b"ours"
    (begun / "mine").rmdir()
    assert remove_readable_copy(found)
    assert not begun.exists()
