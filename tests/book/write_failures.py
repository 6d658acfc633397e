"""A driver whose n-th statement fails, as on a disk that is full; and how files are compared."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tracker.book.book import Book
from tracker.book.database.connection import Cursor
from tracker.book.database.errors import (
    NotABookError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from tracker.book.open_book import open_book
from tracker.entries.types import StoredEntry

ROUNDS = 256_000
"""With how many rounds SQLCipher 4 makes a key by itself."""

QUICK_ROUNDS = 1000
"""With how many it makes one in a thousandth of a second."""


def set_default_rounds(rounds: int) -> None:
    """How many rounds SQLCipher makes a key with, in this process, from now on."""
    connection = dbapi2.connect(":memory:")
    connection.execute(f"PRAGMA cipher_default_kdf_iter = {rounds}")
    connection.close()


def build_driver_error(message: str, code: int) -> Exception:
    """An error of the driver with SQLite's code, as a failure makes one."""
    error: Exception = dbapi2.OperationalError(message)
    vars(error)["sqlite_errorcode"] = code
    return error


@contextmanager
def use_full_keys() -> Iterator[None]:
    """Let SQLCipher make keys as it does for people, where tests make them quickly."""
    set_default_rounds(ROUNDS)
    try:
        yield
    finally:
        set_default_rounds(QUICK_ROUNDS)


class FailingDriver:
    """Counts the statements of all connections, and lets one of them fail."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.count = 0

    @property
    def was_reached(self) -> bool:
        return self.count >= self.at

    def count_one(self) -> None:
        self.count += 1
        if self.count == self.at:
            raise build_driver_error("database or disk is full", dbapi2.SQLITE_FULL)


class _Connection:
    """A connection that counts."""

    def __init__(self, real: Any, driver: FailingDriver) -> None:
        self._real = real
        self._failing = driver

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        if sql != "ROLLBACK":
            self._failing.count_one()
        cursor: Cursor = self._real.execute(sql, values)
        return cursor

    def executemany(self, sql: str, values: Any) -> Cursor:
        self._failing.count_one()
        cursor: Cursor = self._real.executemany(sql, values)
        return cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@contextmanager
def fail_at(number: int) -> Iterator[FailingDriver]:
    """Let the n-th statement in the block fail."""
    driver = FailingDriver(number)
    real = dbapi2.connect

    def connect(*args: Any, **kwargs: Any) -> _Connection:
        return _Connection(real(*args, **kwargs), driver)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.book.database.connection.dbapi2.connect", connect)
        yield driver


def load_entries_of(path: Path, *passphrases: str | None) -> list[StoredEntry]:
    """What a book has, opened with the first of the passphrases that opens it."""
    with open_with_any(path, *passphrases) as book:
        return list(book.load_entries())


def open_with_any(path: Path, *passphrases: str | None) -> Book:
    """A book opened with the first of the passphrases that opens it."""
    *others, last = passphrases or (None,)
    for passphrase in others:
        try:
            return open_book(path, passphrase)
        except (WrongPassphraseError, PassphraseNeededError, NotABookError):
            continue
    return open_book(path, last)


def find_hidden(folder: Path) -> list[str]:
    """What was begun and not finished, anywhere in a folder."""
    return sorted(path.name for path in folder.rglob(".*"))
