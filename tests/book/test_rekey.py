"""Another passphrase: the book opens with it and no other; nothing of the old one stays."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import BinaryIO

import pytest

from tests.book.write_failures import fail_at, find_hidden, load_entries_of, open_with_any
from tests.export.story_book import TODAY, example_book
from tests.factories import fail_with
from tests.strategies import EXAMPLES
from tracker import safe_files
from tracker.book.database.connection import PLAIN_HEADER, connect
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    BookNotFoundError,
    FileAccessError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from tracker.book.database.schema_version import APPLICATION_ID, SCHEMA_VERSION
from tracker.book.files.backups import list_backups
from tracker.book.open_book import open_book
from tracker.book.rekey import OldBackups, rekey
from tracker.entries.types import StoredEntry
from tracker.safe_files import wipe_file

OLD, NEW = "it's the old one", "the new one; it's längér"
SECRET = b"feelings"
"""What stands in one entry of the story."""


def make_story(folder: Path, passphrase: str | None, copies: int = 0) -> list[StoredEntry]:
    with example_book(folder, passphrase=passphrase) as book:
        for _time in range(copies):
            book.maintenance.backups.make(TODAY)
        return list(book.load_entries())


def read_everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("former", "wanted"), [(None, NEW), (OLD, NEW), (OLD, None)], ids=["set", "change", "remove"]
)
def test_the_book_opens_with_the_new_passphrase_and_holds_the_same(
    tmp_path: Path, former: str | None, wanted: str | None
) -> None:
    entries = make_story(tmp_path, former)
    path = tmp_path / "b.db"
    rekey(path, former, wanted, TODAY)
    assert load_entries_of(path, wanted) == entries
    assert (SECRET in read_everything(tmp_path)) is (wanted is None)
    assert find_hidden(tmp_path) == []
    if former is not None and wanted is not None:
        with pytest.raises(WrongPassphraseError):
            open_book(path, former)
    if wanted is not None:
        with pytest.raises(PassphraseNeededError):
            open_book(path)
    connection = connect(path, wanted)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


def test_numbers_go_on_after_a_change_of_the_passphrase(tmp_path: Path) -> None:
    with example_book(tmp_path) as book:
        book.undo(TODAY)
        following = book.load_parse_context().next_number
    rekey(book.path, None, NEW, TODAY)
    with open_book(book.path, NEW) as again:
        assert again.load_parse_context().next_number == following > 1
        assert len(again.load_history(1)) == 1


@pytest.mark.parametrize("old", list(OldBackups))
def test_the_copies_follow_as_the_person_says(tmp_path: Path, old: OldBackups) -> None:
    entries = make_story(tmp_path, None, copies=3)
    path = tmp_path / "b.db"
    done = rekey(path, None, NEW, TODAY, old)
    copies = list_backups(path)
    assert (
        len(copies)
        == {OldBackups.ANEW: 1, OldBackups.REKEY: 3, OldBackups.REMOVE: 0, OldBackups.KEEP: 3}[old]
    )
    for copy in copies:
        assert load_entries_of(copy.path, None if old is OldBackups.KEEP else NEW) == entries
    assert (SECRET in read_everything(tmp_path)) is (old is OldBackups.KEEP)
    assert (done.cleared_count, done.rekeyed_count, len(done.kept_backups)) == {
        OldBackups.ANEW: (3, 0, 0),
        OldBackups.REKEY: (0, 3, 0),
        OldBackups.REMOVE: (3, 0, 0),
        OldBackups.KEEP: (0, 0, 3),
    }[old]
    assert done.unwiped_files == ()


def test_a_copy_with_an_older_passphrase_stays_and_is_named(tmp_path: Path) -> None:
    make_story(tmp_path, OLD, copies=1)
    path = tmp_path / "b.db"
    rekey(path, OLD, NEW, TODAY, OldBackups.KEEP)
    done = rekey(path, NEW, None, TODAY, OldBackups.REKEY)
    assert done.kept_backups == (list_backups(path)[0].path,)
    assert load_entries_of(done.kept_backups[0], OLD)


def test_a_killed_change_of_the_copies_leaves_nothing_of_them_once_the_book_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = make_story(tmp_path, None, copies=2)
    path, overwrite, cleared = tmp_path / "b.db", safe_files._overwrite, list[object]()

    def killed_at_a_copy(content: BinaryIO) -> None:
        if cleared:
            raise KeyboardInterrupt
        cleared.append(content)
        overwrite(content)

    with monkeypatch.context() as patch:
        patch.setattr(safe_files, "_overwrite", killed_at_a_copy)
        with pytest.raises(KeyboardInterrupt):
            rekey(path, None, NEW, TODAY, OldBackups.REKEY)
    assert [name for name in find_hidden(tmp_path) if name.endswith(".old")]
    with open_book(path, NEW) as book:
        assert find_hidden(tmp_path) == []
        assert len(book.maintenance.backups.list_all()) == 2
    for copy in list_backups(path):
        assert load_entries_of(copy.path, NEW, None) == entries


def test_the_former_content_is_overwritten_where_it_lies(tmp_path: Path) -> None:
    make_story(tmp_path, None)
    path, other = tmp_path / "b.db", tmp_path / "other"
    with path.open("rb") as still_open:
        rekey(path, None, NEW, TODAY)
        assert set(still_open.read()) == {0}
    other.write_bytes(b"x" * 100)
    (tmp_path / "other2").hardlink_to(other)
    wipe_file(other)
    assert (tmp_path / "other2").read_bytes() == b"x" * 100, "it had another name as well"


def test_nothing_is_changed_with_a_wrong_passphrase_or_without_a_book(tmp_path: Path) -> None:
    make_story(tmp_path, OLD)
    path = tmp_path / "b.db"
    before = path.read_bytes()
    with pytest.raises(WrongPassphraseError):
        rekey(path, "wrong", NEW, TODAY)
    with pytest.raises(PassphraseNeededError):
        rekey(path, None, NEW, TODAY)
    with pytest.raises(BookError, match="at least one character"):
        rekey(path, OLD, "  ", TODAY)
    with pytest.raises(BookNotFoundError):
        rekey(tmp_path / "none.db", OLD, NEW, TODAY)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["b.db"]


@pytest.mark.usefixtures("impatient")
def test_a_book_that_is_open_elsewhere_keeps_its_passphrase(tmp_path: Path) -> None:
    with example_book(tmp_path, passphrase=OLD) as book, pytest.raises(BookInUseError):
        rekey(book.path, OLD, NEW, TODAY)
    assert load_entries_of(book.path, OLD)


def test_where_no_link_can_be_made_the_book_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = make_story(tmp_path, None)
    monkeypatch.setattr(os, "link", fail_with(PermissionError(1, "Operation not permitted")))
    rekey(tmp_path / "b.db", None, NEW, TODAY)
    assert load_entries_of(tmp_path / "b.db", NEW) == entries
    assert SECRET not in read_everything(tmp_path)
    assert find_hidden(tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize(("former", "wanted"), [(None, NEW), (OLD, NEW)], ids=["set", "change"])
@pytest.mark.long
def test_a_change_that_fails_at_any_statement_is_all_or_nothing(
    tmp_path: Path, former: str | None, wanted: str
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    entries = make_story(made, former, copies=1)
    number, is_done = 0, False
    while not is_done:
        number += 1 if EXAMPLES > 1 else 13
        folder = Path(shutil.copytree(made, tmp_path / f"at {number}"))
        path = folder / "b.db"
        with fail_at(number) as failing, suppress(FileAccessError):
            rekey(path, former, wanted, TODAY)
        is_done = not failing.was_reached
        assert load_entries_of(path, wanted, former) == entries
        assert find_hidden(folder) == []
        for copy in list_backups(path):
            assert load_entries_of(copy.path, wanted, former) == entries
        shutil.rmtree(folder)
    assert number > 60, "hardly anything failed, so this proved nothing"


REKEYER = """
import sys
from datetime import date
from pathlib import Path
from tests.book.write_failures import QUICK_ROUNDS, set_default_rounds
from tracker.book.rekey import rekey
set_default_rounds(QUICK_ROUNDS)
path, former, wanted = Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3] or None
print("ready", flush=True)
while True:
    rekey(path, former, wanted, date(2026, 11, 22))
    former, wanted = wanted, former
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_book_or_the_new_one(tmp_path: Path) -> None:
    entries = make_story(tmp_path, None, copies=1)
    path, random = tmp_path / "b.db", Random(6)
    for turn in range(2 * EXAMPLES):
        former = None if path.read_bytes().startswith(PLAIN_HEADER) else NEW
        wanted = NEW if former is None else None
        with subprocess.Popen(
            [sys.executable, "-c", REKEYER, str(path), former or "", wanted or ""],
            stdout=subprocess.PIPE,
            text=True,
        ) as killed:
            assert killed.stdout is not None
            assert killed.stdout.readline() == "ready\n"
            with suppress(subprocess.TimeoutExpired):
                killed.wait(random.uniform(0.005, 0.3))
            os.kill(killed.pid, signal.SIGKILL)
        with open_with_any(path, NEW, None) as book:
            assert list(book.load_entries()) == entries, f"in round {turn}"
            assert [
                finding for finding in book.maintenance.check_integrity(TODAY) if finding.problems
            ] == []
        assert find_hidden(tmp_path) == []
        for copy in list_backups(path):
            assert load_entries_of(copy.path, NEW, None) == entries
