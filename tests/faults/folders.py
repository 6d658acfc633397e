"""A folder before, between and after actions: what its books hold, value by value."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, TypeAlias

from tests.factories import is_whole, make_empty_book
from tests.faults.book_actions import TODAY, BookAction, find_passphrase, open_with_passphrase
from tracker.book.database.connection import connect, is_encrypted
from tracker.book.files.backups import BACKUP_FOLDER as COPIES
from tracker.book.maintenance.erase import REWRITE_PENDING

BOOK = "book.db"
NEVER_THE_SAME = frozenset({"id", "secret", "applied_at"})
"""Columns with what is drawn by chance or read from the clock."""
NOTED_BY_ITSELF = (REWRITE_PENDING, "1")
"""What an erasing leaves for the next time the book is opened, if it was cut short."""

Held: TypeAlias = dict[str, Any]
"""What each book of a folder holds, by its name."""


_folders_made: list[TemporaryDirectory[str]] = []
"""No cache of a function: the app's lock empties those."""


def find_shelf() -> TemporaryDirectory[str]:
    """Where every beginning is kept, to be copied."""
    if not _folders_made:
        _folders_made.append(TemporaryDirectory(prefix="actions-"))
    return _folders_made[0]


@cache
def build_beginning(action: BookAction, passphrase: str | None) -> Path:
    """A folder with what lies there before an action; it is only copied."""
    lay = action.lay
    folder = Path(find_shelf().name) / f"{abs(hash((lay, passphrase)))}"
    if not folder.exists():
        folder.mkdir()
        lay(folder / BOOK, passphrase)
    return folder


def make_start_folder(action: BookAction, passphrase: str | None, folder: Path) -> Path:
    """The path of the book that an action begins with, in a folder that is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(build_beginning(action, passphrase), folder)
    return folder / BOOK


@cache
def _begin_states(action: BookAction, passphrase: str | None) -> tuple[Path, list[Held]]:
    """A folder that the action is done in as often as is asked for, and what it holds first."""
    folder = Path(mkdtemp(dir=find_shelf().name)) / "whole"
    make_start_folder(action, passphrase, folder)
    return folder, [contents_of_books(folder)]


def list_states(action: BookAction, passphrase: str | None, done: int = 1) -> list[Held]:
    """What the folder holds before an action, and after each of the times that it was done."""
    folder, states = _begin_states(action, passphrase)
    for turn in range(len(states) - 1, min(done, action.times)):
        action.do(folder / BOOK, turn)
        states.append(contents_of_books(folder))
        assert not action.changes or states[-1] != states[-2], action.name
    return states


def contents_of_books(folder: Path) -> Held:
    """What the books of a folder hold, each in whatever schema it is; they must be whole.

    Copies made by themselves are no part of it, but each must be whole as well.
    """
    for copy in find_books(folder / COPIES):
        load_values(copy)
    return {path.name: load_values(path) for path in find_books(folder)}


def find_books(folder: Path) -> list[Path]:
    """The books that lie in a folder, for all to see."""
    return [path for path in sorted(folder.glob("*.db")) if not path.name.startswith(".")]


def load_values(path: Path) -> dict[str, object]:
    """Every value of a book, by table; what chance made is left out."""
    passphrase = find_passphrase(path)
    connection = connect(path, passphrase)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if is_encrypted(path):
            assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        values: dict[str, object] = {"passphrase": passphrase} | {
            name: connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("user_version", "application_id")
        }
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            rows = connection.execute(f"PRAGMA table_info({table})")
            columns = [row[1] for row in rows if row[1] not in NEVER_THE_SAME]
            names = ", ".join(columns)
            stored = connection.execute(f"SELECT {names} FROM {table}").fetchall()
            values[f"{table} ({names})"] = sorted(set(stored) - {NOTED_BY_ITSELF}, key=repr)
        return values
    finally:
        connection.close()


def open_all(folder: Path) -> None:
    """Open every book as a person does; nothing is left then of what was begun."""
    for path in find_books(folder):
        with open_with_passphrase(path) as book:
            for item in book.load_entries():
                book.load_history(item.number)
            book.make_witness()
            assert is_whole(book, TODAY), "totals are those of the entries"
            assert not find_leftovers(path), "a second name of a book, or half of one"
            if list((folder / COPIES).glob(".*")):
                # A copy that was begun goes when the next one is made.
                book.maintenance.backups.make(TODAY)
    # And a book that was begun when it is made.
    for name in {path.name[1:].partition(".db.")[0] for path in folder.glob(".*")}:
        make_empty_book(folder / f"{name}.db").close()
    assert list(folder.rglob(".*")) == []
    assert list(folder.rglob("*-journal")) == []


def find_leftovers(path: Path) -> list[Path]:
    """What lies beside a book, named after it."""
    return list(path.parent.glob(f".{path.name}.*"))
