"""What anybody can read of a notebook: kept aside, and whatever lies where Tracker once wrote."""

import os
from datetime import date
from pathlib import Path

import pytest

from tracker.book.backups import backups_of
from tracker.book.errors import BookError
from tracker.book.exports import Shown
from tracker.book.kept_aside import kept_aside
from tracker.book.opening import create_book, open_book
from tracker.book.restoring import restore
from tracker.sharing.fingerprint import fingerprint
from tracker.sharing.readable import find_readable, remove_readable

TODAY = date(2026, 11, 12)


def shown_at(path: Path, content: bytes) -> Shown:
    return Shown(TODAY, path, "", fingerprint({path.name: content}))


def test_a_notebook_that_was_kept_aside_is_named_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with create_book(path, currency="EUR", passphrase=None) as book:
        book.care.backups.make(TODAY)
    aside = restore(path, backups_of(path)[0].path, None, TODAY)
    (found,) = find_readable(path, [], kept_aside(path, None))
    assert found.path == aside
    assert remove_readable(found)
    assert not found.path.exists()
    open_book(path).close()


def test_what_was_put_in_its_place_is_never_removed(tmp_path: Path) -> None:
    path, mine = tmp_path / "chart.png", tmp_path / "mine"
    mine.mkdir()
    (mine / "chart.png").write_bytes(b"mine")
    log = [shown_at(path, b"ours")]
    os.mkfifo(path)
    others = [find_readable(tmp_path / "book.db", log)]
    path.unlink()
    for target in (mine, mine / "chart.png", tmp_path / "nowhere"):
        path.symlink_to(target)
        others.append(find_readable(tmp_path / "book.db", log))
        path.unlink()
    path.mkdir()
    assert find_readable(tmp_path / "book.db", log) == [], "an empty folder says nothing"
    (path / "deep").mkdir()
    others.append(find_readable(tmp_path / "book.db", log))
    for (found,) in others:
        assert not found.can_be_removed
        with pytest.raises(BookError, match="does not remove it"):
            remove_readable(found)
    assert (mine / "chart.png").read_bytes() == b"mine"


def test_what_is_changed_after_it_was_named_stays(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"ours")
    (found,) = find_readable(tmp_path / "book.db", [shown_at(path, b"ours")])
    assert found.can_be_removed
    path.write_bytes(b"mine")
    with pytest.raises(BookError):
        remove_readable(found)
    assert path.read_bytes() == b"mine"


def test_a_second_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"ours")
    (tmp_path / "other").hardlink_to(path)
    (found,) = find_readable(tmp_path / "book.db", [shown_at(path, b"ours")])
    assert not remove_readable(found), "it is still there under the other name"
    assert not path.exists()
    assert (tmp_path / "other").read_bytes() == b"ours"


def test_what_is_removed_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(b"ours")
    (found,) = find_readable(tmp_path / "book.db", [shown_at(path, b"ours")])
    with path.open("rb") as still_open:
        assert remove_readable(found)
        assert still_open.read() != b"ours"
