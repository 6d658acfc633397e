"""Files that any version wrote are found again, by the names that they have."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tests.stored.old_notebook import HERE, copy_notebook
from tracker.book.files.backups import list_backups
from tracker.book.open_book import create_book, open_book
from tracker.i18n import _load_translation

BESIDE = (
    "book-rescued-2026-11-10-1.db",
    "exports/2026-11-09",
    "exports/.2026-11-09.tracker-new-1a2b3c",
)
"""What an early version left beside a notebook."""
COPIES = ("backups/book-2026-11-08-1.db", "backups/book-2026-11-09-kept-2.db")


def names_below(folder: Path) -> Iterator[str]:
    for root, _folders, files in os.walk(folder):
        yield from (str(Path(root, name).relative_to(folder)) for name in files)


@pytest.fixture
def old(tracker: Tracker) -> Path:
    """An old notebook with all that its version left beside it."""
    path = copy_notebook(tracker.folder)
    for name in (*BESIDE, *COPIES):
        place = tracker.folder / name
        place.parent.mkdir(exist_ok=True)
        if name.startswith("exports"):
            place.mkdir()
        else:
            place.write_bytes((HERE / "every_name.db").read_bytes())
    with open_book(path) as book:
        book._connection.execute(
            "INSERT INTO exports (path, day) VALUES (?, '2026-11-09')",
            [str(tracker.folder / "exports/2026-11-09")],
        )
    return path


def test_copies_of_before_are_copies(old: Path) -> None:
    found = {str(each.path.relative_to(old.parent)): each.is_aside for each in list_backups(old)}
    assert found.items() > dict(zip(COPIES, (False, True), strict=True)).items()


def test_where_names_all_that_an_early_version_left(tracker: Tracker, old: Path) -> None:
    lines = tracker("where", "--all", book="book.db").out.splitlines()
    for name in ("backups", *BESIDE):
        assert str(old.parent / name) in lines, name


def test_the_names_of_what_is_begun_are_cleared_as_before(tracker: Tracker) -> None:
    path = copy_notebook(tracker.folder)
    left = [path.with_name(f".book.db.0a1b2c3d{end}") for end in (".new", ".old", ".new-journal")]
    for each in left:
        each.write_bytes(b"left")
    open_book(path).close()
    assert [each for each in left if each.exists()] == []


def test_a_notebook_says_what_it_is_as_before(tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    create_book(new, currency="EUR", passphrase=None).close()
    for path in (new, copy_notebook(tmp_path)):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA application_id").fetchone() == (0x54524B52,)


def test_a_notebook_in_the_folder_of_before_moves_to_its_own(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tracker.folder / "data"
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: data / name)
    former = data / "tracker"
    former.mkdir(parents=True)
    copy_notebook(former)
    from tracker.cli.main import run

    assert run(["entries"]) == 0
    assert "notebook-tracker/book.db" in set(names_below(data))
    assert not (former / "book.db").exists()


def test_texts_are_looked_for_under_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "tracker.i18n._gettext.translation", lambda name, *_rest, **_how: asked.append(name)
    )
    _load_translation.__wrapped__()
    assert asked == ["tracker"]
