"""A notebook's move out of the folder of before: all of it or nothing, and over nothing."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.book.former_folder import LINES, make_exports, make_notebook, read_contents
from tests.factories import TODAY, log_lines, make_empty_book
from tracker.book.database import connection as database_connection
from tracker.book.database.connection import connect
from tracker.book.files import relocation
from tracker.book.files.relocation import (
    DATA_FOLDER,
    FORMER_DATA_FOLDER,
    list_own_files,
    relocate_book,
)
from tracker.book.open_book import open_book
from tracker.safe_files import build_journal_path

PASSPHRASE = "stew on thursday"
PASSPHRASES = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
HOLDING = """
import sys
from pathlib import Path
from tests.book.write_failures import QUICK_ROUNDS, set_default_rounds
from tracker.book.open_book import open_book
set_default_rounds(QUICK_ROUNDS)
with open_book(Path(sys.argv[1]), sys.argv[2] or None):
    print("held", flush=True)
    sys.stdin.readline()
"""
MOVING = """
import sys
from pathlib import Path
from tracker.book.files import relocation
old, new = map(Path, sys.argv[1:])
move_all = relocation._move_all
def slowly(*arguments):
    print("held", flush=True)
    sys.stdin.readline()
    move_all(*arguments)
relocation._move_all = slowly
assert relocation.relocate_book(old, new)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return tmp_path / FORMER_DATA_FOLDER / "book.db"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / DATA_FOLDER / "book.db"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_connection, "WAIT_MS", 0)


@contextmanager
def run_process(script: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Another program that holds the notebook, until it is written to."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdin is not None
        assert running.stdout.readline() == "held\n"
        yield running
        running.stdin.close()


def load_words(book: Path, passphrase: str | None = None) -> int:
    """Open a notebook, and return how many entries it has."""
    with open_book(book, passphrase) as opened:
        return len(list(opened.load_entries()))


@PASSPHRASES
def test_everything_moves_without_the_passphrase(
    old: Path, new: Path, passphrase: str | None
) -> None:
    make_notebook(old, passphrase)
    build_journal_path(old).touch()
    (old.parent / "notes.txt").write_text("somebody else's")
    before = read_contents(old.parent)
    assert relocate_book(old, new)
    del before["book.db-journal"]
    assert read_contents(old.parent) == {"notes.txt": before.pop("notes.txt")}
    assert read_contents(new.parent) == before
    assert new.parent.stat().st_mode & 0o777 == 0o700
    assert load_words(new, passphrase) == len(LINES)
    assert not relocate_book(old, new), "nothing is left to be done"


def test_nothing_is_moved_over_what_has_the_name(old: Path, new: Path) -> None:
    make_notebook(old, None)
    taken, free = sorted((old.parent / "backups").glob("book-*.db"))[:2]
    build_journal_path(taken).write_bytes(bytes(512))
    there = new.parent / "backups" / taken.name
    there.parent.mkdir(parents=True)
    there.write_text("somebody else's")
    mine = taken.read_bytes()
    assert relocate_book(old, new)
    assert there.read_text() == "somebody else's"
    assert taken.read_bytes() == mine
    assert build_journal_path(taken).exists(), "what belongs to it stays with it"
    assert not build_journal_path(there).exists()
    assert (new.parent / "backups" / free.name).exists()
    assert list_own_files(old) == [build_journal_path(taken), taken]
    there.unlink()
    assert not relocate_book(old, new)
    assert there.read_bytes() == mine, "it follows as soon as the name is free"
    assert list_own_files(old) == []


def test_two_notebooks_both_stay_with_what_belongs_to_them(old: Path, new: Path) -> None:
    make_notebook(old, None)
    make_notebook(new, None)
    before = read_contents(old.parent), read_contents(new.parent)
    assert not relocate_book(old, new)
    assert (read_contents(old.parent), read_contents(new.parent)) == before


def test_a_kill_between_the_two_names_of_a_file_leaves_one_of_them(old: Path, new: Path) -> None:
    make_notebook(old, None)
    copy = min((old.parent / "backups").glob("book-*.db"))
    for path in (old, copy):
        target = new.parent / path.relative_to(old.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target)
    before = read_contents(old.parent)
    assert relocate_book(old, new)
    assert read_contents(old.parent) == {}
    assert read_contents(new.parent) == before
    assert new.stat().st_nlink == 1


@pytest.mark.parametrize("linked", ["old folder", "new folder", "book", "backups", "new backups"])
def test_what_was_placed_by_a_link_stays_there(old: Path, new: Path, linked: str) -> None:
    make_notebook(old, None)
    elsewhere = old.parent.with_name("elsewhere")
    if linked == "new folder":
        new.parent.symlink_to(old.parent)
    elif linked == "new backups":
        new.parent.mkdir()
        (new.parent / "backups").symlink_to(old.parent / "backups")
    else:
        place = {"book": old, "backups": old.parent / "backups"}.get(linked, old.parent)
        place.rename(elsewhere)
        place.symlink_to(elsewhere)
    before = read_contents(old.parent)
    moved = relocate_book(old, new)
    assert moved == (linked == "new backups"), "the book alone has a place of its own then"
    book = new if moved else old
    assert load_words(book) == len(LINES)
    assert {**read_contents(new.parent), **read_contents(old.parent)} == before


@PASSPHRASES
def test_a_journal_is_never_parted_from_its_notebook(
    old: Path, new: Path, passphrase: str | None
) -> None:
    make_notebook(old, passphrase)
    leave_hot_journal(old, passphrase)
    before = read_contents(old.parent)
    assert not relocate_book(old, new)
    assert read_contents(old.parent) == before
    assert load_words(old, passphrase) == len(LINES), "what was half-saved is taken back"
    assert relocate_book(old, new), "and then it moves"
    assert load_words(new, passphrase) == len(LINES)


def leave_hot_journal(book: Path, passphrase: str | None) -> None:
    """Leave what a process leaves that is killed while it saves."""
    connection = connect(book, passphrase)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("UPDATE entries SET words = hex(randomblob(9000))")
    found = {path: path.read_bytes() for path in (book, build_journal_path(book))}
    connection.execute("ROLLBACK")
    connection.close()
    assert found[build_journal_path(book)].strip(b"\0")
    for path, content in found.items():
        path.write_bytes(content)


def test_a_journal_without_its_notebook_is_not_played_into_another(old: Path, new: Path) -> None:
    make_notebook(new, None)
    old.parent.mkdir()
    build_journal_path(old).write_bytes(b"of another notebook")
    assert not relocate_book(old, new)
    assert not build_journal_path(new).exists()
    assert list_own_files(old) == [build_journal_path(old)], "it is told where --all"


@PASSPHRASES
@pytest.mark.usefixtures("impatient")
def test_while_somebody_has_it_open_nothing_moves(
    old: Path, new: Path, passphrase: str | None
) -> None:
    make_notebook(old, passphrase)
    with run_process(HOLDING, old, passphrase or ""):
        before = read_contents(old.parent / "backups")
        assert not relocate_book(old, new)
        assert read_contents(old.parent / "backups") == before
        assert old.exists()
        assert not new.parent.exists()
    assert relocate_book(old, new)


@PASSPHRASES
def test_nobody_else_opens_it_while_it_moves(old: Path, new: Path, passphrase: str | None) -> None:
    make_notebook(old, passphrase)
    with run_process(MOVING, old, new) as moving:
        connection = dbapi2.connect(str(old), timeout=0, isolation_level=None)
        with pytest.raises(dbapi2.OperationalError, match="locked"):
            connection.execute("SELECT count(*) FROM sqlite_master")
        connection.close()
        assert moving.stdin is not None
        moving.stdin.write("\n")
    assert moving.returncode == 0
    assert load_words(new, passphrase) == len(LINES)


def test_a_second_start_waits_until_the_first_has_moved_it(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notebook(old, None)
    with run_process(MOVING, old, new) as moving:

        def go_on(_seconds: float) -> None:
            assert moving.stdin is not None
            moving.stdin.write("\n")
            moving.stdin.flush()
            assert moving.wait(60) == 0

        monkeypatch.setattr(relocation, "sleep", go_on)
        monkeypatch.setattr(database_connection, "WAIT_MS", 60_000)
        assert not relocate_book(old, new)
        assert new.exists(), "it did not wait"
        assert not old.exists()


@pytest.mark.parametrize("at", range(1, 5))
def test_where_the_system_refuses_all_of_it_stays(
    old: Path, new: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on another file system, or where it is the folder that may not be changed."""
    make_notebook(old, None)
    make_exports(old.parent / "exports" / "2026-11-22")
    before = read_contents(old.parent)
    count = 0

    def refusing(source: Path, *_target: Path) -> None:
        nonlocal count
        count += FORMER_DATA_FOLDER in Path(source).parts
        if count >= at and FORMER_DATA_FOLDER in Path(source).parts:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    for name in ("link", "rename"):
        real = getattr(os, name)

        def instead(*paths: Path, real: object = real) -> None:
            refusing(*paths)
            assert callable(real)
            real(*paths)

        monkeypatch.setattr(os, name, instead)
    assert not relocate_book(old, new, [old.parent / "exports" / "2026-11-22"])
    monkeypatch.undo()
    assert read_contents(old.parent) == before
    assert read_contents(new.parent) == {}
    assert relocate_book(old, new)


@pytest.mark.parametrize("kind", ["folder", "empty", "text", "sqlite", "cut off"])
def test_what_is_no_notebook_stays(old: Path, new: Path, kind: str) -> None:
    old.parent.mkdir()
    match kind:
        case "folder":
            old.mkdir()
        case "sqlite":
            connection = dbapi2.connect(str(old))
            connection.execute("CREATE TABLE files (name)")
            connection.close()
        case "cut off":
            make_notebook(old, None)
            old.write_bytes(old.read_bytes()[:-1] + b"")
            old.write_bytes(bytes(range(16)) + old.read_bytes()[16:])
        case _:
            old.write_text("" if kind == "empty" else "words")
    assert not relocate_book(old, new)
    assert old.exists()
    assert not new.parent.exists()


@PASSPHRASES
def test_the_list_of_what_was_shown_follows_what_was_moved(
    old: Path, new: Path, passphrase: str | None
) -> None:
    with make_empty_book(old, passphrase=passphrase) as book:
        log_lines(book, *LINES)
        moved, stays = old.parent / "exports" / "2026-11-22", old.parent / "mine"
        odd = moved.with_name("2026-11-23") / os.fsdecode(b"\xff\\xff")
        places = [moved, stays, odd, Path("/elsewhere"), moved, old.parent / "gone"]
        for place in places:
            book.export_log.record(place, TODAY, "all")
    for place in (moved, stays):
        make_exports(place)
    odd.parent.mkdir()
    odd.touch()
    assert relocate_book(old, new, [moved, odd.parent])
    new_place = new.parent / "exports" / "2026-11-22"
    expected = [
        new_place,
        stays,
        new.parent / odd.relative_to(old.parent),
        Path("/elsewhere"),
        new_place,
        old.parent / "gone",
    ]
    for writing in (False, True):
        with open_book(new, passphrase, is_writing=writing) as book:
            assert [each.path for each in book.export_log.load_all()] == expected
            assert all(each.choices == "all" for each in book.export_log.load_all())


def test_a_notebook_elsewhere_keeps_its_list(old: Path, tmp_path: Path) -> None:
    make_exports(old.parent / "mine")
    make_exports(tmp_path / DATA_FOLDER / "mine")
    (old.parent / "mine" / "entries.csv").unlink()
    (old.parent / "mine").rmdir()
    other = tmp_path / "other" / DATA_FOLDER / "book.db"
    with make_empty_book(other) as book:
        book.export_log.record(old.parent / "mine", TODAY)
    with open_book(other) as book:
        assert [each.path for each in book.export_log.load_all()] == [old.parent / "mine"]
