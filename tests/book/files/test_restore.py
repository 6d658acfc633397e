"""A copy becomes the book, after it was read; what was there is kept, whatever state it is in."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from tests.book.write_failures import fail_at, find_hidden, load_entries_of
from tests.export.story_book import TODAY, example_book
from tests.factories import fail_with
from tests.strategies import EXAMPLES
from tracker import safe_files
from tracker.book.database.connection import PAGE, connect
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    BookNotFoundError,
    DamagedBookError,
    FileAccessError,
    NewerBookError,
    NotABookError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from tracker.book.database.schema_version import SCHEMA_VERSION
from tracker.book.files.backups import list_backups
from tracker.book.files.restore import BackupContents, inspect_backup, restore
from tracker.book.open_book import open_book
from tracker.entries.types import StoredEntry
from tracker.safe_files import replace_and_keep_former

BOOKS = Path(__file__).parents[1] / "books"


def make_book_and_copy(
    folder: Path, passphrase: str | None = None
) -> tuple[Path, Path, list[StoredEntry]]:
    """A book from which everything was taken back after it was copied; the copy; what that has."""
    with example_book(folder, passphrase=passphrase) as book:
        copy = book.maintenance.backups.make(TODAY).path
        entries = list(book.load_entries())
        book.undo(TODAY)
        assert book.is_empty()
    return book.path, copy, entries


@pytest.mark.parametrize("passphrase", [None, "secret"], ids=["plain", "encrypted"])
def test_a_copy_becomes_the_book_and_the_book_can_be_had_again(
    tmp_path: Path, passphrase: str | None
) -> None:
    path, copy, entries = make_book_and_copy(tmp_path, passphrase)
    aside = restore(path, copy, passphrase, TODAY)
    assert load_entries_of(path, passphrase) == entries
    assert aside == tmp_path / "backups" / "b-2025-11-22-kept-2.db"
    assert load_entries_of(aside, passphrase) == []
    assert aside.stat().st_mode & 0o777 == 0o600
    assert find_hidden(tmp_path) == []
    assert [each.is_aside for each in list_backups(path)] == [True, False]
    restore(path, aside, passphrase, TODAY)
    assert load_entries_of(path, passphrase) == []


def test_what_was_kept_aside_is_no_copy_that_gives_way_to_newer_ones(tmp_path: Path) -> None:
    path, copy, _entries = make_book_and_copy(tmp_path)
    aside = restore(path, copy, None, TODAY)
    with open_book(path) as book:
        for _time in range(8):
            book.maintenance.backups.make(TODAY)
    assert aside in [each.path for each in list_backups(path)]


def test_what_a_copy_holds_is_told_without_changing_it(tmp_path: Path) -> None:
    _path, copy, _entries = make_book_and_copy(tmp_path, "secret")
    before = copy.read_bytes()
    assert inspect_backup(copy, "secret") == BackupContents(11, TODAY, is_encrypted=True)
    assert inspect_backup(copy, "wrong").error.startswith("This passphrase doesn’t open")
    assert inspect_backup(copy, None).entry_count is None
    assert copy.read_bytes() == before
    assert inspect_backup(BOOKS / "schema_1.db", None) == BackupContents(
        6, date(2026, 11, 12), is_encrypted=False
    )


def damage_file(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[-PAGE + 30] ^= 1
    copy.write_bytes(content)


def make_newer(copy: Path) -> None:
    connection = connect(copy, "secret")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def make_foreign(copy: Path) -> None:
    connection = connect(copy, "secret")
    connection.execute("PRAGMA application_id = 7")
    connection.close()


@pytest.mark.parametrize(
    ("harm", "passphrase", "error"),
    [
        (damage_file, "secret", DamagedBookError),
        (make_newer, "secret", NewerBookError),
        (make_foreign, "secret", NotABookError),
        (lambda copy: copy.write_bytes(b""), "secret", NotABookError),
        (lambda copy: os.truncate(copy, PAGE * 3 + 5), "secret", NotABookError),
        (Path.unlink, "secret", BookNotFoundError),
        (lambda _copy: None, "wrong", WrongPassphraseError),
        (lambda _copy: None, None, PassphraseNeededError),
    ],
)
def test_a_copy_that_is_not_whole_never_becomes_the_book(
    tmp_path: Path, harm: object, passphrase: str | None, error: type[BookError]
) -> None:
    path, copy, _entries = make_book_and_copy(tmp_path, "secret")
    before = path.read_bytes()
    assert callable(harm)
    harm(copy)
    with pytest.raises(error):
        restore(path, copy, passphrase, TODAY)
    assert path.read_bytes() == before
    assert find_hidden(tmp_path) == []


@pytest.mark.usefixtures("impatient")
def test_a_book_that_is_open_elsewhere_stays(tmp_path: Path) -> None:
    path, copy, _entries = make_book_and_copy(tmp_path)
    with open_book(path) as book:
        with pytest.raises(BookInUseError):
            restore(path, copy, None, TODAY)
        assert book.is_empty()
    with pytest.raises(BookError, match="the notebook itself"):
        restore(path, path, None, TODAY)


def test_a_book_that_cannot_be_opened_any_more_is_kept_aside_all_the_same(tmp_path: Path) -> None:
    path, copy, entries = make_book_and_copy(tmp_path)
    path.write_bytes(b"\xff" * 5 * PAGE)
    aside = restore(path, copy, None, TODAY)
    assert load_entries_of(path) == entries
    assert aside is not None
    assert aside.read_bytes().startswith(b"\xff")


def test_where_no_link_can_be_made_half_of_a_book_is_never_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy, entries = make_book_and_copy(tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "link", fail_with(PermissionError(1, "Operation not permitted")))
    with monkeypatch.context() as patch:
        patch.setattr(
            safe_files, "publish", fail_with(OSError(errno.ENOSPC, "No space left on device"))
        )
        with pytest.raises(FileAccessError, match="disk is full"):
            restore(path, copy, None, TODAY)
    assert path.read_bytes() == before
    assert [each.path for each in list_backups(path)] == [copy]
    assert find_hidden(tmp_path) == []
    aside = restore(path, copy, None, TODAY)
    assert aside is not None
    assert aside.read_bytes() == before
    assert load_entries_of(path) == entries


def test_a_journal_goes_with_the_file_it_belongs_to(tmp_path: Path) -> None:
    path, begun, aside = tmp_path / "b.db", tmp_path / "begun", tmp_path / "aside.db"
    for each in (path, begun, tmp_path / "b.db-journal"):
        each.write_text(each.name)
    replace_and_keep_former(begun, path, aside)
    found = {each.name: each.read_text() for each in tmp_path.iterdir()}
    assert found == {"b.db": "begun", "aside.db": "b.db", "aside.db-journal": "b.db-journal"}


def test_where_no_book_is_a_copy_becomes_it_and_nothing_is_kept(tmp_path: Path) -> None:
    path, copy, entries = make_book_and_copy(tmp_path)
    path.unlink()
    assert restore(path, copy, None, TODAY) is None
    assert load_entries_of(path) == entries


def test_a_copy_of_an_earlier_version_becomes_the_book_and_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "book.db"
    assert restore(path, BOOKS / "schema_2.db", None, TODAY) is None
    with open_book(path) as book:
        assert len(list(book.load_entries())) == 6
        assert [each.number for each in book.maintenance.backups.list_all()] == [1], (
            "copied before that"
        )
    assert inspect_backup(list_backups(path)[0].path, None).entry_count == 6


@pytest.mark.slow
def test_a_restore_that_fails_at_any_statement_leaves_the_book(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    make_book_and_copy(made, "secret")
    number, is_done = 0, False
    while not is_done:
        number += 1 if EXAMPLES > 1 else 7
        folder = Path(shutil.copytree(made, tmp_path / f"at {number}"))
        path, copy = folder / "b.db", folder / "backups" / "b-2025-11-22-1.db"
        with fail_at(number) as failing, suppress(FileAccessError):
            restore(path, copy, "secret", TODAY)
        is_done = not failing.was_reached
        assert find_hidden(folder) == []
        # A lock on the book that cannot be had keeps nobody from restoring.
        count = len(load_entries_of(path, "secret"))
        assert (count, len(list_backups(path))) in {(0, 1), (11, 2)}
        shutil.rmtree(folder)
    assert number > 40


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_never_put_aside(tmp_path: Path, make: Callable[[Path], None]) -> None:
    _path, copy, _entries = make_book_and_copy(tmp_path)
    place = tmp_path / "special"
    make(place)
    (tmp_path / "link").symlink_to(place)
    before = place.stat()
    for path in (place, tmp_path / "link"):
        with pytest.raises(BookError, match="isn’t a file"):
            restore(path, copy, None, TODAY)
    assert place.stat().st_mode == before.st_mode
    assert find_hidden(tmp_path) == []
