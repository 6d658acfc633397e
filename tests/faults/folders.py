"""A folder before, between and after deeds: what its books hold, value by value."""

import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from tests.faults.deeds import PASSPHRASE, Deed, opened
from tracker.book.driver import connect, is_encrypted
from tracker.book.opening import create_book

BOOK = "book.db"
NEVER_THE_SAME = frozenset({"id", "secret", "applied_at"})
"""Columns with what is drawn by chance or read from the clock."""

Held: TypeAlias = dict[str, Any]
"""What each book of a folder holds, by its name, and whatever else lies there."""


@cache
def shelf() -> TemporaryDirectory[str]:
    """Where every beginning is kept, to be copied."""
    return TemporaryDirectory(prefix="deeds-")


@cache
def beginning(deed: Deed, passphrase: str | None) -> Path:
    """A folder with what lies there before a deed; it is only copied."""
    lay = deed.lay
    folder = Path(shelf().name) / f"{abs(hash((lay, passphrase)))}"
    if not folder.exists():
        folder.mkdir()
        lay(folder / BOOK, passphrase)
    return folder


def begun(deed: Deed, passphrase: str | None, folder: Path) -> Path:
    """The path of the book that a deed begins with, in a folder that is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(beginning(deed, passphrase), folder)
    return folder / BOOK


@cache
def in_order(deed: Deed, passphrase: str | None) -> tuple[Held, ...]:
    """What the folder holds before a deed, and after each time that it was done."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "whole"
        path = begun(deed, passphrase, folder)
        found = [held(folder)]
        for turn in range(deed.times):
            deed.do(path, turn)
            found.append(held(folder))
    assert all(before != after for before, after in pairwise(found)), deed.name
    return tuple(found)


def held(folder: Path) -> Held:
    """What a folder holds, each book as it is, in whatever schema; it is looked at for damage."""
    books = [path for path in folder.rglob("*.db") if not path.name.startswith(".")]
    found: Held = {str(path.relative_to(folder)): values(path) for path in books}
    rest = {path for path in folder.rglob("*") if path.is_file()} - set(books)
    return found | {
        str(path.relative_to(folder)): path.read_bytes()
        for path in rest
        if not path.name.startswith(".") and not path.name.endswith("-journal")
    }


def values(path: Path) -> dict[str, object]:
    """Every value of a book, by table; what chance made is left out."""
    connection = connect(path, PASSPHRASE if is_encrypted(path) else None)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if is_encrypted(path):
            assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        found: dict[str, object] = {
            name: connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("user_version", "application_id")
        }
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            rows = connection.execute(f"PRAGMA table_info({table})")
            columns = [row[1] for row in rows if row[1] not in NEVER_THE_SAME]
            names = ", ".join(columns)
            found[f"{table} ({names})"] = sorted(
                connection.execute(f"SELECT {names} FROM {table}").fetchall(), key=repr
            )
        return found
    finally:
        connection.close()


def open_all(folder: Path) -> None:
    """Open every book as a person does; nothing lies beside them then that did not before."""
    books = [path for path in folder.rglob("*.db") if not path.name.startswith(".")]
    for path in books:
        with opened(path) as book:
            for item in book.entries():
                book.history(item.number)
            book.witness()
    # What was left of a book that was never finished goes as soon as it is made.
    for name in {name[1:].partition(".db.")[0] for name in hidden(folder)}:
        create_book(folder / f"{name}.db", currency="EUR", group=None, passphrase=None).close()
    assert hidden(folder) == []
    assert list(folder.rglob("*-journal")) == []


def hidden(folder: Path) -> list[str]:
    """The names of what a person does not see; none of them is of a book that is there."""
    names = [path.name for path in folder.rglob(".*")]
    assert not [path for path in folder.rglob("*.db") if f".{path.name}." in " ".join(names)]
    return names
